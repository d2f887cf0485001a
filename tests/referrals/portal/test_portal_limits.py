"""The recipients' pages: numbers that are none, filters nobody listed, and few queries whatever their rows."""

import pytest
from django.urls import reverse

from accounts.acting import acting
from referrals.consular.actions import write
from referrals.consular.transitions import CONSULAR
from tests.cast import browser_of
from tests.referrals.steps import Way, fresh


@pytest.fixture
def lina(office):
    """A signed-in browser of the mission."""
    return browser_of(office.lina)


@pytest.mark.parametrize("number", ["ZZZZZZZZZZ", "1", "%00", "x" * 300, "H4K9TQ2M7C"])
def test_a_number_that_is_none_is_not_there(office, case, lina, number):
    """S-77, S-78"""
    Way(office, case).to("acknowledged")
    assert lina.get(f"/portal/{number}/").status_code in (404, 400)


def test_an_unknown_filter_is_refused(office, case, lina):
    """S-46"""
    Way(office, case).to("acknowledged")
    for query in ("?phone=1", "?case__alias__startswith=a", "?older=forged"):
        assert lina.get(reverse("portal_list") + query).status_code == 400, query


def test_the_list_and_a_page_take_few_queries_whatever_their_rows(office, lina, django_assert_max_num_queries):
    from casework.cases.actions import open_case

    for number in range(12):
        with acting(office.amina, "test.arrange"):
            case = open_case(office.team, by=office.amina, person={"name": f"Somebody {number}"}, language="vie")
        referral = Way(office, case).to("acknowledged")
        with acting(office.lina, "test.arrange"):
            CONSULAR.move(fresh(referral), "check", by=office.lina)
    with acting(office.amina, "test.arrange"):
        for number in range(12):
            write(fresh(referral), by=office.amina, text=f"Line {number}")
    lina.get(reverse("portal_list"))  # the first click of a session writes it down
    with django_assert_max_num_queries(10):
        text = lina.get(reverse("portal_list")).content.decode()
    assert text.count("Somebody ") == 12
    with django_assert_max_num_queries(16):
        assert "Line 11" in lina.get(reverse("portal_detail", args=[referral.number])).content.decode()
