"""Models of the storey, gathered from its rooms for Django."""

from casework.cases.models import Case, CaseGroupObjectPermission, CaseStep, CaseUserObjectPermission
from casework.cases.reasons import BreakGlass, ConflictBlock, HandOver, HealthGrant
from casework.consents.models import Consent
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks

__all__ = [
    "BreakGlass",
    "Case",
    "CaseGroupObjectPermission",
    "CaseStep",
    "CaseUserObjectPermission",
    "ConflictBlock",
    "Consent",
    "Contact",
    "HandOver",
    "HealthGrant",
    "IdentityPaper",
    "OtherName",
    "Person",
    "Relative",
    "Speaks",
]
