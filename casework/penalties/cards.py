"""What the pages say of a penalty: its line, its steps, what is missing, hearings, visits, a line of the board."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import allowed
from casework.cases.queries import line as case_line
from casework.penalties import codes, words
from casework.penalties.models import Hearing, Penalty, Visit
from casework.penalties.transitions import PENALTY
from casework.penalties.transitions import missing as missing_for_letter

S = Penalty.Status
FORWARD = ("waive",)  # what everybody hopes for stands first


def line(row, case, hearing=None):
    """One penalty in the list of a case."""
    return {
        "row": row,
        "url": reverse("penalty_detail", args=[case.reference, row.pk]),
        "tag": words.tag_of(row),
        "brief": words.brief(row),
        "hearing": (*words.hearing_tag(hearing), hearing.on) if hearing else None,
    }


def what_is_missing(case, open_now):
    """Why no letter can be written yet for what stands open, in sentences; [] where one can, or none is needed."""
    waiting = [row for row in open_now if row.status == S.RECORDED]
    if not waiting:
        return []
    waiting[0].case = case
    return missing_for_letter(waiting[0])


def missing(row):
    """The same for one penalty."""
    return missing_for_letter(row) if row.status == S.RECORDED else []


def may_draft(row, user):
    """Where the letter is written, for the legal officer; '' for all others, and while something is missing."""
    if row.status != S.RECORDED or not allowed(user, "penalty.draft", row) or missing_for_letter(row):
        return ""
    return f"{reverse('letter_penalty', args=[row.case.reference])}?for={row.pk}"


def next_of_letter(row):
    """Who does what with the letter now, in a sentence."""
    return {
        S.RECORDED: _("The legal officer drafts the letter, a supervisor approves it, the caseworker sends it."),
        S.DRAFTED: _("A supervisor reads the letter and approves it, on its own page."),
        S.APPROVED: _("The caseworker sends the letter, on its own page."),
        S.SENT: _("Ask after a week. Write here what they decided."),
        S.PENDING: _("Ask again. Write here what they decided."),
    }.get(row.status, "")


def acts(row, user):
    """(the step that leads on or None, the other steps) for this reader."""
    made = {
        step.name: {
            "label": step.label,
            "url": reverse("penalty_step", args=[row.case.reference, row.pk, step.name]),
            "care": step.care,
            "form": bool(step.asks),
        }
        for step in PENALTY.available(row, user)
    }
    first = next((made.pop(name) for name in FORWARD if name in made), None)
    return first, list(made.values())


def usual(case, kind):
    """What a new penalty begins with: our country, and a fine that is known to grow (fines.csv)."""
    country = case.organisation.country
    known = codes.known_fines().get((country, kind), {})
    return {"country": country, **{name: known[name] for name in ("currency", "daily", "cap") if name in known}}


def heading(row):
    """The heading of the page of one row."""
    if isinstance(row, Penalty):
        return words.label_of(row.kind) if not row._state.adding else _("A punishment")
    new = row._state.adding
    if isinstance(row, Hearing):
        return _("A hearing") if new else _("The hearing")
    return _("A visit in detention") if new else _("The visit")


def room_of(row):
    """The room of the case a row stands in."""
    return "claim_list" if isinstance(row, Hearing) and row.claim_id else "penalty_list"


def home_of(row):
    """The page a row stands on; of a new penalty the list."""
    reference = row.case.reference
    if isinstance(row, Hearing) and row.claim_id:
        return reverse("claim_detail", args=[reference, row.claim_id])
    pk = row.pk if isinstance(row, Penalty) else row.penalty_id
    if isinstance(row, Penalty) and row._state.adding:
        return reverse("penalty_list", args=[reference])
    return reverse("penalty_detail", args=[reference, pk])


def hearing(row, case):
    """One hearing."""
    return {"row": row, "tag": words.hearing_tag(row), "url": reverse("hearing_edit", args=[case.reference, row.pk])}


def visit(row, case):
    """One line of the visit log."""
    return {"row": row, "tag": words.visit_tag(row), "url": reverse("visit_edit", args=[case.reference, row.pk]),
            "by": row.noted_by.display_name, "alert": row.outcome in Visit.ALERTS}  # fmt: skip


def board_line(row):
    """Somebody on the board, as far as the reader may know who it is."""
    shown = case_line(row.case)
    watch = words.watch(row)
    return {
        "row": row,
        "case": row.case,
        "name": shown["name"],
        "lang": shown["lang"],
        "short": row.case.reference[:4],
        "url": reverse("penalty_detail", args=[row.case.reference, row.pk]),
        "days": row.days,
        "days_words": words.days_of(row.days),
        "tag": words.tag_of(row),
        "watch": watch,
        "flag": watch[0] in ("late", "soon"),
        "next": row.next_visit,
    }


def summary(found):
    """The board in a sentence."""
    if not found["people"]:
        return _("Nobody is held, as far as we know.")
    people = ngettext("%(n)s person is held", "%(n)s people are held", found["people"]) % {"n": found["people"]}
    children = (
        ngettext("%(n)s of them a child", "%(n)s of them children", found["children"]) % {"n": found["children"]}
        if found["children"]
        else ""
    )
    since = _("the first since %(day)s") % {"day": words.day_of(found["first"])}
    return ", ".join(part for part in (people, children, since) if part) + "."
