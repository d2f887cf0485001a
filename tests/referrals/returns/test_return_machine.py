"""The table against one typed by hand, who takes each step, and walks on which the world changes under the return."""

import datetime
import os

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import Consent, IdentityPaper, Person, StateFear
from casework.people.actions import edit_person
from referrals.models import Return, ReturnStep, RiskAssessment, RiskFactor
from referrals.returns import actions
from referrals.returns.removing import REMOVAL
from referrals.returns.transitions import BY_ITSELF, RETURN
from tests.referrals.returns import test_return_suspends as world
from tests.referrals.returns.conftest import MITIGATED, Home, say_yes

S = Return.Status
DAY = datetime.timedelta(days=1)
EXAMPLES = int(os.environ.get("CASEWORK_EXAMPLES", "6"))
BEFORE = {S.WISH, S.PLANNING, S.RISK, S.BLOCKED, S.OWN_CHOICE, S.CLEARED, S.READY, S.BOOKED}
FOLLOWED = {S.HANDED_OVER, S.MONTH_1, S.MONTH_3, S.MONTH_6, S.MONTH_12}
# workflows.md section 8, with three steps beside it: step -> (from, to).
BY_HAND = {
    "plan": ({S.WISH}, S.PLANNING), "assess": ({S.PLANNING}, S.RISK), "block": ({S.RISK}, S.BLOCKED),
    "clear": ({S.RISK}, S.CLEARED), "reassess": ({S.BLOCKED}, S.RISK), "own_choice": ({S.BLOCKED}, S.OWN_CHOICE),
    "own_way": ({S.OWN_CHOICE}, S.OWN_WAY), "renew": ({S.CLEARED, S.READY, S.BOOKED}, "same"),
    "ready": ({S.CLEARED, S.OWN_CHOICE}, S.READY), "book": ({S.READY}, S.BOOKED), "unbook": ({S.BOOKED}, S.READY),
    "depart": ({S.BOOKED}, S.DEPARTED), "arrive": ({S.DEPARTED}, S.ARRIVED),
    "receive": ({S.DEPARTED, S.ARRIVED}, S.HANDED_OVER), "follow_up_1m": ({S.HANDED_OVER}, S.MONTH_1),
    "follow_up_3m": ({S.MONTH_1}, S.MONTH_3), "follow_up_6m": ({S.MONTH_3}, S.MONTH_6),
    "follow_up_12m": ({S.MONTH_6}, S.MONTH_12), "complete": (FOLLOWED, S.COMPLETED),
    "stop": (BEFORE | {S.SUSPENDED}, S.STOPPED), "resume": ({S.SUSPENDED}, S.PLANNING),
    "suspend": (BEFORE, S.SUSPENDED),
}  # fmt: skip
NEEDS = {
    "plan": "none_fallen nothing_feared told_of_all", "assess": "none_fallen nothing_feared", "block": "something_blocks",
    "clear": "none_fallen nothing_feared has_assessment read_by_another nothing_blocks each_has_measure",
    "renew": "none_fallen nothing_feared has_assessment read_by_another nothing_blocks each_has_measure",
    "reassess": "none_fallen a_reason", "own_choice": "grown_up has_assessment advised not_the_adviser each_has_measure",
    "ready": "none_fallen only_for_area all_prepared",
    "book": "none_fallen nothing_feared all_prepared not_the_assessor carrier_checked valid_on_the_day",
    "unbook": "a_reason", "depart": "none_fallen nothing_feared nothing_left asked_again", "arrive": "by_the_receiver",
    "receive": "by_the_receiver", "follow_up_1m": "agreed_to_talks", "complete": "nothing_to_follow",
    "resume": "nothing_feared", "suspend": "ground_fell", "stop": "",
}  # fmt: skip


def test_the_table_is_the_one_that_was_typed_by_hand():
    steps = {**RETURN.steps, **BY_ITSELF.steps}
    found = {
        name: (set(step.sources), "same" if callable(step.target) else step.target) for name, step in steps.items()
    }
    assert found == BY_HAND


@pytest.mark.parametrize("name", NEEDS)
def test_each_step_asks_for_what_the_table_says(name):
    step = {**RETURN.steps, **BY_ITSELF.steps}[name]
    assert set(NEEDS[name].split()) <= {getattr(need, "__name__", "") for need in step.needs}


def test_a_removal_has_no_step_and_no_state_by_which_it_could_become_a_return():
    assert not {step.target for step in REMOVAL.steps.values()} & {"departed", "booked", "ready"}


RIGHT = {
    "plan": "ravi", "assess": "ravi", "ready": "ravi", "book": "ravi", "unbook": "ravi", "depart": "ravi",
    "clear": "sam", "renew": "sam", "own_choice": "sam", "complete": "sam",
}  # fmt: skip
AT = {"plan": "wish", "assess": "plan", "clear": "file", "ready": "prepare", "book": "ready", "depart": "ask"}


@pytest.mark.parametrize("name", AT)
def test_nobody_takes_a_step_who_may_not(home, name):
    """The officer plans, books and says departed; a supervisor clears; nobody does the other's part."""
    home.to(AT[name])
    for who in ("amina", "sam", "ravi", "chai"):
        user = home.who("x") if who == "ravi" else getattr(home, who, None) or getattr(home.office, who)
        if who == RIGHT[name]:
            continue
        with acting(user, "test.arrange"), pytest.raises((PermissionDenied, Http404, Return.DoesNotExist)):
            row = Return.objects.filter(pk=home.row.pk).first() or actions.Return.objects.get(pk=home.row.pk)
            RETURN.move(row, name, by=user)
    assert home.take(name).status == BY_HAND[name][1]


