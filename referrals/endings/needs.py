"""What must be true before a step of a way on (T6). Each need takes (row, given) and raises ValidationError with a
sentence; the same needs say on the page what is still missing. The care is that of a return: the person's wish, all
options told in their language, a lawyer's advice, their yes."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from casework.consents.models import Consent
from referrals.consular.needs import Fill, a_reason, case_held
from referrals.endings.models import Ending, EndingStep, Way
from referrals.endings.queries import last_talk
from referrals.endings.steps import BEFORE, OF_KIND

__all__ = ["Fill", "a_reason", "case_held"]

HOWS = dict(Consent.How.choices)


def told_and_wanted(row, given):
    """All four ways were explained and understood, and the person last said that they want this one (R15, T6)."""
    talk = last_talk(row.case)
    if talk is None or not talk.understood or set(Way.values) - set(talk.told):
        raise ValidationError(_("First explain all four ways in the person's language, and hear what they understood."))
    if talk.wants != row.kind:
        raise ValidationError(_("The person last said that they want something else. Talk again first."))


def country_named(row, given):
    """The third country, for resettlement."""
    if row.kind == Ending.Kind.RESETTLEMENT and not row.country:
        raise ValidationError(_("First write to which country."))


def advised(row, given):
    """A lawyer gave advice, in a language the person understands; after a refusal anew."""
    if row.advised_on is None or not row.advised_language or not row.adviser.strip():
        raise ValidationError(_("First a lawyer's advice, in the person's own language."))
    if row.decided_on is not None and row.advised_on < row.decided_on:
        raise ValidationError(_("First a lawyer's advice on the refusal, in the person's own language."))


def agreed(row, given):
    """The person's own yes to this, given after the advice."""
    if row.agreed_on is None or row.agreed_how not in HOWS:
        raise ValidationError(_("First the person's own yes to this, after the advice."))
    if row.advised_on is not None and row.agreed_on < row.advised_on:
        raise ValidationError(_("The person said yes before the last advice. Ask again."))


def prepared(row, given):
    """What stands before asking is done."""
    wanted = {item.code: item.label for item in OF_KIND[row.kind] if item.when == BEFORE}
    done = EndingStep.objects.filter(ending=row, done_on__isnull=False).values_list("code", flat=True)
    left = [str(label) for code, label in wanted.items() if code not in set(done)]
    if left:
        raise ValidationError([_("Still to be done: %(what)s") % {"what": what} for what in left])


def after_asking(row, given):
    """Nothing is decided before it is asked for."""
    if row.decided_on is not None and row.asked_on is not None and row.decided_on < row.asked_on:
        raise ValidationError({"decided_on": _("This is before it was asked for.")})


def valid_after_decision(row, given):
    """A permit ends after it begins; an appeal ends after the decision."""
    for name in ("valid_until", "appeal_by"):
        day = getattr(row, name)
        if day is not None and row.decided_on is not None and day < row.decided_on:
            raise ValidationError({name: _("This is before the decision.")})
