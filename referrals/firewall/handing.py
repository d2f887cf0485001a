"""An authority without an account here gets its sheet by hand, once it is agreed (C-12): who handed what to whom, when,
and on which row of the ledger, is a row of the channel log that nobody changes."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from referrals.channels import actions as channels
from referrals.firewall.models import Exemption
from referrals.sharing.items import newest_of, open_items
from referrals.sharing.models import Share
from referrals.sharing.preparing import open_share


def hand_over(row, *, by, **given):
    """The sheet is in their hands. `given` is way, with_whom, role, at, note. What was on it is what the share opens at
    this moment by the database's clock. Returns the row of the log. ValidationError beside a field, and where nothing
    may be handed over."""
    with performing(by, "exemption.hand", row):
        Case.objects.select_for_update(no_key=True).get(pk=row.case_id)
        share = sheet_of(row)
        entry = channels.hand_over(row, by, open_items(share, row.case), newest_of(share), given)
        if share.live_from is None:
            open_share(share)
        note(row.case, "exemption_hand", by)
    return entry


def sheet_of(row):
    """The share behind an agreed exemption. ValidationError where it does not stand, or they read it themselves."""
    if row.status != Exemption.Status.OPEN:
        raise ValidationError(_("It is not agreed yet. Nothing is handed over before."))
    if has_account(row):
        raise ValidationError(_("They have an account here and read it on their own page. Nothing goes by hand."))
    share = Share.objects.standing_on(row.case_id).select_related("recipient").filter(pk=row.share_id).first()
    if share is None or not open_items(share, row.case):
        raise ValidationError(_("The sharing with them has ended. Nothing can be handed over any more."))
    return share


def has_account(row):
    """Whether somebody of the authority has an account here."""
    return focal_points([row.recipient_id]).exists()


def can_hand(row):
    """Whether the page offers it now."""
    if row.status != Exemption.Status.OPEN or row.share.ended_at is not None:
        return False
    return not has_account(row)
