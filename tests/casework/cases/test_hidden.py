"""Every page of a case answers the same for a hidden case and for none (R-02, S-23, S-25, S-77, S-78)."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.cases.numbers import new_reference
from tests.casework.cases.conftest import told
from tests.cast import browser_of

GET = ["", "edit/", "step/start/", "step/hold/", "offer/", "assign/", "health-access/", "conflicts/",
       "conflicts/new/", "history/", "looks/"]  # fmt: skip
POST = ["edit/", "step/start/", "offer/", "assign/", "health-access/", "conflicts/new/", "looks/"]
STRANGE = [
    "' OR 1=1--",
    "%00",
    "1;DROP TABLE casework_case",
    "..%2f..",
    "%F0%9F%98%80",
    "A" * 3000,
    "%E1%9E%80%E2%80%AE",
]


def same(browser, method, room, hidden, missing):
    """Both answers, compared by status, body, headers and statements."""
    found = []
    for number in (hidden, missing):
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(browser, method)(f"/cases/{number}/{room}")
        found.append((*told(answer, number), sorted(answer.headers), len(queries)))
    assert found[0] == found[1], room
    assert found[0][0] == 404, room


@pytest.mark.parametrize("name", ["noor", "tess", "alex", "audrey", "lina", "paul"])
def test_a_case_of_others_looks_like_no_case_on_every_page(office, case, name):
    """S-23, S-78"""
    browser, missing = browser_of(getattr(office, name)), new_reference()
    browser.get("/")
    for method, rooms in (("get", GET), ("post", POST)):
        for room in rooms:
            same(browser, method, room, case.reference, missing)


def test_rows_of_a_hidden_case_are_hidden_by_their_own_id(his, office, case):
    """S-25"""
    for address in (
        "/review/emergency/{}/",
        "/cases/offers/{}/accept/",
        f"/cases/{case.reference}/conflicts/{{}}/lift/",
    ):
        assert his.post(address.format(uuid.uuid4())).status_code == 404


def test_a_row_is_not_reached_through_another_case(leads, office, case):
    """S-25"""
    from accounts.acting import acting
    from casework.cases.actions import open_case, raise_conflict
    from casework.models import Case

    with acting(office.amina):
        other = open_case(office.team, by=office.amina)
    with acting(office.sam):
        block = raise_conflict(Case.objects.get(pk=case.pk), by=office.sam, reason="Brother.", user=office.noor)
    assert leads.post(f"/cases/{other.reference}/conflicts/{block.pk}/lift/").status_code == 404


@pytest.mark.parametrize("reference", STRANGE)
def test_strange_numbers_are_no_cases_and_never_an_error(hers, case, reference):
    """S-77"""
    for room in ("", "history/", "step/start/"):
        assert hers.get(f"/cases/{reference}/{room}").status_code in (400, 404)


def test_a_number_may_be_typed_in_small_letters_and_groups(hers, case):
    typed = f"{case.reference[:4]}-{case.reference[4:]}".lower()
    assert hers.get(f"/cases/{typed}/").status_code == 200


def test_titles_and_addresses_tell_nothing(hers, case, url):
    for room in GET:
        page = hers.get(f"{url}{room}").content.decode()
        title = page.split("<title>")[1].split("</title>")[0]
        assert "Trang" not in title and case.reference not in title and len(title.split()) <= 3, title
        assert "Trang" not in "".join(part.split('"')[0] for part in page.split('href="')[1:])


def test_every_page_stays_within_sixteen_statements(hers, leads, case, url):
    for browser in (hers, leads):
        browser.get("/")
        for room in GET:
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"{url}{room}")
            assert len(queries) <= 16, (room, len(queries))
