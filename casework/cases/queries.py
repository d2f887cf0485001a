"""Reading cases for the pages: the lines of a list, the timeline, and the people on a case."""

from collections.abc import Callable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.access import readable
from accounts.acting import current
from accounts.audit.queries import whose
from accounts.models import Membership, RoleGrant, User
from accounts.pages import WITHHELD, Shown
from accounts.policy import Group, Role
from casework.cases.models import Case, CaseStep, CaseUserObjectPermission
from casework.cases.named_grants import NamedGrant
from casework.cases.reasons import HandOver
from casework.cases.words import STEPS, step_words
from casework.frame import language_tag, tags
from casework.people.models import Person

# Long texts no list shows: they are not fetched with it.
HEAVY = [
    "safe_ways", "unsafe_ways", "present_address", "home_address", "birth_place", "occupation", "health_notes",
]  # fmt: skip
TIMELINE = 12
# What rooms of higher floors mark in lists of cases: (user -> an expression over people that gives a text or nothing,
# as far as that user may read it; what the text says in words).
MARKED: list[tuple[Callable, Callable]] = []


def for_list(user=None):
    """Cases with their person, and on the person the names of the caseworkers, in two statements; for a `user` also
    what higher floors mark as late (MARKED), in the same ones.

    Not by a join: each joined row pays a policy of its own, and the list statement has a limit (docs/performance.md).
    """
    workers = CaseUserObjectPermission.objects.filter(content_object=OuterRef("case")).order_by("user__display_name")
    people = Person.objects.annotate(workers=ArraySubquery(workers.values("user__display_name"))).defer(*HEAVY)
    if user is not None:
        people = people.annotate(**{f"mark_{place}": make(user) for place, (make, _say) in enumerate(MARKED)})
    return Case.objects.defer("told", "reporter").prefetch_related(Prefetch("person", people))


def lines(cases, *, with_workers=False):
    """One dict a case for lists: the row, the name as this reader may see it, marks and caseworkers."""
    ids = [case.pk for case in cases]
    current().load_cases(ids)
    names = worker_names(cases) if with_workers else {}
    return [with_marks(line(case), case) | {"workers": names.get(case.pk, "")} for case in cases]


def with_marks(shown, case):
    """The line of a list with what is late behind its marks, where it came with the list."""
    texts = [(say, getattr(case.person, f"mark_{place}", None)) for place, (_make, say) in enumerate(MARKED)]
    return {**shown, "tags": [*shown["tags"], *(("late", say(text)) for say, text in texts if text)]}


def line(case):
    """The line of one case. Withheld values stay marks; without a name there is the working name, or nothing."""
    groups = readable(case)
    person, seen = Shown(case.person, groups), Shown(case, groups)
    both = Group.IDENTITY in groups and case.person.name and case.person.romanised not in ("", case.person.name)
    return {
        "case": case,
        "name": person.shown_name or seen.label,
        "lang": language_tag(person.name_language) if case.person.name else "",
        "other": person.romanised if both else "",
        "language": case.get_language_display() if case.language != "und" else "",
        "tags": tags(case),
    }


def worker_names(cases):
    """Case id -> display names of its caseworkers; read for all cases at once where they did not come with the list."""
    missing = [case.pk for case in cases if not hasattr(case.person, "workers")]
    pairs = CaseUserObjectPermission.objects.filter(content_object__in=missing).order_by("user__display_name")
    found = {case.pk: list(getattr(case.person, "workers", ())) for case in cases}
    for case_id, name in pairs.values_list("content_object", "user__display_name") if missing else ():
        found[case_id].append(name)
    return {case_id: ", ".join(names) for case_id, names in found.items()}


def people_on(case):
    """Accounts that work on the case, supervisors of its team, and who is named to decide on it, each with `works` and
    `named` (bool), by name."""
    assigned = CaseUserObjectPermission.objects.filter(content_object=case.pk, user=OuterRef("pk"))
    named = NamedGrant.objects.filter(case=case.pk, ended_at=None, until__gt=timezone.now(), user=OuterRef("pk"))
    leads = RoleGrant.objects.standing().filter(role=Role.SUPERVISOR).values("user")
    members = Membership.objects.filter(team=case.team_id).values("user")
    return (
        User.objects.annotate(works=Exists(assigned), named=Exists(named))
        .filter(Q(works=True) | Q(named=True) | Q(pk__in=leads) & Q(pk__in=members), is_active=True)
        .order_by("-works", "display_name")
    )


def timeline(case, show="", after=None, size=TIMELINE):
    """(events for partials/timeline.html, (moment, id) of the next page or None), newest first.

    `show` is a chip of words.STEPS; `after` is (moment, id) of the last event shown.
    """
    steps = CaseStep.objects.filter(case=case).select_related("by")
    if show:
        steps = steps.filter(step__in=[name for name, (_words, _kind, chip) in STEPS.items() if chip == show])
    if after:
        steps = steps.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1]))
    rows = list(steps.order_by("-at", "-pk")[: size + 1])
    groups = readable(case)
    events = [event(row, Shown(row, groups)) for row in rows[:size]]
    return events, (rows[size - 1].at, rows[size - 1].pk) if len(rows) > size else None


def event(row, seen):
    """One line of the timeline; the typed reason only where the reader may read it."""
    words, kind = step_words(row.step)
    reason = seen.reason
    quote = "" if reason is WITHHELD else reason
    return {"at": row.at, "kind": kind, "text": words, "by": whose(row.step, row.by.display_name), "quote": quote}


def open_offer(case):
    """The offer of this case that nobody answered yet, or None."""
    waiting = HandOver.objects.filter(case=case, answered_at=None)
    return waiting.select_related("to_user", "offered_by", "from_user").first()
