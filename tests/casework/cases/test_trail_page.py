"""What changed, and who looked: for those entitled to it, only what they may read, and without end."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.models import Case, Person
from casework.people.actions import edit_person
from tests.cast import browser_of


def changed(case, user, **fields):
    with acting(user):
        edit_case(Case.objects.get(pk=case.pk), by=user, **fields)


def test_a_change_shows_before_after_who_when_and_which_act(hers, url, case, amina):
    changed(case, amina, told="First words")
    changed(case, amina, told="Second words", urgency="now")
    page = hers.get(f"{url}history/").content.decode()
    for words in (
        "First words",
        "Second words",
        "Changed the case",
        "Amina Test",
        "How urgent",
        "Made the draft",
    ):
        assert words in page, words
    assert page.index("Second words") > page.index("First words") > 0  # before, then after, in the newest act


def test_the_typed_reason_stands_with_the_step(hers, url, case):
    hers.post(f"{url}step/discard/", {"reason": "Opened twice by mistake.", "closure_reason": "duplicate"})
    page = hers.get(f"{url}history/").content.decode()
    assert "Opened twice by mistake." in page and "Discard the draft" in page and "Duplicate record" in page


def test_what_the_reader_may_not_read_leaves_the_same_mark_changed_or_not(leads, hers, url, case, office):
    """S-42"""
    with acting(office.sam):
        from casework.cases.actions import grant_health

        grant_health(Case.objects.get(pk=case.pk), office.amina, by=office.sam)
    with acting(office.amina):
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=office.amina, health_notes="CANARY-HEALTH")
    assert "CANARY-HEALTH" in hers.get(f"{url}history/").content.decode()
    text = leads.get(f"{url}history/").content.decode()
    assert "CANARY-HEALTH" not in text and "Health notes" not in text
    assert "Not shared" in text


def test_the_pages_of_the_history_miss_nothing_and_repeat_nothing(hers, url, case, amina):
    for number in range(45):
        changed(case, amina, told=f"mark-{number:02}-")
    seen, address = [], f"{url}history/"
    while address:
        page = hers.get(address).content.decode()
        seen += re.findall(r'data-label="After">(mark-\d\d-)', page)
        older = re.search(r'href="(\?older=[^"]+)"', page)
        address = f"{url}history/{older.group(1)}" if older else ""
    assert seen == [f"mark-{number:02}-" for number in reversed(range(45))]


def test_the_history_costs_the_same_for_one_change_and_for_thirty(hers, url, case, amina):
    hers.get("/")
    counts = []
    for more in (1, 29):
        for number in range(more):
            changed(case, amina, told=f"{more} {number}")
        with CaptureQueriesContext(connection) as queries:
            hers.get(f"{url}history/")
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= 16


def test_who_may_read_the_history(office, url, case):
    expected = {
        "amina": 200,
        "sam": 200,
        "dara": 404,
        "noor": 404,
        "tess": 404,
        "alex": 404,
        "lina": 404,
        "audrey": 404,
    }
    for name, status in expected.items():
        assert browser_of(getattr(office, name)).get(f"{url}history/").status_code == status, name


@pytest.mark.parametrize("query", ["older=zz", "older=WzFd:1:2", "x=1", "which=some", "older=%00"])
@pytest.mark.parametrize("room", ["history", "looks"])
def test_a_forged_place_answers_400(hers, url, case, room, query):
    """S-77"""
    assert hers.get(f"{url}{room}/?{query}").status_code == 400


def test_each_look_says_who_what_and_why(hers, leads, url, case, sam):
    leads.get(url)
    page = hers.get(f"{url}looks/").content.decode()
    assert "Sam Test" in page and "Leads the team" in page and "Overview: " in page
    assert "No look was an emergency." in page


def test_looks_of_the_own_workers_are_counted_and_listed_when_asked(hers, leads, url, case):
    for _ in range(3):
        hers.get(url)
    text = leads.get(f"{url}looks/").content.decode()
    assert "3 looks by the caseworkers of this case are counted" in text
    assert "Amina Test" not in text.split("<tbody")[1].split("</tbody")[0] if "<tbody" in text else True
    assert "Amina Test" in leads.get(f"{url}looks/?which=all").content.decode()


def test_all_looks_can_be_reached_page_by_page(hers, url, case, amina):
    for _ in range(60):
        hers.get(f"{url}?show=steps")
    counted, address = 0, f"{url}looks/?which=all"
    while address:
        page = hers.get(address).content.decode()
        counted += page.split("<tbody")[1].count("Overview: ")
        older = re.search(r'href="(\?which=all&amp;older=[^"]+)"', page)
        address = f"{url}looks/{older.group(1).replace('&amp;', '&')}" if older else ""
    assert counted == 60


def test_an_emergency_look_is_named_as_one(his, hers, url, case):
    his.post("/cases/emergency/", {"number": case.reference, "reason": "She is at the hospital now."})
    his.get(url)
    page = hers.get(f"{url}looks/").content.decode()
    assert "Noor Test" in page and "Emergency. A reason was given" in page


def test_a_list_is_one_look_and_never_says_more_than_a_list_shows(hers, leads, url, office, case):
    from casework.cases.actions import open_case

    with acting(office.amina):
        open_case(office.team, by=office.amina)
    leads.get("/cases/")
    page = hers.get(f"{url}looks/").content.decode()
    assert page.count("A list: name and age") == 1


def test_a_print_is_recorded(hers, leads, url, case):
    assert "recorded" in leads.post(f"{url}looks/").content.decode()
    assert "Who looked, printed" in hers.get(f"{url}looks/").content.decode()


def test_who_may_see_who_looked(office, url, case):
    expected = {
        "amina": 200,
        "sam": 200,
        "dara": 200,
        "noor": 404,
        "tess": 404,
        "alex": 404,
        "lina": 404,
        "audrey": 404,
    }
    for name, status in expected.items():
        browser = browser_of(getattr(office, name))
        assert browser.get(f"{url}looks/").status_code == status, name
        assert browser.post(f"{url}looks/").status_code == status, name
