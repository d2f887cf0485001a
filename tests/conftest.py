"""Fixtures for everybody: an office of one's own, the cast, a case."""

import pytest

from accounts.acting import acting
from casework.cases.actions import open_case
from tests.cast import CAST, Office


@pytest.fixture
def office(committed) -> Office:
    """A fresh organisation with the whole cast, in real transactions."""
    return Office()


@pytest.fixture
def elsewhere(committed) -> Office:
    """Another organisation with a cast of its own."""
    return Office()


for name in CAST:

    def somebody(office, name=name):
        return getattr(office, name)

    globals()[name] = pytest.fixture(name=name)(somebody)


@pytest.fixture
def case(office):
    """A draft case of Amina's, in Sam's team."""
    with acting(office.amina, "test.arrange"):
        return open_case(
            office.team,
            by=office.amina,
            person={"name": "Phạm Thu Trang", "romanised": "Pham Thu Trang"},
            language="vie",
            label="Bridge",
        )
