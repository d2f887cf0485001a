"""People with passwords, and browsers that are not signed in."""

import pytest
from django.core.cache import cache

from accounts.acting import acting
from tests.cast import SecureClient

PASSWORD = "slow river, green kettle"


@pytest.fixture(autouse=True)
def quiet_counters(settings):
    """Counters of requests per minute begin at nothing, as in a new hour."""
    cache.clear()


def new_browser(**headers):
    """A browser over https, signed in to nothing."""
    return SecureClient(**{"HTTP_ACCEPT": "text/html", **headers})


def with_password(user, password=PASSWORD):
    """Gives an account a password, as its own act."""
    with acting(user, "test.arrange"):
        user.set_password(password)
        user.save()
    return user


def sign_in(client, user, password=PASSWORD, **more):
    """Posts the sign-in form."""
    return client.post("/sign-in/", {"login": user.username, "password": password, **more})


@pytest.fixture
def known(amina):
    """Amina, with a password."""
    return with_password(amina)


@pytest.fixture
def visitor():
    """A browser that is not signed in."""
    return new_browser()
