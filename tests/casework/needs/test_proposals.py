"""What is proposed from screening and interview: the table, and that nothing is ever added by itself."""

import pytest
from django.core.exceptions import ValidationError

from accounts import codes
from accounts.acting import acting
from casework.needs import actions
from casework.needs.models import Need
from casework.needs.proposals import FAST, OF_HEALTH, SERVICES, found_flags, proposed
from screening.models import HEALTH_CODES, Screening

FLAGS = {row["code"] for row in codes.rows("vulnerability_flags")}
KINDS = {row["code"] for row in codes.rows("service_types")}


def test_every_flag_has_its_kinds_and_every_kind_is_one_of_the_list():
    assert set(SERVICES) == FLAGS
    assert {kind for kinds in SERVICES.values() for kind in kinds} <= KINDS and set(FAST) <= KINDS
    assert all(kinds and len(set(kinds)) == len(kinds) for kinds in SERVICES.values())


def test_what_is_health_here_is_health_in_the_screening():
    assert FLAGS & set(HEALTH_CODES) == OF_HEALTH


def test_nobody_is_proposed_as_a_witness_or_for_formal_identification():
    offered = {kind for kinds in SERVICES.values() for kind in kinds}
    assert not offered & {"witness_support", "formal_identification"}


def decided(case, by, **fields):
    """A screening that a supervisor confirmed."""
    with acting(by, "test.arrange"):
        row = Screening(case=case, screener=by, status="confirmed", outcome="presumed_victim", **fields)
        row.save(force_insert=True)
        return row


def kinds_of(case, by):
    """Kinds proposed to this person, in their order."""
    with acting(by):
        return [one.kind for one in proposed(case, Need.objects.filter(case=case))]


def test_decided_flags_are_proposed_the_most_urgent_first_and_added_by_nobody(office, case):
    decided(case, office.amina, vulnerability_flags=["household_debt", "destitute"])
    assert kinds_of(case, office.amina) == ["basic_needs", "shelter", "debt_counselling"]
    with acting(office.amina):
        assert not Need.objects.filter(case=case).exists()


def test_a_screening_that_nobody_decided_proposes_nothing(office, case):
    with acting(office.amina, "test.arrange"):
        Screening(case=case, screener=office.amina, vulnerability_flags=["destitute"]).save(force_insert=True)
    assert kinds_of(case, office.amina) == []


def test_flags_of_health_are_proposed_only_to_who_may_read_health(office, case):
    decided(case, office.amina, vulnerability_flags=[], health_marks=["suicide_risk"])
    assert kinds_of(case, office.amina) == []
    from casework.cases.actions import grant_health

    with acting(office.sam, "test.arrange"):
        grant_health(case, office.amina, by=office.sam)
    assert kinds_of(case, office.amina) == ["emergency_medical", "mhpss_specialised"]


def test_who_is_ticked_is_added_and_what_is_there_is_not_proposed_again(office, case):
    decided(case, office.amina, vulnerability_flags=["destitute"])
    with acting(office.amina):
        made = actions.take_proposals(case, ["shelter", "shelter", "witness_support", "nothing"], by=office.amina)
    assert [(row.kind, row.origin, row.priority) for row in made] == [("shelter", "screening", "emergency")]
    assert kinds_of(case, office.amina) == ["basic_needs"]


def test_nothing_ticked_adds_nothing(office, case):
    with acting(office.amina), pytest.raises(ValidationError, match="Tick"):
        actions.take_proposals(case, ["shelter"], by=office.amina)


def test_whoever_may_not_read_the_screening_is_proposed_nothing(office, case):
    decided(case, office.amina, vulnerability_flags=["destitute"])
    with acting(office.dara):
        assert found_flags(case) == {}
