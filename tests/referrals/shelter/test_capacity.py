"""Never more people than beds: 50 at once for 10 beds, by the way of the product and past all its checks (P1)."""

import os
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone
from psycopg2.errors import DeadlockDetected

from accounts.acting import acting
from referrals.models import ShelterBed, Stay
from referrals.shelter import actions
from tests.referrals.shelter.conftest import somebody
from tests.referrals.shelter.planting import house_of

# By the way of the product a round costs seconds, past all checks a tenth of it: CASEWORK_ROUNDS=20 runs both twenty times.
ROUNDS, BARE = int(os.environ.get("CASEWORK_ROUNDS", "4")), 20
PEOPLE, BEDS = 50, 10


@pytest.fixture
def crowd(office):
    """Fifty cases whose people agreed."""
    return [somebody(office) for _ in range(PEOPLE)]


def at_once(*works):
    """What each of these returned or raised; all begin together."""
    gate: threading.Barrier = threading.Barrier(len(works))
    found: list = [None] * len(works)

    def run(place, work):
        gate.wait()
        try:
            found[place] = work()
        except BaseException as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def requests(office, house, crowd):
    """A request of everybody to this house, put there without the way of asking, which is tested elsewhere."""
    with acting(office.amina, "test.arrange"):
        rows = [
            Stay(case=case, shelter_id=house.pk, team_id=house.team_id, noted_by=office.amina,
                 from_on=timezone.localdate(), sex="female", age=30)
            for case in crowd
        ]  # fmt: skip
        for row in rows:
            row.save(force_insert=True)
    return rows


def comes(office, stay):
    """One person is offered any bed of the house and comes at once."""

    def work():
        with acting(office.paul, "test.race"):
            row = actions.whole().get(pk=stay.pk)
            actions.offer_any(row, by=office.paul)
            row = actions.whole().get(pk=stay.pk)
            return actions.take(row, "admit", by=office.paul, rules="yes").status

    return work


def cleared(house):
    """Everybody has left, for the next round: by the keeper of the tables, as no way of the product does."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(house.team_id)])
        cursor.execute("DELETE FROM referrals_stay WHERE shelter_id = %s", [house.pk])


def beds_taken(office, house):
    """(stays, beds) that are slept in."""
    with acting(office.paul, "test.look"):
        rows = Stay.objects.filter(shelter=house, status="admitted")
        return rows.count(), rows.values("bed").distinct().count()


def test_fifty_people_come_to_ten_beds_and_ten_sleep_there_and_forty_hear_why_not(office, crowd):
    house = house_of(office.paul, beds=BEDS)
    for _round in range(ROUNDS):
        rows = requests(office, house, crowd)
        said = at_once(*[comes(office, row) for row in rows])
        losers = [each for each in said if each != "admitted"]
        assert beds_taken(office, house) == (BEDS, BEDS)
        assert len(losers) == PEOPLE - BEDS
        strange = [each for each in losers if not isinstance(each, ValidationError) or not each.messages[0]]
        assert strange == []
        cleared(house)
    the_database_alone(office, house, crowd)


def the_database_alone(office, house, crowd):
    """The same people and beds without any check of ours: never two in a bed, and a refusal for each of the others."""
    with acting(office.paul, "test.arrange"):
        beds = list(ShelterBed.objects.filter(shelter=house).values_list("pk", flat=True))
    for _round in range(BARE):
        rows = requests(office, house, crowd)
        said = at_once(*[past_all_checks(office, row, beds[place % BEDS]) for place, row in enumerate(rows)])
        assert said.count(1) == BEDS
        assert all(refused(each) for each in said if each != 1), said
        assert beds_taken(office, house) == (BEDS, BEDS)
        cleared(house)


def refused(error):
    """Whether the database said no: by the constraint, or to one of two that waited for each other on it."""
    return isinstance(error, IntegrityError) or isinstance(getattr(error, "__cause__", None), DeadlockDetected)


def past_all_checks(office, stay, bed):
    """The bare statement, as a fault of ours would send it."""

    def work():
        with acting(office.paul, "test.race"), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE referrals_stay SET status = 'admitted', bed_id = %s, version = version + 1 WHERE id = %s",
                [bed, stay.pk],
            )
            return cursor.rowcount

    return work


def test_the_database_alone_refuses_custody_as_a_house(office):
    house = house_of(office.paul)
    with pytest.raises(IntegrityError, match="is_no_custody"), acting(office.paul), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE referrals_shelter SET kind = 'police_custody', version = version + 1 WHERE id = %s", [house.pk]
        )


def test_a_stay_in_a_bed_has_a_bed(office, house):
    row = requests(office, house, [somebody(office)])[0]
    with pytest.raises(IntegrityError, match="has_a_bed"), acting(office.paul), connection.cursor() as cursor:
        cursor.execute("UPDATE referrals_stay SET status = 'admitted', version = version + 1 WHERE id = %s", [row.pk])
