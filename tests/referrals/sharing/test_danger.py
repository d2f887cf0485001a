"""C-09: help without a yes where a life is in danger, by the clock of the database and with two people."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.urls import reverse

from accounts.acting import acting
from casework.consents.actions import answer, confirm_not_possible, inform, withdraw
from casework.models import Case, Consent, Person, StateFear, Todo
from casework.people.actions import edit_person
from referrals.models import Share
from referrals.sharing.danger import act_on_danger, confirm_danger
from referrals.sharing.items import shared_values
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.conftest import agreed, seen_by
from tests.referrals.steps import mails_to

CASE = "SELECT id FROM casework_case WHERE id = %s"
UNTIL = "SELECT until FROM case_access WHERE case_id = %s"
BASIS = "She called: he is outside with a knife. She cannot talk."


def danger(case, office, partner, items=("name", "contact"), **more):
    """Amina acts."""
    chosen = {"recipient": partner.organisation, "purpose": Share.Purpose.RESCUE, "basis": BASIS}
    with acting(office.amina, "test.act"):
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        return act_on_danger(fresh, by=office.amina, items=list(items), **{**chosen, **more})


def basis_of(share, by):
    """The newest row of the ledger under it."""
    with acting(by):
        return Consent.objects.select_related("case").filter(series=share.consent_series).latest("number")


def hours(share, user):
    """How long the recipient still holds the case, from the act, in hours as the database counts."""
    with acting(user):
        first = Consent.objects.filter(series=share.consent_series).earliest("number").recorded_at
    ((until,),) = seen_by(user, UNTIL, share.case_id)
    return (until - first) / datetime.timedelta(hours=1)


def test_what_is_ticked_stands_at_once_for_a_day_and_for_three_once_confirmed(office, case, partner):
    share = danger(case, office, partner)
    assert share.live_from is not None and seen_by(partner.pia, CASE, case.pk)
    assert hours(share, partner.pia) == 24
    with acting(office.sam, "test.act"):
        confirm_danger(basis_of(share, office.sam), by=office.sam)
        assert not Todo.objects.filter(case=case, kind="confirm_danger", done_at=None).exists()
    assert hours(share, partner.pia) == 72


def test_without_a_second_person_it_is_over_after_a_day_with_no_job(office, case, partner):
    """The act is moved into the past by writing the ledger's row as it would have stood; nothing runs in between."""
    share = acted_before(office, case, partner, "23 hours 59 minutes 57 seconds")
    assert seen_by(partner.pia, CASE, case.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(3.2)")
    assert not seen_by(partner.pia, CASE, case.pk)
    late = basis_of(share, office.sam)
    with acting(office.sam, "test.act"):
        with pytest.raises(ValidationError, match="24 hours are over"):
            confirm_danger(late, by=office.sam)
        confirm_not_possible(late, by=office.sam)
    assert not seen_by(partner.pia, CASE, case.pk), "a word that comes too late brings nothing back"


def test_after_three_days_it_is_over_also_when_confirmed(office, case, partner):
    share = acted_before(office, case, partner, "72 hours", confirmed="60 hours")
    assert share.until and not seen_by(partner.pia, CASE, case.pk)


def acted_before(office, case, partner, ago, confirmed=None):
    """A danger acted on some time ago, written row by row with the rights of the caseworker."""
    series = "9a7e3f4e-0000-4000-8000-" + case.pk.hex[:12]
    with acting(office.amina, "test.arrange"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT now() - %s::interval, now() - %s::interval", [ago, confirmed or "0"])
            then, later = cursor.fetchone()
        told = {
            "case": case, "series": series, "type": "share_services", "recipient": partner.organisation,
            "language": "vie", "items": ["name"], "basis": BASIS, "recorded_by": office.amina,
        }  # fmt: skip
        Consent(**told, number=1, status="not_possible", recorded_at=then).save(force_insert=True)
        if confirmed:
            row = Consent(**told, number=2, status="not_possible_confirmed", recorded_at=later)
            row.save(force_insert=True)
        share = Share(
            case=case, recipient=partner.organisation, purpose="rescue", consent_series=series, items=["name"],
            until=then + datetime.timedelta(days=30), sent_at=then, live_from=then,
        )  # fmt: skip
        share.save(force_insert=True)
    return share


def test_the_rescuer_learns_where_the_person_is_and_nothing_that_was_not_ticked(office, case, partner):
    from casework.people.models import Contact

    with acting(office.amina, "test.arrange"):
        edit_person(Person.objects.select_related("case").get(case=case), by=office.amina, health_notes="CANARY-health")
        Contact(case=case, kind="phone", value="+66 81 000 0000", safety="safe").save(force_insert=True)
    share = danger(case, office, partner)
    with acting(partner.pia):
        row = Share.objects.select_related("case__person", "recipient").get(pk=share.pk)
        slip = shared_values(row, row.case)
    assert "+66 81 000 0000" in str(slip.values["contact"]) and "health" not in slip.values
    page = browser_of(partner.pia).get(f"/portal/shares/{share.number}/").content.decode()
    assert "+66 81 000 0000" in page and "CANARY-health" not in page


@pytest.mark.parametrize("word", ["refused", "withdrawn"])
def test_never_against_a_no_that_the_person_said_to_them(office, case, partner, word):
    with acting(office.amina, "test.arrange"):
        if word == "refused":
            row = inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")
            answer(row, by=office.amina, status="refused")
        else:
            withdraw(agreed(case, office.amina, partner.organisation, kind="share_services"), by=office.amina)
    with pytest.raises(ValidationError, match="said no to sharing with them"):
        danger(case, office, partner)
    with acting(office.amina):
        assert not Share.objects.filter(case=case).exists()
        assert not Consent.objects.filter(case=case, status="not_possible").exists()


def test_a_no_that_comes_later_ends_it_in_the_database_itself(office, case, partner):
    danger(case, office, partner)
    assert seen_by(partner.pia, CASE, case.pk)
    with acting(office.amina, "test.act"):
        row = inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")
        answer(row, by=office.amina, status="refused")
    assert not seen_by(partner.pia, CASE, case.pk)


def test_a_yes_after_an_old_no_counts_as_the_last_word(office, case, partner):
    with acting(office.amina, "test.arrange"):
        row = inform(case, by=office.amina, type="share_services", recipient=partner.organisation, language="vie")
        answer(row, by=office.amina, status="refused")
        agreed(case, office.amina, partner.organisation, kind="share_services", items=["name"])
    danger(case, office, partner)
    assert seen_by(partner.pia, CASE, case.pk)


def test_a_fear_of_that_state_is_not_passed_over(office, case):
    """C-06 stands above C-09."""
    with acting(office.amina, "test.arrange"):
        StateFear(case=case, kind="fear", countries=["VN"], raised_by=office.amina).save(force_insert=True)
    chosen = {"purpose": Share.Purpose.RESCUE, "basis": BASIS, "items": ["name"]}
    with acting(office.amina, "test.act"), pytest.raises(ValidationError, match="Blocked"):
        act_on_danger(case, by=office.amina, recipient=office.mission, **chosen)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"basis": " "}, "on what basis"),
        ({"items": []}, "Tick what they need"),
        ({"items": ["nonsense"]}, "Tick what they need"),
        ({"purpose": Share.Purpose.TRANSFER}, "opens help only"),
    ],
)
def test_what_is_missing_or_too_much_is_a_sentence_and_nothing_is_shared(office, case, partner, change, said):
    with pytest.raises(ValidationError, match=said):
        danger(case, office, partner, **change)
    with acting(office.amina):
        assert not Share.objects.filter(case=case).exists()


