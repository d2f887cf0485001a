"""Browsers of two supervisors, and how one posts a decision."""

import pytest

from accounts.acting import acting
from screening.models import Screening
from tests.cast import browser_of, new_user
from tests.screening.conftest import opened as opened
from tests.screening.conftest import second as second


@pytest.fixture
def hers(amina):
    """Amina's browser."""
    return browser_of(amina)


@pytest.fixture
def leads(sam):
    """The browser of Sam, who leads the team."""
    return browser_of(sam)


@pytest.fixture
def other(second):
    """The browser of the team's other supervisor."""
    return browser_of(second)


@pytest.fixture
def both(office):
    """A caseworker who also supervises the team."""
    return new_user("Both", office.organisation, "caseworker", "supervisor", teams=[office.team])


@pytest.fixture
def now(sam):
    """now(screening): as the database has it, with its reason opened."""

    def read(screening, user=sam):
        with acting(user):
            row = Screening.objects.get(pk=screening.pk)
            row.why = row.decision_reason
            return row

    return read


def address(screening):
    return f"/review/{screening.pk}/"


def decide(browser, screening, decision, **fields):
    """What the form of this page posts."""
    page = browser.get(address(screening)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return browser.post(address(screening), {"decision": decision, "seen": seen, **fields})
