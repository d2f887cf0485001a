"""Wall 4: every role x action x row, and every role x field group, against matrices written by hand (R-01).

The matrices here are typed from the rules and not made from accounts/policy.py; a difference on either side fails.
"""

import pytest

from accounts.access import allowed, readable, writable
from accounts.acting import acting
from accounts.policy import ACTIONS, READABLE, SCOPES, WRITABLE, Group, Right, Role, may, may_write
from casework.cases import actions
from casework.models import Case
from tests.accounts.policy_by_hand import BY_HAND
from tests.cast import new_user

ROLES = dict(zip("csphlrgdaxkm", Role, strict=True))
REASONS = dict(zip("ugtoscbrnelhdfmi", Right, strict=True))

# Field groups by role and reason: r read, w read and write, a add without reading. Order of the columns:
# routing referral identity contact facts health immigration nationality justice family evidence screening consent
# trail origin travel staff emergency
FIELDS_BY_HAND = {
    "cu": "wwwww-wwwwwwwrww-r",
    "cg": "rrrrr-rrrrrrr-rr--",
    "ch": "-----w------------",
    "cd": "rr-r--------------",
    "cf": "r-----------------",
    "st": "wwrrr-rrrrrwrrrr-r",
    "sg": "rrrrrrrrrrrrrrrr-r",
    "sm": "rrr-r-rr--rwr----r",
    "pc": "wwwwwwww-w-w------",
    "hb": "r-----------------",
    "hr": "rrrr--------------",
    "ln": "rrr---rr----r-rr--",
    "re": "rrrr--rr-r--r--r--",
    "gl": "rrr-r-rrw---r-----",
    "do": "rr----------rr---r",
    "xs": "-rr-rr-rrrr-r-rr--",
    "ko": "wwwawa-w-www--a---",
}


# What a token may do, by scope: typed from R-25 and the column "sync client" of section 3.
SCOPES_BY_HAND = {
    "intake:write": "screening.create file.add consular.feared service.feared",
    "case:read": "case.list case.view person.view screening.evaluate",
    "case:write": "screening.create file.add consular.feared service.feared",
    "referral:read": "consular.view service.view",
    "stats:read": "",
}


def order_of_roles():
    return [role.value for role in ROLES.values()]


def test_the_letters_stand_for_these_roles_and_reasons():
    assert order_of_roles() == [
        "caseworker", "supervisor", "child_protection_officer", "shelter_manager", "consular_liaison",
        "repatriation_officer", "legal_officer", "data_protection_officer", "statistics_analyst",
        "external_focal_point", "api_client", "administrator",
    ]  # fmt: skip
    assert [right.value for right in REASONS.values()] == [
        "user", "glass", "team", "org", "share", "child", "bed", "resident", "consular", "return", "legal", "health",
        "duty", "offer", "named", "notice",
    ]  # fmt: skip


def as_pairs(text):
    return {(ROLES[pair[0]], None if pair[1] == "*" else REASONS[pair[1]]) for pair in text.split()}


@pytest.mark.parametrize("action", sorted(set(ACTIONS) | set(BY_HAND)))
def test_each_action_is_open_to_exactly_the_roles_and_reasons_written_by_hand(action):
    table = {(role, right) for role, rights in ACTIONS[action].items() for right in rights or [None]}
    assert table == as_pairs(BY_HAND[action])


@pytest.mark.parametrize("pair", sorted({f"{a}{b}" for a in ROLES for b in REASONS}))
def test_each_role_and_reason_reads_and_writes_exactly_the_groups_written_by_hand(pair):
    key = (ROLES[pair[0]], REASONS[pair[1]])
    marks = FIELDS_BY_HAND.get(pair, "-" * len(Group))
    by_hand = dict(zip(Group, marks, strict=True))
    assert READABLE.get(key, set()) == {group for group, mark in by_hand.items() if mark in "rw"}
    assert WRITABLE.get(key, set()) == {group for group, mark in by_hand.items() if mark in "wa"}


