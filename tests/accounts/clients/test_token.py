"""The machines' door: tokens, and everything that is refused there (R-25, S-15 to S-22, S-59)."""

import hashlib
import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import connections, transaction
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from accounts.acting import acting
from accounts.clients import actions
from casework.cases.actions import open_case
from casework.models import Case
from config.demo import clients
from tests.cast import SecureClient, browser_of, new_user
from tests.machines import CHANGES, TOKEN, Machine

CASES = "/api/v1/cases/"
Token = get_access_token_model()


@pytest.fixture
def machine(office):
    return Machine(office.organisation)


def refusals(actor):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT action FROM audit_refusal WHERE actor = %s", [actor.pk])
        return [action for (action,) in cursor.fetchall()]


def test_a_client_gets_a_token_for_ten_minutes_and_reads_its_organisations_cases(machine, case):
    answer = machine.ask()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    body = answer.json()
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 600, "case:read")
    assert "refresh_token" not in body
    listed = machine.call(CASES, body["access_token"]).json()["results"]
    assert [row["reference"] for row in listed] == [case.reference]
    one = machine.call(f"{CASES}{case.reference}/", body["access_token"])
    assert (one.status_code, one.json()["label"]) == (200, "Bridge")


def test_name_and_secret_may_also_stand_in_the_body(machine):
    body = f"grant_type=client_credentials&client_id={machine.client.client_id}&client_secret={machine.secret}"
    answer = machine.door.post(TOKEN, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200


def test_a_token_ends_after_ten_minutes(machine, case):
    token = machine.token()
    with time_machine.travel(timezone.now() + timedelta(minutes=9, seconds=50), tick=False):
        assert machine.call(CASES, token).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1), tick=False):
        assert machine.call(CASES, token).status_code == 401


def neutral(answer):
    return answer.status_code, answer.content, answer.headers["WWW-Authenticate"], answer.headers["Content-Type"]


@pytest.mark.parametrize("url", [CASES, CHANGES])
def test_s_15_no_token_junk_expired_and_revoked_get_one_neutral_401(machine, case, url):
    """S-15"""
    revoked, expired = machine.token(), machine.token()
    Token.objects.filter(token_checksum=hashlib.sha256(revoked.encode()).hexdigest()).delete()
    Token.objects.filter(token_checksum=hashlib.sha256(expired.encode()).hexdigest()).update(
        expires=timezone.now() - timedelta(seconds=1)
    )
    answers = [neutral(machine.call(url, token)) for token in ("junk", "é" * 5000, "", revoked, expired)]
    answers.append(neutral(SecureClient().get(url)))
    assert len(set(answers)) == 1
    assert answers[0][0] == 401 and answers[0][2] == "Bearer"
    assert json.loads(answers[0][1]) == {"type": "about:blank", "title": "Sign in first", "status": 401, "detail": ""}


def test_s_16_a_token_that_may_only_read_writes_nothing(machine, office, case):
    """S-16"""
    token = machine.token()
    body = json.dumps({"team": str(office.team.pk), "label": "x"})
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "k", "if-match": '"1"'}
    for method, url in (
        ("POST", CASES),
        ("PATCH", f"{CASES}{case.reference}/"),
        ("POST", f"{CASES}{case.reference}/start/"),
    ):
        answer = machine.door.generic(method, url, body, content_type="application/json", headers=headers)
        assert answer.status_code == 403, (method, url, answer.content)
    assert refusals(machine.client.user) == ["client.write"] * 3
    with acting(office.sam):
        assert Case.objects.count() == 1
        assert Case.objects.get().version == 1


def test_s_17_a_token_of_one_organisation_finds_nothing_of_another(machine, elsewhere):
    """S-17"""
    with acting(elsewhere.amina, "test.arrange"):
        theirs = open_case(elsewhere.team, by=elsewhere.amina, person={"name": "Lin"}, language="tha")
    hidden, missing = machine.call(f"{CASES}{theirs.reference}/"), machine.call(f"{CASES}ZZZZZZZZZZ/")
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content) == (404, missing.content)
    assert machine.call(CASES).json()["results"] == []
    assert machine.all_changes()[0] == []


