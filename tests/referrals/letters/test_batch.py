"""Many letters at once: each exactly once, whatever happens to the worker, and a sentence for each that cannot be."""

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from casework.cases.actions import open_case
from referrals.letters import batch
from referrals.letters.models import Letter, LetterJob, LetterLine
from tests.referrals.letters.conftest import NAMED, read_by_a_lead
from tests.referrals.letters.test_letters import withdrawn
from tests.referrals.steps import Way

State = LetterLine.State


@pytest.fixture
def two(office, case):
    """Two referrals to the same mission, received."""
    with acting(office.amina, "test.arrange"):
        other = open_case(office.team, by=office.amina, person={"name": "Lê Văn Bình"}, language="vie")
    return [Way(office, one, NAMED).to("acknowledged") for one in (case, other)]


def asked(office, kind="travel_document", language="en", send=False):
    """(job, ids of its lines): what was handed to the worker."""
    wanted = []
    with acting(office.amina, "test.arrange"):
        rows = list(batch.candidates(office.amina))
        job = batch.ask_for(
            rows, by=office.amina, kind=kind, language=language, send=send, request=lambda line, by: wanted.append(line)
        )
    return job, wanted


def work(office, line):
    """What one task does."""
    with acting(office.amina, "write_letter"):
        return batch.write_line(line, by=office.amina)


def told(office, job):
    with acting(office.amina):
        return batch.counts(job)


def test_each_is_made_once_however_often_the_task_comes(office, two):
    job, lines = asked(office)
    assert len(lines) == 2
    assert told(office, job) == {"waiting": 2, "done": 0, "failed": 0, "total": 2}
    assert [work(office, line) for line in (*lines, *lines)] == ["done", "done", None, None]
    assert told(office, job) == {"waiting": 0, "done": 2, "failed": 0, "total": 2}
    with acting(office.amina):
        assert Letter.objects.count() == 2
        assert {row.status for row in Letter.objects.all()} == {"draft"}


def test_a_worker_that_is_killed_on_the_way_leaves_the_line_to_be_made_again(office, two):
    job, (first, _second) = asked(office)

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), acting(office.amina, "write_letter"):
        batch.write_line(first, by=office.amina)
        raise Killed
    assert told(office, job)["waiting"] == 2
    assert work(office, first) == "done"
    with acting(office.amina):
        assert Letter.objects.count() == 1


def test_two_workers_at_once_make_one_letter(office, two):
    """The second finds the line locked, and leaves it."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    from django.db import connection

    _job, (line, _other) = asked(office)
    begun, done = Event(), Event()

    def slow():
        try:
            with acting(office.amina, "write_letter"):
                state = batch.write_line(line, by=office.amina)
                begun.set()
                assert done.wait(120)
            return state
        finally:
            begun.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(slow)
        assert begun.wait(120)
        mine = work(office, line)
        done.set()
        assert (mine, other.result(120)) == (None, "done")


def test_what_was_taken_back_meanwhile_is_not_made_and_says_why(office, two):
    job, lines = asked(office, send=True)
    withdrawn(office, two[0])
    assert sorted(work(office, line) for line in lines) == ["done", "failed"]
    with acting(office.amina):
        row = LetterLine.objects.get(job=job, state=State.FAILED)
        assert "ended" in row.reason and row.letter_id is None
        assert [(row.share_id, row.status) for row in Letter.objects.all()] == [(two[1].share_id, "sent")]


def test_nothing_is_sent_in_a_language_that_nobody_has_read(office, two):
    with pytest.raises(ValidationError, match="is a draft"):
        asked(office, language="my", send=True)
    read_by_a_lead(office, "travel_document", "my")
    _job, lines = asked(office, language="my", send=True)
    assert {work(office, line) for line in lines} == {"done"}


def test_a_letter_that_was_made_and_cannot_be_sent_is_not_kept(office, case):
    Way(office, case, NAMED).to("approved")
    job, (line,) = asked(office, send=True)
    assert work(office, line) == "failed"
    with acting(office.amina):
        assert not Letter.objects.exists()
        assert "was not sent yet" in LetterLine.objects.get(job=job).reason


def test_only_who_asked_sees_the_job_and_who_lost_the_case_makes_nothing(office, two):
    job, (line, other) = asked(office)
    for somebody in (office.sam, office.lina, office.noor):
        with acting(somebody):
            assert not LetterJob.objects.filter(pk=job.pk).exists()
            assert batch.write_line(line, by=somebody) is None
    with acting(office.lina):
        assert not LetterLine.objects.permitted(office.lina, "letter.make").exists()
    assert work(office, other) == "done"


def test_the_worker_learns_what_waits_for_long_and_in_whose_name(office, two):
    from django.db import connections, transaction

    job, lines = asked(office)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT line FROM letters_waiting(100)")
        assert cursor.fetchall() == []
        cursor.execute("UPDATE referrals_letterjob SET asked_at = now() - interval '3 minutes' WHERE id = %s", [job.pk])
        cursor.execute("SELECT line, actor FROM letters_waiting(100)")
        assert sorted(cursor.fetchall()) == sorted((line, office.amina.pk) for line in lines)
