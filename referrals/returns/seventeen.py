"""The seventeen steps of a return (repatriation_steps.csv): which apply, which are done, and what stops the departure.

Most follow from what is recorded elsewhere; six are ticked by whoever did them (MANUAL).
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import codes
from referrals.returns.models import Return
from referrals.returns.needs_papers import not_in_hand

S = Return.Status
AREA = {"armed_conflict", "forced_conscription"}  # an own choice may proceed, for a named safer area (section 8)
MANUAL = (
    "nationality_verified", "penalties_cleared", "fit_to_travel", "reintegration_plan", "receiver_accepted",
    "escort_assigned",
)  # fmt: skip
BOOKED, OVER = ("travel_booked",), ("departed", "received", "followed_up")
ROWS = codes.rows("repatriation_steps")
NUMBERS = {row["code"]: int(row["step"]) for row in ROWS}
WHO = {row["code"]: row["required_for"] for row in ROWS}
STOPS = {row["code"]: row["blocks_departure"] for row in ROWS}


# The same in a few words, as they stand on the page.
SHORT = {
    "wish_recorded": gettext_lazy("Wish to return recorded"),
    "information_given": gettext_lazy("Options explained"),
    "nationality_verified": gettext_lazy("Nationality verified"),
    "document_issued": gettext_lazy("Travel paper in hand"),
    "penalties_cleared": gettext_lazy("Fines and bans cleared"),
    "risk_assessed": gettext_lazy("Risk assessed"),
    "non_refoulement_cleared": gettext_lazy("No risk that forbids return"),
    "best_interests_decided": gettext_lazy("Best interests decided"),
    "return_consent": gettext_lazy("Consent to return"),
    "fit_to_travel": gettext_lazy("Fit to travel"),
    "reintegration_plan": gettext_lazy("Plan for after"),
    "receiver_accepted": gettext_lazy("Received by"),
    "travel_booked": gettext_lazy("Travel booked"),
    "escort_assigned": gettext_lazy("Escort"),
    "departed": gettext_lazy("Departed"),
    "received": gettext_lazy("Received on arrival"),
    "followed_up": gettext_lazy("Followed up"),
}


@dataclass(frozen=True)
class Line:
    """One step as it stands: `kind` done, half, stop, todo or na; `text` what is known; `why` what stops it."""

    code: str
    number: int
    label: Any
    kind: str
    text: str = ""
    why: str = ""
    address: str = ""
    row: Any = None


def abroad(case):
    """Whether the person is not a national of the country the office works in; not known counts as yes."""
    person = case.person
    return person.stateless or case.organisation.country not in person.nationalities


def applies(code, row):
    """Whether the step is needed for this person."""
    known: dict[str, Callable] = {
        "all": lambda: True,
        "all who consent": lambda: True,
        "foreign nationals": lambda: abroad(row.case),
        "children": lambda: row.case.child,
        "children; medical": lambda: row.case.child or row.escort_needed,
    }
    return known[WHO[code]]()


def stops_departure(code, row):
    """Whether nobody departs without it."""
    return applies(code, row) and (STOPS[code] == "yes" or (STOPS[code] == "yes for children" and row.case.child))


def ticked(code, facts):
    """Whether somebody ticked a step that is ticked by hand."""
    return code in facts.lines and facts.lines[code].done_on is not None


def told(row, facts):
    """Information and counselling on the options."""
    needed = {Return.Option.STAY, Return.Option.ASYLUM}
    if row.told_on and needed <= set(row.told_options):
        return ""
    return _("Explain what else there is: staying, asylum, another country. In a language the person understands.")


def nationality(row, facts):
    """By the mission, or ticked."""
    if facts.nationality_known or ticked("nationality_verified", facts):
        return ""
    return _("No mission or authority has confirmed the nationality yet.")


def paper(row, facts):
    """A paper in hand that is valid on the day of travel."""
    return not_in_hand(facts.paper, row.travel_on or facts.today)


def penalties(row, facts):
    """Nothing open here, and somebody looked."""
    if facts.penalties:
        return ngettext(
            "%(n)s fine, charge or ban is still open.", "%(n)s fines, charges or bans are still open.", facts.penalties
        ) % {"n": facts.penalties}
    return "" if ticked("penalties_cleared", facts) else _("Nobody has checked fines, charges and exit bans yet.")


def assessed(row, facts):
    """An assessment that holds and that a supervisor read."""
    if facts.assessment is None:
        return _("No risk assessment yet.")
    if not facts.assessed:
        return _("The risk assessment is older than 30 days.")
    return "" if facts.assessment.pk == row.cleared_assessment else _("A supervisor has not read the assessment yet.")


def no_risk_left(row, facts):
    """No unresolved risk of non-refoulement; each other risk has its measure."""
    if facts.fears or facts.claims:
        return _("Asylum, or a fear of that state, is written down. Nobody is sent there.")
    left = facts.blocks - (set(row.chosen_codes) & AREA if row.safer_area.strip() else set())
    if left:
        return _("A risk forbids the return.")
    if facts.unmet:
        return ngettext("%(n)s risk has no measure yet.", "%(n)s risks have no measure yet.", len(facts.unmet)) % {
            "n": len(facts.unmet)
        }
    return "" if facts.assessment else _("The risks are not known yet.")


def best_interests(row, facts):
    """The decision of the panel, guardian and the child's own yes (casework/children)."""
    return " ".join(str(sentence) for sentence in facts.child_lacks)


