"""Keeping the table: adding, changing and taking away a line, and bringing in many at once."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.access import refuse
from accounts.performing import performing
from accounts.policy import may
from referrals.raci import queries
from referrals.raci.models import ONE_ACCOUNTABLE, RaciRow

KIND = RaciRow._meta.label_lower


def key_of(text):
    """A UUID, or None for what is none."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def row_for(user, action, pk):
    """One line of the own office. Http404 where it is hidden or missing, PermissionDenied where only the action is
    refused; each refusal is recorded."""
    row = queries.lines_of(user).filter(pk=key_of(pk)).first()
    if row is None or not may(user, action):
        refuse(user, action, KIND, pk, visible=row is not None)
    return row


def must_know(entry_id, by):
    """ValidationError for an entry that `by` may not see, in the words of one that is not there (R26)."""
    if entry_id is not None and not queries.directory.seen_by(by).filter(pk=entry_id).exists():
        raise ValidationError({"entry": RaciRow._meta.get_field("entry").error_messages["null"]})


def written(row, **options):
    """Saves a row that fits the table. ValidationError with a sentence, also where two people were equally quick."""
    row.clean_fields(exclude=["keeper", "entry"])
    row.validate_constraints()
    try:
        with transaction.atomic():
            row.save(**options)
    except IntegrityError as error:
        raise ValidationError(ONE_ACCOUNTABLE) from error


def add_row(row, *, by):
    """A new line of the office of `by`."""
    with performing(by, "raci.edit"):
        row.keeper_id = by.organisation_id
        must_know(row.entry_id, by)
        written(row, force_insert=True)
    return row


def change_row(row, *, by, version):
    """Saves a changed line; Stale when it is no longer at `version`. Whom the line names already may stay named, even
    where that entry is hidden by now."""
    with performing(by, "raci.edit"):
        before = queries.lines_of(by).get(pk=row.pk)
        if row.entry_id != before.entry_id:
            must_know(row.entry_id, by)
        row.version = version
        written(row)
    return row


def remove_row(row, *, by):
    """Takes a line away. The history keeps it."""
    with performing(by, "raci.edit"):
        row.delete()


def add_rows(rows, *, by):
    """All of these new lines or none."""
    with performing(by, "raci.edit"):
        for row in rows:
            add_row(row, by=by)
