"""How the items of a task are read: what a provider or a partner at home needs to help, and nothing more (C-06, C7).

What belongs to the referral and not to the person is read from the share, behind which it stands.
"""

from django.utils.translation import gettext as _

from accounts import codes
from casework.journey.models import Leg
from casework.people.models import Contact, Speaks

USABLE = (Contact.Safety.SAFE, Contact.Safety.LIMITS)


def languages_of(case):
    """Codes of the languages the person speaks, the best first."""
    rows = Speaks.objects.filter(case=case).order_by("level", "pk")
    spoken = list(dict.fromkeys(row.language for row in rows)) or [case.language]
    return [code for code in spoken if code != "und"]


def say_languages(values):
    """Names of languages."""
    return ", ".join(str(codes.label("languages", code)) for code in values)


def contact_of(case):
    """Ways to reach the person that are safe, with when and what to say; never one that is not (C-06)."""
    rows = Contact.objects.filter(case=case, safety__in=USABLE).order_by("kind", "pk")
    return [{"kind": row.kind, "value": row.value, "hours": row.hours} for row in rows]


def say_contact(rows):
    """One sentence a way."""
    kinds = dict(Contact.Kind.choices)
    return [f"{kinds[row['kind']]}: {row['value']}" + (f" ({row['hours']})" if row["hours"] else "") for row in rows]


def health_of(case):
    """The health notes: for this help only, and only where the person said yes to this single item."""
    return case.person.health_notes


def behind(share, name):
    """A value of the service referral behind a share, or ''."""
    referral = getattr(share, "service", None)
    return getattr(referral, name) if referral is not None else ""


def kind_of(share):
    """Which help is needed."""
    return behind(share, "kind")


def say_kind(code):
    """Which help, in words."""
    return str(codes.label("service_types", code))


def needs_of(share):
    """What is needed, in the caseworker's words."""
    return behind(share, "needs")


def handover_of(share):
    """What was done and what comes next (C7)."""
    return {"done": behind(share, "done_words"), "next": behind(share, "next_words")}


def say_handover(value):
    """Both, under their names."""
    pairs = ((_("Done"), value["done"]), (_("Next"), value["next"]))
    return [f"{label}: {words}" for label, words in pairs if words]


def place_of(share):
    """Where the person is, as exactly as it is known: stands behind a rescue and nowhere else (I12)."""
    rescue = getattr(share, "rescue", None)
    return rescue.place if rescue is not None else ""


def journey_of(case):
    """The way here as immigration asks for it: countries and days, and nothing of what happened there (C-12)."""
    rows = Leg.objects.filter(case=case).exclude(country="").in_order()
    return [{"country": row.country, "when": row.began_said} for row in rows]


def say_journey(rows):
    """One sentence a country."""
    named = [(str(codes.label("countries", row["country"])), row["when"]) for row in rows]
    return [f"{country}: {when}" if when else country for country, when in named]
