"""Files of HSDS tables made of entries, and what an import makes of them."""

import copy
import json
import uuid

from accounts.acting import acting
from referrals.directory.hsds import export, loading, reading
from referrals.directory.models import DirectoryEntry


def whole(entry, by):
    """Every table that tells of one entry."""
    with acting(by):
        return json.loads(json.dumps(export.of_entries([DirectoryEntry.objects.get(pk=entry.pk)])))


def renamed(tables):
    """The same file with ids of its own, as another house would send it."""
    text, keys = json.dumps(tables), {}
    for name in ("organization", "location", "service", "service_at_location", "contact"):
        for row in tables.get(name, ()):
            keys[row["id"]] = str(uuid.uuid4())
    for old, new in keys.items():
        text = text.replace(old, new)
    return json.loads(text)


def planned(tables, by):
    """The plan of a file, made and not carried out."""
    with acting(by):
        return loading.plan(reading.read(reading.checked(copy.deepcopy(tables))), by)


def imported(tables, by):
    """The plan, carried out."""
    with acting(by):
        made = loading.plan(reading.read(reading.checked(copy.deepcopy(tables))), by)
        loading.save(made, by=by)
        return made
