"""Booking, departing, arriving, ending: who may, who may not, each guard, and the steps of each return (T4, T7)."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from accounts.models import OutboxMail
from accounts.performing import Stale
from accounts.workflow import WrongState
from referrals.models import Escort, Leg, Movement, Return, Run, Traveller
from referrals.movements import actions, day, joining
from referrals.movements.transitions import MOVEMENT
from tests.cast import browser_of, new_user
from tests.referrals.movements.conftest import DAY, Group, left_today, past, somebody, standing, whole

REFUSED = (ValidationError, PermissionDenied, Http404, Movement.DoesNotExist)


def state(group, row):
    with acting(group.ravi, "test.look"):
        return Return.objects.get(pk=row.way_home_id).status


def test_booking_writes_the_journey_on_each_return_by_its_own_step(going):
    going.take("book", bookings=going.numbers())
    with acting(going.ravi, "test.look"):
        way = Return.objects.get(pk=going.rows[0].way_home_id)
        assert (way.status, way.travel_on, way.mode, way.booking) == ("booked", going.day, "air_commercial", "K7Q2MT")
        assert way.booked_by_id == going.ravi.pk and "ET 6" in way.carrier
    assert going.status() == "booked"


def test_booking_is_all_or_nothing_and_names_who_is_not_ready(going, office):
    past("referrals_return", going.rows[1].way_home_id, status="cleared")
    with pytest.raises(ValidationError, match=going.rows[1].case.reference):
        going.take("book", bookings=going.numbers())
    past("referrals_return", going.rows[1].way_home_id, status="ready")
    past("referrals_riskassessment", risk_of(going, 1), by_id=going.ravi.pk)
    with pytest.raises(ValidationError, match="Who assessed the risk does not book"):
        going.take("book", bookings=going.numbers())
    assert [state(going, row) for row in going.rows] == ["ready", "ready"] and going.status() == "planned"


def risk_of(group, at):
    with acting(group.ravi, "test.look"):
        return Return.objects.get(pk=group.rows[at].way_home_id).cleared_assessment


def test_booking_needs_a_number_the_rules_and_an_approval(going, office):
    with pytest.raises(ValidationError, match="number of the booking"):
        going.take("book", bookings={})
    with acting(going.ravi, "test.arrange"):
        for run in going.runs:
            row = Run.objects.get(pk=run.pk)
            actions.save_run(row, by=going.ravi, version=row.version, leg_id=str(row.leg_id), rules_checked=False,
                             limits={"without_status": 2}, carrier="Ethiopian")  # fmt: skip
    with pytest.raises(ValidationError, match="Ask the carrier first"):
        going.take("book", bookings=going.numbers())
    going.accepted()
    with pytest.raises(ValidationError, match="A supervisor must approve"):
        going.take("book", bookings=going.numbers())


def test_who_planned_does_not_approve_and_an_officer_never_does(going, office):
    both = new_user("Bo", office.organisation, "repatriation_officer", "supervisor", teams=[office.team])
    plan = going.propose()
    with acting(both, "test.arrange"):
        MOVEMENT.move(going.now(), "plan", by=both, number=plan.number)
    with pytest.raises(ValidationError, match="Somebody else must approve"):
        going.take("approve", by=both)
    with pytest.raises(PermissionDenied):
        going.take("approve", by=going.ravi)


@pytest.mark.parametrize("step", [name for name in MOVEMENT.steps if name != "approve"])
def test_nobody_but_the_officer_takes_a_step(group, office, step):
    with pytest.raises(PermissionDenied):
        group.take(step, by=office.sam)
    with pytest.raises(Movement.DoesNotExist):  # a caseworker of the team sees only what somebody of theirs is on
        group.take(step, by=office.amina)
    far = new_user("Far", office.organisation, "repatriation_officer", teams=[office.other_team])
    with pytest.raises(REFUSED):
        group.take(step, by=far, number=1, reason="No.", run="x", bookings={})


@pytest.mark.parametrize(("step", "wrong"), [("book", "draft"), ("depart", "planned"), ("arrive", "booked"),
                                             ("close", "under_way"), ("cancel", "under_way"), ("plan", "under_way"),
                                             ("approve", "draft")])  # fmt: skip
def test_no_step_from_another_state(group, step, wrong):
    past("referrals_movement", group.row.pk, status=wrong)
    with pytest.raises(WrongState):
        group.take(step, number=1, reason="No.", run=str(group.runs[0].pk))


def test_a_departure_takes_each_by_their_own_step_and_names_who_stays(going, office):
    from referrals.returns import actions as returns

    going.take("book", bookings=going.numbers())
    run = next(run for run in going.board().runs if going.board().on(run))
    with pytest.raises(ValidationError, match="another day"):
        going.take("depart", run=str(run.pk))
    left_today(going)
    with acting(office.amina, "test.arrange"):
        returns.ask_again(returns.fresh_of(going.rows[0].way_home), by=office.amina, answer="yes")
    past("casework_consent", consent_of(going, 1), recorded_at=timezone.now() - datetime.timedelta(days=4))
    past("referrals_riskassessment", risk_of(going, 1), done_at=timezone.now() - datetime.timedelta(days=5))
    moved = going.take("depart", run=str(run.pk))
    assert [number for number, _why in moved.__dict__["_stayed"]] == [going.rows[1].case.reference]
    assert [state(going, row) for row in going.rows] == ["departed", "booked"]
    arrived(going, office, run)


def consent_of(group, at):
    from casework.models import Consent

    with acting(group.office.amina, "test.look"):
        return Consent.objects.filter(case=group.rows[at].case_id, type="return").latest("recorded_at").pk


def arrived(group, office, run):
    """The rest of the way: arrival by the return's own step, who stayed is taken off, closed."""
    with pytest.raises(ValidationError, match="after the departure"):
        group.take("arrive", run=str(run.pk), arrived_on=timezone.localdate() - 3 * DAY)
    group.take("arrive", run=str(run.pk), arrived_on=timezone.localdate(), by_hand="A call.")
    assert group.status() == "arrived" and state(group, group.rows[0]) == "arrived"
    with pytest.raises(ValidationError, match="has not gone"):
        group.take("close")
    with acting(group.ravi, "test.arrange"):
        joining.missed(group.rows[1], by=group.ravi, why="not_let", words="The exit officer.")
    assert state(group, group.rows[1]) == "booked"
    group.take("close")
    with acting(group.ravi, "test.look"):
        assert list(Traveller.objects.filter(ended_at=None)) == [] and group.now().ended_at


