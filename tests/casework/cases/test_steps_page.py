"""Steps of a case on the page: only in their order, only by those whose step it is, with a reason (S-33)."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import edit_case
from casework.cases.transitions import CASE
from casework.consents.actions import answer, inform
from casework.models import Case, CaseStep
from tests.cast import browser_of


@pytest.fixture
def ready(case, amina):
    """The draft has all it needs to be opened."""
    with acting(amina):
        row = Case.objects.get(pk=case.pk)
        edit_case(row, by=amina, safety_checked_on=timezone.localdate())
        told = inform(row, by=amina, type="case_data", language="vie")
        ends = timezone.localdate() + datetime.timedelta(days=60)
        answer(told, by=amina, status="given", giver="individual", how="written", expires_on=ends)


@pytest.fixture
def opened(ready, case, amina):
    """The case is open."""
    with acting(amina):
        return CASE.move(Case.objects.get(pk=case.pk), "start", by=amina)


def test_a_draft_is_opened_when_all_is_there(hers, url, now, amina, ready):
    assert "Open the case" in hers.get(url).content.decode()
    assert hers.post(f"{url}step/start/").status_code == 302
    assert now(amina).status == "open"


def test_what_is_missing_is_said_on_the_overview_and_at_the_step(hers, url, now, amina, case):
    page = hers.get(url).content.decode()
    assert "Something is missing" in page and "Do the safety check" in page
    answer = hers.post(f"{url}step/start/")
    assert answer.status_code == 422
    assert "First record that the person agrees" in answer.content.decode()
    assert now(amina).status == "draft"


@pytest.mark.parametrize("step", ["assist", "follow_up", "hold", "resume", "propose_close"])
def test_a_step_cannot_be_skipped(hers, url, now, amina, case, step):
    """S-33"""
    answer = hers.post(f"{url}step/{step}/", {"reason": "Because I say so", "closure_reason": "goals_met"})
    assert answer.status_code == 409
    assert "Because I say so" in answer.content.decode() or step in ("follow_up", "resume")
    assert "Nothing was changed" in answer.content.decode()
    assert hers.get(f"{url}step/{step}/").status_code == 409
    assert now(amina).status == "draft"


def test_a_draft_cannot_be_closed_by_the_supervisor(leads, url, now, sam, case):
    """S-33"""
    assert leads.post(f"{url}step/approve_close/").status_code == 409
    assert now(sam).status == "draft"


@pytest.mark.parametrize("name", ["nothing", "move", "__class__", "close", "edit"])
def test_there_are_no_other_steps(hers, url, case, name):
    assert hers.get(f"{url}step/{name}/").status_code == 404
    assert hers.post(f"{url}step/{name}/").status_code == 404


def test_closing_takes_two_people(hers, leads, url, now, amina, opened):
    assert hers.post(f"{url}step/propose_close/", {"reason": ""}).status_code == 422
    given = {"reason": "She is home and well.", "closure_reason": "goals_met"}
    assert hers.post(f"{url}step/propose_close/", given).status_code == 302
    assert now(amina).status == "closure_proposed"
    assert hers.post(f"{url}step/approve_close/").status_code == 403
    assert "Close the case" in leads.get(url).content.decode()
    assert leads.post(f"{url}step/approve_close/").status_code == 302
    assert now(amina).status == "closed"
    assert leads.post(f"{url}step/approve_close/").status_code == 409


def test_a_returned_proposal_leads_back_to_where_the_case_was(hers, leads, url, now, amina, opened):
    hers.post(f"{url}step/propose_close/", {"reason": "Done, I think.", "closure_reason": "goals_met"})
    assert leads.post(f"{url}step/return_proposal/", {"reason": " "}).status_code == 422
    assert leads.post(f"{url}step/return_proposal/", {"reason": "The fine is open."}).status_code == 302
    assert (now(amina).status, now(amina).closure_reason) == ("open", "")
    assert "The fine is open." in hers.get(url).content.decode()


@pytest.mark.parametrize("reason", ["x" * 100_000, "a\0b"])
def test_a_reason_that_does_not_fit_is_refused(hers, url, now, amina, opened, reason):
    assert hers.post(f"{url}step/hold/", {"reason": reason}).status_code == 422
    assert now(amina).status == "open"


def test_the_timeline_shows_each_step_with_its_reason_newest_first(hers, url, opened):
    hers.post(f"{url}step/hold/", {"reason": "Three <b>attempts</b>, no answer."})
    hers.post(f"{url}step/resume/")
    page = hers.get(url).content.decode()
    assert "Three &lt;b&gt;attempts&lt;/b&gt;, no answer." in page
    assert page.index("The case goes on") < page.index("Put on hold.") < page.index("The case was opened")
    assert "Put on hold." not in hers.get(f"{url}?show=people").content.decode()


def test_the_timeline_goes_on_behind_older_and_misses_nothing(hers, url, case, amina):
    at = timezone.now()
    with acting(amina):
        for number in range(30):
            CaseStep(case=case, step=f"mark-{number:02}-", by=amina, at=at).save(force_insert=True)
    seen, address = "", url
    while address:
        page = hers.get(address).content.decode()
        seen += page
        address = url + page.split('<a href="?older=')[1].split('"')[0] if '<a href="?older=' in page else ""
        address = address.replace(url, f"{url}?older=") if address else ""
    assert [seen.count(f"mark-{n:02}-") for n in range(30)] == [1] * 30


@pytest.mark.parametrize("query", ["show=x", "older=zz", "other=1", "show=%00"])
def test_the_overview_takes_no_other_words_in_its_address(hers, url, case, query):
    """S-46, S-77"""
    assert hers.get(f"{url}?{query}").status_code == 400


def test_a_step_is_for_those_whose_step_it_is(office, url, opened):
    expected = {
        "sam": 403,
        "dara": 403,
        "noor": 404,
        "tess": 404,
        "alex": 404,
        "audrey": 404,
        "lina": 404,
        "paul": 404,
    }
    for name, status in expected.items():
        browser = browser_of(getattr(office, name))
        assert browser.post(f"{url}step/hold/", {"reason": "No contact."}).status_code == status, name
