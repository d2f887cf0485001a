"""Who may do what, and who may read or write which fields: these tables and nothing else (R-01, R-03).

Written by hand from security-rules.md sections 3 and 4. What is not listed is denied. A *right* is the kind of
reason for which somebody reaches a case; `access.py` turns rights into the principals of `case_access`.
The same matrices stand a second time in tests/accounts/test_policy.py, and a difference fails.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """Codes of accounts/codelists/user_roles.csv."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    CHILD_PROTECTION = "child_protection_officer"
    SHELTER_MANAGER = "shelter_manager"
    CONSULAR_LIAISON = "consular_liaison"
    REPATRIATION = "repatriation_officer"
    LEGAL = "legal_officer"
    DATA_PROTECTION = "data_protection_officer"
    ANALYST = "statistics_analyst"
    EXTERNAL = "external_focal_point"
    CLIENT = "api_client"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Why somebody reaches a case. The value is the first word of the principal in `case_access`."""

    USER = "user"  # assigned to the case
    GLASS = "glass"  # broke the glass: one hour, reason given
    TEAM = "team"  # the case belongs to a team of theirs
    ORG = "org"  # the case belongs to their organisation
    SHARE = "share"  # the case was shared with their organisation
    CHILD = "child"  # a presumed child in their organisation
    RESIDENT = "resident"  # stays in their shelter
    CONSULAR = "consular"  # of the team, from `rights_told` on
    RETURN = "return"  # has an open return in the team
    LEGAL = "legal"  # has a legal service or penalty in the team
    HEALTH = "health"  # a dated health grant to this user
    DUTY = "duty"  # twelve hours on duty
    OFFER = "offer"  # was offered the case and has not answered


class Group(StrEnum):
    """Field groups F0 to F13 of security-rules.md section 4; STAFF is for records that are not about a person."""

    ROUTING = "routing"  # F0
    REFERRAL = "referral"  # inside F0: number, status and dates of a referral
    IDENTITY = "identity"  # F1
    CONTACT = "contact"  # F2
    FACTS = "facts"  # F3
    HEALTH = "health"  # F4
    IMMIGRATION = "immigration"  # F5
    NATIONALITY = "nationality"  # inside F5
    JUSTICE = "justice"  # F6
    FAMILY = "family"  # F7
    EVIDENCE = "evidence"  # F8
    SCREENING = "screening"  # F9
    CONSENT = "consent"  # F10
    TRAIL = "trail"  # F11
    ORIGIN = "origin"  # F12
    TRAVEL = "travel"  # F13
    STAFF = "staff"  # organisations, teams, accounts: run by administrators, never case content


G, R = Group, Right
F0, F5 = {G.ROUTING, G.REFERRAL}, {G.IMMIGRATION, G.NATIONALITY}
WHOLE_CASE = F0 | F5 | {
    G.IDENTITY, G.CONTACT, G.FACTS, G.JUSTICE, G.FAMILY, G.EVIDENCE, G.SCREENING, G.CONSENT, G.TRAIL, G.ORIGIN,
    G.TRAVEL,
}  # fmt: skip

READABLE: dict[tuple[Role, Right], set[Group]] = {
    (Role.CASEWORKER, R.USER): WHOLE_CASE,
    (Role.CASEWORKER, R.GLASS): WHOLE_CASE - {G.TRAIL},
    (Role.CASEWORKER, R.HEALTH): {G.HEALTH},
    (Role.CASEWORKER, R.DUTY): F0 | {G.CONTACT},
    (Role.CASEWORKER, R.OFFER): {G.ROUTING},
    (Role.SUPERVISOR, R.TEAM): WHOLE_CASE,
    (Role.SUPERVISOR, R.GLASS): WHOLE_CASE | {G.HEALTH},
    (Role.CHILD_PROTECTION, R.CHILD): F0 | F5 | {
        G.IDENTITY, G.CONTACT, G.FACTS, G.HEALTH, G.FAMILY, G.SCREENING,
    },
    (Role.SHELTER_MANAGER, R.RESIDENT): F0 | {G.IDENTITY, G.CONTACT},
    (Role.CONSULAR_LIAISON, R.CONSULAR): F0 | F5 | {G.IDENTITY, G.CONSENT, G.ORIGIN, G.TRAVEL},
    (Role.REPATRIATION, R.RETURN): F0 | F5 | {G.IDENTITY, G.CONTACT, G.FAMILY, G.CONSENT, G.TRAVEL},
    (Role.LEGAL, R.LEGAL): F0 | F5 | {G.IDENTITY, G.FACTS, G.JUSTICE, G.CONSENT},
    (Role.DATA_PROTECTION, R.ORG): F0 | {G.CONSENT, G.TRAIL},
    # A recipient of a share: and then only what consent and share name, item by item (C-03).
    (Role.EXTERNAL, R.SHARE): {
        G.REFERRAL, G.IDENTITY, G.FACTS, G.HEALTH, G.NATIONALITY, G.JUSTICE, G.FAMILY, G.EVIDENCE,
        G.CONSENT, G.ORIGIN, G.TRAVEL,
    },
    (Role.CLIENT, R.ORG): F0 | {G.IDENTITY, G.FACTS, G.NATIONALITY, G.FAMILY, G.EVIDENCE, G.SCREENING},
}  # fmt: skip

WRITABLE: dict[tuple[Role, Right], set[Group]] = {
    (Role.CASEWORKER, R.USER): WHOLE_CASE - {G.TRAIL},
    (Role.CASEWORKER, R.HEALTH): {G.HEALTH},
    (Role.SUPERVISOR, R.TEAM): F0 | {G.SCREENING},
    (Role.CHILD_PROTECTION, R.CHILD): F0 | F5 | {
        G.IDENTITY, G.CONTACT, G.FACTS, G.HEALTH, G.FAMILY, G.SCREENING,
    },
    (Role.CLIENT, R.ORG): F0 | {
        G.IDENTITY, G.CONTACT, G.FACTS, G.HEALTH, G.NATIONALITY, G.FAMILY, G.EVIDENCE, G.SCREENING, G.ORIGIN,
    },
}  # fmt: skip

Rights = dict[Role, frozenset[Right]]


def allow(**rights) -> Rights:
    """One row of ACTIONS: role name -> the rights for which it may act. A role left out is denied."""
    return {Role(role): frozenset(kinds) for role, kinds in rights.items()}


def staff(*roles) -> Rights:
    """A row for actions on organisations and accounts, which hang on no case: the role alone decides."""
    return {Role(role): frozenset() for role in roles}


OWN_CASE = allow(caseworker={R.USER}, child_protection_officer={R.CHILD})
SEES_CASE = allow(
    caseworker={R.USER, R.GLASS},
    supervisor={R.TEAM, R.GLASS},
    child_protection_officer={R.CHILD},
    shelter_manager={R.RESIDENT},
    consular_liaison={R.CONSULAR},
    repatriation_officer={R.RETURN},
    legal_officer={R.LEGAL},
    data_protection_officer={R.ORG},
)
TEAM_LEAD = allow(supervisor={R.TEAM})
WORKS_ON_CASE = allow(caseworker={R.USER}, supervisor={R.TEAM}, child_protection_officer={R.CHILD})
EVERYBODY = staff(*Role)

ACTIONS: dict[str, Rights] = {
    # cases (workflows.md section 2)
    "case.list": SEES_CASE,
    "case.view": SEES_CASE,
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
    "case.approve_close": TEAM_LEAD,
    "case.return_proposal": TEAM_LEAD,
    "case.transfer_close": TEAM_LEAD,
    "case.reopen": TEAM_LEAD,
    "case.protect": TEAM_LEAD,
    "case.assign": TEAM_LEAD,
    "case.offer": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    "case.accept": allow(caseworker={R.OFFER}),
    "case.refuse": allow(caseworker={R.OFFER}),
    # the person of a case
    "person.view": SEES_CASE,
    "person.edit": OWN_CASE,
    "person.reveal": allow(
        caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS}, child_protection_officer={R.CHILD}
    ),
    "health.grant": TEAM_LEAD,
    # consents (section 4)
    "consent.view": allow(
        caseworker={R.USER, R.GLASS},
        supervisor={R.TEAM, R.GLASS},
        consular_liaison={R.CONSULAR},
        repatriation_officer={R.RETURN},
        legal_officer={R.LEGAL},
        data_protection_officer={R.ORG},
    ),
    "consent.inform": allow(caseworker={R.USER}),
    "consent.answer": allow(caseworker={R.USER}),
    "consent.withdraw": allow(caseworker={R.USER}, data_protection_officer={R.ORG}),
    "consent.not_possible": allow(caseworker={R.USER}),
    "consent.confirm_not_possible": TEAM_LEAD,
    # what happened
    "trail.view": allow(caseworker={R.USER}, supervisor={R.TEAM}, data_protection_officer={R.ORG}),
    "history.view": allow(caseworker={R.USER}, supervisor={R.TEAM}),
    # walls
    "conflict.view": allow(supervisor={R.TEAM}, data_protection_officer={R.ORG}),
    "conflict.raise": TEAM_LEAD,
    "conflict.lift": TEAM_LEAD,
    "glass.break": staff("caseworker", "supervisor"),
    "glass.list": staff("supervisor", "data_protection_officer"),
    "glass.review": TEAM_LEAD,
    # organisations, teams, accounts: no case hangs on them
    "staff.view": staff("administrator", "data_protection_officer"),
    "organisation.edit": staff("administrator"),
    "team.edit": staff("administrator"),
    "user.invite": staff("administrator"),
    "user.edit": staff("administrator"),
    "user.disable": staff("administrator"),
    "role.request": staff("administrator"),
    "role.approve": staff("administrator"),
    "role.end": staff("administrator"),
    "profile.edit": EVERYBODY,
}

NOT_SHARED = _("Not shared")


def roles_of(user) -> tuple[Role, ...]:
    """The approved roles of a user, loaded with the user. Nobody for anonymous or inactive users (R-06)."""
    return tuple(getattr(user, "role_codes", ())) if getattr(user, "is_active", False) else ()


def may(user, action) -> bool:
    """Whether any of the user's roles is named in the row of `action`. KeyError for an action nobody listed."""
    return bool(ACTIONS[action].keys() & set(roles_of(user)))


def rights(user, action) -> set[Right]:
    """All rights for which one of the user's roles may do `action`."""
    row = ACTIONS[action]
    return set().union(*(row[role] for role in roles_of(user) if role in row))


def groups(table, user, held) -> frozenset[Group]:
    """Field groups that `table` (READABLE or WRITABLE) gives a user who holds the rights `held` on a case."""
    pairs = ((role, right) for role in roles_of(user) for right in held)
    return frozenset().union(*(table.get(pair, ()) for pair in pairs))
