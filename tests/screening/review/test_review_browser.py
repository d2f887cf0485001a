"""The review and the to-dos in a real browser, wide and narrow: nothing in anybody's way, and fields that open."""

import re

import pytest
from playwright.sync_api import expect

from accounts.acting import acting
from casework.todos.actions import add_todo, raise_todo
from screening.models import Screening
from tests.accounts.signin.conftest import with_password
from tests.accounts.staff.test_browser import sign_in
from tests.looking import WIDTHS, complaints
from tests.screening.conftest import move, submit
from tests.screening.review.conftest import address
from tests.waiting import follow


def waiting(office, opened):
    """A screening that waits, and to-dos of all looks on its case."""
    sent = submit(opened, office.amina)
    with acting(office.amina, "test.arrange"):
        add_todo(opened, by=office.amina, title="Call the clinic about Thursday", owner=office.sam)
        raise_todo(opened, "next_interview", by=office.amina, due_on="2026-01-10")
    return sent


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_nothing_serious_is_in_the_way_of_anybody(office, opened, second, live_app, page, width):
    sent = waiting(office, opened)
    page.set_viewport_size({"width": width, "height": 768})
    sign_in(page, live_app, with_password(office.sam), "/")
    todos = f"/cases/{opened.reference}/todos/"
    wrong = {}
    for path in ["/", "/review/", address(sent), todos, f"{todos}new/", "/todos/"]:
        page.goto(live_app.url + path)
        wrong[path] = complaints(page)
    assert {path: faults for path, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_decision_opens_its_field_and_the_button_says_its_verb(
    office, opened, live_app, browser, browser_context_args, script
):
    sent = submit(opened, office.amina)
    window = browser.new_context(**{**browser_context_args, "java_script_enabled": script}).new_page()
    sign_in(window, live_app, with_password(office.sam), address(sent))
    question, reason = window.get_by_label("What do you need to know?"), window.get_by_label("Why?", exact=True)
    expect(question).to_be_hidden()
    expect(window.get_by_role("button", name="Save decision")).to_be_visible()
    window.get_by_label(re.compile("^Decide otherwise")).check()
    expect(reason).to_be_visible()
    window.get_by_label(re.compile("^Return with a question")).check()
    expect(reason).to_be_hidden()
    question.fill("Which chat shows the price?")
    window.get_by_label(re.compile("About which sign")).select_option("A-REC-01")
    follow(window, window.get_by_role("button", name="Return with this question"))
    expect(window.get_by_text("Returned with your question")).to_be_visible()
    with acting(office.sam):
        assert Screening.objects.get(pk=sent.pk).status == Screening.Status.RETURNED
    window.context.close()


def test_two_supervisors_lower_protection_together(office, opened, second, live_app, browser, browser_context_args):
    sent = submit(opened, office.amina)
    move(sent, "override", office.sam, outcome="further_assessment", reason="Only one account so far.")
    window = browser.new_context(**browser_context_args).new_page()
    sign_in(window, live_app, with_password(second), "/review/")
    follow(window, window.get_by_role("link", name="Phạm Thu Trang").first)
    expect(window.get_by_role("heading", name="A second look")).to_be_visible()
    window.get_by_label(re.compile("^Agree")).check()
    follow(window, window.get_by_role("button", name="Agree to lower the protection"))
    expect(window.get_by_text("Agreed. The caseworker has been told.")).to_be_visible()
    with acting(office.sam):
        assert Screening.objects.get(pk=sent.pk).status == Screening.Status.OVERRIDDEN
    window.context.close()
