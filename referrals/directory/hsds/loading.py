"""What a checked file would change, and changing it: a dry run and the import are the same plan."""

import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.policy import may
from referrals.directory.clock import WARN, reached
from referrals.directory.hsds.mapping import MAINS, ONCE
from referrals.directory.hsds.reading import File, Told
from referrals.directory.models import DirectoryEntry, FocalPoint
from referrals.directory.queries import seen_by

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass
class Plan:
    """What an import does: rows to save with whether they are new, how many of each kind, and what was refused."""

    file: File
    rows: list = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)

    @property
    def refused(self):
        """What is left out, and why."""
        return self.file.refused

    def lines(self):
        """(table, new, changed, same) of each table that the file speaks of."""
        told = [name for name in MAINS if any(table == name for table, _what in self.counts)]
        return [(name, *(self.counts[name, what] for what in (NEW, CHANGED, SAME))) for name in told]


def plan(file, user):
    """The Plan of a file for this person. Reads; changes nothing."""
    made = Plan(file)
    held = {name: standing(main.model, file.rows.get(name, {}), user) for name, main in MAINS.items()}
    ready = []
    for name in MAINS:
        for told in file.rows.get(name, {}).values():
            row = placed(file, told, held, user)
            if row is not None:
                ready.append((told, *row))
    out = file.left_out()
    for told, row, what in ready:
        if told.organisation not in out:
            made.counts[told.table, what] += 1
            made.rows += [(row, what)] if what != SAME else []
    return made


def standing(model, told, user):
    """{id: row} of the rows of this file that are here already and that this person may see."""
    if model is DirectoryEntry:
        rows = seen_by(user).filter(pk__in=told)
    else:
        rows = model.objects.filter(pk__in=told).select_related("entry")
    return {str(row.pk): row for row in rows}


def placed(file, told, held, user):
    """(row, what becomes of it) of one row of the file, or None where it is refused."""
    row = held[told.table].get(told.key)
    entry = row if told.table == "organization" else getattr(row, "entry", None)
    if entry is not None and entry.keeper_id != user.organisation_id:
        file.refuse(told.table, told.row, "id", _("Another organisation keeps this entry."), told.organisation)
        return None
    if entry is not None and str(entry.pk) != told.organisation:
        file.refuse(told.table, told.row, "id", _("This belongs to another entry here."), told.organisation)
        return None
    values = completed(file, told, row)
    if row is None:
        return checked(file, told, new_row(told, values, user), NEW, user)
    changed = {name for name, value in values.items() if name not in ONCE and differs(getattr(row, name), value)}
    if not changed:
        return row, SAME
    for name in changed:
        setattr(row, name, values[name])
    return checked(file, told, row, CHANGED, user)


def differs(ours, theirs):
    """Whether two values differ; lists of codes have no order."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return set(ours) != set(theirs)
    return ours != theirs


def new_row(told, values, user):
    """A row that is not here yet."""
    row = MAINS[told.table].model(pk=uuid.UUID(told.key), **values)
    if told.table == "organization":
        row.keeper_id, row.owner_id = user.organisation_id, user.pk
    else:
        row.entry_id = uuid.UUID(told.organisation)
    return row


def completed(file: File, told: Told, row):
    """The values of a row with what follows from the others: files of other houses know no field of ours. An entry of
    which the file says no day counts as a year old until somebody asks."""
    values = dict(told.values)
    if told.table == "service" and row is None:
        values.setdefault("kind", "other")
    if told.table in ("contact", "location") and row is None and not values.get("country"):
        values["country"] = file.rows["organization"][told.organisation].values.get("country", "")
    if told.table == "organization" and row is None:
        values["country"] = values.get("country") or country_of(file, told.key)
        values.setdefault("verified_on", reached(timezone.localdate(), WARN))
    return values


def country_of(file, organisation):
    """The country of the first place of an organisation that names none."""
    places = (place for place in file.rows.get("location", {}).values() if place.organisation == organisation)
    return next((place.values["country"] for place in places if place.values.get("country")), "")


def checked(file, told, row, what, user):
    """The row with its fate, or None where one of its values does not fit its field."""
    try:
        row.clean_fields(exclude=["entry", "keeper", "owner", "service", "place", "deputy"])
        row.validate_constraints()
        rules(file, row, user)
    except ValidationError as error:
        for name, sentences in sentences_of(error):
            file.refuse(told.table, told.row, name, sentences[0], told.organisation)
        return None
    return row, what


def sentences_of(error):
    """(field, sentences) of an error."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [("" if name == "__all__" else name, sentences) for name, sentences in found.items()]


def rules(file, row, user):
    """ValidationError for what forms refuse too: a day to come, a restriction by somebody who may not make one, a
    stranger who stands in."""
    if isinstance(row, DirectoryEntry):
        if row.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("This day is still to come")})
        if row.restricted and not may(user, "directory.restrict"):
            raise ValidationError({"restricted": _("A supervisor restricts an entry, or opens it.")})
    deputy = str(row.deputy_id) if isinstance(row, FocalPoint) and row.deputy_id else ""
    if deputy:
        known = file.rows.get("contact", {}).get(deputy)
        if known is None or known.organisation != str(row.entry_id) or deputy == str(row.pk):
            raise ValidationError({"deputy_id": _("Choose somebody else of the same entry.")})


def save(made, *, by):
    """Imports a plan: all of it or nothing. ValidationError where it cannot be stored; Stale where a row moved on."""
    with performing(by, "directory.import"):
        try:
            with transaction.atomic():
                for row, what in made.rows:
                    row.save(force_insert=what == NEW)
        except IntegrityError as error:
            raise ValidationError(_("The file cannot be imported as it is. Nothing was changed.")) from error
    return made.counts
