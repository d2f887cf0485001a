"""Who may do what, and who may read or write which fields: these tables and nothing else (R-01, R-03).

Written by hand from security-rules.md sections 3 and 4. What is not listed is denied. A *right* is the kind of
reason for which somebody reaches a case; `access.py` turns rights into the principals of `case_access`.
The same matrices stand a second time in tests/accounts/test_policy.py, and a difference fails.
"""

from django.utils.translation import gettext_lazy as _

from accounts.policy_care import CARE
from accounts.policy_referrals import REFERRALS
from accounts.policy_rows import (
    DECIDES,
    DECIDES_TOO,
    EVERYBODY,
    OWN_CASE,
    READS_BY_TOKEN,
    READS_INTERVIEW,
    SEES_CASE,
    STAFF_OF_AGENCIES,
    TEAM_LEAD,
    WORKS_ON_CASE,
    Rights,
    allow,
    staff,
)
from accounts.rights import Group, Right, Role

G, R = Group, Right
F0, F5 = {G.ROUTING, G.REFERRAL}, {G.IMMIGRATION, G.NATIONALITY}
WHOLE_CASE = F0 | F5 | {
    G.IDENTITY, G.CONTACT, G.FACTS, G.JUSTICE, G.FAMILY, G.EVIDENCE, G.SCREENING, G.CONSENT, G.TRAIL, G.ORIGIN,
    G.TRAVEL, G.EMERGENCY,
}  # fmt: skip
F11 = {G.TRAIL, G.EMERGENCY}

READABLE: dict[tuple[Role, Right], set[Group]] = {
    (Role.CASEWORKER, R.USER): WHOLE_CASE,
    (Role.CASEWORKER, R.GLASS): WHOLE_CASE - F11,
    (Role.CASEWORKER, R.HEALTH): {G.HEALTH},
    (Role.CASEWORKER, R.DUTY): F0 | {G.CONTACT},
    (Role.CASEWORKER, R.OFFER): {G.ROUTING},
    (Role.SUPERVISOR, R.TEAM): WHOLE_CASE,
    (Role.SUPERVISOR, R.GLASS): WHOLE_CASE | {G.HEALTH},
    # Named for one decision: what the decision needs, and nothing by which the person could be found.
    (Role.SUPERVISOR, R.NAMED): F0 | F5 | {
        G.IDENTITY, G.FACTS, G.EVIDENCE, G.SCREENING, G.CONSENT, G.EMERGENCY,
    },
    (Role.CHILD_PROTECTION, R.CHILD): F0 | F5 | {
        G.IDENTITY, G.CONTACT, G.FACTS, G.HEALTH, G.FAMILY, G.SCREENING,
    },
    # Asked for a bed: what the house must know to say yes or no, and no name before the person is there.
    (Role.SHELTER_MANAGER, R.BED): {G.ROUTING},
    (Role.SHELTER_MANAGER, R.RESIDENT): F0 | {G.IDENTITY, G.CONTACT},
    (Role.CONSULAR_LIAISON, R.CONSULAR): F0 | F5 | {G.IDENTITY, G.CONSENT, G.ORIGIN, G.TRAVEL},
    (Role.REPATRIATION, R.RETURN): F0 | F5 | {G.IDENTITY, G.CONTACT, G.FAMILY, G.CONSENT, G.TRAVEL},
    (Role.LEGAL, R.LEGAL): F0 | F5 | {G.IDENTITY, G.FACTS, G.JUSTICE, G.CONSENT},
    (Role.DATA_PROTECTION, R.ORG): F0 | F11 | {G.CONSENT},
    # A recipient of a share: and then only what consent and share name, item by item (C-03).
    (Role.EXTERNAL, R.SHARE): {
        G.REFERRAL, G.IDENTITY, G.FACTS, G.HEALTH, G.NATIONALITY, G.JUSTICE, G.FAMILY, G.EVIDENCE,
        G.CONSENT, G.ORIGIN, G.TRAVEL,
    },
    (Role.CLIENT, R.ORG): F0 | {G.IDENTITY, G.FACTS, G.NATIONALITY, G.FAMILY, G.EVIDENCE, G.SCREENING},
}  # fmt: skip

WRITABLE: dict[tuple[Role, Right], set[Group]] = {
    (Role.CASEWORKER, R.USER): WHOLE_CASE - F11,
    (Role.CASEWORKER, R.HEALTH): {G.HEALTH},
    (Role.SUPERVISOR, R.TEAM): F0 | {G.SCREENING},
    (Role.SUPERVISOR, R.NAMED): {G.SCREENING},
    (Role.CHILD_PROTECTION, R.CHILD): F0 | F5 | {
        G.IDENTITY, G.CONTACT, G.FACTS, G.HEALTH, G.FAMILY, G.SCREENING,
    },
    (Role.LEGAL, R.LEGAL): {G.JUSTICE},
    (Role.CLIENT, R.ORG): F0 | {
        G.IDENTITY, G.CONTACT, G.FACTS, G.HEALTH, G.NATIONALITY, G.FAMILY, G.EVIDENCE, G.SCREENING, G.ORIGIN,
    },
}  # fmt: skip

