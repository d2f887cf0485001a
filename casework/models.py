"""Models of the storey, gathered from its rooms for Django."""

from casework.cases.models import Case, CaseGroupObjectPermission, CaseStep, CaseUserObjectPermission
from casework.cases.named_grants import NamedGrant
from casework.cases.reasons import BreakGlass, ConflictBlock, HandOver, HealthGrant
from casework.cases.typed_blocks import TypedBlock
from casework.consents.models import Consent
from casework.files.models import StoredFile
from casework.interviews.models import Answer, Sitting, SittingStep
from casework.journey.models import Exploitation, Leg, MoneyNamed
from casework.languages.models import LanguageLead, TextReview
from casework.people.fears import StateFear
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks
from casework.todos.models import Todo

__all__ = [
    "Answer",
    "BreakGlass",
    "Case",
    "CaseGroupObjectPermission",
    "CaseStep",
    "CaseUserObjectPermission",
    "ConflictBlock",
    "Consent",
    "Contact",
    "Exploitation",
    "HandOver",
    "HealthGrant",
    "IdentityPaper",
    "LanguageLead",
    "Leg",
    "MoneyNamed",
    "NamedGrant",
    "OtherName",
    "Person",
    "Relative",
    "Sitting",
    "SittingStep",
    "Speaks",
    "StateFear",
    "StoredFile",
    "TextReview",
    "Todo",
    "TypedBlock",
]
