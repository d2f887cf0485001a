"""Browsers of the cast, and to-dos of a case."""

import pytest

from accounts.acting import acting
from casework.models import Todo
from tests.cast import browser_of


@pytest.fixture
def hers(amina):
    """Amina's browser."""
    return browser_of(amina)


@pytest.fixture
def leads(sam):
    """The browser of Sam, who leads the team."""
    return browser_of(sam)


@pytest.fixture
def url(case):
    """Where the to-dos of the case are."""
    return f"/cases/{case.reference}/todos/"


@pytest.fixture
def now(amina):
    """now(todo, user=amina): the to-do as the database has it."""

    def read(todo, user=amina):
        with acting(user):
            row = Todo.objects.select_related("owner", "done_by", "case").get(pk=todo.pk)
            row.words = row.title
            return row

    return read
