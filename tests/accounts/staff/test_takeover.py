"""One administrator alone comes to nobody's account and to no team's cases (R-07)."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import RoleGrant, User
from accounts.policy import Role
from accounts.users import actions
from accounts.users.limits import opens_by_place
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in, with_password
from tests.accounts.staff.conftest import desk_of, proven
from tests.accounts.staff.test_accounts import account_form
from tests.cast import browser_of, loaded, new_user

LONG = ["99999999999999", "9" * 5000, "-1", str(2**31)]
FOREIGN = "private@elsewhere.example"


def change(administrator, user, **changes):
    """The answer to an administrator's form, and its errors by field."""
    answer = desk_of(administrator).post(reverse("user_edit", args=[user.pk]), account_form(loaded(user), **changes))
    return answer.status_code, dict(answer.context["form"].errors) if answer.status_code == 422 else {}


def own_form(user, **changes):
    """What the form of one's own account posts."""
    names = ("display_name", "email", "language", "time_zone", "version")
    return {name: getattr(user, name) for name in names} | changes


def test_the_address_of_somebody_who_signs_in_is_not_changed_by_an_administrator(office, alex):
    """R-07: whoever reads the mail of an account can take it."""
    sam = with_password(office.sam)
    mail.outbox.clear()

    status, errors = change(alex, sam, email=FOREIGN)

    assert status == 422 and "change the address themselves" in errors["email"][0]
    assert User.objects.get(pk=sam.pk).email == office.sam.email
    assert mail.outbox == []


def test_the_address_of_a_role_nobody_uses_yet_is_not_changed_either(office, alex):
    """R-07: the role was approved for the person at the old address."""
    status, errors = change(alex, office.sam, email=FOREIGN)

    assert status == 422 and "a second administrator approves" in errors["email"][0]


def test_no_new_link_is_mailed_once_a_password_was_chosen(office, alex):
    """R-07."""
    client, sam = desk_of(alex), with_password(office.sam)
    mail.outbox.clear()

    client.post(reverse("user_link", args=[sam.pk]))

    assert mail.outbox == []
    page = client.get(reverse("user_edit", args=[sam.pk]))
    assert "has chosen a password already" in page.content.decode() and b"Mail a new link" not in page.content


def test_the_address_of_an_unused_account_without_a_role_can_be_put_right(office, alex):
    """R-07: nobody used it, and its first role still needs a second administrator."""
    nia = new_user("Nia", office.organisation)
    mail.outbox.clear()

    assert change(alex, nia, email="nia.right@example.org")[0] == 302

    (notice,) = mail.outbox
    assert notice.to == [nia.email] and "nia.right" not in notice.body and "Nia" not in notice.body


def test_everybody_changes_their_own_address_after_typing_their_password(office):
    """R-07, R-23: and the old address is told."""
    sam = with_password(office.sam)
    form = own_form(sam, email="Sam.New@example.org")
    asked = desk_of(sam).post("/account/", form)
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get(pk=sam.pk).email == sam.email
    client, form = proven(sam), own_form(loaded(sam), email="Sam.New@example.org")
    form["version"] = User.objects.get(pk=sam.pk).version
    mail.outbox.clear()

    assert client.post("/account/", form).status_code == 302

    assert User.objects.get(pk=sam.pk).email == "sam.new@example.org"
    assert [message.to for message in mail.outbox] == [[sam.email]]


def test_the_password_typed_saves_the_address_that_was_posted(office):
    """R-23."""
    sam = with_password(office.sam)
    client = desk_of(sam)
    asked = client.post("/account/", own_form(sam, email="sam.new@example.org"))

    client.post(asked["Location"], {"password": PASSWORD})

    assert User.objects.get(pk=sam.pk).email == "sam.new@example.org"


def test_an_administrator_moves_no_supervisor_into_a_team(office, alex, case):
    """R-07."""
    status, errors = change(alex, office.tess, teams=[office.other_team.pk, office.team.pk])

    assert status == 422 and "so that a second administrator approves it" in errors["teams"][0]
    assert browser_of(office.tess).get(case.get_absolute_url()).status_code == 404


