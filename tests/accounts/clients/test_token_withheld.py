"""Canaries in every confidential field, every route of the interface with a token: nothing but the client's groups."""

from accounts.policy import READABLE, Right, Role
from tests.machines import CHANGES, Machine
from tests.test_withheld import CANARY, ROUTES, address, planted  # noqa: F401

ALL = ["intake:write", "case:read", "case:write", "referral:read", "stats:read"]
OPEN = {group.value for group in READABLE[(Role.CLIENT, Right.ORG)]}
BODY = '{"status": "x"}'


def answers(machine, url):
    yield machine.call(url)
    yield machine.call(url, method="POST", data=BODY, content_type="application/json")
    yield machine.call(url, method="PATCH", data=BODY, content_type="application/json", HTTP_IF_MATCH='"1"')
    yield machine.call(f"{url}?label__startswith=CANARY&limit=200")


def shown(machine, planted, routes):  # noqa: F811
    found = {}
    for name in routes:
        for answer in answers(machine, address(name, planted["keys"])):
            assert answer.status_code < 500, (name, answer.content)
            found.setdefault(name, set()).update(CANARY.findall(answer.getvalue().decode(errors="replace")))
    return {name: groups for name, groups in found.items() if groups}


def test_a_token_with_every_scope_shows_only_the_groups_of_programs(office, planted):  # noqa: F811
    found = shown(Machine(office.organisation, ALL), planted, sorted(n for n in ROUTES if n.startswith("api_")))
    assert {name: groups - OPEN for name, groups in found.items() if groups - OPEN} == {}
    assert found["api_changes"] == {"identity", "facts"} and "identity" in found["api_case"]


def test_a_token_that_may_only_count_shows_nothing(office, planted):  # noqa: F811
    machine = Machine(office.organisation, ["stats:read"])
    assert shown(machine, planted, sorted(name for name in ROUTES if name.startswith("api_"))) == {}


def test_a_token_of_another_organisation_shows_nothing(elsewhere, planted):  # noqa: F811
    machine = Machine(elsewhere.organisation, ALL)
    assert shown(machine, planted, sorted(name for name in ROUTES if name.startswith("api_"))) == {}


def test_a_token_shows_nothing_on_any_page(office, planted):  # noqa: F811
    machine = Machine(office.organisation, ALL)
    pages = sorted(name for name in ROUTES if not name.startswith("api_"))
    assert shown(machine, planted, pages) == {}


def test_the_feed_holds_nothing_of_a_case_whose_consent_was_refused(office, planted):  # noqa: F811
    from accounts.acting import acting
    from casework.consents.actions import answer, inform

    machine = Machine(office.organisation, ALL)
    with acting(office.amina, "test.refuse"):
        told = inform(planted["case"], by=office.amina, type="case_data", language="vie")
        answer(told, by=office.amina, status="refused")
    assert shown(machine, planted, sorted(name for name in ROUTES if name.startswith("api_"))) == {}
    assert "CANARY" not in machine.call(CHANGES).content.decode()
