"""What workflows raise: once, for somebody who may do it, until when, and settled when the work goes on."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.acting import acting
from accounts.models import OutboxMail
from casework.cases.actions import (
    accept_case,
    assign_worker,
    break_glass,
    offer_case,
    open_case,
    raise_conflict,
    refuse_case,
    review_glass,
)
from casework.models import HandOver, Todo
from casework.todos.actions import add_todo, finish_todo, raise_todo, reassign_todo, reopen_todo, settle_todos
from casework.todos.kinds import KINDS, LEADS, WITHOUT_CASE
from casework.todos.queries import able, supervisors
from tests.cast import new_user


def mails_to(user):
    return [row.kind for row in OutboxMail.objects.using("owner").filter(user=user)]


def test_every_kind_says_what_it_is_and_leads_to_a_page_that_exists(case):
    named = {
        "non_punishment_letter", "consular_rights_information", "legal_counsel", "release_request", "protection_referral",
        "next_interview", "review_screening", "emergency_look", "answer_mission",
    }  # fmt: skip
    assert named <= set(KINDS)
    for code, kind in KINDS.items():
        assert len(code) <= 40 and str(kind.label) and str(kind.text)
        try:
            reverse(kind.address, args=[] if kind.address in WITHOUT_CASE else [case.reference])
        except NoReverseMatch:
            pytest.fail(f"{code}: there is no page {kind.address}")


def test_raising_twice_gives_the_same_until_it_is_settled(case, amina):
    with acting(amina):
        first = raise_todo(case, "legal_counsel", by=amina)
        again = raise_todo(case, "legal_counsel", by=amina)
        other = raise_todo(case, "release_request", by=amina)
        assert first.pk == again.pk != other.pk
        assert settle_todos(case, "legal_counsel", by=amina) == 1
        assert settle_todos(case, "legal_counsel", by=amina) == 0
        assert raise_todo(case, "legal_counsel", by=amina).pk != first.pk
        first.refresh_from_db()
        assert first.done_by == amina and first.done_at is not None


def test_its_day_follows_from_the_kind_and_may_be_given(case, amina):
    with acting(amina):
        soon = raise_todo(case, "release_request", by=amina)
        given = raise_todo(case, "legal_counsel", by=amina, due_on=datetime.date(2030, 1, 2))
    assert soon.due_on == timezone.localdate() + datetime.timedelta(days=1)
    assert given.due_on == datetime.date(2030, 1, 2)


def test_an_unknown_kind_is_a_mistake_of_the_caller(case, amina):
    with acting(amina), pytest.raises(KeyError):
        raise_todo(case, "gossip", by=amina)
    with acting(amina), pytest.raises(KeyError):
        settle_todos(case, "gossip", by=amina)


def test_it_goes_to_who_raised_it_if_they_work_on_the_case_and_else_to_its_caseworker(office, case):
    with acting(office.amina):
        assert raise_todo(case, "legal_counsel", by=office.amina).owner == office.amina
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
    with acting(office.noor):
        assert raise_todo(case, "next_interview", by=office.noor).owner == office.amina
    assert mails_to(office.amina) == ["todo"] and mails_to(office.noor) == []


def test_a_decision_goes_to_another_supervisor_and_never_to_who_raised_it(office, case):
    both = new_user("Both", office.organisation, "supervisor", "caseworker", teams=[office.team])
    with acting(both):
        assert raise_todo(case, "review_screening", by=both).owner is None
        settle_todos(case, "review_screening", by=both)
    assert office.sam
    with acting(both):
        assert raise_todo(case, "review_screening", by=both).owner == office.sam
    assert mails_to(office.sam) == [] and "review_screening" in LEADS


def test_two_at_once_raise_one(case, amina):
    made, start = [], threading.Barrier(2)

    def work():
        try:
            with acting(amina):
                start.wait(90)
                made.append(raise_todo(case, "legal_counsel", by=amina).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(made) == 2 and len(set(made)) == 1
    with acting(amina):
        assert Todo.objects.open().filter(case=case).count() == 1


def test_the_database_itself_refuses_a_second_open_one_and_a_done_one_without_a_name(case, amina):
    with acting(amina):
        todo = raise_todo(case, "legal_counsel", by=amina)
        with pytest.raises(IntegrityError), transaction.atomic():
            Todo(case=case, kind="legal_counsel", raised_by=amina).save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            todo.done_at = timezone.now()
            todo.save()


@pytest.mark.parametrize("column", ["kind = 'own'", "raised_at = now()", "raised_by_id = owner_id"])
def test_what_it_is_and_who_raised_it_never_change(office, case, column):
    assert office.sam
    with acting(office.amina):
        todo = raise_todo(case, "legal_counsel", by=office.amina, owner=office.sam)
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(f"UPDATE casework_todo SET version = version + 1, {column} WHERE id = %s", [todo.pk])


def test_the_open_to_dos_of_the_giver_follow_a_hand_over(office, case, now):
    with acting(office.sam):
        assign_worker(case, office.noor, by=office.sam)
        third = new_user("Third", office.organisation, "caseworker", teams=[office.team])
    with acting(office.amina):
        open_one = raise_todo(case, "legal_counsel", by=office.amina)
        done = finish_todo(raise_todo(case, "release_request", by=office.amina), by=office.amina)
        of_noor = add_todo(case, by=office.amina, title="Call the clinic", owner=office.noor)
        offer = offer_case(case, third, by=office.amina, from_user=office.amina)
    with acting(third):
        accept_case(HandOver.objects.get(pk=offer.pk), by=third)
    assert now(open_one, third).owner == third
    assert now(done, third).owner == office.amina and now(of_noor, third).owner == office.noor
    with acting(third):
        owners = [str(row.owner_id) for row in Todo.history.filter(id=open_one.pk).order_by("history_id")]
    assert owners == [str(office.amina.pk), str(third.pk)]


def test_a_refused_offer_moves_no_to_do(office, case, now):
    with acting(office.amina):
        todo = raise_todo(case, "legal_counsel", by=office.amina)
        offer = offer_case(case, office.noor, by=office.amina, from_user=office.amina)
    with acting(office.noor):
        refuse_case(HandOver.objects.get(pk=offer.pk), by=office.noor)
    assert now(todo).owner == office.amina


def test_somebody_who_is_blocked_from_the_case_keeps_no_to_do_of_it(office, case, now):
    with acting(office.sam):
        assign_worker(case, office.noor, by=office.sam)
        todo = add_todo(case, by=office.sam, title="Call the clinic", owner=office.noor)
        raise_conflict(case, by=office.sam, reason="Her cousin.", user=office.noor)
        assert not able(case).filter(pk=office.noor.pk).exists()
    assert now(todo, office.sam).owner == office.sam


def test_a_block_between_two_cases_takes_the_to_dos_from_the_workers_of_the_other(office, case, now):
    """C-11"""
    with acting(office.noor):
        other = open_case(office.team, by=office.noor)
    with acting(office.sam):
        assign_worker(case, office.noor, by=office.sam)
        of_noor = add_todo(case, by=office.sam, title="Call the clinic", owner=office.noor)
        of_amina = add_todo(case, by=office.sam, title="Call the border post", owner=office.amina)
        raise_conflict(case, by=office.sam, reason="They accuse each other.", other_case=other)
    assert now(of_noor, office.sam).owner == office.sam
    with acting(office.sam):
        assert Todo.objects.get(pk=of_amina.pk).owner == office.amina


def test_an_emergency_look_is_to_do_until_all_looks_are_reviewed(office, case):
    assert office.sam
    for _ in range(2):
        with acting(office.noor):
            glass = break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
    with acting(office.sam):
        todo = Todo.objects.get(case=case, kind="emergency_look")
        assert todo.owner == office.sam
        first = type(glass).objects.exclude(pk=glass.pk).get(case=case)
        review_glass(first, by=office.sam, review="justified")
        todo.refresh_from_db()
        assert todo.done_at is None
        review_glass(type(glass).objects.get(pk=glass.pk), by=office.sam, review="justified")
        todo.refresh_from_db()
        assert todo.done_by == office.sam


def test_only_who_works_on_the_case_or_leads_its_team_can_have_one(office, case):
    with acting(office.amina):
        assert set(able(case)) == {office.amina, office.sam} if office.sam else None
        assert list(supervisors(case)) == [office.sam] and list(supervisors(case, but=office.sam)) == []
        todo = add_todo(case, by=office.amina, title="Call the clinic")
        for stranger in (office.noor, office.tess, office.dara, office.lina):
            with pytest.raises(ValidationError, match="works on this case"):
                reassign_todo(todo, by=office.amina, owner=stranger)
        todo.refresh_from_db()
        reassign_todo(todo, by=office.amina, owner=office.sam)
    assert mails_to(office.sam) == ["todo"]


def test_one_that_is_done_is_not_given_to_anybody_and_can_be_opened_again(case, amina):
    with acting(amina):
        todo = finish_todo(raise_todo(case, "legal_counsel", by=amina), by=amina)
        again = finish_todo(todo, by=amina)
        assert again.done_at == todo.done_at
        with pytest.raises(ValidationError, match="done"):
            reassign_todo(again, by=amina, owner=amina)
        assert reopen_todo(again, by=amina).done_at is None


def test_it_is_not_opened_again_beside_a_new_one_of_its_kind(case, amina):
    with acting(amina):
        first = finish_todo(raise_todo(case, "legal_counsel", by=amina), by=amina)
        raise_todo(case, "legal_counsel", by=amina)
        with pytest.raises(ValidationError, match="on the list already"):
            reopen_todo(first, by=amina)
