"""Rough dates and lengths of time: what was said, the earliest and latest it can mean, and where it comes from.

Memory after fear is rough, so nothing here guesses: words that no rule reads are kept as they were said, without a
range ("after Tet"). A day and month without a year mean the last one before the day of the talk. The value is used by
answers of interviews and by the journey; it is kept as text inside a sealed field or as days in columns of their own.
"""

import calendar
import datetime
import math
import re
import unicodedata
from dataclasses import asdict, dataclass
from functools import cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3

Day = datetime.date
BASES = ("stated", "document", "estimate")
LANGUAGES = ("en", "th", "vi", "id", "my", "km", "zh-hans")
BUDDHIST_YEARS, BUDDHIST_OFFSET = range(2443, 2644), 543
YEARS = range(1900, 2101)
MOST_DAYS = 36_600
LONGEST = 200
ONE_DAY = datetime.timedelta(days=1)
NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
NUMBER_WORDS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
UNITS = {"day": (1, 1), "night": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
UNIT = r"(?P<unit>day|night|week|month|year)s?"
COUNT = r"(?P<n>\d{1,4}|" + "|".join(NUMBER_WORDS) + ")"
ABOUT = re.compile(r"(?:about|around|roughly|approximately|approx\.?|maybe|perhaps|circa|ca\.?|~)\s*")
THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


@dataclass(frozen=True)
class VagueDate:
    """What was said and what it can mean: days for a date, a number of days for a length of time."""

    said: str = ""
    earliest: Day | None = None
    latest: Day | None = None
    least_days: int | None = None
    most_days: int | None = None
    basis: str = "stated"

    def as_json(self):
        """A dict that JSON can hold; `from_json` reads it."""
        return {name: value.isoformat() if isinstance(value, Day) else value for name, value in asdict(self).items()}

    @property
    def has_range(self):
        """Whether a day or a length of time was understood."""
        return any(part is not None for part in (self.earliest, self.latest, self.least_days))


def day_of(text):
    """A day from "2025-03-14", or None."""
    try:
        return Day.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return None


def from_json(kept):
    """The value that `as_json` wrote. What is missing or unreadable is left out."""
    kept = kept if isinstance(kept, dict) else {}
    days = {name: kept.get(name) for name in ("least_days", "most_days")}
    return VagueDate(
        said=str(kept.get("said") or ""),
        earliest=day_of(kept.get("earliest")),
        latest=day_of(kept.get("latest")),
        **{name: value if isinstance(value, int) else None for name, value in days.items()},
        basis=kept.get("basis") if kept.get("basis") in BASES else "stated",
    )


def plain(text):
    """Lower case, single spaces, digits of any script as 0 to 9."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    digits = (str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in folded)
    return re.sub(r"[\s,]+", " ", "".join(digits)).strip(" .")


@cache
def months():
    """{name or short form: number} in the languages of the region, longest name first."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            for number in range(1, 13):
                names = (str(MONTHS[number]), str(MONTHS_3[number]))
                found |= {plain(name): number for name in names if not name[:1].isdigit()}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def patterns():
    """The forms that are read, each with the function that says what it means."""
    month = "(?P<month>" + "|".join(re.escape(name) for name in months()) + r")\.?"
    year, number, day = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    third = r"(?P<third>" + "|".join(THIRDS) + r")(?: of the | of | in |[ -])"
    forms = [
        (rf"{year}-{number}-{day}", of_day),
        (rf"{year}年 ?{number}月 ?{day}[日号]?", of_day),
        (rf"(?P<a>\d{{1,2}})[./-](?P<b>\d{{1,2}})[./-]{year}", of_either_order),
        (rf"(?:on )?(?:the )?{day}(?:st|nd|rd|th)? (?:of )?{month}(?: {year})?", of_day),
        (rf"(?:on )?{month} {day}(?:st|nd|rd|th)?(?: {year})?", of_day),
        (rf"(?:on |from |between )?{day} ?(?:-|–|to|or|and) ?(?P<last>\d{{1,2}}) {month}(?: {year})?", of_days),
        (rf"{year}[-/]{number}", of_month),
        (rf"{year}年 ?{number}月", of_month),
        (rf"(?:tháng )?{number}(?:[./-]| năm | ){year}", of_month),
        (rf"(?:in )?{month}(?: of)?(?: (?:năm |พ\.ศ\. )?{year})?", of_month),
        (rf"(?:in )?(?:the )?(?:year )?{year}年?", of_year),
        (rf"(?:at |in )?(?:the )?{third}{month}(?: {year})?", of_month_third),
        (rf"(?:at |in )?(?:the )?{third}{year}", of_year_third),
        (r"(?P<word>today|yesterday)", of_word),
        (r"(?P<which>last|this) (?P<unit>month|year)", of_running),
        (rf"{COUNT} {UNIT} ago", of_ago),
    ]
    return [(re.compile(form), meaning) for form, meaning in forms]


def common_year(text):
    """A year of our count from one that was written, Buddhist years taken back; None for an impossible one."""
    year = int(text)
    year -= BUDDHIST_OFFSET if year in BUDDHIST_YEARS else 0
    return year if year in YEARS else None


def count_of(text):
    """A number written as figures or as an English word."""
    return NUMBER_WORDS.get(text) or int(text)


def month_number(text):
    """1 to 12 for a name or a figure; None otherwise."""
    number = months().get(text) or (int(text) if text.isdigit() else 0)
    return number if 1 <= number <= 12 else None


def whole_month(year, month):
    """First and last day."""
    return Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1])


