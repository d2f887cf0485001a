"""Reading the clocks: of one case, of the cases of a page, and as figures, which the database adds up."""

from django.db.models import Aggregate, Count, F, FloatField, Func, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, TruncMonth
from django.utils import timezone

from accounts.policy import may
from referrals.clocks.codes import CLOCKS, targets
from referrals.clocks.models import CaseClock, ClockTarget
from referrals.directory.clock import month_and_year

MONTHS = 12
SMALLEST = 11  # people: a smaller group of one nationality is not shown (workflows.md section 15)
SHOWN = 25
ORDER = [code for code, _words in CLOCKS]
LINE = ("clock", "started_at", "due_at", "released", "days", "gone", "late")


class Percentile(Aggregate):
    """The value below which this part of all values lies, between two where it falls between."""

    template = "percentile_cont(%(part)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression, part, **options):
        super().__init__(expression, part=part, output_field=FloatField(), **options)


ENDED = Q(ended_at__isnull=False)
SPANS = {
    "ended": Count("pk", filter=ENDED),
    "median": Percentile("gone", 0.5, filter=ENDED),
    "most": Percentile("gone", 0.9, filter=ENDED),
}


def of_case(case, user):
    """The clocks that run on a case, in the order of the way: dicts of LINE. Empty for who may not read them."""
    rows = CaseClock.objects.permitted(user, "clock.view").running().filter(case=case).values(*LINE)
    return sorted(rows, key=lambda row: ORDER.index(row["clock"]))


def late_of(cases, user):
    """{case key: the latest clock as a dict of LINE} of these cases, in one statement. Nothing for who may not read
    them."""
    if not may(user, "clock.view") or not cases:
        return {}
    rows = CaseClock.objects.permitted(user, "clock.view").late().filter(case__in=cases)
    found: dict = {}
    for row in rows.values("case_id", *LINE):
        found.setdefault(row["case_id"], row)
    return found


def latest_as_text(user):
    """`screening:5`, the latest clock of the row's case and its days late, as an expression for a statement that has
    the rows anyway; NULL where none is late."""
    rows = CaseClock.objects.permitted(user, "clock.view").late().filter(case=OuterRef("case_id"))
    said = Concat(F("clock"), Value(":"), Cast("late", TextField()), output_field=TextField())
    return Subquery(rows.values_list(said)[:1])


def counted(user):
    """The clocks that count in the figures: of the supervisor's own teams, of cases opened in these months or still
    under way."""
    rows = CaseClock.objects.permitted(user, "clock.figures")
    return rows.filter(Q(opened_at__gte=first_month()) | Q(ended_at=None))


def first_month(today=None):
    """The first day of the earliest month of the figures, as a moment of UTC."""
    today = today or timezone.now()
    year, month = month_and_year(today, 1 - MONTHS)
    return today.replace(year=year, month=month, day=1, hour=0, minute=0, second=0, microsecond=0)


def spans(user):
    """{clock: {"ended", "running", "late", "median", "most", "in_all"}}, in days."""
    rows = counted(user).values("clock").order_by("clock")
    rows = rows.annotate(
        **SPANS,
        in_all=Percentile("gone_in_all", 0.5, filter=ENDED),
        running=Count("pk", filter=~ENDED),
        late_now=Count("pk", filter=Q(late__isnull=False)),
    )
    return {row["clock"]: row for row in rows}


def by_month(user, clock):
    """[{"month", "ended", "median", "most"}] of the months in which a clock ended, the earliest first."""
    rows = counted(user).filter(clock=clock, ended_at__gte=first_month())
    rows = rows.annotate(month=TruncMonth("ended_at")).values("month").annotate(**SPANS)
    return list(rows.order_by("month"))


def by_nationality(user, clock):
    """[{"nationality", "ended", "running", "median", "most"}] of groups that are large enough, the largest first: how
    long it takes for whom (R34). Somebody of two nationalities counts in both."""
    people = counted(user).filter(clock=clock).annotate(nationality=Func(F("nationalities"), function="unnest"))
    rows = people.values("nationality").annotate(**SPANS, running=Count("pk", filter=~ENDED))
    return list(rows.filter(ended__gte=SMALLEST).order_by("-ended", "nationality"))


def latest(user, clock):
    """The cases on which a clock is late, the latest first: keys and dicts of LINE."""
    rows = CaseClock.objects.permitted(user, "clock.figures").late().filter(clock=clock)
    return list(rows.values("case_id", *LINE)[:SHOWN])


def targets_of(user):
    """The office's own targets, and how many days hold where it set none."""
    if user.organisation_id is None:
        return [], targets()
    return list(ClockTarget.objects.filter(keeper=user.organisation_id)), targets()
