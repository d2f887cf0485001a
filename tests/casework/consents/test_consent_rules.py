"""The consent ledger: what must be there for a yes, what ends it, and that no row is ever changed (C-01 to C-08)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from casework.consents import actions
from casework.consents.models import Consent
from casework.consents.queries import current_consents, expiring, holds, series_of
from casework.people.actions import edit_person
from casework.people.models import Person

S = Consent.Status
TODAY = timezone.localdate
YES = {"status": S.GIVEN, "giver": "individual", "how": "written"}


def told(case, user, kind="interview", **fields):
    """The person was told."""
    return actions.inform(case, by=user, type=kind, language="vie", **fields)


def yes(case, user, kind="interview", recipient=None, **fields):
    """A yes in the usual way."""
    return actions.answer(told(case, user, kind, recipient=recipient), by=user, **YES | fields)


@pytest.fixture
def acted(case, amina):
    """Amina's case, with Amina acting."""
    with acting(amina, "test"):
        yield case


@pytest.fixture
def child(acted, amina):
    """The person is presumed a child."""
    edit_person(Person.objects.get(case=acted), by=amina, presumed_child=True)
    acted.refresh_from_db()
    return acted


def test_a_yes_holds_for_ninety_days_unless_another_day_is_named(acted, amina):
    row = yes(acted, amina)
    assert row.expires_on == TODAY() + datetime.timedelta(days=90) and row.number == 2
    assert holds(acted, "interview") and not holds(acted, "media")


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_yes_ends_after_today_and_within_a_year(acted, amina, days):
    with pytest.raises(ValidationError, match="within a year"):
        yes(acted, amina, expires_on=TODAY() + datetime.timedelta(days=days))
    with pytest.raises(ValidationError, match="within a year"):
        told(acted, amina, expires_on=TODAY() + datetime.timedelta(days=days))


def test_an_ended_yes_no_longer_holds_and_no_job_is_needed(acted, amina, monkeypatch):
    yes(acted, amina, expires_on=TODAY() + datetime.timedelta(days=3))
    assert [row.type for row in expiring([acted])] == ["interview"]
    later = timezone.now() + datetime.timedelta(days=4)
    monkeypatch.setattr(timezone, "now", lambda: later)
    (row,) = current_consents(acted)
    assert row.expired and not row.holds and not holds(acted, "interview")


@pytest.mark.parametrize(
    ("missing", "field"), [({"giver": ""}, "giver"), ({"how": ""}, "how"), ({"how": "witnessed"}, "witness")]
)
def test_a_yes_says_who_gave_it_and_how(acted, amina, missing, field):
    with pytest.raises(ValidationError) as refused:
        yes(acted, amina, **missing)
    assert field in refused.value.message_dict


def test_a_yes_with_limits_names_them_in_the_persons_words(acted, amina):
    with pytest.raises(ValidationError, match="words"):
        yes(acted, amina, status=S.GIVEN_LIMITED)
    row = yes(acted, amina, status=S.GIVEN_LIMITED, limits="Not my family")
    assert row.limits == "Not my family" and holds(acted, "interview")


def test_a_no_needs_nothing(acted, amina):
    row = actions.answer(told(acted, amina), by=amina, status=S.REFUSED)
    assert row.status == S.REFUSED and not holds(acted, "interview")


def test_sharing_names_one_recipient_and_never_everybody(acted, amina, elsewhere):
    with pytest.raises(ValidationError, match="everybody"):
        told(acted, amina, "share_embassy")
    yes(acted, amina, "share_embassy", elsewhere.organisation)
    assert holds(acted, "share_embassy", elsewhere.organisation.pk)
    assert not holds(acted, "share_embassy", acted.organisation_id)


def test_a_child_alone_cannot_say_yes(child, amina, elsewhere):
    """S-48"""
    with pytest.raises(ValidationError, match="guardian"):
        yes(child, amina, "share_embassy", elsewhere.organisation)
    assert not holds(child, "share_embassy", elsewhere.organisation.pk)


@pytest.mark.parametrize("giver", ["guardian", "appointed_guardian"])
def test_for_a_child_the_guardian_has_a_name_and_the_child_agrees(child, amina, giver):
    for fields in (
        {},
        {"guardian": "Lê Thị Hoa, mother"},
        {"child_assent": True},
        {"guardian": "Hoa", "child_assent": False},
    ):
        with pytest.raises(ValidationError):
            yes(child, amina, giver=giver, **fields)
    yes(child, amina, giver=giver, guardian="Lê Thị Hoa, mother", child_assent=True)
    assert holds(child, "interview")


