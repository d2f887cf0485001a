"""The pages of services and of the channel log in a real Chromium at both widths: nothing for axe to find, no sideways
scroll. With CASEWORK_SHOTS a picture of each is kept there."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.models import Case
from referrals.channels.actions import log
from referrals.services import actions
from referrals.services.transitions import SERVICE
from tests.casework.cases.test_look import WIDTHS, complaints, show  # noqa: F401
from tests.referrals.services.conftest import AGREED, HOME, Road, entry_of, fresh, provider_of


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def keep(page, name, width):
    """A picture, where somebody wants to look at it."""
    if folder := os.environ.get("CASEWORK_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def looked_at(show, who, places):  # noqa: F811
    """{place: findings} of these pages at both widths."""
    found = {}
    for name, path in places.items():
        for width in WIDTHS:
            page = show(who, path, width)
            keep(page, name, width)
            if said := complaints(page):
                found[name, width] = said
    return found


def at(name, *args):
    return reverse(name, args=args)


def test_no_page_of_a_service_referral_has_a_finding(show, office, woman, clinic):  # noqa: F811
    case, ref = woman, woman.reference
    empty = looked_at(show, "amina", {"home-empty": at("service_home", ref), "need": at("service_new", ref)})
    entry_of(office, sexes=["male"])
    hand = entry_of(office)
    road = Road(office, case, clinic, items=AGREED, priority="emergency")
    number = road.begun().number
    found = looked_at(show, "amina", {
        "provider": at("service_provider", ref, number), "tick": at("service_tick", ref, number),
        "draft": at("service_detail", ref, number), "danger": at("service_danger", ref, number),
    })  # fmt: skip
    with acting(office.amina, "test.arrange"):
        SERVICE.move(fresh(road.referral), "send_now", by=office.amina, basis="She bleeds.")
        log(road.now(), by=office.amina, with_whom="Nurse Orn", note="They wait for her.")
        row = actions.begin(case, by=office.amina, kind=hand.kind, priority="normal", country="TH", needs="A bed.")
        row = actions.choose(row, by=office.amina, version=row.version, service=hand)
        Case.objects.filter(pk=case.pk).update(status="open", version=Case.objects.get(pk=case.pk).version + 1)
    office.clara = road.clara
    found |= looked_at(show, "clara", {"notice": at("provider_detail", number), "their-list": at("provider_list")})
    with acting(road.clara, "test.arrange"):
        SERVICE.move(fresh(road.referral), "acknowledge", by=road.clara)
        actions.ask(fresh(road.referral), by=road.clara, text="Since when?")
    found |= looked_at(show, "clara", {
        "their-detail": at("provider_detail", number), "their-step": at("provider_step", number, "accept"),
    })  # fmt: skip
    found |= looked_at(show, "amina", {
        "detail": at("service_detail", ref, number), "yes": at("service_yes", ref, row.number),
        "contact": at("channel_service", ref, number), "queue": at("service_queue"), "group": at("service_group"),
        "touch": at("channel_entry", hand.entry_id), "entry": at("directory_detail", hand.entry_id),
    })  # fmt: skip
    found |= looked_at(show, "sam", {"review": at("service_detail", ref, number), "work": "/"})
    home = Road(office, case, provider_of(office, "ngo", "VN"), home=True, items=HOME, done_words="Shelter.")
    home.to("accepted")
    found |= looked_at(show, "amina", {"home": at("service_detail", ref, home.referral.number)})
    office.clara = home.clara
    found |= looked_at(show, "clara", {"their-home": at("provider_detail", home.referral.number)})
    assert not empty | found, empty | found
