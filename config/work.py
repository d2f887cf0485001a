"""The lines of the page "My work": for each kind of row that waits, what it is, where it is done, and how soon."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import allowed
from accounts.acting import current
from casework.cases import waiting
from casework.cases.models import Case
from casework.cases.queries import line
from casework.children import waiting as child_waiting
from casework.consents.titles import title_of
from casework.needs import waiting as needs
from casework.todos import waiting as todos
from referrals.clocks import waiting as clocks
from referrals.clocks import words as clock_words
from referrals.consular import waiting as referrals
from referrals.consular.words import FIRST_ALERT, days_since
from referrals.rescue import waiting as rescues
from referrals.returns import waiting as returns
from referrals.services import waiting as services
from referrals.shelter import waiting as shelters
from screening import waiting as screenings
from screening.outcome_page import outcome_words
from screening.reviewing import PROMISE, waited

FIRST = {"late": 0, "decide": 1, "soon": 2}  # then everything else
# The action that opens a part of the page, and the part; every floor may add its own.
PARTS = [
    ("todo.view", todos.mine),
    ("todo.lead", todos.late_in_team),
    ("need.mine", needs.mine),
    ("todo.lead", needs.late_in_team),
    ("interests.finish", child_waiting.unassessed),
    ("interests.view", child_waiting.to_sign),
    ("interests.review", child_waiting.to_review),
    ("screening.confirm", screenings.to_decide),
    ("screening.submit", screenings.answered),
    ("screening.submit", screenings.with_review),
    ("consular.approve", referrals.to_approve),
    ("fear.lift", referrals.to_lift),
    ("consular.send", referrals.late_answers),
    ("clock.mine", clocks.late_clocks),
    ("clock.figures", clocks.late_in_teams),
    ("service.approve", services.to_approve),
    ("service.review", services.to_review),
    ("service.send", services.late),
    ("return.clear", returns.to_decide),
    ("return.plan", returns.to_plan),
    ("stay.offer", shelters.requests),
    ("stay.protect", shelters.children),
    ("rescue.watch", rescues.ending),
    *waiting.PARTS,
]


def lines_of(rows):
    """The lines of these rows, the late and the nearest first; rows of one kind keep their order."""
    tasks = [task(row, **LINES[row.source](row)) for row in rows if row.source in LINES and row.case is not None]
    return sorted(tasks, key=lambda line: FIRST.get(line["kind"], len(FIRST)))


def task(row, title, url, text, kind, word, allowed_days=""):
    """One line of a list of tasks, with the person's name as far as this reader may read it."""
    shown = line(row.case)
    said = {"title": title, "url": url, "text": text, "kind": kind, "word": word, "allowed": allowed_days}
    return {"case": row.case, "name": shown["name"], "lang": shown["lang"], **said}


def own_todo(row):
    """A to-do of one's own."""
    said = todos.line_of(row)
    return {name: said[name] for name in ("title", "url", "text", "kind", "word")} | {"allowed_days": said["allowed"]}


def team_todo(row):
    """A to-do of somebody in the team that is late, or that nobody has."""
    said = todos.line_of(row)
    with_whom = _("With %(name)s. Next: ask, or give it to somebody else.") % {"name": row.who}
    late = said["kind"] == "late"
    return {
        "title": said["title"],
        "url": reverse("todo_edit", args=[row.case.reference, row.row]),
        "text": with_whom if row.flag else _("Nobody has it. Next: give it to somebody."),
        "kind": "late" if late else "decide",
        "word": said["word"] if late else _("Decide"),
        "allowed_days": said["allowed"],
    }


def glass(row):
    """An emergency look that waits for review: for the supervisor to decide, for others to know."""
    by = {"name": row.who}
    if not allowed(current().user, "glass.review", row.case):
        return {
            "title": _("An emergency look"),
            "url": reverse("glass_list"),
            "text": _("By %(name)s. Next: the supervisor reads the reason.") % by,
            "kind": "wait",
            "word": _("Waits for review"),
        }
    return {
        "title": _("Review an emergency look"),
        "url": reverse("glass_review", args=[row.row]),
        "text": _("By %(name)s. Next: read the reason and say what you found.") % by,
        **decide(),
    }


def decide():
    """A person must decide."""
    return {"kind": "decide", "word": _("Decide")}


def unconfirmed(row):
    """Somebody could not be asked; a supervisor confirms within 24 hours."""
    late = row.at is not None and row.at < timezone.now()
    return {
        "title": _("Confirm: the person could not be asked"),
        "url": reverse("consent_list", args=[row.case.reference]),
        "text": _("Next: read why, and confirm or ask again."),
        "allowed_days": _("24 hours allowed"),
        **({"kind": "late", "word": hours_late(row.at)} if late else decide()),
    }