def test_who_guards_the_data_is_told_at_once_and_nobody_confirms_their_own_act(office, case, partner):
    dara, both = office.dara, new_user("Bao", office.organisation, "caseworker", "supervisor", teams=[office.team])
    with acting(office.sam, "test.arrange"):
        from casework.cases.actions import assign_worker

        assign_worker(case, both, by=office.sam)
    with acting(both, "test.act"):
        share = act_on_danger(
            case, by=both, recipient=partner.organisation, purpose="rescue", items=["name"], basis=BASIS
        )
        with pytest.raises(ValidationError, match="it was you who recorded it"):
            confirm_danger(basis_of(share, both), by=both)
    assert "danger" in mails_to(dara) and "danger" in mails_to(office.sam) and "referral" in mails_to(partner.pia)


@pytest.mark.parametrize("who", ["sam", "tess", "noor", "dara", "audrey", "paul"])
def test_only_who_works_on_the_case_acts(office, case, partner, who):
    user = getattr(office, who)
    with acting(user, "test.act"), pytest.raises((PermissionDenied, Http404)):
        act_on_danger(case, by=user, recipient=partner.organisation, purpose="rescue", items=["name"], basis=BASIS)


def test_a_basis_carries_nothing_but_help(office, case):
    """A row NOT_POSSIBLE under a share for papers opens nothing, whoever wrote both."""
    mission = new_organisation("embassy", "VN", represents=["VN"], covers=["TH"])
    vera = new_user("Vera", mission, "external_focal_point")
    share = danger(case, office, type("P", (), {"organisation": mission}), items=("name",))
    assert seen_by(vera, CASE, case.pk)
    with acting(office.amina, "test.act"):
        share.refresh_from_db()
        share.ended_at, share.ended_why = share.sent_at, "done"
        share.save()
        Share(
            case=case, recipient=mission, purpose="papers", consent_series=share.consent_series, items=["name"],
            until=share.until, sent_at=share.sent_at, live_from=share.sent_at,
        ).save(force_insert=True)  # fmt: skip
    assert not seen_by(vera, CASE, case.pk)


def test_confirmed_on_the_ledger_page_the_to_do_is_done_too_and_not_before_the_last_one(office, case, partner):
    first = danger(case, office, partner)
    other = danger(case, office, partner, recipient=new_organisation("health"), purpose=Share.Purpose.SERVICE)
    for share, left in ((first, 1), (other, 0)):
        row = basis_of(share, office.sam)
        url = reverse("consent_confirm", args=[case.reference, row.pk])
        assert browser_of(office.sam).post(url).status_code == 302
        with acting(office.sam):
            assert Todo.objects.filter(case=case, kind="confirm_danger", done_at=None).count() == left


def test_the_share_of_a_danger_bears_the_number_of_its_referral(office, case, partner):
    assert danger(case, office, partner, number="H4K9TQ2M7C").number == "H4K9TQ2M7C"


def test_help_in_danger_is_not_opened_twice_to_the_same_people(office, case, partner):
    danger(case, office, partner, purpose=Share.Purpose.SERVICE)
    with pytest.raises(ValidationError, match="shared with them for this already"):
        danger(case, office, partner, purpose=Share.Purpose.SERVICE)
