"""The queue of the review: urgent first, then the longest wait, page by page; and why each is urgent, in words.

Rank, most urgent first: late, child, detained, treated as an offender, a mark of health, then waiting time
(workflows.md section 3). What the person has is never said: who reviews may not read it.
"""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.cases.models import CaseStep
from casework.cases.queries import line
from screening.models import IndicatorAnswer, Screening
from screening.queries import review_queue
from screening.rule import FURTHER, INDICATED, NOTHING, UNABLE, VULNERABLE

# What floors above find late on a case of the queue: (user -> expression over the row, its value -> words).
FLAGS: list[tuple[Callable, Callable]] = []
PROMISE = datetime.timedelta(hours=48)
SIZE, MOST = 25, 1000
SALT = "review"
OFFENDER = "C-SYS-01"  # treated as an offender or immigration detainee by authorities
# The mark and the few words of an outcome in the queue.
SHORT = {
    INDICATED: ("done", gettext_lazy("Presumed victim")),
    FURTHER: ("half", gettext_lazy("More needed")),
    VULNERABLE: ("decide", gettext_lazy("Vulnerable")),
    NOTHING: ("todo", gettext_lazy("No indication")),
    UNABLE: ("stop", gettext_lazy("Could not screen")),
}


def marked_queue(user, asked):
    """What this person may decide, with `late`, `child`, `second`, `offender`, `back` (bool) and its rank, 0 the most
    urgent, as things stood at the moment `asked`."""
    offender = IndicatorAnswer.objects.filter(screening=OuterRef("pk"), code=OFFENDER, state="present")
    asked_back = CaseStep.objects.filter(
        case=OuterRef("case"), step="screening_return", by=user, at__gt=OuterRef("created_at")
    )
    rows = review_queue(user).annotate(
        late=whether(Q(submitted_at__lt=asked - PROMISE)),
        child=whether(Q(profile=Screening.Profile.CHILD)),
        second=whether(Q(status=Screening.Status.OVERRIDE_PROPOSED)),
        offender=whether(Exists(offender) | Q(trafficking_defence=True)),
        back=Exists(asked_back),
    )
    return rows.annotate(rank=rank_of(URGENT)).order_by("rank", "submitted_at", "pk")


URGENT = (
    Q(late=True),
    Q(child=True),
    Q(vulnerability_flags__contains=["detained"]),
    Q(offender=True),
    ~Q(health_marks=[]),
)


def whether(condition):
    """A condition as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def rank_of(conditions):
    """One number that sorts by these conditions, the first the most important; 0 where all hold."""
    weights = [2**place for place in reversed(range(len(conditions)))]
    parts = [
        Case(When(condition, then=Value(0)), default=Value(weight), output_field=IntegerField())
        for condition, weight in zip(conditions, weights, strict=True)
    ]
    return sum(parts[1:], parts[0])


CHIPS = ("late", "child", "second", "back")


def counts(user, asked):
    """How many wait, in all and for each chip, of at most MOST; and since when the oldest and the middle one."""
    rows = list(marked_queue(user, asked).select_related(None).values(*CHIPS, "submitted_at")[:MOST])
    waits = sorted(row["submitted_at"] for row in rows)
    found: dict[str, Any] = {name: sum(row[name] for row in rows) for name in CHIPS}
    return {**found, "all": len(rows), "oldest": waits[0] if waits else None, "median": middle(waits)}


def middle(moments):
    """The median of sorted moments; None where there are none."""
    return moments[(len(moments) - 1) // 2] if moments else None


def figures(found):
    """How it goes, for the aside: (label, value) pairs of `counts`."""
    if not found["all"]:
        return []
    return [
        (_("Waiting, the middle one"), waited(found["median"])),
        (_("Waiting, the oldest"), waited(found["oldest"])),
        (_("Late"), _("%(late)s of %(all)s") % found),
    ]


def page_after(user, asked, chip, after):
    """(rows, place of the next page or None): one page of the queue, in its order."""
    rows = (
        marked_queue(user, asked)
        .filter(**{chip: True} if chip else {})
        .select_related("case", "case__person", "screener", "proposed_by")
    )
    if after:
        rank, at, key = after
        rows = rows.filter(
            Q(rank__gt=rank) | Q(rank=rank, submitted_at__gt=at) | Q(rank=rank, submitted_at=at, pk__gt=key)
        )
    found = list(flagged(rows, user)[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    return found, (found[-1].rank, found[-1].submitted_at, found[-1].pk) if more else None


def place(asked, after):
    """The signed place after a row: the moment for which the order holds, and the row's own place in it."""
    rank, at, key = after
    return signing.dumps([asked.isoformat(), rank, at.isoformat(), str(key)], salt=SALT, compress=False)


def read_place(text):
    """(moment, (rank, submitted_at, id) or None). ValidationError for anything we did not sign."""
    if not text:
        return timezone.now(), None
    try:
        asked, rank, at, key = signing.loads(text, salt=SALT)
        moments = [datetime.datetime.fromisoformat(moment) for moment in (asked, at)]
        return moments[0], (int(rank), moments[1], uuid.UUID(key))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(_("This place in the list is not valid. Start from the beginning.")) from error


def queue_line(row):
    """One screening as the queue shows it."""
    kind, words = SHORT.get(row.rule_outcome, ("todo", row.rule_outcome))
    return {
        "screening": row,
        **{name: value for name, value in line(row.case).items() if name in ("name", "lang", "other")},
        "reference": row.case.reference,
        "outcome": words,
        "kind": kind,
        "why": ". ".join(str(words) for words in reasons(row)) or _("None named"),
        "by": row.screener.display_name,
        "late": row.late,
        "waits": waited(row.submitted_at),
        "flag": ". ".join(words(value) for value, words in flags_on(row) if value),
    }


def flagged(rows, user):
    """The rows with what floors above find late on their cases, in the same statement."""
    return rows.annotate(**{f"flag_{at}": find(user) for at, (find, _words) in enumerate(FLAGS)})


def flags_on(row):
    """(value, its words) for each flag of a row."""
    return [(getattr(row, f"flag_{at}", None), words) for at, (_find, words) in enumerate(FLAGS)]


def reasons(row):
    """Why it is urgent, as far as who reviews may know."""
    age = row.age_at_screening
    told = [
        (row.second, _("A colleague wants to lower the protection")),
        (row.child and age is not None, _("Child, %(age)s") % {"age": age}),
        (row.child and age is None, _("Child")),
        ("detained" in row.vulnerability_flags, _("Held in detention")),
        (row.offender, _("Treated as an offender")),
        (row.back and not row.second, _("Back with an answer to your question")),
        (row.rule_outcome == VULNERABLE, _("Protection referral needed")),
    ]
    return [words for holds, words in told if holds]


def waited(since):
    """How long it has waited: minutes, hours from one on, days from two on."""
    minutes = max(int((timezone.now() - since).total_seconds() // 60), 0)
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


def share_of_promise(since):
    """How much of the 48 hours is gone, 0 to 100."""
    return min(int((timezone.now() - since) / PROMISE * 100), 100)
