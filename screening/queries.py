"""Reading screenings: what stands for a case, what waits for review, what is late."""

from django.db.models import Exists, OuterRef, Q

from casework.interviews.models import Answer, Sitting
from screening.models import Screening
from screening.rule import UNABLE

S = Screening.Status
# What is done to a screening before it is decided, as the history names it.
WORK = tuple(f"screening.{name}" for name in ("create", "edit", "start", "stop", "resume", "submit"))


def screenings_of(case):
    """All versions of the case's screening, newest first."""
    return Screening.objects.filter(case=case).select_related("screener", "decided_by", "submitted_by", "proposed_by")


def latest_confirmed(case):
    """The decision that stands (confirmed or overridden), or None."""
    return screenings_of(case).decided().first()


def standing(case):
    """What counts for the case now: the decision that stands, or that the person could not be screened; or None."""
    return latest_confirmed(case) or screenings_of(case).filter(status=S.STOPPED, outcome=UNABLE).first()


def worked_on_by(user):
    """Condition: this person opened the screening, wrote a fact or a mark of it, sent it, or interviewed on the case
    ("a supervisor who did not do the interview"); also where somebody else wrote over it since. Whoever writes a mark
    saves the screening with it (actions.mark), so that its own history names them."""
    wrote = Screening.history.filter(id=OuterRef("pk"), history_user=user, history_change_reason__in=WORK)
    held = Sitting.objects.filter(case=OuterRef("case"), held_by=user)
    told = Answer.history.filter(case=OuterRef("case"), history_user=user)
    return Q(screener=user) | Q(submitted_by=user) | Q(Exists(wrote)) | Q(Exists(held)) | Q(Exists(told))


def review_queue(user):
    """Screenings that wait for a supervisor's word and that this person may decide; one's own work is absent (R-07).

    Child, detained and health need first, then who waits longest (workflows.md section 3).
    """
    own = worked_on_by(user) | Q(status=S.OVERRIDE_PROPOSED, proposed_by=user)
    waiting = Screening.objects.permitted(user, "screening.confirm").filter(status__in=Screening.WAITING).exclude(own)
    return waiting.select_related("case", "screener", "proposed_by").order_by(*BY_URGENCY)


def first_where(condition):
    """Orders the rows that fulfil a condition before the others."""
    from django.db.models import Case, IntegerField, Value, When

    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())


BY_URGENCY = (
    first_where(Q(profile=Screening.Profile.CHILD)),
    first_where(Q(vulnerability_flags__contains=["detained"])),
    first_where(~Q(health_marks=[])),
    "submitted_at",
    "pk",
)
