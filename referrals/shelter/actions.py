"""Asking for a bed, offering one, taking steps, giving another bed, keeping the houses. Steps: transitions.py.

Whoever gives a bed holds the house until the act is over: what is asked of the room is then still true. That no bed is
given twice does not rest on it: the database refuses that by itself (models.Stay).
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.acting import name_reason
from accounts.editing import must_stand_at
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.children.queries import age_disputed
from casework.people.actions import age_of
from referrals.ownkeys import opened, seal
from referrals.shelter import needs
from referrals.shelter.fits import SEX_OF, why_not
from referrals.shelter.following import keepers
from referrals.shelter.houses import Shelter, ShelterBed, ShelterLook, ShelterPlace, ShelterUnit
from referrals.shelter.models import Stay
from referrals.shelter.transitions import STAY, say_refused

LONGEST_WORDS, MOST_BEDS, MOST_TOGETHER, SHORTEST = 2_000, 60, 12, 5
GIVES_A_BED = {"offer", "admit"}


def whole():
    """Stays with what an act on one needs."""
    return Stay.objects.select_related(
        "case", "case__person", "case__team", "case__organisation", "shelter", "bed", "bed__unit", "noted_by"
    )


def hold(shelter_id):
    """The house until the transaction ends; NO KEY, so that asking for a bed there does not wait."""
    return Shelter.objects.select_for_update(no_key=True).filter(pk=shelter_id).first()


def ask(case, *, by, shelter, **fields):
    """Asks one house for a bed for one person. ValidationError beside a field."""
    return ask_together([case], by=by, shelter=shelter, **fields)[0]


def ask_together(cases, *, by, shelter, **fields):
    """Asks one house for beds for a family, all of them or none: related people stay together (IOM-HB 4)."""
    if len(cases) > MOST_TOGETHER:
        raise ValidationError(_("Ask for at most 12 people at once."))
    mark = uuid.uuid4() if len(cases) > 1 else None
    with performing(by, "stay.ask", cases[0]):
        house = Shelter.objects.filter(pk=getattr(shelter, "pk", shelter), active=True).first()
        if house is None:
            raise ValidationError({"shelter": _("Choose one of those shown")})
        rows = [asked(case, by, house, mark, fields) for case in cases]
        tell_all(keepers(house.team_id), "bed")
    return rows


def asked(case, by, house, mark, fields):
    """One request; the words of the case's own page go with it."""
    with performing(by, "stay.ask", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        if Stay.objects.open().filter(case=case, shelter=house).exists():
            raise ValidationError({"shelter": _("This house is asked already, or the person is there.")})
        person = case.person
        row = Stay(case=case, team_id=house.team_id, shelter=house, noted_by=by, together=mark, **fields)
        row.from_on = row.from_on or timezone.localdate()
        row.sex, row.age = SEX_OF.get(person.gender, ""), age_of(person)
        row.disputed = age_disputed(case)
        check_request(row)
        row.save(force_insert=True)
        note(case, "stay_ask", by, after=row.status)
    return row


def check_request(row):
    """ValidationError beside the field for days that cannot be and for codes that nobody listed."""
    today, errors = timezone.localdate(), {}
    if row.from_on < today:
        errors["from_on"] = _("This day is over. Check the year.")
    if row.from_on > today + needs.BACKWARDS:
        errors["from_on"] = _("Ask for a bed at most a year ahead.")
    if row.until_on is not None and row.until_on <= row.from_on:
        errors["until_on"] = _("The last day comes after the first one.")
    if len(row.words) > LONGEST_WORDS:
        errors["words"] = _("This is too long: write at most 2,000 letters.")
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "team", "shelter", "bed", "noted_by"])


def take(stay, name, *, by, **given):
    """One step of a stay. As Workflow.move; a step that gives a bed holds the house first, as everybody does."""
    with performing(by, STAY.action(STAY.steps[name]), stay):
        if name in GIVES_A_BED:
            hold(stay.shelter_id)
        return STAY.move(stay, name, by=by, **given)


def offer_room(stay, unit, *, by):
    """Offers the first free beds of a room, to all who were asked for together, all of them or none (IOM-HB 4).
    ValidationError with the reason."""
    with performing(by, "stay.offer", stay):
        hold(stay.shelter_id)
        rows = [stay] if stay.together is None else list(whole().filter(together=stay.together, status="requested"))
        beds = free_beds(stay.shelter_id, unit, stay)
        if len(beds) < len(rows):
            words = ngettext("%(n)s bed is free there.", "%(n)s beds are free there.", len(beds)) % {"n": len(beds)}
            raise ValidationError({"bed": _("That is not enough for everybody. %(free)s") % {"free": words}})
        return [STAY.move(row, "offer", by=by, bed=bed.pk) for row, bed in zip(rows, beds, strict=False)]


def offer_any(stay, *, by):
    """Offers the first bed of the house that fits. ValidationError where there is none: the sentence of the room that
    comes nearest, or that the house is full."""
    with performing(by, "stay.offer", stay):
        house = hold(stay.shelter_id)
        found = None
        for unit in ShelterUnit.objects.filter(shelter=house):
            reasons = why_not(unit, needs.guest_of(stay, needs.family_size(stay)), needs.others_in(unit, stay))
            if not reasons and free_beds(house.pk, unit, stay):
                return offer_room(stay, unit, by=by)
            found = found or reasons
        raise ValidationError(found or _("No bed is free in this house."))


def free_beds(shelter_id, unit, stay):
    """Beds of the room that nobody has for the nights of this stay, in their order."""
    first = needs.first_night(stay)
    beds = [bed for bed in ShelterBed.objects.filter(shelter=shelter_id, unit=unit) if not bed.shut_on(first)]
    taken = {
        other.bed_id
        for other in Stay.objects.held().filter(bed__in=beds)
        if needs.overlaps(other, first, stay.until_on)
    }
    return [bed for bed in beds if bed.pk not in taken]


