"""Browsers of the cast, and a case as it is now."""

import re

import pytest

from accounts.acting import acting
from casework.models import Case
from tests.cast import browser_of


def told(response, *parts):
    """Status and body of an answer without what is new in every answer (tokens, nonces, times) and without `parts`."""
    text = re.sub(r'(nonce|value|content|data-now)="[^"]*"|ends at \d\d:\d\d', "", response.content.decode())
    for part in parts:
        text = text.replace(str(part), "")
    return response.status_code, text


@pytest.fixture
def hers(amina):
    """Amina's browser."""
    return browser_of(amina)


@pytest.fixture
def his(noor):
    """Noor's browser."""
    return browser_of(noor)


@pytest.fixture
def leads(sam):
    """The browser of Sam, who leads the team."""
    return browser_of(sam)


@pytest.fixture
def url(case):
    """The address of the case."""
    return f"/cases/{case.reference}/"


@pytest.fixture
def now(case):
    """now(user): the case as the database has it."""

    def read(user):
        with acting(user):
            return Case.objects.get(pk=case.pk)

    return read
