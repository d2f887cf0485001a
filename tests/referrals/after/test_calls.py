"""Calls after the way home: planned by the person's own yes, made by us or by the partner there, and what follows (T5,
R19)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import CaseStep, Todo
from referrals.after import actions
from referrals.after.models import FollowUp
from referrals.after.scheduling import agreed, consent_answered, day_of
from referrals.after.transitions import BY_ITSELF, FOLLOWUP
from referrals.models import ArrivalFeedback, Return
from referrals.services.actions import tell_news
from referrals.sharing.actions import withdraw_consent
from tests.referrals.after.conftest import (
    FOLLOWUP as KIND,
)
from tests.referrals.after.conftest import TODAY, YEAR, at_home, calls, due_now, past, say_yes, whole_case
from tests.referrals.services.conftest import fresh
from tests.referrals.steps import mails_to

F = FollowUp.Status
OPEN = {F.PLANNED, F.NOT_REACHED}
BY_HAND = {
    "talk": (OPEN, F.DONE), "miss": (OPEN, F.NOT_REACHED), "put_off": (OPEN, None), "lapse": ({F.NOT_REACHED}, F.LAPSED),
    "call_off": (OPEN, F.ENDED), "end": (OPEN, F.ENDED),
}  # fmt: skip
SAID = {
    "safe_now": "yes",
    "done_on": TODAY(),
    "housing": "well",
    "debt": "partly",
    "again": "no",
    "words": "She works.",
}


def move(row, name, by, **given):
    """One step of a call."""
    with acting(by):
        return FOLLOWUP.move(actions.whole().get(pk=row.pk), name, by=by, **given)


def test_the_table_is_the_one_that_was_typed_by_hand():
    steps = {**FOLLOWUP.steps, **BY_ITSELF.steps}
    table = {n: (set(s.sources), None if callable(s.target) else s.target) for n, s in steps.items()}
    assert table == BY_HAND


@pytest.mark.parametrize(
    ("start", "month", "day"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-11-30", 3, "2027-02-28"), ("2026-12-05", 12, "2027-12-05")],
)
def test_days_count_in_months_and_stay_in_the_month(start, month, day):
    assert day_of(datetime.date.fromisoformat(start), month) == datetime.date.fromisoformat(day)


def test_who_said_yes_has_four_calls_from_the_handover_on_and_one_to_do_for_the_next(office, woman, received):
    rows = calls(woman, office.amina)
    assert sorted(rows) == [1, 3, 6, 12]
    assert [row.due_on for row in rows.values()] == [day_of(TODAY(), month) for month in rows]
    assert {row.of_return_id for row in rows.values()} == {received.row.pk}
    with acting(office.amina):
        todo = Todo.objects.open().get(case=woman, kind="follow_return")
        assert todo.due_on == rows[1].due_on


def test_without_a_yes_none_is_planned_and_a_later_yes_plans_them(office, woman, home):
    home.to("receive")
    assert calls(woman, office.amina) == {}
    with acting(office.amina), pytest.raises(ValidationError, match="First ask"):
        actions.schedule(whole_case(woman), by=office.amina, start=TODAY())
    with acting(office.amina):
        row = say_yes(whole_case(woman), office.amina, kind=KIND, expires_on=TODAY() + YEAR)
        consent_answered(row, office.amina)
    assert sorted(calls(woman, office.amina)) == [1, 3, 6, 12]


def test_a_yes_that_is_taken_back_ends_all_calls_at_once(office, woman, received):
    with acting(office.amina):
        withdraw_consent(agreed(whole_case(woman)), by=office.amina)
        assert not Todo.objects.open().filter(case=woman, kind="follow_return").exists()
    assert {row.status for row in calls(woman, office.amina).values()} == {F.ENDED}


def test_a_talk_leads_the_return_on_and_the_last_one_asks_a_supervisor_to_close_it(office, woman, received):
    for month in (1, 3, 6, 12):
        row = calls(woman, office.amina)[month]
        past_return(received, month)
        due_now(row)
        move(row, "talk", office.amina, **SAID)
        assert received.now().status == f"follow_up_{month}m"
    with acting(office.sam):
        assert Todo.objects.open().get(case=woman, kind="close_return").owner == office.sam
    assert received.take("complete").status == Return.S.COMPLETED


def past_return(received, month):
    """So many months ago she was received: what only time brings about."""
    past("referrals_return", received.row.pk, received_on=TODAY() - datetime.timedelta(days=31 * month))


def test_each_area_is_asked_in_four_words_and_nothing_asked_is_no_talk(office, woman, received):
    row = calls(woman, office.amina)[1]
    due_now(row)
    for wrong, field in (
        ({**SAID, "safe_now": "no"}, "safe_now"),
        ({**SAID, "housing": "great"}, "housing"),
        ({**SAID, "done_on": TODAY() + datetime.timedelta(days=2)}, "done_on"),
        ({"safe_now": "yes", "done_on": TODAY(), "words": "x" * 5000}, "words"),
    ):
        with pytest.raises(ValidationError) as error:
            move(row, "talk", office.amina, **wrong)
        assert field in error.value.message_dict
    with pytest.raises(ValidationError, match="Nothing was asked"):
        move(row, "talk", office.amina, safe_now="yes", done_on=TODAY(), housing="not_asked")
    done = move(row, "talk", office.amina, **SAID)
    assert (done.housing, done.debt, done.done_by) == ("well", "partly", office.amina)


def test_a_call_has_its_time_and_three_tries(office, woman, received):
    rows = calls(woman, office.amina)
    with pytest.raises(ValidationError, match="too early"):
        move(rows[3], "talk", office.amina, **SAID)
    for _try in range(3):
        due_now(rows[1])
        if _try == 2:
            with pytest.raises(ValidationError, match="three times"):
                move(rows[1], "lapse", office.amina, reason="Silence.")
        missed = move(rows[1], "miss", office.amina)
        assert missed.due_on == TODAY() + datetime.timedelta(days=7)
    assert move(rows[1], "lapse", office.amina, reason="Silence.").status == F.LAPSED
    with acting(office.amina):
        assert Todo.objects.open().get(case=woman, kind="follow_return").due_on == rows[3].due_on


def test_a_call_is_put_off_for_sixty_days_at_most(office, woman, received):
    row = calls(woman, office.amina)[1]
    for days in (-1, 61):
        with pytest.raises(ValidationError) as error:
            move(row, "put_off", office.amina, due_on=TODAY() + datetime.timedelta(days=days))
        assert "due_on" in error.value.message_dict
    later = move(row, "put_off", office.amina, due_on=TODAY() + datetime.timedelta(days=40))
    assert later.status == F.PLANNED and later.due_on == TODAY() + datetime.timedelta(days=40)


def test_no_more_calls_ends_all_of_them_and_asks_for_the_ledger(office, woman, received):
    move(calls(woman, office.amina)[1], "call_off", office.amina)
    assert {row.status for row in calls(woman, office.amina).values()} == {F.ENDED}
    with acting(office.amina):
        kinds = set(Todo.objects.open().filter(case=woman).values_list("kind", flat=True))
        assert {"followup_consent", "close_return"} <= kinds and "follow_return" not in kinds


def test_held_again_is_a_to_do_of_today_and_what_is_not_well_of_tomorrow(office, woman, received):
    row = calls(woman, office.amina)[1]
    due_now(row)
    move(row, "talk", office.amina, **{**SAID, "again": "yes", "safety": "not"})
    with acting(office.amina):
        found = {todo.kind: todo.due_on for todo in Todo.objects.open().filter(case=woman)}
        assert found["trafficked_again"] == TODAY()
        assert found["followup_worry"] == TODAY() + datetime.timedelta(days=1)
        lines = CaseStep.objects.filter(case=woman, step__startswith="followup_")
        assert all("works" not in (line.reason or "") for line in lines)


def test_an_expired_yes_stops_the_call_until_the_person_is_asked_again(office, woman, received):
    row = calls(woman, office.amina)[1]
    due_now(row)
    with acting(office.amina):
        yes = agreed(whole_case(woman))
    past("casework_consent", yes.pk, expires_on=TODAY() - datetime.timedelta(days=1))
    with pytest.raises(ValidationError, match="does not hold"):
        move(row, "talk", office.amina, **SAID)


# --- the partner at home ---------------------------------------------------------------------------------------------


def told(road, news, **said):
    """Clara says what she knows."""
    with acting(road.clara):
        return tell_news(fresh(road.referral), by=road.clara, news=news, **said)


def test_the_partner_confirms_arrival_and_handover_and_the_return_goes_on(office, woman, home, partner):
    road = at_home(office, woman, partner)
    with acting(office.amina, "test.arrange"):
        say_yes(whole_case(woman), office.amina, kind=KIND, expires_on=TODAY() + YEAR)
    home.to("depart")
    told(road, "arrived", met_by="Clara at the gate")
    assert home.now().status == Return.S.ARRIVED
    with pytest.raises(ValidationError) as error:
        told(road, "handed_over")
    assert set(error.value.message_dict) == {"met_by", "condition"}
    told(road, "handed_over", met_by="Clara", condition="soon", words="Tired.")
    row = home.now()
    assert row.status == Return.S.HANDED_OVER and row.received_by == road.clara
    with acting(office.amina):
        news = ArrivalFeedback.objects.filter(case=woman, news="handed_over").get()
        assert (news.met_by, news.condition) == ("Clara", "soon")
        assert Todo.objects.open().filter(case=woman, kind="arrival_help").exists()
    assert {row.partner_id for row in calls(woman, office.amina).values()} == {road.organisation.pk}


def test_the_partner_makes_its_calls_and_sees_those_alone(office, woman, received, partner):
    road = at_home(office, woman, partner)
    rows = calls(woman, office.amina)
    with acting(road.clara):
        assert not FollowUp.objects.exists()
    with acting(office.amina):
        actions.give(actions.whole().get(pk=rows[1].pk), by=office.amina, to_partner=True)
    due_now(rows[1])
    with acting(road.clara):
        assert [row.month for row in actions.whole().permitted(road.clara, "followup.theirs")] == [1]
    move(rows[1], "talk", road.clara, **SAID)
    assert "referral_answer" in mails_to(office.amina)
    assert received.now().status == "handed_over", "her own step needs its time; the caseworker takes it"
    stranger = at_home_elsewhere(office)
    with acting(stranger), pytest.raises(Http404):
        FOLLOWUP.move(rows[3], "talk", by=stranger, **SAID)


def at_home_elsewhere(office):
    """Somebody of another partner."""
    from tests.cast import new_organisation, new_user

    return new_user("Mai", new_organisation("ngo", "VN"), "external_focal_point")


def test_when_the_sharing_ends_the_partner_sees_its_calls_no_more_and_we_take_them_back(
    office, woman, received, partner
):
    road = at_home(office, woman, partner)
    row = calls(woman, office.amina)[1]
    with acting(office.amina):
        actions.give(actions.whole().get(pk=row.pk), by=office.amina, to_partner=True)
        withdraw_consent(road.consent, by=office.amina)
    with acting(road.clara):
        assert not FollowUp.objects.exists()
    with acting(office.amina):
        back = actions.give(actions.whole().get(pk=row.pk), by=office.amina, to_partner=False)
        assert back.partner_id is None
        with pytest.raises(ValidationError, match="No partner"):
            actions.give(back, by=office.amina, to_partner=True)


def test_who_may_and_who_may_not(office, woman, received, people):
    row = calls(woman, office.amina)[1]
    due_now(row)
    for user in (office.audrey, office.paul, office.lina, office.noor):
        with acting(user), pytest.raises((Http404, PermissionDenied)):
            FOLLOWUP.move(row, "talk", by=user, **SAID)
    for user, name in ((office.sam, "talk"), (people[0], "talk"), (office.sam, "call_off")):
        with acting(user), pytest.raises(PermissionDenied):
            FOLLOWUP.move(actions.whole().get(pk=row.pk), name, by=user, **SAID)


WALKED = ["talk", "miss", "put_off", "lapse", "call_off"]


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(WALKED), min_size=4, max_size=9))
def test_no_walk_leaves_the_table_and_nobody_is_called_without_a_yes(office, woman, walk):
    with acting(office.amina, "test.arrange"):
        case = whole_case(woman)
        say_yes(case, office.amina, kind=KIND, expires_on=TODAY() + YEAR)
        FollowUp.objects.filter(case=case)
        taken = FollowUp.objects.filter(case=case, status__in=FollowUp.OPEN)
        rows = list(taken) or actions.schedule(case, by=office.amina, start=TODAY() - datetime.timedelta(days=31))
    row, state, tries = rows[0], F.PLANNED, rows[0].tries
    for name in walk:
        if state in OPEN:
            due_now(row)
        given_now = {"put_off": {"due_on": TODAY()}, "talk": SAID, "lapse": {"reason": "Silence."}}.get(name, {})
        sources, target = BY_HAND[name]
        try:
            move(row, name, office.amina, **given_now)
        except WrongState:
            assert state not in sources
            continue
        except ValidationError:
            assert name == "lapse" and tries < 3
            continue
        assert state in sources
        tries += name == "miss"
        state = target or state
    with acting(office.amina, "test.look"):
        assert FollowUp.objects.get(pk=row.pk).status == state
        for other in FollowUp.objects.open().filter(case=woman).select_related("case"):
            BY_ITSELF.move(other, "end", by=office.amina)


def test_somebody_who_died_is_called_no_more(office, woman, received):
    from referrals.after.scheduling import call_nobody

    with acting(office.sam):
        call_nobody(whole_case(woman), office.sam)
    assert {row.status for row in calls(woman, office.amina).values()} == {F.ENDED}
