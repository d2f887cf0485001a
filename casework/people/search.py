"""Search by name: decrypt what the reader may see, fold, rank (R-32, performance.md section 2).

The word is never logged and never reaches the database. The cases shown are noted for the read log as one look (A-01).
"""

from dataclasses import dataclass

from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz

from accounts.access import ordered, principals
from accounts.acting import current
from accounts.policy import READABLE, Group, Right, groups
from casework.cases.models import Case
from casework.people.models import OtherName, Person
from casework.people.names import joined, plain, settled

MOST = 2_000  # visible cases; above, the page asks to narrow
BEST = 25
GOOD_ENOUGH = 74  # of 100
LONGEST = 100  # letters of the word that are looked at


@dataclass(frozen=True)
class Candidate:
    """One name of one case, folded."""

    case_id: object
    plain: str
    folded: str
    joined: str


def visible(user, filters, only=None):
    """People of the cases the reader may list, newest first, at most one more than MOST; still sealed."""
    names = principals(user, "case.list", only=only)
    if not names:
        return []
    sql, params = ordered(names, size=MOST + 1, **filters)
    people = Person.objects.filter(case_id__in=RawSQL(sql, params)).select_related("case")
    return list(people.only("name", "romanised", "case__label"))


def with_names_open(user, people):
    """The people whose names this reader may read: a withheld name is never compared."""
    held = current().held
    return [
        person
        for person in people
        if Group.IDENTITY in groups(READABLE, user, held.get(str(person.case_id), frozenset()) - {Right.SHARE})
    ]


def names_of(people):
    """(case id, name) for every name of these people; one statement for the other names."""
    ids = [person.case_id for person in people]
    others = OtherName.objects.filter(case_id__in=RawSQL("SELECT unnest(%s::uuid[])", [ids])).only("case_id", "name")
    for person in people:
        for name in (person.name, person.romanised, person.case.label):
            yield person.case_id, name
    for other in others:
        yield other.case_id, other.name


def candidates(people):
    """Every name, folded."""
    for case_id, name in names_of(people):
        if name and (found := candidate(case_id, name)).folded:
            yield found


def candidate(case_id, text):
    """A name or the word somebody typed, ready to be compared."""
    written = plain(text)
    folded = settled(written)
    return Candidate(case_id, written, folded, joined(folded))


def score(word, name):
    """0 to 100: how well a candidate answers the word, both as `Candidate`. Word order and joined syllables do not
    count; part of a name is enough; among equals the spelling as written comes first."""
    whole = max(
        fuzz.ratio(word.joined, name.joined),
        fuzz.token_sort_ratio(word.folded, name.folded),
        each_word(word.folded.split(), name.folded.split()),
        part_of(word.joined, name.joined),
    )
    return whole, fuzz.token_set_ratio(word.plain, name.plain)


def part_of(typed, written):
    """The word anywhere inside the name, a little below a whole match: many scripts put no spaces between words."""
    enough = 4 if typed.isascii() else 2
    return 0.9 * fuzz.partial_ratio(typed, written) if enough <= len(typed) <= len(written) else 0


def each_word(typed, written):
    """Each typed word against the written word that fits it best, longer words counting for more."""
    fits = [(max(fuzz.ratio(word, other) for other in written), len(word)) for word in typed]
    return sum(fit * size for fit, size in fits) / sum(size for _fit, size in fits)


def ranked(word, names):
    """Case ids, best first: at most BEST, each once, above the threshold."""
    typed = candidate(None, word)
    if not typed.folded:
        return []
    best = {}
    for name in names:
        points = score(typed, name)
        if points[0] >= GOOD_ENOUGH and points > best.get(name.case_id, (0, 0)):
            best[name.case_id] = points
    return sorted(best, key=lambda case_id: best[case_id], reverse=True)[:BEST]


def search(user, word, *, only=None, **filters):
    """(cases, too_many): the cases whose names answer the word, best first, with person and team.

    `only` are the rights to look through (None: all), `filters` the columns of the list. Above
    MOST visible cases nothing is decrypted and too_many is True.
    """
    current().recorded, current().action = True, "case.search"  # also a search that finds nothing
    people = visible(user, filters, only)
    if len(people) > MOST:
        return [], True
    current().load_cases([person.case_id for person in people])
    found = ranked(word[:LONGEST], candidates(with_names_open(user, people)))
    rows = {case.pk: case for case in Case.objects.filter(pk__in=found).select_related("person", "team")}
    for case_id in found:
        current().show(case_id, {Group.ROUTING, Group.IDENTITY})
    return [rows[case_id] for case_id in found], False
