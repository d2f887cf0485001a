"""Wall 2: `case_access` stays true on every path, and lists read the same rows as single pages."""

import datetime
import random
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.access import count_of, page_of, principals
from accounts.acting import acting
from accounts.models import CaseAccess
from casework.cases import actions, grants
from casework.models import BreakGlass, Case, CaseUserObjectPermission
from tests.cast import new_team, new_user


def differences():
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        from accounts.management.commands.check_access import DIFFERENCES

        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(DIFFERENCES)
        return cursor.fetchall()


def listed(user, **filters):
    with acting(user):
        names = principals(user, "case.list")
        rows, _more = page_of(Case.objects.all(), names, size=200, **filters)
        return [row.pk for row in rows]


def test_every_grant_and_its_end_is_in_the_index_at_once(office, case, capsys):
    with acting(office.sam):
        actions.assign_worker(case, office.noor, by=office.sam)
    assert listed(office.noor) == [case.pk]
    with acting(office.sam):
        grants.release(case, office.noor)
    assert listed(office.noor) == []
    call_command("check_access")
    assert "no difference" in capsys.readouterr().out


def test_check_access_finds_a_row_that_should_not_be_there(office, case):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            "INSERT INTO case_access SELECT case_id, %s, NULL, opened_at, status, language, child FROM case_access"
            " WHERE case_id = %s LIMIT 1",
            [f"user:{office.noor.pk}", case.pk],
        )
        found = differences_inside(cursor)
        transaction.set_rollback(True, using="owner")
    assert [(row[0], row[1], row[2]) for row in found] == [("too much", case.pk, f"user:{office.noor.pk}")]


def differences_inside(cursor):
    from accounts.management.commands.check_access import DIFFERENCES

    cursor.execute(DIFFERENCES)
    return cursor.fetchall()


def test_who_gave_a_case_away_in_its_first_minute_reaches_it_no_more(office, case):
    with acting(office.amina):
        offer = actions.offer_case(case, office.noor, by=office.amina, from_user=office.amina)
    with acting(office.noor):
        actions.accept_case(offer, by=office.noor)
    assert (listed(office.amina), listed(office.noor)) == ([], [case.pk])
    assert [row for row in differences() if row[1] == case.pk] == []


def test_a_second_team_works_on_a_case_through_its_group(office, case):
    with acting(office.sam):
        grants.add_team(case, office.other_team)
    assert listed(office.tess) == [case.pk]
    with acting(office.sam):
        grants.remove_team(case, office.other_team)
    assert listed(office.tess) == []


def test_access_ends_by_the_clock_of_the_database_with_no_job_running(office, case):
    """S-44, C-05"""
    with acting(office.sam):
        grants.assign(case, office.noor)
        CaseUserObjectPermission.objects.filter(user=office.noor).update(
            until=timezone.now() + datetime.timedelta(seconds=1)
        )
    assert listed(office.noor) == [case.pk]
    time.sleep(1.1)
    assert listed(office.noor) == []


def test_an_hour_of_broken_glass_ends_by_itself(office, case, monkeypatch):
    """S-32"""
    monkeypatch.setattr(actions, "GLASS_TIME", datetime.timedelta(seconds=1))
    with acting(office.noor):
        actions.break_glass(case.reference, by=office.noor, reason="She called the hotline and is in danger.")
    assert listed(office.noor) == [case.pk]
    time.sleep(1.1)
    assert listed(office.noor) == []


def test_moving_a_case_to_another_team_moves_who_sees_it(office, case):
    with acting(office.sam):
        Case.objects.filter(pk=case.pk).update(team=office.other_team, version=2)
    assert (listed(office.sam), listed(office.tess)) == ([], [case.pk])
    assert listed(office.amina) == [case.pk]


def test_pages_equal_brute_force_with_many_equal_moments(office):
    """Every page, both directions, several principals: no case twice, none missing."""
    people = [new_user("Ana", office.organisation, "caseworker", teams=[office.team]) for _ in range(2)]
    boss = new_user("Boss", office.organisation, "supervisor", teams=[office.team, office.other_team])
    moments = [timezone.now().replace(microsecond=n) for n in (1, 2, 3)]
    picks = random.Random(7)
    with acting(office.amina):
        for number in range(40):
            team = [office.team, office.other_team][number % 2]
            made = actions.open_case(
                team, by=office.amina, opened_at=picks.choice(moments), language=picks.choice(["vie", "mya"])
            )
            if number % 3 == 0:
                grants.assign(made, people[0])
    for user in (*people, boss, office.amina, office.sam):
        for filters in ({}, {"language": "vie"}, {"status": "draft"}, {"child": True}):
            with acting(user):
                names = principals(user, "case.list")
                brute = Case.objects.permitted(user, "case.list")
                wanted = brute.filter(**filters).order_by("-opened_at", "-pk")
                assert walk(names, filters) == list(wanted.values_list("pk", flat=True)), (user, filters)
                assert count_of(names, **filters) == wanted.count()


