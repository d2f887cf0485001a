"""What a person may need, proposed from what screening and interview found: one table, and nothing is added by itself.

Proposals come from the flags of the newest decided screening and from the interview's answers; somebody who works on
the case takes one over, or leaves it. Nobody is ever proposed as a witness: that is the person's own wish (P3, R06).
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts import codes
from accounts.access import readable
from accounts.policy import Group
from casework.interviews.queries import proposals_for
from casework.needs.models import PRIORITIES, Need

# Floors above tell which flags were decided: a function of the case each (screening/decided.py).
FLAGS_FROM: list[Callable] = []
LISTED = "vulnerability_flags."
# Flag of vulnerability_flags.csv -> kinds of service_types.csv, the most urgent first (OHCHR D, IOM-HB, R32).
SERVICES: dict[str, tuple[str, ...]] = {
    "child": ("best_interests", "guardianship"),
    "age_disputed": ("best_interests", "legal_counsel"),
    "unaccompanied_child": ("guardianship", "best_interests", "family_tracing"),
    "pregnant": ("primary_health", "srh"),
    "serious_medical": ("emergency_medical", "primary_health"),
    "disability": ("primary_health", "shelter"),
    "mental_health": ("mhpss_focused", "mhpss_specialised"),
    "suicide_risk": ("mhpss_specialised", "emergency_medical"),
    "gbv_survivor": ("srh", "mhpss_focused"),
    "torture_survivor": ("torture_rehabilitation", "mhpss_specialised"),
    "substance_dependency": ("substance_treatment", "mhpss_focused"),
    "lgbtiq": ("shelter", "mhpss_basic"),
    "stateless": ("legal_counsel", "travel_document"),
    "asylum_seeker_refugee": ("asylum_referral", "legal_counsel"),
    "persecution_risk": ("asylum_referral", "protection_security"),
    "human_rights_defender": ("protection_security", "asylum_referral"),
    "irregular_status": ("immigration_regularisation", "legal_counsel"),
    "detained": ("legal_counsel", "non_punishment_support"),
    "no_language": ("interpretation",),
    "no_embassy": ("consular_assistance", "travel_document"),
    "destitute": ("basic_needs", "shelter"),
    "economic_hardship": ("basic_needs", "reintegration_livelihood"),
    "household_debt": ("debt_counselling",),
    "dependants": ("family_contact", "basic_needs"),
    "family_violence": ("protection_security", "mhpss_basic"),
    "family_involved": ("protection_security", "shelter"),
    "community_stigma": ("reintegration_psychosocial",),
    "conflict_area": ("asylum_referral", "legal_counsel"),
    "trafficker_contact": ("protection_security",),
    "witness": ("protection_security", "legal_counsel"),
}
# Flags that say what somebody has; the same as in the screening, where a test compares them.
OF_HEALTH = frozenset(
    {"pregnant", "serious_medical", "disability", "mental_health", "suicide_risk", "substance_dependency"}
)
# How fast, where no day is named (referral_priorities.csv).
FAST = {
    "emergency_medical": "immediate", "basic_needs": "emergency", "shelter": "emergency", "srh": "emergency",
    "interpretation": "emergency", "best_interests": "emergency", "guardianship": "urgent", "legal_counsel": "urgent",
    "mhpss_specialised": "urgent", "mhpss_basic": "urgent", "protection_security": "urgent", "family_contact": "urgent",
}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """A kind of help, where it was found, and by which flags, in words."""

    kind: str
    origin: str
    because: tuple

    @property
    def label(self):
        """The kind in words."""
        return codes.label("service_types", self.kind)


def found_flags(case):
    """{flag: where it was found}: of the decided screening first, then of the interview's answers."""
    open_to = readable(case)
    if Group.SCREENING not in open_to:
        return {}
    told = [one.target.removeprefix(LISTED) for one in proposals_for(case) if one.state == "present" and listed(one)]
    found = {flag: Need.Origin.INTERVIEW for flag in told if Group.HEALTH in open_to or flag not in OF_HEALTH}
    return found | {flag: Need.Origin.SCREENING for read in FLAGS_FROM for flag in read(case)}


def listed(proposal):
    """Whether an answer's proposal is a flag of vulnerability."""
    return proposal.target.startswith(LISTED)


def proposed(case, needs):
    """Proposals that no need of the case answers yet, ended ones included: what was once not wanted is not proposed
    for ever. `needs` are the needs of the case."""
    taken = {need.kind for need in needs}
    found: dict[str, list] = {}
    for flag, origin in found_flags(case).items():
        for kind in SERVICES.get(flag, ()):
            if kind not in taken:
                found.setdefault(kind, []).append((codes.label("vulnerability_flags", flag), origin))
    urgent = {code: place for place, (code, _label) in enumerate(PRIORITIES)}
    rows = [Proposal(kind, why[0][1], tuple(label for label, _origin in why)) for kind, why in found.items()]
    return sorted(rows, key=lambda row: urgent[FAST.get(row.kind, "normal")])
