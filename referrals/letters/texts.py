"""The words of the letters: data with versions, one file a language under texts/ (C10).

A row is (kind, version, status, block, text). `frame` holds what all letters of a language share. Blocks come in the
order of the file; `before` and `after` may stand several times: what is said before and after the list of particulars.
A new version of a kind is a new set of rows; the newest counts. English is the reviewed text. All others are drafts
until a lead of the language has read exactly these words (casework/languages); other words are a draft again.
"""

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.languages import wording
from casework.languages.wording import Piece
from referrals.letters.kinds import KINDS, LANGUAGES

FOLDER = Path(__file__).parent / "texts"
ENGLISH, FRAME, REVIEWED = "en", "frame", "reviewed"
KNOWN = frozenset({"organisation", "receiver", "until"})
HOLE = re.compile(r"\{([^{}]*)\}")
ONCE = ("subject",)
NEEDED = {
    FRAME: ("greeting", "closing", "to", "date", "reference", "referral", "list", "what", "value", "signature", "draft",
            "unknown", "needs_paper"),
    "letter": ("subject", "before", "after"),
}  # fmt: skip
PART = "letters"


class TemplateFault(ValidationError):
    """A template that cannot be set. The sentence names it; nothing was made and nothing sent."""

    def __init__(self, kind, tag, what):
        names = {"kind": KINDS[kind].label if kind in KINDS else kind, "language": LANGUAGES.get(tag, tag)}
        told = _("The text of the letter '%(kind)s' in %(language)s has a fault: %(what)s. Nothing was sent.")
        super().__init__(told % {**names, "what": what})


@dataclass(frozen=True)
class Template:
    """The newest text of one kind in one language."""

    kind: str
    tag: str
    version: int
    status: str
    blocks: dict = field(hash=False)
    frame: dict = field(hash=False)

    @property
    def what(self):
        """What a review calls it."""
        return f"letter:{self.kind}"

    @property
    def words(self):
        """All of it, as a reviewer reads it: the letter, then what frames it."""
        own = [text for texts in self.blocks.values() for text in texts]
        return "\n".join([*own, *(text for texts in self.frame.values() for text in texts)])

    @property
    def digest(self):
        """Names these very words."""
        return wording.digest_of(self.words)

    def said(self, block, **names):
        """The texts of a block with its names. A name is put in once: what somebody is called is never read again."""
        return [HOLE.sub(lambda hole: names[hole.group(1)], text) for text in self.blocks[block]]

    def label(self, block):
        """One word or line of the frame."""
        return self.frame[block][0]


@cache
def rows(tag):
    """All rows of a language."""
    with (FOLDER / f"{tag}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def newest(kind, tag):
    """(version, status, {block: texts}) of the newest rows of a kind."""
    own = [row for row in rows(tag) if row["kind"] == kind]
    version = max((int(row["version"]) for row in own), default=0)
    own = [row for row in own if int(row["version"]) == version]
    blocks: dict[str, list] = {}
    for row in own:
        blocks.setdefault(row["block"], []).append(row["text"])
    return version, own[0]["status"] if own else "", blocks


def template(kind, tag):
    """The newest text. TemplateFault for one that lacks a block or names what is not known."""
    version, status, blocks = newest(kind, tag)
    _version, _status, frame = newest(FRAME, tag)
    check(kind, tag, blocks, NEEDED["letter"])
    check(kind, tag, frame, NEEDED[FRAME])
    return Template(kind, tag, version, status, blocks, frame)


def check(kind, tag, blocks, needed):
    """TemplateFault for the first thing that is wrong."""
    missing = [block for block in needed if not "".join(blocks.get(block, ())).strip()]
    if missing:
        raise TemplateFault(kind, tag, _("the part “%(part)s” is missing") % {"part": missing[0]})
    for text in (text for texts in blocks.values() for text in texts):
        strange = [name for name in HOLE.findall(text) if name not in KNOWN]
        if strange:
            raise TemplateFault(kind, tag, _("nobody knows what “{%(name)s}” stands for") % {"name": strange[0]})
        if re.search(r"[{}]", HOLE.sub("", text)):
            raise TemplateFault(kind, tag, _("a brace is open"))


def reviewed(text):
    """Whether these words may leave the house: the English, or what a lead of the language has read."""
    if text.tag == ENGLISH:
        return text.status == REVIEWED
    return wording.reviews(text.tag).filter(what=text.what, digest=text.digest).exists()


def reviewed_kinds(tag):
    """Codes of the kinds whose text in this language may leave the house; one query."""
    held = set(wording.reviews(tag).values_list("what", "digest")) if tag != ENGLISH else set()
    found = [template(kind, tag) for kind in KINDS]
    return [text.kind for text in found if tag == ENGLISH or (text.what, text.digest) in held]


def pieces(tag):
    """The letters of one language for the room where texts are read and set reviewed."""
    if tag == ENGLISH or tag not in LANGUAGES:
        return ()
    return tuple(piece(template(kind, tag)) for kind in KINDS)


def piece(text):
    """One letter, whole: what is reviewed is what is printed."""
    english = template(text.kind, ENGLISH)
    return Piece(text.what, PART, KINDS[text.kind].label, english.words, text.words, str(text.version))


def introduce():
    """Adds the letters to the texts that are reviewed. Once, at the start."""
    more = wording.More(PART, gettext_lazy("Letters"), pieces, tuple(tag for tag in LANGUAGES if tag != ENGLISH))
    wording.ELSEWHERE.append(more)
