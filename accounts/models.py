"""Models of the storey, gathered from its rooms for Django."""

from accounts.access import CaseAccess, CaseKey
from accounts.audit.models import Look, Refusal
from accounts.organisations.models import Organisation, Team
from accounts.replay import Replay
from accounts.signin.models import Draft, SignIn
from accounts.users.models import Membership, RoleGrant, User

__all__ = [
    "CaseAccess",
    "CaseKey",
    "Draft",
    "Look",
    "Membership",
    "Organisation",
    "Refusal",
    "Replay",
    "RoleGrant",
    "SignIn",
    "Team",
    "User",
]
