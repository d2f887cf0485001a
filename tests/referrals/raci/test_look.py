"""The table and the clocks in a real Chromium at both widths: nothing for axe to find, no sideways scroll. With
CASEWORK_SHOTS a picture of each page is kept there."""

import pytest

from accounts.acting import acting
from config.demo import directory, raci
from referrals.clocks import actions as clocks
from referrals.clocks.models import ClockTarget
from referrals.raci import queries
from tests.casework.cases.test_look import WIDTHS, complaints, show  # noqa: F401
from tests.referrals.clocks.conftest import make_case, out, referred, screened
from tests.referrals.directory.test_look import keep


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.fixture
def filled(office):
    """The demo's table, and cases on which clocks ended, run and are late. One of these is given back."""
    directory.load({"sam": office.sam, "amina": office.amina})
    raci.load({"sam": office.sam})
    for number in range(12):
        screened(office, make_case(office, 20 + 25 * (number % 5)), 3 + 20 * (number % 5))
    case = make_case(office, 40)
    out(office, case, 45)
    referred(office, make_case(office, 60), "sent", sent_at=case.opened_at)
    with acting(office.sam, "test.arrange"):
        clocks.add_target(ClockTarget(clock="departure", country="TH", days=20), by=office.sam)
    return case


def test_no_page_has_a_finding_or_scrolls_sideways(show, filled, office):  # noqa: F811
    with acting(office.sam):
        row = queries.lines_of(office.sam).filter(entry__isnull=False).first()
        target = ClockTarget.objects.get(keeper=office.organisation)
    places = {
        "list": "/referrals/raci/",
        "way": "/referrals/raci/?host=TH&home=KE",
        "new": "/referrals/raci/new/?step=reception&letter=I&host=TH&home=KE",
        "row": f"/referrals/raci/{row.pk}/",
        "history": "/referrals/raci/history/",
        "import": "/referrals/raci/import/",
        "clocks": "/referrals/clocks/",
        "clocks-none": "/referrals/clocks/?clock=departure",
        "target": f"/referrals/clocks/targets/{target.pk}/",
        "case": filled.get_absolute_url(),
    }
    found = {}
    for name, path in places.items():
        for width in WIDTHS:
            page = show("sam", path, width)
            keep(page, f"raci-{name}", width)
            if said := complaints(page):
                found[name, width] = said
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())
