"""What this installation can draw: its own fonts (fonts/, OFL), and a Chinese one of the system where there is one.

A Chinese font is ten times the size of all others together, so none is kept here; where the system has none, the
letter in Chinese is not offered and the page says why.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FOLDER = Path(__file__).parent / "fonts"
PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts", "~/.local/share/fonts")
# File on the system -> family, the first that is found.
CHINESE = {
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK SC",
    "NotoSansCJKsc-Regular.otf": "Noto Sans CJK SC",
    "NotoSansSC-Regular.otf": "Noto Sans SC",
    "NotoSansSC-Regular.ttf": "Noto Sans SC",
    "SourceHanSansSC-Regular.otf": "Source Han Sans SC",
    "wqy-microhei.ttc": "WenQuanYi Micro Hei",
    "DroidSansFallbackFull.ttf": "Droid Sans Fallback",
}
HAN = ((0x2E80, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
       (0x20000, 0x2FA1F))  # fmt: skip
LONG = 24  # letters without a place to break, after which one is given
UNBROKEN = re.compile(rf"[^\s\u0e00-\u109f\u1780-\u17ff\u2e80-\uffff]{{{LONG}}}(?=\S)")


@cache
def chinese():
    """(file, family) of the system's Chinese font, or None."""
    for place in PLACES:
        folder = Path(place).expanduser()
        found = {path.name: path for path in folder.rglob("*.[to]t[cf]")} if folder.is_dir() else {}
        for name, family in CHINESE.items():
            if name in found:
                return found[name], family
    return None


def families():
    """Names of families beside our own, for typst."""
    found = chinese()
    return [found[1]] if found else []


@cache
def drawn():
    """[(first, last)] code points that can be drawn."""
    own = json.loads((FOLDER / "COVERAGE.json").read_text())
    return [*(tuple(pair) for pair in own), *(HAN if chinese() else ())]


@cache
def draws(letter):
    """Whether one letter can be drawn."""
    return any(first <= ord(letter) <= last for first, last in drawn())


def setting(text):
    """The text as it can be set: without control signs, with a place to break in what is very long; and where its
    letters cannot be drawn here, a sentence in its place instead of empty boxes."""
    plain = "".join(" " if unicodedata.category(letter)[0] == "C" and letter not in "\u200b\u200c\u200d" else letter
                    for letter in unicodedata.normalize("NFC", str(text)))  # fmt: skip
    if not all(letter.isspace() or draws(letter) for letter in plain):
        return _("[written in letters that cannot be printed here]")
    return UNBROKEN.sub(lambda found: f"{found.group(0)}\u200b", plain.strip())