def last_before(on, make):
    """The span that `make(year)` gives in the newest year in which it has begun by the day `on`; None without it."""
    if on is None:
        return None
    span = make(on.year)
    return span if span and span[0] <= on else make(on.year - 1)


def in_year(found, on, make):
    """The span in the year that was named, else in the last one before `on`."""
    if found["year"]:
        year = common_year(found["year"])
        return make(year) if year else None
    return last_before(on, make)


def of_day(found, on):
    """One day."""
    month, day = month_number(found["month"]), int(found["day"])
    return in_year(found, on, lambda year: (Day(year, month, day),) * 2) if month else None


def of_days(found, on):
    """2 to 3 July."""
    month, days = month_number(found["month"]), (int(found["day"]), int(found["last"]))
    in_order = month and days[0] <= days[1]
    return in_year(found, on, lambda year: tuple(Day(year, month, day) for day in days)) if in_order else None


def of_either_order(found, on):
    """3/4/2025 is the 3 April or the 4 March: both stay possible."""
    year, a, b = common_year(found["year"]), int(found["a"]), int(found["b"])
    possible = sorted(Day(year, month, day) for day, month in {(a, b), (b, a)} if month <= 12) if year else []
    return (possible[0], possible[-1]) if possible else None


def of_month(found, on):
    """One month."""
    month = month_number(found["month"])
    return in_year(found, on, lambda year: whole_month(year, month)) if month else None


def of_year(found, on):
    """One year."""
    year = common_year(found["year"])
    return (Day(year, 1, 1), Day(year, 12, 31)) if year else None


def of_month_third(found, on):
    """Its beginning is day 1 to 10, its middle 11 to 20, its end 21 to the last."""
    month, third = month_number(found["month"]), THIRDS[found["third"]]

    def span(year):
        last = (10, 20, whole_month(year, month)[1].day)[third]
        return Day(year, month, 1 + 10 * third), Day(year, month, last)

    return in_year(found, on, span)


def of_year_third(found, on):
    """January to April, May to August, September to December."""
    year, third = common_year(found["year"]), THIRDS[found["third"]]
    return (Day(year, 1 + 4 * third, 1), whole_month(year, 4 + 4 * third)[1]) if year else None


def of_word(found, on):
    """Today and yesterday, seen from the day of the talk."""
    day = on and on - ONE_DAY * (found["word"] == "yesterday")
    return (day, day) if day else None


def of_running(found, on):
    """This or last month or year."""
    if on is None:
        return None
    back = found["which"] == "last"
    if found["unit"] == "year":
        return Day(on.year - back, 1, 1), Day(on.year - back, 12, 31)
    day = on.replace(day=1) - ONE_DAY if back else on
    return whole_month(day.year, day.month)