def walk(names, filters):
    found, after, more = [], None, True
    while more:
        rows, more = page_of(Case.objects.all(), names, after, size=7, **filters)
        found += [row.pk for row in rows]
        after = (rows[-1].opened_at, rows[-1].pk) if rows else None
        if rows:
            back, _ = page_of(Case.objects.all(), names, (rows[0].opened_at, rows[0].pk), newer=True, size=7, **filters)
            assert [row.pk for row in back] == found[-len(rows) - len(back) : -len(rows)][-7:]
    return found


def test_grants_from_many_threads_leave_no_difference(office, case):
    """Four threads grant and revoke on one case; the index equals the recompute afterwards."""
    people = [new_user("Thread", office.organisation, "caseworker", teams=[office.team]) for _ in range(4)]
    errors = []

    def work(seed):
        picks = random.Random(seed)
        try:
            for _ in range(15):
                with acting(office.sam, "test.threads"):
                    picks.choice([grants.assign, grants.release])(case, picks.choice(people))
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []
    assert differences() == []


def test_a_block_beats_assignment_team_and_broken_glass(office, case):
    """S-31"""
    everything = new_user("Every", office.organisation, "caseworker", "supervisor", teams=[office.team])
    with acting(office.sam):
        actions.assign_worker(case, everything, by=office.sam)
    with acting(everything):
        actions.break_glass(case.reference, by=everything, reason="To hold every right there is.")
    assert listed(everything) == [case.pk]
    with acting(office.sam):
        block = actions.raise_conflict(case, by=office.sam, reason="Her cousin.", user=everything)
    assert listed(everything) == []
    with acting(everything):
        assert not Case.objects.filter(pk=case.pk).exists()
        assert CaseAccess.objects.filter(case_id=case.pk).exists(), "the grants are still there; the block wins"
    with acting(office.sam):
        actions.lift_conflict(block, by=office.sam)
    assert listed(everything) == [case.pk]


def test_two_cases_in_conflict_have_separate_workers(office, case):
    """C-11"""
    with acting(office.noor):
        other = actions.open_case(office.team, by=office.noor)
    with acting(office.sam):
        actions.raise_conflict(case, by=office.sam, reason="They accuse each other.", other_case=other)
        actions.assign_worker(case, office.noor, by=office.sam)
    assert listed(office.noor) == [], "who has been on both reaches neither"
    assert listed(office.amina) == [case.pk]


def test_an_hour_is_for_one_case_of_the_own_organisation_with_a_reason(office, elsewhere, case):
    """S-32"""
    from django.core.exceptions import ValidationError
    from django.http import Http404

    with acting(office.amina):
        second = actions.open_case(office.team, by=office.amina)
    with acting(office.noor), pytest.raises(ValidationError):
        actions.break_glass(case.reference, by=office.noor, reason="")
    with acting(elsewhere.noor), pytest.raises(Http404):
        actions.break_glass(case.reference, by=elsewhere.noor, reason="A good long reason for this.")
    with acting(office.noor):
        glass = actions.break_glass(case.reference, by=office.noor, reason="She called and is in danger.")
        assert not Case.objects.filter(pk=second.pk).exists()
        assert glass.until - timezone.now() <= actions.GLASS_TIME
    with acting(office.sam):
        waiting = BreakGlass.objects.permitted(office.sam, "glass.review").get(reviewed_at=None)
        assert waiting.reason == "She called and is in danger."


def test_without_its_trigger_the_index_goes_wrong_and_the_check_says_so(office, case):
    """The wall is real: with the trigger of the grants taken away, access stays behind and check_access finds it."""
    team = new_team(office.organisation)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE casework_caseuserobjectpermission DISABLE TRIGGER access_delete")
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(office.sam.pk)])
        cursor.execute("DELETE FROM casework_caseuserobjectpermission WHERE content_object_id = %s", [case.pk])
        found = differences_inside(cursor)
        transaction.set_rollback(True, using="owner")
    assert team and any(row[0] == "too much" and row[2] == f"user:{office.amina.pk}" for row in found)


def test_connection_is_the_application_role(committed):
    assert connection.settings_dict["USER"] == "app"
