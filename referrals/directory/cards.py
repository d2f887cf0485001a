"""What the pages say of an entry: a line of the list, and the card with services, places and who to call now."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.codes import label
from referrals.directory import clock, hours
from referrals.directory.codes import DAYS, SEXES, STEPS

STEP_WORDS, SEX_WORDS, DAY_WORDS = dict(STEPS), dict(SEXES), dict(DAYS)
NAMED = 3  # services named on a line of the list


def listed(name, codes):
    """The words of several codes, with commas."""
    return ", ".join(str(label(name, code)) for code in codes)


def tags_of(entry, on=None):
    """The states of an entry that a reader must see first."""
    found = [clock.mark(entry, on)["tag"]]
    if entry.status != "active":
        found.append(("stop", entry.get_status_display()))
    if entry.restricted:
        found.append(("decide", _("Restricted")))
    return found


def line(entry):
    """One line of the list."""
    services = list(entry.directoryservices.all())
    towns = {place_words(place) for place in entry.directoryplaces.all()}
    more = len(services) - NAMED
    return {
        "entry": entry,
        "tags": tags_of(entry),
        "where": ", ".join(sorted(towns)) or entry.get_country_display(),
        "services": ", ".join(str(service.get_kind_display()) for service in services[:NAMED]),
        "more": max(more, 0),
    }


def place_words(place):
    """Where a place is: the town, or else what was written, or else the country."""
    return str(place.get_town_display() if place.town else place.city or place.area or place.get_country_display())


def at(moment):
    """`09:00`, in the zone of the moment itself."""
    return f"{moment:%H:%M}"


def now_words(now):
    """(kind of state, words) of whether it is working time there."""
    if not now["known"]:
        return "todo", _("Hours not recorded")
    if now["open"] and now["always"]:
        return "done", _("Day and night")
    if now["open"]:
        return "done", _("Working now, until %(time)s there") % {"time": at(now["until"])}
    if now["holiday"]:
        return "stop", _("Public holiday there: %(name)s") % {"name": now["holiday"]}
    return "wait", _("Not working now")


def next_words(now):
    """When working time begins again, as a clock there shows it."""
    if now["open"] or now["next"] is None:
        return ""
    day = date_format(now["next"].date(), "j F")
    return _("Again on %(day)s at %(time)s there") % {"day": day, "time": at(now["next"])}


def days_words(codes):
    """Week days in words: a row of them by its ends."""
    order = [code for code in DAY_WORDS if code in codes]
    if len(order) == len(DAY_WORDS):
        return _("Every day")
    whole = "".join(DAY_WORDS)
    if len(order) > 2 and "".join(order) in whole:
        return _("%(first)s to %(last)s") % {"first": DAY_WORDS[order[0]], "last": DAY_WORDS[order[-1]]}
    return ", ".join(str(DAY_WORDS[code]) for code in order)


def hours_words(row):
    """The days and hours as they were written down, or ''."""
    if row.opens is None or row.closes is None:
        return ""
    days = days_words(row.days)
    if row.opens == row.closes:
        return _("%(days)s, day and night") % {"days": days}
    times = {"days": days, "from": f"{row.opens:%H:%M}", "until": f"{row.closes:%H:%M}"}
    return _("%(days)s, %(from)s to %(until)s") % times


def uncounted(now, country):
    """That no public holidays are known there this year, where they would count; else ''."""
    if not now["known"] or not now["uncounted"]:
        return ""
    named = {"country": label("countries", country), "year": now["there"].year}
    return _("The public holidays of %(country)s in %(year)s are not known here: only week days are counted") % named


def person(row, moment=None):
    """Somebody to call, and whether it is working time for them."""
    now = hours.now_there(row, row.country, moment)
    kind, words = now_words(now)
    return {
        "row": row,
        "open": now["open"],
        "kind": kind,
        "words": words,
        "next": next_words(now),
        "there": _("It is %(time)s there") % {"time": at(now["there"])},
        "uncounted": uncounted(now, row.country),
        "hours": hours_words(row),
        "steps": ", ".join(str(STEP_WORDS.get(code, code)) for code in row.steps),
        "languages": listed("languages", row.languages),
        "serves": ", ".join(filter(None, [listed("countries", row.countries), row.area])),
        "deputy": row.deputy,
    }


def people(entry, moment=None):
    """Who to call, those who work now first."""
    return sorted((person(row, moment) for row in entry.focalpoints.all()), key=lambda card: not card["open"])


def ages(service):
    """Which ages are admitted, in words, or ''."""
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return _("%(low)s to %(high)s years") % {"low": low, "high": high}
    if low is not None:
        return _("From %(low)s years") % {"low": low}
    return _("Up to %(high)s years") % {"high": high} if high is not None else ""


def cost(service):
    """What it costs, in words, or ''."""
    amount = f"{service.cost.normalize():f} {service.currency}" if service.cost is not None else ""
    free = _("Free") if service.cost == 0 else amount
    return ", ".join(filter(None, [str(free), service.cost_words]))


def facts(service, country):
    """(label, value) of what is recorded of a service."""
    now = hours.now_there(service, country)
    known = now_words(now)[1] if now["known"] and not now["always"] else ""
    sexes = ", ".join(str(SEX_WORDS[code]) for code in service.sexes) or _("All")
    pairs = [
        (_("Admits"), ", ".join(filter(None, [sexes, ages(service)]))),
        (_("Families together"), _("Yes") if service.families else ""),
        (_("Only these nationalities"), listed("countries", service.nationalities)),
        (_("How urgent at most"), service.get_urgency_display() if service.urgency else ""),
        (_("Who is admitted, in words"), service.admits_words),
        (_("Languages"), listed("languages", service.languages)),
        (_("Offered at"), ", ".join(offer.place.name for offer in service.at.all())),
        (_("Serves people in"), ", ".join(filter(None, [listed("countries", service.countries), service.area]))),
        (_("Hours"), ". ".join(filter(None, [hours_words(service), str(known), uncounted(now, country)]))),
        (_("Places"), service.capacity),
        (_("Cost"), cost(service)),
        (_("How to refer"), service.how_to_refer),
        (_("Papers needed"), service.papers),
        (_("Steps"), ", ".join(str(STEP_WORDS[code]) for code in service.steps)),
    ]
    return [(name, value) for name, value in pairs if value not in ("", None)]


def service(row, country):
    """A service of the card."""
    working = row.status == "active"
    return {"row": row, "facts": facts(row, country), "stopped": "" if working else row.get_status_display()}


def place(row):
    """A place of the card."""
    town = row.get_town_display() if row.town and not row.city else row.city
    lines = [row.address, " ".join(filter(None, [row.postcode, str(town)])), row.area, row.get_country_display()]
    return {"row": row, "where": place_words(row), "lines": [words for words in lines if words]}


def card(entry):
    """Everything of an entry that `with_parts` loaded."""
    return {
        "entry": entry,
        "tags": tags_of(entry),
        "clock": clock.mark(entry),
        "people": people(entry),
        "services": [service(row, entry.country) for row in entry.directoryservices.all()],
        "places": [place(row) for row in entry.directoryplaces.all()],
    }
