"""What must be true before a step of a screening: each raises ValidationError with a sentence."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from casework.cases.models import Case
from casework.cases.transitions import ACTIVE
from casework.consents.queries import holds
from casework.interviews.queries import said_no
from screening.models import IndicatorAnswer, Screening
from screening.queries import worked_on_by
from screening.rule import PROTECTION

BY_HAND = (Screening.Hindrance.REFUSED, Screening.Hindrance.STOPPED, Screening.Hindrance.UNSAFE)


def case_active(case):
    """A new screening needs an open case (workflows.md section 3)."""
    if case.status not in ACTIVE:
        closed = case.status in Case.CLOSED
        raise ValidationError(
            _("The case is closed. Reopen it first.") if closed else _("First open the case, or go on with it.")
        )


def case_open(screening, given):
    """Nothing is decided on a closed case."""
    if screening.case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def agreed_to_interview(screening, given):
    """The person's yes to the interview holds today; of a child, the guardian's (R27, S-48)."""
    if not holds(screening.case, "interview"):
        raise ValidationError(_("First record that the person agrees to the interview."))


def setting_safe(screening, given):
    """Place, listeners, phone, interpreter and urgent needs were seen to before anything is asked (R27)."""
    if str(given.get("setting", "")).strip() != "yes":
        raise ValidationError(
            {"setting": _("First see to the place, the interpreter and what cannot wait. Then answer yes.")}
        )


def child_accompanied(screening, given):
    """With a child sits a child protection officer or the guardian."""
    if screening.case.child and given.get("present") not in Screening.Present.values:
        raise ValidationError({"present": _("Choose who is with the child.")})


def why_hindered(screening, given):
    """One of the reasons for which nobody can be screened. A yes taken back is recorded under Consent."""
    if given.get("hindrance") not in BY_HAND:
        raise ValidationError({"hindrance": _("Choose why it cannot go on.")})


def not_withdrawn(screening, given):
    """What was told before a yes was taken back is not used again: a new screening begins empty."""
    if screening.hindrance == Screening.Hindrance.WITHDRAWN:
        raise ValidationError(_("The person took back their yes. If they agree again, begin a new screening."))


def nothing_newer(screening, given):
    """Only the newest version goes on."""
    if Screening.objects.filter(case=screening.case_id, number__gt=screening.number).exists():
        raise ValidationError(_("There is a newer screening of this case. Go on with that one."))


def outcome_was_seen(screening, given):
    """Where the page says which version it showed, nothing was changed since: nobody sends what they have not seen."""
    seen = str(given.get("seen", "")).strip()
    if seen and seen != str(screening.version):
        raise ValidationError(_("Something was changed since you looked. Look at the outcome again, then send it."))


def a_reason(screening, given):
    """Somebody wrote why."""
    if not str(given.get("reason", "")).strip():
        raise ValidationError({"reason": _("Write the reason in a sentence.")})


def did_not_screen(screening, given):
    """Who had a hand in the screening or the interview does not decide (R-07, S-30)."""
    if Screening.objects.filter(worked_on_by(given["by"]), pk=screening.pk).exists():
        raise ValidationError(_("Somebody else must decide this: it was you who screened."))


def did_not_propose(screening, given):
    """Lowering protection takes two supervisors."""
    if given["by"].pk == screening.proposed_by_id:
        raise ValidationError(_("A second supervisor must agree: it was you who proposed it."))


def another_outcome(screening, given):
    """An outcome of somebody who was screened, other than the rule's; a known hub never gives no indication (R04).
    Where it leads to is decided from the row."""
    outcome = given.get("outcome")
    if outcome not in PROTECTION:
        raise ValidationError({"outcome": _("Choose an outcome.")})
    if outcome == screening.rule_outcome:
        raise ValidationError({"outcome": _("This is what the rule says. Confirm it instead.")})
    hub = IndicatorAnswer.objects.filter(screening=screening, code="C-HUB-01", state="present").exists()
    if hub and outcome == PROTECTION[0]:
        raise ValidationError({"outcome": _("The person left a known hub: at least protection is due.")})
    screening.proposed_outcome = outcome


def consent_stands(screening, given):
    """Nothing is proposed or decided on answers that the person took back (decision-rule.md section 8). A yes that has
    only run out was a yes when they told us."""
    if said_no(screening.case):
        raise ValidationError(_("The person took back their yes to the interview. The answers may not be used."))


def consent_taken_back(screening, given):
    """The system's step needs its reason."""
    if not said_no(screening.case):
        raise ValidationError(_("The person did not take back their yes to the interview."))
