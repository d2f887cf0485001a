"""What a recipient is shown: consent items, ticked items and what its role may read, worked out at each look (C-03).

One table says how each item is read. `shared_values` is the only thing a recipient is ever shown: the preview, the
portal, its printed sheet and the REST resource all come from it. A mark stands where a line is not shared; it follows
from the kind of referral and what was ticked, never from whether there is a value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import codes
from accounts.pages import WITHHELD
from accounts.policy import READABLE, Group, Right, Role
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from casework.consents.queries import ALONE
from casework.files.models import StoredFile
from casework.frame import language_tag
from casework.journey.codes import Stop
from casework.journey.models import Leg
from casework.people.models import IdentityPaper, OtherName, Relative

# Health is never shown to a mission, whatever was ticked (workflows.md 6); an item of it would need a rule of its own.
NEVER_SHOWN = {Group.HEALTH}
OPEN_TO_RECIPIENTS = READABLE[Role.EXTERNAL, Right.SHARE] - NEVER_SHOWN
FILES = {"paper_copies": "paper", "photo": "photo"}  # item -> kind of file


def as_told(value):
    """The value as it is."""
    return value


def countries(values):
    """Names of countries, and whose word it is."""
    names = ", ".join(str(codes.label("countries", code)) for code in values)
    return _("%(names)s, as told") % {"names": names} if names else ""


def say_papers(rows):
    """One sentence a paper."""
    return [_paper_words(row) for row in rows]


def _paper_words(row):
    words = f"{codes.label('travel_document_types', row['kind'])} {row['number']}"
    return f"{words} ({codes.label('countries', row['country'])})" if row["country"] else words


def say_family(rows):
    """One sentence a relative."""
    return [f"{Relative.Relation(row['relation']).label}: {row['name']}" for row in rows]


@dataclass(frozen=True)
class Line:
    """One line of what is shown: the item that opens it, its key in JSON, its label, how it is read from the case, and
    how the page says it. `spoken` marks words of the person's own language."""

    item: str
    key: str
    label: Any
    read: Callable
    say: Callable = as_told
    spoken: bool = False


def name_of(case):
    """The name in the own script, or else in Latin letters."""
    return case.person.name or case.person.romanised


def spelled_also(case):
    """The Latin spelling beside another script."""
    return case.person.romanised if case.person.name and case.person.romanised != case.person.name else ""


def other_names(case):
    """Names somebody used or that stand on papers."""
    return [row.name for row in OtherName.objects.filter(case=case).order_by("kind", "pk")]


def papers_of(case):
    """Papers with a number."""
    rows = IdentityPaper.objects.filter(case=case).order_by("kind", "pk")
    return [{"kind": row.kind, "number": row.number, "country": row.country} for row in rows if row.number]


def family_of(case):
    """Names of the family; never how to reach them."""
    rows = Relative.objects.filter(case=case).order_by("relation", "pk")
    return [{"relation": row.relation, "name": row.name} for row in rows if row.name]


def release_day(case):
    """When the person came out, as it was told."""
    out = Leg.objects.filter(case=case, kind=Stop.OUT).in_order().last()
    return out.began_said or out.ended_said if out else ""


def born(case):
    """The birth date, or nothing; an estimate of ours is not for others."""
    return case.person.birth_date


def travel_paper(case):
    """What is asked for."""
    return "travel_paper"


LINES = (
    Line("name", "name", gettext_lazy("Name"), name_of, spoken=True),
    Line("name", "romanised", gettext_lazy("Spelled also"), spelled_also),
    Line("other_names", "other_names", gettext_lazy("Other names"), other_names),
    Line("gender", "gender", gettext_lazy("Gender"), lambda case: case.person.gender,
         lambda code: codes.label("genders", code)),
    Line("birth_date", "birth_date", gettext_lazy("Born"), born),
    Line("nationality", "nationalities", gettext_lazy("Nationality"), lambda case: case.person.nationalities,
         countries),
    Line("papers", "papers", gettext_lazy("Numbers of papers"), papers_of, say_papers),
    Line("birth_place", "birth_place", gettext_lazy("Place of birth"), lambda case: case.person.birth_place),
    Line("home_address", "home_address", gettext_lazy("Last address at home"), lambda case: case.person.home_address),
    Line("family", "family", gettext_lazy("Family"), family_of, say_family),
    Line("needs_paper", "asks_for", gettext_lazy("Asks for"), travel_paper, lambda code: _("Travel paper")),
    Line("release_day", "release_day", gettext_lazy("Day of release"), release_day),
)  # fmt: skip
# Lines of files, and lines that no mission is ever shown: the same for every referral of this kind.
FILE_LINES = (("paper_copies", gettext_lazy("Copies of papers")), ("photo", gettext_lazy("Photo")))
CLOSED_LINES = (gettext_lazy("What happened"),)


