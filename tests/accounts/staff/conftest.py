"""Administrators and their browsers."""

import pytest
from django.core.cache import cache

from tests.accounts.signin.conftest import PASSWORD, SecureClient, with_password
from tests.cast import new_user


@pytest.fixture(autouse=True)
def quiet_counters(settings):
    """Counters of requests per minute begin at nothing."""
    cache.clear()


@pytest.fixture
def bea(office):
    """A second administrator."""
    return new_user("Bea", office.organisation, "administrator")


def desk_of(user):
    """A signed-in browser."""
    client = SecureClient(HTTP_ACCEPT="text/html")
    client.force_login(user, backend="accounts.signin.backend.StandingBackend")
    return client


def proven(user):
    """A signed-in browser whose person typed the password within the last five minutes."""
    client = desk_of(with_password(user))
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client
