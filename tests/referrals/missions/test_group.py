"""One note about several people: each with own consent and own fields, approved and withdrawn by itself (C4)."""

import pytest
from django.core.exceptions import ValidationError

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.consents.models import Consent
from referrals.consular import group
from referrals.consular.transitions import CONSULAR
from referrals.models import ConsularReferral
from referrals.sharing.actions import withdraw_consent
from tests.cast import browser_of
from tests.referrals.conftest import agreed, seen_by
from tests.referrals.steps import fresh, known_national, told


def somebody(office, name, items=(), nationality="VN", tell=True):
    """A case of Amina's, told of the right, with a yes to Lina's mission for these items."""
    by = office.amina
    with acting(by):
        case = open_case(office.team, by=by, person={"name": name, "romanised": name}, language="vie", label=name)
        known_national(case, by, nationality)
        if tell:
            told(case, by, nationality)
        if items:
            agreed(case, by, office.mission, items=list(items))
        return case


@pytest.fixture
def people(office):
    """Two who agreed to different things, one who agreed to nothing, one of another nationality, one not told."""
    return [
        somebody(office, "Anh", ["name", "birth_date", "papers"]),
        somebody(office, "Binh", ["name"]),
        somebody(office, "Chi"),
        somebody(office, "Dao", ["name"], nationality="LA"),
        somebody(office, "Em", ["name"], tell=False),
    ]


def made(office, people):
    """(number, rows) of the group that Amina makes of them."""
    with acting(office.amina):
        cases = [case for case in group.caseload(office.amina) if case.pk in {row.pk for row in people}]
        return group.make(
            office.amina, cases, mission=office.mission, nationality="VN", purpose="papers",
            items=["name", "birth_date"], note="Freed on the same night.",
        )  # fmt: skip


@pytest.fixture
def sent(office, people):
    """The number of a group whose referrals Sam approved one by one, and Amina sent."""
    receiver, (number, _rows) = office.lina, made(office, people)
    with acting(office.sam):
        for row in group.of_group(office.sam, number):
            CONSULAR.move(row, "approve", by=office.sam)
    with acting(office.amina):
        assert group.send_approved(office.amina, group.of_group(office.amina, number)) == (2, {})
    return number, receiver


def test_who_did_not_agree_is_named_and_left_out_and_each_shows_what_it_agreed_to(office, people):
    _number, rows = made(office, people)
    found = {row.case.pk: row for row in rows}
    assert [bool(found[case.pk].made) for case in people] == [True, True, False, False, False]
    assert [found[case.pk].items for case in people[:2]] == [["name", "birth_date"], ["name"]]
    assert all(len(found[case.pk].reasons) >= 1 for case in people[2:])
    with acting(office.amina):
        shares = [fresh(row.made).share for row in rows if row.made]
        assert sorted(share.items for share in shares) == [["name"], ["name", "birth_date"]]
        assert {fresh(row.made).status for row in rows if row.made} == {"ready"}


def test_nobody_who_can_go_makes_no_group(office, people):
    with pytest.raises(ValidationError):
        made(office, people[2:])
    with acting(office.amina):
        assert not ConsularReferral.objects.filter(case__in=people).exclude(group="").exists()


def test_the_mission_sees_one_list_and_a_withdrawal_touches_one_person(office, people, sent):
    number, lina = sent
    with acting(lina):
        for row in list(ConsularReferral.objects.filter(group=number)):
            CONSULAR.move(row, "acknowledge", by=lina)
    browser = browser_of(lina)
    page = browser.get(f"/portal/group/{number}/").content.decode()
    assert "Anh" in page and "Binh" in page and "Chi" not in page
    with acting(office.amina):
        yes = Consent.objects.filter(case=people[0], type="share_embassy", status="given").first()
        withdraw_consent(yes, by=office.amina)
    page = browser.get(f"/portal/group/{number}/").content.decode()
    assert "Anh" not in page and "Binh" in page
    with acting(office.amina):
        states = {row.case_id: row.status for row in ConsularReferral.objects.filter(group=number)}
        assert states == {people[0].pk: "withdrawn", people[1].pk: "acknowledged"}
    assert len(seen_by(lina, "SELECT 1 FROM referrals_share")) == 1


def test_the_pages_of_a_group(office, people):
    browser = browser_of(office.amina)
    typed = {"mission": office.mission.pk, "nationality": "VN", "purpose": "papers", "note": "Freed together.",
             "items": ["name"], "cases": [case.reference for case in people]}  # fmt: skip
    looked = browser.post("/referrals/group/", {**typed, "look": "1"}).content.decode()
    assert "These are left out" in looked and "Make the referrals" in looked
    with acting(office.amina):
        assert not ConsularReferral.objects.filter(case__in=people, status="ready").exists()
    assert "sent for approval" in browser.post("/referrals/group/", {**typed, "make": "1"}).content.decode()
    with acting(office.amina):
        number = ConsularReferral.objects.filter(case__in=people, status="ready").values_list("group", flat=True)[0]
    page = browser_of(office.sam).get(f"/referrals/group/{number}/").content.decode()
    assert "Anh" in page and "Freed together." in page
    assert browser_of(office.tess).get(f"/referrals/group/{number}/").status_code == 404
