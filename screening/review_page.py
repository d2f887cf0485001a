"""What the page of one decision shows: the outcome, what it rests on, what to check first, clocks, older versions."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.access import readable
from accounts.policy import Group
from casework.consents.queries import yes_of
from screening import outcome_page, reviewing
from screening.catalogue import ELEMENTS, catalogue
from screening.explaining import ELEMENT_WORDS
from screening.models import IndicatorAnswer, Screening
from screening.outcome_page import outcome_words, status_tag
from screening.queries import screenings_of
from screening.rule import REQUIRED

__all__ = ["context", "status_tag"]
# decision, label, hint, verb on the button
FIRST = [
    ("confirm", gettext_lazy("Confirm"),
     gettext_lazy("The outcome stands. What follows from it is on the list of to-dos."),
     gettext_lazy("Confirm this outcome")),
    ("return", gettext_lazy("Return with a question"),
     gettext_lazy("The caseworker sees your question in My work. Protection stays on meanwhile."),
     gettext_lazy("Return with this question")),
    ("other", gettext_lazy("Decide otherwise"),
     gettext_lazy("You write why; the rule’s result stays beside it. To lower protection, a second one must agree."),
     gettext_lazy("Decide otherwise")),
]  # fmt: skip
SECOND = [
    ("agree", gettext_lazy("Agree"), gettext_lazy("The proposed outcome stands. The rule’s result stays beside it."),
     gettext_lazy("Agree to lower the protection")),
    ("disagree", gettext_lazy("Do not agree"), gettext_lazy("It waits for a review again. Protection stays on."),
     gettext_lazy("Do not agree")),
]  # fmt: skip


def context(screening, answers, result, form):
    """Everything the template of this state needs, with the template's name."""
    second = screening.status == Screening.Status.OVERRIDE_PROPOSED
    return {
        "template": "screening/review_second.html" if second else "screening/review_detail.html",
        "screening": screening,
        "case": screening.case,
        "form": form,
        "decisions": decisions(form, SECOND if second else FIRST),
        "verdict": outcome_page.verdict(screening, result),
        "elements": outcome_page.elements_of(result, answers),
        "sentences": sentence_of_counts(result, answers),
        "not_counted": outcome_page.not_counted(result, answers),
        "checks": checks(screening, result),
        "clock": clock(screening),
        "earlier": [version(row) for row in screenings_of(screening.case) if row.number < screening.number],
        "proposed": outcome_words(screening.proposed_outcome) if second else "",
        "proposed_by": screening.proposed_by.display_name if second else "",
        "screener": screening.screener.display_name,
    }


def decisions(form, rows):
    """The choices, the chosen one marked."""
    chosen = form["decision"].value()
    return [{"value": v, "label": w, "hint": h, "verb": b, "chosen": v == chosen} for v, w, h, b in rows]


def sentence_of_counts(result, answers):
    """How many signs there are, and how many rest on more than the person's account."""
    if not result.inputs.screenable:
        return ""
    present = sum(row.state == IndicatorAnswer.State.PRESENT for row in answers)
    more = outcome_page.beside_the_account(answers)
    signs = ngettext("%(n)s sign present", "%(n)s signs present", present) % {"n": present}
    if not more:
        return f"{signs}."
    return _("%(signs)s, %(more)s with something besides the person’s account.") % {"signs": signs, "more": more}


def checks(screening, result):
    """What to look at before deciding: (kind, word, text)."""
    consent = next(iter(yes_of(screening.case, "interview")), None) if Group.CONSENT in readable(screening) else None
    day = timezone.localtime(consent.recorded_at).strftime("%-d %B %Y") if consent else ""
    found = [("done", _("Interview consent given, %(day)s") % {"day": day})] if consent else []
    if not consent and Group.CONSENT in readable(screening):
        found.append(("soon", _("No consent to the interview holds today")))
    if screening.setting_checked:
        found.append(("done", _("Place, listeners, interpreter and urgent needs were seen to first")))
    if screening.accompanied_by:
        found.append(("done", _("With the child: %(who)s") % {"who": screening.get_accompanied_by_display()}))
    return [{"kind": kind, "text": text} for kind, text in found] + [
        {"kind": "half", "text": part_open(screening, result, element)}
        for element in (ELEMENTS if result.inputs.screenable else ())
        if element in REQUIRED[result.profile] and not screening.sections_complete[element]
    ]


def part_open(screening, result, element):
    """A part of the interview that is not finished, and how much of it was not asked."""
    known = catalogue(result.catalogue_version).values()
    asked = result.inputs.answers
    left = sum(
        row.element == element
        and bool(row.strength_for(result.profile))
        and asked.get(row.code, "not_asked") == "not_asked"
        for row in known
    )
    signs = ngettext("%(n)s sign not asked", "%(n)s signs not asked", left) % {"n": left}
    return _("%(element)s is still open: %(signs)s. This does not lower the outcome.") % {
        "element": ELEMENT_WORDS[element],
        "signs": signs,
    }


def clock(screening):
    """The clock of the review, for partials/clock.html."""
    late = timezone.now() - screening.submitted_at > reviewing.PROMISE
    return {
        "name": _("Waiting for review"),
        "kind": "late" if late else "half",
        "words": reviewing.waited(screening.submitted_at),
        "share": reviewing.share_of_promise(screening.submitted_at),
        "rule": _("48 hours is the team’s promise"),
    }


def version(screening):
    """An earlier version: its number, day, outcome, and who decided."""
    return {
        "number": screening.number,
        "on": screening.decided_at or screening.submitted_at or screening.created_at,
        "outcome": outcome_words(screening.outcome) if screening.outcome else "",
        "tag": status_tag(screening),
        "by": screening.decided_by.display_name if screening.decided_by else "",
    }
