"""What was told in interviews and is not on the line yet: stations and amounts that one press fills in.

Nothing is added by itself. A suggestion is a form with the answer in it, and the row remembers the answer it came from.
"""

from dataclasses import dataclass, field

from accounts.access import readable
from casework.interviews import catalogue
from casework.interviews.asking import THE_PERSON
from casework.interviews.models import GIVEN, Answer
from casework.interviews.queries import usable_answers
from casework.interviews.reading import answer_words, speaker_of
from casework.journey.codes import TRANSPORT, Border, Money, Per, Source, Stop
from casework.money import minor_units, read_amount

MONEY = {
    "work.pay_promised": Money.PROMISED,
    "work.pay_received": Money.RECEIVED,
    "charge.debt_amount": Money.DEBT,
    "charge.ransom_amount": Money.RANSOM_ASKED,
}
SOLD_ON = ("company_paid_company", "sold_on")


CROSSED = (Border.OFFICIAL, Border.UNOFFICIAL, Border.LATER)


@dataclass
class Suggestion:
    """A row that could be added: which kind, from which answer, and what its form would hold."""

    kind: str
    answer: Answer
    number: int
    words: list
    initial: dict = field(default_factory=dict)

    @property
    def key(self):
        """Names the suggestion in an address: the answer and its row, nothing of what was told."""
        return f"{self.answer.pk}.{self.number}"


def by_repeat(rows, section):
    """[{code: answer}] of a section, one for each repeat that anything was told about."""
    found: dict[int, dict[str, Answer]] = {}
    for row in rows:
        if catalogue.question(row.question).section == section:
            found.setdefault(row.repeat, {})[row.question] = row
    return [found[repeat] for repeat in sorted(found)]


def value_of(group, code):
    """What was told to a question of the group, or None."""
    return group[code].value if code in group else None


def place_in(value):
    """Form values of the first place of an answer."""
    first = next((row for row in value or [] if isinstance(row, dict)), {})
    names = {"location": "location", "country": "country", "place_name": "said"}
    return {name: first[key] for name, key in names.items() if first.get(key)}


def time_in(value):
    """Form values of a rough date; a length of time says how long."""
    if not isinstance(value, dict) or not value.get("said"):
        return {}
    length = value.get("least_days") is not None
    return {"ended_said" if length else "began_said": value["said"], "basis": value.get("basis", "stated")}


def amount_in(row):
    """An amount of an answer and its currency, as far as they can be read."""
    currency = row.get("currency") if row.get("currency") in minor_units() else ""
    return {"amount": read_amount(str(row.get("amount") or "")), "currency": currency}


def source_in(answer):
    """Whose word it is."""
    if speaker_of(answer.sitting) == THE_PERSON:
        return {"source": Source.TESTIMONY}
    return {"source": Source.OTHER_PERSON, "told_by": answer.sitting.told_by}


def station_from(group, kind, initial):
    """A station of some answers; what has nothing to say is none. The first answer of the page stands for all."""
    rows = sorted(group.values(), key=lambda row: catalogue.question(row.question).order)
    told = [str(answer_words(row)) for row in rows]
    first = rows[0]
    return Suggestion("stops", first, 0, told, {"kind": kind, **initial, **source_in(first)})


def only(group, *codes):
    """The part of a group that was told to these questions."""
    return {code: group[code] for code in codes if code in group}


def ticked(value):
    """Codes of an answer that the list of ways to travel knows."""
    return [code for code in value or [] if code in dict(TRANSPORT)]


def ways(rows):
    """Parts of the way, each ending where the person said it did."""
    for group in by_repeat(rows, "int.trip"):
        asked = only(group, "int_leg_to", "int_leg_when", "int_leg_how", "int_leg_border")
        if asked:
            border = value_of(asked, "int_leg_border")
            crossed = border in CROSSED
            initial = place_in(value_of(asked, "int_leg_to")) | time_in(value_of(asked, "int_leg_when"))
            initial |= {"transport": ticked(value_of(asked, "int_leg_how"))} | ({"border": border} if crossed else {})
            yield station_from(asked, Stop.BORDER if crossed else Stop.WAY, initial)


def stays(rows):
    """Places where the person was kept."""
    for group in by_repeat(rows, "int.place"):
        asked = only(group, "int_stay_where", "int_stay_name", "int_stay_time")
        if asked:
            called = value_of(asked, "int_stay_name")
            initial = {**place_in(value_of(asked, "int_stay_where")), **time_in(value_of(asked, "int_stay_time"))}
            yield station_from(asked, Stop.HELD, initial | ({"place_name": called} if called else {}))


def sold(group):
    """Whether the person told that one company paid another, or that they were sold on to this place."""
    return SOLD_ON[0] in (value_of(group, "int_price") or []) or SOLD_ON[1] in (value_of(group, "int_stay_came") or [])


def sales(rows):
    """Companies that paid each other, with the price where one was named."""
    for group in by_repeat(rows, "int.place"):
        if sold(group):
            named = amount_in(next(iter(value_of(group, "int_price_sum") or []), {}))
            asked = only(group, "int_stay_came", "int_price", "int_price_sum")
            yield station_from(asked, Stop.SALE, {"price": named["amount"], "currency": named["currency"]})


def ends(rows):
    """Where the offer came, and how it ended."""
    for code, kind in (("int_lived", Stop.OFFER), ("int_out_how", Stop.OUT)):
        for row in rows:
            if row.question == code:
                yield station_from({code: row}, kind, place_in(row.value) if kind == Stop.OFFER else {})


def amounts(rows):
    """Amounts that were told, one for each row of an answer."""
    for row in rows:
        kind = MONEY.get(catalogue.question(row.question).field)
        for number, told in enumerate(row.value or [] if kind else []):
            initial = {"kind": kind, **amount_in(told), "note": told.get("for", ""), **source_in(row)}
            initial["per"] = told.get("per") if told.get("per") in Per.values else ""
            yield Suggestion("money", row, number, [str(answer_words(row))], initial)


def readable_rows(case):
    """Answers that may be used for something new and that this reader may read."""
    return [row for row in usable_answers(case) if row.state in GIVEN and row.value and row.group in readable(row)]


def taken(one, legs, money):
    """Whether a row came from this suggestion already."""
    if one.kind == "stops":
        return any(leg.told_in_id == one.answer.pk for leg in legs)
    same = ("kind", "amount", "currency")
    return any(
        row.told_in_id == one.answer.pk and all(getattr(row, name) == one.initial[name] for name in same)
        for row in money
    )


def suggestions(case, legs, money):
    """What was told and is not there yet, in the order of the interview."""
    rows = readable_rows(case)
    found = [*ends(rows), *ways(rows), *stays(rows), *sales(rows), *amounts(rows)]
    left = [one for one in found if not taken(one, legs, money)]
    return sorted(left, key=lambda one: (catalogue.question(one.answer.question).order, one.answer.repeat, one.number))
