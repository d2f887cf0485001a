"""Two people at the same moment, in real threads and transactions: one decision, one draft, no lost mark."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connections

from accounts.acting import acting
from accounts.performing import Stale
from accounts.workflow import WrongState
from casework.models import CaseStep, Todo
from screening import actions
from screening.models import IndicatorAnswer, Screening
from screening.transitions import SCREENING
from tests.screening.conftest import begin, present, submit


def at_once(*works):
    """What each piece of work returned or raised, begun together on connections of their own."""
    ready = Barrier(len(works))

    def run(work):
        ready.wait(90)
        try:
            return work()
        except (ValidationError, Stale) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def deciding(screening, by, step, **given):
    def work():
        with acting(by, "test.act"):
            return SCREENING.move(screening, step, by=by, **given)

    return work


def test_two_supervisors_at_once_give_one_decision(office, opened, second):
    screening = submit(opened, office.amina)
    results = at_once(
        deciding(screening, office.sam, "confirm"), deciding(screening, second, "return", reason="One more thing?")
    )
    assert sorted(type(result).__name__ for result in results) == ["Screening", "WrongState"]
    with acting(office.amina):
        taken = CaseStep.objects.filter(case=opened, step__in=["screening_confirm", "screening_return"])
        assert taken.count() == 1


def test_the_same_decision_twice_is_one(office, opened, second):
    screening = submit(opened, office.amina)
    results = at_once(deciding(screening, office.sam, "confirm"), deciding(screening, second, "confirm"))
    assert sum(isinstance(result, WrongState) for result in results) == 1
    with acting(office.amina):
        assert Todo.objects.filter(case=opened, kind="legal_counsel").count() == 1


def test_two_drafts_begun_at_once_are_one(office, opened):
    def work():
        with acting(office.amina, "test.act"):
            return actions.open_screening(opened, by=office.amina)

    results = at_once(work, work)
    assert sorted(type(result).__name__ for result in results) == ["Screening", "ValidationError"]


def test_two_marks_of_one_sign_at_once_keep_the_first_and_tell_the_second(office, opened):
    screening = begin(opened, office.amina, codes=())

    def marking(state):
        def work():
            with acting(office.amina, "test.act"):
                wanted = {"M-COE-04": {"state": state, "source": "testimony", "version": 0}}
                return actions.mark(screening, wanted, by=office.amina)

        return work

    results = at_once(marking("present"), marking("absent"))
    assert sorted(type(result).__name__ for result in results) == ["Screening", "Stale"]


def test_marks_of_different_signs_at_once_both_stand(office, opened):
    screening = begin(opened, office.amina, codes=())

    def marking(code):
        def work():
            with acting(office.amina, "test.act"):
                return actions.mark(screening, present(code), by=office.amina)

        return work

    at_once(marking("M-COE-04"), marking("M-COE-05"))
    with acting(office.amina):
        assert IndicatorAnswer.objects.filter(screening=screening, state="present").count() == 2


def test_a_mark_that_arrives_while_it_is_sent_is_in_the_outcome_or_refused(office, opened):
    screening = begin(opened, office.amina, codes=("A-REC-01",))

    def marking():
        with acting(office.amina, "test.act"):
            return actions.mark(screening, present("M-COE-04"), by=office.amina)

    marked, sent = at_once(marking, deciding(screening, office.amina, "submit"))
    with acting(office.amina):
        row = Screening.objects.get(pk=screening.pk)
        stands = IndicatorAnswer.objects.filter(screening=screening, code="M-COE-04").exists()
    assert sent.status == "submitted"
    assert stands is not isinstance(marked, ValidationError)
    assert row.counts["means"]["strong"] == int(stands)