def of_ago(found, on):
    """Two weeks ago: exact for days, half a unit more or less for longer units."""
    if on is None:
        return None
    least, most = spread(count_of(found["n"]), UNITS[found["unit"]], found["unit"] not in ("day", "night"))
    return on - ONE_DAY * most, on - ONE_DAY * least


def spread(count, unit, about):
    """(least, most) days of `count` units, half a unit wider on both sides for "about"."""
    half = unit[0] / 2 if about else 0
    return max(0, math.floor(count * unit[0] - half)), math.ceil(count * unit[1] + half)


def wider(span, said):
    """ "About" a day is three days more or less, about a month one month, about a year one year."""
    length = (span[1] - span[0]).days
    more = ONE_DAY * (3 if length < 1 else 31 if length < 32 else 366)
    return span[0] - more, span[1] + more


def length_of(text, about):
    """(least, most) days of "two weeks" or "2-3 months"; None for what is no length of time."""
    found = re.fullmatch(rf"(?:for )?{COUNT}(?: ?(?:-|–|to|or) ?(?P<m>\d{{1,4}}|[a-z]+))? {UNIT}", text)
    second = found and found["m"]
    if not found or (second and not second.isdigit() and second not in NUMBER_WORDS):
        return None
    numbers = sorted({count_of(found["n"]), count_of(second or found["n"])})
    unit = UNITS[found["unit"]]
    least, most = spread(numbers[0], unit, about)[0], spread(numbers[-1], unit, about)[1]
    return (least, most) if most <= MOST_DAYS else None


def span_of(text, on):
    """(earliest, latest) of a date in words, or None."""
    for form, meaning in patterns():
        found = form.fullmatch(text)
        if found:
            return meaning(found, on)
    return None


def one_sided(text, on):
    """ "before March 2025", "after 2024": one end only."""
    word, _space, rest = text.partition(" ")
    span = span_of(rest, on) if word in ("before", "after", "since") else None
    if span is None:
        return None
    return (None, span[0] - ONE_DAY) if word == "before" else (span[0], None)


def from_to(text, on):
    """ "March to May 2025", "between 2023 and 2024": from the first day of the one to the last of the other."""
    found = re.fullmatch(r"(?:from |between )?(.+?)(?: to | until | and | ?– ?| - )(.+)", text)
    if not found:
        return None
    year = re.search(r"\d{4}$", found[2])
    first = span_of(found[1], None) or (span_of(f"{found[1]} {year[0]}", None) if year else None)
    second = span_of(found[2], on)
    return (first[0], second[1]) if first and second and first[0] <= second[1] else None


def understood(text, on):
    """The parts of a VagueDate that the words give."""
    about = ABOUT.match(text)
    rest = text[about.end() :] if about else text
    length = length_of(rest, bool(about))
    if length:
        return {"least_days": length[0], "most_days": length[1]}
    span = span_of(rest, on)
    if span and about:
        span = wider(span, rest)
    span = span or one_sided(text, on) or from_to(text, on)
    return {"earliest": span[0], "latest": span[1]} if span else {}


def read(said, on=None, basis="stated"):
    """A VagueDate of what was said. `on` is the day of the talk; without it nothing relative is understood."""
    said = said.strip()
    try:
        parts = understood(plain(said), on) if len(said) <= LONGEST else {}
    except (ValueError, OverflowError):  # the 30 February, ten thousand years ago: kept as said
        parts = {}
    return VagueDate(said=said, basis=basis, **parts)


def read_born(said, on, basis="stated"):
    """The same for a birth: "17", "about 17 years old" mean an age on the day `on`."""
    found = re.fullmatch(rf"({ABOUT.pattern})?(\d{{1,2}})(?: ?(?:years?|yrs?)(?: old)?)?", plain(said))
    if not found:
        return read(said, on, basis)
    about, age = bool(found[1]), int(found[2])
    return VagueDate(
        said=said.strip(),
        earliest=years_before(on, age + about + 1) + ONE_DAY,
        latest=years_before(on, max(0, age - about)),
        basis=basis,
    )


def years_before(day, count):
    """The same day so many years earlier."""
    try:
        return day.replace(year=day.year - count)
    except ValueError:
        return day.replace(year=day.year - count, day=28)
