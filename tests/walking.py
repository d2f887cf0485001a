"""People walking through the real pages in a browser: their windows, what axe says of each page, and its pictures."""

import datetime
import os
from pathlib import Path

from django.utils import timezone

from tests.cast import browser_of
from tests.looking import AXE, OVERHANG, RULES
from tests.waiting import follow, settled

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 800}
SHOTS = os.environ.get("CASEWORK_SHOTS", "")


class Walk:
    """The windows of the four, the case's address, and what axe said of the pages so far."""

    def __init__(self, url, enter):
        self.url, self.enter = url, enter
        self.room, self.number, self.faults = "", "", {}
        self.windows = {}

    def of(self, name):
        """The window of one person; they sign in when they are first needed."""
        if name not in self.windows:
            self.windows[name] = self.enter(name)
        return self.windows[name]

    def open(self, name, place=""):
        """A person opens a page of the case."""
        window = self.of(name)
        assert window.goto(f"{self.url}{self.room}{place}").ok, place
        return window

    def look(self, window, kind, at=None):
        """axe, no sideways scroll at both widths, and pictures where somebody wants them. `at`: what they begin with."""
        settled(window)
        window.add_style_tag(content="*{transition:none!important}") if SHOTS else None
        window.evaluate("scrollTo(0, 0)")
        window.evaluate(AXE.read_text(encoding="utf-8"))
        found = window.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", RULES)["violations"]
        faults = [f"{item['id']} ({item['impact']}): {item['nodes'][0]['html'][:160]}" for item in found]
        for size in (PHONE, DESK):
            window.set_viewport_size(size)
            if window.evaluate(OVERHANG) > 0:
                faults.append(f"sideways at {size['width']}")
            keep(window, kind, size["width"], at)
        self.faults[kind] = faults


def keep(window, kind, width, at):
    """A picture of what somebody sees first, or from one place on."""
    if not SHOTS:
        return
    top = window.locator(at).first.bounding_box()["y"] + window.evaluate("scrollY") - 70 if at else 0
    window.evaluate("y => scrollTo(0, y)", top)
    window.screenshot(path=Path(SHOTS) / f"tour-{kind}-{width}.png")
    window.evaluate("scrollTo(0, 0)")


def seated(window, user):
    """The window of a browser in which this person is signed in; the form itself is gone through in test_walk.py."""
    key = browser_of(user).cookies["__Host-session"].value
    told = {"name": "__Host-session", "value": key, "url": "https://127.0.0.1/", "secure": True, "httpOnly": True}
    window.context.add_cookies([told])
    return window


def press(window, name):
    """Presses the button and waits for the page that follows."""
    window.wait_for_load_state("load")  # the last button of a page that is not whole yet is another one
    follow(window, window.get_by_role("button", name=name).last)


def choose(window, field, value):
    """Presses one tile, radio or box."""
    window.locator(f"main [name='{field}'][value='{value}']").check(force=True)


def date(window, field, day):
    """Types a day into its three boxes."""
    for part in ("day", "month", "year"):
        window.locator(f"[name={field}_{part}]").fill(str(getattr(day, part)))


def from_today(days):
    """A day as a person here reads it off the wall."""
    return timezone.localdate() + datetime.timedelta(days=days)
