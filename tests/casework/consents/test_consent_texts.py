"""The words that are read aloud: complete, in order, and beside the English that says the same."""

import datetime

import pytest

from casework.consents import texts

UNTIL = datetime.date(2026, 6, 4)
CODE = {"en": "eng", "th": "tha", "vi": "vie", "zh-Hans": "zho", "id": "ind", "my": "mya", "km": "khm"}
WRITTEN = [(row["consent_type"], row["language"]) for row in texts.table("consent_texts")]


def read(kind, language, receiver="The Mission", quality=lambda tag, what, words: "draft"):
    names = {"organisation": "Moei Office", "receiver": receiver}
    return texts.reading(kind, language, **names, quality=quality, until=UNTIL)


@pytest.mark.parametrize(("kind", "tag"), WRITTEN)
def test_every_text_is_read_whole_and_each_sentence_has_its_english_and_its_picture(kind, tag):
    reading = read(kind, CODE[tag])
    assert reading.translated and reading.language == tag
    whole = texts.filled(texts.text_of(kind, tag)["text"], tag, "Moei Office", "The Mission", UNTIL)
    assert "".join(s.words for s in reading.sentences).replace(" ", "") == whole.replace(" ", "")
    english = " ".join(s.beside or s.words for s in reading.sentences)
    assert english == texts.filled(texts.text_of(kind, "en")["text"], "en", "Moei Office", "The Mission", UNTIL)
    assert all(sentence.symbol for sentence in reading.sentences)
    assert not {"{", "}"} & set(english + whole)


@pytest.mark.parametrize(("kind", "tag"), WRITTEN)
def test_names_and_day_stand_in_the_same_sentence_of_both_languages(kind, tag):
    for sentence in read(kind, CODE[tag]).sentences:
        if sentence.beside:
            assert ("2026" in sentence.words) == ("2026" in sentence.beside)
            assert sentence.words.count("The Mission") == sentence.beside.count("The Mission")


def test_a_language_without_a_text_is_read_in_english_and_says_so():
    reading = read("media", "mya")
    assert not reading.translated and reading.language == "en"
    assert reading.sentences[0].words.startswith("Someone would like to use your story")


def test_a_type_without_a_text_has_none():
    assert read("share_exit_clearance", "vie") is None


def test_without_a_recipient_there_is_a_gap_to_fill_aloud():
    reading = read("share_family", "vie", receiver="")
    assert reading.blank and texts.BLANK in reading.sentences[0].words


def test_every_text_is_a_draft_until_somebody_reviewed_it():
    assert all(read(kind, CODE[tag]).draft for kind, tag in WRITTEN)
    assert not any(read(kind, CODE[tag], quality=lambda *_: "reviewed").draft for kind, tag in WRITTEN)


def test_words_that_may_not_be_shown_give_way_to_english():
    reading = read("interview", "vie", quality=lambda tag, what, words: "draft" if tag == "en" else None)
    assert (reading.language, reading.translated) == ("en", False)
