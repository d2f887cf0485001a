"""Every part, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.looking import DESK, PHONE, WIDTHS

PAGES = ["/parts/", "/parts/case/", "/parts/conflict/", "/sign-in/", "/no/such/page/"]


@pytest.fixture
def browser_context_args(browser_context_args):
    """axe is put into the page by the test, past the page's content policy."""
    return {**browser_context_args, "bypass_csp": True}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_accessibility_finding_and_no_sideways_scroll(site, page, findings, overhang, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + path)

    assert findings(page) == []
    assert overhang(page) <= 0


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_longest_saved_text_does_not_push_leave_now_off_the_screen(site, page, overhang, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/parts/")
    page.locator("[data-saved-text]").evaluate("place => place.textContent = 'Not saved. Newer in another tab now'")

    edge = page.locator(".leave").bounding_box()

    assert overhang(page) <= 0
    assert edge["x"] + edge["width"] <= width


def test_the_page_asks_nobody_but_its_own_site(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/parts/")
    page.wait_for_load_state("networkidle")

    assert {address.split("/")[2] for address in asked if address.startswith("http")} == {site.split("/")[2]}
    assert any(address.endswith(".woff2") for address in asked)


def test_the_content_policy_lets_every_part_through(site, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("/parts/", "/parts/conflict/"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")

    assert complaints == []


def test_without_script_the_menu_and_the_rooms_open(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/parts/")
    page.locator("details.menu > summary").click()

    expect(page.locator(".menu__sheet a", has_text="Beds")).to_be_visible()
    expect(page.locator(".ends")).to_be_visible()
    page.locator("details.menu > summary").click()
    page.locator("details.rooms > summary").first.click()
    expect(page.locator("details.rooms a", has_text="Consent").first).to_be_visible()
    context.close()


def test_the_keyboard_goes_skip_link_mark_names_account_leave_and_then_the_menu(site, page):
    page.goto(f"{site}/parts/case/")
    page.locator("body").press("Tab")
    stops = []
    for _ in range(7):
        stops.append(page.evaluate("document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")

    assert stops[:3] == ["Skip to main content", "Daybook", "Cover names"]
    leave = next(at for at, words in enumerate(stops) if words.startswith("Leave now"))
    assert stops[leave + 1] == "My work"


def test_names_are_covered_by_their_initials(site, page):
    page.goto(f"{site}/parts/case/?covered")

    assert page.locator(".who__name").inner_text().split() == ["P.", "T.", "T."] * 2
    assert page.get_by_text("Trang").count() == 0
