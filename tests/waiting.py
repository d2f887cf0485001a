"""How a browser test waits: for what the page says or for the page that follows, never for a time and never for luck.

A click comes back before the next page is there, and the next page is visible before it is whole. So whoever reads
without waiting (`.all()`, `inner_text`, `count`, `page.url`, the database) first waits by one of these or by `expect`.
"""

import time

FONTS = "document.fonts.ready.then(() => true)"


def follow(window, place):
    """Clicks what leads to another page, and waits until that page is there and whole."""
    with window.expect_navigation():
        place.click()


def settled(window):
    """Waits until the page is whole and stands still: parsed, its deferred scripts run, its letters there."""
    window.wait_for_load_state("load")
    window.evaluate(FONTS)


def until(look, seconds=60):
    """The first true answer of `look`, or its last one: for what another process does in its own time."""
    limit = time.monotonic() + seconds
    while not (answer := look()) and time.monotonic() < limit:
        time.sleep(0.1)
    return answer


def escape_twice(window, left):
    """Esc, until two came within a second of each other and `left()` is true: a machine under load may be slower."""
    for _ in range(10):
        window.keyboard.press("Escape")
        if left():
            return


def stand_still(window):
    """The page's own clock stands from here on, so that nothing happens by a timer; a saved answer needs none."""
    window.clock.pause_at(time.time() + 5)
