"""The pages of letters in a real Chromium at both widths, and a job that a real worker does while the page tells how far
it is. With CASEWORK_SHOTS a picture of each page is kept there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.casework.cases.test_look import show  # noqa: F401
from tests.referrals.letters.conftest import made, sent
from tests.referrals.test_referral_look import looked_at
from tests.waiting import follow


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


def test_letters_have_no_finding_and_a_job_tells_how_far_it_is(show, worker, office, received):  # noqa: F811
    letter = sent(made(received, office.amina), office.amina)
    draft = made(received, office.amina, language="my")
    here, batches = received.case.reference, reverse("letter_batches")
    theirs = reverse("portal_letter", args=[letter.number])
    assert looked_at(show, "lina", {"mine": reverse("portal_letters"), "one": theirs}) == {}
    places = {
        "list": reverse("letter_list", args=[here]),
        "draft": reverse("letter_detail", args=[here, draft.number]),
        "sent": reverse("letter_detail", args=[here, letter.number]),
        "batches": batches,
    }
    assert looked_at(show, "amina", places) == {}
    page = show("amina", reverse("letter_new", args=[here]), 1366)
    for name in ("kind", "to"):
        page.locator(f"input[name={name}]").first.check()
    follow(page, page.get_by_role("button", name="Show the preview"))
    expect(page.get_by_role("button", name="Make the letter")).to_be_visible()
    page = show("amina", batches, 1366)
    page.locator("input[name=kind]").first.check()
    page.locator("input[name=referrals]").first.check()
    follow(page, page.get_by_role("button", name="Make these letters"))
    expect(page.get_by_role("heading", name="1 of 1")).to_be_visible(timeout=180_000)
    expect(page.get_by_text("1 made, 0 not made, 0 to come.")).to_be_visible()
    job = page.url.removeprefix(worker.url)
    assert looked_at(show, "amina", {"job": job}) == {}
