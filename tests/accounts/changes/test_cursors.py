"""Cursors of the feed: opaque, ours, alive for years and through a restore; and what a page costs."""

import base64
import datetime
import io

import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.changes import places
from accounts.changes.places import Place
from tests.accounts.changes.conftest import told
from tests.accounts.changes.test_feed import as_keeper
from tests.cast import browser_of
from tests.machines import CHANGES


def test_a_cursor_is_ours_or_it_is_none(machine, elsewhere, desk):
    desk.opens()
    _changes, cursor = machine.feed()
    theirs = places.write(Place(0, 0, 0), elsewhere.organisation.pk)
    broken = cursor[:-2] + ("AA" if not cursor.endswith("AA") else "BB")
    for text in (
        "x",
        "1.",
        "9." + cursor[2:],
        cursor + "A",
        broken,
        theirs,
        "-1.AA",
        "1e9.x",
        "é",
        "\u202e",
        "1." + "A" * 5000,
    ):
        answer = machine.call(f"{CHANGES}?cursor={text}")
        assert answer.status_code == 400 and "cursor" in answer.json()["errors"], text
    for query in ("limit=0", "limit=201", "limit=x", "type=cases", "organisation=x"):
        assert machine.call(f"{CHANGES}?{query}").status_code == 400, query


def test_a_cursor_tells_no_number(machine, desk):
    desk.opens()
    cursor = machine.all_changes()[1]
    moment = as_keeper("SELECT max(moment) FROM accounts_change")[0][0]
    opened = base64.urlsafe_b64decode(cursor.partition(".")[2] + "==")
    assert not [number for number in range(moment - 5, moment + 5) if str(number).encode() in opened]
    assert cursor != machine.all_changes()[1]


def test_a_cursor_lives_for_years_and_through_a_new_master_key(machine, desk, settings):
    case = desk.opens()
    cursor = machine.all_changes()[1]
    settings.VAULT_KEYS = {**settings.VAULT_KEYS, 99: b"k" * 32}
    desk.edits(case, "Later")
    changes, newer = machine.feed(cursor)
    assert told(changes) == [("upsert", "cases")]
    assert newer.startswith("99.") and machine.feed(newer) == ([], newer)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=365 * 20), tick=False):
        assert places.read(cursor, machine.client.organisation_id).moment > 0


def test_a_page_of_200_changes_costs_no_more_queries_than_one(machine, desk, django_assert_max_num_queries):
    desk.opens()
    machine.token()
    machine.feed(limit=1)
    with django_assert_max_num_queries(16) as few:
        machine.feed(limit=2)
    for _ in range(100):
        desk.opens()
    with django_assert_max_num_queries(16) as many:
        changes, _cursor = machine.feed(limit=200)
    assert len(changes) == 200
    assert len(many) == len(few)


def test_only_a_token_opens_the_feed(machine, office, desk):
    """R-25, S-22"""
    for user in (office.amina, office.sam, office.dara, office.alex):
        assert browser_of(user).get(CHANGES).status_code == 401


def test_a_restored_database_goes_on_where_it_was(machine, desk):
    """A restored cluster counts its transactions from the beginning: the clock is put ahead of all that was told."""
    case = desk.opens()
    office = machine.client.organisation_id
    place = places.read(machine.all_changes()[1], office)
    ahead = 10_000_000 + as_keeper("SELECT ahead FROM accounts_changeclock")[0][0]
    as_keeper("UPDATE accounts_change SET moment = moment + %s WHERE organisation = %s", ahead, office)
    cursor = places.write(Place(place.start + ahead, place.moment + ahead, place.seq), office)
    desk.edits(case, "after the restore")

    refused = machine.call(f"{CHANGES}?cursor={cursor}")
    assert refused.status_code == 503 and "Ask again later" in refused.json()["detail"]
    said = io.StringIO()
    call_command("continue_changes", stdout=said)
    assert "The feed goes on" in said.getvalue()
    changes, cursor = machine.feed(cursor)
    assert [(c["op"], c["type"], c["record"]["label"]) for c in changes] == [("upsert", "cases", "after the restore")]
    desk.renames(case, "Later")
    assert told(machine.feed(cursor)[0]) == [("upsert", "people")]
    call_command("continue_changes", stdout=said)
    assert said.getvalue().endswith("The feed needs nothing.\n")
