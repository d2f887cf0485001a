"""What must be true before a step of a penalty (workflows.md section 10). Each need takes (row, given) and raises
ValidationError with a sentence; the same needs say on the page what is still missing."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.cases.models import Case
from casework.cases.transitions import SCREENING_DECIDED
from casework.consents.actions import SHARING
from casework.consents.queries import current_consents, yes_of
from casework.penalties import codes

LONG = 4_000  # letters
NO_LETTER = gettext_lazy("No letter was sent. Write what they decided, and who told us.")
WHAT_IS_LEFT = gettext_lazy("Write what is left of it.")


def grounds(case):
    """Whether a confirmed screening found reasonable grounds, which is when non-punishment is raised (R08, P5)."""
    return case.screenings.filter(status__in=SCREENING_DECIDED, reasonable_grounds=True).exists()


def case_open(row, given):
    """Nothing is done on a closed case."""
    if row.case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def reasonable_grounds(row, given):
    """A supervisor confirmed them; a later decision that takes them away takes the letter away too."""
    if not grounds(row.case):
        raise ValidationError(_("There are no confirmed reasonable grounds yet. First the screening, and its review."))


def agreed(row, given):
    """The person's yes to whom the letter goes holds today (workflows.md 10); with no letter yet, a yes to anybody."""
    known = list(current_consents(row.case))
    offices = {yes.recipient_id for kind in SHARING for yes in yes_of(row.case, kind, known)} - {None}
    letter = given.get("letter")
    if not offices if letter is None else letter.recipient_id not in offices:
        raise ValidationError(_("First ask the person: there is no consent to write to them."))


def assessed(row, given):
    """Where non-punishment is no matter of course, somebody writes why it applies (legal_penalty_types.csv)."""
    if codes.to_assess(row.kind) and not row.assessment.strip():
        raise ValidationError(_("First write, under Change, why non-punishment applies to this charge."))


def a_letter(row, given):
    """The step follows from a letter and from nothing else."""
    if given.get("letter") is None:
        raise ValidationError(_("This follows from the letter. Make the letter, or go on with it."))


def its_letter(row, given):
    """It is the letter that stands on this penalty."""
    a_letter(row, given)
    if row.letter != given["letter"].pk:
        raise ValidationError(_("Another letter stands on this penalty now."))


def by_another(row, given):
    """Who drafted the letter does not approve it (R-07)."""
    if given.get("by") is not None and row.letter_by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must approve this: it was you who drafted the letter."))


def a_reason(row, given):
    """Somebody wrote why."""
    text = str(given.get("reason") or "").strip()
    if not text or len(text) > LONG:
        raise ValidationError({"reason": _("Write the reason in a sentence.")})


def day_in(given, name):
    """The day that was given under this name, also as text of the API. ValidationError beside it for what is none."""
    value = given.get(name)
    if isinstance(value, str) and value.strip():
        try:
            value = datetime.date.fromisoformat(value.strip())
        except ValueError as error:
            raise ValidationError({name: _("Write the day as 2026-03-14.")}) from error
    return value or None


def an_outcome(row, given):
    """On which day it was decided, and in words what; the words are needed where no letter was sent, because then
    nobody else would know why."""
    errors, on = {}, day_in(given, "outcome_on")
    said = str(given.get("outcome_words") or "").strip()
    if on is None or on > timezone.localdate():
        errors["outcome_on"] = (
            _("Write the day on which it was decided.") if on is None else _("This day is still to come")
        )
    elif row.imposed_on and on < row.imposed_on:
        errors["outcome_on"] = _("This is before the penalty was imposed.")
    if not said and without_a_letter(row):
        errors["outcome_words"] = str(NO_LETTER)
    if len(said) > LONG:
        errors["outcome_words"] = _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
    if errors:
        raise ValidationError(errors)
    row.outcome_on, row.outcome_words = on, said


def without_a_letter(row):
    """Whether it is decided although no letter of ours was sent."""
    return row.status not in (row.Status.SENT, row.Status.PENDING)


def why_words(row, step):
    """The sentence for an outcome without words, where words are needed; else ""."""
    if what_is_left in step.needs:
        return WHAT_IS_LEFT
    return NO_LETTER if an_outcome in step.needs and without_a_letter(row) else ""


def what_is_left(row, given):
    """A reduced penalty says what is left of it."""
    an_outcome(row, given)
    if not row.outcome_words:
        raise ValidationError({"outcome_words": WHAT_IS_LEFT})
