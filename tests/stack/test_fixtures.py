"""The fixtures that every other test relies on."""

import threading

import pytest
from django.db import connection, connections


def who(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        return cursor.fetchone()


@pytest.mark.django_db(databases=["default", "owner", "auditor"])
def test_every_alias_sees_the_one_test_database_as_its_own_role():
    told = {alias: who(alias) for alias in ("default", "owner", "auditor")}

    assert {alias: user for alias, (user, _) in told.items()} == {
        "default": "app",
        "owner": "owner",
        "auditor": "auditor",
    }
    names = {name for _, name in told.values()}
    assert len(names) == 1 and names.pop().startswith("test_")


def test_a_committed_test_works_without_a_transaction_and_in_threads(committed):
    seen = []

    def look():
        seen.append(who("default")[0])
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert not connection.in_atomic_block
    assert seen == ["app"]


def test_a_real_browser_opens_the_real_product(live_app, page):
    answer = page.goto(f"{live_app.url}/healthz")

    assert answer.status == 200


def test_a_real_worker_takes_tasks(worker):
    assert " ready." in worker.words("worker")
