"""How a browser test waits: for what the page says or for the page that follows, never for a time and never for luck.

A click comes back before the next page is there, and the next page is visible before it is whole. So whoever reads
without waiting (`.all()`, `inner_text`, `count`, `page.url`, the database) first waits by this or by `expect`.
"""


def follow(window, place):
    """Clicks what leads to another page, and waits until that page is there and whole."""
    with window.expect_navigation():
        place.click()
