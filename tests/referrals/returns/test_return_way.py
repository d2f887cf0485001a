"""The way home from the wish to the last talk, and each guard on it (workflows.md section 8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Consent, IdentityPaper, Person, Todo
from casework.people.actions import edit_person
from casework.people.fear_actions import raise_fear
from referrals.models import Return, RiskFactor
from referrals.returns import actions, needs, risks
from referrals.returns.grounds import state_of
from tests.referrals.returns.conftest import MITIGATED, advised, given_for, past, say_yes, with_lawyer

S = Return.Status
DAY = datetime.timedelta(days=1)


def kinds_open(home):
    with acting(home.office.sam):
        return set(Todo.objects.open().filter(case=home.case).values_list("kind", flat=True))


def test_the_whole_way_home(home):
    row = home.to("wish")
    assert row.status == S.WISH and row.ended_at is None
    for step, state in (("plan", S.PLANNING), ("assess", S.RISK)):
        assert home.take(step).status == state
    home.file()
    assert "clear_return" in kinds_open(home)
    assert home.take("clear").status == S.CLEARED
    home.prepare()
    assert home.take("ready").status == S.READY
    assert home.take("book").status == S.BOOKED
    assert "ask_return" in kinds_open(home)
    home.ask()
    assert "ask_return" not in kinds_open(home)
    assert home.take("depart").departed_at is not None
    assert home.take("arrive").status == S.ARRIVED
    with acting(home.office.amina, "test.arrange"):
        say_yes(home.case, home.office.amina, "reintegration_followup")
    assert home.take("receive").status == S.HANDED_OVER
    with pytest.raises(ValidationError, match="too early"):
        home.take("follow_up_1m")
    with pytest.raises(ValidationError, match="agreed to be asked"):
        home.take("complete")
    past("referrals_return", home.row.pk, received_on=timezone.localdate() - 370 * DAY)
    for name in ("follow_up_1m", "follow_up_3m", "follow_up_6m", "follow_up_12m"):
        assert home.take(name).status == name
    done = home.take("complete")
    assert done.status == S.COMPLETED and done.ended_at is not None
    with acting(home.ravi):
        assert not Return.objects.permitted(home.ravi, "return.list").exists()


def test_only_the_persons_own_wish_begins_a_return(home):
    """R15: the person starts it; an officer of returns, a mission or a program never does."""
    with pytest.raises(ValidationError) as error:
        home.wish(asked=False)
    assert "asked" in error.value.message_dict
    for by in (home.ravi, home.office.sam, home.lea):
        with acting(by, "test.arrange"), pytest.raises((PermissionDenied, Http404)):
            actions.wish(home.case, by=by, asked=True, to_country="VN", wish_language="vie")
    home.wish()
    with pytest.raises(ValidationError, match="under way"):
        home.wish()


def test_nothing_is_planned_before_staying_and_asylum_are_explained(home):
    home.to("wish")
    with pytest.raises(ValidationError) as error:
        home.take("plan", **{**given_for("plan"), "told_asylum": False})
    assert set(error.value.message_dict) == {"told_asylum"}
    with pytest.raises(ValidationError) as error:
        home.take("plan", **{**given_for("plan"), "told_language": "eng"})
    assert set(error.value.message_dict) == {"told_language"}


def test_an_asylum_claim_or_a_fear_refuses_planning_and_booking_for_every_role(home, office):
    home.to("wish")
    with acting(office.amina, "test.arrange"):
        person = Person.objects.select_related("case").get(case=home.case)
        edit_person(person, by=office.amina, migration_status="asylum_seeker")
    with pytest.raises(ValidationError, match="Asylum"):
        home.take("plan")
    assert home.now().status == S.WISH


def test_a_fear_of_another_state_stops_nothing_and_one_of_that_state_suspends(home, office):
    home.to("ready")
    with acting(office.amina, "test.arrange"):
        raise_fear(home.case, by=office.amina, kind="fear", countries=["LA"])
    assert home.take("book").status == S.BOOKED
    with acting(office.amina, "test.arrange"):
        raise_fear(home.case, by=office.amina, kind="fear", countries=["VN"])
    with pytest.raises(WrongState):
        home.take("depart")
    assert home.now().status == S.SUSPENDED and home.now().suspended_why == ["fear"]
    with pytest.raises(ValidationError, match="Asylum"):
        home.take("resume")


def test_who_assesses_does_not_book_and_who_booked_does_not_assess(home, office):
    home.to("assess")
    with acting(home.ravi, "test.arrange"):
        risks.file_assessment(home.now_of(home.ravi), by=home.ravi, factors={}, heard=True, words="I looked.")
    home.take("clear")
    home.prepare()
    home.take("ready")
    with pytest.raises(ValidationError, match="does not book"):
        home.take("book")
    home.file()
    with acting(office.amina, "test.arrange"):
        say_yes(home.case, office.amina)
    home.take("renew")
    assert home.take("book").status == S.BOOKED
    with pytest.raises(ValidationError, match="Somebody else must assess"):
        home.file(by=home.ravi)
    with acting(home.ravi, "test.arrange"), pytest.raises(IntegrityError):
        Return.objects.filter(pk=home.row.pk).update(assessed_by=home.ravi, version=home.now().version + 1)


def test_who_assessed_does_not_clear(home, office):
    """R-07"""
    home.to("file")
    row = home.now()
    with acting(office.amina, "test.arrange"), pytest.raises(ValidationError, match="Somebody else"):
        needs.read_by_another(row, {"by": office.amina})


def test_each_risk_that_can_be_met_needs_its_measure(home, office):
    home.to("assess")
    home.file(factors={**MITIGATED, "creditor_reprisal": {"words": "He owes 4,000."}})
    with pytest.raises(ValidationError, match="each risk"):
        home.take("clear")
    with acting(home.ravi, "test.arrange"):
        factor = RiskFactor.objects.get(case=home.case, code="creditor_reprisal")
        with pytest.raises(ValidationError):
            risks.set_measure(home.now_of(home.ravi), by=home.ravi, factor=factor.pk, measure=" ")
        risks.set_measure(home.now_of(home.ravi), by=home.ravi, factor=factor.pk, measure="Legal aid writes first.")
    assert home.take("clear").status == S.CLEARED


@pytest.mark.parametrize("code", ["persecution", "torture_risk", "death_penalty", "armed_conflict"])
def test_a_risk_that_forbids_it_blocks_at_once_and_no_role_passes_it(home, code):
    home.to("assess")
    home.file(factors={code: {"words": "As she says."}})
    assert home.now().status == S.BLOCKED and "blocked_return" in kinds_open(home)
    for name in ("clear", "ready", "book", "depart"):
        with pytest.raises(WrongState):
            home.take(name)
    home.take("reassess")
    with pytest.raises(ValidationError, match="No role"):
        home.take("clear")


def test_new_facts_lead_to_a_new_assessment_and_then_it_may_be_cleared(home):
    home.to("assess")
    home.file(factors={"armed_conflict": {"words": "Fighting."}})
    with pytest.raises(ValidationError) as error:
        home.take("reassess", reason="")
    assert "reason" in error.value.message_dict
    home.take("reassess")
    home.file()
    assert home.take("clear").status == S.CLEARED


def test_an_own_choice_needs_the_lawyer_and_the_supervisor_and_goes_to_a_safer_area_only(home, office):
    home.to("assess")
    home.file(factors={"armed_conflict": {"words": "Fighting."}})
    with pytest.raises(ValidationError, match="advice of a legal officer"):
        home.take("own_choice")
    with acting(home.lea, "test.arrange"), pytest.raises((PermissionDenied, Http404, Return.DoesNotExist)):
        risks.advise(home.now(), by=home.lea, advised_on=timezone.localdate(), advice_language="vie", advice="x")
    advised(home)
    for by in (home.lea, office.amina, home.ravi):
        with pytest.raises((PermissionDenied, Http404)):
            home.take("own_choice", by=by)
    row = home.take("own_choice", safer_area="")
    assert row.status == S.OWN_CHOICE and row.chosen_codes == ["armed_conflict"]
    home.prepare()
    with pytest.raises(ValidationError, match="named safer area"):
        home.take("ready")


def test_an_own_choice_to_a_safer_area_goes_on_with_every_other_guard(home):
    home.to("assess")
    home.file(factors={"armed_conflict": {"words": "Fighting."}, **MITIGATED})
    advised(home)
    home.take("own_choice")
    with acting(home.office.sam):
        assert home.now_of(home.office.sam).safer_area == "Hanoi"
    home.prepare()
    for name, state in (("ready", S.READY), ("book", S.BOOKED)):
        assert home.take(name).status == state
    home.ask()
    assert home.take("depart").status == S.DEPARTED


@pytest.mark.parametrize("code", ["persecution", "child_no_safe_care"])
def test_against_another_risk_we_arrange_nothing_and_it_ends_as_their_own_way(home, code):
    home.to("assess")
    home.file(factors={code: {"words": "As she says."}})
    advised(home)
    home.take("own_choice")
    home.prepare()
    with pytest.raises(ValidationError, match="named safer area"):
        home.take("ready")
    with pytest.raises(ValidationError) as error:
        home.take("own_way", own_phone=True, own_money=True, own_plan=True)
    assert set(error.value.message_dict) == {"own_information"}
    done = home.take("own_way")
    assert done.status == S.OWN_WAY and done.ended_at and done.departed_at is None


def test_advice_is_given_in_a_language_the_person_speaks(home):
    home.to("assess")
    home.file(factors={"persecution": {}})
    with_lawyer(home)
    with acting(home.lea, "test.arrange"), pytest.raises(ValidationError) as error:
        risks.advise(
            home.now_of(home.lea), by=home.lea, advised_on=timezone.localdate(), advice_language="eng", advice="x"
        )
    assert "advice_language" in error.value.message_dict


def test_ready_names_every_step_that_stops_the_departure(home):
    home.to("clear")
    with pytest.raises(ValidationError) as error:
        home.take("ready")
    said = " ".join(error.value.messages)
    for words in ("nationality", "travel paper", "fines", "said yes", "can travel"):
        assert words in said
    home.prepare()
    assert home.take("ready").status == S.READY


def test_a_yes_that_is_older_than_the_assessment_does_not_count(home, office):
    home.to("assess")
    with acting(office.amina, "test.arrange"):
        say_yes(home.case, office.amina)
    home.file()
    home.take("clear")
    home.prepare(consent=False)
    with pytest.raises(ValidationError, match="older than the risk assessment"):
        home.take("ready")
    with acting(office.amina, "test.arrange"):
        say_yes(home.case, office.amina)
    assert home.take("ready").status == S.READY


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rules_checked": False}, "rules_checked"), ({"carrier": ""}, "carrier"),
        ({"travel_on": "2020-01-01"}, "travel_on"), ({"travel_on": timezone.localdate() + 62 * DAY}, "travel_on"),
        ({"travel_on": timezone.localdate() + 32 * DAY}, "travel_on"), ({"mode": "broom"}, "mode"),
    ],
)  # fmt: skip
def test_a_booking_names_what_is_wrong_beside_the_field(home, given, field):
    """A past day, a paper that ends before the journey, an assessment that does, a carrier nobody asked."""
    home.to("ready")
    with pytest.raises(ValidationError) as error:
        home.take("book", **{**given_for("book"), **given})
    assert field in error.value.message_dict
    assert home.now().status == S.READY and home.now().booked_at is None


def test_nobody_departs_who_was_not_asked_within_72_hours(home):
    home.to("book")
    with acting(home.office.amina):
        consent = Consent.objects.filter(case=home.case, type="return", status="given").latest("recorded_at")
    old = consent.recorded_at - 4 * DAY
    past("casework_consent", consent.pk, recorded_at=old)
    with acting(home.office.amina):
        assessment = needs.whole_facts(home.now()).assessment
    past("referrals_riskassessment", assessment.pk, done_at=old - DAY)
    past("casework_consent", consent.pk, answered_on=timezone.localdate(old))
    with pytest.raises(ValidationError, match="once more"):
        home.take("depart")
    home.ask()
    past("referrals_return", home.row.pk, asked_again_at=timezone.now() - datetime.timedelta(hours=73))
    with pytest.raises(ValidationError, match="once more"):
        home.take("depart")
    home.ask()
    assert home.take("depart").status == S.DEPARTED


@pytest.mark.parametrize("state", ["wish", "plan", "file", "clear", "ready", "book"])
def test_one_click_stops_it_from_any_state_without_a_reason(home, state, office):
    home.to(state)
    done = home.take("stop", by=office.amina)
    assert done.status == S.STOPPED and done.ended_at is not None
    with acting(office.amina):
        newest = Consent.objects.filter(case=home.case, type="return").newest()
        assert not [row for row in newest if row.status in Consent.YES]
        assert not {"ask_return", "clear_return"} & kinds_open(home)
    home.wish()
    assert home.now().status == S.WISH


def test_the_officer_too_stops_it_and_then_reads_it_no_more(home):
    home.to("book")
    home.take("stop", by=home.ravi)
    with acting(home.ravi):
        assert not Return.objects.filter(pk=home.row.pk).exists()


def test_once_departed_nobody_stops_it(home):
    home.to("depart")
    with pytest.raises(WrongState):
        home.take("stop")


def test_an_answer_of_no_before_the_journey_stops_it(home, office):
    home.to("book")
    with acting(office.amina, "test.arrange"):
        actions.ask_again(home.now_of(office.amina), by=office.amina, answer="no")
    assert home.now().status == S.STOPPED


def test_a_journey_that_falls_through_is_booked_again(home):
    home.to("book")
    with pytest.raises(ValidationError):
        home.take("unbook", reason="")
    row = home.take("unbook")
    assert row.status == S.READY and (row.travel_on, row.booked_by, row.carrier) == (None, None, "")
    assert home.take("book").status == S.BOOKED


def test_the_state_shown_is_the_state_that_is(home):
    home.to("book")
    row = home.now()
    with acting(home.office.sam):
        assert state_of(row, needs.whole_facts(row)) == S.BOOKED
        paper = IdentityPaper.objects.get(case=home.case)
    assert row.paper_id == paper.pk