# What a share for a task may name beside the role's row, if the person agreed to the single item: only for the purpose,
# and never for a mission or a state body, a rescue from danger to life aside (C-06, C-09).
FOR_A_TASK: dict[str, set[Group]] = {
    "service": {G.CONTACT, G.HEALTH},
    "transfer": {G.CONTACT, G.HEALTH},
    "home": {G.CONTACT},
    "rescue": {G.CONTACT, G.HEALTH},
}
FOR_A_RESCUE = frozenset({"rescue"})
STATE_BODIES = frozenset({
    "embassy", "police", "prosecution_court", "immigration", "social_welfare", "local_government", "border_command",
    "labour", "armed_group",
})  # fmt: skip

ACTIONS: dict[str, Rights] = {
    **REFERRALS,
    **CARE,
    # cases (workflows.md section 2)
    "case.list": SEES_CASE | DECIDES_TOO | READS_BY_TOKEN,
    "case.view": SEES_CASE | DECIDES_TOO | READS_BY_TOKEN,
    "case.open": staff("caseworker"),
    "case.edit": WORKS_ON_CASE,
    "case.start": OWN_CASE,
    "case.assist": OWN_CASE,
    "case.follow_up": allow(caseworker={R.USER}, repatriation_officer={R.RETURN}),
    "case.hold": OWN_CASE,
    "case.resume": OWN_CASE,
    "case.discard": OWN_CASE,
    "case.propose_close": OWN_CASE,
    "case.take_back_proposal": OWN_CASE,
    "case.approve_close": DECIDES,
    "case.return_proposal": DECIDES,
    "case.transfer_close": TEAM_LEAD,
    "case.reopen": TEAM_LEAD,
    "case.protect": TEAM_LEAD,
    "case.assign": TEAM_LEAD,
    "case.offer": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "case.accept": allow(caseworker={R.OFFER}),
    "case.refuse": allow(caseworker={R.OFFER}),
    # the person of a case
    "person.view": SEES_CASE | READS_BY_TOKEN,
    "person.edit": OWN_CASE,
    "person.reveal": allow(
        caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS}, child_protection_officer={R.CHILD}
    ),
    "health.grant": TEAM_LEAD,
    # consents (section 4)
    "consent.view": allow(
        caseworker={R.USER, R.GLASS},
        supervisor={R.TEAM, R.GLASS, R.NAMED},
        consular_liaison={R.CONSULAR},
        repatriation_officer={R.RETURN},
        legal_officer={R.LEGAL},
        data_protection_officer={R.ORG},
    ),
    "consent.inform": allow(caseworker={R.USER}),
    "consent.answer": allow(caseworker={R.USER}),
    "consent.withdraw": allow(caseworker={R.USER}, data_protection_officer={R.ORG}),
    "consent.correct": allow(caseworker={R.USER}),
    "consent.not_possible": allow(caseworker={R.USER}),
    "consent.confirm_not_possible": DECIDES,
    # interviews (section 3)
    "interview.list": READS_INTERVIEW,
    "interview.view": READS_INTERVIEW,
    "interview.open": OWN_CASE,
    "interview.edit": OWN_CASE,
    "interview.answer": OWN_CASE,
    "interview.start": OWN_CASE,
    "interview.pause": OWN_CASE,
    "interview.resume": OWN_CASE,
    "interview.stop": OWN_CASE,
    "interview.end": OWN_CASE,
    "interview.discard": OWN_CASE,
    # Follows from a no under Consent, whoever may record it.
    "interview.withdraw": allow(caseworker={R.USER}, data_protection_officer={R.ORG}),
    # files (section 3, attachments)
    "file.view": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "file.download": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "file.add": allow(caseworker={R.USER}, api_client={R.ORG}),
    # The worker's own step, in the name of whoever added the file or works on the case.
    "file.scan": allow(caseworker={R.USER}, api_client={R.ORG}, external_focal_point={R.SHARE}),
    "file.totals": staff("administrator"),
    # screenings (section 3); a client gives answers and reads none back
    "screening.view": allow(caseworker={R.USER}, supervisor={R.TEAM, R.NAMED}, child_protection_officer={R.CHILD}),
    "screening.create": allow(caseworker={R.USER}, child_protection_officer={R.CHILD}, api_client={R.ORG}),
    "screening.evaluate": staff("caseworker", "supervisor", "child_protection_officer", "api_client"),
    "screening.edit": OWN_CASE,
    "screening.start": OWN_CASE,
    "screening.stop": OWN_CASE,
    "screening.resume": OWN_CASE,
    "screening.submit": OWN_CASE,
    "screening.return": DECIDES,
    "screening.confirm": DECIDES,
    "screening.override": DECIDES,
    "screening.approve_override": DECIDES,
    "screening.decline_override": DECIDES,
    "screening.supersede": DECIDES,
    "screening.withdraw": allow(caseworker={R.USER}, data_protection_officer={R.ORG}),
    # the journey (I5, I6)
    "journey.view": READS_INTERVIEW | allow(legal_officer={R.LEGAL}),
    "journey.edit": OWN_CASE,
    # what happened
    "trail.view": allow(caseworker={R.USER}, supervisor={R.TEAM}, data_protection_officer={R.ORG}),
    "history.view": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    # to-dos
    "todo.view": allow(caseworker={R.USER}, supervisor={R.TEAM}, legal_officer={R.LEGAL}),
    "todo.add": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "todo.reassign": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "todo.done": allow(caseworker={R.USER}, supervisor={R.TEAM}, legal_officer={R.LEGAL}),
    "todo.reopen": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "todo.lead": TEAM_LEAD,
    # walls
    "conflict.view": allow(supervisor={R.TEAM}, data_protection_officer={R.ORG}),
    "conflict.raise": TEAM_LEAD,
    "conflict.lift": TEAM_LEAD,
    "conflict.check": allow(supervisor={R.TEAM}, data_protection_officer={R.ORG}),
    # by case number, learning nothing of the case
    "block.list": staff("administrator", "data_protection_officer"),
    "block.raise": staff("administrator"),
    "named.view": DECIDES,
    "named.give": TEAM_LEAD,
    "named.end": DECIDES,
    "glass.break": staff("caseworker", "supervisor"),
    "glass.list": staff("supervisor", "data_protection_officer"),
    "glass.view": allow(caseworker={R.USER}, supervisor={R.TEAM, R.NAMED}, data_protection_officer={R.ORG}),
    "glass.review": DECIDES,
    # languages of what is read aloud: a lead is one colleague named by another (casework/languages)
    "language.view": STAFF_OF_AGENCIES,
    "language.review": STAFF_OF_AGENCIES,
    "language.lead": staff("supervisor", "administrator"),
    # organisations, teams, accounts: no case hangs on them
    "staff.view": staff("administrator", "data_protection_officer"),
    "event.list": staff("administrator", "data_protection_officer"),
    "event.list_all": staff("data_protection_officer"),
    "organisation.edit": staff("administrator"),
    "team.edit": staff("administrator"),
    "user.invite": staff("administrator"),
    "user.edit": staff("administrator"),
    "user.disable": staff("administrator"),
    "role.request": staff("administrator"),
    "role.approve": staff("administrator"),
    "role.end": staff("administrator"),
    "client.request": staff("administrator"),
    "client.approve": staff("administrator"),
    "client.end": staff("administrator"),
    "client.rotate_own": staff("api_client"),
    "profile.edit": EVERYBODY,
    "work.view": staff(*(role for role in Role if role is not Role.EXTERNAL)),
}

