"""The steps of a case: one row each (workflows.md section 2). Nothing else assigns `status`."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.cases.models import Case, CaseStep
from casework.consents.queries import holds

S = Case.Status
# States of the floors above (screening.models, referrals.consular and .services), named here: imports go down only.
SCREENING_DECIDED = ("confirmed", "overridden")
SERVICE_ENDED = ("declined", "completed", "cancelled", "withdrawn")
REFERRAL_ENDED = ("refused_by_person", "declined", "withdrawn", "closed")
ACTIVE = frozenset({S.OPEN, S.ACTIVE, S.FOLLOW_UP})


def a_reason(case, given):
    """Somebody wrote why."""
    if not str(given.get("reason", "")).strip():
        raise ValidationError({"reason": _("Write the reason in a sentence.")})


def a_closure_reason(case, given):
    """A reason of closure_reasons.csv was chosen."""
    case.closure_reason = given.get("closure_reason", "")
    if not case.closure_reason:
        raise ValidationError({"closure_reason": _("Choose why the case ends.")})
    case.clean_fields(exclude={f.name for f in Case._meta.fields} - {"closure_reason"})


def mistake_or_duplicate(case, given):
    """A draft may be closed only as a mistake or a duplicate."""
    if given.get("closure_reason") not in ("duplicate", "other"):
        raise ValidationError({"closure_reason": _("A draft is closed as a duplicate, or as a mistake (other).")})
    case.closure_reason = given["closure_reason"]


def data_consent(case, given):
    """The person agreed that we keep their data, or a supervisor recorded a protection basis (IOM-DP 4)."""
    if not case.protection_basis and not holds(case, "case_data"):
        raise ValidationError(
            _("First record that the person agrees to us keeping their data, or ask your supervisor for a basis.")
        )


def safety_checked(case, given):
    """The safety check has a date."""
    if case.safety_checked_on is None:
        raise ValidationError(_("First do the safety check and write its date under Change the case."))


def language_known(case, given):
    """The language to talk in is set."""
    if case.language == "und":
        raise ValidationError(_("First choose the language to talk in under Change the case."))


def screened_or_urgent(case, given):
    """An outcome is confirmed, the person cannot be screened, or need is urgent (R05, R06). Where the case does not say
    that it is urgent, somebody writes why."""
    if case.urgency == Case.Urgency.USUAL and not screened(case):
        a_reason(case, given)


def screened(case):
    """A supervisor's word on a screening stands, or the person could not be screened."""
    decided = Q(status__in=SCREENING_DECIDED) | Q(outcome="unable_to_screen")
    return case.screenings.filter(decided).exists()


def follow_up_consent(case, given):
    """The person agreed to be followed up."""
    if not holds(case, "reintegration_followup"):
        raise ValidationError(_("First record that the person agrees to follow-up."))


def transfer_consent(case, given):
    """The person agreed that the other organisation gets the case."""
    if not (holds(case, "share_services") or holds(case, "share_origin_partner")):
        raise ValidationError(_("First record that the person agrees to share with the other organisation."))


def nothing_open(case, given):
    """Nothing still waits: no open offer, no open referral (workflows.md section 2; later rooms add theirs here)."""
    if case.handovers.filter(answered_at__isnull=True).exists():
        raise ValidationError(_("An offer of this case to a colleague is still open. Take it back first."))
    if case.consularreferrals.exclude(status__in=REFERRAL_ENDED).exists():
        raise ValidationError(_("A referral to a mission is still open. Close it or take it back first."))
    if case.servicereferrals.exclude(status__in=SERVICE_ENDED).exists():
        raise ValidationError(_("A referral to a service is still open. Note its result, or cancel it first."))
    if case.stays.filter(ended_at=None).exists():
        raise ValidationError(_("A bed is still asked for, or slept in. The house ends the stay first."))


