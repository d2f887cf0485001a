""" "My work" of those who have to do with missions: what a supervisor decides, and what is late with a mission."""

import datetime

from django.urls import reverse

from accounts.acting import acting
from casework.people.fear_actions import ask_lift
from referrals.consular.actions import raise_fear
from referrals.consular.transitions import CONSULAR
from tests.cast import browser_of, new_user
from tests.referrals.conftest import agreed
from tests.referrals.steps import Way, fresh

APPROVE, AGAIN, FEAR = "Approve what a mission will see", "Ask the mission again", "Decide: a fear of the own state"


def work_of(user):
    """The page on which somebody's day begins."""
    return browser_of(user).get(reverse("my_work")).content.decode()


def waits_since(way, days):
    """The state began some days ago."""
    with acting(way.office.amina, "test.arrange"):
        row = fresh(way.referral)
        row.since -= datetime.timedelta(days=days)
        row.save()


def test_a_supervisor_of_the_team_and_nobody_else_is_asked_to_approve(office, case):
    way = Way(office, case)
    number = way.to("ready").number
    page = work_of(office.sam)
    assert APPROVE in page and f"/mission/{number}/" in page
    assert APPROVE not in work_of(office.tess) and APPROVE not in work_of(office.amina)
    with acting(office.sam, "test.arrange"):
        CONSULAR.move(fresh(way.referral), "approve", by=office.sam)
    assert APPROVE not in work_of(office.sam)


def test_what_a_supervisor_gives_back_is_for_the_caseworker(office, case):
    way = Way(office, case)
    way.to("ready")
    with acting(office.sam, "test.arrange"):
        CONSULAR.move(fresh(way.referral), "return", by=office.sam, reason="Is the birth date needed?")
    assert "Look at the referral again" in work_of(office.amina)
    assert "Look at the referral again" not in work_of(office.sam)


def test_a_mission_that_is_late_is_shown_to_who_takes_care_of_it(office, case):
    """R14: from the seventh day on."""
    way = Way(office, case)
    way.to("sent")
    kanda = new_user("Kanda", office.organisation, "consular_liaison", teams=[office.team])
    waits_since(way, 6)
    assert AGAIN not in work_of(office.amina) and AGAIN not in work_of(kanda)
    waits_since(way, 3)
    assert AGAIN in work_of(office.amina)
    page = work_of(kanda)
    assert AGAIN in page and "2 days late" in page
    assert AGAIN not in work_of(office.noor) and AGAIN not in work_of(office.sam)


def test_a_fear_that_somebody_asks_to_lift_waits_for_the_supervisor(office, case):
    Way(office, case).to("rights_told")
    with acting(office.amina, "test.arrange"):
        fear = raise_fear(case, by=office.amina, kind="fear")
    assert FEAR not in work_of(office.sam)
    with acting(office.amina, "test.arrange"):
        agreed(case, office.amina, office.mission)
        ask_lift(fear, by=office.amina, reason="She wants her papers now.")
    assert FEAR in work_of(office.sam) and FEAR not in work_of(office.amina)