def rearrange(stay, *, by, version, bed, until_on=None):
    """Another bed in the same house, or another day until which it is kept. ValidationError beside the field."""
    with performing(by, "stay.rearrange", stay):
        hold(stay.shelter_id)
        must_stand_at(stay, version)
        row = whole().get(pk=stay.pk)
        given = {"bed": getattr(bed, "pk", bed)}
        if str(given["bed"]) != str(row.bed_id):
            for need in (needs.bed_is_free, needs.room_takes, needs.family_together):
                need(row, given)
            row.bed = needs.bed_named(row, given)
        if until_on is not None and until_on <= max(row.from_on, timezone.localdate()):
            raise ValidationError({"until_on": _("Choose a day that is still to come.")})
        row.until_on = until_on
        try:
            row.save()
        except IntegrityError as error:
            say_refused(error)
            raise
        note(row.case, "stay_rearrange", by)
    return row


# the houses


def save_house(shelter, *, by, version=None, **fields):
    """A house as its managers describe it: a new one of a team of theirs, or one as it stood at `version`."""
    with performing(by, "shelter.edit"):
        new = shelter._state.adding
        if not new:
            must_stand_at(shelter, version)
        for name, value in fields.items():
            setattr(shelter, name, value)
        if shelter.team_id not in by.team_ids:
            raise ValidationError({"team": _("Choose a team of yours.")})
        shelter.organisation_id = shelter.team.organisation_id
        shelter.clean_fields()
        shelter.validate_constraints()
        shelter.save(force_insert=new)
    return shelter


def save_room(unit, *, by, version=None, beds=None, **fields):
    """A room, and how many beds stand in it. ValidationError where somebody sleeps in one that would go."""
    with performing(by, "shelter.edit"):
        new = unit._state.adding
        hold(unit.shelter_id)
        if not new:
            must_stand_at(unit, version)
        for name, value in fields.items():
            setattr(unit, name, value)
        unit.clean_fields()
        unit.validate_constraints()
        unit.save(force_insert=new)
        if beds is not None:
            put_beds(unit, beds)
    return unit


def put_beds(unit, count):
    """Beds 1 to `count` stand in the room; those above are taken away, if nobody has them."""
    if not 0 <= count <= MOST_BEDS:
        raise ValidationError({"beds": _("Write a number from 0 to 60.")})
    rows = {int(bed.label): bed for bed in ShelterBed.objects.filter(unit=unit) if bed.label.isdecimal()}
    going = [bed.pk for label, bed in rows.items() if label > count and bed.active]
    if Stay.objects.held().filter(bed__in=going).exists():
        raise ValidationError({"beds": _("Somebody has one of the beds that would go. Give them another one first.")})
    for label in set(range(1, count + 1)) - set(rows):
        ShelterBed(shelter_id=unit.shelter_id, unit=unit, label=str(label)).save(force_insert=True)
    for bed in [bed for label, bed in rows.items() if bed.active != (label <= count)]:
        bed.active = not bed.active
        bed.save()


def shut_bed(bed, *, by, version, shut_from=None, shut_until=None, shut_why=""):
    """Nobody sleeps in the bed from one day to another; without days it is in use. ValidationError beside a field."""
    with performing(by, "shelter.edit"):
        hold(bed.shelter_id)
        must_stand_at(bed, version)
        bed.shut_from, bed.shut_until, bed.shut_why = shut_from, shut_until, shut_why
        bed.clean_fields()
        if shut_until is not None and (shut_from is None or shut_until <= shut_from):
            raise ValidationError({"shut_until": _("The bed cannot be in use again before it is shut.")})
        taken = Stay.objects.held().filter(bed=bed) if shut_from else ()
        if any(needs.overlaps(row, shut_from, shut_until) for row in taken):
            raise ValidationError({"shut_from": _("Somebody has this bed then. Give them another one first.")})
        bed.save()
    return bed


# where a house is


def place_of(shelter):
    """The sealed row, for those who may open it; None for everybody else, and where nothing is written."""
    return ShelterPlace.objects.filter(shelter=shelter).first()


def write_place(shelter, *, by, version=None, **values):
    """Writes down where a house is, sealed under a key of its own."""
    with performing(by, "shelter.edit"):
        row = place_of(shelter) or ShelterPlace(shelter=shelter)
        new = row._state.adding
        if not new:
            must_stand_at(row, version)
        too_long = {name: _("This is too long.") for name, text in values.items() if len(text) > LONGEST_WORDS}
        if too_long:
            raise ValidationError(too_long)
        seal(row, {name: values.get(name, "") for name in ShelterPlace.NAMES})
        row.save(force_insert=new)
    return row


def show_place(shelter, *, by, reason, case=None):
    """Where the house is, for this one look; who looked and why is written down first (R26, A-01). On a case the reason
    stands in its timeline. ValidationError for a reason nobody could understand, or where nothing is written."""
    action = "shelter.reveal" if case is None else "stay.reveal"
    with performing(by, action, case):
        text = reason.strip()
        if len("".join(text.split())) < SHORTEST or len(text) > LONGEST_WORDS:
            raise ValidationError({"reason": _("Write a few words more, so that somebody else understands it.")})
        row = place_of(shelter)
        if row is None:
            raise ValidationError(_("Where the house is stands nowhere yet, or you may not read it now."))
        look = ShelterLook(shelter=shelter, by=by, on_case=case is not None)
        seal(look, {"reason": "" if case is not None else text})
        look.save(force_insert=True)
        if case is not None:
            note(case, "stay_place", by, reason=text)
    name_reason(action)
    return opened(row)
