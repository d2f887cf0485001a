"""What is set on the page: all scripts, nothing that somebody typed read as source, and a signature that stands not
alone."""

import datetime
import hashlib
import io
import json

import pikepdf
import pytest

from referrals.letters import fonts, needs, paper, texts
from referrals.letters.kinds import KINDS, LANGUAGES

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
NASTY = '#eval("1+1") $x^2$ "quoted" {{until}} *b* _i_ `raw` @ref <label> \\ // /* #import "x": * 0 \x00\x07'


def sheet(tag="en", kind="consular_notification", rows=3, value="Phạm Thu Trang", **more):
    """All words of an invented letter."""
    text = texts.template(kind, tag)
    names = {"organisation": "Bridge House", "receiver": "Mission of Lantia", "until": "1 March 2027"}
    row = {"label": "Name", "english": "", "values": [fonts.setting(value)], "lang": "vi"}
    return {
        "lang": tag.split("-")[0], "region": "CN" if tag == "zh-Hans" else None, "title": "A letter", "banner": paper.banner(text),
        "organisation": "Bridge House", "team": "Team One", "signer": "Amina", "receiver": "Mission of Lantia",
        "number": "2345678BCD", "referral": "", "date": "22 November 2026", "chinese": fonts.families(),
        "subject": text.said("subject", **names)[0], "greeting": text.label("greeting"), "closing": text.label("closing"),
        "before": text.said("before", **names), "after": text.said("after", **names), "rows": [row] * rows,
        "labels": {name: text.label(name) for name in ("to", "date", "reference", "referral", "list", "what", "value", "signature")},
        **more,
    }  # fmt: skip


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "zh-Hans"])
def test_every_language_becomes_a_tagged_pdf_with_its_language_and_its_title(tag):
    content = paper.pdf(texts.template("travel_document", tag), sheet(tag), NOW)
    with pikepdf.open(io.BytesIO(content)) as found:
        assert str(found.Root.Lang).split("-")[0] == tag.split("-")[0]
        assert found.Root.MarkInfo.Marked
        assert found.docinfo["/Title"] == "A letter"
        fonts_used = {str(font.BaseFont) for page in found.pages for font in page.Resources.Font.values()}
    assert all("NotoSans" in name for name in fonts_used), fonts_used


@pytest.mark.skipif(
    fonts.chinese() is None, reason="no Chinese font on this machine: such letters are not offered here"
)
def test_chinese_is_set_where_the_system_has_a_font_for_it():
    with pikepdf.open(io.BytesIO(paper.pdf(texts.template("handover", "zh-Hans"), sheet("zh-Hans"), NOW))) as found:
        used = {str(font.BaseFont) for page in found.pages for font in page.Resources.Font.values()}
    assert any("NotoSans-" not in name for name in used), used


def test_without_a_chinese_font_the_page_says_so_and_nothing_is_set(monkeypatch):
    monkeypatch.setattr(fonts, "chinese", lambda: None)
    with pytest.raises(needs.ValidationError, match="No Chinese font is installed"):
        needs.can_be_set("zh-Hans")
    needs.can_be_set("km")


def test_what_somebody_typed_is_never_read_as_source():
    words = sheet(value=NASTY, subject=NASTY, organisation=NASTY, signer=NASTY, title=NASTY.replace("\x00\x07", ""))
    for name in ("subject", "organisation", "signer"):
        words[name] = fonts.setting(words[name])
    plain = fonts.setting(NASTY)
    assert "#eval" in plain and "\x00" not in plain
    setter = paper.setter("letter.typ")
    setter.compile(sys_inputs={"letter": json.dumps(words)}, format="pdf")
    heading = json.loads(setter.query("heading.where(level: 1)", "body", one=True))
    assert heading == {"func": "text", "text": plain}


def test_a_very_long_name_breaks_inside_the_page():
    long = fonts.setting("W" * 600)
    assert "\u200b" in long and long.replace("\u200b", "") == "W" * 600
    assert fonts.setting("သ" * 200) == "သ" * 200  # these scripts break by themselves
    assert paper.set_pdf(sheet(value="W" * 600), NOW)


def test_letters_that_cannot_be_drawn_are_a_sentence_and_no_boxes():
    assert fonts.setting("আমিনা") == "[written in letters that cannot be printed here]"
    assert fonts.setting("Nguyễn Thị Ánh") == "Nguyễn Thị Ánh"


@pytest.mark.parametrize("rows", range(1, 40, 3))
def test_the_signature_is_never_alone_on_a_page(rows):
    setter = paper.setter("letter.typ")
    setter.compile(sys_inputs={"letter": json.dumps(sheet("my", rows=rows))}, format="pdf")
    words, signature = (json.loads(setter.query(f"<{name}>", "value", one=True)) for name in ("words", "signature"))
    assert words == signature


def test_a_text_that_cannot_be_set_names_the_letter_and_leaves_nothing(monkeypatch):
    text = texts.template("handover", "km")
    with pytest.raises(texts.TemplateFault, match=r"Handover.*Khmer.*cannot be set.*Nothing was sent"):
        paper.pdf(text, {"lang": "km"}, NOW)


def test_a_copy_says_so_on_every_page_and_keeps_the_letter_beneath():
    content = paper.set_pdf(sheet(rows=40), NOW)
    copy = paper.marked(content, number=2, name="Amina", at=NOW)
    with pikepdf.open(io.BytesIO(content)) as before, pikepdf.open(io.BytesIO(copy)) as after:
        assert len(before.pages) == len(after.pages) > 1
        assert all(len(page.Resources.XObject) > 0 for page in after.pages)
        assert not any("/XObject" in page.Resources for page in before.pages)


def test_no_way_to_reach_somebody_and_no_health_is_ever_on_paper():
    from referrals.sharing.items import Slip

    slip = Slip(("name", "contact", "health", "paper_copies", "needs_words"), {}, {}, "", "service")
    assert paper.printed(slip) == ["name", "needs_words"]


def test_every_kind_has_a_kind_of_recipient_that_takes_it_and_none_goes_to_an_armed_group():
    class Office:
        def __init__(self, kind):
            self.kind = kind

    assert all(not kind.takes(Office("armed_group")) for kind in KINDS.values())
    assert KINDS["non_punishment"].takes(Office("police"))
    assert not KINDS["handover"].takes(Office("police"))
    assert not KINDS["consular_notification"].takes(Office("ngo"))


def test_the_fonts_are_the_ones_that_were_cut_and_come_with_their_licence():
    listed = json.loads((fonts.FOLDER / "VERSIONS.json").read_text())
    assert {path.name for path in fonts.FOLDER.glob("*.ttf")} == set(listed)
    for name, entry in listed.items():
        assert hashlib.sha256((fonts.FOLDER / name).read_bytes()).hexdigest() == entry["sha256"], name
    assert "SIL Open Font License" in (fonts.FOLDER / "OFL.txt").read_text()
