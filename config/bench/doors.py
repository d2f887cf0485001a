"""The list through both doors, in this process: session, middleware, policy, template or serializer, read log."""

import re
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.bench.measuring import Race
from config.bench.offices import persona
from config.bench.reading import SIZE
from config.bench.truth import visible

QUERIES = 10
REFERENCE = re.compile(r"/cases/([2-9B-Z]{10})/")


def browser(user):
    """A signed-in client that speaks https to the first host of the settings."""
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.defaults["wsgi.url_scheme"] = "https"
    client.force_login(user, backend="accounts.signin.backend.StandingBackend")
    return client


@contextmanager
def through(url_name, name, references, must):
    """GET of a list as a persona, against a page that asks the database nothing."""
    user = persona(name)
    client, address = browser(user), reverse(url_name)
    client.get(address)  # the first request of a session starts its clocks; those after it are the usual ones
    wanted = sorted(reference_of(pk) for pk in visible(user)[:SIZE])
    yield Race(
        run=lambda: client.get(address),
        floor=lambda: client.get("/healthz"),
        floor_name="/healthz: the middleware and a constant",
        right=lambda: sorted(references(client.get(address))) == wanted,
        must=must,
    )


def reference_of(pk):
    """The number of a case, asked as keeper."""
    from config.bench.truth import keeper

    with keeper() as cursor:
        cursor.execute("SELECT reference FROM casework_case WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def html_list(name):
    """The page `/cases/`."""
    return through(
        "case_list", name, lambda response: set(REFERENCE.findall(response.content.decode())), {"queries": QUERIES}
    )


def json_list(name):
    """`/api/v1/cases/`."""
    return through(
        "api_cases",
        name,
        lambda response: {row["reference"] for row in response.json()["results"]},
        {"queries": QUERIES},
    )
