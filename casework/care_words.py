"""What happened in the rooms of care, in words: told to the timeline and the history when the storey is loaded."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.history import Audited
from casework.cases.views_trail import RECORDED
from casework.cases.words import speak_of
from casework.children import models as children
from casework.children import words as child_words
from casework.children.ages import AgeDispute
from casework.children.births import Birth
from casework.claims import models as claims
from casework.claims import words as claim_words
from casework.costs import models as costs
from casework.costs import words as cost_words
from casework.deaths import models as deaths
from casework.deaths import words as death_words
from casework.needs import models as needs
from casework.needs import words as need_words
from casework.penalties import models as penalties
from casework.penalties import words as penalty_words

MODELS: dict[type[Audited], Any] = {
    needs.Need: _("A need"),
    needs.Session: _("A time of meeting"),
    needs.CasePlan: _("The plan"),
    needs.SafetyPlan: _("The safety plan"),
    needs.Conference: _("A conference"),
    needs.Decision: _("A decision of a conference"),
    children.BestInterests: _("Best interests of the child"),
    children.PanelMember: _("Somebody on the panel"),
    children.Guardian: _("Who answers for the child"),
    children.Assent: _("What the child said"),
    children.Tracing: _("Looking for the family"),
    AgeDispute: _("A doubt about the age"),
    Birth: _("A child of the person"),
    penalties.Penalty: _("A punishment"),
    penalties.Hearing: _("A hearing"),
    penalties.Visit: _("A visit in detention"),
    claims.Claim: _("A claim"),
    costs.Cost: _("A cost"),
    deaths.Death: _("A death"),
}


def introduce():
    """Told once, when the storey is loaded."""
    for words in (need_words, child_words, penalty_words, claim_words, cost_words, death_words):
        speak_of(words.TIMELINE, words.ACTIONS)
    RECORDED.update(MODELS)