# What a token may do, whatever its client's role may: scope -> actions. An action in no scope is closed to all.
SCOPES: dict[str, frozenset[str]] = {
    "intake:write": frozenset({"screening.create", "file.add", "consular.feared", "service.feared"}),
    "case:read": frozenset({"case.list", "case.view", "person.view", "screening.evaluate"}),
    "case:write": frozenset({"screening.create", "file.add", "consular.feared", "service.feared"}),
    "referral:read": frozenset({"consular.view", "service.view"}),
    "stats:read": frozenset(),
}
# Consent closes a case to these roles at once: the refused, withdrawn or ended consent `case_data` (decisions/0007).
BOUND_BY_CONSENT = frozenset({Role.CLIENT})
MACHINE_ROLES = frozenset({Role.CLIENT})  # given with a client (accounts/clients), never to a person

NOT_SHARED = _("Not shared")


def roles_of(user) -> tuple[Role, ...]:
    """The approved roles of a user, loaded with the user. Nobody for anonymous or inactive users (R-06)."""
    return tuple(getattr(user, "role_codes", ())) if getattr(user, "is_active", False) else ()


def in_scope(user, action) -> bool:
    """Whether the call may do `action` as far as its token goes. A person has no token and is not narrowed."""
    scopes = getattr(user, "scopes", None)
    return scopes is None or any(action in SCOPES[scope] for scope in scopes)


def may(user, action) -> bool:
    """Whether any of the user's roles is named in the row of `action`. KeyError for an action nobody listed."""
    return bool(ACTIONS[action].keys() & set(roles_of(user))) and in_scope(user, action)


def may_write(user) -> bool:
    """Whether the call may change anything at all: a token without a scope to write may not (S-16)."""
    scopes = getattr(user, "scopes", None)
    return scopes is None or any(scope.endswith(":write") for scope in scopes)


def bound_by_consent(user) -> bool:
    """Whether a refused or withdrawn consent closes cases to this actor."""
    return not BOUND_BY_CONSENT.isdisjoint(roles_of(user))


def rights(user, action) -> set[Right]:
    """All rights for which one of the user's roles may do `action`."""
    row = ACTIONS[action]
    return set().union(*(row[role] for role in roles_of(user) if role in row and in_scope(user, action)))


def groups(table, user, held) -> frozenset[Group]:
    """Field groups that `table` (READABLE or WRITABLE) gives a user who holds the rights `held` on a case."""
    pairs = ((role, right) for role in roles_of(user) for right in held)
    return frozenset().union(*(table.get(pair, ()) for pair in pairs))