def test_without_a_safe_guardian_two_people_decide(child, amina):
    for names in ("", "Sam Rivera", "Sam Rivera, "):
        with pytest.raises(ValidationError, match="two names"):
            yes(child, amina, giver="best_interests_basis", decided_by=names)
    yes(child, amina, giver="best_interests_basis", decided_by="Sam Rivera, Mai Chen")
    assert holds(child, "interview")


def test_a_yes_given_alone_stops_holding_once_the_person_counts_as_a_child(acted, amina):
    """S-48"""
    yes(acted, amina)
    assert holds(acted, "interview")
    edit_person(Person.objects.get(case=acted), by=amina, estimated_age=15, age_basis="estimate")
    acted.refresh_from_db()
    assert not holds(acted, "interview")


def test_taking_back_acts_at_once_and_needs_no_reason(acted, amina):
    row = yes(acted, amina)
    actions.withdraw(row, by=amina)
    assert not holds(acted, "interview")
    with pytest.raises(ValidationError, match="does not follow"):
        actions.withdraw(current_consents(acted)[0], by=amina)


def test_the_data_protection_officer_may_take_back_and_nobody_else(case, amina, dara, sam, noor):
    with acting(amina, "test"):
        row = yes(case, amina)
    with acting(sam, "test"), pytest.raises(PermissionDenied):
        actions.withdraw(row, by=sam)
    with acting(noor, "test"), pytest.raises(Http404):
        actions.withdraw(row, by=noor)
    with acting(dara, "test"):
        actions.withdraw(row, by=dara)
        assert not holds(case, "interview")


def test_the_last_word_counts_a_later_no_ends_an_older_yes(acted, amina):
    first = yes(acted, amina)
    actions.answer(told(acted, amina), by=amina, status=S.REFUSED)
    assert not holds(acted, "interview")
    assert series_of(first).last().status == S.SUPERSEDED


def test_a_newer_yes_replaces_the_older(acted, amina):
    first = yes(acted, amina)
    yes(acted, amina)
    assert holds(acted, "interview") and series_of(first).last().status == S.SUPERSEDED


def test_explaining_again_goes_on_in_the_same_series(acted, amina):
    first, second = told(acted, amina), told(acted, amina)
    assert (second.series, second.number) == (first.series, 2)


def test_answering_an_older_row_is_refused_with_a_sentence(acted, amina):
    first = told(acted, amina)
    actions.answer(first, by=amina, status=S.REFUSED)
    with pytest.raises(ValidationError, match="meantime"):
        actions.answer(first, by=amina, **YES)


def test_an_answer_without_an_explanation_is_refused(acted, amina):
    row = actions.answer(told(acted, amina), by=amina, status=S.REFUSED)
    with pytest.raises(ValidationError, match="does not follow"):
        actions.answer(row, by=amina, **YES)


def test_could_not_be_asked_needs_a_basis_and_another_persons_confirmation(case, amina, sam):
    with acting(amina, "test"):
        with pytest.raises(ValidationError, match="why"):
            actions.record_not_possible(case, by=amina, type="medical", language="vie", basis=" ")
        row = actions.record_not_possible(case, by=amina, type="medical", language="vie", basis="Unconscious")
        assert not holds(case, "medical") and row.review_by > timezone.now()
        with pytest.raises(PermissionDenied):
            actions.confirm_not_possible(row, by=amina)
    with acting(sam, "test"):
        assert actions.confirm_not_possible(row, by=sam).status == S.CONFIRMED
        assert not holds(case, "medical")


def test_a_row_is_never_changed_or_deleted_by_the_orm(acted, amina):
    """S-51"""
    row = yes(acted, amina)
    row.expires_on = TODAY() + datetime.timedelta(days=300)
    for change in (row.save, row.delete, lambda: Consent.objects.filter(pk=row.pk).update(status=S.GIVEN)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Consent.objects.get(pk=row.pk).expires_on != row.expires_on


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE casework_consent SET status = 'given' WHERE id = %s",
        "DELETE FROM casework_consent WHERE id = %s",
        "UPDATE casework_historicalconsent SET status = 'given' WHERE id = %s",
        "DELETE FROM casework_historicalconsent WHERE id = %s",
    ],
)
def test_a_row_is_never_changed_or_deleted_by_sql(acted, amina, sql):
    """S-51"""
    row = yes(acted, amina)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [row.pk])


def test_nobody_truncates_the_ledger_not_even_the_owner(acted):
    """S-51"""
    from django.db import connections

    with pytest.raises(DatabaseError), connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE casework_consent")


@pytest.mark.parametrize("text", ["a" * 5_001, "a\x00b"])
def test_a_text_nobody_could_read_is_refused(acted, amina, text):
    with pytest.raises(ValidationError):
        yes(acted, amina, status=S.GIVEN_LIMITED, limits=text)
