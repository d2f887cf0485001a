"""What the overview of a case shows: what to do next, what else may be done, and the consents."""

import copy
import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed, held_on, readable
from accounts.policy import Group, Right
from casework.cases.transitions import CASE
from casework.consents.models import Consent
from casework.consents.queries import current_consents
from casework.consents.titles import title_of
from casework.frame import resolves

SOON = datetime.timedelta(days=14)
# What floors above time on a case: (case, user) -> lines of partials/clock.html.
TIMED: list[Callable] = []
# Steps that lead on; all others stand under "What else you can do".
FORWARD = {
    "start": gettext_lazy("The safety check, the language and the consent are there."),
    "assist": gettext_lazy("When an outcome is confirmed, the person cannot be screened, or need is urgent."),
    "follow_up": gettext_lazy("When the person has returned or left the shelter."),
    "resume": gettext_lazy("As soon as there is contact again."),
    "approve_close": gettext_lazy("A colleague proposed to close. Read the reason first."),
    "return_proposal": gettext_lazy("If something is still to be done."),
    "take_back_proposal": gettext_lazy("If the case should go on."),
    "reopen": gettext_lazy("If there is something to do again."),
}
# Beside the steps of the workflow: action, url name, words.
OTHERS = [
    ("case.edit", "case_edit", gettext_lazy("Change the case")),
    ("case.offer", "case_offer", gettext_lazy("Offer the case to a colleague")),
    ("case.assign", "case_assign", gettext_lazy("Put a caseworker on the case")),
    ("named.give", "named_list", gettext_lazy("Ask a partner’s supervisor to decide")),
    ("health.grant", "health_grant", gettext_lazy("Give access to health notes")),
    ("death.view", "death_home", gettext_lazy("If the person has died")),
]
CONSENTS = {
    Consent.Status.GIVEN: "done",
    Consent.Status.GIVEN_LIMITED: "half",
    Consent.Status.REFUSED: "stop",
    Consent.Status.WITHDRAWN: "stop",
    Consent.Status.INFORMED: "wait",
    Consent.Status.NOT_POSSIBLE: "decide",
    Consent.Status.CONFIRMED: "wait",
    Consent.Status.SUPERSEDED: "bar",
}
ASKED_FIRST = ("case_data", "interview", "share_embassy", "statistics")


def missing(case, step, consents=None):
    """Sentences that say what stands in the way of a step, leaving out what its own form asks for."""
    found = []
    for need in step.needs:
        asked = copy.copy(case)
        asked.consents_read = consents
        try:
            need(asked, {})
        except ValidationError as error:
            fields = getattr(error, "error_dict", {})
            found += [] if fields and fields.keys() <= set(step.asks) else error.messages
    return found


def step_line(case, step, consents):
    """One forward step as a line of the list of next steps."""
    lacking = missing(case, step, consents)
    return {
        "title": step.label,
        "url": reverse("case_step", args=[case.reference, step.name]),
        "text": " ".join(lacking) or FORWARD[step.name],
        "kind": "wait" if lacking else "todo",
        "word": _("Something is missing") if lacking else _("To do"),
    }


def no_safe_way(case, consents):
    """Nobody wrote yet how the person may be reached."""
    return Group.CONTACT in readable(case) and not (case.person.safe_ways or case.person.unsafe_ways)


def data_not_asked(case, consents):
    """The person was not asked yet whether we may keep their data."""
    asked = any(row.type == "case_data" and row.status != Consent.Status.INFORMED for row in consents)
    return Group.CONSENT in readable(case) and not asked and not case.protection_basis


def ends_soon(case, consents):
    """A yes has ended or ends within fourteen days."""
    limit = timezone.localdate() + SOON
    return any(row.status in Consent.YES and row.expires_on and row.expires_on <= limit for row in consents)


def asked_here(case, consents):
    """This reader was named to decide on the case."""
    return Right.NAMED in held_on(case)


def no_safety_check(case, consents):
    """The safety check has no date."""
    return case.safety_checked_on is None


# test, action, url name, title, text
TASKS = [
    (asked_here, "named.view", "named_list", gettext_lazy("You are asked to decide"),
     gettext_lazy("Read what they ask. If you know anybody the case is about, give it back.")),
    (no_safety_check, "case.edit", "case_edit", gettext_lazy("Do the safety check"),
     gettext_lazy("Is it safe to talk now? Who listens? Write the day when it was done.")),
    (data_not_asked, "consent.inform", "consent_list", gettext_lazy("Ask whether we may keep their data"),
     gettext_lazy("Nothing goes on without it, unless a supervisor records a protection basis.")),
    (no_safe_way, "person.edit", "person_safe", gettext_lazy("Ask what is safe when you make contact"),
     gettext_lazy("When, how, and what to say. Everybody who works on the case reads it first.")),
    (ends_soon, "consent.inform", "consent_list", gettext_lazy("Ask again: a consent ends"),
     gettext_lazy("It has ended or ends within 14 days.")),
]  # fmt: skip


def next_steps(case, user, steps, consents):
    """Lines of the list of next steps: what is still to be asked or done, then the steps that lead on."""
    found = [
        {
            "title": title,
            "text": text,
            "url": reverse(name, args=[case.reference]),
            "kind": "todo",
            "word": _("To do"),
        }
        for test, action, name, title, text in TASKS
        if resolves(name, case)
        and allowed(user, action, case)
        and case.status not in case.CLOSED
        and test(case, consents)
    ]
    return found + [step_line(case, step, consents) for step in steps if step.name in FORWARD]


def other_acts(case, user, steps):
    """Links to everything else this person may do here."""
    links = [
        {"label": words, "url": reverse(name, args=[case.reference]), "care": False}
        for action, name, words in OTHERS
        if allowed(user, action, case)
    ]
    return links + [
        {
            "label": step.label,
            "url": reverse("case_step", args=[case.reference, step.name]),
            "care": step.care,
        }
        for step in steps
        if step.name not in FORWARD
    ]


def steps_of(case, user):
    """(next steps, other acts, consents for the card) for this reader."""
    steps = CASE.available(case, user)
    consents = list(current_consents(case)) if Group.CONSENT in readable(case) else []
    return next_steps(case, user, steps, consents), other_acts(case, user, steps), consents


def consent_lines(case, consents):
    """The newest answer for each type and recipient, and the first questions nobody asked yet."""
    newest = {}
    for row in sorted(consents, key=lambda row: row.recorded_at, reverse=True):
        newest.setdefault((row.type, row.recipient_id), row)
    found = [consent_line(row) for row in newest.values() if row.status != Consent.Status.SUPERSEDED]
    asked = {row.type for row in consents}
    found += [
        {"what": title_of(code), "kind": "todo", "word": _("Not asked")} for code in ASKED_FIRST if code not in asked
    ]
    return found


def consent_line(row):
    """One consent: for what, to whom, the answer and its day."""
    return {
        "what": title_of(row.type),
        "whom": row.recipient.name if row.recipient else "",
        "kind": "late" if row.expired else CONSENTS.get(row.status, "todo"),
        "word": _("Ended") if row.expired else row.get_status_display(),
        "on": row.answered_on,
        "ends": row.expires_on if row.holds else None,
    }
