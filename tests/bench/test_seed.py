"""The invented caseload: its size, its personas, its walls, and what happens when it is asked for twice."""

import io

import pytest
from django.core.management import CommandError, call_command

from casework.models import Case
from config.bench.offices import PERSONAS, Plan, persona
from config.bench.truth import keeper, visible
from tests.bench.conftest import SIZE


def number(sql, *values):
    with keeper() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


OURS = "casework_case c JOIN accounts_user u ON u.id = c.opened_by_id AND u.username LIKE 'seed.%%'"


def test_it_prints_and_writes_the_number_that_was_asked_for(caseload):
    assert f"Written: {SIZE} cases" in caseload
    assert number(f"SELECT count(*) FROM {OURS}") >= SIZE


def test_the_sizes_of_the_offices_add_up_and_fall(caseload):
    sizes = Plan(10_000, 1).office_sizes()
    assert sum(sizes) == 10_000 and sizes == sorted(sizes, reverse=True) and 1400 < sizes[0] < 1700


def test_the_personas_see_very_different_parts(caseload):
    seen = {name: len(visible(persona(name))) for name in PERSONAS}
    assert seen["nobody"] == 0
    assert 0 < seen["stale-org"] < seen["coordinator"] < seen["big-org"] < seen["ten-orgs"]


def test_the_stale_office_has_only_old_cases(caseload):
    newest = number("SELECT max(opened_at) FROM casework_case WHERE id = ANY (%s)", visible(persona("stale-org")))
    everybodys = number(f"SELECT max(c.opened_at) FROM {OURS}")
    assert (everybodys - newest).days > 3 * 365


def test_every_case_has_history_and_a_key_of_its_own(caseload):
    assert number(f"SELECT count(*) FROM {OURS} WHERE NOT EXISTS (SELECT FROM case_key k WHERE k.case_id = c.id)") == 0
    missing = (
        "NOT EXISTS (SELECT FROM casework_historicalcase h WHERE h.id = c.id AND h.history_user_id = c.opened_by_id)"
    )
    assert number(f"SELECT count(*) FROM {OURS} WHERE {missing}") == 0


def test_what_people_told_is_sealed(caseload):
    assert number(f"SELECT count(*) FROM {OURS} WHERE position('passport'::bytea IN c.told) > 0") == 0
    from accounts.acting import acting

    with acting(persona("big-org"), "test"):
        assert len(Case.objects.get(pk=visible(persona("big-org"))[0]).told) > 400


def test_the_same_numbers_again_write_nothing_more(caseload):
    said = io.StringIO()
    call_command("seed", cases=SIZE, stdout=said)
    assert "Written: 0 cases" in said.getvalue()


@pytest.mark.parametrize("asked", [{"cases": SIZE + 1}, {"cases": SIZE, "seed": 2}, {"cases": 10}])
def test_another_caseload_beside_it_is_refused_in_a_sentence(caseload, asked):
    with pytest.raises(CommandError, match="\\."):
        call_command("seed", stdout=io.StringIO(), **asked)