def test_s_18_an_address_outside_the_list_is_refused_also_with_a_forged_header(machine, case, caplog):
    """S-18"""
    token = machine.token()
    assert machine.call(CASES, token, REMOTE_ADDR="203.0.113.9").status_code == 401
    assert machine.call(CASES, token, REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 401
    assert machine.ask(REMOTE_ADDR="203.0.113.9").status_code == 401
    assert machine.ask(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 401
    assert machine.call(CASES, token, REMOTE_ADDR="").status_code == 401
    assert refusals(machine.client.user) == ["client.call"] * 5
    assert [record.event for record in caplog.records if record.name == "casework.client"] == ["alert"] * 5
    assert "203.0.113.9" not in caplog.text
    assert machine.call(CASES, token).status_code == 200


def test_behind_our_own_proxy_only_its_own_entry_counts(machine, case, settings):
    """S-18: the proxy writes the last entry; what a caller sends stands before it"""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    token = machine.token_behind("127.0.0.1")
    assert machine.call(CASES, token, HTTP_X_FORWARDED_FOR="198.51.100.1, 127.0.0.1").status_code == 200
    assert machine.call(CASES, token, HTTP_X_FORWARDED_FOR="127.0.0.1, 198.51.100.1").status_code == 401
    assert machine.call(CASES, token).status_code == 401


@pytest.mark.parametrize("name", ["access_token", "token", "bearer_token"])
def test_s_19_a_token_in_the_address_is_refused_and_stands_in_no_log(machine, case, capfd, name):
    """S-19"""
    token = machine.token()
    for url in (CASES, CHANGES):
        assert machine.door.get(f"{url}?{name}={token}").status_code == 401
        assert machine.call(f"{url}?{name}={token}", token).status_code == 401
    assert machine.door.post(f"{TOKEN}?client_secret={machine.secret}&grant_type=client_credentials").status_code in (
        400,
        401,
    )
    logged = "".join(capfd.readouterr())
    assert token not in logged and machine.secret not in logged


def test_s_20_nothing_in_the_token_table_opens_the_door(machine, case):
    """S-20"""
    machine.token()
    row = Token.objects.get(application=machine.client)
    assert row.token == ""
    for value in (row.token_checksum, str(row.pk), machine.client.secrets.get().hashed):
        assert machine.call(CASES, value).status_code == 401
        assert machine.ask(secret=value).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        "grant_type=password&username=amina&password=x",
        "grant_type=authorization_code&code=x&redirect_uri=https://example.org",
        "grant_type=refresh_token&refresh_token=x",
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=x",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code",
        "response_type=token",
        "grant_type=client_credentials&scope=admin",
        "grant_type=client_credentials&scope=case:read+case:write",
        "",
        "grant_type=client_credentials&grant_type=password",
        "grant_type=%00",
    ],
)
def test_s_21_no_other_grant_and_no_unknown_scope(machine, body):
    """S-21"""
    answer = machine.ask(body)
    assert answer.status_code in (400, 401) and "error" in answer.json(), answer.content
    assert not Token.objects.filter(application=machine.client).exists()


def test_s_21_the_other_addresses_of_oauth_do_not_exist(machine):
    """S-21"""
    for path in ("authorize/", "token/introspect/", "token/revoke/", "o/authorize/", "o/token/", "o/applications/"):
        assert machine.door.get(f"/api/v1/{path}").status_code == 404
        assert machine.door.post(f"/{path}").status_code == 404


def test_s_22_a_session_opens_no_sync_address(machine, office, case):
    """S-22"""
    browser = browser_of(office.amina)
    assert browser.get(CASES).status_code == 200
    assert browser.get(CHANGES).status_code == 401
    mixed = {"authorization": f"Bearer {machine.token()}"}
    assert browser.get(CHANGES, headers=mixed).status_code == 401
    assert browser.get(CASES, headers=mixed).status_code == 401
    assert browser.post(TOKEN, {"grant_type": "client_credentials"}).status_code in (400, 401)


def test_s_22_a_token_opens_no_page(machine, case):
    """S-22"""
    for path in ("/", "/cases/", f"/cases/{case.reference}/", "/account/", "/account/staff/clients/"):
        answer = machine.call(path)
        assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/"), path


def test_s_22_the_account_of_a_program_cannot_sign_in(machine, case):
    """S-22: not even with a session that somebody else made for it"""
    browser = SecureClient()
    browser.force_login(machine.client.user, backend="accounts.signin.backend.StandingBackend")
    assert SESSION_KEY in browser.session
    assert browser.get(f"/cases/{case.reference}/").status_code == 302
    assert browser.get(CASES).status_code == 401
    assert not machine.client.user.has_usable_password() and not machine.client.user.email


