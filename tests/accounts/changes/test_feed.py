"""The sync feed: its shape, what it tells to whom, and that it never says why (workflows.md section 14)."""

import datetime

import pytest
from django.conf import settings
from django.db import ProgrammingError, connections, transaction
from django.utils import timezone

from accounts.acting import acting
from accounts.models import Change, ChangeClock
from casework.models import Case, ConflictBlock, Person
from config.celery import app
from tests.accounts.changes.conftest import told
from tests.machines import Machine
from tests.referrals.steps import Way

BOTH, GONE = [("upsert", "cases"), ("upsert", "people")], [("gone", "cases"), ("gone", "people")]


def as_keeper(sql, *params):
    """What the database holds, past every wall; or a change made there, as a restore or an erasure would."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_the_answer_has_the_shape_that_clients_build_on(machine, desk):
    case = desk.opens()
    changes, cursor = machine.feed()
    assert told(changes) == BOTH
    assert set(changes[0]) == {"op", "type", "id", "version", "at", "record"}
    assert (changes[0]["id"], changes[0]["version"]) == (str(case.pk), 1)
    assert changes[0]["at"].endswith("Z") and abs(
        datetime.datetime.fromisoformat(changes[0]["at"]) - timezone.now()
    ) < (datetime.timedelta(minutes=1))
    assert changes[0]["record"]["reference"] == case.reference and changes[0]["record"]["version"] == 1
    assert machine.feed(cursor) == ([], cursor)


def test_the_record_is_what_the_client_reads_at_the_resource_itself(machine, desk):
    case = desk.opens()
    changes, _cursor = machine.feed()
    one = machine.call(f"/api/v1/cases/{case.reference}/").json()
    person = machine.call(f"/api/v1/people/{one['person']}/").json()
    assert changes[0]["record"] == one
    assert changes[1]["record"].items() <= person.items()
    assert "reporter" not in one and "present_address" not in changes[1]["record"]


def test_a_row_stands_in_the_feed_once_with_its_newest_version(machine, desk):
    case = desk.opens()
    _changes, cursor = machine.feed()
    for label in ("One", "Two", "Three"):
        desk.edits(case, label)
    changes, after = machine.feed(cursor)
    assert [(c["type"], c["version"], c["record"]["label"]) for c in changes] == [("cases", 4, "Three")]
    assert machine.feed(after)[0] == []
    assert [c["version"] for c in machine.all_changes()[0] if c["type"] == "cases"] == [4]


def test_changes_come_in_the_order_in_which_they_were_made_page_by_page(machine, desk):
    cases = [desk.opens(str(number)) for number in range(7)]
    desk.edits(cases[2], "moved")
    changes, cursor = machine.all_changes(limit=3)
    labels = [change["record"]["label"] for change in changes if change["type"] == "cases"]
    assert labels == ["0", "1", "3", "4", "5", "6", "moved"]
    assert len({(c["type"], c["id"]) for c in changes}) == len(changes) == 14
    assert machine.feed(cursor, limit=3) == ([], cursor)


def test_each_page_is_recorded_with_the_client_the_cases_and_the_groups(machine, desk):
    """A-01, S-59: each read of identity is logged"""
    case = desk.opens()
    machine.feed()
    ((via, action, groups, actor),) = as_keeper(
        "SELECT via, action, field_groups, actor FROM audit_look WHERE via = 'client' AND case_ids @> ARRAY[%s]::uuid[]",
        str(case.pk),
    )
    assert (via, action, actor) == ("client", "change.list", machine.client.user_id)
    assert {"identity", "facts", "routing", "nationality"} <= set(groups)
    assert not {"contact", "health", "consent"} & set(groups)


@pytest.mark.parametrize("word", ["refused", "withdrawn"])
def test_a_refused_or_withdrawn_consent_sends_a_tombstone_and_never_says_why(machine, desk, word):
    case = desk.opens()
    yes = desk.hears(case, "given") if word == "withdrawn" else None
    cursor = machine.all_changes()[1]
    if yes:
        desk.hears_back(yes)
    else:
        desk.hears(case, "refused")
    changes, after = machine.feed(cursor)
    assert told(changes) == GONE
    assert all(set(change) == {"op", "type", "id", "version", "at"} for change in changes)
    assert machine.call(f"/api/v1/cases/{case.reference}/").status_code == 404
    assert machine.call("/api/v1/cases/").json()["results"] == []
    assert machine.call("/api/v1/people/").json()["results"] == []
    desk.edits(case, "secret life goes on")
    desk.renames(case, "secret name")
    assert machine.feed(after)[0] == []


def test_a_new_yes_brings_the_case_back_as_it_is_now(machine, desk):
    case = desk.opens()
    desk.hears(case, "refused")
    gone_at = machine.all_changes()[1]
    desk.edits(case, "Later")
    desk.hears(case, "given")
    changes, after = machine.feed(gone_at)
    assert told(changes) == BOTH and changes[0]["record"]["label"] == "Later"
    assert machine.feed(after)[0] == []
    assert machine.call(f"/api/v1/cases/{case.reference}/").status_code == 200


def test_consents_for_other_things_and_questions_without_an_answer_tell_nothing(machine, desk):
    case = desk.opens()
    cursor = machine.all_changes()[1]
    desk.hears(case, "refused", kind="statistics")
    desk.hears(case, "refused", kind="interview")
    desk.asks(case)
    desk.hears(case, "given")
    desk.hears(case, "given")
    assert machine.feed(cursor) == ([], cursor)


def test_an_ended_consent_closes_the_case_by_the_clock_and_the_worker_says_so(machine, desk):
    """C-05, S-44: with all jobs stopped the record is out of reach; the tombstone follows within minutes"""
    case = desk.opens()
    desk.ended_yes(case)
    as_keeper("UPDATE accounts_change SET closed = false, closes_on = current_date - 1 WHERE record = %s", case.pk)
    cursor = machine.all_changes()[1]  # the state of the first minutes after midnight: nobody has said it yet
    assert machine.call(f"/api/v1/cases/{case.reference}/").status_code == 404
    desk.edits(case, "meanwhile")
    desk.renames(case, "meanwhile")
    assert machine.feed(cursor) == ([], cursor)
    as_keeper("SELECT tell_ended()")
    changes, cursor = machine.feed(cursor)
    assert told(changes) == GONE
    as_keeper("SELECT tell_ended()")
    assert machine.feed(cursor) == ([], cursor)
    desk.hears(case, "given")
    assert told(machine.feed(cursor)[0]) == BOTH


def test_only_the_worker_says_it(committed):
    found = as_keeper(
        "SELECT r, has_function_privilege(r, 'tell_ended()', 'EXECUTE') FROM unnest(ARRAY['app', 'worker']) r"
    )
    assert dict(found) == {"app": False, "worker": True}
    app.loader.import_default_modules()
    assert settings.CELERY_BEAT_SCHEDULE["tell-ended-consents"]["task"] in app.tasks


def test_a_yes_that_ends_later_closes_nothing_today(machine, desk):
    case = desk.opens()
    desk.hears(case, "given", expires_on=timezone.localdate() + datetime.timedelta(days=3))
    assert as_keeper("SELECT closed, closes_on FROM accounts_change WHERE record = %s", case.pk) == [
        (False, timezone.localdate() + datetime.timedelta(days=3))
    ]
    assert told(machine.all_changes()[0]) == BOTH


def test_who_begins_from_nothing_hears_of_nothing_that_is_gone(machine, desk):
    kept, refused = desk.opens("kept"), desk.opens("refused")
    desk.hears(refused, "refused")
    changes, cursor = machine.all_changes()
    assert {change["op"] for change in changes} == {"upsert"}
    assert [c["id"] for c in changes if c["type"] == "cases"] == [str(kept.pk)]
    desk.hears(kept, "refused")
    assert told(machine.feed(cursor)[0]) == GONE


def test_an_erased_row_is_told_as_gone_and_stays_tellable(machine, desk):
    case = desk.opens()
    cursor = machine.all_changes()[1]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as sql:
        sql.execute("SET LOCAL ROLE keeper")
        sql.execute("SELECT set_config('app.actor', %s, true)", [str(desk.by.pk)])
        sql.execute("DELETE FROM casework_person WHERE case_id = %s", [case.pk])
    changes, after = machine.feed(cursor)
    assert told(changes) == [("gone", "people")]
    assert machine.feed(after) == ([], after)
    assert as_keeper("SELECT kind, deleted FROM accounts_change WHERE case_id = %s ORDER BY kind", case.pk) == [
        ("cases", False),
        ("people", True),
    ]


def test_a_case_whose_key_is_erased_is_told_as_gone_with_all_its_rows(machine, desk):
    """R-34: nothing else of the case changes, and whoever keeps a copy must hear of it all the same."""
    case, stays = desk.opens(), desk.opens("Other")
    cursor = machine.all_changes()[1]
    as_keeper("DELETE FROM case_key WHERE case_id = %s", case.pk)
    changes, after = machine.feed(cursor)
    assert told(changes) == GONE and {"record"} & changes[0].keys() == set()
    assert machine.feed(after) == ([], after)
    assert {c["id"] for c in machine.all_changes()[0] if c["type"] == "cases"} == {str(stays.pk)}  # a new reader


def blocked(case, by, **whom):
    with acting(by, "conflict.raise"):
        block = ConflictBlock(case_id=case.pk, reason="named in the account", raised_by=by, **whom)
        block.save(force_insert=True)
    return block


def lifted(block):
    sql = "UPDATE casework_conflictblock SET version = version + 1, lifted_at = now() WHERE id = %s"
    as_keeper(
        "SELECT set_config('app.actor', raised_by_id::text, false) FROM casework_conflictblock WHERE id = %s", block.pk
    )
    as_keeper(sql, block.pk)


def test_a_block_on_the_organisation_takes_the_case_away_and_lifting_it_brings_it_back(machine, office, desk):
    case = desk.opens()
    cursor = machine.all_changes()[1]
    block = blocked(case, office.sam, organisation=office.organisation)
    changes, cursor = machine.feed(cursor)
    assert told(changes) == GONE
    assert machine.call(f"/api/v1/cases/{case.reference}/").status_code == 404
    lifted(block)
    assert told(machine.feed(cursor)[0]) == BOTH


def test_a_block_on_one_program_takes_the_case_from_that_one_only(machine, office, desk):
    other = Machine(office.organisation)
    case = desk.opens()
    cursors = machine.all_changes()[1], other.all_changes()[1]
    block = blocked(case, office.sam, user=machine.client.user)
    changes, after = machine.feed(cursors[0])
    assert told(changes) == GONE
    assert told(other.feed(cursors[1])[0]) == BOTH
    lifted(block)
    assert told(machine.feed(after)[0]) == BOTH


def test_a_block_on_a_person_is_not_told_to_programs(machine, office, desk):
    case = desk.opens()
    cursor = machine.all_changes()[1]
    blocked(case, office.sam, user=office.noor)
    assert machine.feed(cursor) == ([], cursor)


def test_a_case_that_moves_to_another_organisation_is_gone_here_and_new_there(machine, elsewhere, desk):
    case = desk.opens()
    there = Machine(elsewhere.organisation)
    here_at, there_at = machine.all_changes()[1], there.all_changes()[1]
    with acting(desk.by, "test.move"):
        row = Case.objects.get(pk=case.pk)
        row.organisation_id, row.team_id = elsewhere.organisation.pk, elsewhere.team.pk
        row.save()
    changes, here_at = machine.feed(here_at)
    assert told(changes) == GONE
    changes, there_at = there.feed(there_at)
    assert sorted(told(changes)) == BOTH
    with acting(desk.by, "test.edit"):
        person = Person.objects.get(case=case.pk)
        person.name = "Later"
        person.save()
    assert told(there.feed(there_at)[0]) == [("upsert", "people")]
    assert machine.feed(here_at)[0] == []


def test_another_organisation_is_told_nothing(machine, elsewhere, desk):
    desk.opens()
    assert Machine(elsewhere.organisation).all_changes()[0] == []


def test_the_table_shows_lines_of_ones_own_organisation_only(machine, elsewhere, office, desk):
    """R-11: and only to those who may use the organisation's key"""
    case = desk.opens()
    with acting(machine.client.user):
        assert Change.objects.filter(case_id=case.pk).count() == 2
    for user in (
        Machine(elsewhere.organisation).client.user,
        elsewhere.dara,
        office.amina,
        office.sam,
        office.alex,
        None,
    ):
        with acting(user):
            assert Change.objects.filter(case_id=case.pk).count() == 0, user