def test_a_removal_never_becomes_a_return_and_is_noted_by_who_may(group, office):
    row = group.removed()
    group.approved()
    group.take("book", bookings=group.numbers())
    left_today(group)
    run = next(run for run in group.board().runs if group.board().on(run))
    group.take("depart", run=str(run.pk))
    with acting(office.sam, "test.look"):
        assert not Return.objects.filter(case=row.case).exists()
        assert Traveller.objects.get(pk=row.pk).removal.status == "announced"


def test_calling_off_unbooks_everybody_and_lets_them_go(going):
    going.take("book", bookings=going.numbers())
    with pytest.raises(ValidationError, match="reason"):
        going.take("cancel", reason=" ")
    going.take("cancel", reason="The carrier is on strike.")
    assert [state(going, row) for row in going.rows] == ["ready", "ready"]
    with acting(going.ravi, "test.look"):
        assert not Traveller.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("status", "said"), [("suspended", "suspended"), ("planning", "not so far"),
                                              ("departed", "not so far"), ("wish_recorded", "not so far")])  # fmt: skip
def test_only_a_return_that_is_cleared_is_put_on(group, office, status, said):
    case = somebody(office)
    when = {"departed_at": timezone.now(), "booked_at": timezone.now()} if status == "departed" else {}
    standing(office, case, status, **when)
    with pytest.raises(ValidationError, match=said):
        group.add(case)


def test_nobody_who_asked_for_asylum_is_put_on(group, office):
    from casework.models import Person
    from casework.people.actions import edit_person

    for by_return in (True, False):
        case = somebody(office)
        if by_return:
            standing(office, case)
        else:
            from referrals.returns import removing

            with acting(office.amina, "test.arrange"):
                removing.note_removal(whole(case), by=office.amina, by_state="TH", to_country="ET")
        with acting(office.amina, "test.arrange"):
            person = Person.objects.select_related("case").get(case=case)
            edit_person(person, by=office.amina, migration_status="asylum_seeker")
        with pytest.raises(ValidationError, match="Asylum"):
            group.add(case, by=group.ravi if by_return else office.sam)


