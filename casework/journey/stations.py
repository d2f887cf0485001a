"""What the line of stations shows: each with its sign, its words and its facts."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import readable
from accounts.codes import label
from accounts.pages import Shown
from casework import vague
from casework.interviews.values import meaning
from casework.journey.codes import Border, Money, Source, Stop
from casework.money import said

# The sign on the line (ui/README 4): circle a place, square held there, diamond sold, broken ring not known.
SIGNS: dict[str, str] = {
    Stop.OFFER: "offer",
    Stop.WAY: "way",
    Stop.BORDER: "border",
    Stop.ARRIVAL: "place",
    Stop.HELD: "held",
    Stop.SALE: "sale",
    Stop.UNKNOWN: "unknown",
    Stop.TAKEN_BACK: "held",
    Stop.OUT: "out",
    Stop.SINCE: "place",
}
WITHOUT_KNOWING = (Border.LATER,)
BETWEEN_SALES = (Stop.HELD, Stop.SALE)
PLACE_FIRST = (Stop.HELD, Stop.ARRIVAL, Stop.OFFER, Stop.WAY, Stop.SINCE)


def place_of(leg):
    """The place in words: what it was called, the town or area, else the country."""
    town = label("locations", leg.location) if leg.location and leg.location != "OTHER" else ""
    country = label("countries", leg.country) if leg.country and not town else ""
    parts = [leg.place_name, str(town), str(country)]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def heading(leg):
    """One line that names the station: "Mae Sot: on the way"."""
    place, kind = place_of(leg), str(leg.get_kind_display())
    if not place:
        return kind if leg.kind == Stop.UNKNOWN else _("%(kind)s, place not known") % {"kind": kind}
    if leg.kind in PLACE_FIRST:
        return f"{place}: {kind[:1].lower()}{kind[1:]}"
    return f"{kind}: {place}"


def when(leg):
    """What was said about the time, in one line."""
    parts = [part for part in (leg.began_said, leg.ended_said) if part]
    if len(parts) == 2:
        join = _("%(start)s, %(length)s") if is_length(leg.ended_said) else _("%(start)s to %(end)s")
        return join % {"start": parts[0], "end": parts[1], "length": parts[1]}
    return parts[0] if parts else ""


def is_length(words):
    """Whether the words are a length of time."""
    return vague.read(words).least_days is not None


def understood(leg):
    """How rough words were understood, where that adds something to them."""
    began = leg.began
    if not began.has_range or says_it_itself(began):
        return ""
    return meaning(began)


def says_it_itself(began):
    """Whether the words name the year of a single day, a whole month or a whole year: "March 2025"."""
    first, last = began.earliest, began.latest
    if not first or not last or str(first.year) not in vague.plain(began.said):
        return False
    after = last + datetime.timedelta(days=1)
    whole_month = first.day == after.day == 1 and (after.year - first.year) * 12 + after.month - first.month in (1, 12)
    return first == last or (whole_month and not vague.ABOUT.match(vague.plain(began.said)))


def facts(leg):
    """[(label, words)] in the order of the drawing; empty ones are left out."""
    who = ", ".join(part for part in (str(leg.get_handler_role_display()), leg.handled_by) if part)
    found = [
        (_("Travelled"), ", ".join(str(label("transport_modes", code)) for code in leg.transport)),
        (_("Knew that it was a border"), leg.get_border_display()),
        (_("Price"), said(leg.price, leg.currency)),
        (_("Who"), who),
    ]
    return [(words, value) for words, value in found if value]


def source_of(row):
    """{"source", "told_by"} of what is not the person's own word. Who told it is marked for those who may not read
    it, whether or not anything stands there."""
    if row.source == Source.TESTIMONY:
        return {"source": "", "told_by": ""}
    return {"source": str(row.get_source_display()), "told_by": Shown(row, readable(row)).told_by}


def station(leg, number, count):
    """One station as the page shows it."""
    return {
        "leg": leg,
        "sign": SIGNS[leg.kind],
        "heading": heading(leg),
        "when": when(leg),
        "understood": understood(leg),
        "facts": facts(leg),
        **source_of(leg),
        "sold": leg.kind in BETWEEN_SALES,
        "first": number == 0,
        "last": number == count - 1,
    }


def line(legs):
    """All stations in their order."""
    return [station(leg, number, len(legs)) for number, leg in enumerate(legs)]


def summary(legs):
    """ "9 stations, 2 of them sales, 1 border crossed without knowing."."""
    sales = sum(leg.kind == Stop.SALE for leg in legs)
    unknowing = sum(leg.border in WITHOUT_KNOWING for leg in legs)
    parts = [ngettext("%(n)s station", "%(n)s stations", len(legs)) % {"n": len(legs)}]
    if sales:
        parts.append(ngettext("%(n)s of them a sale", "%(n)s of them sales", sales) % {"n": sales})
    if unknowing:
        words = ngettext("%(n)s border crossed without knowing", "%(n)s borders crossed without knowing", unknowing)
        parts.append(words % {"n": unknowing})
    return ", ".join(parts)


def amounts(legs, rows):
    """[(what, as told)] of everything that was named in money, the prices of sales first to last among them."""
    order = list(Money.values)
    named = sorted(rows, key=lambda row: order.index(row.kind))
    prices = [(heading(leg), said(leg.price, leg.currency)) for leg in legs if leg.price is not None]
    return [(str(row.get_kind_display()), amount_line(row)) for row in named] + prices


def amount_line(row):
    """ "900 USD a month"."""
    words = said(row.amount, row.currency) or _("amount not known")
    return f"{words} {row.get_per_display()}" if row.per else words


def work_card(row, headings):
    """One entry of what was done there."""
    hours = _("%(n)s hours a day") % {"n": row.hours_a_day} if row.hours_a_day is not None else ""
    days = _("%(n)s days a week") % {"n": row.days_a_week} if row.days_a_week is not None else ""
    return {
        "row": row,
        "where": headings.get(row.leg_id, ""),
        "scams": coded(row, "scams"),
        "hours": ", ".join(part for part in (hours, days) if part),
        "types": coded(row, "types"),
        "papers": coded(row, "papers"),
        "control": coded(row, "control"),
        **source_of(row),
    }


def coded(row, name):
    """Labels of the codes of one field."""
    labels = dict(row._meta.get_field(name).base_field.flatchoices)
    return ", ".join(str(labels.get(code, code)) for code in getattr(row, name))


def money_card(row, headings):
    """One amount."""
    return {
        "row": row,
        "what": row.get_kind_display(),
        "amount": amount_line(row),
        "reason": row.get_reason_display(),
        "where": headings.get(row.leg_id, ""),
        **source_of(row),
    }