def test_nobody_writes_the_table_or_its_clock(machine, desk):
    case = desk.opens()
    with acting(machine.client.user):
        for act in (
            lambda: Change.objects.filter(case_id=case.pk).update(closed=False),
            lambda: Change.objects.filter(case_id=case.pk).delete(),
            lambda: ChangeClock.objects.update(ahead=1),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                act()


def test_a_referral_to_a_mission_is_told_to_a_program_with_that_scope(office, desk, machine):
    """Matrix: sync client 'R sc'; number, state and dates, and nothing of the consents or the talk with the mission"""
    reads = Machine(office.organisation, ["case:read", "referral:read"])
    case = desk.opens()
    cursors = machine.all_changes()[1], reads.all_changes()[1]
    referral = Way(office, case).to("acknowledged")
    assert {kind for _op, kind in told(machine.all_changes(cursors[0])[0])} <= {"cases", "people"}
    (change,) = [each for each in reads.all_changes(cursors[1])[0] if each["type"] == "consular-referrals"]
    assert (change["op"], change["id"], change["version"]) == ("upsert", str(referral.pk), referral.version)
    record = change["record"]
    assert (record["number"], record["status"], record["case"]) == (referral.number, "acknowledged", case.reference)
    assert not {"items", "purpose", "messages", "refusal", "answer"} & set(record)
    assert reads.call(f"/api/v1/consular-referrals/{referral.number}/").json() == record
    assert machine.call(f"/api/v1/consular-referrals/{referral.number}/").status_code == 404