def file_bare(home):
    home.file(factors={"creditor_reprisal": {"words": "He owes 4,000."}})


def unmark(home):
    with acting(home.office.amina, "test.arrange"):
        actions.unmark(home.now_of(home.office.amina), "fit_to_travel", by=home.office.amina)


def remark(home):
    with acting(home.office.amina, "test.arrange"):
        actions.mark(
            home.now_of(home.office.amina), "fit_to_travel", by=home.office.amina, done_on=timezone.localdate()
        )


def agree(home):
    with acting(home.office.amina, "test.arrange"):
        say_yes(home.case, home.office.amina)


def paper_taken(home):
    with acting(home.office.amina, "test.arrange"):
        paper = IdentityPaper.objects.get(case=home.case)
        paper.where = "police"
        paper.save()


def fear(home):
    with acting(home.office.amina, "test.arrange"):
        StateFear(case=home.case, kind="fear", countries=["VN"], raised_by=home.office.amina).save(force_insert=True)


WORLD = {
    "take_back": world.take_back, "consent_ends": world.consent_ends, "assessment_ends": world.assessment_ends,
    "paper_ends": world.paper_ends, "paper_taken": paper_taken, "new_risk": world.new_risk, "file_bare": file_bare,
    "file": lambda home: home.file(factors=MITIGATED), "agree": agree, "unmark": unmark, "remark": remark, "fear": fear,
    "ask": lambda home: home.ask(), "renew": lambda home: home.take("renew"), "unbook": lambda home: home.take("unbook"),
    "book": lambda home: home.take("book"),
}  # fmt: skip


def happens(home, name):
    """Something in the world, or a step; what is not possible now is simply not done."""
    try:
        WORLD[name](home)
    except (ValidationError, Consent.DoesNotExist):
        return False
    return True


def may_go(home):
    """The rule of departure, read from the tables and written apart from the machine."""
    with acting(home.office.sam):
        row = Return.objects.get(pk=home.row.pk)
        newest = RiskAssessment.objects.filter(way_home=row).order_by("-done_at").first()
        risks_found = RiskFactor.objects.filter(assessment=newest)
        rows = Consent.objects.filter(case=home.case, type="return").newest()
        given_now = [c for c in rows if c.status == "given" and c.expires_on >= timezone.localdate()]
        yes = max(given_now, key=lambda c: c.recorded_at, default=None)
        paper = IdentityPaper.objects.filter(pk=row.paper_id).first()
        ticks = set(ReturnStep.objects.filter(way_home=row, done_on__isnull=False).values_list("code", flat=True))
        asked = max([m for m in (row.asked_again_at, yes and yes.recorded_at) if m], default=None)
        return all([
            row.status == "booked", newest.done_at > timezone.now() - 30 * DAY, newest.pk == row.cleared_assessment,
            not any(f.effect == "block_return" for f in risks_found), all(f.measure for f in risks_found),
            yes is not None and yes.recorded_at > newest.done_at,
            paper is not None and paper.where == "us" and paper.expires_on >= (row.travel_on or paper.expires_on),
            {"nationality_verified", "penalties_cleared", "fit_to_travel"} <= ticks, bool(row.told_on),
            asked is not None and asked > timezone.now() - 3 * DAY, newest.by_id != row.booked_by_id,
            not StateFear.objects.filter(case=home.case, lifted_at=None).exists(),
        ])  # fmt: skip


def somebody(office):
    """A new case of a woman from Vietnam."""
    with acting(office.amina, "test.arrange"):
        case = open_case(office.team, by=office.amina, person={"name": "Lan"}, language="vie")
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=office.amina, nationalities=["VN"], birth_date="1999-02-03", age_basis="told")
    return case


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(sorted(WORLD)), min_size=1, max_size=7))
def test_no_walk_departs_without_every_blocking_step_a_valid_consent_and_a_valid_assessment(office, people, walk):
    """And every walk on which all of them stand does."""
    home = Home(office, somebody(office), people)
    home.to("book")
    for name in walk:
        happens(home, name)
    expected = may_go(home)
    try:
        departed = home.take("depart").status == S.DEPARTED
    except ValidationError:
        departed = False
    assert departed == expected, walk


def test_a_risk_written_down_at_the_same_moment_comes_before_or_after_the_departure_and_never_between(home, office):
    """The departure locks the case: what is written meanwhile waits, and what was written is seen."""
    import threading

    from django.db import connection

    home.to("ask")
    done = []

    def write():
        try:
            world.new_risk(home)
            done.append("written")
        except ValidationError:
            done.append("too late")
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    with acting(home.ravi, "test.arrange"):
        row = actions.step(home.now_of(home.ravi), "depart", by=home.ravi)
        thread.start()
        thread.join(1.5)
        assert thread.is_alive() and row.status == S.DEPARTED
    thread.join(20)
    assert done == ["too late"] and home.now().status == S.DEPARTED
    with acting(office.sam):
        assert not RiskFactor.objects.filter(case=home.case, code="persecution").exists()
