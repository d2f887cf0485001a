"""The demo's group is planned over two flights, two without status on each, and one has dropped out."""

from accounts.acting import acting
from config.demo import movements
from referrals.models import Movement
from referrals.movements import queries
from referrals.movements.puzzle import Trait
from tests.cast import new_user


def test_the_demo_has_a_group_over_two_flights_and_one_who_dropped_out(office):
    rafi = new_user("Rafi", office.organisation, "repatriation_officer", teams=[office.team])
    users = {"amina": office.amina, "sam": office.sam, "rafi": rafi}
    assert movements.load(users) == 14
    with acting(office.sam, "test.look"):
        movement = Movement.objects.get()
        board = queries.whole(movement)
    assert movement.status == "planned" and movement.approved_by_id == office.sam.pk and len(board.going) == 13
    flights = [run for run in board.runs if run.limits]
    assert [sum(Trait.WITHOUT_STATUS in one.traits for one in board.on(run)) for run in flights] == [2, 2]
    assert len(board.lost) + len(board.gone) == 1
