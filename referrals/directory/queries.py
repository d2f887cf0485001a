"""Reading the directory: which entries somebody may see, one of them, and those that serve a need at a place."""

import uuid

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from accounts.access import refuse
from accounts.acting import current
from accounts.policy import Group, may
from referrals.directory.clock import in_state, selectable
from referrals.directory.codes import SEX_OF
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryOffer,
    DirectoryPlace,
    DirectoryService,
    FocalPoint,
)

PRIORITIES = ("immediate", "emergency", "urgent", "normal")  # the most urgent first
KIND = DirectoryEntry._meta.label_lower
OFFERS = Prefetch("at", DirectoryOffer.objects.select_related("place"))


def seen_by(user):
    """The entries that `user` may see: a restricted one only with the organisation that keeps it, by its supervisors
    and by those it names (R26). The database asks the same (walls.EntryWall)."""
    if not may(user, "directory.view"):
        return DirectoryEntry.objects.none()
    named = Q(readers__contains=[user.pk])
    if may(user, "directory.restrict"):
        named |= Q(pk__isnull=False)
    return DirectoryEntry.objects.filter(Q(restricted=False) | Q(keeper=user.organisation_id) & named)


def kept_by(user, action="directory.edit"):
    """The entries on which `user` may do `action`: those that their organisation keeps."""
    if not may(user, action):
        return DirectoryEntry.objects.none()
    return seen_by(user).filter(keeper=user.organisation_id)


def may_keep(user, entry, action="directory.edit"):
    """Whether `user`, who sees the entry, may also do `action` on it."""
    return may(user, action) and entry.keeper_id == user.organisation_id


def note(entries, action="directory.view"):
    """Restricted entries that are shown, for the read log: when, by whom, which."""
    current().action = action
    for entry in entries:
        if entry.restricted:
            current().show(entry.pk, {Group.STAFF})


def entry_for(user, action, pk):
    """The entry, noted for the read log. Http404 where it is hidden or missing, PermissionDenied where only the action
    is refused; each refusal is recorded."""
    entry = seen_by(user).select_related("keeper", "account", "owner", "verified_by").filter(pk=key_of(pk)).first()
    if entry is None or (action != "directory.view" and not may_keep(user, entry, action)):
        refuse(user, action, KIND, pk, visible=entry is not None)
    note([entry], action)
    return entry


def key_of(text):
    """A UUID, or None for what is none."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def urgent_enough(urgency):
    """What a service must say it takes, to take one of this urgency; one that says nothing answers in two weeks."""
    enough = PRIORITIES[: PRIORITIES.index(urgency) + 1]
    return (*enough, "") if urgency == PRIORITIES[-1] else enough


def admits(services, *, sex="", age=None, family=False, nationality="", language="", urgency=""):
    """The services that admit such a person. What a service does not narrow is open to all; its languages are those it
    works in, so without any recorded it is found too."""
    given = [
        (sex, Q(sexes=[]) | Q(sexes__contains=[SEX_OF.get(sex, sex)])),
        (age is not None, Q(minimum_age=None) | Q(minimum_age__lte=age or 0)),
        (age is not None, Q(maximum_age=None) | Q(maximum_age__gte=age or 0)),
        (family, Q(families=True)),
        (nationality, Q(nationalities=[]) | Q(nationalities__contains=[nationality])),
        (language, Q(languages=[]) | Q(languages__contains=[language])),
        (urgency, Q(urgency__in=urgent_enough(urgency) if urgency else [])),
    ]
    for asked, fits in given:
        services = services.filter(fits) if asked else services
    return services


def serving(services, country="", town=""):
    """The services offered in a country or town: by the area they serve, or the places where they are."""
    at = DirectoryOffer.objects.filter(service=OuterRef("pk"))
    if country:
        here = Exists(at.filter(place__country=country))
        elsewhere = Exists(at)
        home = Q(countries=[], entry__country=country) & ~elsewhere
        services = services.filter(Q(countries__contains=[country]) | here | home)
    if town:
        services = services.filter(Exists(at.filter(place__town=town)))
    return services


NEED = ("service", "step", "sex", "age", "family", "nationality", "language", "urgency")


def found(user, given):
    """The entries that match `given`: cleaned values of forms.FilterForm, or of the API. One service must fit all that
    is asked of services; without such a question the place is the entry's own or one of its places."""
    entries = seen_by(user)
    country, town = given.get("country", ""), given.get("town", "")
    if any(given.get(name) not in (None, "", False) for name in NEED):
        entries = entries.filter(Exists(wanted(given).filter(entry=OuterRef("pk"))))
    elif country or town:
        entries = entries.filter(placed(country, town))
    if given.get("kind"):
        entries = entries.filter(kind=given["kind"])
    return narrowed(user, entries, given.get("show", ""))


def wanted(given):
    """Services of the kind and for the step that are asked for, open to this person, at this place."""
    services = DirectoryService.objects.filter(status="active")
    if given.get("service"):
        services = services.filter(kind=given["service"])
    if given.get("step"):
        services = services.filter(steps__contains=[given["step"]])
    person = {name: given[name] for name in NEED[2:] if given.get(name) not in (None, "", False)}
    return serving(admits(services, **person), given.get("country", ""), given.get("town", ""))


def placed(country, town):
    """Entries that are in a country or town, or serve it."""
    places = DirectoryPlace.objects.filter(entry=OuterRef("pk"))
    if town:
        places = places.filter(town=town)
    if country:
        places = places.filter(country=country)
    if town:
        return Exists(places)
    serves = DirectoryService.objects.filter(entry=OuterRef("pk"), countries__contains=[country])
    people = FocalPoint.objects.filter(entry=OuterRef("pk"), countries__contains=[country])
    return Q(country=country) | Exists(places) | Exists(serves) | Exists(people)


def narrowed(user, entries, show):
    """One of the lists of the page (forms.SHOWN)."""
    if show == "mine":
        return entries.filter(owner=user)
    if show == "ours":
        return entries.filter(keeper=user.organisation_id)
    if show == "restricted":
        return entries.filter(restricted=True)
    if show == "selectable":
        return selectable(entries)
    return in_state(entries, show) if show else entries


def due_for(user):
    """Entries that this person's organisation has to ask about again: 11 months and older, their own first."""
    return in_state(kept_by(user, "directory.verify"), "due")


def by_word(user, word):
    """Entries whose name, other name, place, or somebody to call holds the words, whatever their case."""
    inside = Q(name__icontains=word) | Q(other_name__icontains=word)
    places = DirectoryPlace.objects.filter(entry=OuterRef("pk")).filter(
        Q(name__icontains=word) | Q(city__icontains=word) | Q(area__icontains=word)
    )
    people = FocalPoint.objects.filter(entry=OuterRef("pk"), name__icontains=word)
    services = DirectoryService.objects.filter(entry=OuterRef("pk"), name__icontains=word)
    return seen_by(user).filter(inside | Exists(places) | Exists(people) | Exists(services))


PARTS = (
    "directoryplaces",
    Prefetch("directoryservices", DirectoryService.objects.prefetch_related(OFFERS)),
    Prefetch("focalpoints", FocalPoint.objects.select_related("deputy")),
)


def for_list(entries):
    """The entries with what a line of the list says: two more statements, whatever their number."""
    return entries.prefetch_related("directoryplaces", "directoryservices")


def load_parts(entry):
    """Everything that hangs on an entry: four statements, whatever its number."""
    prefetch_related_objects([entry], *PARTS)
