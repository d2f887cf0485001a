"""Tasks run in a real worker, over a real Valkey, as the role `worker` (S-37, R-10)."""

from django.db import connections, transaction

from accounts.acting import acting
from accounts.tasks import drop_ended_access
from casework.models import Case
from config.celery import app
from tests.waiting import until


def left_over(case):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT count(*) FROM case_access WHERE case_id = %s AND principal LIKE 'glass:%%'", [case.pk])
        return cursor.fetchone()[0]


def test_a_real_worker_clears_access_that_ended(worker, case, noor):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            "INSERT INTO case_access SELECT case_id, %s, now() - interval '2 hours', opened_at, status, language, child"
            " FROM case_access WHERE case_id = %s LIMIT 1",
            [f"glass:{noor.pk}", case.pk],
        )
    assert left_over(case) == 1
    drop_ended_access.delay()
    assert until(lambda: left_over(case) == 0, 120)


def test_a_task_with_nobody_behind_it_sees_no_rows_and_with_somebody_theirs(case, amina, noor):
    """S-37: the base task opens the actor of its header"""

    @app.task(bind=True, name=f"test.count.{case.pk}")
    def count(self):
        return Case.objects.count()

    def run(**headers):
        return count.apply(headers=headers).get()

    assert run() == 0
    assert run(actor=str(noor.pk)) == 0
    assert run(actor=str(amina.pk)) == 1
    with acting(amina):
        assert Case.objects.count() == 1
