"""Words that are said aloud in another language: which may be shown, and who stands behind them.

Drafts appear in demo mode, with a mark. Everywhere else a translation appears once a language lead has set these very
words reviewed; until then the English stands, for the interviewer to say through an interpreter. There is no machine
translation. Questions, the words before a section and the texts of consents all come through here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.codes import choices
from casework.consents import texts
from casework.consents.titles import title_of
from casework.interviews import catalogue
from casework.interviews.catalogue import ENGLISH, Text
from casework.languages.models import TextReview

DRAFT, REVIEWED = "draft", "reviewed"
CONSENTS = "consents"
MARK = _("Draft, not checked")
Quality = Callable[[str, str, str], str | None]


@dataclass(frozen=True)
class More:
    """Texts of a floor above that are read and reviewed here too: their group, and the pieces of a language."""

    code: str
    label: str | Promise
    pieces: Callable
    tags: tuple


ELSEWHERE: list[More] = []


@dataclass(frozen=True)
class Piece:
    """One text of one language: a question, the words before a section, or the text of a consent."""

    what: str
    part: str
    title: str | Promise
    english: str
    words: str
    version: str

    @property
    def digest(self):
        """Names these very words."""
        return digest_of(self.words)


def digest_of(words):
    """The first 16 hexadecimal figures of SHA-256."""
    return sha256(words.encode()).hexdigest()[:16]


def consent_code(kind):
    """What a review calls the text of a consent."""
    return f"consent:{kind}"


@cache
def tags():
    """Languages that anything is written in, English among them: its consent texts are drafts as well."""
    written = {row["language"] for row in texts.written()}
    above = {tag for more in ELSEWHERE for tag in more.tags}
    return tuple(sorted(written | set(catalogue.languages()) | above))


@cache
def names():
    """{tag: the language's name}. Several codes share a tag (Cantonese is read in simplified Chinese): the first."""
    found = {}
    for code, words in choices("languages"):
        found.setdefault(texts.tag_of(code), words)
    return found


@cache
def parts():
    """(code, words) of the groups in which texts are read: the consents, then each set of questions."""
    asked = ((whole.code, whole.title) for whole in catalogue.all_sets())
    return ((CONSENTS, _("Consents")), *asked, *((more.code, more.label) for more in ELSEWHERE))


@cache
def pieces(tag):
    """All texts of a language in the order in which they are said."""
    asked = (piece for whole in catalogue.all_sets() for piece in pieces_of(whole, tag))
    return (*pieces_of_consents(tag), *asked, *(piece for more in ELSEWHERE for piece in more.pieces(tag)))


def pieces_of_consents(tag):
    """The newest text of each consent."""
    kinds = dict.fromkeys(row["consent_type"] for row in texts.written())
    found = [(kind, texts.text_of(kind, tag), texts.text_of(kind, ENGLISH)) for kind in kinds]
    return [
        Piece(consent_code(kind), CONSENTS, title_of(kind), english["text"], row["text"], row["version"])
        for kind, row, english in found
        if row
    ]


def pieces_of(whole, tag):
    """The questions of a set and the words before its sections, as far as somebody translated them."""
    translated = catalogue.translations(tag)
    said = [
        (code, section.title)
        for section in whole.sections
        for code in (section.code, *(question.code for question in section.questions))
        if code in translated
    ]
    return [
        Piece(code, whole.code, title, catalogue.english()[code], translated[code].words, str(whole.version))
        for code, title in said
    ]


def reviews(*languages):
    """The standing reviews of these languages."""
    return TextReview.objects.standing().filter(language__in=languages)


def quality_of(*languages) -> Quality:
    """A function (tag, what, words) -> "reviewed", "draft", or None where the words may not be shown.

    One query, for all the texts of a page. English is what the interviewer falls back to: it is always shown.
    """
    read = set(reviews(*languages).values_list("language", "what", "digest"))

    def quality(tag, what, words):
        if (tag, what, digest_of(words)) in read:
            return REVIEWED
        return DRAFT if settings.DEMO or tag == ENGLISH else None

    return quality


def spoken(codes, language):
    """{code: Text} for the questions and sections of a page in `language` ("vie" or "vi").

    What may not be shown, or was never translated, stands there in English with quality "original".
    """
    tag = texts.tag_of(language)
    wanted = {code: catalogue.text_of(code, tag) for code in codes}
    if all(text.language == ENGLISH for text in wanted.values()):
        return wanted
    quality = quality_of(tag)
    return {code: shown(code, text, quality) for code, text in wanted.items()}


def shown(code, text, quality):
    """The words as they may be shown: themselves, or the English."""
    if text.language == ENGLISH:
        return text
    found = quality(text.language, code, text.words)
    return Text(text.words, found, text.language) if found else Text(catalogue.english()[code], "original")
