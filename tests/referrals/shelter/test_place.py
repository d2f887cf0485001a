"""Where a house is: three roles, on demand, with a reason that is kept, and nowhere else (R26, S-58, S-60)."""

import logging

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction
from django.http import Http404
from django.urls import reverse

from accounts.acting import acting
from casework.cases.models import CaseStep
from casework.models import Case
from referrals.models import ShelterLook, ShelterPlace
from referrals.ownkeys import opened
from referrals.shelter import actions
from tests.cast import browser_of, new_team, new_user
from tests.referrals.conftest import seen_by
from tests.referrals.shelter.conftest import admitted, asked, offered, somebody, take, whole
from tests.referrals.shelter.planting import ADDRESS, SHELTER_ROUTES, house_of

WHY = "The doctor drives there at two."


def address(name, keys):
    """The address of a route of shelters."""
    filled = {key: keys.get(value, value) for key, value in SHELTER_ROUTES[name].items()}
    return reverse(name, kwargs=filled)


@pytest.fixture
def stay(office, house):
    return admitted(office, house, somebody(office))


def keys_of(stay):
    return {"case": stay.case.reference, "stay": stay.pk, "house": stay.shelter_id, "unit": stay.bed.unit_id,
            "bed": stay.bed_id, "custody": stay.pk, "apart": stay.pk}  # fmt: skip


def everybody(office):
    """Everybody of the office, another team's supervisor, a manager of another house, and who works elsewhere."""
    team, org = office.team, office.organisation
    roles = ("child_protection_officer", "consular_liaison", "repatriation_officer", "legal_officer",
             "data_protection_officer", "statistics_analyst", "administrator", "api_client")  # fmt: skip
    found = [new_user(role.title(), org, role, teams=[team]) for role in roles]
    found.append(new_user("Olga", org, "shelter_manager", teams=[new_team(org)]))
    found.append(new_user("Mia", org, "shelter_manager", "caseworker", teams=[team]))
    return [*found, office.noor, office.tess, office.lina]


def test_nobody_else_finds_the_address_on_any_page_or_by_rest(office, stay, caplog):
    """Every page and every resource of the room, read and posted to, by everybody but the three."""
    caplog.set_level(logging.DEBUG)
    keys, found = keys_of(stay), {}
    for user in everybody(office):
        browser = browser_of(user)
        for name in SHELTER_ROUTES:
            url = address(name, keys)
            for answer in (browser.get(url), browser.post(url, {"reason": WHY})):
                if ADDRESS in answer.content.decode(errors="replace") or answer.status_code >= 500:
                    found[user.username, name] = answer.status_code
        both = [
            browser.get(reverse(name, args=[keys["case"]])).content.decode() for name in ("case_history", "case_detail")
        ]
        assert ADDRESS not in "".join(both), user.username
    assert found == {}
    assert ADDRESS not in caplog.text


def test_the_three_do_not_see_it_unless_they_ask_with_a_reason(office, stay):
    keys = keys_of(stay)
    asks = {"shelter_show", "stay_place", "api_stay_step", "api_shelter_step"}
    changes = {"shelter_step", "stay_step", "shelter_edit"}
    for user in (office.paul, office.amina, office.sam):
        browser = browser_of(user)
        for name in sorted(set(SHELTER_ROUTES) - changes):
            answers = [browser.get(address(name, keys))]
            answers += [browser.post(address(name, keys), {"reason": WHY})] if name not in asks else []
            assert not any(ADDRESS in answer.content.decode(errors="replace") for answer in answers), name
        for url in (reverse("case_history", args=[keys["case"]]), reverse("case_detail", args=[keys["case"]])):
            assert ADDRESS not in browser.get(url).content.decode()


@pytest.mark.parametrize(("who", "route"), [("paul", "shelter_show"), ("amina", "stay_place"), ("sam", "stay_place")])
def test_each_of_the_three_sees_it_once_with_a_reason(office, stay, who, route):
    browser, url = browser_of(getattr(office, who)), address(route, keys_of(stay))
    assert ADDRESS not in browser.post(url, {"reason": "x"}).content.decode()
    shown = browser.post(url, {"reason": WHY})
    assert shown.status_code == 200 and f"{ADDRESS}-address" in shown.content.decode()
    assert ADDRESS not in browser.get(url).content.decode()
    with acting(getattr(office, who)):
        assert ShelterLook.objects.filter(by=getattr(office, who)).count() == 1


def test_the_reason_stands_in_the_timeline_of_the_case_and_not_with_the_house(office, stay):
    with acting(office.amina):
        actions.show_place(stay.shelter, by=office.amina, reason=WHY, case=whole(stay.case))
        assert CaseStep.objects.get(case=stay.case_id, step="stay_place").reason == WHY
    with acting(office.paul):
        look = ShelterLook.objects.get(shelter=stay.shelter_id)
        assert (look.by_id, look.on_case, opened(look)["reason"]) == (office.amina.pk, True, "")


@pytest.mark.parametrize("state", ["requested", "exited"])
def test_the_case_learns_it_only_while_somebody_has_a_bed_there(office, house, state):
    if state == "requested":
        row = asked(office, house, somebody(office))
    else:
        row = admitted(office, house, somebody(office))
        plan = {"exit_reason": "wish", "exit_plan": "Home.", "belongings": "none"}
        take(row, "exit", office.paul, **plan)
    with pytest.raises(ValidationError, match="stands nowhere"), acting(office.amina):
        actions.show_place(house, by=office.amina, reason=WHY, case=whole(row.case))


def test_an_offer_is_enough_to_bring_somebody_there(office, house):
    row = offered(office, house, somebody(office))
    with acting(office.amina):
        assert actions.show_place(house, by=office.amina, reason=WHY, case=whole(row.case))["way"] == f"{ADDRESS}-way"


def test_the_table_itself_is_shut_for_everybody_else(office, stay):
    """Wall 5 alone: bare statements by everybody, on the row and on its history."""
    for user in everybody(office):
        for table in ("referrals_shelterplace", "referrals_historicalshelterplace"):
            assert seen_by(user, f"SELECT count(*) FROM {table}") == [(0,)], (user.username, table)
    for user in (office.paul, office.amina, office.sam):
        assert seen_by(user, "SELECT count(*) FROM referrals_shelterplace WHERE shelter_id = %s", stay.shelter_id) == [
            (1,)
        ]


def test_a_caseworker_cannot_ask_by_the_house_and_a_manager_not_by_the_case(office, stay):
    with pytest.raises((Http404, PermissionDenied)), acting(office.amina):
        actions.show_place(stay.shelter, by=office.amina, reason=WHY)
    with pytest.raises((Http404, PermissionDenied)), acting(office.paul):
        actions.show_place(stay.shelter, by=office.paul, reason=WHY, case=Case.objects.get(pk=stay.case_id))


def test_no_table_holds_it_in_clear(office, stay):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ 'shelter|stay|look'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL ROLE keeper")
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{ADDRESS}%"])
            assert cursor.fetchone() == (0,), table


def test_it_opens_with_its_own_key_only(office, stay):
    second = house_of(office.paul, "Orchard House")
    with acting(office.paul):
        mine, other = (ShelterPlace.objects.get(shelter=each) for each in (stay.shelter_id, second.pk))
        mine.sealed = other.sealed
        with pytest.raises(InvalidTag):
            opened(mine)
