"""The ways on that are no return: step by step as the people who may, and what each step needs (T6)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Need, Todo
from casework.people.fear_actions import ask_lift, standing
from referrals.endings import actions
from referrals.endings.models import Ending, EndingStep, WaysTalk
from referrals.endings.queries import asylum_open, last_talk
from referrals.endings.steps import OF_KIND
from referrals.endings.transitions import ENDING
from referrals.models import Share
from tests.cast import loaded, new_user
from tests.referrals.after.conftest import GIVEN, TODAY, Elsewhere, whole_case
from tests.referrals.conftest import principals_on

S = Ending.Status
OPEN = {S.PLANNED, S.UNDER_WAY, S.REFUSED}
# step -> (from, to); None: the state stays. Typed by hand beside transitions.py.
BY_HAND = {
    "advise": (OPEN, None), "agree": ({S.PLANNED, S.REFUSED}, None), "ask": ({S.PLANNED}, S.UNDER_WAY),
    "grant": ({S.UNDER_WAY}, S.GRANTED), "refuse": ({S.UNDER_WAY}, S.REFUSED), "appeal": ({S.REFUSED}, S.UNDER_WAY),
    "close": ({S.REFUSED}, S.NOT_POSSIBLE), "stop": (OPEN | {S.GRANTED}, S.STOPPED),
}  # fmt: skip


def test_the_table_is_the_one_that_was_typed_by_hand():
    table = {n: (set(s.sources), None if callable(s.target) else s.target) for n, s in ENDING.steps.items()}
    assert table == BY_HAND


@pytest.mark.parametrize("kind", ["stay", "asylum", "resettlement"])
def test_each_way_goes_from_the_talk_to_the_grant_with_its_own_list(office, woman, people, kind):
    row = Elsewhere(office, woman, people, kind).to("grant")
    assert row.status == S.GRANTED and row.ended_at and row.need.ended_at and row.need.status == "done"
    with acting(office.amina):
        codes = set(EndingStep.objects.filter(ending=row).values_list("code", flat=True))
        assert codes == {item.code for item in OF_KIND[kind]}
        assert Todo.objects.open().get(case=woman, kind="ending_permit").about == row.pk


def test_the_lawyer_of_the_team_reads_the_case_while_it_is_open_and_no_longer(asylum, people):
    with acting(people[1]):
        assert "legal" not in principals_on(asylum.case)
    asylum.to("begin")
    lea = loaded(people[1])
    with acting(lea):
        assert actions.whole().permitted(lea, "ending.view").get(case=asylum.case).kind == "asylum"
        assert "legal" in principals_on(asylum.case)
    asylum.take("advise", by=lea)
    asylum.take("stop", by=lea)
    with acting(lea):
        assert not actions.whole().permitted(lea, "ending.view").exists()
        assert not Ending.objects.exists()


def test_a_wish_for_asylum_shuts_out_the_own_state_from_the_talk_on(office, woman, asylum, people):
    with acting(office.amina):
        assert not asylum_open(woman)
    asylum.talk()
    with acting(office.amina):
        assert [fear.kind for fear in standing(woman)] == ["asylum"] and asylum_open(woman)
        assert not Share.objects.open().filter(case=woman).exists()
    asylum.begin()
    with acting(office.amina):
        assert standing(woman).count() == 1
        with pytest.raises(ValidationError, match="asylum claim is open"):
            ask_lift(standing(woman).get(), by=office.amina, reason="She changed her mind.")
    asylum.take("stop")
    with acting(office.amina):
        assert asylum_open(woman), "the block stays until two people lift it on her own word"
        with pytest.raises(ValidationError, match="agrees to contact"):
            ask_lift(standing(woman).get(), by=office.amina, reason="She changed her mind.")


def test_no_return_is_planned_for_somebody_with_an_asylum_claim(home, asylum):
    home.wish()
    asylum.to("begin")
    with pytest.raises(ValidationError):
        home.take("plan")


GUARDS = [
    ({"talk"}, "explain all four ways"),
    ({"advise", "agree"}, "lawyer's advice"),
    ({"agree"}, "own yes"),
    ({"prepare"}, "Still to be done"),
]


@pytest.mark.parametrize(("left_out", "sentence"), GUARDS)
def test_nothing_is_asked_for_without_talk_advice_yes_and_the_list(asylum, left_out, sentence):
    own = {"talk": asylum.talk, "begin": asylum.begin, "prepare": asylum.prepare}
    for step in ("talk", "begin", "advise", "agree", "prepare"):
        if step not in left_out:
            own.get(step, lambda step=step: asylum.take(step))()
    with pytest.raises(ValidationError, match=sentence):
        asylum.take("ask")
    assert asylum.now().status == S.PLANNED


@pytest.mark.parametrize(
    "fields", [{"understood": False}, {"told": ["asylum"]}, {"wants": "return"}, {"wants": "undecided"}]
)
def test_a_talk_that_left_a_way_out_or_another_wish_does_not_count(asylum, fields):
    asylum.to("prepare")
    asylum.talk(**fields)
    with pytest.raises(ValidationError):
        asylum.take("ask")


def test_the_third_country_is_named_before_it_is_asked_for(office, woman, people):
    way = Elsewhere(office, woman, people, "resettlement")
    way.talk()
    way.begin(country="")
    for step in ("advise", "agree"):
        way.take(step)
    way.prepare()
    with pytest.raises(ValidationError, match="which country"):
        way.take("ask")


def test_after_a_refusal_advice_and_yes_are_asked_anew_and_an_appeal_goes_on(office, woman, asylum):
    asylum.to("ask")
    asylum.take("refuse", decided_on=TODAY(), appeal_by=TODAY() + datetime.timedelta(days=9))
    with acting(office.amina):
        todo = Todo.objects.open().get(case=woman, kind="ending_appeal")
        assert todo.due_on == TODAY() + datetime.timedelta(days=9)
        assert asylum_open(woman)
    asylum.take("advise")
    asylum.take("agree")
    row = asylum.take("appeal")
    assert row.status == S.UNDER_WAY and row.appeals == 1 and row.decided_on is None
    with acting(office.amina):
        assert not Todo.objects.open().filter(case=woman, kind="ending_appeal").exists()
    asylum.take("refuse")
    assert asylum.take("close").status == S.NOT_POSSIBLE
    assert asylum.now().need.status == "not_possible"


# Days from today on.
BAD = [
    ("grant", {"decided_on": 2}, "decided_on"),
    ("grant", {"decided_on": 0, "valid_until": -1}, "valid_until"),
    ("grant", {"decided_on": -9}, "decided_on"),
    ("refuse", {"decided_on": 0, "appeal_by": -1}, "appeal_by"),
    ("refuse", {}, "decided_on"),
]


@pytest.mark.parametrize(("step", "days", "field"), BAD)
def test_days_that_do_not_fit_are_said_beside_the_field_and_change_nothing(asylum, step, days, field):
    fields = {name: TODAY() + datetime.timedelta(days=n) for name, n in days.items()}
    asylum.to("ask")
    with pytest.raises(ValidationError) as error, acting(asylum.office.amina):
        ENDING.move(actions.whole().get(pk=asylum.row.pk), step, by=asylum.office.amina, **fields)
    assert field in error.value.message_dict
    assert asylum.now().status == S.UNDER_WAY


def test_one_of_a_kind_is_open_and_a_wish_is_needed(office, woman, asylum):
    asylum.to("begin")
    with pytest.raises(ValidationError, match="open already"):
        asylum.begin()
    with pytest.raises(ValidationError) as error, acting(office.amina):
        actions.begin(whole_case(woman), by=office.amina, kind="stay", wish=" ")
    assert "wish" in error.value.message_dict
    with pytest.raises(ValidationError), acting(office.amina):
        actions.begin(whole_case(woman), by=office.amina, kind="return", wish="Home.")


def test_a_talk_is_kept_as_it_was_and_the_newest_says_what_the_person_wants(office, woman, asylum):
    asylum.talk(wants="undecided")
    asylum.talk(wants="stay")
    with acting(office.amina):
        assert last_talk(woman).wants == "stay" and WaysTalk.objects.filter(case=woman).count() == 2
    with pytest.raises(ValidationError) as error:
        asylum.talk(wants="stay", told=["return"])
    assert "told" in error.value.message_dict


def test_who_may_and_who_may_not(office, woman, asylum, people):
    asylum.to("ask")
    audrey, clara = office.audrey, new_user("Clara", office.organisation, "external_focal_point")
    for user in (audrey, clara, office.paul, office.dara):
        with acting(user), pytest.raises((Http404, PermissionDenied)):
            ENDING.move(asylum.row, "stop", by=user)
    with acting(office.sam), pytest.raises(PermissionDenied):
        ENDING.move(actions.whole().get(pk=asylum.row.pk), "grant", by=office.sam, **GIVEN["grant"]())
    with acting(office.amina), pytest.raises(PermissionDenied):
        asylum.take("refuse")
        ENDING.move(actions.whole().get(pk=asylum.row.pk), "close", by=office.amina, reason="Enough.")


def test_a_step_of_the_list_has_an_owner_a_day_and_what_is_in_the_way(office, woman, asylum, people):
    asylum.to("begin")
    with acting(office.amina):
        step = EndingStep.objects.select_related("ending", "case").get(ending=asylum.row, code="statement")
        assert step.owner is not None and step.due_on == TODAY() + datetime.timedelta(days=21)
        row = actions.change_step(
            step, by=office.amina, version=step.version, owner=office.sam, due_on=TODAY(), blocker="No interpreter."
        )
        assert (row.owner, row.blocker) == (office.sam, "No interpreter.")
        with pytest.raises(ValidationError) as error:
            actions.change_step(step, by=office.amina, version=row.version, owner=office.tess)
        assert "owner" in error.value.message_dict
        with pytest.raises(ValidationError):
            actions.do_step(step, by=office.amina, done_on=TODAY() + datetime.timedelta(days=1))
        assert actions.do_step(step, by=office.amina).done_by == office.amina
        assert actions.undo_step(step, by=office.amina).done_on is None
    asylum.take("stop")
    with acting(office.amina), pytest.raises(ValidationError, match="has ended"):
        actions.do_step(step, by=office.amina)


def test_the_legal_service_goes_on_while_another_way_rests_on_it(office, woman, people, asylum):
    asylum.to("begin")
    other = Elsewhere(office, woman, people, "resettlement")
    other.begin()
    with acting(office.amina):
        assert Need.objects.filter(case=woman, kind="asylum_referral").count() == 1
    asylum.take("stop")
    assert other.now().need.ended_at is None
    other.take("stop")
    assert other.now().need.status == "not_wanted"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(sorted(BY_HAND)), min_size=5, max_size=12))
def test_no_walk_leaves_the_table_and_asylum_shuts_out_the_own_state_all_the_way(office, woman, people, walk):
    way = Elsewhere(office, woman, people)
    way.to("prepare")
    try:
        state = S.PLANNED
        for name in walk:
            sources, target = BY_HAND[name]
            try:
                way.take(name)
            except WrongState:
                assert state not in sources
                continue
            except ValidationError:
                assert state in sources and (name in ("ask", "appeal", "agree"))
                continue
            assert state in sources
            state = target or state
            row = way.now()
            assert row.status == state and (row.ended_at is None) == (state in OPEN)
            with acting(office.amina, "test.look"):
                assert asylum_open(woman)
    finally:
        if way.now().status in Ending.STANDING:
            way.take("stop")
