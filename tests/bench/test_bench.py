"""What load cannot move: pages touched, queries sent, nodes of the plans, and that a wrong row is noticed."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.acting import acting
from casework.models import Case, Person
from config.bench import database, writing_paths
from config.bench.measuring import Race, figures, nodes_of, pages_of, plan_of, queries_of
from config.bench.offices import PERSONAS, persona
from config.bench.paths import PATHS, SEEING
from config.bench.reading import STATUS, at_depth, counting, listing
from config.bench.truth import keeper, visible

GUARDED = {"casework_case", "casework_person", "case_access", "casework_historicalcase", "casework_historicalperson"}
READ = [name for name in PATHS if name.startswith(("list", "count", "depth", "detail", "search", "security"))]
WRITTEN = ["create", "update", "update:status", "update:language", "read-audit", "html-list", "json-list"]


def scans(plan):
    """Large tables that the plan reads from end to end."""
    return {table for kind, table in nodes_of(plan) if kind == "Seq Scan" and table in GUARDED}


def indexes(plan):
    """Names of the indexes that the plan uses."""
    below = [name for child in plan.get("Plans", ()) for name in indexes(child)]
    return [plan.get("Index Name", ""), *below]


@pytest.mark.parametrize("filters", [{}, STATUS], ids=["unfiltered", "by-status"])
@pytest.mark.parametrize("name", PERSONAS)
def test_a_list_touches_few_pages_and_reads_no_table_from_end_to_end(caseload, name, filters):
    with listing(name, **filters) as race:
        plan = plan_of(race.statement)
        assert pages_of(plan) <= race.must["pages"]
        assert scans(plan) == set()


@pytest.mark.parametrize("name", PERSONAS)
def test_a_count_reads_the_access_rows_alone(caseload, name):
    with counting(name) as race:
        plan = plan_of(race.statement)
        assert {table for _kind, table in nodes_of(plan)} & {"casework_case", "casework_person"} == set()


@pytest.mark.parametrize("name", SEEING)
def test_a_page_at_depth_touches_at_most_half_more_than_the_first(caseload, name):
    with at_depth(name) as race:
        assert pages_of(plan_of(race.statement)) <= 1.5 * pages_of(plan_of(race.floor_statement))


@pytest.mark.parametrize("name", SEEING)
def test_a_list_is_two_statements_whatever_its_rows(caseload, name):
    with listing(name) as race:
        assert queries_of(race.run) == 2


@pytest.mark.parametrize("model", [Case, Person])
def test_the_history_of_one_case_is_found_by_its_index(caseload, model):
    user = persona("big-org")
    with acting(user, "test"):
        rows = model.history.filter(**{model.case_column: visible(user)[0]})
        assert scans(plan_of(rows.query.sql_with_params())) == set()


@pytest.mark.parametrize("name", READ + WRITTEN)
def test_every_path_does_what_brute_force_says(caseload, name):
    with PATHS[name]() as race:
        assert race.right()


def test_an_import_leaves_everything_that_a_click_leaves(caseload, monkeypatch):
    monkeypatch.setattr(writing_paths, "IMPORT", 120)
    with PATHS["import"]() as race:
        assert race.right()


@pytest.mark.parametrize("name", ["html-list", "json-list"])
def test_a_list_through_a_door_sends_at_most_ten_queries(caseload, name):
    with PATHS[name]() as race:
        assert queries_of(race.run) <= 10


PLANTED = """
INSERT INTO case_access (case_id, principal, opened_at, status, language, child)
SELECT id, 'user:' || %s, opened_at, status, language, child FROM casework_case WHERE id = %s"""


@pytest.fixture
def planted(caseload):
    """A row of case_access that no grant stands behind."""
    user, case_id = persona("nobody"), visible(persona("big-org"))[0]
    with keeper() as cursor:
        cursor.execute(PLANTED, [user.pk, case_id])
    yield
    with keeper() as cursor:
        cursor.execute("DELETE FROM case_access WHERE case_id = %s AND principal = 'user:' || %s", [case_id, user.pk])


@pytest.mark.parametrize("make", [listing, counting])
def test_one_case_too_many_is_noticed(planted, make):
    with make("nobody") as race:
        assert not race.right()


@pytest.fixture
def taken(caseload):
    """One access row is missing, though its grant is there."""
    case_id, columns = (
        visible(persona("coordinator"))[0],
        "case_id, principal, until, opened_at, status, language, child",
    )
    with keeper() as cursor:
        cursor.execute(f"DELETE FROM case_access WHERE case_id = %s RETURNING {columns}", [case_id])
        rows = cursor.fetchall()
    yield
    with keeper() as cursor:
        cursor.executemany(f"INSERT INTO case_access ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)


@pytest.mark.parametrize("make", [listing, counting])
def test_one_case_too_few_is_noticed(taken, make):
    with make("coordinator") as race:
        assert not race.right()


def test_figures_are_false_where_the_rows_are_wrong_or_a_limit_is_not_kept(caseload):
    def nothing():
        return None

    right = figures(Race(nothing, nothing, right=lambda: True, must={"queries": 0}, rounds=3))
    wrong = figures(Race(nothing, nothing, right=lambda: False, rounds=3))
    slow = figures(Race(nothing, nothing, right=lambda: True, must={"ratio": -1}, rounds=3))
    assert (right["correct"], right["holds"]) == (True, True)
    assert (wrong["correct"], wrong["holds"]) == (False, False)
    assert (slow["correct"], slow["holds"]) == (True, False)


def test_pages_that_grow_at_equal_size_are_not_held():
    assert database.growth(10_000, (140, 26), 100_000, (141, 26))["holds"]
    assert not database.growth(10_000, (140, 26), 100_000, (190, 26))["holds"]


@pytest.mark.parametrize("after", [(140, 26), (8, 0)])
def test_growth_is_not_judged_where_the_results_differ_or_are_empty(after):
    assert "holds" not in database.growth(10_000, (6, 0), 100_000, after)


@pytest.mark.parametrize("column", ["status", "language", "child"])
@pytest.mark.parametrize("make", ["list", "count"])
def test_a_filter_is_answered_from_an_index_that_begins_with_it(caseload, make, column):
    """The planner once took the unfiltered index: nothing at 10,000 cases, 25,000 pages at 100,000."""
    filters = (
        {"status": "draft"} if column == "status" else {"language": "vie"} if column == "language" else {"child": True}
    )
    with (listing if make == "list" else counting)("ten-orgs", **filters) as race:
        assert f"case_access_{column}" in indexes(plan_of(race.statement))


def test_a_path_that_does_not_exist_is_answered_with_the_names_there_are():
    with pytest.raises(CommandError, match="read-audit"):
        call_command("bench", only="nonsense")


def test_the_bench_has_a_database_of_its_own():
    assert database.name_for(10_000) == "bench_casework_10000"
    assert database.name_for(10_000) != connections["default"].settings_dict["NAME"]


def test_a_row_is_one_line_of_json_with_the_fixed_names(caseload):
    with listing("coordinator") as race:
        race.rounds = 3
        row = json.loads(json.dumps({"path": "list", "n": 1, **figures(race)}))
    fixed = {"path", "n", "rounds", "p50_ms", "p95_ms", "floor_ms", "ratio", "queries", "pages", "correct"}
    assert fixed <= row.keys()