def test_each_scope_opens_exactly_the_actions_written_by_hand():
    assert {scope: set(actions) for scope, actions in SCOPES.items()} == {
        scope: set(text.split()) for scope, text in SCOPES_BY_HAND.items()
    }
    named = set().union(*SCOPES.values())
    assert {action for action in named if Role.CLIENT not in ACTIONS[action]} == set()


def test_a_token_narrows_and_never_widens(office):
    client = new_user("Program", office.organisation, "api_client")
    assert may(client, "case.view") and may_write(client)
    for scopes, reads, writes in ((["case:read"], True, False), (["case:write"], False, True), ([], False, False)):
        client.scopes = frozenset(scopes)
        assert (may(client, "case.view"), may_write(client)) == (reads, writes)
        assert not may(client, "consent.view") and not may(client, "profile.edit")
    office.amina.scopes = frozenset({"stats:read"})
    assert not may(office.amina, "case.view")


def test_a_superuser_flag_opens_nothing(office, case):
    """S-27, R-04"""
    office.noor.is_superuser = True
    office.alex.is_superuser = True
    with acting(office.noor):
        assert not Case.objects.filter(pk=case.pk).exists()
    assert not may(office.alex, "case.view")


def test_a_model_level_permission_opens_nothing(office, case):
    """S-26"""
    from django.contrib.auth.models import Permission

    office.noor.user_permissions.add(Permission.objects.get(codename="work_on_case"))
    with acting(office.noor):
        assert not Case.objects.permitted(office.noor, "case.view").exists()


def test_an_inactive_account_may_nothing(office):
    office.amina.is_active = False
    assert not any(may(office.amina, action) for action in ACTIONS)


@pytest.fixture
def one_of_each(office, case):
    """Somebody of every role in the same organisation and, where teams count, in the case's own team."""
    return {role: new_user(role.name.title(), office.organisation, role.value, teams=[office.team]) for role in Role}


def subject(action, case):
    """Actions that hang on no case are asked without one."""
    return None if "*" in BY_HAND[action] else case


def expected(action, role, held):
    by_hand = as_pairs(BY_HAND[action])
    return (role, None) in by_hand or any((role, right) in by_hand for right in held)


def test_every_role_on_a_real_row_may_exactly_what_the_matrix_says(office, case, one_of_each):
    """Out of scope for caseworkers (not assigned), in scope for the team's supervisor and the data protection officer."""
    reaches = {Role.SUPERVISOR: {Right.TEAM}, Role.DATA_PROTECTION: {Right.ORG}, Role.CLIENT: {Right.ORG}}
    for role, user in one_of_each.items():
        with acting(user):
            for action in ACTIONS:
                assert allowed(user, action, subject(action, case)) == expected(
                    action, role, reaches.get(role, set())
                ), (role, action)


def test_an_assigned_caseworker_and_a_child_protection_officer_reach_their_cases(office, case, one_of_each):
    with acting(office.sam):
        actions.assign_worker(case, one_of_each[Role.CASEWORKER], by=office.sam)
    with acting(office.amina):
        row = Case.objects.get(pk=case.pk)
        row.child = True
        row.save()
    for role, right in ((Role.CASEWORKER, Right.USER), (Role.CHILD_PROTECTION, Right.CHILD)):
        user = one_of_each[role]
        with acting(user):
            for action in ACTIONS:
                assert allowed(user, action, subject(action, case)) == expected(action, role, {right}), (
                    role,
                    action,
                )
            assert readable(case) == READABLE[(role, right)]
            assert writable(case) == WRITABLE[(role, right)]


def test_several_roles_add_up_and_a_share_opens_no_field_by_itself(office, case):
    both = new_user("Both", office.organisation, "supervisor", "data_protection_officer", teams=[office.team])
    with acting(both):
        assert readable(case) == READABLE[(Role.SUPERVISOR, Right.TEAM)] | READABLE[(Role.DATA_PROTECTION, Right.ORG)]