def test_a_paper_that_ends_before_the_arrival_is_refused(group, office):
    case = somebody(office)
    standing(office, case, paper_days=2)
    with pytest.raises(ValidationError, match="ends before the arrival"):
        group.add(case)


@pytest.mark.parametrize(("given", "field"), [
    ({"seats": 0}, "seats"), ({"seats": -3}, "seats"), ({"hours": -2}, "arrives"), ({"hours": 0}, "arrives"),
    ({"children_an_escort": 0}, "children_an_escort"), ({"limits": {"child": "-1"}}, "limit_child"),
    ({"hour": 200}, "departs"),
])  # fmt: skip
def test_a_run_that_cannot_be_is_refused_beside_the_field(group, given, field):
    with pytest.raises(ValidationError) as refused:
        group.run(**given)
    assert field in refused.value.message_dict
    with acting(group.ravi, "test.look"):
        assert Run.objects.count() == 2


def test_a_run_leaves_after_the_leg_before_has_arrived(group):
    group.leg()
    with pytest.raises(ValidationError) as refused:
        group.run(hour=8, hours=2)
    assert "departs" in refused.value.message_dict
    group.run(hour=20, hours=2)


def test_only_the_newest_version_is_changed(group):
    with acting(group.ravi), pytest.raises(Stale):
        row = Run.objects.get(pk=group.runs[0].pk)
        actions.save_run(row, by=group.ravi, version=row.version - 1, leg_id=str(row.leg_id), seats=9)


def test_parts_that_something_needs_stay(group):
    group.escort()
    with acting(group.ravi), pytest.raises(ValidationError, match="runs away first"):
        actions.take_away(Leg.objects.get(pk=group.legs[0].pk), by=group.ravi)
    with acting(group.ravi):
        actions.take_away(Escort.objects.get(), by=group.ravi)
        actions.take_away(Run.objects.get(pk=group.runs[1].pk), by=group.ravi)
    with acting(group.ravi, "test.look"):
        assert Run.objects.count() == 1


def test_who_is_on_one_movement_is_put_on_no_other(group, office, ravi):
    row = group.goer()
    other = Group(office, ravi)
    with pytest.raises(ValidationError, match="on a movement already"):
        other.add(row.case)


@pytest.mark.django_db(transaction=True)
def test_two_officers_put_the_same_person_on_two_movements_at_once_and_one_does(office):
    officers = [new_user(name, office.organisation, "repatriation_officer", teams=[office.team]) for name in ("A", "B")]
    groups = [Group(office, one) for one in officers]
    case, gate, said = somebody(office), threading.Barrier(2), []
    standing(office, case)

    def put(group):
        gate.wait()
        try:
            group.add(case)
            said.append("on")
        except (ValidationError, IntegrityError):
            said.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=put, args=(group,)) for group in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["on", "refused"]


def test_a_tick_is_saved_once_and_can_be_taken_back(group, office):
    row, run = group.goer(), group.runs[0]
    with acting(office.amina):
        for _time in range(2):
            day.tick(row, run, "papers", by=office.amina)
        assert list(day.ticks_of(run)[str(row.pk)]) == ["papers"]
        day.tick(row, run, "papers", by=office.amina, done=False)
        assert day.ticks_of(run) == {}
    with acting(office.tess), pytest.raises(REFUSED):
        day.tick(row, run, "papers", by=office.tess)


def test_the_supervisors_of_the_team_are_told_that_a_plan_waits_and_find_it_in_their_menu(group, office):
    def told(user):
        return OutboxMail.objects.using("owner").filter(user=user, kind="return").count()

    group.goer()
    far = new_user("Far", office.organisation, "supervisor")
    before = {user: told(user) for user in (office.sam, group.ravi, far)}
    group.accepted()
    assert {user: told(user) - count for user, count in before.items()} == {office.sam: 1, group.ravi: 0, far: 0}
    browser = browser_of(office.sam)
    menu, listed = (browser.get(url).content.decode() for url in ("/", reverse("movement_list")))
    assert reverse("movement_list") in menu and "Nairobi in March" in listed
