"""The states of a stay in a word and a shape, who needs a bed in a few words, and what happened in sentences."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.cases.words import speak_of
from referrals.services.words import spell
from referrals.shelter.codes import HERE, Need, Quarter, Sex
from referrals.shelter.codes import Status as S

SHAPES = {
    S.REQUESTED: "wait",
    S.OFFERED: "decide",
    S.DECLINED: "stop",
    S.REFUSED: "stop",
    S.CANCELLED: "stop",
    S.ADMITTED: "now",
    S.OUT: "wait",
    S.LEFT: "late",
    S.TRANSFER: "decide",
    S.TRANSFERRED: "done",
    S.EXITED: "done",
}
ADULT = 18
GROWN = {Sex.FEMALE: gettext_lazy("Woman"), Sex.MALE: gettext_lazy("Man"), "": gettext_lazy("Person")}
YOUNG = {Sex.FEMALE: gettext_lazy("Girl"), Sex.MALE: gettext_lazy("Boy"), "": gettext_lazy("Child")}
BEDS = {"free": gettext_lazy("free"), "taken": gettext_lazy("taken"), "out": gettext_lazy("out"),
        "held": gettext_lazy("held"), "shut": gettext_lazy("shut")}  # fmt: skip

# The step of a CaseStep row: (sentence, kind of mark, chip of the timeline).
TIMELINE: dict[str, Any] = {
    "stay_ask": (gettext_lazy("A bed was asked for."), "wait", "steps"),
    "stay_offer": (gettext_lazy("A house offered a bed."), "decide", "steps"),
    "stay_decline": (gettext_lazy("A house has no bed that fits."), "stop", "steps"),
    "stay_take_back": (gettext_lazy("A house took its offer back."), "stop", "steps"),
    "stay_admit": (gettext_lazy("The person came to the house."), "done", "steps"),
    "stay_refuse": (gettext_lazy("The person said no to a bed; something else was offered."), "stop", "steps"),
    "stay_cancel": (gettext_lazy("A bed is no longer needed."), "stop", "steps"),
    "stay_go_out": (gettext_lazy("The person went out for a while."), "wait", "steps"),
    "stay_come_back": (gettext_lazy("The person came back."), "done", "steps"),
    "stay_leave": (gettext_lazy("The person left the house without notice."), "late", "steps"),
    "stay_ask_transfer": (gettext_lazy("The person needs another house."), "decide", "steps"),
    "stay_stay_on": (gettext_lazy("The person stays in the house after all."), "done", "steps"),
    "stay_transfer": (gettext_lazy("The person moved to another house."), "done", "steps"),
    "stay_exit": (gettext_lazy("The person moved out, with a plan."), "done", "steps"),
    "stay_rearrange": (gettext_lazy("Another bed, or other days in the house."), "done", "steps"),
    "stay_place": (gettext_lazy("Somebody had the address of the house shown."), "half", "access"),
    "custody_note": (gettext_lazy("Somebody holds the person in custody."), "late", "steps"),
    "custody_end": (gettext_lazy("Custody ended."), "done", "steps"),
    "apart_note": (gettext_lazy("Somebody must not meet this person."), "decide", "steps"),
    "apart_end": (gettext_lazy("Two people may meet again."), "done", "steps"),
}
ACTIONS = {
    "stay.ask": gettext_lazy("Asked for a bed"),
    "stay.rearrange": gettext_lazy("Gave another bed"),
    "custody.note": gettext_lazy("Wrote down custody"),
    "custody.end": gettext_lazy("Wrote down that custody ended"),
    "apart.note": gettext_lazy("Wrote down who must not meet"),
    "apart.end": gettext_lazy("Wrote down that two people may meet"),
    "shelter.edit": gettext_lazy("Changed a house"),
}


def introduce():
    """Adds the words of this room to those of the case, and its rows to what the history shows."""
    from accounts.audit.words import PAGES
    from casework.cases.views_trail import RECORDED
    from referrals.shelter.models import ConflictPair, Custody, Stay
    from referrals.shelter.transitions import STAY

    speak_of(TIMELINE, ACTIONS | {STAY.action(step): step.label for step in STAY.steps.values()})
    RECORDED.update({Stay: _l("A bed"), Custody: _l("Custody"), ConflictPair: _l("Who must not meet")})
    PAGES.update({
        "stay.list": _l("Shelter and custody"), "stay.view": _l("A bed"),
        "stay.reveal": _l("The address of a house, shown on request"),
        "shelter.board": _l("The beds of a house"),
    })  # fmt: skip


_l = gettext_lazy


def tag_of(row):
    """(kind, word) of the state; an offer whose hour is over says so."""
    if row.status == S.OFFERED and row.hold_until and row.hold_until < timezone.now():
        return "late", _("Offered, the hour is over")
    if row.status == S.OUT and row.back_by and row.back_by < timezone.now():
        return "late", _("Out, should be back")
    return SHAPES[row.status], row.get_status_display()


def who_words(row):
    """Sex and age, as they were told to the house: "Woman, 31"."""
    young = row.age is not None and row.age < ADULT
    kind = str((YOUNG if young else GROWN).get(row.sex, GROWN[""]))
    if row.disputed:
        return _("%(who)s, age in dispute") % {"who": kind}
    return kind if row.age is None else f"{kind}, {row.age}"


def needs_words(row):
    """The coded needs, in words."""
    return [str(Need(code).label) for code in row.needs if code in Need.values]


def waits(row):
    """How long the request waits already: (kind, words)."""
    seconds = (timezone.now() - row.noted_at).total_seconds()
    return ("late" if seconds > 86400 else "wait"), spell(seconds)


def bed_state(bed, day):
    """What a bed is today: free, taken, out, held or shut."""
    if bed.stay is None:
        return "shut" if bed.shut_on(day) else "free"
    if bed.stay.status == S.OFFERED:
        return "held"
    return "out" if bed.stay.status == S.OUT else "taken"


def admits(unit):
    """Whom a room takes, in a few words."""
    sexes = [str(Sex(code).label) for code in unit.sexes]
    words = [str(Quarter(unit.quarter).label), *sexes]
    if unit.minimum_age is not None:
        words.append(_("from %(age)s years") % {"age": unit.minimum_age})
    if unit.maximum_age is not None:
        words.append(_("up to %(age)s years") % {"age": unit.maximum_age})
    words += [_("nurse or doctor every day")] if unit.medical else []
    words += [_("no stairs")] if unit.accessible else []
    return ", ".join(words)


def free_words(beds, free):
    """ "3 free of 14" as (kind, words)."""
    if not free:
        return "late", _("Full")
    return "done", _("%(free)s free of %(beds)s") % {"free": free, "beds": beds}


def notes_of(house, day):
    """Sentences under a house: what is shut and until when, who is out."""
    found = []
    for room in house.rooms:
        shut = [bed for bed in room.beds if bed.stay is None and bed.shut_on(day)]
        if shut:
            found.append(shut_words(room.unit, shut))
    out = [bed.stay for bed in house.beds if bed.stay is not None and bed.stay.status == S.OUT]
    if out:
        words = ngettext("%(n)s is out; the bed stays theirs.", "%(n)s are out; their beds stay theirs.", len(out))
        found.append(words % {"n": len(out)})
    return found


def shut_words(unit, beds):
    """Which beds of a room are shut, and until when."""
    days = {bed.shut_until for bed in beds}
    words = ngettext("%(room)s: %(n)s bed shut", "%(room)s: %(n)s beds shut", len(beds))
    told = words % {"room": unit.name, "n": len(beds)}
    last = days.pop() if len(days) == 1 else None
    return _("%(told)s until %(day)s.") % {"told": told, "day": date_format(last, "j F")} if last else f"{told}."


def is_here(row):
    """Whether the person is in the house."""
    return row.status in HERE
