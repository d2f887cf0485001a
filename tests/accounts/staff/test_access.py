"""Who may open the pages for administrators, and who may do what there."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Refusal, RoleGrant
from tests.accounts.staff.conftest import desk_of
from tests.cast import new_user

READ = {"alex": 200, "dara": 200}
WRITE_FORMS = {"alex": 200, "dara": 403}
POSTS = {"alex": "done", "dara": 403}
EVERYBODY = ("amina", "noor", "sam", "paul", "lina", "audrey", "dara", "alex")


def pages(office):
    """Name -> (address, who gets what) of all pages that GET opens."""
    user, team, organisation = office.amina.pk, office.team.pk, office.organisation.pk
    return {
        "staff_home": (reverse("staff_home"), READ),
        "organisation_list": (reverse("organisation_list"), READ),
        "organisation_edit": (reverse("organisation_edit", args=[organisation]), READ),
        "team_edit": (reverse("team_edit", args=[team]), READ),
        "user_list": (reverse("user_list"), READ),
        "user_edit": (reverse("user_edit", args=[user]), READ),
        "organisation_new": (reverse("organisation_new"), WRITE_FORMS),
        "team_new": (reverse("team_new", args=[organisation]), WRITE_FORMS),
        "user_invite": (reverse("user_invite"), WRITE_FORMS),
    }


def posts(office):
    """Addresses that only take POST, or POST as well."""
    grant = RoleGrant.objects.get(user=office.amina)
    by_user = [
        reverse(name, args=[office.amina.pk]) for name in ("user_edit", "user_link", "user_disable", "role_request")
    ]
    by_grant = [reverse(name, args=[grant.pk]) for name in ("role_approve", "role_refuse", "role_end")]
    return [*by_user, *by_grant, *(address for address, _ in list(pages(office).values())[6:])]


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_administrators_and_the_data_protection_officer_see_staff_pages(office, name):
    client = desk_of(getattr(office, name))

    answers = {page: client.get(address).status_code for page, (address, _) in pages(office).items()}

    assert answers == {page: who.get(name, 404) for page, (_, who) in pages(office).items()}


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name != "alex"])
def test_nobody_but_administrators_changes_anything(office, name):
    client = desk_of(getattr(office, name))

    answers = {client.post(address, {"active": "0"}).status_code for address in posts(office)}

    assert answers == {403 if name == "dara" else 404}
    office.amina.refresh_from_db()
    assert office.amina.is_active


def test_staff_pages_ask_strangers_to_sign_in(office):
    from tests.accounts.signin.conftest import new_browser

    for address in [*(address for address, _ in pages(office).values()), *posts(office)]:
        assert new_browser().post(address).status_code == 302


def test_a_refusal_is_recorded(office):
    desk_of(office.amina).get(reverse("user_list"))

    row = Refusal.objects.using("owner").filter(actor=office.amina.pk).latest("at")
    assert (row.action, row.outcome) == ("staff.view", "not found")


def test_the_data_protection_officer_gets_no_form(office):
    text = desk_of(office.dara).get(reverse("user_edit", args=[office.amina.pk])).content.decode()
    main = text[text.index("<main") : text.index("</main")]

    assert office.amina.email in main
    assert "<form" not in main


def test_an_account_that_does_not_exist_is_not_found(office):
    client = desk_of(office.alex)

    for name in ("user_edit", "organisation_edit", "team_edit"):
        assert client.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


def test_an_account_without_a_role_sees_its_own_page_and_nothing_else(office):
    nobody = new_user("Nia", office.organisation)
    client = desk_of(nobody)

    assert client.get("/account/").status_code == 200
    assert client.get("/account/staff/").status_code == 404
    assert (
        client.post(
            "/account/",
            {"display_name": "Nia", "email": nobody.email, "language": "en", "time_zone": "UTC", "version": 1},
        ).status_code
        == 403
    )
