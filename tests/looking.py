"""What every look at a page asks: axe on a phone, and no sideways scroll on a phone or at a desk.

axe reads the document, which is the same at both widths; twice would cost the suite minutes. Who takes pictures
(CASEWORK_SHOTS) looks at both.
"""

import os
from pathlib import Path

from tests.waiting import settled

AXE = Path(__file__).parent / "vendor/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = 1366, 360
WIDTHS = [DESK, PHONE] if os.environ.get("CASEWORK_SHOTS") else [PHONE]
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def overhang(page):
    """By how many pixels the page hangs over its side, at the width where it is worse."""
    settled(page)
    before, found = page.viewport_size, []
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        found.append(page.evaluate(OVERHANG))
    page.set_viewport_size(before)
    return max(found)


def findings(page):
    """What axe finds: rule, weight and the first places of each."""
    settled(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", RULES)["violations"]
    return [(v["id"], v["impact"], [node["html"][:200] for node in v["nodes"]][:3]) for v in found]


def complaints(page):
    """Findings of axe as sentences, and whether the page hangs over its side."""
    found = [f"{rule} {places[0]}" for rule, _weight, places in findings(page)]
    return found + (["sideways scroll"] if overhang(page) > 0 else [])
