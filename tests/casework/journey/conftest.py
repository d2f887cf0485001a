"""A journey to work with: rows and forms as the pages post them."""

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.journey import actions
from casework.journey.models import Leg
from tests.cast import browser_of

PRICE = "60000"


@pytest.fixture
def amina_browser(office):
    """Amina at her desk."""
    return browser_of(office.amina)


@pytest.fixture
def address(case):
    """name, kind, id -> an address of this journey."""
    return lambda name, *parts: reverse(name, args=[case.reference, *parts])


def stop(case, user, kind="way", **fields):
    """A station that stands."""
    return actions.save_stop(Leg(case=case), by=user, kind=kind, **fields)


def line(case, user):
    """The stations as the database has them now, their sealed words opened."""
    with acting(user):
        legs = actions.line_of(case.pk)
        for leg in legs:
            for name in ("place_name", "note", "began_said", "ended_said", "handled_by", "told_by"):
                leg.__dict__[name] = getattr(leg, name)
    return legs


def posted(**fields):
    """A form of a station as a browser sends it."""
    return {"kind": "way", "source": "testimony", "basis": "stated", **fields}
