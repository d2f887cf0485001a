"""Putting a movement together: the movement, its legs, runs and escorts. Who travels: joining.py; plans: proposing.py.

Each act holds the movement until it is over, so that what was asked of it is still true when it is written.
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import Stale, performing
from referrals.movements.codes import BEFORE, TRAITS, Status
from referrals.movements.models import Escort, Leg, Movement, Run
from referrals.ownkeys import opened, seal

LONG = 500  # letters of a sealed line
MOST_LEGS, MOST_RUNS, MOST_ESCORTS, MOST_SEATS = 8, 60, 60, 500
TOO_LONG = "This is too long: write at most 500 letters."


def held(movement):
    """The movement, locked until the act is over. ValidationError where it is gone."""
    row = Movement.objects.select_for_update().select_related(None).filter(pk=movement.pk).first()
    if row is None:
        raise ValidationError(_("This movement is not there any more."))
    return row


def held_before(movement):
    """The same, for what is possible before the departure only."""
    row = held(movement)
    if row.status not in BEFORE:
        raise ValidationError(_("This movement is under way, or over."))
    return row


def at_version(row, version):
    """Stale where somebody saved the row since the form was opened; a form without a version changes nothing."""
    if not row._state.adding and str(row.version) != str(version):
        raise Stale


def put(row, words, fields):
    """Writes fields and sealed words on the row. ValidationError for a text that is too long."""
    if errors := {name: _(TOO_LONG) for name, text in words.items() if len(str(text or "")) > LONG}:
        raise ValidationError(errors)
    for name, value in fields.items():
        setattr(row, name, value)
    known = opened(row) if row.sealed else {}
    seal(row, {**known, **{name: str(text or "").strip() for name, text in words.items()}})


def save_movement(row, *, by, version=None, **fields):
    """A new movement of one of one's own teams, or its name, countries, days and rules. ValidationError beside a
    field."""
    new = row._state.adding
    with performing(by, "movement.open" if new else "movement.edit"):
        at_version(row, version)
        if new:
            begun(row, by, fields)
        else:
            held_before(row)
        put(row, {}, fields)
        if row.until_on < row.from_on:
            raise ValidationError({"until_on": _("The last day comes after the first.")})
        if new and row.until_on < timezone.localdate():
            raise ValidationError({"until_on": _("This day is over. Check the year.")})
        row.clean_fields(exclude=["team", "organisation", "made_by", "planned_by", "approved_by", "booked_by",
                                  "wrapped_key", "sealed"])  # fmt: skip
        row.save(force_insert=new)
    return row


def begun(row, by, fields):
    """A new movement is of a team of one's own."""
    team = fields.get("team") or row.team
    if team.pk not in by.team_ids or team.organisation_id != by.organisation_id:
        raise ValidationError({"team": _("Choose a team of your own.")})
    row.organisation_id, row.made_by = team.organisation_id, by


def save_leg(row, *, by, version=None, from_place="", to_place="", **fields):
    """A leg: from where to where. New ones come last."""
    with performing(by, "movement.edit"):
        at_version(row, version)
        movement = held_before(row.movement)
        new = row._state.adding
        if new:
            not_planned(movement)
            places = list(Leg.objects.filter(movement=movement).values_list("place", flat=True))
            if len(places) >= MOST_LEGS:
                raise ValidationError(_("That are too many legs."))
            row.place = max(places, default=0) + 1
        put(row, {"from_place": from_place, "to_place": to_place}, fields)
        row.clean_fields(exclude=["movement", "wrapped_key", "sealed"])
        row.save(force_insert=new)
    return row


def not_planned(movement):
    """A leg more or less changes everybody's way: what is booked is unbooked first."""
    if movement.status == Status.BOOKED:
        raise ValidationError(_("The journey is booked. Call it off, or change the runs only."))


def save_run(row, *, by, version=None, carrier="", number="", call="", limits=None, **fields):
    """A run of a leg: when, how many seats, and whom the carrier takes. ValidationError beside a field."""
    with performing(by, "movement.edit"):
        at_version(row, version)
        movement = held_before(row.movement)
        new = row._state.adding
        if row.departed_at:
            raise ValidationError(_("This run has departed."))
        if new and Run.objects.filter(movement=movement).count() >= MOST_RUNS:
            raise ValidationError(_("That are too many runs."))
        put(row, {"carrier": carrier, "number": number, "call": call}, fields)
        row.limits = limits_of(limits or {})
        fits(row, movement)
        row.clean_fields(exclude=["movement", "leg", "wrapped_key", "sealed"])
        row.save(force_insert=new)
    return row


