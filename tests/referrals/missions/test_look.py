"""The pages around missions and authorities in a real Chromium: nothing for axe to find, no sideways scroll."""

import datetime
import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.models import Case
from referrals.arrivals import actions as arrivals
from referrals.arrivals import meetings
from referrals.consular import appointments, nowhere
from referrals.firewall.demands import receive
from referrals.firewall.exemptions import ask
from referrals.models import ConsularReferral
from referrals.rescue.actions import ask as ask_rescue
from referrals.sought.actions import send
from tests.casework.cases.test_look import OVERHANG, WIDTHS, complaints, show  # noqa: F401
from tests.cast import browser_of, new_organisation
from tests.referrals.conftest import agreed, shared
from tests.referrals.steps import Way, known_national

WEEK = datetime.timedelta(days=7)


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.fixture
def full(office, case):
    """A case with one row of everything; {name: path} by who looks."""
    referral = Way(office, case).to("acknowledged")
    today, by = timezone.localdate(), office.amina
    immigration, partner = new_organisation("immigration"), new_organisation("ngo", "VN")
    with acting(by, "test.arrange"):
        known_national(case, by, "VN", "UG")
        agreed(case, by, immigration, items=["name", "journey"], kind="share_exit_clearance")
        exemption = ask(case, by=by, recipient=immigration, purpose="exit", items=["name"], reason="The bus on Friday.")
        yes = agreed(case, by, partner, items=["name"], kind="share_origin_partner")
        share = shared(case, yes, partner, items=["name"], purpose="home")
        arrivals.plan(case, by=by, way="home", share=share, expected_on=today + WEEK, province="Nghệ An",
                      reception="Bus station, 9:00", screening="")  # fmt: skip
        meetings.record(case, by=by, held_on=today, decision="more", reasons="Two indicators.", views={partner: "Yes"})
        appointments.plan(referral, by=by, at=timezone.now() + WEEK, how="video", place="A link", companion=by,
                          agreed=True, elsewhere=True)  # fmt: skip
        row = ConsularReferral.objects.get(pk=referral.pk)
        row.group, row.group_note = row.number, "Freed on the same night."
        row.save()
        edit_case(Case.objects.get(pk=case.pk), by=by, stage="in_contact")
        inside = Case.objects.get(pk=case.pk)
        ask_rescue(inside, by=by, recipient=new_organisation("police", "MM"), officer="Colonel Niran", place="Building C",
                   items=["name", "place"], basis="Beaten.")  # fmt: skip
        demand = receive(by=by, kind="police", received_on=today, due_on=today, asker="Station 4", asked="A list",
                         basis="none")  # fmt: skip
    with acting(office.lina, "test.arrange"):
        notice = send(by=office.lina, kind="list", people=[{"name": "Trần Thị Sáu", "born": "2001", "place": "Vinh"}])
    return {
        "amina": {
            name: reverse(name, args=[case.reference])
            for name in ("exemption_list", "exemption_new", "rescue_list", "rescue_new", "arrival_home", "meeting_list",
                         "meeting_new", "consular_home")
        } | {
            "exemption_detail": reverse("exemption_detail", args=[case.reference, exemption.number]),
            "consular_detail": reverse("consular_detail", args=[case.reference, referral.number]),
            "consular_next": reverse("consular_next", args=[case.reference, referral.number]),
            "consular_group": reverse("consular_group"), "arrival_queue": reverse("arrival_queue"),
            "demand_new": reverse("demand_new"),
        },
        "sam": {
            "sought_list": reverse("sought_list"), "sought_detail": reverse("sought_detail", args=[notice.number]),
            "demand_list": reverse("demand_list"), "demand_detail": reverse("demand_detail", args=[demand.number]),
            "demand_step": reverse("demand_step", args=[demand.number, "propose"]),
            "consular_waiting": reverse("consular_waiting"),
            "consular_group_list": reverse("consular_group_list", args=[referral.number]),
        },
        "lina": {
            "sought_sent": reverse("sought_sent"), "sought_new": reverse("sought_new", args=["list"]),
            "arrival_expected": reverse("arrival_expected"), "portal_group": reverse("portal_group", args=[referral.number]),
        },
    }  # fmt: skip


def keep(page, name, width):
    """A picture, where somebody wants to look at it."""
    if folder := os.environ.get("CASEWORK_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_the_pages_around_missions_have_no_finding(show, full):  # noqa: F811
    found = {}
    for who, places in full.items():
        for name, path in places.items():
            for width in WIDTHS:
                page = show(who, path, width)
                assert page.locator("h1").count() == 1, name
                keep(page, name, width)
                if said := complaints(page):
                    found[name, width] = said
    assert found == {}


def test_a_review_of_nationality_is_a_card_of_its_own(office, case):
    with acting(office.amina):
        nowhere.open_review(case, by=office.amina, why="She knows of no nationality.")
    page = browser_of(office.amina).get(reverse("consular_home", args=[case.reference])).content.decode()
    assert "She knows of no nationality." in page and "nobody ticks that they have none" in page
    assert "Taken to a body" in page
