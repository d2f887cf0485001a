"""What a provider can be shown at all, whoever ticked it; and who admits, against the directory's own filter."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.acting import acting
from casework.models import Contact, Person
from referrals.directory.models import DirectoryService
from referrals.directory.queries import admits
from referrals.models import ArrivalFeedback, ServiceReferral
from referrals.services import actions
from referrals.services.offers import Wanted, why_not
from referrals.services.transitions import SERVICE
from referrals.sharing.items import shared_values
from tests.referrals.conftest import agreed, seen_by
from tests.referrals.services.conftest import AGREED, Road, entry_of, fresh, provider_of


def test_contact_and_health_go_to_a_named_clinic_and_only_what_is_safe(office, case, clinic):
    """C-06: only the ticked items, and only while it lasts."""
    with acting(office.amina, "test.arrange"):
        Contact(case=case, kind="phone", value="+66 safe", safety="safe").save(force_insert=True)
        Contact(case=case, kind="phone", value="+66 unsafe", safety="never").save(force_insert=True)
    road = Road(office, case, clinic, items=["name", "contact"])
    road.to("accepted")
    with acting(road.clara):
        row = fresh(road.referral)
        assert shared_values(row.share, row.case).values["contact"] == [
            {"kind": "phone", "value": "+66 safe", "hours": ""}
        ]
        SERVICE.move(row, "complete", by=road.clara, result="helped")
    assert seen_by(road.clara, "SELECT count(*) FROM casework_contact WHERE case_id = %s", case.pk) == [(0,)]


def test_a_state_body_is_never_told_where_somebody_is_or_how_they_are(office, case):
    road = Road(office, case, provider_of(office, "social_welfare"), items=["name", "contact"])
    with pytest.raises(ValidationError, match="never be shown"):
        road.begun()


def test_the_police_are_no_provider(office, case):
    service = entry_of(office, kind="police")
    with acting(office.amina, "test.arrange"):
        row = actions.begin(case, by=office.amina, kind=service.kind, priority="normal", country="TH")
        with pytest.raises(ValidationError, match="authority"):
            actions.choose(row, by=office.amina, version=row.version, service=service)


def test_an_item_of_another_type_of_consent_opens_nothing(office, case, clinic):
    road = Road(office, case, clinic, items=["name", "needs_paper"])
    with pytest.raises(ValidationError, match="did not agree"):
        road.begun()


def test_the_provider_reads_and_writes_nothing_beside_its_own_row(office, case, clinic):
    road = Road(office, case, clinic)
    road.to("accepted")
    for table, count in (("referrals_servicereferral", 1), ("referrals_channelentry", 0), ("casework_todo", 0)):
        sql = f"SELECT count(*) FROM {table} WHERE case_id = %s"
        if table != "casework_todo":
            assert seen_by(road.clara, sql, case.pk) == [(count,)], table
    with acting(road.clara):
        assert not ArrivalFeedback.objects.exists()
        row = fresh(road.referral)
        assert not type(row).objects.exclude(provider=road.organisation).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"sexes": ["female"]}, {"sexes": ["male"]}, {"minimum_age": 25}, {"maximum_age": 23}, {"minimum_age": 24},
        {"nationalities": ["VN"]}, {"nationalities": ["LA"]}, {"languages": ["vie"]}, {"languages": ["khm"]},
        {"urgency": "normal"}, {"urgency": ""}, {"urgency": "urgent"}, {"urgency": "immediate"},
    ],
)  # fmt: skip
def test_the_sentences_agree_with_the_filter_of_the_directory(office, fields):
    service = entry_of(office, **fields)
    asked = {"sex": "female", "age": 24, "nationality": "VN", "language": "vie", "urgency": "urgent"}
    who = Wanted("female", 24, ("VN",), ("vie",), "urgent")
    with acting(office.amina):
        rows = DirectoryService.objects.filter(pk=service.pk)
        found = rows.select_related("entry", "entry__account").get()
        assert (why_not(found, who) == []) == admits(rows, **asked).exists()


def test_nothing_that_can_wait_is_sent_without_two_people_by_any_path(office, case, clinic):
    row = Road(office, case, clinic).begun()
    with acting(office.amina), connection.cursor() as cursor, pytest.raises(Exception, match="sent_with_two_people"):
        cursor.execute(
            "UPDATE referrals_servicereferral SET sent_at = now(), status = 'sent', version = version + 1 WHERE id = %s",
            [row.pk],
        )


def test_a_fear_of_the_state_where_the_partner_is_ends_what_goes_there(office, woman):
    from referrals.consular.actions import raise_fear

    road = Road(office, woman, provider_of(office, "ngo", "VN"), home=True, items=["name"])
    road.to("accepted")
    with acting(office.amina, "test.arrange"):
        raise_fear(woman, by=office.amina, kind="fear", countries=["VN"])
    assert road.now().status == ServiceReferral.Status.WITHDRAWN
    with acting(office.amina, "test.arrange"):
        given = {"kind": road.service.kind, "priority": "normal", "country": "VN", "home": True}
        again = actions.begin(woman, by=office.amina, **given)
        again = actions.choose(again, by=office.amina, version=again.version, service=road.service)
        with pytest.raises(ValidationError, match="Blocked"):
            actions.tick(again, by=office.amina, version=again.version, items=["name"])


def test_health_notes_are_shown_only_where_they_were_ticked_one_by_one(office, case, clinic):
    with acting(office.amina, "test.arrange"):
        Person.objects.filter(case=case).exists()
        agreed(case, office.amina, clinic[1], items=[*AGREED, "health"], kind="share_services")
    road = Road(office, case, clinic, items=["name"])
    road.to("accepted")
    with acting(road.clara):
        row = fresh(road.referral)
        assert set(shared_values(row.share, row.case).values) == {"name", "romanised"}
