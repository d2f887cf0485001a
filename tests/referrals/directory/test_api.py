"""The directory over REST."""

import uuid

import pytest
from django.utils import timezone

from accounts.acting import acting
from referrals.directory.models import DirectoryEntry
from tests.cast import browser_of, new_user
from tests.referrals.directory.conftest import aged, make_entry, make_person, make_place, make_service

URL = "/api/v1/directory/"
NEW = {"name": "Door", "kind": "ngo", "country": "TH"}


def post(browser, url, body, key=None):
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return browser.post(url, body, content_type="application/json", headers=headers)


def patch(browser, url, body, version):
    return browser.patch(url, body, content_type="application/json", headers={"If-Match": f'"{version}"'})


def test_an_entry_is_made_once_read_changed_and_found_true(office):
    browser, key = browser_of(office.amina), uuid.uuid4().hex
    made = post(browser, URL, NEW, key)
    assert made.status_code == 201 and made["ETag"] == '"1"'
    assert post(browser, URL, NEW, key).json()["id"] == made.json()["id"]
    assert post(browser, URL, NEW | {"name": "Other"}, key).status_code == 422
    url = f"{URL}{made.json()['id']}/"
    assert patch(browser, url, {"description": "Open."}, 1).json()["version"] == 2
    stale = patch(browser, url, {"description": "Shut."}, 1)
    assert stale.status_code == 412 and stale.json()["current"]["description"] == "Open."
    assert browser.patch(url, {}, content_type="application/json").status_code == 428
    with acting(office.amina):
        row = DirectoryEntry.objects.get(pk=made.json()["id"])
    row = aged(row, timezone.localdate().replace(year=2020, day=1), office.amina)
    assert browser.get(url).json()["age"] == "too_old" and browser.get(url).json()["selectable"] is False
    assert browser.post(f"{url}verify/", headers={"If-Match": '"1"'}).status_code == 412
    true = browser.post(f"{url}verify/", headers={"If-Match": f'"{row.version}"'})
    assert true.status_code == 200 and true.json()["age"] == "fresh" and true.json()["selectable"] is True
    assert browser.post(f"{url}nothing/").status_code == 404


def test_places_services_and_people_hang_on_their_entry(office, entry, keeper):
    browser, url = browser_of(office.amina), f"{URL}{entry.pk}/parts/"
    place = post(browser, f"{url}places/", {"name": "House", "country": "TH"})
    assert place.status_code == 201
    beds = {"name": "Beds", "kind": "shelter", "places": [place.json()["id"]], "sexes": ["female"], "cost": "5.00",
            "currency": "USD"}  # fmt: skip
    service = post(browser, f"{url}services/", beds)
    assert service.status_code == 201 and service.json()["places"] == [place.json()["id"]]
    person = {"name": "Nok", "country": "TH", "days": ["MO"], "opens": "08:00", "closes": "09:00"}
    nok = post(browser, f"{url}people/", person)
    assert nok.status_code == 201 and nok.json()["working_now"] in (True, False)
    one = f"{url}people/{nok.json()['id']}/"
    assert patch(browser, one, {"deputy": nok.json()["id"]}, 1).status_code == 400
    assert patch(browser, one, {"title": "Head"}, 1).json()["title"] == "Head"
    whole = browser.get(f"{URL}{entry.pk}/").json()
    assert {row["name"] for row in whole["people"]} == {"Orn", "Nok"} and len(whole["services"]) == 2
    assert browser.delete(one, headers={"If-Match": '"1"'}).status_code == 412
    assert browser.delete(one, headers={"If-Match": '"2"'}).status_code == 204
    assert browser.delete(one, headers={"If-Match": '"2"'}).status_code == 404
    assert post(browser, f"{url}dragons/", {}).status_code == 404
    other = make_place(make_entry(keeper, "Other"), keeper)
    strange = patch(browser, f"{url}services/{service.json()['id']}/", {"places": [str(other.pk)]}, 1)
    assert strange.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"kind": "x"},
        {"keeper": "x"},
        {"verified_on": "2030-01-01"},
        {"name": "x" * 500},
        {"name": "a\0b"},
        {"restricted": True},
        [],
        "text",
    ],
)
def test_bad_bodies_are_400_and_store_nothing(office, body):
    sent = NEW | body if isinstance(body, dict) else body
    assert post(browser_of(office.amina), URL, sent).status_code == 400


def test_roles_that_are_not_named_and_other_organisations(office, elsewhere, entry):
    for user in (office.lina, office.audrey, new_user("Program", office.organisation, "api_client")):
        browser = browser_of(user)
        for url in (URL, f"{URL}{entry.pk}/", f"{URL}hsds/"):
            assert browser.get(url).status_code == 404, (user, url)
        assert post(browser, URL, NEW).status_code == 404
    browser = browser_of(elsewhere.amina)
    assert browser.get(f"{URL}{entry.pk}/").status_code == 200
    assert patch(browser, f"{URL}{entry.pk}/", {"name": "x"}, 1).status_code == 403
    assert post(browser, f"{URL}{entry.pk}/parts/places/", {"name": "x", "country": "TH"}).status_code == 403
    assert browser.get(f"{URL}hsds/").status_code == 403
    assert post(browser_of(office.dara), URL, NEW).status_code == 403


def test_the_list_goes_page_by_page_with_the_filters_of_the_page(office, keeper):
    new = new_user("Pat", office.organisation, "caseworker")
    for number in range(5):
        row = make_entry(new, f"Row {number}")
        make_service(row, new, kind="shelter" if number % 2 else "basic_needs", maximum_age=number)
    browser, seen, cursor = browser_of(new), [], ""
    while cursor is not None:
        page = browser.get(URL, {"limit": 2, "show": "mine", "cursor": cursor}).json()
        seen += [row["name"] for row in page["results"]]
        cursor = page["next"]
    assert seen == [f"Row {number}" for number in range(5)]
    found = browser.get(URL, {"show": "mine", "service": "shelter", "age": "2"}).json()["results"]
    assert [row["name"] for row in found] == ["Row 3"]
    for wrong in ({"x": "1"}, {"service": "x"}, {"age": "200"}, {"cursor": "x"}, {"limit": "0"}):
        assert browser.get(URL, wrong).status_code == 400, wrong


def test_the_list_costs_the_same_for_one_row_and_for_thirty(office, django_assert_max_num_queries):
    new = new_user("Pat", office.organisation, "caseworker")
    browser = browser_of(new)
    for number in range(30):
        row = make_entry(new, f"Row {number}")
        make_person(row, new)
    with django_assert_max_num_queries(16):
        assert len(browser.get(URL, {"show": "mine", "limit": 100}).json()["results"]) == 30
