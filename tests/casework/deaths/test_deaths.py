"""A death: its source, two people, the family by the agreed person, the mission by decision of two, shares closed (P9)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.deaths import actions
from casework.deaths.transitions import DEATH, MISSION, available, feared
from casework.models import Case, Death, Todo
from casework.people.fear_actions import raise_fear
from referrals.models import Share
from tests.casework.penalties.conftest import ago, gale  # noqa: F401
from tests.cast import new_user
from tests.referrals.conftest import consent, mission, share  # noqa: F401

S, M = Death.Status, Death.Mission
KNOWN = {
    "where": "inside",
    "source": "witness",
    "source_words": "Her friend was in the room.",
    "kin_agreed": "Aunt Lan",
}
BY_HAND = {
    "confirm": ({S.REPORTED}, S.CONFIRMED), "refute": ({S.REPORTED, S.CONFIRMED}, S.REFUTED),
    "lead_says": ({M.OPEN, M.HALF}, None), "law_says": ({M.OPEN, M.HALF}, None), "tell": ({M.OPEN, M.TELL}, M.TOLD),
}  # fmt: skip


def fresh(row):
    return Death.objects.select_related("case", "case__person").get(pk=row.pk)


def death_of(case, by, **fields):
    with acting(by, "test.arrange"):
        return actions.note_death(Case.objects.get(pk=case.pk), by=by, **{**KNOWN, **fields})


def confirmed(office, case, **fields):
    row = death_of(case, office.amina, **fields)
    with acting(office.sam, "test.arrange"):
        return DEATH.move(fresh(row), "confirm", by=office.sam)


def kinds_open(case, by):
    with acting(by):
        return set(Todo.objects.open().filter(case=case).values_list("kind", flat=True))


def test_the_table_is_the_one_that_was_typed_by_hand():
    steps = {**DEATH.steps, **MISSION.steps}
    assert {n: (set(s.sources), None if callable(s.target) else s.target) for n, s in steps.items()} == BY_HAND


def test_a_report_waits_for_another_person_and_hearsay_is_not_confirmed(office, case):
    row = death_of(case, office.sam, source="heard")
    assert "confirm_death" in kinds_open(case, office.amina)
    with acting(office.sam), pytest.raises(ValidationError, match="it was you"):
        DEATH.move(fresh(row), "confirm", by=office.sam)
    with acting(office.amina), pytest.raises(PermissionDenied):
        DEATH.move(fresh(row), "confirm", by=office.amina)
    second = new_user("Second", office.organisation, "supervisor", teams=[office.team])
    with acting(second), pytest.raises(ValidationError, match="hearsay"):
        DEATH.move(fresh(row), "confirm", by=second)
    with acting(office.amina):
        actions.edit_death(fresh(row), by=office.amina, source="paper", source_words="Hospital, 3 March.")
    with acting(second):
        assert DEATH.move(fresh(row), "confirm", by=second).confirmed_by == second


def test_confirming_closes_what_was_shared_in_the_same_act(office, case, share):  # noqa: F811
    confirmed(office, case)
    with acting(office.amina):
        ended = Share.objects.get(pk=share.pk)
        assert ended.ended_at is not None and not Share.objects.open().filter(case=case).exists()
    with acting(office.lina):
        assert not Case.objects.filter(pk=case.pk).exists()
    assert {"death_kin", "death_remains", "death_support"} <= kinds_open(case, office.amina)
    assert "confirm_death" not in kinds_open(case, office.amina)


def test_a_report_that_was_wrong_is_refuted_with_its_reason_and_can_be_followed_by_another(office, case):
    row = confirmed(office, case)
    with acting(office.sam), pytest.raises(ValidationError):
        DEATH.move(fresh(row), "refute", by=office.sam, reason="")
    with acting(office.sam):
        DEATH.move(fresh(row), "refute", by=office.sam, reason="She called today.")
        assert available(fresh(row), office.sam) == []
    assert not {"death_kin", "confirm_death"} & kinds_open(case, office.amina)
    assert death_of(case, office.amina).status == S.REPORTED
    with pytest.raises(ValidationError, match="already"):
        death_of(case, office.amina)


def test_the_family_is_told_by_the_agreed_person_and_not_before_it_is_certain(office, case):
    row = death_of(case, office.amina, kin_agreed="")
    today = timezone.localdate()
    with acting(office.amina), pytest.raises(ValidationError) as refused:
        actions.edit_death(fresh(row), by=office.amina, kin_told_on=today)
    assert set(refused.value.message_dict) == {"kin_told_on", "kin_agreed"}
    with acting(office.sam):
        DEATH.move(fresh(row), "confirm", by=office.sam)
    with acting(office.amina):
        actions.edit_death(fresh(row), by=office.amina, kin_told_on=today, kin_agreed="Aunt Lan")
    assert "death_kin" not in kinds_open(case, office.amina)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"died_on": ago(-2)}, "died_on"), ({"where": "moon"}, "where"), ({"source": ""}, "source"),
     ({"witnesses": "x" * 5000}, "witnesses"), ({"country": "QQ"}, "country")],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_beside_its_field(office, case, fields, field):
    with pytest.raises(ValidationError) as refused:
        death_of(case, office.amina, **fields)
    assert field in refused.value.message_dict


def says(row, name, by, word="tell", why="Her mother asked for it."):
    with acting(by):
        return MISSION.move(fresh(row), name, by=by, says=word, why=why)


def test_a_mission_that_was_never_feared_is_told_without_a_vote(office, case, gale):  # noqa: F811
    row = confirmed(office, case)
    with pytest.raises(ValidationError, match="neither refused nor feared"):
        says(row, "lead_says", office.sam)
    with acting(office.amina), pytest.raises(ValidationError):
        MISSION.move(fresh(row), "tell", by=office.amina, mission_told_on=ago(-2))
    with acting(office.amina):
        told = MISSION.move(fresh(row), "tell", by=office.amina, mission_told_on=timezone.localdate())
    assert told.mission == M.TOLD


@pytest.mark.parametrize(("lead", "law", "end"), [("tell", "tell", M.TELL), ("tell", "silent", M.SILENT)])
def test_a_feared_mission_is_told_only_where_supervisor_and_legal_officer_both_say_so(
    office,
    case,
    gale,  # noqa: F811
    lead,
    law,
    end,
):
    with acting(office.amina, "test.arrange"):
        raise_fear(Case.objects.get(pk=case.pk), by=office.amina, kind="fear", countries=["VN"])
    row = confirmed(office, case)
    assert "death_mission" in kinds_open(case, office.amina)
    with acting(office.amina):
        assert feared(case)
        with pytest.raises(ValidationError, match="decide this together"):
            MISSION.move(fresh(row), "tell", by=office.amina, mission_told_on=timezone.localdate())
    with pytest.raises(PermissionDenied):
        says(row, "law_says", office.sam)
    with pytest.raises(ValidationError):
        says(row, "lead_says", office.sam, why="")
    assert says(row, "lead_says", office.sam, lead).mission == M.HALF
    assert says(row, "law_says", gale, law).mission == end
    assert "death_mission" not in kinds_open(case, office.amina)
    with acting(office.amina):
        try:
            done = MISSION.move(fresh(row), "tell", by=office.amina, mission_told_on=timezone.localdate()).mission
        except WrongState:
            done = fresh(row).mission
        assert done == (M.TOLD if end == M.TELL else M.SILENT)


def test_one_person_with_both_roles_has_one_voice(office, case):
    both = new_user("Both", office.organisation, "supervisor", "legal_officer", teams=[office.team])
    with acting(office.amina, "test.arrange"):
        raise_fear(Case.objects.get(pk=case.pk), by=office.amina, kind="fear", countries=["VN"])
    row = confirmed(office, case)
    says(row, "lead_says", both)
    with pytest.raises(ValidationError, match="Two people decide"):
        says(row, "law_says", both)


def test_nobody_outside_is_told_of_what_is_not_certain(office, case):
    row = death_of(case, office.amina)
    with acting(office.amina), pytest.raises(ValidationError, match="First the death is confirmed"):
        MISSION.move(fresh(row), "tell", by=office.amina, mission_told_on=timezone.localdate())


WALK = st.lists(st.sampled_from(sorted(BY_HAND)), min_size=3, max_size=8)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=WALK)
def test_no_walk_tells_a_feared_mission_without_two_voices(office, gale, walk):  # noqa: F811
    from casework.cases.actions import open_case

    with acting(office.amina, "test.arrange"):
        case = open_case(office.team, by=office.amina, language="vie")
        raise_fear(case, by=office.amina, kind="fear", countries=["VN"])
    row = death_of(case, office.amina, died_on=timezone.localdate() - datetime.timedelta(days=1))
    who = {"lead_says": office.sam, "law_says": gale}
    more = {"lead_says": {"says": "tell", "why": "x"}, "law_says": {"says": "tell", "why": "x"},
            "tell": {"mission_told_on": timezone.localdate()}, "refute": {"reason": "x"}}  # fmt: skip
    for name in walk:
        flow, by = (MISSION if name in MISSION.steps else DEATH), who.get(name, office.sam)
        with acting(by):
            try:
                flow.move(fresh(row), name, by=by, **more.get(name, {}))
            except (WrongState, ValidationError, Death.DoesNotExist):  # a report refuted ends the lawyer's access
                continue
    with acting(office.sam):
        now = fresh(row)
        if now.mission in (M.TELL, M.TOLD):
            assert now.lead_says == now.law_says == "tell" and now.lead_by_id != now.law_by_id and now.confirmed_by
