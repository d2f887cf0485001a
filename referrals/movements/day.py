"""The day of travel: big ticks on a phone, each saved at once with who and when (T4)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from referrals.movements.codes import Tick
from referrals.movements.people import Traveller, TravelTick

# Not everybody has medicine, or somebody who travels along.
ESCORT, MEDICINE = Tick.ESCORT, Tick.MEDICINE


def ticks_of(run):
    """{traveller: {code: tick}} of a run: what is ticked now."""
    found: dict = {}
    for row in TravelTick.objects.filter(run=run, done=True).select_related("by"):
        found.setdefault(str(row.traveller_id), {})[row.code] = row
    return found


def tick(traveller, run, code, *, by, done=True):
    """Ticks one step of one person on one run, or takes the tick back. Pressed twice it is the same."""
    with performing(by, "traveller.tick", traveller):
        if code not in Tick.values:
            raise ValidationError(_("There is no such step."))
        held = Traveller.objects.select_for_update(of=("self",)).get(pk=traveller.pk)
        if held.ended_at is not None or run.movement_id != held.movement_id:
            raise ValidationError(_("This person is no longer on the movement."))
        row = TravelTick.objects.filter(traveller=held, run=run, code=code).first()
        if row is None:
            row = TravelTick(case_id=held.case_id, traveller=held, run=run, code=code, by=by, done=done)
            row.save(force_insert=True)
        elif row.done != done:
            row.done, row.by, row.at = done, by, timezone.now()
            row.save()
    return row


def missing(riders, ticks):
    """Riders who are not on board yet, as far as this reader sees them."""
    return [one for one in riders if one.row is not None and Tick.BOARDED not in ticks.get(one.key, {})]