def referred_to_protection(case, given):
    """Whom a screening found vulnerable is referred to protection before the case closes (R04, R05). The to-do that the
    decision raised says whether it was done; a protecting service referral that is sent settles it."""
    found = case.screenings.filter(status__in=SCREENING_DECIDED, outcome="vulnerable_not_trafficked").exists()
    if found and not case.todos.filter(kind="protection_referral", done_at__isnull=False).exists():
        raise ValidationError(_("First refer the person to protection, and mark that to-do as done."))


def not_the_proposer(case, given):
    """Two people close a case: who proposed it does not approve it (R-07, workflows.md section 2)."""
    last = CaseStep.objects.filter(case=case, step="propose_close").first()
    if last is not None and given.get("by") is not None and last.by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must close the case: it was you who proposed it."))


def remember_state(case, by, before, given):
    """Keeps where the case came from, to return there."""
    case.held_from = before


def back(case):
    """The state the case was in before it was put on hold or its closing was proposed."""
    return case.held_from or S.OPEN


def forget_closure(case, by, before, given):
    """A case that goes on has no closure reason."""
    case.closure_reason = ""


def set_basis(case, by, before, given):
    """The supervisor's protection basis."""
    case.protection_basis = True


def record(case, step, before, by, given):
    """The timeline's line for a step."""
    note(case, step.name, by, before=before, after=case.status, reason=str(given.get("reason", "")))


WHY = ("reason",)
CASE = Workflow(
    "case",
    record,
    Step("start", frozenset({S.DRAFT}), S.OPEN, gettext_lazy("Open the case"),
         (data_consent, safety_checked, language_known)),
    Step("assist", frozenset({S.OPEN}), S.ACTIVE, gettext_lazy("Start assistance"), (screened_or_urgent,), WHY),
    Step("follow_up", frozenset({S.ACTIVE}), S.FOLLOW_UP, gettext_lazy("Move to follow-up"), (follow_up_consent,)),
    Step(
        "hold", ACTIVE, S.ON_HOLD, gettext_lazy("Put on hold"), (a_reason,), WHY, (remember_state,)
    ),
    Step("resume", frozenset({S.ON_HOLD}), back, gettext_lazy("Contact made, go on")),
    Step(
        "discard", frozenset({S.DRAFT}), S.CLOSED, gettext_lazy("Discard the draft"),
        (mistake_or_duplicate, a_reason), ("closure_reason", "reason"), care=True,
    ),
    Step(
        "propose_close", ACTIVE, S.CLOSURE_PROPOSED, gettext_lazy("Propose to close"),
        (a_reason, a_closure_reason, nothing_open, referred_to_protection), ("closure_reason", "reason"),
        (remember_state,),
    ),
    Step(
        "take_back_proposal", frozenset({S.CLOSURE_PROPOSED}), back, gettext_lazy("Take the proposal back"),
        then=(forget_closure,),
    ),
    Step("approve_close", frozenset({S.CLOSURE_PROPOSED}), S.CLOSED, gettext_lazy("Close the case"),
         (not_the_proposer, nothing_open, referred_to_protection),
         care=True),
    Step(
        "return_proposal", frozenset({S.CLOSURE_PROPOSED}), back, gettext_lazy("Return the proposal"),
        (a_reason,), WHY, (forget_closure,),
    ),
    Step(
        "transfer_close", ACTIVE, S.TRANSFERRED, gettext_lazy("Close: handed to another organisation"),
        (a_reason, transfer_consent, nothing_open, referred_to_protection), WHY, care=True,
    ),
    Step(
        "reopen", frozenset(Case.CLOSED), S.OPEN, gettext_lazy("Reopen"), (a_reason,), WHY, (forget_closure,)
    ),
    Step(
        "protect", frozenset({S.DRAFT}), S.DRAFT, gettext_lazy("Record a protection basis"), (a_reason,), WHY,
        (set_basis,)
    ),
)  # fmt: skip

# Nobody takes this by a button: it follows when the other organisation accepts. Who accepts does not see what is still
# open here, so the database was asked for it in the same act (referrals/sharing/transfers.py).
BY_ITSELF = Workflow(
    "case",
    record,
    Step("transferred", ACTIVE, S.TRANSFERRED, gettext_lazy("Handed to another organisation")),
)  # fmt: skip
