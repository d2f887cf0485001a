"""Models of the storey, gathered from its rooms for Django."""

from casework.cases.models import Case, CaseGroupObjectPermission, CaseStep, CaseUserObjectPermission
from casework.cases.named_grants import NamedGrant
from casework.cases.reasons import BreakGlass, ConflictBlock, HandOver, HealthGrant
from casework.cases.typed_blocks import TypedBlock
from casework.children.ages import AgeDispute
from casework.children.births import Birth
from casework.children.models import Assent, BestInterests, Guardian, PanelMember, Tracing
from casework.claims.models import Claim
from casework.consents.models import Consent
from casework.costs.models import Cost, FundingLine, SpendingLimit
from casework.deaths.models import Death
from casework.files.models import StoredFile
from casework.interviews.models import Answer, Sitting, SittingStep
from casework.journey.models import Exploitation, Leg, MoneyNamed
from casework.languages.models import LanguageLead, TextReview
from casework.needs.models import CasePlan, Conference, Decision, Need, SafetyPlan, Session
from casework.penalties.models import Hearing, Penalty, Visit
from casework.people.fears import StateFear
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks
from casework.todos.models import Todo

__all__ = [
    "AgeDispute",
    "Answer",
    "Assent",
    "BestInterests",
    "Birth",
    "BreakGlass",
    "Case",
    "CaseGroupObjectPermission",
    "CasePlan",
    "CaseStep",
    "CaseUserObjectPermission",
    "Claim",
    "Conference",
    "ConflictBlock",
    "Consent",
    "Contact",
    "Cost",
    "Death",
    "Decision",
    "Exploitation",
    "FundingLine",
    "Guardian",
    "HandOver",
    "HealthGrant",
    "Hearing",
    "IdentityPaper",
    "LanguageLead",
    "Leg",
    "MoneyNamed",
    "NamedGrant",
    "Need",
    "OtherName",
    "PanelMember",
    "Penalty",
    "Person",
    "Relative",
    "SafetyPlan",
    "Session",
    "Sitting",
    "SittingStep",
    "Speaks",
    "SpendingLimit",
    "StateFear",
    "StoredFile",
    "TextReview",
    "Todo",
    "Tracing",
    "TypedBlock",
    "Visit",
]
