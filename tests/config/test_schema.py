"""The OpenAPI schema says what the door offers, and the migrations go back and forth."""

import re

import pytest
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from accounts.api import PolicyViewSet
from accounts.walls import Statement
from casework.models import Case

METHODS = ("get", "post", "patch", "put", "delete")


@pytest.fixture(scope="module")
def schema():
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(schema):
    return [
        (path, method, each)
        for path, every in schema["paths"].items()
        for method, each in every.items()
        if method in METHODS
    ]


def body_of(schema, operation):
    """The properties of an operation's body, or None where it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return None
    found = next(iter(content.values()))["schema"]
    name = found.get("$ref", "").rpartition("/")[2]
    return set((schema["components"]["schemas"][name] if name else found).get("properties", {}))


def views():
    """{name of the route: viewset} of the interface."""
    (door,) = [
        each
        for each in get_resolver().url_patterns
        if getattr(each, "pattern", None) and str(each.pattern) == "api/v1/"
    ]
    return {each.name: (str(each.pattern), getattr(each.callback, "cls", None)) for each in door.url_patterns}


def test_the_schema_describes_every_address_without_an_error_or_a_warning(schema):
    assert not GENERATOR_STATS._error_cache and not GENERATOR_STATS._warn_cache
    assert {"/api/v1/cases/", "/api/v1/people/{person}/papers/", "/api/v1/consents/", "/api/v1/changes/"} <= set(
        schema["paths"]
    )
    assert {"session", "token"} <= set(schema["components"]["securitySchemes"])


def test_every_step_of_every_workflow_has_its_own_address_with_what_it_asks(schema):
    steps = {(where, cls) for where, cls in views().values() if "step>" in where}
    assert len(steps) >= 2
    for where, cls in steps:
        assert issubclass(cls, PolicyViewSet)
        for name, body in cls.bodies().items():
            ending = re.sub(r"<\w+:(\w+)>", "{}", where).replace("{}/{}/", f"{{}}/{name}/")
            (found,) = [
                each for path, method, each in operations(schema)
                if method == "post" and re.sub(r"{\w+}", "{}", path) == f"/api/v1/{ending}"
            ]  # fmt: skip
            asks = set(cls.workflow.steps[name].asks) if cls.workflow and name in cls.workflow.steps else None
            if asks is not None:
                assert body_of(schema, found) == (asks or None), (where, name)
            assert (body is None) == (body_of(schema, found) is None), (where, name)
    assert not [path for path in schema["paths"] if "{step}" in path or "{kind}" in path]


def test_operation_ids_are_names_and_not_numbers(schema):
    names = [each["operationId"] for _path, _method, each in operations(schema)]
    assert len(names) == len(set(names))
    assert [name for name in names if re.search(r"_\d+$", name)] == []
    assert {"cases_start", "consents_withdraw", "people_papers_create", "changes_list", "token_create"} <= set(names)


def test_rows_around_a_person_are_described_by_their_own_shape(schema):
    papers = body_of(schema, schema["paths"]["/api/v1/people/{person}/papers/"]["post"])
    contacts = body_of(schema, schema["paths"]["/api/v1/people/{person}/contacts/"]["post"])
    assert {"number", "country", "where"} <= papers and {"value", "safety"} <= contacts and not papers & {"safety"}


def test_writing_names_the_headers_it_needs(schema):
    for path, method, each in operations(schema):
        headers = {found["name"] for found in each.get("parameters", ()) if found["in"] == "header"}
        if each["operationId"].endswith("_create") and "201" in each["responses"] and "token" not in path:
            assert "Idempotency-Key" in headers, path
        if method in ("patch", "delete"):
            assert "If-Match" in headers, path


def test_a_list_is_described_as_rows_and_the_next_cursor(schema):
    page = schema["paths"]["/api/v1/cases/"]["get"]
    assert {"cursor", "limit", "status", "language", "worker"} == {found["name"] for found in page["parameters"]}
    name = page["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert set(schema["components"]["schemas"][name]["properties"]) == {"results", "next"}


def test_new_rows_of_a_case_name_it(schema):
    for path in ("/api/v1/consents/", "/api/v1/interviews/", "/api/v1/screenings/"):
        assert "case" in body_of(schema, schema["paths"][path]["post"]), path


def test_a_table_made_again_first_clears_what_its_predecessor_left():
    """Dropping a table leaves its functions behind; keeper's can be dropped by the owner but not replaced."""

    class Editor:
        deferred_sql: list = []

    wall = Statement(name="x", make="MAKE {table};", drop="DROP {table};")
    wall.constraint_sql(Case, Editor)
    assert Editor.deferred_sql == ["DROP casework_case; MAKE casework_case;"]
