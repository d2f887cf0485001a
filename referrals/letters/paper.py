"""From a text and what the recipient may get to a PDF, and back from the disk.

typst is given all words as data (JSON in `sys.inputs`): nothing of a name or a note is read as typst source. It is
imported where it is used, because it is large.
"""

import hashlib
import io
import json
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.policy import Group
from casework.consents.items import ITEMS
from casework.consents.texts import long_date
from casework.files.blobs import open_blob
from referrals.letters import fonts, texts
from referrals.letters.kinds import CHINESE
from referrals.sharing.items import lines_for

HERE = Path(__file__).parent
NOWHERE = HERE / "no-packages"  # typst looks for packages here and on no network
PART = "letter"
UA = ["ua-1"]
# Never on paper, whatever is shared: a letter lies about. They stand on the recipient's own page (C-06).
NOT_ON_PAPER = frozenset({Group.CONTACT, Group.HEALTH})
CHANGED = gettext_lazy("The letter on the disk is not the one that was made. It is not handed out.")


def printed(slip):
    """The items of a slip that a letter prints: no files, no way to reach the person, no health."""
    keys = {line.item for line in lines_for(slip.purpose)} if slip else set()
    return [code for code in (slip.items if slip else ()) if code in keys and ITEMS[code].group not in NOT_ON_PAPER]


def compose(text, *, letter, slip, team, signer, until, draft):
    """All words of a letter, ready to be set. `letter` names number, recipient, share and the moment; `slip` is what
    the recipient may get, or None; `until` the last day of what is shared, or None."""
    own = letter.case.organisation.name
    names = {"organisation": own, "receiver": letter.recipient.name, "until": day_in(until, text.tag)}
    names = {name: fonts.setting(value) for name, value in names.items()}
    subject = text.said("subject", **names)[0]
    given = {
        "title": f"{subject}, {letter.number}",
        "subject": subject,
        "banner": banner(text) if draft else [],
        "organisation": names["organisation"],
        "receiver": names["receiver"],
        "team": fonts.setting(team),
        "signer": fonts.setting(signer),
        "number": letter.number,
        "referral": letter.share.number if letter.share else "",
        "date": day_in(timezone.localdate(letter.made_at), text.tag),
        "rows": rows_of(text, slip),
    }
    return {**given, **{block: text.said(block, **names) for block in ("before", "after")}, **around(text)}


def around(text):
    """What every letter of a language has: its tag, greeting and closing, and the words beside the lines."""
    labels = ("to", "date", "reference", "referral", "list", "what", "value", "signature")
    return {
        "lang": text.tag.split("-")[0],
        "region": "CN" if text.tag == CHINESE else None,
        "greeting": text.label("greeting"),
        "closing": text.label("closing"),
        "labels": {name: text.label(name) for name in labels},
        "chinese": fonts.families(),
    }


def banner(text):
    """That the text is a draft, in its own language and in English."""
    english = texts.template(text.kind, texts.ENGLISH)
    said = {text.tag: text.label("draft"), texts.ENGLISH: english.label("draft")}
    return [{"lang": tag.split("-")[0], "words": words} for tag, words in said.items()]


def day_in(day, tag):
    """A day as the language writes it; '' for none. Lao writes it in figures: nothing here knows its months."""
    if day is None:
        return ""
    return f"{day.day}/{day.month}/{day.year}" if tag == "lo" else long_date(day, tag)


def rows_of(text, slip):
    """What the recipient may get, line by line: label in the letter's language, English beneath, values as told."""
    items = printed(slip)
    with translation.override("en"):
        return [row_of(text, slip, line) for line in lines_for(slip.purpose) if line.item in items] if slip else []


def row_of(text, slip, line):
    """One line of the list."""
    english = str(line.label)
    label = text.frame.get(f"field:{line.key}", [english])[0]
    spoken = slip.language.split("-")[0] if line.spoken else ""
    return {
        "label": label,
        "english": english if label != english else "",
        "values": [fonts.setting(value) for value in values_of(text, slip, line)],
        "lang": spoken or "en",
    }


def values_of(text, slip, line):
    """The value of a line in words, one or several; a sentence where there is none."""
    value = slip.values.get(line.key)
    if line.key == "asks_for":
        return [text.label("needs_paper")]
    if not value:
        return [text.label("unknown")]
    said = day_in(value, text.tag) if hasattr(value, "isoformat") else line.say(value)
    return [str(part) for part in said] if isinstance(said, (list, tuple)) else [str(said)]


@cache
def faces():
    """The fonts, read once for each process."""
    import typst

    found = fonts.chinese()
    paths = [str(fonts.FOLDER), *([str(found[0].parent)] if found else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def setter(name):
    """A typst compiler for one of our two sources; it reads nothing but the file itself."""
    import typst

    return typst.Compiler(
        input=str(HERE / name),
        root=str(HERE),
        font_paths=faces(),
        ignore_system_fonts=True,
        package_path=str(NOWHERE),
        package_cache_path=str(NOWHERE),
    )


def set_pdf(data, made_at, source="letter.typ", standards=UA):
    """The PDF (tagged, PDF/UA-1). RuntimeError where typst refuses."""
    words = {"letter": json.dumps(data, ensure_ascii=False)}
    stamp = int(made_at.timestamp())
    return setter(source).compile(sys_inputs=words, format="pdf", pdf_standards=standards, timestamp=stamp)


def pdf(text, data, made_at):
    """The PDF of a letter. TemplateFault that names the text where it cannot be set."""
    try:
        return set_pdf(data, made_at)
    except RuntimeError as error:
        raise texts.TemplateFault(text.kind, text.tag, _("it cannot be set on a page")) from error


def pictures(data, density=90):
    """The pages as PNG, for whoever looks at a language."""
    words = {"letter": json.dumps(data, ensure_ascii=False)}
    found = setter("letter.typ").compile(sys_inputs=words, format="png", ppi=density)
    return found if isinstance(found, list) else [found]


def whole(letter):
    """The bytes of the letter as it was made. ValidationError where they are gone or not the same."""
    try:
        with open_blob(letter, PART, letter.blob) as file:
            content = file.read()
    except OSError as error:
        raise ValidationError(_("The letter cannot be read from the disk at the moment. Try again later.")) from error
    except InvalidTag as error:
        raise ValidationError(CHANGED) from error
    if hashlib.sha256(content).hexdigest() != letter.sha256:
        raise ValidationError(CHANGED)
    return content


def marked(content, *, number, name, at):
    """A copy: the same pages with a mark over each that says which copy it is, whose, and when."""
    import pikepdf

    words = _("Copy %(number)d, %(name)s, %(at)s UTC") % {
        "number": number, "name": fonts.setting(name), "at": f"{at:%Y-%m-%d %H:%M}",
    }  # fmt: skip
    data = {"large": _("COPY"), "words": words, "chinese": fonts.families()}
    with pikepdf.open(io.BytesIO(content)) as pages, pikepdf.open(io.BytesIO(set_pdf(data, at, "mark.typ"))) as over:
        for sheet in pages.pages:
            sheet.add_overlay(over.pages[0], pikepdf.Rectangle(*(float(side) for side in sheet.mediabox)))
        out = io.BytesIO()
        pages.save(out)
    return out.getvalue()


def name_of(letter):
    """The name of the file: numbers only, so that a folder of downloads tells nothing."""
    return f"{letter.number}.pdf"


def fingerprint(letter):
    """SHA-256 of the PDF in groups of eight, so that it can be read out and breaks on a narrow page."""
    return " ".join(letter.sha256[at : at + 8] for at in range(0, 64, 8))