def may_be_ticked(codes_given):
    """The items of these that a recipient's role may read at all, in the order of the table."""
    return [code for code in ITEMS if code in codes_given and ITEMS[code].group in OPEN_TO_RECIPIENTS]


def newest_of(share):
    """The present state of the consent that a share rests on, or None."""
    rows = Consent.objects.filter(case=share.case_id, series=share.consent_series)
    return rows.order_by("-number").first()


def items_of(consent, case):
    """Items a consent opens today; none where it does not hold, or where a child gave it alone (S-48)."""
    if consent is None or not consent.holds or (case.child and consent.giver in ALONE):
        return []
    return may_be_ticked(consent.items)


def open_items(share, case):
    """consent items, and ticked items, and the role's row: at this look."""
    return [code for code in items_of(newest_of(share), case) if code in share.items]


@dataclass(frozen=True)
class Slip:
    """What one recipient is shown of one case at this look."""

    items: tuple
    values: dict
    files: dict
    language: str

    @property
    def groups(self):
        """Field groups shown, for the read log."""
        return {ITEMS[code].group for code in self.items} | {Group.REFERRAL}

    @property
    def name(self):
        """The name that heads the sheet, or ''."""
        return self.values.get("name", "")


def shared_values(share, case):
    """The `Slip` of a share: the only thing its recipient is ever shown. `case` comes with its person."""
    items = open_items(share, case)
    values = {line.key: line.read(case) for line in LINES if line.item in items}
    language = language_tag(case.person.name_language) if "name" in items else ""
    return Slip(tuple(items), values, files_of(share, case, items), language)


def files_of(share, case, items):
    """{item: files ready to be opened} of the files that were ticked one by one."""
    kinds = {kind: item for item, kind in FILES.items() if item in items}
    if not (kinds and share.files):
        return {item: [] for item in kinds.values()}
    rows = StoredFile.objects.filter(case=case, pk__in=share.files, kind__in=kinds, state=StoredFile.State.READY)
    found: dict[str, list] = {item: [] for item in kinds.values()}
    for row in rows.order_by("added_at", "pk"):
        found[kinds[row.kind]].append(row)
    return found


TICKED = gettext_lazy("Shared. You may not read it here.")


def lines_of(slip, groups=None):
    """[{label, value, lang}] for partials/slip.html, always the same labels in the same order.

    `groups` are the field groups of a reader on our side: what they may not read is only said to be shared.
    """
    shown = [
        {
            "label": line.label,
            "value": said(slip, line, groups) if line.item in slip.items else WITHHELD,
            "lang": slip.language if line.spoken else "",
        }
        for line in LINES
    ]
    return shown + [{"label": label, "value": WITHHELD, "lang": ""} for label in CLOSED_LINES]


def said(slip, line, groups):
    """A shared line in words."""
    if groups is not None and line.item != "needs_paper" and ITEMS[line.item].group not in groups:
        return TICKED
    value = slip.values[line.key]
    return line.say(value) if value else value


def file_lines_of(slip):
    """[{label, shared, files: [{pk, type, size}]}] of the lines that hold files."""
    return [
        {
            "label": label,
            "shared": item in slip.items,
            "files": [
                {"pk": row.pk, "type": row.get_type_display(), "size": row.copy_size}
                for row in slip.files.get(item, ())
            ],
        }
        for item, label in FILE_LINES
    ]


def file_line(row):
    """One file in words."""
    return {"pk": row.pk, "type": row.get_type_display(), "size": row.copy_size}
