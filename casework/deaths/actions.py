"""Writing down a death, and what becomes known of it. Steps are in transitions.py."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.outbox.actions import tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.deaths.models import Death
from casework.penalties.actions import put
from casework.penalties.rules import to_come, too_long
from casework.todos.actions import raise_todo, settle_todos
from casework.todos.queries import supervisors

# What was written -> the to-do that is done by it.
SETTLED = {"kin_told_on": "death_kin", "remains_words": "death_remains", "support_on": "death_support"}


def of_case(case):
    """The death of this case that was not refuted, or None."""
    return Death.objects.filter(case=case).exclude(status=Death.Status.REFUTED).first()


def check(row):
    """ValidationError with a sentence beside each field that cannot be."""
    errors = {**too_long(row), **to_come(row, ("died_on", "kin_told_on", "support_on"), timezone.localdate())}
    if row.died_on and row.kin_told_on and row.kin_told_on < row.died_on:
        errors["kin_told_on"] = _("This is before the day of death.")
    if row.kin_told_on and not row.kin_agreed.strip():
        errors["kin_agreed"] = _("Write who told the family, as was agreed.")
    if row.kin_told_on and row.status != Death.Status.CONFIRMED:
        errors["kin_told_on"] = _("First the death is confirmed. Nobody tells a family what is not certain.")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "noted_by", "confirmed_by", "lead_by", "law_by"])


def note_death(case, *, by, **fields):
    """Writes a report down; a supervisor is asked to confirm or refute it. ValidationError beside a field."""
    with performing(by, "death.note", case):
        if of_case(case) is not None:
            raise ValidationError(_("This is written down already."))
        row = Death(case=case, noted_by=by)
        put(row, fields)
        check(row)
        row.save(force_insert=True)
        note(case, "death_note", by, after=row.status)
        raise_todo(case, "confirm_death", by=by)
        tell_all(supervisors(case, but=by), "review")
    return row


def edit_death(row, *, by, **fields):
    """What became known, or was done. Stale for a lost race."""
    with performing(by, "death.edit", row):
        put(row, fields)
        check(row)
        row.save()
        for name, kind in SETTLED.items():
            if getattr(row, name):
                settle_todos(row.case, kind, by=by)
    return row
