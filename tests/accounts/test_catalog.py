"""The database's own catalogue: no confidential table without its wall, no wall without its trigger (S-38, R-11, R-17).

Dropping any policy, trigger or revoke makes one of these fail and names the table.
"""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, transaction

from accounts.acting import acting
from accounts.checks import every_field_has_a_group, history_is_on
from casework.models import Case

# Written by hand: every table whose rows hang on a case, and whether rows may be deleted from it.
CONFIDENTIAL = {
    "casework_case": False,
    "casework_caseuserobjectpermission": True,
    "casework_casegroupobjectpermission": True,
    "casework_casestep": False,
    "casework_handover": False,
    "casework_breakglass": False,
    "casework_conflictblock": False,
    "casework_healthgrant": False,
    "casework_namedgrant": False,
    "casework_person": False,
    "casework_storedfile": False,
    "casework_othername": True,
    "casework_speaks": True,
    "casework_identitypaper": True,
    "casework_contact": True,
    "casework_relative": True,
    "casework_consent": False,
    "casework_statefear": False,
    "referrals_share": False,
    "referrals_consularreferral": False,
    "referrals_message": False,
    "referrals_appointment": False,
    "referrals_arrival": False,
    "referrals_arrivalfeedback": False,
    "referrals_channelentry": False,
    "referrals_exemption": False,
    "referrals_identificationmeeting": False,
    "referrals_letter": False,
    "referrals_lettercopy": False,
    "referrals_letterline": False,
    "referrals_rescuerequest": False,
    "referrals_servicereferral": False,
    "referrals_sharemessage": False,
    "referrals_soughtmatch": False,
    "referrals_statelessreview": False,
    "referrals_transfer": False,
    "casework_sitting": True,
    "casework_sittingstep": False,
    "casework_answer": False,
    "casework_todo": False,
    "casework_need": False,
    "casework_penalty": False,
    "casework_hearing": False,
    "casework_visit": False,
    "casework_claim": False,
    "casework_cost": False,
    "casework_death": False,
    "referrals_stay": False,
    "referrals_custody": False,
    "referrals_conflictpair": False,
    "referrals_traveller": False,
    "referrals_traveltick": False,
    "referrals_return": False,
    "casework_agedispute": False,
    "casework_assent": False,
    "casework_bestinterests": False,
    "casework_birth": False,
    "casework_caseplan": False,
    "casework_conference": False,
    "casework_decision": False,
    "casework_guardian": False,
    "casework_panelmember": True,
    "casework_safetyplan": False,
    "casework_session": False,
    "casework_tracing": False,
    "referrals_earlier": False,
    "referrals_ending": False,
    "referrals_endingstep": False,
    "referrals_followup": False,
    "referrals_plangoal": True,
    "referrals_reintegrationplan": False,
    "referrals_removal": False,
    "referrals_returnstep": False,
    "referrals_riskassessment": False,
    "referrals_riskfactor": False,
    "referrals_waystalk": False,
    "casework_leg": True,
    "casework_exploitation": True,
    "casework_moneynamed": True,
    "screening_screening": False,
    "screening_indicatoranswer": False,
}
# No policy lets anybody change a row: the table is only added to, or it is the history of one with a wall of its own.
ONLY_ADDED = {
    "referrals_channelentry", "referrals_identificationmeeting", "referrals_soughtmatch",
    "referrals_historicalappointment", "referrals_historicalchannelentry", "referrals_historicalexemption",
    "referrals_historicalidentificationmeeting", "referrals_historicalrescuerequest", "referrals_historicalsoughtmatch",
    "referrals_historicalstatelessreview",
}  # fmt: skip
FROZEN = ("casework_casestep", "casework_consent", "casework_sittingstep")
WALLS = {
    **CONFIDENTIAL,
    **{t.replace("_", "_historical", 1): False for t in CONFIDENTIAL},
    "case_key": False,
}


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_the_list_of_confidential_tables_is_complete(committed):
    """A new model that hangs on a case must be added here by hand."""
    found = {
        m._meta.db_table for m in apps.get_models() if getattr(m, "case_column", "") and not hasattr(m, "instance_type")
    }
    assert found == set(CONFIDENTIAL)


@pytest.mark.parametrize("table", sorted(WALLS))
def test_each_confidential_table_is_walled_for_everybody(committed, table):
    """S-38: enabled, forced, one policy for each command and none for all."""
    assert rows("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", table) == [(True, True)]
    policies = dict(rows("SELECT policyname, cmd FROM pg_policies WHERE tablename = %s", table))
    expected = {"see": "SELECT", "add": "INSERT", "change": "UPDATE"} | ({"drop": "DELETE"} if WALLS[table] else {})
    if table in ONLY_ADDED:
        del expected["change"]
    assert policies == expected
    roles = {
        name for (names,) in rows("SELECT roles::text[] FROM pg_policies WHERE tablename = %s", table) for name in names
    }
    assert roles == {"app", "worker"}


