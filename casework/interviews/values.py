"""The value of an answer: what each kind of question takes, the sentence for what it does not take, and its words.

Shapes are those that conditions.py and feeds.py read. Texts are kept byte for byte: no script is folded or trimmed.
"""

import datetime
import re
import unicodedata
import uuid
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.codes import choices, label
from casework import vague

SHORT, LONG = 500, 200_000  # characters of one line, of a story
MOST_ROWS = 50
HUGE = Decimal(10) ** 15
NUL = "\0"
LIMITS = {"work.hours_a_day": 24, "work.days_off_a_month": 31, "person.age_stated": 120}
MOST_NUMBER = 1_000_000
BORN = "person.born"
OLDEST = datetime.timedelta(days=120 * 366)
SAID = "said"
YES_NO = [
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
    ("unsure", gettext_lazy("Does not know or will not say")),
]
PER = [
    ("", gettext_lazy("Once, or not said")),
    ("hour", gettext_lazy("an hour")),
    ("day", gettext_lazy("a day")),
    ("week", gettext_lazy("a week")),
    ("month", gettext_lazy("a month")),
    ("year", gettext_lazy("a year")),
    ("percent", gettext_lazy("share of what came in")),
]
BASES = [
    ("stated", gettext_lazy("As told")),
    ("document", gettext_lazy("From a paper")),
    ("estimate", gettext_lazy("Our estimate")),
]
ROWS = {
    "money": ("amount", "currency", "per", "for"),
    "place": ("location", "country", "said"),
    "person": ("name", "how", "reach"),
}


class Talk(NamedTuple):
    """What a value is checked against: the day of the talk, from which "two weeks ago" is counted, and the earliest
    day on which the person can have been born."""

    on: datetime.date
    born: datetime.date | None = None


WRONG_SHAPE = gettext_lazy("This is not an answer to this question.")


def sentence(text, **params):
    """A refusal that stands beside the answer."""
    return ValidationError({"value": text % params if params else text})


def text_in(value, most=LONG):
    """The text as it was typed, line ends as they are stored. ValidationError for what no database can keep."""
    if not isinstance(value, str):
        raise sentence(_("Write text here."))
    typed = value.replace("\r\n", "\n")
    if NUL in typed or any(0xD800 <= ord(sign) <= 0xDFFF for sign in typed):
        raise sentence(_("There is a sign in it that cannot be kept. Take it out, or type it again."))
    if len(typed) > most:
        raise sentence(
            _("This is too long: %(typed)s letters. Write at most %(most)s, and the rest in a note."),
            typed=f"{len(typed):,}",
            most=f"{most:,}",
        )
    return typed if typed.strip() else None


def short_text(question, value, talk):
    """One line."""
    return text_in(value, SHORT)


def long_text(question, value, talk):
    """A story."""
    return text_in(value, LONG)


def one_of(question, value, talk):
    """One entry of the answer list."""
    if not isinstance(value, str) or question.option(value) is None:
        raise sentence(_("Choose one of the answers shown."))
    return value


def several_of(question, value, talk):
    """Entries of the answer list, in its order; one that rules out the others stands alone."""
    if not isinstance(value, list) or any(not isinstance(code, str) for code in value):
        raise sentence(WRONG_SHAPE)
    if any(question.option(code) is None for code in value):
        raise sentence(_("Choose some of the answers shown."))
    chosen = [option for option in question.options if option.code in value]
    alone = next((option for option in chosen if option.exclusive), None)
    if alone is not None and len(chosen) > 1:
        raise sentence(_("Either “%(alone)s” or the others. Take one of the two away."), alone=alone.label)
    return [option.code for option in chosen] or None


def yes_or_no(question, value, talk):
    """Yes, no, or unsure."""
    if value not in ("yes", "no", "unsure"):
        raise sentence(_("Choose one of the answers shown."))
    return value


def plain_digits(text):
    """The same with digits of any script as 0 to 9, without spaces."""
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in text
        if not sign.isspace()
    )


