"""Accounts: invited by a link, changed, switched off; two people changing the same one."""

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse

from accounts.models import Organisation, Team, User
from accounts.users import actions
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in, with_password
from tests.accounts.staff.conftest import desk_of
from tests.cast import loaded, new_organisation, new_user


def account_form(user, **changes):
    """What the form of an account posts."""
    return {
        "display_name": user.display_name,
        "email": user.email,
        "organisation": user.organisation_id,
        "teams": list(user.team_ids),
        "language": user.language,
        "time_zone": user.time_zone,
        "version": user.version,
    } | changes


def test_an_invited_person_chooses_a_password_by_the_mailed_link_and_signs_in(office, alex):
    mail.outbox.clear()
    form = account_form(office.amina, username="  Mya.Thida ", display_name="Mya Thida", email="Mya@Example.org")

    answer = desk_of(alex).post(reverse("user_invite"), form)

    mya = User.objects.get(username="mya.thida")
    assert answer["Location"] == reverse("user_edit", args=[mya.pk])
    assert (mya.email, mya.has_usable_password(), mya.role_grants.count()) == ("mya@example.org", False, 0)
    assert list(mya.teams.all()) == [office.team]
    (message,) = mail.outbox
    assert (
        message.to == ["mya@example.org"] and "Mya" not in message.body and office.organisation.name not in message.body
    )
    link = re.search(r"https://[^/\s]+(/account/invitation/\S+)", message.body).group(1)
    visitor = new_browser()
    address = visitor.get(link, follow=True).redirect_chain[-1][0]
    assert visitor.post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert sign_in(visitor, mya).status_code == 302
    assert visitor.get("/account/").status_code == 200
    assert b"does not work any more" in new_browser().get(link).content
    mya.username = f"mya.{mya.pk}"  # the name is free for the next run of this test


def test_a_taken_name_or_a_foreign_team_gets_a_sentence_and_keeps_what_was_typed(office, elsewhere, alex):
    form = account_form(office.amina, username=office.noor.username, teams=[elsewhere.team.pk], display_name="Typed")

    answer = desk_of(alex).post(reverse("user_invite"), form)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "This user name is taken" in text and "Choose teams of the same organisation only" in text
    assert 'value="Typed"' in text


def test_a_changed_account_is_saved_with_its_history(office, alex):
    form = account_form(office.amina, display_name="Amina Test Hadi", teams=[office.other_team.pk])

    assert desk_of(alex).post(reverse("user_edit", args=[office.amina.pk]), form).status_code == 302

    amina = User.objects.get(pk=office.amina.pk)
    assert (amina.display_name, list(amina.teams.all())) == ("Amina Test Hadi", [office.other_team])
    latest = User.history.filter(id=amina.pk).latest("history_id")
    assert (latest.history_user_id, latest.history_change_reason) == (alex.pk, "user.edit")


def test_the_second_saver_sees_both_versions_and_loses_nothing(office, alex, bea):
    amina, first, second = new_user("Amina", office.organisation), desk_of(alex), desk_of(bea)
    address = reverse("user_edit", args=[amina.pk])
    first.post(address, account_form(amina, display_name="Amina from Alex", time_zone="Asia/Yangon"))

    stale = second.post(address, account_form(amina, display_name="Amina from Bea", email="bea@example.org"))

    assert stale.status_code == 409
    (field,) = stale.context["conflict"].fields
    assert (field["name"], field["mine"], field["theirs"]) == (
        "display_name",
        "Amina from Bea",
        "Amina from Alex",
    )
    assert stale.context["conflict"].theirs_by == alex.display_name
    assert User.objects.get(pk=amina.pk).email == amina.email

    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', stale.content.decode()))
    again.pop("csrfmiddlewaretoken", None)
    assert second.post(address, again | {"teams": amina.team_ids, "keep_display_name": "theirs"}).status_code == 302

    now = User.objects.get(pk=amina.pk)
    assert (now.display_name, now.email, now.time_zone) == (
        "Amina from Alex",
        "bea@example.org",
        "Asia/Yangon",
    )


def test_a_version_from_the_future_is_stale_as_well(office, alex):
    answer = desk_of(alex).post(reverse("user_edit", args=[office.amina.pk]), account_form(office.amina, version=99))

    assert answer.status_code == 409


