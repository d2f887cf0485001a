"""The pages of shelters in a real Chromium: nothing for axe to find, no sideways scroll. With CASEWORK_SHOTS a picture
of each is kept there."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from referrals.models import ShelterBed
from referrals.shelter import actions, custody
from tests.casework.cases.test_look import show  # noqa: F401
from tests.referrals.services.test_service_look import looked_at
from tests.referrals.shelter.conftest import admitted, asked, bed_in, offered, room, somebody, take, whole


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def at(name, *args):
    return reverse(name, args=args)


def test_no_page_of_a_shelter_has_a_finding(show, office, house):  # noqa: F811
    family = room(house, office.paul, "Family room A", beds=3, quarter="family")
    case, today = somebody(office), timezone.localdate()
    stay = admitted(office, house, case)
    out = admitted(office, house, somebody(office, gender="male", age=27), "2")
    take(out, "go_out", office.paul, back_by=(timezone.now() + datetime.timedelta(hours=3)).isoformat())
    offered(office, house, somebody(office), "3")
    with acting(office.amina, "test.arrange"):
        cases = [whole(somebody(office)), whole(somebody(office, age=4))]
        actions.ask_together(cases, by=office.amina, shelter=house.pk)
        held = whole(somebody(office))
        since = today - datetime.timedelta(days=8)
        custody.note_custody(held, by=office.amina, kind="police_custody", place="Station 4", since=since)
        custody.keep_apart(held, by=office.amina, other=whole(case), reason="He sold her.")
    waits = asked(office, house, somebody(office, gender="male", age=16))
    with acting(office.paul, "test.arrange"):
        bed = ShelterBed.objects.get(pk=bed_in(house, office.paul, "3", "Family room A"))
        week = today + datetime.timedelta(days=7)
        actions.shut_bed(bed, by=office.paul, version=bed.version, shut_from=today, shut_until=week, shut_why="Roof.")
    found = looked_at(show, "paul", {
        "board": at("shelter_board"), "arriving": at("shelter_arriving"), "residents": at("shelter_residents"),
        "house": at("shelter_house", house.pk), "days": at("shelter_days", house.pk), "stay": at("shelter_stay", stay.pk),
        "waits": at("shelter_stay", waits.pk), "exit": at("shelter_step", stay.pk, "exit"),
        "out": at("shelter_step", stay.pk, "go_out"), "unit": at("shelter_unit", house.pk, family.pk),
        "move": at("shelter_move", stay.pk), "house-edit": at("shelter_edit", house.pk),
        "where": at("shelter_show", house.pk), "bed": at("shelter_bed", bed.pk),
    })  # fmt: skip
    ref = case.reference
    found |= looked_at(show, "amina", {
        "case-home": at("stay_home", ref), "case-held": at("stay_home", held.reference), "ask": at("stay_new", ref),
        "case-stay": at("stay_detail", ref, stay.pk), "case-where": at("stay_place", ref, stay.pk),
        "case-step": at("stay_step", ref, stay.pk, "ask_transfer"), "custody": at("custody_new", ref),
        "apart": at("apart_new", ref),
    })  # fmt: skip
    assert not found, found