def test_a_waiting_supervisor_gets_no_team_behind_the_approvers_back(office, alex, bea):
    """R-07."""
    nia = new_user("Nia", office.organisation)
    actions.request_role(RoleGrant(user=nia, role="supervisor"), by=bea)

    assert change(alex, nia, teams=[office.team.pk])[0] == 422


def test_a_supervisor_changes_teams_with_two_administrators(office, alex, bea, case):
    """R-07: end, change, ask; a second one sees the teams and approves."""
    tess = office.tess
    actions.end_role(RoleGrant.objects.get(user=tess), by=alex)
    assert change(alex, tess, teams=[office.team.pk])[0] == 302
    grant = actions.request_role(RoleGrant(user=tess, role="supervisor"), by=alex)
    with pytest.raises(ValidationError, match="second administrator"):
        actions.approve_role(grant, by=alex)
    text = desk_of(bea).get(reverse("staff_home")).content.decode()
    assert office.team.name in text and tess.email in text

    actions.approve_role(grant, by=bea)

    assert browser_of(tess).get(case.get_absolute_url()).status_code == 200


def test_leaving_a_team_takes_one_administrator(office, alex):
    """R-07: taking power away needs no second pair of eyes."""
    assert change(alex, office.tess, teams=[])[0] == 302
    assert loaded(office.tess).team_ids == []


def test_nobody_changes_the_organisation_of_whoever_guards_its_data(office, elsewhere, alex):
    """R-07."""
    status, errors = change(alex, office.dara, organisation=elsewhere.organisation.pk)

    assert status == 422 and "organisation" in errors


def test_no_administrator_edits_their_own_account(office, case):
    """R-07."""
    both = new_user("Both", office.organisation, "administrator", "supervisor", teams=[office.other_team])

    status, errors = change(both, both, teams=[office.team.pk])

    assert status == 422 and "Ask another administrator" in errors["__all__"][0]
    assert browser_of(both).get(case.get_absolute_url()).status_code == 404


def test_the_roles_whose_cases_depend_on_team_or_organisation():
    """R-07, read from the policy."""
    free = {role for role in Role if not opens_by_place(role)}

    assert free == {Role.CASEWORKER, Role.ANALYST, Role.ADMINISTRATOR}


def test_a_stale_form_of_an_administrator_is_a_conflict_and_not_a_refusal(office, alex):
    """R-07, R-50: the person changed their address meanwhile."""
    sam = with_password(office.sam)
    old = account_form(loaded(sam), display_name="Sam T.")
    proven(sam)
    now = loaded(sam)
    now.email = "sam.new@example.org"
    actions.change_profile(now, by=sam, version=now.version)

    answer = desk_of(alex).post(reverse("user_edit", args=[sam.pk]), old)

    assert answer.status_code == 409
    assert User.objects.get(pk=sam.pk).email == "sam.new@example.org"


def test_whoever_chose_a_password_still_signs_in_after_all_attempts(office, alex):
    """R-07."""
    sam = with_password(office.sam)
    change(alex, sam, email=FOREIGN)
    desk_of(alex).post(reverse("user_link", args=[sam.pk]))

    assert sign_in(new_browser(), sam).status_code == 302


@pytest.mark.parametrize("number", LONG, ids=["long", "endless", "negative", "one-too-many"])
def test_a_version_no_row_can_have_gets_a_sentence(office, alex, number):
    """S-77."""
    client, sam = desk_of(alex), office.sam
    organisation, team = office.organisation, office.team
    forms = {
        reverse("user_edit", args=[sam.pk]): account_form(sam),
        reverse("organisation_edit", args=[organisation.pk]): {
            "name": organisation.name,
            "kind": "ngo",
            "country": "TH",
        },
        reverse("team_edit", args=[team.pk]): {"name": team.name},
        "/account/": own_form(alex),
    }

    answers = [client.post(address, form | {"version": number}) for address, form in forms.items()]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all("Open it again" in answer.content.decode() for answer in answers)