def test_switching_an_account_off_ends_its_sessions_at_once(office, alex):
    """S-09."""
    visitor = new_browser()
    sign_in(visitor, with_password(office.amina))
    key = visitor.session.session_key

    desk_of(alex).post(reverse("user_disable", args=[office.amina.pk]), {"active": "0"})

    assert not Session.objects.filter(session_key=key).exists()
    assert visitor.get("/account/").status_code == 302
    assert sign_in(visitor, office.amina).status_code == 200
    desk_of(alex).post(reverse("user_disable", args=[office.amina.pk]), {"active": "1"})
    assert sign_in(visitor, office.amina).status_code == 302


def test_nobody_switches_themselves_off(office, alex):
    desk_of(alex).post(reverse("user_disable", args=[alex.pk]), {"active": "0"})

    assert User.objects.get(pk=alex.pk).is_active


def test_a_new_link_can_be_mailed_but_not_for_an_account_that_is_off(office, alex):
    client, address = desk_of(alex), reverse("user_link", args=[office.amina.pk])
    mail.outbox.clear()
    client.post(address)
    actions.switch_user(office.amina, by=alex, active=False)
    client.post(address)

    assert [message.to for message in mail.outbox] == [[office.amina.email]]


def test_everybody_changes_their_own_name_language_and_clock(office, amina):
    client = desk_of(amina)
    form = {
        "display_name": "Amina H.",
        "email": amina.email,
        "language": "th",
        "time_zone": "Asia/Yangon",
        "version": amina.version,
        "is_active": "",
    }

    assert client.post("/account/", form).status_code == 302

    now = User.objects.get(pk=amina.pk)
    assert (now.display_name, now.language, now.time_zone, now.is_active) == (
        "Amina H.",
        "th",
        "Asia/Yangon",
        True,
    )
    assert client.post("/account/", form | {"time_zone": "Mars/Olympus", "version": now.version}).status_code == 422


def test_an_organisation_and_a_team_are_made_and_changed(office, alex):
    client = desk_of(alex)
    name = f"Mission {office.organisation.pk}"
    made = client.post(
        reverse("organisation_new"),
        {"name": name, "kind": "embassy", "country": "VN", "represents": ["VN"], "covers": ["TH", "MM"]},
    )
    mission = Organisation.objects.get(name=name)
    assert made["Location"] == reverse("organisation_edit", args=[mission.pk])
    assert (mission.represents, mission.covers) == (["VN"], ["TH", "MM"])

    client.post(reverse("team_new", args=[mission.pk]), {"name": "Visas"})
    again = client.post(reverse("team_new", args=[mission.pk]), {"name": "Visas"})
    team = Team.objects.get(organisation=mission)
    client.post(reverse("team_edit", args=[team.pk]), {"name": "Nationals", "version": 1})

    assert again.status_code == 422 and b"already has a team of that name" in again.content
    team.refresh_from_db()
    assert (team.name, team.is_active, team.group.name) == ("Nationals", False, f"team:{team.pk}")
    assert client.get(made["Location"]).status_code == 200


def test_two_people_change_an_organisation(office, alex, bea):
    organisation = new_organisation("embassy", "VN", represents=["VN"], covers=["TH"])
    address = reverse("organisation_edit", args=[organisation.pk])
    form = {
        "name": organisation.name,
        "kind": "embassy",
        "country": "VN",
        "represents": ["VN"],
        "is_active": "on",
        "version": 1,
    }
    desk_of(alex).post(address, form | {"covers": ["TH", "LA"]})

    stale = desk_of(bea).post(address, form | {"covers": ["TH", "MM"], "represents": ["VN", "LA"]})

    (field,) = stale.context["conflict"].fields
    assert (field["name"], field["mine"], field["theirs"]) == (
        "covers",
        "Myanmar, Thailand",
        "Lao PDR, Thailand",
    )
    desk_of(bea).post(address, form | {"version": 2, "covers": ["TH", "MM"], "keep_covers": "mine"})
    organisation.refresh_from_db()
    assert sorted(organisation.covers) == ["MM", "TH"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}{% debug %}"])
def test_names_are_shown_as_text(office, alex, amina, name):
    """S-73."""
    actions.change_profile(_named(loaded(amina), name), by=amina, version=amina.version)

    text = desk_of(alex).get(reverse("user_edit", args=[amina.pk])).content.decode()

    assert "<script>alert" not in text and "<img src=x" not in text
    assert html.escape(name) in text


def _named(user, name):
    user.display_name = name
    return user