def test_s_59_history_and_read_log_say_which_client_it_was(machine, office, case):
    """S-59"""
    assert machine.call(f"{CASES}{case.reference}/").status_code == 200
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            "SELECT actor, organisation, via, action, session FROM audit_look WHERE case_ids @> ARRAY[%s]::uuid[]"
            " AND via = 'client'",
            [str(case.pk)],
        )
        (look,) = cursor.fetchall()
    assert look[:4] == (machine.client.user_id, office.organisation.pk, "client", "case.view")
    assert look[4] == Token.objects.get(application=machine.client).token_checksum
    page = browser_of(office.amina).get(f"/cases/{case.reference}/looks/").content.decode()
    assert "Intake program" in page and "A program" in page


def test_what_programs_copy_does_not_hide_the_people_who_looked(machine, office, case):
    assert machine.all_changes()[0]
    assert "Intake program" not in browser_of(office.amina).get("/").content.decode()
    assert "Copied by a program" in browser_of(office.amina).get(f"/cases/{case.reference}/looks/").content.decode()


def test_a_client_that_nobody_approved_gets_no_token(office):
    machine = Machine(office.organisation, approved=False)
    assert machine.ask().status_code == 401
    actions.approve_grant(machine.client.grants.get(), by=machine.second)
    assert machine.ask().status_code == 200


def test_a_token_ends_with_its_client(machine, case):
    token = machine.token()
    actions.end_client(machine.client, by=machine.asker)
    assert machine.call(CASES, token).status_code == 401
    assert machine.ask().status_code == 401


def test_a_token_ends_with_its_organisation_and_its_account(machine, office, case):
    """S-09"""
    token = machine.token()
    with acting(machine.asker, "test.arrange"):
        organisation = machine.client.organisation
        organisation.is_active = False
        organisation.save()
    assert machine.call(CASES, token).status_code == 401
    with acting(machine.asker, "test.arrange"):
        organisation.is_active = True
        organisation.save()
        user = machine.client.user
        user.is_active = False
        user.save()
    assert machine.call(CASES, token).status_code == 401


def test_scopes_narrow_what_the_role_may(office, case):
    """R-25: a token without case:read sees no case, whatever the client's role may."""
    machine = Machine(office.organisation, ["case:read", "stats:read", "case:write"])
    narrow = machine.token("stats:read")
    assert machine.call(CASES, narrow).json() == {"results": [], "next": None}
    assert machine.call(f"{CASES}{case.reference}/", narrow).status_code == 404
    assert machine.call(CHANGES, narrow).json()["results"] == []
    wide = machine.token()
    assert machine.call(f"{CASES}{case.reference}/", wide).status_code == 200
    actions.approve_grant(
        actions.request_grant(machine.client, ["stats:read"], ["127.0.0.1/32"], by=machine.asker), by=machine.second
    )
    assert machine.call(f"{CASES}{case.reference}/", wide).status_code == 404


def test_a_client_reads_the_groups_of_its_row_and_no_other(machine, office, case):
    """Section 4 of the rules: never contact, health, consent, trail"""
    row = machine.call(f"{CASES}{case.reference}/").json()
    assert "label" in row and "told" in row and "reporter" not in row
    person = machine.call(f"/api/v1/people/{row['person']}/").json()
    assert "name" in person and "nationalities" in person
    assert not {"present_address", "safe_ways", "health_notes", "migration_status", "home_address"} & set(person)
    assert person["contacts"] == [] or all(set(way) == {"id", "version"} for way in person["contacts"])
    assert machine.call(f"/api/v1/consents/?case={case.reference}").status_code == 404
    assert "consent.view" in refusals(machine.client.user)


def test_the_machines_door_sets_no_cookie(machine, case):
    """R-25: no session on sync addresses"""
    answers = [machine.ask(), machine.call(CHANGES), machine.call(CASES), SecureClient().get(CHANGES)]
    assert [dict(answer.cookies) for answer in answers] == [{}] * 4


def test_no_answer_of_the_door_is_for_pages_of_other_sites(machine):
    """S-76"""
    answer = machine.ask(HTTP_ORIGIN="https://evil.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_the_demos_program_reads_cases(office, alex, case):
    """What var/demo.json promises: a client that works from this machine."""
    made = clients.load({"alex": alex, "robin": new_user("Robin", office.organisation, "administrator")})
    assert set(made) == {"client_id", "client_secret", "scopes", "organisation"}
    body = f"grant_type=client_credentials&client_id={made['client_id']}&client_secret={made['client_secret']}"
    answer = SecureClient().post(TOKEN, body, content_type="application/x-www-form-urlencoded")
    token = answer.json()["access_token"]
    listed = SecureClient().get(CASES, headers={"authorization": f"Bearer {token}"}).json()["results"]
    assert [row["reference"] for row in listed] == [case.reference] and made["scopes"] == ["case:read"]
