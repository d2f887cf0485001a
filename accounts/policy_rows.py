"""Rows of the table of actions: who, and for which reasons. policy.py and its parts put them beside actions.

A row names roles with the rights for which each may act; whoever is left out is denied (R-01).
"""

from accounts.rights import Right, Role

R = Right

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
DECIDES = allow(supervisor={R.TEAM, R.NAMED})
DECIDES_TOO = allow(supervisor={R.TEAM, R.GLASS, R.NAMED})
WORKS_ON_CASE = allow(caseworker={R.USER}, supervisor={R.TEAM}, child_protection_officer={R.CHILD})
READS_INTERVIEW = allow(
    caseworker={R.USER, R.GLASS}, supervisor={R.TEAM, R.GLASS, R.NAMED}, child_protection_officer={R.CHILD}
)
READS_BY_TOKEN = allow(api_client={R.ORG})
# Mission and caseworker on one referral (workflows.md section 6): who prepares it, who looks, who answers.
PREPARES = allow(caseworker={R.USER}, consular_liaison={R.CONSULAR})
READS_REFERRAL = allow(
    caseworker={R.USER, R.GLASS},
    supervisor={R.TEAM, R.GLASS, R.NAMED},
    consular_liaison={R.CONSULAR},
    data_protection_officer={R.ORG},
)
# Writing down a fear, or taking a consent back, ends what rested on it.
MAY_FEAR = allow(
    caseworker={R.USER},
    supervisor={R.TEAM},
    child_protection_officer={R.CHILD},
    consular_liaison={R.CONSULAR},
    legal_officer={R.LEGAL},
)
MAY_END = MAY_FEAR | allow(data_protection_officer={R.ORG})
RECIPIENT = allow(external_focal_point={R.SHARE})
ADDRESSED = allow(external_focal_point={R.SHARE, R.NOTICE})
# Service referrals (workflows.md section 5): caseworkers prepare and send, whoever looks after the person reads.
READS_SERVICE = allow(
    caseworker={R.USER, R.GLASS},
    supervisor={R.TEAM, R.GLASS, R.NAMED},
    child_protection_officer={R.CHILD},
    repatriation_officer={R.RETURN},
    data_protection_officer={R.ORG},
)
SERVES = allow(caseworker={R.USER})
# By hand we write down what a provider said; with an account its own people do (referrals/services/needs.py).
HELPS = allow(external_focal_point={R.SHARE}, caseworker={R.USER})
LOGS = allow(
    caseworker={R.USER}, supervisor={R.TEAM}, child_protection_officer={R.CHILD}, consular_liaison={R.CONSULAR}
)
EVERYBODY = staff(*Role)
STAFF_OF_AGENCIES = staff(*(role for role in Role if role not in (Role.EXTERNAL, Role.CLIENT, Role.ANALYST)))
# Those who refer people, and therefore learn first when an entry of the directory is no longer true.
WHO_REFERS = staff(
    "caseworker", "supervisor", "child_protection_officer", "consular_liaison", "repatriation_officer", "legal_officer"
)
