"""Four eyes for roles (R-07, S-12 of the plan): asked by one administrator, approved by another."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.acting import acting
from accounts.models import RoleGrant, User
from accounts.users import actions
from tests.accounts.signin.conftest import with_password
from tests.accounts.staff.conftest import desk_of, proven
from tests.cast import loaded, new_user


@pytest.fixture
def nia(office):
    """Somebody without a role."""
    return new_user("Nia", office.organisation)


@pytest.fixture
def asked(alex, nia):
    """Alex asked for Nia to be a caseworker."""
    return actions.request_role(RoleGrant(user=nia, role="caseworker"), by=alex)


def said(client):
    """The sentences the next page shows."""
    return [str(message) for message in client.get("/account/staff/").context["messages"]]


def test_a_role_counts_only_after_a_second_administrator_approved(nia, alex, bea):
    first, second = desk_of(alex), proven(bea)

    first.post(reverse("role_request", args=[nia.pk]), {"role": "caseworker"})
    grant = RoleGrant.objects.get(user=nia)
    assert (grant.requested_by, grant.approved_by, loaded(nia).role_codes) == (alex, None, [])
    assert nia.display_name in second.get("/account/staff/").content.decode()
    second.post(reverse("role_approve", args=[grant.pk]))

    assert loaded(nia).role_codes == ["caseworker"]
    assert [(row.history_user_id, row.history_change_reason) for row in RoleGrant.history.filter(id=grant.pk)] == [
        (bea.pk, "role.approve"),
        (alex.pk, "role.request"),
    ]


def test_who_asked_cannot_approve(asked, alex, nia):
    client = proven(alex)

    client.post(reverse("role_approve", args=[asked.pk]))

    assert said(client) == ["A second administrator must approve a role."]
    assert loaded(nia).role_codes == []


def test_nobody_approves_their_own_role(bea, alex):
    grant = actions.request_role(RoleGrant(user=bea, role="supervisor"), by=alex)
    client = proven(bea)

    client.post(reverse("role_approve", args=[grant.pk]))

    assert said(client) == ["A second administrator must approve a role."]
    assert loaded(bea).role_codes == ["administrator"]


def test_the_database_holds_it_too_and_it_becomes_the_same_sentence(asked, alex):
    with acting(alex, "test.try"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_rolegrant SET approved_by_id = requested_by_id WHERE id = %s", [asked.pk])
        with (
            pytest.raises(ValidationError, match="second administrator"),
            transaction.atomic(),
            actions.plain_sentences(RoleGrant),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE accounts_rolegrant SET approved_by_id = user_id WHERE id = %s", [asked.pk])


def test_approval_asks_for_the_password_again(asked, bea, nia):
    answer = desk_of(with_password(bea)).post(reverse("role_approve", args=[asked.pk]))

    assert answer["Location"].startswith("/account/reauthenticate/")
    assert loaded(nia).role_codes == []


def test_a_request_can_be_refused_by_another_and_taken_back_by_whoever_asked(asked, alex, bea, nia):
    client = desk_of(alex)
    client.post(reverse("role_refuse", args=[asked.pk]))
    assert said(client) == ["A second administrator must answer this request."]

    desk_of(bea).post(reverse("role_refuse", args=[asked.pk]))
    again = actions.request_role(RoleGrant(user=nia, role="caseworker"), by=alex)
    client.post(reverse("role_end", args=[again.pk]))

    assert not RoleGrant.objects.waiting().filter(user=nia).exists()
    assert RoleGrant.objects.filter(user=nia, approved_at=None, ended_at__isnull=False).count() == 2


def test_an_answered_request_is_not_answered_twice(asked, alex, bea):
    actions.approve_role(asked, by=bea)

    with pytest.raises(ValidationError, match="answered already"):
        actions.refuse_role(asked, by=bea)


def test_the_same_role_is_not_asked_for_twice(asked, alex, nia):
    answer = desk_of(alex).post(reverse("role_request", args=[nia.pk]), {"role": "caseworker"})

    assert answer.status_code == 422
    assert b"already has, or waits for, that role" in answer.content


def test_a_role_that_is_no_role_gets_a_sentence(alex, nia):
    answer = desk_of(alex).post(reverse("role_request", args=[nia.pk]), {"role": "emperor"})

    assert answer.status_code == 422 and not RoleGrant.objects.filter(user=nia).exists()


def test_an_ended_role_is_gone_on_the_next_request(asked, alex, bea, nia):
    """R-08."""
    actions.approve_role(asked, by=bea)
    client = desk_of(nia)
    client.get("/account/")

    desk_of(alex).post(reverse("role_end", args=[asked.pk]))

    assert client.get("/account/").context["roles"] == []
    assert User.objects.with_standing().get(pk=nia.pk).role_codes == []


def test_nobody_ends_their_own_role(alex):
    with pytest.raises(ValidationError, match="your own account"):
        actions.end_role(RoleGrant.objects.get(user=alex), by=alex)
