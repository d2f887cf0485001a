"""Ending a share: at once, for a reason that stays with us, and so that the recipient is told (C-04)."""

from django.utils import timezone

from accounts.outbox.actions import tell_all
from casework.cases.recipients import focal_points
from referrals.sharing.models import Share


def end_share(share, why):
    """Closes an open share; its recipient is told by mail that there is an update, where it had been sent. Part of the
    caller's act. A share that something else ended already stays as it is. Whoever reaches the case only through this
    share no longer reaches it afterwards."""
    if share is None:
        return
    fresh = Share.objects.select_for_update().filter(pk=share.pk, ended_at__isnull=True).first()
    if fresh is None:
        return
    end_waiting(fresh)
    people = list(focal_points([fresh.recipient_id])) if fresh.sent_at else []
    fresh.ended_at, fresh.ended_why = timezone.now(), why
    fresh.save()
    tell_all(people, "access_ended")


def end_waiting(share, but=None):
    """A newer version that waits for approval falls with the one it would replace; nobody outside knew of it."""
    for newer in Share.objects.open().filter(replaces=share, sent_at__isnull=True).exclude(pk=but.pk if but else None):
        newer.ended_at, newer.ended_why = timezone.now(), Share.Why.TAKEN_BACK
        newer.save()


def end_what_ran_out(case, recipient):
    """Closes shares to this recipient whose time is over, so that there can be a new one."""
    late = Share.objects.open().filter(case=case, recipient=recipient, until__lte=timezone.now())
    for share in late:
        end_share(share, Share.Why.RAN_OUT)
