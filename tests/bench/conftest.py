"""A small caseload for the tests of seed and bench, seeded once and read by all of them."""

import io

import pytest
from django.core.management import call_command

SIZE = 600


@pytest.fixture(scope="session")
def seeded(django_db_setup, django_db_blocker):
    """What `seed` printed."""
    from config.bench.database import settle

    said = io.StringIO()
    with django_db_blocker.unblock():
        call_command("seed", cases=SIZE, stdout=said)
        settle()
    return said.getvalue()


@pytest.fixture
def caseload(seeded, committed):
    """The caseload, in real transactions."""
    return seeded
