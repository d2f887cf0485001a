"""A movement full of canaries, with a leg, a run, an escort and somebody on it, for tests/test_withheld.py."""

import datetime

from django.utils import timezone

from referrals.models import Escort, Leg, Movement, Return, Run, Traveller, TravelTick
from referrals.ownkeys import seal
from tests.cast import new_user

MODELS = (Traveller, TravelTick)
ONE, RUN = {"pk": "movement"}, {"pk": "movement", "run": "run"}
PERSON, TICK = {"pk": "movement", "traveller": "rider"}, {**RUN, "traveller": "rider"}
# Routes of movements for tests/test_withheld.py: name -> its arguments, by hand.
MOVEMENT_ROUTES = {
    "movement_list": {}, "movement_new": {}, "movement_detail": ONE, "movement_edit": ONE, "movement_propose": ONE,
    "movement_progress": ONE, "movement_go_on": ONE, "movement_place": ONE, "movement_step": {**ONE, "name": "cancel"},
    "movement_leg_new": ONE, "movement_leg": {**ONE, "leg": "journey_leg"}, "movement_run_new": ONE,
    "movement_run_edit": RUN, "movement_escort_new": ONE, "movement_escort": {**ONE, "escort": "escort"},
    "movement_part_away": {**ONE, "kind": "leg", "part": "any"}, "movement_add": ONE, "movement_person": PERSON,
    "movement_person_change": {**PERSON, "name": "out"}, "movement_run": RUN, "movement_manifest": RUN,
    "movement_depart": RUN, "movement_arrive": RUN, "movement_day": RUN, "movement_missed": TICK,
    "movement_tick": {**TICK, "code": "papers"}, "api_movements": {}, "api_movement": ONE,
}  # fmt: skip


def plant_movement(case, by, plant, way):
    """Keys of the rows. `plant` puts a canary into every sealed text of a row; what hangs on no case carries one of its
    group too."""
    ravi = new_user("Ravi", case.organisation, "repatriation_officer", teams=[case.team])
    from accounts.acting import acting

    start = timezone.now() + datetime.timedelta(days=3)
    with acting(ravi, "test.plant"):
        movement = Movement(team=case.team, organisation=case.organisation, name="Group in March",
                            from_country="TH", to_country="VN", from_on=start.date(), until_on=start.date(),
                            made_by=ravi)  # fmt: skip
        leg = Leg(movement=movement, place=1, from_country="TH", to_country="VN")
        run = Run(movement=movement, leg=leg, mode="air_commercial", departs=start, seats=4,
                  arrives=start + datetime.timedelta(hours=3))  # fmt: skip
        escort = Escort(movement=movement, legs=[leg.pk])
        for row in (movement, leg, run, escort):
            seal(row, {name: f"CANARY-travel-{type(row).__name__}-{name}" for name in row.NAMES})
            row.save(force_insert=True)
    rider = Traveller(case=case, movement=movement, way_home=Return.objects.get(pk=way), joined_by=by)
    plant(rider).save(force_insert=True)
    TravelTick(case=case, traveller=rider, run=run, code="papers", by=by).save(force_insert=True)
    return {"movement": movement.pk, "run": run.pk, "escort": escort.pk, "rider": rider.pk, "journey_leg": leg.pk}
