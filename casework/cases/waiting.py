"""What waits for somebody, for the page "My work". Each function is one statement."""

from accounts.access import allowed, page_of, principals
from accounts.acting import current
from accounts.audit.looks import looks_by_others
from casework.cases.models import Case
from casework.cases.queries import for_list
from casework.cases.reasons import BreakGlass, HandOver
from casework.consents.models import Consent
from casework.consents.queries import expiring

FEW, RECENT = 10, 8


def offers_to(user):
    """Open offers of cases to this person, oldest first."""
    return list(
        HandOver.objects.permitted(user, "case.accept")
        .filter(to_user=user, answered_at=None)
        .select_related("case", "case__team", "offered_by", "from_user")
        .order_by("offered_at")[:FEW]
    )


def unreviewed_glass(user):
    """Emergency looks of others that nobody reviewed yet, oldest first, for those who review or guard the data."""
    rows = list(
        BreakGlass.objects.permitted(user, "trail.view")
        .filter(reviewed_at=None)
        .exclude(user=user)
        .select_related("user", "case", "case__person")
        .order_by("opened_at")[:FEW]
    )
    current().load_cases({row.case_id for row in rows})
    return rows


def proposals(user):
    """Cases whose closing somebody proposed, for those who decide."""
    names = principals(user, "case.approve_close")
    return page_of(for_list(), names, size=FEW, status=Case.Status.CLOSURE_PROPOSED)[0]


def draft_cases(user):
    """Drafts this person works on."""
    return page_of(for_list(), principals(user, "case.start"), size=FEW, status=Case.Status.DRAFT)[0]


def recent_cases(user):
    """The newest cases this person may see."""
    return page_of(for_list(), principals(user, "case.list"), size=RECENT)[0]


def ending_consents(user):
    """Yes-answers that have ended or end within fourteen days, on cases where this person asks."""
    rows = expiring(Case.objects.permitted(user, "consent.inform").open())
    return list(rows.select_related("case", "case__person", "recipient")[:FEW])


def unconfirmed_consents(user):
    """ "Could not be asked" that a supervisor has to confirm, the most urgent first."""
    confirmed = Consent.objects.filter(status=Consent.Status.CONFIRMED).values("series")
    return list(
        Consent.objects.permitted(user, "consent.confirm_not_possible")
        .filter(status=Consent.Status.NOT_POSSIBLE)
        .exclude(series__in=confirmed)
        .exclude(recorded_by=user)
        .select_related("case", "case__person")
        .order_by("review_by")[:FEW]
    )


def looks_at_mine(user, cases):
    """Looks by others at those of these cases whose trail this person may read, with the case's row."""
    current().load_cases([case.pk for case in cases])
    by_id = {str(case.pk): case for case in cases if allowed(user, "trail.view", case)}
    return [(look, by_id[look.case_id]) for look in looks_by_others(by_id, user)]