def decimal_of(value):
    """A number somebody wrote: "3,000", "12.50", "12,5", "๓๐๐๐". ValidationError for anything else, and below zero."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise sentence(_("Write numbers only, for example 3000"))
    text = plain_digits(str(value))
    if re.fullmatch(r"[-−].*\d.*", text):
        raise sentence(_("This cannot be less than zero."))
    grouped = re.fullmatch(r"\d{1,3}(?:([,.'])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?", text)
    if grouped:
        text = text.replace(grouped[1], "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"\d{1,15}(?:\.\d{1,4})?", text):
        raise sentence(_("Write numbers only, for example 3000"))
    return Decimal(text)


def number_in(question, value, talk):
    """A number from 0 to what can be."""
    found, most = decimal_of(value), LIMITS.get(question.field, MOST_NUMBER)
    if found > most:
        raise sentence(
            _("This cannot be more than %(most)s. Write it in the note if it was told so."), most=f"{most:,}"
        )
    return int(found) if found == int(found) else float(found)


def date_in(question, value, talk):
    """What was said about a day, and the earliest and latest it can mean."""
    given = {"said": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or set(given) - {*vague.VagueDate.__dataclass_fields__}:
        raise sentence(WRONG_SHAPE)
    said, basis = text_in(given.get("said") or "", vague.LONGEST), given.get("basis") or "stated"
    if basis not in vague.BASES:
        raise sentence(_("Choose where it comes from."))
    if said is None:
        return None
    read = vague.read_born if question.field == BORN else vague.read
    found = read(said, talk.on, basis)
    possible(question, found, talk)
    return found.as_json()


def possible(question, found, talk):
    """ValidationError for a day that is still to come, before the person was born, or before anybody living was."""
    if found.earliest and found.earliest > talk.on:
        raise sentence(_("This day is still to come. Check the year."))
    if found.latest and found.latest < talk.on - OLDEST:
        raise sentence(_("This day is more than 120 years ago. Check the year."))
    if question.field != BORN and talk.born and found.latest and found.latest < talk.born:
        raise sentence(_("This is before the person was born. Check the year, here or in the date of birth."))


def rows_in(question, value, talk):
    """Rows of money, places or people; empty rows are left out."""
    names, check = ROWS[question.kind], CHECKS[question.kind]
    if not isinstance(value, list) or any(not isinstance(row, dict) or set(row) - {*names} for row in value):
        raise sentence(WRONG_SHAPE)
    if len(value) > MOST_ROWS:
        raise sentence(_("At most %(most)s rows. Write the rest in the note."), most=MOST_ROWS)
    texts = [{name: text_in(str(row.get(name) or ""), SHORT) or "" for name in names} for row in value]
    kept = [check(row) for row in texts if any(row[name] for name in names if name not in ("per", "currency"))]
    return kept or None


def known_code(name, code, text):
    """ValidationError for a code that the list does not hold; nothing is fine."""
    if code and code not in dict(choices(name)):
        raise sentence(text)


def money_row(row):
    """An amount of zero or more, with the currency of the telling where it is known."""
    known_code("currencies", row["currency"], _("Choose the currency, or “Not known”."))
    if row["per"] not in dict(PER):
        raise sentence(_("Choose what the amount is for: a day, a month, once."))
    return {**row, "amount": format(decimal_of(row["amount"]), "f") if row["amount"] else ""}


def place_row(row):
    """A place of the list or a country, and what it was called."""
    known_code("locations", row["location"], _("Choose a place of the list, or write what it was called."))
    known_code("countries", row["country"], _("Choose a country of the list."))
    return row


def person_row(row):
    """Somebody, as far as known."""
    return row


CHECKS = {"money": money_row, "place": place_row, "person": person_row}


def files_in(question, value, talk):
    """Ids of files that are kept in the files' room, each once and in one order; that they are files of the case says
    the action that writes them."""
    if not isinstance(value, list):
        raise sentence(WRONG_SHAPE)
    if len(value) > MOST_ROWS:
        raise sentence(_("At most %(most)s files. Give the rest as an answer of their own."), most=MOST_ROWS)
    try:
        return sorted({str(uuid.UUID(str(one))) for one in value})
    except ValueError as error:
        raise sentence(WRONG_SHAPE) from error


def said_in(question, value, talk):
    """Words that are said and not answered."""
    if value != SAID:
        raise sentence(WRONG_SHAPE)
    return SAID


KINDS = {
    "text": short_text,
    "long_text": long_text,
    "choice": one_of,
    "multi": several_of,
    "yes_no_unsure": yes_or_no,
    "number": number_in,
    "date_vague": date_in,
    "money": rows_in,
    "place": rows_in,
    "person": rows_in,
    "file": files_in,
    "none": said_in,
}


def checked(question, value, talk=None):
    """The value as it is kept, None for nothing. ValidationError with a sentence under "value" for what cannot be."""
    if value is None or value == "" or value == [] or value == {}:
        return None
    return KINDS[question.kind](question, value, talk or Talk(timezone.localdate()))


def option_words(question, codes):
    """Labels of chosen entries."""
    labels = {option.code: str(option.label) for option in question.options}
    return [labels.get(code, code) for code in codes]


def date_words(value):
    """ "after New Year", and what it can mean."""
    kept = vague.from_json(value)
    meant = meaning(kept)
    return [kept.said, meant] if meant and meant != kept.said else [kept.said]


def meaning(kept):
    """What a rough date can mean, in words; empty where no day was understood."""
    if kept.least_days is not None:
        low, high = kept.least_days, kept.most_days
        days = ngettext("%(n)s day", "%(n)s days", high) % {"n": low if low == high else f"{low}–{high}"}
        return _("that is %(days)s") % {"days": days}
    ends = [date_format(day, "j F Y") if day else "" for day in (kept.earliest, kept.latest)]
    if ends[0] == ends[1]:
        return ends[0]
    if all(ends):
        return _("between %(first)s and %(last)s") % {"first": ends[0], "last": ends[1]}
    return _("from %(day)s") % {"day": ends[0]} if ends[0] else _("until %(day)s") % {"day": ends[1]}


def money_words(row):
    """ "3000 USD a month, for the room"."""
    parts = [
        row.get("amount") or _("amount not known"),
        row.get("currency") or "",
        str(dict(PER).get(row.get("per"), "")),
    ]
    line = " ".join(part for part in parts[: 3 if row.get("per") else 2] if part)
    return f"{line}, {row['for']}" if row.get("for") else line


def place_words(row):
    """The listed place, the country, and what it was called."""
    listed = [label("locations", row["location"])] if row.get("location") else []
    country = [label("countries", row["country"])] if row.get("country") else []
    return ", ".join(str(part) for part in (*listed, *country, row.get("said", "")) if part)


def person_words(row):
    """Name, tie and how to reach."""
    return ", ".join(row[name] for name in ROWS["person"] if row.get(name))


LINES = {"money": money_words, "place": place_words, "person": person_words}


def lines(question, value):
    """A kept value as lines of text."""
    if value is None:
        return []
    if question.kind == "yes_no_unsure":
        return [str(dict(YES_NO).get(value, value))]
    if question.kind in ("choice", "multi"):
        return option_words(question, value if isinstance(value, list) else [value])
    if question.kind in LINES:
        return [LINES[question.kind](row) for row in value]
    return other_lines(question, value)


def other_lines(question, value):
    """Dates, files, words that were only said, and texts."""
    if question.kind == "date_vague":
        return date_words(value)
    if question.kind == "file":
        return [ngettext("%(n)s file", "%(n)s files", len(value)) % {"n": len(value)}]
    return [_("Said")] if question.kind == "none" else [str(value)]


def words(question, value, unsure=False):
    """A kept value in one text; '' for nothing. `unsure`: the person does not know or will not say."""
    kinds = {"long_text": "\n", "money": "; ", "place": "; ", "person": "; "}
    said = lines(question, value)
    doubt = [str(YES_NO[2][1])] if unsure and question.kind != "yes_no_unsure" else []
    return kinds.get(question.kind, ", ").join([*doubt, *said])