def with_others(rows):
    """What waits for somebody else, gathered: how many, and since when the oldest."""
    waits = sorted(row.at for row in rows if row.source == "with_review")
    if not waits:
        return []
    counted = ngettext("%(n)s outcome, oldest %(age)s", "%(n)s outcomes, oldest %(age)s", len(waits))
    return [{"word": _("Review"), "text": counted % {"n": len(waits), "age": waited(waits[0])}}]


def hours_late(moment):
    """How long ago, in whole hours or days."""
    hours = int((timezone.now() - moment).total_seconds() // 3600)
    if hours >= 48:
        return ngettext("%(days)s day late", "%(days)s days late", hours // 24) % {"days": hours // 24}
    hours = max(hours, 1)
    return ngettext("%(hours)s hour late", "%(hours)s hours late", hours) % {"hours": hours}


def consent_ends(row):
    """A yes that has ended or ends soon."""
    days = (row.day - timezone.localdate()).days
    left = ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return {
        "title": _("Ask again: %(what)s") % {"what": title_of(row.code)},
        "url": f"{reverse('consent_new', args=[row.case.reference])}?again={row.row}",
        "text": _("Next: explain it again and ask. No is an answer too."),
        "kind": "late" if days < 0 else "soon",
        "word": _("Ended") if days < 0 else left,
    }


def block(row):
    """An administrator kept somebody away from a case: the team looks whether that is right."""
    by = {"name": row.who}
    held_back = _("By %(name)s. It blocks nobody: nobody would have been left who could lift it.") % by
    standing = _("By %(name)s, an administrator. Next: read why; lift it or let it stay.") % by
    return {
        "title": _("A block was held back") if row.flag else _("Somebody was kept away from a case"),
        "url": reverse("conflict_list", args=[row.case.reference]),
        "text": held_back if row.flag else standing,
        **decide(),
    }


def named(row):
    """Somebody elsewhere asks this person to decide on their case."""
    until = timezone.localtime(row.at).strftime("%-d %B %Y")
    by = {"name": row.who, "office": row.office, "day": until}
    return {
        "title": _("You are asked to decide"),
        "url": reverse("named_list", args=[row.case.reference]),
        "text": _("By %(name)s, %(office)s, until %(day)s. Next: read what they ask.") % by,
        **decide(),
    }


def review(row):
    """An outcome that waits for this supervisor."""
    late = screenings.is_late(row.at)
    what = {"name": row.who, "outcome": outcome_words(row.code)}
    second = _("Screened by %(name)s: %(outcome)s. Next: agree, or do not agree, to lower the protection.") % what
    first = _("Screened by %(name)s: %(outcome)s. Next: read what it rests on, then decide.") % what
    return {
        "title": _("Review: a second look") if row.flag else _("Review the outcome"),
        "url": reverse("review_detail", args=[row.row]),
        "text": second if row.flag else first,
        "allowed_days": _("48 hours allowed"),
        **({"kind": "late", "word": hours_late(row.at + PROMISE)} if late else decide()),
    }


def reviewed(row):
    """What a supervisor decided on a screening of one's own, for some days."""
    what = {"name": row.who, "outcome": outcome_words(row.code)}
    return {
        "title": _("Decided otherwise: read why") if row.flag else _("The outcome is confirmed"),
        "url": reverse("screening_outcome", args=[row.case.reference, row.office]),
        "text": _("By %(name)s: %(outcome)s.") % what,
        "kind": "decide" if row.flag else "done",
        "word": _("Decided") if row.flag else _("Confirmed"),
    }


def approve(row):
    """What a mission will see waits for this supervisor."""
    what = {"name": row.who, "mission": row.office}
    return {
        "title": _("Approve what a mission will see"),
        "url": reverse("consular_detail", args=[row.case.reference, row.code]),
        "text": _("By %(name)s, for %(mission)s. Next: read it item by item.") % what,
        **decide(),
    }


def lift(row):
    """A fear of the own state waits for this supervisor."""
    return {
        "title": _("Decide: a fear of the own state"),
        "url": reverse("consular_home", args=[row.case.reference]),
        "text": _("By %(name)s. Next: read what the person says now. Nothing goes to that state before.")
        % {"name": row.who},
        **decide(),
    }


def late_mission(row):
    """A mission did not answer in time."""
    gone = days_since(row.at) - FIRST_ALERT
    late = ngettext("%(days)s day late", "%(days)s days late", gone) % {"days": gone}
    return {
        "title": _("Ask the mission again"),
        "url": reverse("consular_detail", args=[row.case.reference, row.code]),
        "text": _("%(mission)s has not answered. Next: write or call; another route after 30 days.")
        % {"mission": row.office},
        "kind": "late",
        "word": late if gone else _("Due today"),
        "allowed_days": _("7 days allowed"),
    }


def approve_service(row):
    """What a provider will see waits for this supervisor."""
    return {
        "title": _("Approve what a provider will see"),
        "url": reverse("service_detail", args=[row.case.reference, row.code]),
        "text": _("By %(name)s. Next: read it item by item.") % {"name": row.who},
        **decide(),
    }


def review_service(row):
    """A referral left at once: a supervisor reads why within 24 hours."""
    late = row.at is not None and row.at < timezone.now()
    return {
        "title": _("Review: a referral was sent at once"),
        "url": reverse("service_detail", args=[row.case.reference, row.code]),
        "text": _("By %(name)s. Next: read why it could not wait.") % {"name": row.who},
        "allowed_days": _("24 hours allowed"),
        **({"kind": "late", "word": hours_late(row.at)} if late else decide()),
    }


def late_service(row):
    """A service referral is past its hour: ours, or the provider's."""
    return {
        "title": _("Late: a referral to a service"),
        "url": reverse("service_detail", args=[row.case.reference, row.code]),
        "text": _("Next: call the provider, or choose another one."),
        "kind": "late",
        "word": hours_late(row.at),
    }


def team_clock(row):
    """A clock that is late on a case of the supervisor's team, and who works on it."""
    said = clock_words.task(row)
    next_one = _("With %(name)s. Next: ask what holds it up.") % {"name": row.who}
    nobody = _("Nobody works on it. Next: give it to somebody.")
    return {**said, "text": next_one if row.who else nobody, "url": row.case.get_absolute_url()}


def rescue_ends(row):
    """What is shown for a rescue ends within 12 hours, or has ended while the request stands (C-09)."""
    by = {"office": row.office}
    if row.at is None:
        text = _("%(office)s cannot look any more. Next: a sentence why the danger goes on, or end the request.") % by
    elif row.flag:
        text = _("%(office)s can look until then. Next: a sentence why the danger goes on, or end the request.") % by
    else:
        text = _("%(office)s: nobody has confirmed it yet. Next: call a supervisor.") % by
    return {
        "title": _("Rescue: what they can see ends") if row.at else _("Rescue: what they could see has ended"),
        "url": reverse("rescue_list", args=[row.case.reference]),
        "text": text,
        **({"kind": "soon", "word": hours_left(row.at)} if row.at else {"kind": "late", "word": _("Ended")}),
    }


def hours_left(moment):
    """How long still, in whole hours."""
    hours = max(int((moment - timezone.now()).total_seconds() // 3600), 0)
    return ngettext("%(hours)s hour left", "%(hours)s hours left", hours) % {"hours": hours}


def proposal(row):
    """A colleague proposed to close."""
    text = _("Next: read the reason, then close the case or return the proposal.")
    return {"title": _("Decide on closing"), "url": row.case.get_absolute_url(), "text": text, **decide()}


def draft(row):
    """A draft that is not yet an open case."""
    text = _("Next: the safety check, the language, and the consent to keep data.")
    title = _("Finish the draft")
    return {"title": title, "url": row.case.get_absolute_url(), "text": text, "kind": "todo", "word": _("Draft")}


LINES = {
    "bed": shelters.bed_task,
    "child_bed": shelters.child_task,
    "todo": own_todo,
    "team_todo": team_todo,
    "need": needs.task,
    "team_need": needs.team_task,
    "child_new": child_waiting.new_task,
    "child_sign": child_waiting.sign_task,
    "child_review": child_waiting.review_task,
    "glass": glass,
    "unconfirmed": unconfirmed,
    "consent_ends": consent_ends,
    "block": block,
    "review": review,
    "reviewed": reviewed,
    "named": named,
    "approve": approve,
    "lift": lift,
    "late_mission": late_mission,
    "late_clock": clock_words.task,
    "team_clock": team_clock,
    "approve_service": approve_service,
    "review_service": review_service,
    "late_service": late_service,
    "return_decide": returns.line_to_decide,
    "return_plan": returns.line_to_plan,
    "rescue_ends": rescue_ends,
    Case.Status.CLOSURE_PROPOSED.value: proposal,
    Case.Status.DRAFT.value: draft,
}
