"""Drafts save themselves, say so, and are never lost without a word."""

import re

from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from accounts.acting import acting
from accounts.signin import drafts
from tests.waiting import stand_still, until

SAVED = re.compile(r"^Saved \d\d:\d\d$")
STORY = "textarea[name=story]"


def written(user):
    """The story in the person's draft of the page of parts, or nothing."""
    reader = get_user_model().objects.with_standing().get(pk=user.pk)
    with acting(reader, "test.look"):
        draft = drafts.draft_of(reader, "parts")
    return draft["story"] if draft else ""


def soon_written(user, words):
    """Whether the draft holds these words after a while: the page is gone before the answer comes."""
    return until(lambda: written(user) == words)


def test_two_seconds_after_typing_stops_the_draft_is_saved(site, page, sign_in, amina):
    sign_in(amina)
    page.goto(f"{site}/parts/")
    page.locator(STORY).fill("She was told nothing.")
    expect(page.locator("[data-saved-text]")).to_have_text(SAVED)
    assert written(amina) == "She was told nothing."


def test_saved_never_stands_over_words_that_were_typed_since(site, page, sign_in, amina):
    sign_in(amina)
    page.clock.install()
    page.goto(f"{site}/parts/")
    stand_still(page)
    said = page.locator("[data-saved-text]")
    page.locator(STORY).fill("First")
    page.locator(STORY).blur()
    expect(said).to_have_text(SAVED)
    page.locator(STORY).press("x")

    expect(said).to_have_text("Saving")


def test_leaving_a_field_saves_at_once(site, page, sign_in, amina):
    """The page's clock stands: nothing but the leaving can have sent it."""
    sign_in(amina)
    page.clock.install()
    page.goto(f"{site}/parts/")
    stand_still(page)
    page.locator(STORY).fill("At once.")
    page.locator(STORY).blur()
    expect(page.locator("[data-saved-text]")).to_have_text(SAVED)
    assert written(amina) == "At once."


def test_closing_the_page_saves_what_was_typed_last(site, page, sign_in, amina):
    sign_in(amina)
    page.goto(f"{site}/parts/")
    page.locator(STORY).fill("Typed just now.")
    page.goto("about:blank")

    assert soon_written(amina, "Typed just now.")


def test_leave_now_saves_the_draft_before_it_ends_the_session(site, page, neutral, sign_in, amina):
    sign_in(amina)
    page.goto(f"{site}/parts/")
    page.locator(STORY).fill("In the middle of")
    page.locator(".leave").click()
    page.wait_for_url(neutral)

    assert soon_written(amina, "In the middle of")


def test_a_draft_that_cannot_be_saved_says_so(site, page):
    page.goto(f"{site}/parts/")
    page.locator(STORY).fill("Nobody is signed in.")
    page.locator(STORY).blur()

    expect(page.locator("[data-saved-text]")).to_have_text("Not saved. Copy your text")
    expect(page.locator("[data-saved-said]")).to_have_text("Not saved. Copy your text")


def test_a_newer_draft_of_another_tab_is_not_overwritten(site, page, sign_in, amina):
    sign_in(amina)
    page.goto(f"{site}/parts/")
    other = page.context.new_page()
    other.goto(f"{site}/parts/")
    for tab, words in ((page, "First"), (other, "Second"), (page, "Third")):
        with tab.expect_response("**/account/drafts/"):
            tab.locator(STORY).fill(words)
            tab.locator(STORY).blur()

    expect(page.locator("[data-saved-text]")).to_have_text("Not saved. Newer in another tab")
