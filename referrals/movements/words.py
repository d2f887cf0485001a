"""The words of movements: why somebody has no place, why so many runs, which rule is not kept."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import codes
from referrals.movements.codes import TRAITS, PlanState, Status
from referrals.movements.models import Movement
from referrals.movements.people import Traveller, TravelTick
from referrals.movements.puzzle import Because
from referrals.movements.queries import words_of
from referrals.movements.rules import Wrong

S = Status
TAGS = {S.DRAFT: "todo", S.PLANNED: "half", S.BOOKED: "now", S.UNDER_WAY: "now", S.ARRIVED: "done", S.CLOSED: "done",
        S.CANCELLED: "stop"}  # fmt: skip
PLAN_TAGS = {PlanState.WAITING: "wait", PlanState.READY: "decide", PlanState.STALE: "late", PlanState.FAILED: "late",
             PlanState.ACCEPTED: "done", PlanState.REPLACED: "todo"}  # fmt: skip
B = Because
TIMELINE = {
    "movement_join": (gettext_lazy("Put on a journey with others."), "half", "steps"),
    "movement_leave": (gettext_lazy("Taken off a journey with others."), "wait", "steps"),
}
ACTIONS = {
    "traveller.add": gettext_lazy("Put somebody on a journey with others"),
    "traveller.change": gettext_lazy("Changed with whom somebody travels, or how"),
    "traveller.drop": gettext_lazy("Took somebody off a journey"),
    "traveller.miss": gettext_lazy("Wrote down that somebody did not come"),
    "traveller.tick": gettext_lazy("Ticked a step of the day of travel"),
    "movement.propose": gettext_lazy("Asked for a plan of a journey"),
    "movement.book": gettext_lazy("Booked a journey for a group"),
    "movement.depart": gettext_lazy("Noted that a run has departed"),
    "movement.arrive": gettext_lazy("Noted that a run has arrived"),
    "movement.cancel": gettext_lazy("Called a journey off"),
}
MODELS: dict = {
    Traveller: gettext_lazy("A place on a journey with others"),
    TravelTick: gettext_lazy("A step of the day of travel"),
}


def introduce():
    """Adds them to the words of the case."""
    from casework.cases.views_trail import RECORDED
    from casework.cases.words import speak_of

    speak_of(TIMELINE, ACTIONS)
    RECORDED.update(MODELS)


def tag_of(movement: Movement):
    """(kind, word) of where a movement stands."""
    return TAGS[S(movement.status)], S(movement.status).label


def at(moment):
    """A moment as the pages write it."""
    return date_format(timezone.localtime(moment), "j M, H:i")


def leg_words(leg):
    """From where to where."""
    told = words_of(leg)
    here, there = (
        told[f"{side}_place"] or str(codes.label("countries", getattr(leg, f"{side}_country")))
        for side in ("from", "to")
    )
    return _("%(from)s to %(to)s") % {"from": here, "to": there}


def run_words(run):
    """Carrier and number, or by what, and when."""
    told = words_of(run)
    name = f"{told['carrier']} {told['number']}".strip() or run.get_mode_display()
    return _("%(run)s, %(at)s") % {"run": name, "at": at(run.departs)}


def run_name(run):
    """Carrier and number, or by what."""
    told = words_of(run)
    return f"{told['carrier']} {told['number']}".strip() or str(run.get_mode_display())


def people(n):
    """How many."""
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def in_traits(trait):
    """The people of a trait, inside a sentence."""
    return str(TRAITS[trait]) if trait else _("People")


def without_paper(reason):
    """The paper is missing or too short."""
    return ngettext(
        "%(n)s of them has no travel paper, or one that ends before the arrival.",
        "%(n)s of them have no travel paper, or one that ends before the arrival.",
        reason.amount,
    ) % {"n": reason.amount}


def too_large(reason):
    """Together they are more than a run holds."""
    return _("They stay together and need %(n)s seats; no run has so many.") % {"n": reason.amount}


def over_limit(reason):
    """No run takes them."""
    return _("No run takes so many at once. %(trait)s: %(n)s of them.") % {
        "trait": in_traits(reason.trait), "n": reason.amount,
    }  # fmt: skip


def is_full(reason):
    """Others had to go first."""
    if reason.trait is not None:
        return _("%(trait)s: every place that the carriers give is used.") % {"trait": in_traits(reason.trait)}
    return _("Every seat that would fit is used by others.")


LEFT: dict[Because, Callable] = {
    B.NO_PAPER: without_paper,
    B.TOO_LARGE: too_large,
    B.LIMIT: over_limit,
    B.NO_ESCORT: lambda reason: _("Nobody is there to travel along with them."),
    B.APART: lambda reason: _("There is room only beside somebody with whom they must not travel."),
    B.NO_CHANGE: lambda reason: _("No two runs leave time enough to change."),
    B.FULL: is_full,
    B.NO_RUN: lambda reason: _("There is no run on this leg, or the booked one is gone."),
}


def left_words(reason, legs):
    """Why a party has no place, as a sentence; which leg, where it concerns one."""
    said = LEFT[reason.because](reason)
    return f"{legs[reason.leg]}: {said}" if reason.leg in legs else said


def least_words(reason, leg):
    """Why fewer runs would not do."""
    runs = ngettext("at least %(n)s run", "at least %(n)s runs", reason.amount) % {"n": reason.amount}
    if reason.because == B.LIMIT:
        why = _("%(trait)s: the carriers take only so many on one run.") % {"trait": in_traits(reason.trait)}
    elif reason.because == B.APART:
        why = _("Some of the people must not travel together.")
    else:
        why = _("There are not seats enough on fewer.")
    return _("%(leg)s needs %(runs)s. %(why)s") % {"leg": leg, "runs": runs, "why": why}


WRONG: dict[Wrong, Callable] = {
    Wrong.NO_SEAT: lambda f: _("has no place on one of the legs."),
    Wrong.SEATS: lambda f: _("has %(most)s seats, and %(n)s are needed.") % {"most": f.most, "n": f.amount},
    Wrong.LIMIT: lambda f: _("takes at most %(most)s, and %(n)s are on it. %(trait)s.") % {
        "most": f.most, "n": f.amount, "trait": in_traits(f.trait)},
    Wrong.ESCORT: lambda f: _("needs more people who travel along: %(most)s, and %(n)s are named.") % {
        "most": f.most, "n": f.amount},
    Wrong.ESCORT_TWICE: lambda f: _("has somebody who travels along and cannot be there."),
    Wrong.APART: lambda f: _("cannot travel with others who are on that run."),
    Wrong.CHANGE: lambda f: _("cannot change in time: %(n)s minutes are needed.") % {"n": f.amount},
    Wrong.PAPER: lambda f: ngettext(
        "has %(n)s person without a travel paper that is valid on the day of arrival.",
        "has %(n)s people without a travel paper that is valid on the day of arrival.", f.amount) % {"n": f.amount},
    Wrong.FIXED: lambda f: _("is booked already and stays where it is."),
}  # fmt: skip


def fault_words(fault, board):
    """One rule that is not kept, as a sentence that begins with the party or the run."""
    runs = {str(run.pk): run for run in board.runs}
    if fault.party:
        subject = _("Party %(number)s") % {"number": board.numbers.get(fault.party, "?")}
    else:
        subject = run_words(runs[fault.run]) if fault.run in runs else _("A run")
    return f"{subject} {WRONG[fault.wrong](fault)}"


def lost_words(rider):
    """Why somebody who is on it does not travel now."""
    if rider.removal:
        return _("The removal was called off.")
    if rider.state == "suspended":
        return _("The return is suspended.")
    return _("The return no longer leads here: %(state)s.") % {"state": rider.row.way_home.get_status_display()}
