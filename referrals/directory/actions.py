"""Keeping the directory: adding, changing, finding true, restricting, and telling those who let an entry grow old."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.policy import may
from referrals.directory.models import DirectoryEntry, DirectoryOffer, FocalPoint
from referrals.directory.queries import KIND, may_keep


def must_keep(user, entry, action="directory.edit"):
    """403, recorded, for who sees the entry but whose organisation does not keep it."""
    if not may_keep(user, entry, action):
        refuse(user, action, KIND, entry.pk, visible=True)


def colleagues(organisation_id):
    """Active accounts of one organisation that may see the directory, by name."""
    people = User.objects.with_standing().filter(organisation=organisation_id, is_active=True)
    return [person for person in people.order_by("display_name", "pk") if may(person, "directory.view")]


NOTHING: dict[str, Any] = {"restricted": False, "readers": [], "owner_id": None}


def must_fit(entry, by):
    """ValidationError for an owner or reader who is newly named and no colleague, or a restriction that this person may
    not make. Who was named before and left meanwhile stands in nobody's way: they read nothing any more."""
    before: Any = DirectoryEntry.objects.filter(pk=entry.pk).values(*NOTHING).first() or NOTHING
    owner = {entry.owner_id} - {before["owner_id"], None}
    readers = set(entry.readers) - set(before["readers"])
    ours = {person.pk for person in colleagues(entry.keeper_id)} if owner or readers else set()
    if owner - ours:
        raise ValidationError({"owner": _("Choose a colleague of your organisation.")})
    if readers - ours:
        raise ValidationError({"readers": _("Choose colleagues of your organisation.")})
    changed = entry.restricted != before["restricted"] or set(entry.readers) != set(before["readers"])
    if changed and not may(by, "directory.restrict"):
        raise ValidationError({"restricted": _("A supervisor restricts an entry, or opens it.")})


def add_entry(entry, *, by):
    """Saves a new entry that was checked; it is kept by the organisation of `by`, who found it true today."""
    with performing(by, "directory.edit"):
        entry.keeper_id, entry.owner_id = by.organisation_id, entry.owner_id or by.pk
        entry.verified_by = by
        must_fit(entry, by)
        entry.save(force_insert=True)
    return entry


def change_entry(entry, *, by, version):
    """Saves a changed entry; Stale when it is no longer at `version`. Restricting is a supervisor's."""
    with performing(by, "directory.edit"):
        must_keep(by, entry)
        must_fit(entry, by)
        entry.version = version
        entry.save()
    return entry


def find_true(entry, *, by, version):
    """'Still true': everything on the page was asked about today. Stale when it is no longer what was on the page."""
    with performing(by, "directory.verify"):
        must_keep(by, entry, "directory.verify")
        entry.verified_on, entry.verified_by, entry.version = timezone.localdate(), by, version
        entry.save()
    return entry


def save_part(part, *, by, version=None, places=None):
    """Saves a service, place or person of an entry; `places` are the places of a service. Stale, ValidationError."""
    with performing(by, "directory.edit"):
        must_keep(by, part.entry)
        if isinstance(part, FocalPoint):
            must_stand_in(part)
        part.version = part.version if version is None else version
        part.save(force_insert=part._state.adding)
        if places is not None:
            put_places(part, places)
    return part


def must_stand_in(person):
    """ValidationError for a deputy of another entry, or for oneself."""
    if person.deputy_id is None:
        return
    ours = FocalPoint.objects.filter(pk=person.deputy_id, entry=person.entry_id).exists()
    if not ours or person.deputy_id == person.pk:
        raise ValidationError({"deputy": _("Choose somebody else of the same entry.")})


def put_places(service, places):
    """The service is offered at exactly these places. ValidationError for one of another entry."""
    if any(place.entry_id != service.entry_id for place in places):
        raise ValidationError({"places": _("Choose places of the same entry.")})
    wanted = {place.pk for place in places}
    held = {offer.place_id: offer for offer in service.at.all()}
    for key, offer in held.items():
        if key not in wanted:
            offer.delete()
    DirectoryOffer.objects.bulk_create(
        DirectoryOffer(entry_id=service.entry_id, service=service, place_id=key) for key in sorted(wanted - held.keys())
    )


def remove_part(part, *, by):
    """Takes a part away; who had it as a deputy has none then. The history keeps it."""
    with performing(by, "directory.edit"):
        must_keep(by, part.entry)
        if isinstance(part, FocalPoint):
            for person in FocalPoint.objects.filter(deputy=part).select_for_update():
                person.deputy = None
                person.save()
        part.delete()


def remind(today=None):
    """Tells each owner of entries that were last found true 11 months ago, once for each such day. Returns how many
    people. Runs in the worker, who sees no entry: the database says whom."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT directory_to_remind(%s)", [today or timezone.localdate()])
        people = list(User.objects.filter(pk__in=[key for (key,) in cursor.fetchall()]))
        tell_all(people, "directory")
    return len(people)
