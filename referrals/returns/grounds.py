"""Why a return is suspended by itself: a ground fell away (R15, R16). Computed at each read and before each step; the
task only writes down what is so already."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.consents.models import Consent
from referrals.returns.models import Return

S = Return.Status
NO_MORE = (Consent.Status.WITHDRAWN, Consent.Status.REFUSED, *Consent.YES)
ON_CONSENT = (S.READY, S.BOOKED)


@dataclass(frozen=True)
class Ground:
    """One reason: its code in `suspended_why`, its sentence, where it is put right, its test (row, facts, state)."""

    code: str
    sentence: Any
    address: str
    fell: Callable


def consent_fell(row, facts, state):
    """The yes was taken back, ended, or became a no since this return began to run; from `ready` on it must stand."""
    if facts.consent is not None:
        return False
    said = [one for one in facts.consents if one.type == "return" and one.status in NO_MORE]
    return state in ON_CONSENT or any(one.recorded_at > row.running_since for one in said)


def assessment_fell(row, facts, state):
    """Thirty days have passed."""
    return state in Return.RESTING and not facts.assessed


def paper_fell(row, facts, state):
    """The paper was taken away, or ends before the journey."""
    if state not in Return.RESTING or row.paper_id is None:
        return False
    ends = facts.paper.expires_on if facts.paper else None
    return facts.paper is None or (ends is not None and ends < max(facts.today, row.travel_on or facts.today))


def block_fell(row, facts, state):
    """A risk that forbids the return, and that nobody chose to go in spite of."""
    return state in Return.RESTING and bool(facts.blocks - set(row.chosen_codes))


def fear_fell(row, facts, state):
    """Asylum, or a fear of the state the person would go to."""
    return state in (S.CLEARED, S.READY, S.BOOKED) and bool(facts.fears or facts.claims)


GROUNDS = (
    Ground("consent", _("The person's yes to going back was taken back, or has ended."), "consent_list", consent_fell),
    Ground("assessment", _("The risk assessment is older than 30 days."), "return_home", assessment_fell),
    Ground("paper", _("The travel paper has ended, ends before the journey, or is gone."), "person_detail", paper_fell),
    Ground("block", _("A new risk forbids the return."), "return_home", block_fell),
    Ground("fear", _("Asylum, or a fear of that state, was written down."), "consular_home", fear_fell),
)
SENTENCES = {ground.code: ground.sentence for ground in GROUNDS}


def fallen(row, facts, state=None):
    """The grounds that have fallen away in this state (else the row's), before the departure; none after it."""
    state = state or row.status
    if state not in Return.BEFORE:
        return []
    return [ground for ground in GROUNDS if ground.fell(row, facts, state)]


def state_of(row, facts):
    """The state as it is now: suspended by itself, whatever is written."""
    return S.SUSPENDED if fallen(row, facts) else S(row.status)
