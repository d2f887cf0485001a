"""What the pages show: the board of a house, a line for who needs a bed, a stay, and what can be done."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed, readable
from accounts.pages import Shown
from casework.cases.overview import missing
from casework.frame import language_tag
from referrals.shelter import queries, words
from referrals.shelter.codes import HERE, OPEN, Status
from referrals.shelter.transitions import STAY

S = Status
# The step that leads on from a state, shown first and as the main button.
FORWARD = ("admit", "offer", "come_back", "transfer", "exit")
SAYING = {
    "offer": gettext_lazy("Choose a bed that fits. It is held for 24 hours."),
    "admit": gettext_lazy("When the person is here, has said yes, and knows the house rules."),
    "come_back": gettext_lazy("Look how the person is, and ask."),
    "transfer": gettext_lazy("When another house holds a bed and the person has left for it."),
    "exit": gettext_lazy("With a plan, and with what is theirs."),
}
# A step that makes no sense for somebody's side: the house answers for the house, the caseworker for the person.
NOT_BY_HOUSE = {"refuse"}


def at(name, *args):
    """An address."""
    return reverse(name, args=args)


def step_url(row, name, house):
    """Where a step is taken: on the pages of the house, or of the case."""
    if house:
        return at("shelter_step", row.pk, name)
    return at("stay_step", row.case.reference, row.pk, name)


def acts(row, user, *, house=False):
    """(the step that leads on, with what is still missing for it, or None; the other steps)."""
    made = {step.name: act(row, step, house) for step in STAY.available(row, user)}
    first = next((made.pop(name) for name in FORWARD if name in made), None)
    if first is not None:
        first["text"] = SAYING[first["name"]]
    return first, list(made.values())


def act(row, step, house):
    """One step as a link to its form, or a button where it asks nothing."""
    lacking = missing(row, step) if step.name == "admit" else []
    return {
        "name": step.name,
        "label": step.label,
        "url": step_url(row, step.name, house),
        "care": step.care,
        "form": bool(step.asks),
        "missing": lacking,
    }


def name_of(row):
    """The name, for a house only once the person is there; a mark where it may not be read."""
    if row.status not in HERE:
        return "", ""
    person = Shown(row.case.person, readable(row))
    return person.shown_name, language_tag(row.case.person.name_language)


def bed_words(row):
    """Room and bed."""
    return _("%(room)s, bed %(bed)s") % {"room": row.bed.unit.name, "bed": row.bed.label} if row.bed else ""


def house_line(row):
    """A stay as its house sees it."""
    name, lang = name_of(row)
    return {
        "stay": row,
        "url": at("shelter_stay", row.pk),
        "who": words.who_words(row),
        "name": name,
        "lang": lang,
        "language": row.case.get_language_display() if row.case.language != "und" else "",
        "needs": words.needs_words(row),
        "house": row.shelter.name,
        "bed": bed_words(row),
        "tag": words.tag_of(row),
        "family": row.together,
        "emergency": row.emergency_until,
        "emergency_late": row.emergency_until is not None and row.emergency_until < timezone.now(),
        "restricted": row.restricted,
    }


def waiting_line(row, found, stays):
    """Somebody who needs a bed: which rooms fit, or the first reason why none does."""
    rooms, reasons = found
    count = queries.asked_together(row, stays)
    return {
        **house_line(row),
        "waits": words.waits(row),
        "count": count,
        "rooms": [{"pk": room.unit.pk, "name": room.unit.name, "bed": free[0].label} for room, free in rooms],
        "reasons": reasons or ([] if rooms else [_("No bed is free that fits.")]),
        "from_on": row.from_on,
        "offer_url": at("shelter_offer", row.pk),
        "decline_url": at("shelter_step", row.pk, "decline"),
    }


def house_card(house, today):
    """A house with its rooms, beds and what stands under them."""
    rooms = [
        {"name": room.unit.name, "admits": words.admits(room.unit), "beds": [bed_card(bed, today) for bed in room.beds]}
        for room in house.rooms
    ]
    states = [bed["state"] for room in rooms for bed in room["beds"]]
    held = states.count("held")
    return {
        "name": house.shelter.name,
        "pk": house.shelter.pk,
        "kind": house.shelter.get_kind_display(),
        "closed": house.shelter.closed,
        "active": house.shelter.active,
        "url": at("shelter_house", house.shelter.pk),
        "days_url": at("shelter_days", house.shelter.pk),
        "rooms": rooms,
        "free": words.free_words(len(states), states.count("free")),
        "held": held,
        "waiting": len(house.waiting),
        "notes": words.notes_of(house, today),
    }


def bed_card(bed, today):
    """A bed of the board: its number, its state, and where its stay is."""
    state = words.bed_state(bed, today)
    url = at("shelter_stay", bed.stay.pk) if bed.stay is not None else at("shelter_bed", bed.pk)
    return {"label": bed.label, "state": state, "word": words.BEDS[state], "url": url, "stay": bed.stay}


def case_line(row, user):
    """A stay as the case's side sees it: the house by its name, never where it is."""
    return {
        "stay": row,
        "url": at("stay_detail", row.case.reference, row.pk),
        "house": row.shelter.name,
        "kind": row.shelter.get_kind_display(),
        "office": row.shelter.organisation_id,
        "bed": bed_words(row),
        "tag": words.tag_of(row),
        "open": row.status in OPEN,
        "there": row.status in HERE,
        "nights": nights(row),
        "may_place": row.status in (S.OFFERED, *HERE) and allowed(user, "stay.reveal", row),
    }


def nights(row):
    """How many nights the person has been there, or was."""
    if row.arrived_at is None:
        return None
    last = row.until_on if row.ended_at is not None else timezone.localdate()
    return max(0, ((last or timezone.localdate()) - row.from_on).days)


def house_choices(houses, free):
    """(pairs, hints) of the houses that may be asked: what they are, and how many beds are free."""
    pairs, hints = [], {}
    for house in houses:
        beds, left = free.get(house.pk, (0, 0))
        pairs.append((str(house.pk), house.name))
        shut = _("People may not leave as they wish.") if house.closed else _("Open house.")
        hints[str(house.pk)] = f"{house.get_kind_display()}. {shut} {words.free_words(beds, left)[1]}."
    return pairs, hints
