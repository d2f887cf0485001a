"""Conflict blocks on the page: raised and lifted by the supervisor, unknown to those who are blocked (S-31)."""

import pytest

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import ConflictBlock
from tests.cast import browser_of


def blocks(user):
    with acting(user):
        return list(ConflictBlock.objects.all())


def test_a_blocked_worker_loses_the_case_with_the_next_click_and_gets_it_back(hers, leads, url, office, case):
    given = {"user": str(office.amina.pk), "reason": "He is her brother."}
    assert leads.post(f"{url}conflicts/new/", given).status_code == 302
    assert hers.get(url).status_code == 404
    assert case.reference not in hers.get("/cases/").content.decode()
    page = leads.get(f"{url}conflicts/").content.decode()
    assert "Amina Test" in page and "He is her brother." in page
    (block,) = blocks(office.sam)
    assert leads.post(f"{url}conflicts/{block.pk}/lift/").status_code == 302
    assert hers.get(url).status_code == 200


def test_two_cases_are_kept_apart_in_both_directions(hers, his, leads, url, office, case):
    with acting(office.noor):
        other = open_case(office.team, by=office.noor)
    given = {"number": f"{other.reference[:4]} {other.reference[4:]}", "reason": "One recruited the other."}
    assert leads.post(f"{url}conflicts/new/", given).status_code == 302
    assert len(blocks(office.sam)) == 2
    with acting(office.sam):
        from casework.cases import grants

        grants.assign(case, office.noor)
    assert his.get(url).status_code == 404


@pytest.mark.parametrize(
    "given",
    [{}, {"reason": "Nobody named."}, {"number": "AAAAAAAAAA", "reason": "No such number."}, {"number": "x" * 99},
     {"user": "x", "reason": "Not an id."}, {"reason": "a\0b"}],
)  # fmt: skip
def test_what_does_not_fit_is_said(leads, url, office, case, given):
    assert leads.post(f"{url}conflicts/new/", given).status_code == 422
    assert blocks(office.sam) == []


def test_only_one_is_blocked_at_a_time_and_never_without_a_reason(leads, url, office, elsewhere, case):
    both = {"user": str(office.amina.pk), "organisation": str(elsewhere.organisation.pk), "reason": "Both."}
    assert leads.post(f"{url}conflicts/new/", both).status_code == 422
    assert leads.post(f"{url}conflicts/new/", {"user": str(office.amina.pk), "reason": ""}).status_code == 422


def test_a_case_of_another_team_cannot_be_named(leads, url, office, case):
    with acting(office.amina):
        other = open_case(office.other_team, by=office.amina)
    assert leads.post(f"{url}conflicts/new/", {"number": other.reference, "reason": "Hidden."}).status_code == 422


def test_who_may_see_and_raise_blocks(office, url, case, hers, his):
    for browser, seen in (
        (hers, 404),
        (his, 404),
        (browser_of(office.dara), 200),
        (browser_of(office.tess), 404),
    ):
        assert browser.get(f"{url}conflicts/").status_code == seen
        assert browser.post(f"{url}conflicts/new/", {}).status_code in (403, 404)
