"""Pages of machine clients: two administrators, a secret that is shown once, rotation with overlap (R-07, R-25)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from accounts.clients import actions
from accounts.clients.models import Client, ClientGrant, ClientSecret
from accounts.models import RoleGrant
from tests.accounts.signin.conftest import with_password
from tests.accounts.staff.conftest import bea, desk_of, proven, quiet_counters  # noqa: F401
from tests.cast import loaded, new_user
from tests.machines import Machine

FORM = {"name": "Intake program", "scopes": ["case:read"], "addresses": "192.0.2.7\n198.51.100.0/28"}


def said(browser):
    return [str(message) for message in browser.get("/account/staff/").context["messages"]]


@pytest.fixture
def machine(office):
    return Machine(office.organisation)


def test_one_administrator_asks_and_another_approves(office, alex, bea):  # noqa: F811
    first, second = proven(alex), proven(bea)

    shown = first.post(reverse("client_new"), {**FORM, "organisation": office.organisation.pk})
    client = Client.objects.get(organisation=office.organisation)
    secret = re.findall(r"cw-secret-[\w-]{43}", shown.content.decode())[0]
    assert (shown.status_code, shown.headers["Cache-Control"]) == (201, "no-store")
    grant = client.grants.get()
    assert (grant.scopes, grant.addresses) == (["case:read"], ["192.0.2.7/32", "198.51.100.0/28"])
    assert client.secrets.get().hashed == actions.hash_of(secret)
    assert secret not in first.get(reverse("client_detail", args=[client.pk])).content.decode()
    assert loaded(client.user).role_codes == []

    assert client.name in second.get("/account/staff/").content.decode()
    second.post(reverse("client_answer", args=["grant", grant.pk, "approve"]))
    assert loaded(client.user).role_codes == ["api_client"]
    ends_at = client.secrets.get().ends_at
    assert ends_at and ends_at - timezone.now() > timedelta(days=89)
    assert [(row.history_user_id, row.history_change_reason) for row in ClientGrant.history.filter(id=grant.pk)] == [
        (bea.pk, "client.approve"),
        (alex.pk, "client.request"),
    ]


def test_who_asked_approves_neither_grant_nor_secret(machine):
    grant = actions.request_grant(machine.client, ["stats:read"], ["192.0.2.7/32"], by=machine.asker)
    actions.request_secret(machine.client, by=machine.asker)
    secret = machine.client.secrets.get(approved_at__isnull=True)
    browser = proven(machine.asker)

    browser.post(reverse("client_answer", args=["grant", grant.pk, "approve"]))
    assert said(browser) == ["A second administrator must approve this."]
    browser.post(reverse("client_answer", args=["secret", secret.pk, "approve"]))
    assert said(browser) == ["A second administrator must approve this."]
    assert machine.client.grants.standing().get().scopes == ["case:read"]


def test_the_database_holds_it_too(machine):
    with acting(machine.asker, "test.try"):
        for table in ("accounts_clientgrant", "accounts_clientsecret"):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {table} SET approved_by_id = requested_by_id WHERE client_id = %s", [machine.client.pk]
                )


def test_asking_approving_and_rotating_need_the_password_again(office, alex, machine):
    """R-23"""
    browser = desk_of(with_password(alex))
    grant = actions.request_grant(machine.client, ["stats:read"], ["192.0.2.7/32"], by=machine.asker)
    for name, arguments in (
        ("client_new", []), ("client_change", [machine.client.pk]), ("client_rotate", [machine.client.pk]),
        ("client_end", [machine.client.pk]), ("client_answer", ["grant", grant.pk, "approve"]),
    ):  # fmt: skip
        answer = browser.post(reverse(name, args=arguments), {**FORM, "organisation": office.organisation.pk})
        assert answer.status_code == 302 and answer["Location"].startswith("/account/reauthenticate/"), name
    assert Client.objects.filter(organisation=office.organisation).count() == 1
    assert machine.ask().status_code == 200


def test_the_data_protection_officer_looks_and_changes_nothing(office, dara, machine):
    browser = proven(dara)
    assert browser.get(reverse("client_list")).status_code == 200
    page = browser.get(reverse("client_detail", args=[machine.client.pk])).content.decode()
    assert machine.client.client_id in page and "End it now" not in page and "Make a new secret" not in page
    for name in ("client_change", "client_rotate", "client_end"):
        assert browser.post(reverse(name, args=[machine.client.pk]), FORM).status_code == 403
    assert browser.get(reverse("client_new")).status_code == 403
    with pytest.raises(PermissionDenied), acting(dara):
        actions.end_client(machine.client, by=dara)


@pytest.mark.parametrize("name", ["amina", "sam", "lina", "audrey"])
def test_for_everybody_else_the_pages_are_not_there(office, machine, name):
    browser = proven(getattr(office, name))
    for url in (reverse("client_list"), reverse("client_new"), reverse("client_detail", args=[machine.client.pk])):
        assert browser.get(url).status_code == 404


def test_two_secrets_live_during_a_rotation(machine):
    old = machine.secret
    new = actions.request_secret(machine.client, by=machine.asker)
    assert machine.ask(secret=new).status_code == 401
    actions.approve_secret(machine.client.secrets.waiting().get(), by=machine.second)
    assert [machine.ask(secret=each).status_code for each in (old, new)] == [200, 200]
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert [machine.ask(secret=each).status_code for each in (old, new)] == [401, 200]
    with time_machine.travel(timezone.now() + timedelta(days=90, minutes=1), tick=False):
        assert machine.ask(secret=new).status_code == 401


def test_of_three_secrets_the_oldest_ends(machine):
    texts = [machine.secret]
    for _ in range(2):
        texts.append(actions.request_secret(machine.client, by=machine.asker))
        actions.approve_secret(machine.client.secrets.waiting().get(), by=machine.second)
    assert [machine.ask(secret=each).status_code for each in texts] == [401, 200, 200]


def test_a_client_rotates_its_own_secret(machine):
    """Matrix: 'rotate own'; with a secret and never with a token"""
    url = "/api/v1/token/secret/"
    assert machine.call(url, method="POST").status_code == 401
    made = machine.door.post(url, headers=machine.basic())
    assert made.status_code == 201, made.content
    new = made.json()["client_secret"]
    assert [machine.ask(secret=each).status_code for each in (machine.secret, new)] == [200, 200]
    row = machine.client.secrets.get(hashed=actions.hash_of(new))
    assert (row.requested_by_id, row.approved_by_id) == (machine.client.user_id, None)
    assert ClientSecret.history.filter(id=row.pk).get().history_user_id == machine.client.user_id


def test_a_secret_that_leaked_ends_at_once_with_its_tokens(machine, case):
    token = machine.token()
    browser = proven(machine.asker)
    browser.post(reverse("client_answer", args=["secret", machine.client.secrets.get().pk, "end"]))
    assert machine.ask().status_code == 401
    assert machine.call("/api/v1/cases/", token).status_code == 401


def test_a_client_that_ended_stays_ended(machine):
    browser = proven(machine.asker)
    browser.post(reverse("client_end", args=[machine.client.pk]))
    assert machine.ask().status_code == 401
    assert RoleGrant.objects.standing().filter(user=machine.client.user).count() == 0
    with pytest.raises(ValidationError, match="has ended"):
        actions.request_secret(machine.client, by=machine.asker)
    assert "End it now" not in browser.get(reverse("client_detail", args=[machine.client.pk])).content.decode()


def test_a_refused_client_opens_nothing(office):
    machine = Machine(office.organisation, approved=False)
    browser = proven(machine.second)
    browser.post(reverse("client_answer", args=["grant", machine.client.grants.get().pk, "refuse"]))
    assert machine.ask().status_code == 401
    with pytest.raises(ValidationError, match="answered already"):
        actions.approve_grant(machine.client.grants.get(), by=machine.second)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("addresses", "nonsense", "nonsense is no address"),
        ("addresses", "0.0.0.0/0", "is too wide"),
        ("addresses", "", "Write an answer here"),
        ("scopes", [], "Choose one or more"),
        ("scopes", ["admin"], "Choose"),
        ("name", "", "Write an answer here"),
        ("organisation", "", "Choose one"),
    ],
)
def test_bad_input_is_said_beside_the_field(office, alex, field, value, sentence):
    browser = proven(alex)
    answer = browser.post(reverse("client_new"), {**FORM, "organisation": office.organisation.pk, field: value})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Client.objects.filter(organisation=office.organisation).exists()


def test_the_account_of_a_program_stands_in_no_list_of_people(office, alex, machine):
    browser = proven(alex)
    listed = browser.get(f"{reverse('user_list')}?organisation={office.organisation.pk}").content.decode()
    assert machine.client.client_id not in listed
    assert browser.get(reverse("user_edit", args=[machine.client.user_id])).status_code == 404
    assert (
        browser.post(reverse("role_request", args=[machine.client.user_id]), {"role": "supervisor"}).status_code == 404
    )


def test_no_person_gets_the_role_of_programs(office, alex):
    from accounts.users.actions import request_role

    nia = new_user("Nia", office.organisation)
    answer = proven(alex).post(reverse("role_request", args=[nia.pk]), {"role": "api_client"})
    assert answer.status_code == 422
    with pytest.raises(ValidationError, match="belongs to programs"):
        request_role(RoleGrant(user=nia, role="api_client"), by=alex)


def test_lists_make_the_same_queries_whatever_their_rows(office, alex, machine, django_assert_max_num_queries):
    browser = proven(alex)
    for _ in range(5):
        Machine(office.organisation)
    with django_assert_max_num_queries(10):
        assert browser.get(reverse("client_list")).status_code == 200
    with django_assert_max_num_queries(16):
        assert browser.get(reverse("client_detail", args=[machine.client.pk])).status_code == 200
