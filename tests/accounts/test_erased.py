"""A case whose key was deleted (R-34): nobody reaches it, whatever is written on it later."""

from django.db import connections

from tests.cast import browser_of


def test_a_case_without_its_key_stays_out_of_reach_whatever_is_written_on_it_later(case, office):
    with connections["owner"].cursor() as cursor:
        cursor.execute("BEGIN; SET LOCAL ROLE keeper")
        cursor.execute("DELETE FROM case_key WHERE case_id = %s", [case.pk])
        cursor.execute("SELECT refresh_access(ARRAY[%s::uuid])", [case.pk])
        cursor.execute("SELECT count(*) FROM case_access WHERE case_id = %s", [case.pk])
        left = cursor.fetchone()[0]
        cursor.execute("COMMIT")

    assert left == 0
    assert browser_of(office.amina).get("/cases/").status_code == 200
    assert browser_of(office.amina).get(f"/cases/{case.reference}/").status_code == 404