def first_day(moment):
    """The day of a moment where it is the earliest: two people of one case may live in two time zones."""
    return (moment.astimezone(datetime.UTC) - datetime.timedelta(hours=12)).date()


def consented(row, facts):
    """A yes that holds and is newer than the assessment."""
    yes = facts.consent
    if yes is None:
        return _("The person has not said yes to going back, or the yes does not hold.")
    done = facts.assessment.done_at if facts.assessment else None
    if done is None or yes.recorded_at <= done or (yes.answered_on and yes.answered_on < first_day(done)):
        return _("The yes is older than the risk assessment. Tell what was found, and ask again.")
    return ""


def by_hand(code, sentence):
    """A step that is ticked."""
    return lambda row, facts: "" if ticked(code, facts) else str(sentence)


def booked(row, facts):
    """Booked, with the carrier's rules looked at."""
    if row.booked_at and row.travel_on and row.rules_checked and row.status not in (S.CLEARED, S.READY):
        return ""
    return _("No journey is booked.")


def received(row, facts):
    """Handed over on arrival."""
    return "" if row.received_on else _("Not received yet.")


def followed(row, facts):
    """All four talks, or the person did not want them."""
    done = (S.MONTH_12, S.COMPLETED)
    return "" if row.status in done else _("After 1, 3, 6 and 12 months, for those who agree.")


# What a step still lacks, as a sentence; '' where it is done. And the page on which it is put right.
LACKS: dict[str, tuple[Callable, str]] = {
    "wish_recorded": (lambda row, facts: "", ""),
    "information_given": (told, "plan"),
    "nationality_verified": (nationality, "mark"),
    "document_issued": (paper, "paper"),
    "penalties_cleared": (penalties, "mark"),
    "risk_assessed": (assessed, "assess"),
    "non_refoulement_cleared": (no_risk_left, "risks"),
    "best_interests_decided": (best_interests, ""),
    "return_consent": (consented, "consent"),
    "fit_to_travel": (
        by_hand("fit_to_travel", gettext_lazy("Nobody has said yet that the person can travel.")),
        "mark",
    ),
    "reintegration_plan": (by_hand("reintegration_plan", gettext_lazy("No plan for after is agreed yet.")), "mark"),
    "receiver_accepted": (by_hand("receiver_accepted", gettext_lazy("Nobody has said yet that they receive.")), "mark"),
    "travel_booked": (booked, "book"),
    "escort_assigned": (by_hand("escort_assigned", gettext_lazy("Nobody travels along yet.")), "mark"),
    "departed": (lambda row, facts: "" if row.departed_at else " ", ""),
    "received": (received, ""),
    "followed_up": (followed, ""),
}


def lacking(code, row, facts):
    """What a step lacks; '' where it is done or not needed."""
    return LACKS[code][0](row, facts) if applies(code, row) else ""


def blockers(row, facts, but=()):
    """[(code, sentence)] of the steps that stop the departure, in their order; `but` are left out."""
    found = [(code, lacking(code, row, facts)) for code in LACKS if code not in but and stops_departure(code, row)]
    return [(code, why) for code, why in found if why]


def lines_of(row, facts):
    """The seventeen steps in order, as lines of the page."""
    return [line_of(code, row, facts) for code in LACKS]


def line_of(code, row, facts):
    """One step."""
    why, own = lacking(code, row, facts), facts.lines.get(code)
    kind = kind_of(code, row, why, own)
    text = _("Not needed") if kind == "na" else why.strip()
    said = {"code": code, "number": NUMBERS[code], "label": SHORT[code], "kind": kind}
    return Line(**said, text=text, why=why if kind == "stop" else "", address=LACKS[code][1], row=own)


def kind_of(code, row, why, own):
    """done, na, stop, half (somebody is at it) or todo."""
    if not applies(code, row):
        return "na"
    if not why:
        return "done"
    if row.status in Return.GONE or code in OVER:
        return "todo"
    if stops_departure(code, row) and (code not in BOOKED or row.status in (S.READY, S.BOOKED)):
        return "stop"
    return "half" if own is not None and (own.owner_id or own.due_on) else "todo"
