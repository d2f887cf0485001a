"""Putting a wrongly recorded answer right: a new row with a reason, and never more than was recorded (C-08)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.consents.actions import CARRIED, append, rules_of_a_yes, withdraw
from casework.consents.models import Consent

S = Consent.Status
# A correction never opens more than was recorded: from a no to a yes one asks again (C-08).
CORRECTED: dict[str, set] = {
    S.GIVEN: {S.GIVEN},
    S.GIVEN_LIMITED: {S.GIVEN, S.GIVEN_LIMITED},
    S.REFUSED: {S.REFUSED, S.WITHDRAWN},
}


def correct(consent, *, by, reason, withdrawing=withdraw, **fields):
    """Puts a wrongly recorded answer right: a new row with the reason, while the old one stays (C-08).

    It never opens more than was recorded: that needs asking again. A yes that was none is taken back by `withdrawing`
    first, so that what rested on it ends.
    """
    with performing(by, "consent.correct", consent.case):
        if not (reason or "").strip():
            raise ValidationError({"reason": _("Write what was recorded wrongly, and how you know.")})
        status = fields.pop("status", None) or consent.status
        if not fields.get("expires_on"):
            fields.pop("expires_on", None)
        rules_of_a_correction(consent, status, fields)
        if consent.status in Consent.YES and status == S.REFUSED:
            consent, fields = withdrawing(consent, by=by), {}
        return append(consent.case, consent, status, by, after=CORRECTED, correction=reason, **fields)


def rules_of_a_correction(consent, status, fields):
    """ValidationError for what is no answer, for more than was recorded, or for a yes that would break its rules."""
    if consent.status not in (*Consent.YES, S.REFUSED):
        raise ValidationError(_("There is no answer here that could be put right."))
    if errors := wider(consent, status, fields):
        raise ValidationError(errors)
    if status in Consent.YES:
        kept = {name: getattr(consent, name) for name in CARRIED if name != "expires_on"}
        rules_of_a_yes(consent.case, kept | fields)
        if status == S.GIVEN_LIMITED and not fields.get("limits", consent.limits):
            raise ValidationError({"limits": _("Write the limits in the person's words.")})


def wider(consent, status, fields):
    """{field: sentence} for each thing that a correction would open beyond what was recorded."""
    again = _("This is more than was recorded. Ask again instead: a new answer replaces this one.")
    errors = {} if consent.status in CORRECTED.get(status, ()) or narrows(consent, status) else {"status": again}
    for name in ("items", "files"):
        if set(map(str, fields.get(name) or ())) - set(map(str, getattr(consent, name))):
            errors[name] = again
    ends = fields.get("expires_on")
    if ends and consent.expires_on and ends > consent.expires_on:
        errors["expires_on"] = again
    return errors


def narrows(consent, status):
    """From a yes to a no."""
    return consent.status in Consent.YES and status == S.REFUSED