@pytest.mark.parametrize("table", sorted(WALLS))
def test_each_wall_asks_for_a_live_principal_and_no_block(committed, table):
    for name, text in rows(
        "SELECT policyname, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies WHERE tablename = %s",
        table,
    ):
        if name == "see":
            assert "case_access" in text and "app.principals" in text and "now()" in text and "app.blocked" in text


@pytest.mark.parametrize("table", sorted(CONFIDENTIAL))
def test_each_confidential_table_writes_its_history(committed, table):
    triggers = {
        name
        for (name,) in rows("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'", table)
    }
    assert {"history_insert", "history_update", "history_delete", "history_truncate"} <= triggers


@pytest.mark.parametrize(
    "table", [*sorted(t for t in WALLS if "historical" in t or t in FROZEN), "audit_look", "audit_refusal"]
)
def test_what_was_recorded_is_frozen(committed, table):
    assert rows(
        "SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'frozen' AND tgenabled = 'O'",
        table,
    )
    granted = {
        p
        for (p,) in rows(
            "SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee = 'app' AND table_name = %s",
            table,
        )
    }
    by_hand: dict = {"audit_look": set(), "audit_refusal": set()}
    assert granted == by_hand.get(table, {"SELECT", "INSERT"} if table in FROZEN else {"SELECT"})


def test_only_keeper_writes_the_index_of_access(committed):
    granted = rows(
        "SELECT a.grantee::regrole::text, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a WHERE c.relname = 'case_access'"
    )
    writers = {who for who, right in granted if right in ("INSERT", "UPDATE", "DELETE")}
    assert writers - {"owner"} == {"keeper"}


def test_application_roles_own_nothing_and_may_bypass_nothing(committed):
    """S-38, R-10"""
    owned = rows(
        "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ('app', 'worker', 'auditor', 'backup')"
    )
    assert owned == []
    flags = rows(
        "SELECT rolname FROM pg_roles WHERE rolname IN ('app', 'worker', 'auditor')"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
    )
    assert flags == []
    members = rows(
        "SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname IN ('app', 'worker', 'auditor')"
    )
    assert members == []


def test_functions_that_act_for_keeper_have_a_fixed_path_and_are_not_for_everybody(committed):
    """R-17: and only those that the application needs may be called by it."""
    found = rows(
        "SELECT p.proname, p.proconfig::text, has_function_privilege('app', p.oid, 'EXECUTE'), p.prorettype = 'trigger'::regtype"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.prosecdef"
    )
    assert found and all("search_path=pg_catalog, public" in (path or "") for _n, path, _a, _t in found)
    callable_by_app = {name for name, _p, may, _t in found if may}
    assert callable_by_app == {
        "looks_at", "note_look", "in_my_organisation", "case_behind_glass", "blocked_cases", "file_totals",
        "closed_cases", "feed_now", "take_hold", "lifted_blocks", "searches_since", "looks_told", "sign_ins_refused",
        "refusals_told", "transfer_held_up", "stay_conflicts", "shelter_free", "stays_elsewhere",
        "movement_riders", "movement_apart",
    }  # fmt: skip


def test_a_view_sees_no_more_than_whoever_asks_it(committed):
    """A view that acts for its owner would pass every wall of the tables below."""
    views = rows(
        "SELECT relname, reloptions::text FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )
    assert [name for name, options in views if "security_invoker=true" not in (options or "")] == []
    assert rows("SELECT matviewname FROM pg_matviews WHERE schemaname = 'public'") == []


def test_models_and_migrations_agree(committed):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_field_of_our_models_names_a_group(committed):
    assert every_field_has_a_group(None) == []


def test_a_field_without_a_group_stops_the_start(committed, monkeypatch):
    """S-50: taking the group of one field away is an error that names it."""
    monkeypatch.delattr(Case._meta.get_field("label"), "group")
    assert [error.id for error in every_field_has_a_group(None)] == ["casework.E001"]


def test_the_history_may_not_be_switched_off(committed, settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    assert [error.id for error in history_is_on(None)] == ["casework.E002"]


def test_the_list_filter_holds_with_row_level_security_taken_away(office, case):
    """Walls 2 and 3 alone: as keeper, whom no policy binds, `permitted` still finds only what may be seen."""
    with acting(office.noor), transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        everything = Case.objects.using("owner")
        assert everything.filter(pk=case.pk).exists()
        assert not everything.permitted(office.noor, "case.view").filter(pk=case.pk).exists()
        assert everything.permitted(office.amina, "case.view").filter(pk=case.pk).exists()


def test_row_level_security_holds_with_the_list_filter_taken_away(office, case):
    """Wall 5 alone: no `permitted`, all objects asked for."""
    with acting(office.noor):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_the_field_wall_holds_with_every_other_wall_passed(office, case):
    """Wall 4 alone: Dara may reach the row, and its sealed text is there, and she is shown the mark."""
    from accounts.pages import WITHHELD, wrapped

    with acting(office.dara):
        row = Case.objects.get(pk=case.pk)
        assert row.label == "Bridge"
        assert wrapped(row).label is WITHHELD
        assert wrapped(row).nothing_listed is WITHHELD
        assert wrapped(row).reference == case.reference
