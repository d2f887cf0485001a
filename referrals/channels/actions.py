"""Writing down a contact: on a referral, or with somebody of the directory (C8)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.performing import performing
from accounts.policy import may
from referrals.channels.models import LINE, NOTE, ChannelEntry, DirectoryContact, Way, kind_of
from referrals.directory.queries import KIND, seen_by

LONGEST_AGO = datetime.timedelta(days=366)
AHEAD = datetime.timedelta(minutes=5)  # a telephone's clock may be a little ahead
LETTERS = {"with_whom": LINE, "role": LINE, "note": NOTE}


def log(referral, *, by, corrects=None, **given):
    """A contact about a referral, or the correction of one. `given` is way, direction, at, came, with_whom, role,
    note; what is left out is a call of ours, now. ValidationError beside a field."""
    with performing(by, "channel.add", referral):
        return write(referral, by, corrects, given)


def write(referral, by, corrects, given):
    """The checked new row."""
    about = {kind_of(referral): referral}
    if corrects is not None:
        given = {"items": corrects.items, "consent": corrects.consent, **given}  # what was given stays what it was
    row = ChannelEntry(case=referral.case, by=by, corrects=corrects, **about, **given)
    if corrects is not None and of_what(corrects) != of_what(row):
        raise ValidationError(_("Correct a contact where it was written down."))
    check(row)
    row.clean_fields(exclude=["case", "by", "consular", "service", "exemption", "corrects"])
    once(row)
    row.save(force_insert=True)
    return row


def of_what(row):
    """The referral that a contact is about."""
    return row.consular_id, row.service_id, row.exemption_id


def once(row):
    """ValidationError where somebody corrected the same row in the meantime."""
    if row.corrects is not None and type(row).objects.filter(corrects=row.corrects).exists():
        raise ValidationError(_("Somebody corrected this already. Look at the newest one first."))


def check(row):
    """ValidationError for a moment that is still to come or long gone, for too long a text, and for a row that says
    nothing of who it was."""
    errors = {
        name: _("This is too long: write at most %(most)s letters.") % {"most": f"{most:,}"}
        for name, most in LETTERS.items()
        if len(getattr(row, name) or "") > most
    }
    now = timezone.now()
    if isinstance(row.at, datetime.datetime) and not now - LONGEST_AGO <= row.at <= now + AHEAD:
        errors["at"] = _("Choose a moment that has passed, within a year.")
    if not (row.with_whom or row.role or "").strip():
        errors["with_whom"] = _("Write with whom, or which post.")
    if errors:
        raise ValidationError(errors)


def log_hand_over(row, by, given):
    """What was passed on by hand is a contact: by what way, with whom, and which items were said. Part of the caller's
    act; the yes to it stands on the referral."""
    way = given.get("way") or Way.CALL
    said = {"way": way, "with_whom": given.get("with_whom", ""), "note": given.get("note", "")}
    write(row, by, None, {**said, "items": list(row.agreed_items)})


def hand_over(exemption, by, items, consent, given):
    """The sheet of an agreed exemption was handed over by hand: who, what, to whom, when, on which row of the ledger.
    Part of the caller's act. Returns the row."""
    return write(exemption, by, None, {**given, "items": list(items), "consent": consent})


def touch(entry, *, by, corrects=None, **given):
    """A contact with somebody of the directory. It is a touch and makes nothing true: that asks for the whole entry.
    403 for who may not write here, ValidationError beside a field."""
    with performing(by, "channel.note"):
        if not (may(by, "channel.note") and seen_by(by).filter(pk=entry.pk).exists()):
            refuse(by, "channel.note", KIND, entry.pk, visible=False)
        row = DirectoryContact(entry=entry, by=by, corrects=corrects, **given)
        if corrects is not None and corrects.entry_id != entry.pk:
            raise ValidationError(_("Correct a contact where it was written down."))
        check(row)
        row.clean_fields(exclude=["entry", "by", "corrects"])
        once(row)
        row.save(force_insert=True)
    return row
