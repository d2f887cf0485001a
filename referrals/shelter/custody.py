"""Custody, which is never a stay (R10), and people who must not meet (C-11)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.editing import must_stand_at
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import supervisors
from referrals.shelter.models import ConflictPair, Custody

LONG = 4_000  # letters
TWICE = "referrals_custody_one_place"


def check(row, *names):
    """ValidationError beside each field that is wrong: too long, a day to come, an end before the beginning."""
    errors = {
        name: _("This is too long: write at most 4,000 letters.") for name in names if len(getattr(row, name)) > LONG
    }
    today = timezone.localdate()
    if row.since is not None and row.since > today:
        errors["since"] = _("This day is still to come")
    if row.until is not None and row.until < row.since:
        errors["until"] = _("It cannot end before it began.")
    elif row.until is not None and row.until > today:
        errors["until"] = _("This day is still to come")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by"])


def save(row, insert):
    """ValidationError for a second custody of the same days."""
    try:
        row.save(force_insert=insert)
    except IntegrityError as error:
        if TWICE not in str(error):
            raise
        raise ValidationError({"since": _("Custody is written down for these days already.")}) from error


def note_custody(case, *, by, **fields):
    """Somebody holds the person: a record with a day count, and an alert to whoever works on it and leads (R10)."""
    with performing(by, "custody.note", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        row = Custody(case=case, noted_by=by, **fields)
        check(row, "place", "words")
        save(row, insert=True)
        note(case, "custody_note", by)
        if row.until is None:
            raise_todo(case, "custody", by=by)
            raise_todo(case, "release_request", by=by)
            tell_all(supervisors(case, but=by), "custody")
    return row


def end_custody(custody, *, by, version, until, ended_how):
    """It ended: on which day, and where the person is now."""
    with performing(by, "custody.end", custody):
        must_stand_at(custody, version)
        row = Custody.objects.select_related("case").get(pk=custody.pk)
        if row.until is not None:
            raise ValidationError(_("This has ended already."))
        if not ended_how.strip():
            raise ValidationError({"ended_how": _("Write how it ended, and where the person is now.")})
        row.until, row.ended_how = until, ended_how
        check(row, "ended_how")
        save(row, insert=False)
        note(row.case, "custody_end", by)
        settle_todos(row.case, "custody", by=by)
    return row


def keep_apart(case, *, by, other, reason):
    """Two people must not meet. It is written on both cases, by somebody who may see both; between people whom nobody
    may see both of, a supervisor raises a conflict block, which counts as much."""
    with performing(by, "apart.note", case), performing(by, "apart.note", other):
        if not reason.strip() or len(reason) > LONG:
            raise ValidationError({"reason": _("Write the reason in a sentence.")})
        rows = [ConflictPair(case=mine, other_case=theirs, reason=reason, noted_by=by)
                for mine, theirs in ((case, other), (other, case))]  # fmt: skip
        for row in rows:
            row.validate_constraints()
            row.save(force_insert=True)
            note(row.case, "apart_note", by)
    return rows[0]


def end_apart(pair, *, by):
    """They may meet again. It ends on both cases."""
    with performing(by, "apart.end", pair.case):
        both = ConflictPair.objects.filter(case__in=[pair.case_id, pair.other_case_id], ended_at=None)
        for row in both.filter(other_case__in=[pair.case_id, pair.other_case_id]).select_related("case"):
            row.ended_at, row.ended_by = timezone.now(), by
            row.save()
            note(row.case, "apart_end", by)
    return pair