def limits_of(given):
    """{trait: most} of what was typed. ValidationError beside a number that is none."""
    errors, found = {}, {}
    for trait in TRAITS:
        value = given.get(trait)
        if value in (None, ""):
            continue
        if not str(value).isdecimal() or int(value) > MOST_SEATS:
            errors[f"limit_{trait}"] = _("Write a number: 0 for none at all, or nothing where there is no limit.")
        else:
            found[trait.value] = int(value)
    if errors:
        raise ValidationError(errors)
    return found


def fits(run, movement):
    """ValidationError beside the field for seats, times and days that cannot be."""
    first, last = timezone.localdate(run.departs), timezone.localdate(run.arrives)
    another_day = _("This day is not one of the movement.")
    checks = (
        ("seats", not 1 <= run.seats <= MOST_SEATS, _("Write how many seats there are: 1 or more.")),
        ("children_an_escort", not 1 <= run.children_an_escort <= MOST_SEATS, _("Write a number: 1 or more.")),
        ("departs", not movement.from_on <= first <= movement.until_on, another_day),
        ("departs", too_early(run, movement),
         _("It leaves before any run of the leg before has arrived, with time to change.")),
        ("arrives", last > movement.until_on + datetime.timedelta(days=1), another_day),
        ("arrives", run.arrives <= run.departs, _("It cannot arrive before it departs.")),
    )  # fmt: skip
    if errors := {name: said for name, wrong, said in checks if wrong}:
        raise ValidationError(errors)


def too_early(run, movement):
    """Whether no run of the leg before arrives in time; where that leg has no run yet, nothing is known."""
    before = Run.objects.filter(movement=movement, leg__place__lt=run.leg.place).order_by("-leg__place")
    runs = list(before.values_list("leg__place", "arrives"))
    arrivals = [arrives for place, arrives in runs if place == runs[0][0]]
    change = datetime.timedelta(minutes=movement.change_minutes)
    return bool(arrivals) and min(arrivals) + change > run.departs


def save_escort(row, *, by, version=None, name="", phone="", legs=()):
    """Somebody who travels along, on some legs."""
    with performing(by, "movement.edit"):
        at_version(row, version)
        movement = held_before(row.movement)
        new = row._state.adding
        if not str(name).strip():
            raise ValidationError({"name": _("Write an answer here")})
        if new and Escort.objects.filter(movement=movement).count() >= MOST_ESCORTS:
            raise ValidationError(_("That are too many people."))
        known = {str(key) for key in Leg.objects.filter(movement=movement).values_list("pk", flat=True)}
        if not legs or set(map(str, legs)) - known:
            raise ValidationError({"legs": _("Choose one or more")})
        put(row, {"name": name, "phone": phone}, {"legs": [str(leg) for leg in legs]})
        row.save(force_insert=new)
    return row


def take_away(part, *, by):
    """A leg without runs, a run on which nobody is, an escort who is needed nowhere."""
    with performing(by, "movement.edit"):
        movement = held_before(part.movement)
        if why := NEEDED[type(part)](part, movement):
            raise ValidationError(why)
        part.delete()


def leg_needed(leg, movement):
    """Why a leg stays."""
    if Run.objects.filter(leg=leg).exists():
        return _("Take its runs away first.")
    return _("It is part of the plan.") if movement.plan_number else ""


def run_needed(run, movement):
    """Why a run stays."""
    from referrals.movements.queries import whole

    if run.departed_at or run.booked_at or run.manifests.exists():
        return _("This run is booked, was printed, or has departed.")
    way = whole(movement).way.values()
    return _("People are on it. Plan without it first.") if any(str(run.pk) in legs.values() for legs in way) else ""


def escort_needed(escort, movement):
    """Why an escort stays."""
    on = Run.objects.filter(movement=movement, escorts__contains=[escort.pk]).exists()
    return _("They travel along on a run. Plan without them first.") if on else ""


NEEDED: dict = {Leg: leg_needed, Run: run_needed, Escort: escort_needed}
