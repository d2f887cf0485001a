"""The words of the letters are data: complete, with holes that are known, and drafts until somebody read them."""

import re

import pytest

from casework.languages import actions as languages
from casework.languages import wording
from referrals.letters import fonts, texts
from referrals.letters.kinds import KINDS, LANGUAGES
from tests.referrals.letters.conftest import read_by_a_lead

EVERY = [(kind, tag) for kind in KINDS for tag in LANGUAGES]


@pytest.mark.parametrize(("kind", "tag"), EVERY)
def test_every_text_says_what_the_english_says_and_names_only_what_is_known(kind, tag):
    text, english = texts.template(kind, tag), texts.template(kind, "en")
    assert {block: len(said) for block, said in text.blocks.items()} == {
        block: len(said) for block, said in english.blocks.items()
    }
    for block, said in text.blocks.items():
        holes = [sorted(texts.HOLE.findall(words)) for words in said]
        assert holes == [sorted(texts.HOLE.findall(words)) for words in english.blocks[block]], (kind, tag, block)


def test_a_letter_that_can_go_bare_names_no_end_of_a_share():
    bare = [texts.template(kind, tag).words for kind in KINDS if KINDS[kind].bare for tag in LANGUAGES]
    assert bare
    assert not any("{until}" in words for words in bare)


def test_all_letters_of_all_texts_can_be_drawn():
    """A word with a letter that no font has would be a box on the page."""
    tags = [tag for tag in LANGUAGES if tag != "zh-Hans" or fonts.chinese()]
    said = {words for tag in tags for row in texts.rows(tag) for words in row["text"].split()}
    assert [words for words in said if not all(fonts.draws(letter) for letter in words)] == []


def test_the_figures_of_the_law_are_the_same_in_every_language():
    """36 of the consular convention, 8 of the protocol, 14 (7) of the regional convention, and the years."""
    own = str.maketrans("၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩", "01234567890123456789")
    named = {
        "consular_notification": ("1963",),
        "travel_document": ("2000",),
        "non_punishment": ("2015", "2025", "2000"),
    }
    for kind, years in named.items():
        for tag in LANGUAGES:
            words = texts.template(kind, tag).words.translate(own)
            assert all(re.search(rf"(?<!\d){year}(?!\d)", words) for year in years), (kind, tag)


def broken(monkeypatch, change):
    rows = [dict(row) for row in texts.rows("th")]
    monkeypatch.setattr(texts, "rows", lambda tag: tuple(change(rows)) if tag == "th" else ())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda rows: [row for row in rows if row["block"] != "subject"], "subject"),
        (lambda rows: [{**row, "text": row["text"].replace("{until}", "{untill}")} for row in rows], "untill"),
        (lambda rows: [{**row, "text": row["text"] + "{"} for row in rows], "brace"),
        (lambda rows: [row for row in rows if row["block"] != "draft"], "draft"),
        (lambda rows: [], "subject"),
    ],
)
def test_a_broken_text_is_refused_with_a_sentence_that_names_it(monkeypatch, change, what):
    broken(monkeypatch, change)
    with pytest.raises(texts.TemplateFault) as refused:
        texts.template("handover", "th")
    sentence = refused.value.messages[0]
    assert "Handover" in sentence and "Thai" in sentence and what in sentence and "Nothing was sent" in sentence


def test_what_somebody_is_called_is_never_read_as_a_hole():
    text = texts.template("handover", "en")
    said = text.said("before", organisation="{receiver}", receiver="{until}", until="")
    assert said[0].startswith("{receiver} hands over to {until} ")


def test_english_may_leave_and_every_other_language_only_after_a_lead_has_read_these_very_words(office, monkeypatch):
    assert texts.reviewed(texts.template("handover", "en"))
    lao = texts.template("handover", "lo")
    assert not texts.reviewed(lao)
    read_by_a_lead(office, "handover", "lo")
    assert texts.reviewed(lao)
    assert not texts.reviewed(texts.template("travel_document", "lo"))
    newer = [
        {**row, "version": "2", "text": row["text"] + " ."} for row in texts.rows("lo") if row["kind"] == "handover"
    ]
    both = (*texts.rows("lo"), *newer)
    monkeypatch.setattr(texts, "rows", lambda tag: both)
    second = texts.template("handover", "lo")
    assert (second.version, texts.reviewed(second)) == (2, False)
    languages.take_back("lo", "letter:handover", by=office.noor)


def test_the_letters_stand_in_the_room_of_languages(office):
    for tag in LANGUAGES:
        found = [piece.what for piece in wording.pieces(tag) if piece.part == texts.PART]
        assert len(found) == (0 if tag == "en" else len(KINDS)), tag
    assert texts.PART in dict(wording.parts())
