"""Folding: names that sound alike in the region become the same letters, whoever wrote them down (I3, R-32).

The result is for comparing only and is never stored or shown. Rules are plain replacements, because a search folds
every name a reader may see.
"""

import re
import unicodedata

# Letters that Unicode does not take apart, and signs that differ in writing more than in speech.
SIGNS = str.maketrans({
    "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "s", "æ": "e", "œ": "e",
    # Burmese: the two signs for -y- sound alike; the -h- below, tone marks and the sign that kills a vowel come and go
    "ြ": "ျ", "ါ": "ာ", "ှ": "", "့": "", "း": "", "်": "", "္": "", "ီ": "ိ", "ူ": "ု", "ဿ": "သ", "။": " ", "၊": " ",
    # Thai: tone marks; short and long vowels; the two ai; consonants of one sound
    "่": "", "้": "", "๊": "", "๋": "", "์": "", "็": "", "ํ": "", "ฺ": "", "ื": "ิ", "ี": "ิ", "ึ": "ิ", "ู": "ุ", "ไ": "ใ",
    "ณ": "น", "ศ": "ส", "ษ": "ส", "ฬ": "ล", "ฑ": "ท", "ฒ": "ท", "ธ": "ท", "ฐ": "ท", "ฆ": "ค", "ฅ": "ค", "ภ": "พ",
    "ญ": "ย", "ฎ": "ด", "ฏ": "ต", "ๆ": "", "ฯ": " ",
    # Lao: the same
    "່": "", "້": "", "໊": "", "໋": "", "໌": "", "ໍ": "", "ື": "ິ", "ີ": "ິ", "ຶ": "ິ", "ູ": "ຸ", "ໄ": "ໃ", "ໆ": "",
    # Khmer: signs that change the series or kill a letter; short and long vowels; the sign of letters below
    "៉": "", "៊": "", "់": "", "៌": "", "៍": "", "៎": "", "៏": "", "័": "", "្": "", "ៈ": "", "ី": "ិ", "ឹ": "ិ", "ឺ": "ិ", "ូ": "ុ",
    "ៗ": "", "។": " ", "៕": " ",
    "\u200b": " ", "\u200c": "", "\u200d": "",
})  # fmt: skip
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]"
)
# Vowel signs of the scripts of South and South-East Asia belong to words, though `\w` leaves them out.
GAP = re.compile("(?:[^\\w\u0900-\u109f\u1700-\u17ff\uaa60-\uaa7f]|_)+")
SILENT = re.compile("[ก-ฮ][ิุ]?์")  # a Thai consonant that is written and not spoken
DOUBLED = re.compile(r"([^\W\d_])\1+")
BARE_H = re.compile(r"(?<=[b-df-gj-np-tv-z])h|h(?=[b-df-gj-np-tv-z])")
# In this order, again and again until nothing changes. "j" stands for ch, tr, j and Burmese ky, gy.
SPELLINGS = [
    ("เเ", "แ"), ("ໜ", "ຫນ"), ("ໝ", "ຫມ"),
    ("ngh", "ng"), ("ph", "p"), ("f", "p"), ("sh", "s"), ("ts", "s"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("ch", "j"), ("tr", "j"), ("zh", "j"),
    *[(f"{first}y{vowel}", f"j{vowel}") for first in "kg" for vowel in "aeiou"],
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("aw", "o"), ("au", "o"), ("w", "v"), ("y", "i"),
    ("ai", "e"), ("ei", "e"), ("ae", "e"), ("ea", "e"), ("ia", "e"), ("ie", "e"),
    ("c", "k"), ("q", "k"), ("x", "s"), ("z", "s"),
]  # fmt: skip
ROUNDS = 8  # enough for any name; a bound, so that no text can keep a request busy


def plain(text):
    """Lower case without accents and tone marks, words apart by one space: close to what was written."""
    lower = text.casefold()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", SILENT.sub("", unicodedata.normalize("NFKD", lower).casefold()))
        lower = ACCENTS.sub("", lower).translate(SIGNS)
    return GAP.sub(" ", lower).strip()


def respelled(text):
    """One pass of the spelling rules."""
    for written, letters in SPELLINGS:
        text = text.replace(written, letters)
    return DOUBLED.sub(r"\1", BARE_H.sub("", text))


def fold(text):
    """The name as it is compared: "Nguyễn Phương" and "nguyen fuong" are one. Idempotent; '' for no letters."""
    return settled(plain(text))


def settled(folded):
    """A `plain` text in the spelling that all its variants share."""
    for _round in range(ROUNDS):
        before, folded = folded, respelled(folded)
        if folded == before:
            break
    return folded


def joined(folded):
    """The same without spaces: syllables are split and joined as people like."""
    return DOUBLED.sub(r"\1", folded.replace(" ", ""))
