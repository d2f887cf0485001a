"""Two people edit one row: nothing typed is lost (I10, R-50, S-86)."""

import threading

import pytest
from django.db import connections

from accounts.acting import acting
from accounts.performing import Stale
from casework.cases.actions import assign_worker, edit_case
from casework.models import Case


@pytest.fixture
def both(office, case):
    with acting(office.sam):
        assign_worker(case, office.noor, by=office.sam)
    return case


def read(user, case):
    with acting(user):
        return Case.objects.get(pk=case.pk)


def test_the_second_saver_is_told_and_nothing_is_half_written(both, amina, noor):
    hers, his = read(amina, both), read(noor, both)
    with acting(amina):
        edit_case(hers, by=amina, label="By Amina")
    with pytest.raises(Stale), acting(noor):
        edit_case(his, by=noor, label="By Noor", urgency="now")
    stands = read(amina, both)
    with acting(amina):
        assert (stands.label, stands.urgency, stands.version) == ("By Amina", "usual", 2)


def test_of_two_savers_at_the_same_moment_one_wins_and_one_is_told(both, amina, noor):
    """With real threads and real transactions."""
    outcomes, gate = [], threading.Barrier(2)

    def save(user, label):
        try:
            with acting(user):
                row = Case.objects.get(pk=both.pk)
                gate.wait(timeout=10)
                edit_case(row, by=user, label=label)
            outcomes.append("saved")
        except Stale:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=pair) for pair in ((amina, "A"), (noor, "N"))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["saved", "told"]


def test_a_raw_update_that_forgets_the_version_is_refused(both, amina):
    from django.db import DatabaseError, transaction

    with acting(amina), pytest.raises(DatabaseError, match="in the meantime"), transaction.atomic():
        Case.objects.filter(pk=both.pk).update(urgency="now")
