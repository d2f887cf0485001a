"""The outbox as the worker sees it, and a mail server."""

import os
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections, transaction

from accounts.models import OutboxMail
from tests.accounts.outbox.smtp import MailServer


@pytest.fixture
def as_worker(committed):
    """This process speaks to the database as `worker`, as a task does; `web()` is the web again."""
    held = connection.settings_dict["USER"]

    def become(name):
        connection.close()
        connection.settings_dict["USER"] = name

    become(urlsplit(os.environ["DATABASE_WORKER_URL"]).username)
    yield lambda: become(held)
    become(held)


@pytest.fixture
def rows(committed):
    """rows(user): the outbox rows of one person, whoever asks."""

    def read(user):
        return list(OutboxMail.objects.using("owner").filter(user=user).order_by("created_at"))

    return read


@pytest.fixture
def age(committed):
    """age(user, delta): makes that person's rows older."""

    def move(user, delta):
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_outboxmail SET created_at = created_at - %s, due_at = due_at - %s,"
                " handed_at = handed_at - %s, sent_at = sent_at - %s WHERE user_id = %s",
                [delta, delta, delta, delta, user.pk],
            )

    return move


@pytest.fixture
def server():
    """A mail server of one's own."""
    made = MailServer()
    yield made
    made.stop()


@pytest.fixture
def by_mail(server, settings):
    """This process mails through that server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(server.url.rpartition(":")[2])
    settings.EMAIL_TIMEOUT = 1
    return server
