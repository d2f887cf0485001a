"""What the case's side shows of a referral: its line, what can be done, what is missing, and what the mission sees."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed, readable
from accounts.pages import WITHHELD, Shown
from casework.cases.overview import missing
from referrals.consular import needs, queries, words
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import steps_for
from referrals.sharing.items import file_lines_of, lines_of, shared_values

S = ConsularReferral.Status
# The step that leads on from a state, shown first and as the main button.
FORWARD = ("begin", "request", "approve", "send", "acknowledge", "close", "withdraw")
# What is as easy to reach as that step: no beside yes (ui/README, principle 1).
BESIDE = {"begin": "refuse", "approve": "return"}
# What is said above the button.
SAYING = {
    "begin": gettext_lazy("What does the person want? No is an answer too, and nobody needs to say why."),
    "request": gettext_lazy("A supervisor reads what the mission will see, item by item."),
    "approve": gettext_lazy("Read below what the mission will see, item by item, and until when."),
    "send": gettext_lazy(
        "It is approved. The mission first learns number, day and purpose, and the rest once it has received it."
    ),
    "acknowledge": gettext_lazy(
        "Only if the mission told you itself that it has received it. It may look from then on."
    ),
    "close": gettext_lazy("When the paper is handed over and arrival is confirmed, or when no travel follows."),
    "withdraw": gettext_lazy("The sharing has ended. End the record as well."),
}


def address(name, referral, *more):
    """The address of a page of one referral."""
    return reverse(name, args=[referral.case.reference, referral.number, *more])


def home_of(case):
    """The address of contact with missions on a case."""
    return reverse("consular_home", args=[case.reference])


def line(referral):
    """One referral in a list."""
    return {
        "row": referral,
        "url": address("consular_detail", referral),
        "tag": words.tag_of(referral),
        "clock": words.clock(referral),
        "mission": referral.mission.name if referral.mission else "",
    }


def acts(referral, user):
    """(the step that leads on with what is still missing for it or None, the other steps) for this reader."""
    made = {step.name: act(referral, step) for step in steps_for(referral, user)}
    first = next((made.pop(name) for name in FORWARD if name in made), None)
    if first is not None:
        first["text"] = SAYING[first["name"]]
        first["beside"] = made.pop(BESIDE.get(first["name"], ""), None)
    return first, list(made.values())


def act(referral, step):
    """One step as a button or a link."""
    return {
        "name": step.name,
        "label": step.label,
        "url": address("consular_step", referral, step.name),
        "care": step.care,
        "form": bool(asked(referral, step)),
        "missing": missing(referral, step),
    }


def asked(referral, step):
    """What the step's form asks for here: legal advice only where it must come first."""
    if step.name == "begin" and referral.nationality not in settings.LEGAL_ADVICE_FIRST:
        return ()
    return step.asks


def blocks(case, user):
    """Standing fears as notes: [{row, asked, may_ask, may_decide}]."""
    return [
        {
            "row": fear,
            "kind": Shown(fear, readable(fear)).get_kind_display,
            "states": states_of(fear),
            "by": fear.raised_by.display_name,
            "asked_by": fear.lift_asked_by.display_name if fear.lift_asked_by else "",
            "may_ask": fear.lift_asked_by_id is None and allowed(user, "fear.ask_lift", fear),
            "may_decide": may_decide(fear, user),
        }
        for fear in needs.standing(case).select_related("raised_by", "lift_asked_by")
    ]


def may_decide(fear, user):
    """Whether this person may lift or keep the fear: somebody else asked for it (C-06)."""
    return fear.lift_asked_by_id not in (None, user.pk) and allowed(user, "fear.lift", fear)


def states_of(fear):
    """Names of the states, or that it is any."""
    seen = Shown(fear, readable(fear)).countries
    if seen is WITHHELD:
        return seen
    names = dict(fear._meta.get_field("countries").base_field.flatchoices)
    return ", ".join(str(names[code]) for code in seen) or _("any state")


def slip_of(referral, share=None):
    """What the mission sees of this referral, as far as this reader may read it; None without a share."""
    share = share or referral.share
    if share is None:
        return None
    slip = shared_values(share, referral.case)
    groups = readable(referral.case)
    name = lines_of(slip, groups)[0]["value"] if slip.name else ""
    return {
        "number": referral.number,
        "name": name,
        "lang": slip.language,
        "lines": lines_of(slip, groups),
        "files": file_lines_of(slip),
        "nothing": not slip.items,
    }


def last_day(share):
    """The last day of a share, which counts as a whole; None without one."""
    return (share.until - datetime.timedelta(seconds=1)).date() if share else None


def talk(referral):
    """The conversation: [{row, by, theirs}] newest first."""
    return [
        {"row": row, "by": row.by.display_name, "theirs": row.from_mission} for row in queries.conversation(referral)
    ]


def mission_looks(referral, user):
    """How often people of the mission looked and when last, for those who may read the trail."""
    if not allowed(user, "trail.view", referral.case):
        return None
    count, last = queries.looks_from(referral)
    return {"count": count, "last": last, "url": reverse("case_looks", args=[referral.case.reference]) + "?which=all"}
