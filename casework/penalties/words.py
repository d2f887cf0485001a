"""The states of a penalty in a word and a shape, its facts in lines, and what happened in sentences."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework import money
from casework.penalties import codes
from casework.penalties.models import UNSEEN, Hearing, Penalty, Visit
from casework.penalties.transitions import BY_LETTER, PENALTY

S, F = Penalty.Status, Visit.Found
SHAPES = {
    S.RECORDED: "todo", S.DRAFTED: "decide", S.APPROVED: "now", S.SENT: "wait", S.PENDING: "wait", S.WAIVED: "done",
    S.REDUCED: "half", S.UPHELD: "stop", S.PARDONED: "done", S.EXPUNGED: "done",
}  # fmt: skip
FOUND = {
    F.SEEN: "done",
    F.DECLINED: "stop",
    F.REFUSED: "late",
    F.NOT_THERE: "late",
    F.MOVED: "late",
    F.RELEASED: "decide",
}
# The step of a CaseStep row: (sentence, kind of mark, chip of the timeline).
TIMELINE = {
    "penalty_record": (gettext_lazy("A punishment was recorded."), "late", "steps"),
    "penalty_released": (gettext_lazy("The person was released from detention."), "done", "steps"),
    "penalty_draft": (gettext_lazy("A non-punishment letter was drafted."), "decide", "steps"),
    "penalty_approve": (gettext_lazy("The non-punishment letter was approved."), "done", "steps"),
    "penalty_send": (gettext_lazy("The non-punishment letter was sent."), "done", "steps"),
    "penalty_take_back": (gettext_lazy("The non-punishment letter was taken back."), "stop", "steps"),
    "penalty_wait": (gettext_lazy("The authority has not decided yet."), "wait", "steps"),
    "penalty_waive": (gettext_lazy("A punishment was waived."), "done", "steps"),
    "penalty_reduce": (gettext_lazy("A punishment was reduced."), "half", "steps"),
    "penalty_uphold": (gettext_lazy("A punishment was upheld."), "stop", "steps"),
    "penalty_pardon": (gettext_lazy("The person was pardoned."), "done", "steps"),
    "penalty_expunge": (gettext_lazy("A conviction was expunged."), "done", "steps"),
    "penalty_appeal": (gettext_lazy("It goes on against a punishment that was decided."), "now", "steps"),
    "hearing_add": (gettext_lazy("A hearing has a day."), "todo", "steps"),
    "hearing_result": (gettext_lazy("What came of a hearing is noted."), "done", "steps"),
    "visit_planned": (gettext_lazy("A visit in detention is planned."), "todo", "steps"),
    "visit_seen": (gettext_lazy("The person was seen in detention."), "done", "steps"),
    "visit_declined": (gettext_lazy("The person did not want the visit."), "stop", "steps"),
    "visit_refused": (gettext_lazy("Nobody was let in to the person in detention."), "late", "steps"),
    "visit_not_there": (gettext_lazy("The person was not where they are held."), "late", "steps"),
    "visit_moved": (gettext_lazy("The person was moved to another place of detention."), "late", "steps"),
    "visit_released": (gettext_lazy("At a visit we heard that the person was released."), "decide", "steps"),
}
ACTIONS = {
    "penalty.add": gettext_lazy("Wrote down a punishment"),
    "penalty.edit": gettext_lazy("Changed a punishment"),
    "penalty.visit": gettext_lazy("Wrote in the visit log"),
    "hearing.add": gettext_lazy("Added a hearing"),
    "hearing.edit": gettext_lazy("Changed a hearing"),
    **{flow.action(step): step.label for flow in (PENALTY, BY_LETTER) for step in flow.steps.values()},
}


def tag_of(row):
    """(kind, word) of the state."""
    return SHAPES[row.status], row.get_status_display()


def days_of(count):
    """A number of days in words."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": f"{count:,}"}


def day_of(day):
    """A day in words."""
    return date_format(day, "j F Y")


def facts(row):
    """[(label, value)] of what is written on this penalty, in words."""
    found = [
        (_("Country"), row.get_country_display()),
        (_("Who punishes"), row.get_authority_kind_display()),
        (_("Name of the office"), row.authority),
        (_("Their file number"), row.file_number),
        (_("Decided or charged"), row.imposed_on and day_of(row.imposed_on)),
        (begins(row), row.begun_on and day_of(row.begun_on)),
        (_("Until, as ordered"), row.until_on and day_of(row.until_on)),
        (_("Held for"), row.days and days_of(row.days)),
        (_("Released on"), row.released_on and day_of(row.released_on)),
        (_("Where"), row.place),
        *money_facts(row),
        (_("Entry ban"), row.ban_years and ngettext("%(n)s year", "%(n)s years", row.ban_years) % {"n": row.ban_years}),
        (_("Sentence"), row.sentence_months and months(row.sentence_months)),
        (_("Why non-punishment applies"), row.assessment),
        (_("More on it"), row.more),
    ]
    return [(label, value) for label, value in found if value]


def begins(row):
    """What its first day means."""
    return _("Held since") if row.detains else _("From")


def months(count):
    """A sentence in words."""
    return ngettext("%(n)s month", "%(n)s months", count) % {"n": count}


def money_facts(row):
    """The amounts: what was asked, how it grows and to what, what it is today."""
    said = lambda value: value is not None and money.said(value, row.currency)  # noqa: E731
    return [
        (_("Amount"), said(row.amount)),
        (_("Grows every day by"), said(row.daily)),
        (_("At most"), said(row.cap)),
        (_("Today"), said(row.fine_now) if row.daily else None),
        (_("Paid so far"), said(row.paid)),
    ]


def brief(row):
    """The one fact that matters most, in a few words; '' where there is none."""
    if row.days is not None:
        return (
            _("Held for %(days)s") % {"days": days_of(row.days)}
            if row.held
            else _("Was held for %(days)s") % {"days": days_of(row.days)}
        )
    if row.fine_now is not None:
        return money.said(row.fine_now, row.currency)
    if row.ban_years:
        return ngettext("%(n)s year", "%(n)s years", row.ban_years) % {"n": row.ban_years}
    return ""


def hearing_tag(row):
    """(kind, word) of a hearing."""
    today = timezone.localdate()
    if row.result:
        return "done" if row.result != Hearing.Result.CANCELLED else "stop", row.get_result_display()
    if row.on < today:
        return "late", _("Write what came of it")
    left = (row.on - today).days
    return ("soon" if left <= 7 else "todo"), (_("Today") if not left else _("In %(days)s") % {"days": days_of(left)})


def visit_tag(row):
    """(kind, word) of a visit."""
    if row.outcome:
        return FOUND[row.outcome], row.get_outcome_display()
    today = timezone.localdate()
    if row.on < today:
        return "late", _("Nobody wrote whether the person was seen")
    return ("now", _("Today")) if row.on == today else ("todo", _("Planned"))


def watch(row):
    """(kind, word) of how long ago somebody on the board was seen; "" as kind where all is well."""
    if row.overdue:
        return "late", _("Not seen on the day")
    if row.last_outcome in Visit.ALERTS:
        return "late", _("Not seen at the last visit")
    if row.last_seen is None:
        return "soon", _("Nobody has seen the person yet")
    since = (timezone.localdate() - row.last_seen).days
    said = _("Seen %(days)s ago") % {"days": days_of(since)} if since else _("Seen today")
    return ("soon" if since > UNSEEN else "done"), said


def label_of(kind):
    """A kind of penalty in words."""
    return dict(codes.CHOICES).get(kind, kind)
