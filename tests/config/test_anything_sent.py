"""Whatever the OpenAPI schema lets somebody send, to every address as several readers: never a 5xx, never a word they
may not read (S-77; schemathesis makes the requests, and half of them go to a row that exists)."""

import json
import os
import re
import time
from collections import Counter
from urllib.parse import urlencode

import pytest
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings

from accounts.policy import READABLE, Right, Role
from tests.cast import browser_of
from tests.machines import Machine
from tests.test_withheld import CANARY, planted  # noqa: F401

schemathesis = pytest.importorskip("schemathesis")
EXAMPLES = int(os.environ.get("CASEWORK_ATTACKS", "2"))  # for each operation and reader
SECONDS = 15 * EXAMPLES
FIRST_WORD = {"people": "person", "consents": "consent"}
ALL = ["intake:write", "case:read", "case:write", "referral:read", "stats:read"]


@pytest.fixture(scope="module")
def operations():
    """Every operation of the schema, with the strategy of its requests."""
    raw = json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True), default=str))
    return [found.ok() for found in schemathesis.openapi.from_dict(raw).get_all_operations()]


def real(operation, keys):
    """The address of the planted rows for this operation; a random one for what is not planted."""
    first = operation.path.removeprefix("/api/v1/").split("/")[0]
    known = {
        "reference": keys["case"],
        "person": keys["person"],
        "id": keys.get(FIRST_WORD.get(first, ""), keys["any"]),
    }
    return re.sub(r"{(\w+)}", lambda name: str(known.get(name[1], keys["any"])), operation.path)


def sent(client, case, address):
    """The answer to one generated request; the machine's token goes along where there is one."""
    data = {} if case.media_type is None else {"data": body_of(case), "content_type": case.media_type}
    headers = {
        name: value.encode("latin-1", "replace").decode("latin-1") for name, value in (case.headers or {}).items()
    }
    if isinstance(client, Machine):
        headers["authorization"] = f"Bearer {client.kept}"
        client = client.door
    return client.generic(case.method.upper(), address, QUERY_STRING=query_of(case), headers=headers, **data)


def body_of(case):
    if isinstance(case.body, bytes):
        return case.body
    if case.media_type != "application/json":
        return "&".join(f"{name}={value}" for name, value in case.body.items()) if isinstance(case.body, dict) else ""
    return json.dumps(case.body, default=str)


def query_of(case):
    return urlencode(case.query or {}, doseq=True, errors="replace")


def wrong_answers(client, operations, keys, allowed, seconds):
    """({operation: what is wrong}, {status: how often}), within `seconds`; every operation gets at least one request."""
    found, codes, end = {}, Counter(), time.monotonic() + seconds
    for number, operation in enumerate(operations):
        left = (end - time.monotonic()) / (len(operations) - number)
        try_one(client, operation, keys, allowed, EXAMPLES if left > 0.1 else 1, found, codes)
    return found, codes


def try_one(client, operation, keys, allowed, times, found, codes):
    """Sends `times` made-up requests to one operation and notes what was wrong."""
    tried = []

    @given(case=operation.as_strategy())
    @settings(
        max_examples=times, deadline=None, phases=[Phase.generate], database=None,
        derandomize=True, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def attack(case):
        tried.append(case)
        address = real(operation, keys) if len(tried) % 2 else case.formatted_path
        answer = sent(client, case, address)
        codes[answer.status_code] += 1
        seen = set(CANARY.findall(answer.getvalue().decode(errors="replace"))) - allowed
        if answer.status_code >= 500 or seen:
            found[f"{operation.method} {operation.path}"] = (answer.status_code, seen, case.body, case.query)

    attack()
    assert tried


def groups(role, right):
    return {group.value for group in READABLE[(role, right)]}


def test_nothing_that_the_caseworker_sends_breaks_anything(office, planted, operations):  # noqa: F811
    allowed = groups(Role.CASEWORKER, Right.USER)
    browser = browser_of(office.amina, raise_request_exception=False)
    found, codes = wrong_answers(browser, operations, planted["keys"], allowed, SECONDS / 3)
    assert found == {}
    assert codes[200] > 5 and codes[400] > 5 and codes[404] > 5, codes


def test_nothing_that_a_stranger_sends_breaks_or_shows_anything(elsewhere, planted, operations):  # noqa: F811
    browser = browser_of(elsewhere.amina, raise_request_exception=False)
    found, codes = wrong_answers(browser, operations, planted["keys"], set(), SECONDS / 3)
    assert found == {} and codes[404] > 20, codes


def test_nothing_that_a_program_sends_breaks_or_shows_more_than_its_groups(office, planted, operations):  # noqa: F811
    machine = Machine(office.organisation, ALL)
    machine.door.raise_request_exception = False
    machine.kept = machine.token()
    allowed = groups(Role.CLIENT, Right.ORG)
    found, codes = wrong_answers(machine, operations, planted["keys"], allowed, SECONDS / 3)
    assert found == {} and codes[200] > 2 and codes[404] > 20, codes
