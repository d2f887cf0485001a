"""What must be true before a step of a consular referral (workflows.md section 6, C-06, C-07). Each need takes (row,
given) and raises ValidationError with a sentence; the same needs say on the page what is still missing."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.vault import EncryptedTextField
from casework.cases.models import Case
from casework.consents.queries import yes_of
from casework.people.fear_actions import against, standing
from referrals.consular.models import ConsularReferral
from referrals.sharing.items import items_of, newest_of
from referrals.sharing.models import Share

LONG = 4_000  # letters
CONSENT = "share_embassy"
Representation = ConsularReferral.Representation


def represented(mission, nationality):
    """Whether the mission stands for these nationals."""
    return mission.is_active and mission.kind == "embassy" and nationality in mission.represents


def representation_of(mission, nationality, host):
    """How it stands for them here: resident, covering from abroad, protecting (R13)."""
    if mission.country != nationality:
        return Representation.PROTECTING
    return Representation.RESIDENT if mission.seat in ("", host) else Representation.COVERING


def states_of(referral, mission=None):
    """Countries that would learn of the person."""
    return {referral.nationality, *([*mission.represents, mission.country] if mission else [])}


def fears_of(referral, mission=None):
    """Standing fears that shut out this referral."""
    return against(standing(referral.case), states_of(referral, mission or referral.mission))


def case_held(referral, given):
    """The case is locked until the step is over: a fear that is written down at the same moment is seen by the needs
    that follow, or finds what was sent (C-06). A page that only asks what is missing locks nothing."""
    if given.get("by") is not None:
        Case.objects.select_for_update(no_key=True).get(pk=referral.case_id)


def nothing_feared(referral, given):
    """No asylum and no fear of the own state (C-06): hard for every role."""
    if fears_of(referral):
        raise ValidationError(
            _("Blocked: asylum or a fear of the own state is written down. Nothing can go there, by any role.")
        )


def nationality_known(referral, given):
    """The nationality is one that the person told us."""
    if referral.nationality not in referral.case.person.nationalities:
        raise ValidationError(_("First write the nationality under Person. It is another one there."))


def advice_first(referral, given):
    """For some countries a lawyer comes before any draft."""
    if referral.nationality in settings.LEGAL_ADVICE_FIRST and not (
        referral.legal_advice_on and referral.legal_advice_by.strip()
    ):
        raise ValidationError(
            {
                "legal_advice_on": _("For this country a lawyer talks with the person first. Write when it was."),
                "legal_advice_by": _("Write who gave the advice."),
            }
        )


def consent_to(case, mission):
    """The newest yes to contact with this mission that holds today, or None. Of a child, only with guardian or best
    interests (S-48)."""
    return next((row for row in yes_of(case, CONSENT) if row.recipient_id == mission.pk), None)


def mission_chosen(referral, given):
    """A mission stands in it, and it still stands for this nationality and this country."""
    mission = referral.mission
    if mission is None or referral.share is None or referral.share.ended_at is not None:
        raise ValidationError(_("First choose the mission, and tick what it will see."))
    if not represented(mission, referral.nationality) or referral.host not in mission.covers:
        raise ValidationError(_("This mission no longer stands for these nationals here. Choose another one."))


def consent_covers(referral, given):
    """The person's yes to this mission holds, and covers what is ticked (C-01)."""
    if referral.share is None:
        return
    agreed = items_of(newest_of(referral.share), referral.case)
    if not agreed:
        raise ValidationError(
            _("The person's consent to contact with this mission does not hold, or names nothing to show. Ask first.")
        )
    if not referral.share.items or set(referral.share.items) - set(agreed):
        raise ValidationError(_("Tick at least one thing, and only what the person agreed to show."))


def ends_in_time(referral, given):
    """The end lies ahead."""
    if referral.share is not None and referral.share.until <= timezone.now():
        raise ValidationError(_("The end is over already. Choose a later day within the consent."))


def by_another(referral, given):
    """Who asked for it does not approve it (R-07)."""
    if given.get("by") is not None and referral.requested_by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must approve this: it was you who asked for it."))


def as_approved(referral, given):
    """What is sent is what was approved, item by item."""
    if referral.share is None or sorted(referral.approved_items) != sorted(referral.share.items):
        raise ValidationError(_("What is ticked is not what was approved. Change it, and ask for approval again."))


def a_reason(referral, given):
    """Somebody wrote why."""
    if not str(given.get("reason", "")).strip():
        raise ValidationError({"reason": _("Write the reason in a sentence.")})


def nothing_stands(referral, given):
    """The sharing has ended, or the yes it rests on: only then is the record ended too."""
    share = referral.share
    if share is None or (share.ended_at is None and items_of(newest_of(share), referral.case)):
        raise ValidationError(_("The person's consent holds. Take it back under Consent, or ask your supervisor."))


def ended_by_fear(referral, given):
    """The step that follows from a fear needs that it ended the sharing."""
    if referral.share is None or referral.share.ended_why != Share.Why.FEARED:
        raise ValidationError(_("The sharing with this mission goes on."))


def met_safely(referral, given):
    """The person agrees, the caseworker is there (R12)."""
    errors = {
        name: sentence
        for name, sentence in (
            ("agreed", _("The person must agree first. Without that there is no talk.")),
            ("accompanied", _("A caseworker must be there, or in the same call.")),
        )
        if str(given.get(name, "")).lower() not in ("yes", "true", "on")
    }
    if errors:
        raise ValidationError(errors)


class Fill:
    """A need that writes what was given on the row: names of fields, and which of them may not stay empty."""

    def __init__(self, *names, needed=(), past=(), future=()):
        self.names, self.needed, self.past, self.future = names, needed, past, future

    def __call__(self, referral, given):
        errors = {}
        for name in self.names:
            try:
                setattr(referral, name, self.value(referral, name, given.get(name)))
            except ValidationError as error:
                errors[name] = error.messages
        if errors:
            raise ValidationError(errors)

    def value(self, referral, name, typed):
        """The checked value of one field; ValidationError with a sentence."""
        field = referral._meta.get_field(name)
        empty = typed in (None, "") or not str(typed).strip()
        if empty and name in self.needed:
            raise ValidationError(_("Write an answer here"))
        if empty:
            return field.get_default() if not field.null else None
        if isinstance(field, EncryptedTextField) and len(str(typed)) > LONG:
            raise ValidationError(_("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"})
        value = field.clean(typed, referral)
        today = timezone.localdate()
        if name in self.past and value > today:
            raise ValidationError(_("This day is still to come"))
        if name in self.future and value < today:
            raise ValidationError(_("This day is over. Check the year."))
        return value
