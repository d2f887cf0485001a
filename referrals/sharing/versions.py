"""Newer versions of a share: narrower at once, wider or longer once somebody else approved it (C-01, C-03).

What was sent is never changed. A newer version is a row of its own under the same number; the older one ends in the
same transaction, so that its recipient never stands without access in between, and the referral follows.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import supervisors
from referrals.sharing.ending import end_share, end_waiting
from referrals.sharing.items import groups_of, newest_of
from referrals.sharing.models import Share
from referrals.sharing.preparing import (
    checked_files,
    checked_items,
    end_of,
    make,
    must_be_a_recipient,
    must_rest_on,
    send_share,
)

REFERRALS = ("consular", "service")  # what follows a share to its newest version


def locked(share):
    """The share as it stands, its case locked first. ValidationError where it is not shared any more, or not yet."""
    Case.objects.select_for_update(no_key=True).get(pk=share.case_id)
    fresh = Share.objects.select_related("case__person", "case__organisation", "recipient").get(pk=share.pk)
    if fresh.ended_at is not None:
        raise ValidationError(_("The sharing has ended. Look at the page again."))
    if fresh.sent_at is None:
        raise ValidationError(_("Nothing was sent yet. Change it while it is being prepared."))
    return fresh


def narrow(share, *, by, items, files=(), until=None):
    """Less, or for a shorter time: at once, without approval. `until` is the last day. Returns the newest version."""
    with performing(by, "share.narrow", share.case):
        old = locked(share)
        files = [str(pk) for pk in files]
        if set(items) - set(old.items) or set(files) - {str(pk) for pk in old.files}:
            raise ValidationError({"items": _("This is more than they see now. Ask to extend it instead.")})
        if not items:
            raise ValidationError({"items": _("Leave at least one thing, or end the sharing.")})
        ends = min(old.until, day_after(until)) if until else old.until
        if ends <= timezone.now():
            raise ValidationError({"until": _("Choose a day that is still to come.")})
        kept = [code for code in old.items if code in items]
        if (kept, sorted(files), ends) == (list(old.items), sorted(str(pk) for pk in old.files), old.until):
            raise ValidationError(_("Nothing is narrower than before."))
        new = replace(old, version_of(old, items=kept, files=files, until=ends, requested_by=by))
        after_version(new, by, "share_narrow")
    return new


def day_after(day):
    """The moment after a day (days are those of UTC)."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), datetime.UTC)


def extend(share, *, by, items, files=(), until=None):
    """Asks for more, or for a longer time, within the consent: a version that waits until somebody else approves it.
    Nothing changes for the recipient before. Returns the waiting version."""
    with performing(by, "share.extend", share.case):
        old = locked(share)
        consent, groups = newest_of(old), groups_of(old)
        must_rest_on(consent, old.case, old.recipient, old.purpose)
        new = version_of(
            old,
            items=checked_items(items, consent, old.case, groups),
            files=checked_files(files, old.case, consent),
            until=end_of(until, consent),
            requested_by=by,
        )
        if not wider(new, old):
            raise ValidationError(_("Nothing is more or longer than before. To take something away, narrow it."))
        wait(new, by)
    return new


def wider(new, old):
    """Whether a version shows more than the older one, or longer."""
    more = set(new.items) - set(old.items) or set(map(str, new.files)) - set(map(str, old.files))
    return bool(more) or new.until > old.until


def version_of(old, **fields):
    """A newer version of `old`, not saved: what is not named stays as it was."""
    kept = {name: getattr(old, name) for name in ("items", "files", "until", "consent_series")}
    same = {name: getattr(old, name) for name in ("case", "recipient", "purpose", "number")}
    return Share(**same, replaces=old, **{**kept, **fields})


def wait(new, by):
    """Puts a version, or an offer, before the supervisors. Part of the caller's act."""
    (make if new._state.adding else Share.save)(new)
    raise_todo(new.case, "approve_sharing", by=by)
    tell_all(supervisors(new.case, but=by), "review")
    note(new.case, "share_extend" if new.replaces_id else "share_offer", by)


def replace(old, new):
    """Ends the older version and puts the newer one in its place, open as the older one was."""
    end_waiting(old, but=new)
    old.ended_at, old.ended_why = timezone.now(), Share.Why.REPLACED
    old.save()
    new.sent_at, new.live_from = old.sent_at, old.live_from
    (make if new._state.adding else Share.save)(new)
    for name in REFERRALS:
        referral = getattr(old, name, None)
        if referral is not None:
            referral.share = new
            referral.save()
    return new


def after_version(new, by, step):
    """The line of the timeline, and the recipient is told that there is an update."""
    note(new.case, step, by)
    tell_all(focal_points([new.recipient_id]), "share")


def approve_share(share, *, by):
    """Somebody else agrees to a version, or to an offer, that waits: what they read stands from now on. What has to be
    true is asked again: the consent, the recipient, and that the older version still stands."""
    with performing(by, "share.approve", share.case):
        new = waiting(share, by)
        must_be_a_recipient(new.case, new.recipient, new.purpose)
        must_rest_on(newest_of(new), new.case, new.recipient, new.purpose)
        checked_items(new.items, newest_of(new), new.case, groups_of(new))
        if new.until <= timezone.now():
            raise ValidationError(_("The end is over already. Ask again, with a later day within the consent."))
        new.approved_by = by
        if new.replaces_id:
            replace(locked(new.replaces), new)
            after_version(new, by, "share_extended")
        else:
            send_share(new)
            after_version(new, by, "share_sent")
        settle_approvals(new.case, by)
    return new


def waiting(share, by):
    """The version that waits, locked. ValidationError where it no longer waits, or where one asked for it oneself."""
    Case.objects.select_for_update(no_key=True).get(pk=share.case_id)
    rows = Share.objects.select_related("case__person", "case__organisation", "recipient", "replaces", "requested_by")
    new = rows.get(pk=share.pk)
    if new.sent_at is not None or new.ended_at is not None or new.requested_by_id is None:
        raise ValidationError(_("This does not wait any more. Look at the page again."))
    if new.requested_by_id == by.pk:
        raise ValidationError(_("Somebody else must approve this: it was you who asked for it."))
    return new


def return_share(share, *, by, reason):
    """Somebody else says no to a version or an offer, with a reason. Nothing changes for the recipient."""
    with performing(by, "share.return", share.case):
        if not reason.strip():
            raise ValidationError({"reason": _("Write the reason in a sentence.")})
        new = waiting(share, by)
        end_share(new, Share.Why.TAKEN_BACK)
        note(new.case, "share_return", by, reason=reason)
        tell(new.requested_by, "reviewed")
        settle_approvals(new.case, by)
    return new


def settle_approvals(case, by):
    """The to-do is done once nothing waits."""
    if not Share.objects.waiting().filter(case=case).exists():
        settle_todos(case, "approve_sharing", by=by)


def waiting_on(case):
    """Versions and offers of the case that somebody has to decide on."""
    still = Q(replaces__isnull=True) | Q(replaces__ended_at__isnull=True)
    rows = Share.objects.waiting().filter(still, case=case)
    return rows.select_related("recipient", "requested_by", "replaces").order_by("made_at", "pk")
