"""Models of the storey, gathered from its rooms for Django."""

from accounts.access import CaseAccess, CaseErasure, CaseKey
from accounts.audit.models import Look, Refusal
from accounts.changes.models import Change, ChangeClock
from accounts.clients.models import Client, ClientGrant, ClientSecret
from accounts.organisations.models import Organisation, Team
from accounts.outbox.models import OutboxMail
from accounts.replay import Replay
from accounts.signin.models import Draft, Guess, Pin, SignIn
from accounts.users.models import Membership, RoleGrant, User

__all__ = [
    "CaseAccess",
    "CaseErasure",
    "CaseKey",
    "Change",
    "ChangeClock",
    "Client",
    "ClientGrant",
    "ClientSecret",
    "Draft",
    "Guess",
    "Look",
    "Membership",
    "Organisation",
    "OutboxMail",
    "Pin",
    "Refusal",
    "Replay",
    "RoleGrant",
    "SignIn",
    "Team",
    "User",
]
