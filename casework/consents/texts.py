"""The words that are read aloud before somebody answers: sentence by sentence, her language beside English.

`texts/consent_texts.csv` is the domain's file as it stands. Where a translation has other sentences than the English
text (Thai has no full stops), `texts/groups.csv` says which belong together; `texts/symbols.csv` gives each English
sentence its picture. Whether a text is still a draft, and whether a draft may be shown at all, is decided in one place
for everything that is said aloud: casework/languages/wording.py. The caller hands its answer in as `quality`.
"""

import csv
import datetime
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format

from accounts import codes

FOLDER = Path(__file__).parent / "texts"
ENDS = {"zh-Hans": r"(?<=[。？！])\s*", "my": r"(?<=။)\s*", "km": r"(?<=[។?])\s*", "th": r"\s+"}
FULL_STOP = r"(?<=[.?!])\s+"
BETWEEN = {"zh-Hans": ""}
# Thai years are said as Buddhist ones; other languages write a date as Django does, or day, month, year.
DATES = {"zh-Hans": "Y年n月j日", "vi": r"\n\g\à\y j \t\h\á\n\g n \n\ă\m Y", "km": "DATE_FORMAT"}
BUDDHIST_OFFSET = 543
OWN_TAG = {"zho": "zh-Hans", "yue": "zh-Hans", "eng": "en"}
BLANK = "……"
# Texts of our own beside the domain's: the pictures at a glance, what stands above a signature, the proof of an end.
GLANCE, SHEET, PROOF, PROOF_SHARED = "glance", "sheet", "proof", "proof_shared"


@dataclass(frozen=True)
class Sentence:
    """One thing that is said: a picture, the words in the chosen language, and English beside them."""

    symbol: str
    words: str
    beside: str = ""


@dataclass(frozen=True)
class Reading:
    """A whole text ready to be read. `language` is the tag it is in, English where there is no translation."""

    sentences: tuple
    language: str
    version: str
    draft: bool
    translated: bool
    blank: bool


@cache
def table(name):
    """Rows of one of the files."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def written():
    """All rows of texts that are read aloud: the domain's, and our own."""
    return table("consent_texts") + table("own_texts")


@cache
def text_of(kind, tag):
    """The row of the newest version of one text in one language, or None."""
    rows = [row for row in written() if (row["consent_type"], row["language"]) == (kind, tag)]
    return max(rows, key=lambda row: int(row["version"]), default=None)


@cache
def tags_of(kind):
    """Languages in which this text can be read."""
    return tuple(row["language"] for row in written() if row["consent_type"] == kind)


def names_receiver(kind):
    """Whether somebody outside is told on this consent; where there is no text yet, somebody is."""
    row = text_of(kind, "en")
    return row is None or "{receiver}" in row["text"]


def tag_of(language):
    """The tag of the texts for a language code of three letters: "vie" -> "vi"."""
    short = next((row["iso639_1"] for row in codes.rows("languages") if row["iso639_3"] == language), "")
    return OWN_TAG.get(language, short or language)


def split(text, tag):
    """Sentences (Thai: phrases) of a text."""
    return [part for part in re.split(ENDS.get(tag, FULL_STOP), text.strip()) if part]


def gather(parts, sizes, tag):
    """Neighbouring parts put together: sizes "1 2" of three parts give two texts."""
    found, at = [], 0
    for size in (int(word) for word in sizes.split()):
        found.append(BETWEEN.get(tag, " ").join(parts[at : at + size]))
        at += size
    return found


def beside_each_other(kind, tag, english, other):
    """[(English, translation, place of the first English sentence)], each pair saying the same."""
    row = next((r for r in table("groups") if (r["consent_type"], r["language"]) == (kind, tag)), None)
    if row is None:
        return list(zip(english, other, range(len(english)), strict=True))
    sizes = [int(word) for word in row["english"].split()]
    places = [sum(sizes[:count]) for count in range(len(sizes))]
    return list(zip(gather(english, row["english"], "en"), gather(other, row["translation"], tag), places, strict=True))


def long_date(day, tag):
    """A date as the language writes it."""
    with translation.override(tag.lower()):
        if tag == "th":
            return f"{date_format(day, 'j F')} พ.ศ. {day.year + BUDDHIST_OFFSET} (ค.ศ. {day.year})"
        return date_format(day, DATES.get(tag, "j F Y"))


def filled(text, tag, organisation, receiver, until):
    """The text with its names and its last day."""
    day = long_date(until, tag)
    return text.replace("{organisation}", organisation).replace("{receiver}", receiver or BLANK).replace("{until}", day)


def translation_of(kind, tag, quality):
    """The row of the translation, where there is one that may be shown."""
    row = text_of(kind, tag) if tag != "en" else None
    return row if row and quality(tag, f"consent:{kind}", row["text"]) else None


def reading(kind, language, *, organisation, quality, until: datetime.date, receiver=""):
    """The text of a consent type, ready to be read in `language`; None where nobody has written one yet.

    `quality` (tag, what, words) gives "reviewed", "draft", or None for words that may not be shown.
    """
    english = text_of(kind, "en")
    if english is None:
        return None
    tag = tag_of(language)
    other = translation_of(kind, tag, quality)
    symbols = next(row["symbols"] for row in table("symbols") if row["consent_type"] == kind).split()
    names = (organisation, receiver, until)
    if other is None:
        said = [
            Sentence(symbol, filled(part, "en", *names))
            for symbol, part in zip(symbols, split(english["text"], "en"), strict=True)
        ]
    else:
        pairs = beside_each_other(kind, tag, split(english["text"], "en"), split(other["text"], tag))
        said = [Sentence(symbols[at], filled(b, tag, *names), filled(a, "en", *names)) for a, b, at in pairs]
    source = other or english
    return Reading(
        tuple(said),
        tag if other else "en",
        source["version"],
        quality(source["language"], f"consent:{kind}", source["text"]) != "reviewed",
        bool(other) or tag == "en",
        "{receiver}" in source["text"] and not receiver,
    )
