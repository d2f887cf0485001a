"""Reading penalties: of one case, and the board of who is in detention."""

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.acting import current
from casework.penalties.models import UNSEEN, Hearing, Penalty, Visit, ago

PAGE = 50
SEEN = Visit.Found.SEEN


def whole():
    """Penalties with what a page of one needs."""
    return Penalty.objects.select_related(
        "case",
        "case__person",
        "case__person__safe_asked_by",
        "case__team",
        "case__organisation",
        "noted_by",
        "letter_by",
    )


def of_case(case):
    """(open ones, decided ones) of a case, the newest first."""
    rows = list(Penalty.objects.filter(case=case).order_by("-noted_at", "pk"))
    return [row for row in rows if row.status in Penalty.OPEN], [row for row in rows if row.status not in Penalty.OPEN]


def hearings_of(**about):
    """Hearings on a penalty or a claim, in the order of their days."""
    return list(Hearing.objects.filter(**about).order_by("on", "hour", "pk"))


def next_hearings(case):
    """{penalty id: the next hearing} of a case, in one query."""
    rows = Hearing.objects.filter(case=case, penalty__isnull=False).open().order_by("-on", "-hour", "pk")
    return {row.penalty_id: row for row in rows}


def visits_of(penalty):
    """The visit log, the newest day first."""
    return list(Visit.objects.filter(penalty=penalty).select_related("noted_by").order_by("-on", "-noted_at", "pk"))


def held(user):
    """Who is in detention, as far as this person works with them, with the log's short form: last seen, next visit, and
    whether a visit's day has passed and nobody wrote that the person was seen (P10)."""
    log = Visit.objects.filter(penalty=OuterRef("pk")).order_by()
    seen = log.filter(outcome=SEEN).values("penalty").annotate(last=Max("on")).values("last")
    following = log.filter(outcome="", on__gte=timezone.localdate()).values("penalty").annotate(first=Min("on"))
    latest = log.exclude(outcome="").order_by("-on", "-noted_at", "pk").values("outcome")[:1]
    rows = Penalty.objects.permitted(user, "penalty.list").held()
    return rows.annotate(
        last_seen=Subquery(seen),
        next_visit=Subquery(following.values("first")),
        overdue=Exists(log.filter(outcome="", on__lt=timezone.localdate())),
        last_outcome=Subquery(latest),
    )


def unseen(rows):
    """Those whom nobody has seen when somebody should have."""
    missed = Q(overdue=True) | Q(last_outcome__in=Visit.ALERTS)
    return rows.filter(missed | Q(last_seen__isnull=True) | Q(last_seen__lt=ago(UNSEEN)))


NARROWED = {"": lambda rows: rows, "unseen": unseen, "children": lambda rows: rows.filter(case__child=True)}


def board(user, show="", after=None):
    """(one page of who is held, the longest first, place of the next page or None)."""
    rows = NARROWED[show](held(user)).select_related("case", "case__team", "case__person")
    if after:
        rows = rows.filter(Q(begun_on__gt=after[0].date()) | Q(begun_on=after[0].date(), pk__gt=after[1]))
    found = list(rows.order_by("begun_on", "pk")[: PAGE + 1])
    current().load_cases([row.case_id for row in found])
    more = (found[PAGE - 1].begun_on, found[PAGE - 1].pk) if len(found) > PAGE else None
    return found[:PAGE], more


def counts(user):
    """How many are held, and how many of them are children; since when the first."""
    return (
        Penalty.objects.permitted(user, "penalty.list")
        .held()
        .aggregate(
            people=Count("case", distinct=True),
            children=Count("case", filter=Q(case__child=True), distinct=True),
            first=Min("begun_on"),
        )
    )
