"""The steps of a screening: one row each (workflows.md section 3). Nothing else assigns `status`."""

from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from screening import deciding, guards
from screening.models import Screening

S = Screening.Status
OPEN_STATES = frozenset(Screening.EDITABLE)
WHY = ("reason",)


def record(screening, step, before, by, given):
    """The line of the case's timeline, with the typed reason sealed."""
    reason = str(given.get("reason", ""))
    note(screening.case, f"screening_{step.name}", by, before=before, after=screening.status, reason=reason)


SCREENING = Workflow(
    "screening",
    record,
    Step("start", frozenset({S.DRAFT}), S.IN_PROGRESS, _("Begin"),
         (guards.case_open, guards.agreed_to_interview, guards.setting_safe, guards.child_accompanied),
         ("setting", "present"), (deciding.begin,)),
    Step("stop", OPEN_STATES, S.STOPPED, _("Stop here"),
         (guards.case_open, guards.why_hindered), ("hindrance", "reason"), (deciding.hinder,), care=True),
    Step("resume", frozenset({S.STOPPED}), S.IN_PROGRESS, _("Go on"),
         (guards.case_open, guards.not_withdrawn, guards.agreed_to_interview, guards.nothing_newer), (),
         (deciding.go_on,)),
    Step("submit", frozenset({S.IN_PROGRESS, S.RETURNED}), S.SUBMITTED, _("Send for review"),
         (guards.case_open, guards.consent_stands, guards.outcome_was_seen), ("seen",), (deciding.propose,)),
    Step("return", frozenset({S.SUBMITTED}), S.RETURNED, _("Return with a question"),
         (guards.case_open, guards.did_not_screen, guards.a_reason), WHY, (deciding.send_back,)),
    Step("confirm", frozenset({S.SUBMITTED}), S.CONFIRMED, _("Confirm"),
         (guards.case_open, guards.did_not_screen, guards.consent_stands), WHY, (deciding.decide,)),
    Step("override", frozenset({S.SUBMITTED}), deciding.state_of_override, _("Decide otherwise"),
         (guards.case_open, guards.did_not_screen, guards.consent_stands, guards.a_reason,
          guards.another_outcome),
         ("outcome", "reason"), (deciding.decide_otherwise,), care=True),
    Step("approve_override", frozenset({S.OVERRIDE_PROPOSED}), S.OVERRIDDEN, _("Agree"),
         (guards.case_open, guards.did_not_screen, guards.did_not_propose, guards.consent_stands), WHY,
         (deciding.agree,), care=True),
    Step("decline_override", frozenset({S.OVERRIDE_PROPOSED}), S.SUBMITTED, _("Do not agree"),
         (guards.case_open, guards.did_not_screen, guards.did_not_propose, guards.a_reason), WHY,
         (deciding.disagree,)),
)  # fmt: skip

# Steps nobody takes by a button: they follow from something else (a consent taken back, a newer decision).
BY_ITSELF = Workflow(
    "screening",
    record,
    Step("withdraw", frozenset({*OPEN_STATES, *Screening.WAITING, S.STOPPED}), S.STOPPED, _("Consent taken back"),
         (guards.consent_taken_back,), (), (deciding.withdraw,)),
    Step("supersede", frozenset(Screening.DECIDED), S.SUPERSEDED, _("Replaced")),
)  # fmt: skip
