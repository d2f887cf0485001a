"""The list of cases: filters, pages by key, what it costs and what it shows."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import Case
from tests.cast import browser_of

NUMBER = re.compile(r'href="/cases/([A-Z0-9]{10})/"')


def cases_of(office, count, *, by=None, **fields):
    """Cases of Amina's opened in the same three moments, so that times are equal."""
    by = by or office.amina
    with acting(by, "test.arrange"):
        at = timezone.now()
        return [
            open_case(office.team, by=by, opened_at=at - datetime.timedelta(minutes=n % 3), **fields)
            for n in range(count)
        ]


def numbers(response):
    """Case numbers of a list page, in order."""
    return list(dict.fromkeys(NUMBER.findall(response.content.decode())))


def link(response, word):
    """The address behind Newer or Older, or None."""
    found = re.search(rf'href="([^"]+)">{word}<', response.content.decode())
    return found.group(1).replace("&amp;", "&") if found else None


def test_the_pages_are_the_same_as_all_cases_in_order_whatever_times_are_equal(hers, office):
    made = cases_of(office, 60)
    right = [c.reference for c in sorted(made, key=lambda c: (c.opened_at, c.pk), reverse=True)]
    answer, seen, pages = hers.get("/cases/"), [], []
    while True:
        seen += numbers(answer)
        pages.append(numbers(answer))
        older = link(answer, "Older")
        if older is None:
            break
        answer = hers.get(f"/cases/{older}")
    assert seen == right
    newer = hers.get(f"/cases/{link(answer, 'Newer')}")
    assert numbers(newer) == pages[-2]
    first = hers.get(f"/cases/{link(newer, 'Newer')}")
    assert numbers(first) == pages[0]
    assert link(first, "Newer") is None


def test_a_page_costs_ten_statements_for_one_case_and_for_thirty(hers, office):
    hers.get("/")
    counts = []
    for more in (1, 29):
        cases_of(office, more)
        with CaptureQueriesContext(connection) as queries:
            assert hers.get("/cases/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_each_sees_the_own_cases_and_a_supervisor_those_of_the_team(hers, his, leads, office):
    first, second = cases_of(office, 1)[0], cases_of(office, 1, by=office.noor)[0]
    assert numbers(hers.get("/cases/")) == [first.reference]
    assert numbers(his.get("/cases/")) == [second.reference]
    assert set(numbers(leads.get("/cases/"))) == {first.reference, second.reference}
    assert numbers(browser_of(office.tess).get("/cases/")) == []


def test_filters_narrow_and_stay_while_paging(hers, office):
    vie, khm = cases_of(office, 27, language="vie"), cases_of(office, 2, language="khm")
    assert set(numbers(hers.get("/cases/?language=khm"))) == {c.reference for c in khm}
    page = hers.get("/cases/?language=vie&status=draft")
    older = hers.get(f"/cases/{link(page, 'Older')}")
    assert set(numbers(page)) | set(numbers(older)) == {c.reference for c in vie}
    assert numbers(hers.get("/cases/?status=open")) == []
    assert numbers(hers.get("/cases/?child=yes")) == []


def test_mine_and_my_teams_are_different_reasons(hers, leads, office):
    cases_of(office, 2)
    assert len(numbers(hers.get("/cases/?whose=mine"))) == 2
    assert numbers(hers.get("/cases/?whose=team")) == []
    assert len(numbers(leads.get("/cases/?whose=team"))) == 2
    assert numbers(leads.get("/cases/?whose=mine")) == []


@pytest.mark.parametrize(
    "query",
    ["phone=1", "label=x", "person__name__startswith=P", "status=x", "language=%00", "whose=all", "child=1",
     "older=zz", "newer=' OR 1=1--", "older=WzFd:x:y", "status=draft&status=open", "page=2", "q=Trang"],
)  # fmt: skip
def test_what_is_no_filter_or_no_value_answers_400_in_plain_words(hers, case, query):
    """S-46, S-77"""
    answer = hers.get(f"/cases/?{query}")
    assert answer.status_code == 400
    assert b"cannot be read" in answer.content


def test_a_place_in_the_list_cannot_be_forged(hers, office):
    cases_of(office, 27)
    older = link(hers.get("/cases/"), "Older")
    assert hers.get(f"/cases/{older}").status_code == 200
    broken = older[:-1] + ("A" if older[-1] != "A" else "B")
    assert hers.get(f"/cases/{broken}").status_code == 400


def test_who_has_no_cases_by_their_role_has_no_list(office):
    for name in ("alex", "audrey", "lina"):
        assert browser_of(getattr(office, name)).get("/cases/").status_code == 404, name


def test_the_data_protection_officer_sees_numbers_and_no_names(office, case):
    answer = browser_of(office.dara).get("/cases/")
    assert numbers(answer) == [case.reference]
    assert "Trang" not in answer.content.decode()
    assert "Bridge" not in answer.content.decode()
    assert "Not shared" in answer.content.decode()


def test_covered_names_are_initials(hers, case):
    hers.post("/account/cover-names/", {"covered": "1"})
    text = hers.get("/cases/").content.decode()
    assert "Phạm Thu Trang" not in text
    assert "P. T. T." in text


def test_a_case_without_a_name_shows_its_working_name_or_says_so(hers, office):
    with acting(office.amina):
        open_case(office.team, by=office.amina, label="Blue jacket")
        open_case(office.team, by=office.amina)
    text = hers.get("/cases/").content.decode()
    assert "Blue jacket" in text and "Name not given" in text


def test_names_are_text_and_not_markup(hers, office):
    with acting(office.amina):
        open_case(office.team, by=office.amina, person={"name": "<script>alert(1)</script>"})
    assert b"<script>alert" not in hers.get("/cases/").content


def test_the_word_of_a_search_is_in_no_address_and_finds_other_spellings(hers, case):
    answer = hers.post("/cases/search/", {"word": "Fam Tu Trang"})
    assert answer.status_code == 200
    assert numbers(answer) == [case.reference]
    assert 'value="Fam Tu Trang"' in answer.content.decode()
    assert hers.get("/cases/search/").status_code == 302


def test_a_typed_number_goes_straight_to_the_case(hers, his, case):
    typed = f"{case.reference[:4]} {case.reference[4:8]} {case.reference[8:]}".lower()
    assert hers.post("/cases/search/", {"word": typed})["Location"] == f"/cases/{case.reference}/"
    hidden = his.post("/cases/search/", {"word": typed})
    assert hidden.status_code == 200
    assert numbers(hidden) == []


@pytest.mark.parametrize("word", ["", "x" * 100_000, "a\0b", "   "])
def test_a_search_for_nothing_or_too_much_says_what_to_do(hers, case, word):
    answer = hers.post("/cases/search/", {"word": word})
    assert answer.status_code == 422
    assert numbers(answer) == []


def test_a_search_takes_only_known_filters(hers, case):
    assert hers.post("/cases/search/", {"word": "Trang", "status": "x"}).status_code == 422
    assert numbers(hers.post("/cases/search/", {"word": "Trang", "status": "open"})) == []


def test_more_than_a_thousand_is_said_as_such(hers, office, monkeypatch):
    from casework.cases.views_list import counted

    assert (counted(12), counted(1000), counted(1001)) == ("12", "1,000", "1,000+")
    assert Case.objects.count() == 0  # nobody acts here


def test_a_search_among_mine_finds_only_mine(leads, case):
    assert numbers(leads.post("/cases/search/", {"word": "Trang", "whose": "team"})) == [case.reference]
    assert numbers(leads.post("/cases/search/", {"word": "Trang", "whose": "mine"})) == []
