"""Opening a case on the page."""

import json
import re
import uuid

import pytest
from django.core import signing

from accounts.acting import acting
from casework.models import Case, Person
from tests.cast import browser_of

NEW = "/cases/new/"


def token_of(browser):
    """The one-time token of a fresh form."""
    return re.search(r'name="token" value="([^"]+)"', browser.get(NEW).content.decode()).group(1)


def form(browser, office, **fields):
    """What a person would send."""
    return {"token": token_of(browser), "team": str(office.team.pk), "stage": "out", "urgency": "usual",
            "language": "vie", **fields}  # fmt: skip


def cases(user):
    """All cases the user may see."""
    with acting(user):
        return list(Case.objects.select_related("person").order_by("created_at"))


def test_a_draft_is_opened_with_what_is_known(hers, office):
    answer = hers.post(
        NEW,
        form(hers, office, name="Phạm Thu Trang", referrer="hotline", safety_checked_on_day="1"),
    )
    assert answer.status_code == 422  # a day alone is no date
    answer = hers.post(NEW, form(hers, office, label="Bridge", name="Phạm Thu Trang", told="Two\r\nlines"))
    (case,) = cases(office.amina)
    assert answer["Location"] == f"/cases/{case.reference}/"
    with acting(office.amina):
        case = Case.objects.get(pk=case.pk)
        assert (case.status, case.label, case.told) == ("draft", "Bridge", "Two\nlines")
        assert Person.objects.get(case=case).name == "Phạm Thu Trang"


def test_only_the_team_is_needed(hers, office):
    assert hers.post(NEW, form(hers, office, language="und")).status_code == 302
    assert len(cases(office.amina)) == 1


def test_two_clicks_open_one_case(hers, office):
    sent = form(hers, office, label="Once")
    first, second = hers.post(NEW, sent), hers.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert len(cases(office.amina)) == 1


def test_two_clicks_at_once_open_one_case(office, committed):
    """The second insert waits for the first, fails on the id, and leads to the same case."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    browsers = [browser_of(office.amina) for _ in range(2)]
    sent = form(browsers[0], office, label="Once")

    def send(browser):
        try:
            return browser.post(NEW, sent)["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(send, browsers))) == 1
    assert len(cases(office.amina)) == 1


@pytest.mark.parametrize("kind", ["made up", "of somebody else", "empty"])
def test_a_token_we_did_not_give_to_this_person_opens_nothing(hers, his, office, kind):
    tokens = {
        "made up": signing.dumps([str(uuid.uuid4()), str(office.amina.pk)], salt="other"),
        "of somebody else": token_of(his),
        "empty": "",
    }
    answer = hers.post(NEW, form(hers, office) | {"token": tokens[kind]})
    assert answer.status_code == 422
    assert cases(office.amina) == []


def test_a_team_of_another_office_is_refused_and_what_was_typed_stays(hers, office, elsewhere):
    answer = hers.post(NEW, form(hers, office, label="Kept text", team=str(elsewhere.team.pk)))
    assert answer.status_code == 422
    assert "Kept text" in answer.content.decode()
    assert cases(office.amina) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("told", "x" * 100_000), ("label", "a\0b"), ("language", "xxx"), ("stage", "' OR 1=1--"),
     ("team", "no-id"), ("name", "y" * 201), ("safety_checked_on_day", "31"), ("referrer", "nobody")],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_written(hers, office, name, value):
    """S-77"""
    answer = hers.post(NEW, form(hers, office) | {name: value})
    assert answer.status_code == 422, name
    assert cases(office.amina) == []


def test_right_to_left_and_markup_stay_text(hers, office):
    text = "\u202eمرحبا <img src=x onerror=alert(1)>"
    hers.post(NEW, form(hers, office, label=text, told=text))
    (case,) = cases(office.amina)
    page = hers.get(f"/cases/{case.reference}/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_who_opens_no_cases_has_no_such_page(office):
    for name in ("sam", "dara", "alex", "audrey", "lina", "paul"):
        browser = browser_of(getattr(office, name))
        assert browser.get(NEW).status_code == browser.post(NEW, {}).status_code == 404, name


def test_a_draft_comes_back_and_is_forgotten_when_it_was_sent(hers, his, office):
    sent = form(hers, office, label="Kept for later", urgency="now")
    kept = hers.post("/account/drafts/", sent | {"_draft": "case-new", "_path": NEW})
    assert json.loads(kept.content)["version"] == 1
    page = hers.get(NEW).content.decode()
    assert "Kept for later" in page and "Your draft of" in page
    assert sent["token"] in page
    assert "Kept for later" not in his.get(NEW).content.decode()
    hers.post(NEW, sent)
    assert "Kept for later" not in hers.get(NEW).content.decode()
