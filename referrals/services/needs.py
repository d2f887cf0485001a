"""What must be true before a step of a service referral (workflows.md 5). Each need takes (row, given) and raises
ValidationError with a sentence; the same needs say on the page what is still missing.

Nothing here asks for cooperation with anybody or for a formal status: help never depends on them (R06, P3).
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.acting import current
from casework.consents.models import Consent
from casework.consents.queries import yes_of
from referrals.consular.needs import LONG, Fill, a_reason, by_another, case_held
from referrals.services.models import AT_ONCE, ServiceReferral
from referrals.services.offers import CONSENTS, service_for, wanted_by, why_not
from referrals.sharing.items import groups_of, items_of, newest_of
from referrals.sharing.models import Share
from referrals.sharing.preparing import shut_out

__all__ = ["LONG", "Fill", "a_reason", "by_another", "case_held"]

HOWS = dict(Consent.How.choices)


def consent_to(case, provider, home):
    """The newest yes to sharing with this organisation that holds today, or None (C-01, S-48)."""
    rows = yes_of(case, CONSENTS[home]) if provider is not None else []
    return next((row for row in rows if row.recipient_id == provider.pk), None)


def nothing_feared(row, given):
    """No asylum and no fear of the state where the provider is (C-06): hard for every role."""
    if row.provider is not None and shut_out(row.case, row.provider):
        raise ValidationError(
            _("Blocked: asylum or a fear of the state where this provider is was written down. Choose another one.")
        )


def provider_chosen(row, given):
    """A provider stands in it."""
    if row.service_row_id is None:
        raise ValidationError(_("First choose the provider."))


def provider_admits(row, given):
    """The service still admits this person, and its entry may be chosen (workflows.md 5, R11, R21)."""
    if row.service_row_id is None:
        return
    service = service_for(current().user, row.service_row_id)
    if service is None:
        raise ValidationError(_("You cannot read this provider's entry any more, or it is gone. Choose another one."))
    if reasons := why_not(service, wanted_by(row.case, row.priority)):
        raise ValidationError([_("Choose another provider."), *reasons])


def has_account(row, given):
    """The provider has an account here, where it can be shown something."""
    if row.service_row_id is not None and row.provider_id is None:
        raise ValidationError(_("This provider has no account here. Pass it on by telephone, by letter or in person."))


def has_no_account(row, given):
    """Only what cannot be sent is passed on by hand."""
    if row.provider_id is not None:
        raise ValidationError(_("This provider has an account here. Send it, so that both sides see the same."))


def share_of(row):
    """The open share of the referral, or None."""
    return row.share if row.share is not None and row.share.ended_at is None else None


def agreed_items(row):
    """What the person's yes opens to this provider today, or was written down as said by hand."""
    if row.share is None:
        return list(row.agreed_items)
    return items_of(newest_of(row.share), row.case, groups_of(row.share))


def nothing_stands(row, given):
    """The sharing has ended, or the yes it rests on: only then is the record ended too."""
    if row.share is None or (row.share.ended_at is None and agreed_items(row)):
        raise ValidationError(_("The person's consent holds. Take it back under Consent, or cancel the referral."))


def consent_covers(row, given):
    """The person's yes to this provider holds, and covers what is ticked (C-01)."""
    if row.provider_id is None:
        return
    share = share_of(row)
    if share is None:
        raise ValidationError(_("First ask the person, then tick what the provider will see."))
    agreed = agreed_items(row)
    if not agreed:
        raise ValidationError(_("The person's consent to this provider does not hold, or names nothing. Ask first."))
    if not share.items or set(share.items) - set(agreed):
        raise ValidationError(_("Tick at least one thing, and only what the person agreed to show."))


def ends_in_time(row, given):
    """The end lies ahead."""
    if row.share is not None and row.share.until <= timezone.now():
        raise ValidationError(_("The end is over already. Choose a later day within the consent."))


def as_approved(row, given):
    """What is sent is what was approved, item by item."""
    if sorted(row.approved_items) != sorted(items_in(row)):
        raise ValidationError(_("What is ticked is not what was approved. Change it, and ask for approval again."))


def items_in(row):
    """What the provider is shown, or was agreed to be told."""
    return list(row.share.items) if row.share is not None else list(row.agreed_items)


def at_once(row):
    """Whether it leaves without prior approval: life or limb, and emergencies (workflows.md 5)."""
    return row.priority in AT_ONCE


def can_wait(row, given):
    """Urgent and normal go by a supervisor; the first two do not wait (workflows.md 5)."""
    if at_once(row):
        raise ValidationError(_("This is so urgent that it needs no approval. Send it now."))


def cannot_wait(row, given):
    """Only the first two priorities leave without prior approval (workflows.md 5)."""
    if not at_once(row):
        raise ValidationError(_("This can wait for a supervisor. Send it for approval."))


def a_basis(row, given):
    """Why it could not wait, in words that a supervisor reads within 24 hours (C-09)."""
    Fill("basis", needed=("basis",))(row, given)


def agreed_by_hand(row, given):
    """The person said yes to what is said to this provider: on which day, and how (C-01)."""
    if row.provider_id is not None:
        return
    errors = {}
    day = row.agreed_on
    if not isinstance(day, datetime.date) or day > timezone.localdate():
        errors["agreed_on"] = _("Write the day on which the person agreed.")
    if row.agreed_how not in HOWS:
        errors["agreed_how"] = _("Choose how it was given.")
    if errors or not row.agreed_items:
        raise ValidationError(_("First ask the person what may be said to this provider, and write it down."))


def theirs_or_by_hand(row, given):
    """Its own people answer for a provider; we write an answer down only where it came by telephone or letter."""
    by = given.get("by")
    if by is not None and not row.by_hand and by.organisation_id != row.provider_id:
        raise ValidationError(_("Only the provider itself says this, on its own page."))


def received_first(row, given):
    """A provider answers once it has read what was shared (issue 4, item 2)."""
    if row.share is not None and row.share.live_from is None:
        raise ValidationError(_("First say that you have received it."))


def landed(row, given):
    """On a basis of danger the share was sent already, in the same act (C-09)."""
    if row.share is None or row.share.sent_at is None or row.share.ended_at is not None:
        raise ValidationError(_("Nothing was shared. Write why it cannot wait, and tick what they need."))


def ended_by_fear(row, given):
    """The step that follows from a fear needs that it ended the sharing."""
    if row.share is None or row.share.ended_why != Share.Why.FEARED:
        raise ValidationError(_("The sharing with this provider goes on."))


def sent_by_another(row, given):
    """Who sent it does not review it (R-07)."""
    if given.get("by") is not None and row.sent_by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must review this: it was you who sent it."))


def unreviewed(row):
    """Whether a supervisor still has to read why it was sent at once."""
    return row.review_by is not None and row.reviewed_at is None


def is_open(row):
    """Whether it still waits for somebody."""
    return row.status not in ServiceReferral.ENDED
