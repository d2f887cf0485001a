"""Somebody who was here before: found among one's own cases, linked on both, and hidden from whoever may not see both
(T5, C-11)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.acting import acting
from casework.cases.actions import open_case, raise_conflict
from casework.models import CaseStep, IdentityPaper, Person, Todo
from casework.people.actions import edit_person
from referrals.after import earlier
from referrals.after.models import Earlier
from tests.referrals.after.conftest import whole_case
from tests.referrals.conftest import seen_by


def opened(office, by, name="Pham Thu Trang", **person):
    """Another case of the team."""
    with acting(by, "test.arrange"):
        return open_case(office.team, by=by, person={"name": name, **person}, language="vie")


def found_by(user, case):
    with acting(user):
        return {row.pk: why for row, why in earlier.matches(user, whole_case(case))[0]}


@pytest.fixture
def later(office, case):
    """A second case of the same person, by the same caseworker; Sam supervises both."""
    assert office.sam
    return opened(office, office.amina)


def test_the_same_name_the_same_day_of_birth_and_the_same_paper_are_found(office, case, later):
    other = opened(office, office.amina, "Somchai Dee")
    with acting(office.amina, "test.arrange"):
        for one in (case, later):
            person = Person.objects.select_related("case").get(case=one)
            edit_person(person, by=office.amina, birth_date="2002-05-14", age_basis="told")
        for one, number in ((later, "N 000-417"), (other, "n000417")):
            IdentityPaper(case=one, kind="passport", number=number, where="us").save(force_insert=True)
    found = found_by(office.amina, later)
    assert found == {case.pk: {"name", "birth"}, other.pk: {"paper"}}


def test_a_day_of_birth_alone_is_nobody(office, case):
    with acting(office.amina, "test.arrange"):
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=office.amina, birth_date="2002-05-14", age_basis="told")
    other = opened(office, office.amina, "Aung Ko Latt", birth_date="2002-05-14")
    assert found_by(office.amina, other) == {}


def test_nobody_finds_a_case_that_is_not_theirs_or_that_a_block_keeps_them_from(office, case, later):
    assert case.pk in found_by(office.amina, later)
    theirs = opened(office, office.noor)
    assert found_by(office.noor, theirs) == {}
    with acting(office.sam, "test.arrange"):
        raise_conflict(whole_case(case), by=office.sam, user=office.amina, reason="She is her cousin.")
    assert found_by(office.amina, later) == {}


def linked(office, case, later, by=None, **fields):
    """The two are one person's."""
    by = by or office.amina
    with acting(by):
        given = {"how": "name", "again": "yes", "words": "Taken again in March.", "reference": case.reference, **fields}
        return earlier.note_earlier(whole_case(later), by=by, **given)


def test_both_cases_bear_the_link_and_that_it_happened_again(office, case, later):
    linked(office, case, later)
    with acting(office.amina):
        rows = {row.case_id: row for row in Earlier.objects.all()}
        assert (rows[later.pk].other_id, rows[case.pk].other_id) == (case.pk, later.pk)
        assert [rows[key].again for key in (case.pk, later.pk)] == ["yes", "yes"]
        assert (rows[later.pk].side, rows[case.pk].side) == ("later", "earlier")
    with acting(office.sam):
        assert Todo.objects.open().get(case=later, kind="retrafficked").owner == office.sam


def test_the_link_is_there_only_for_those_who_may_see_both(office, case, later):
    """C-11: in the rows, in their history, and in the timeline of the earlier case."""
    linked(office, case, later)
    with acting(office.sam, "test.arrange"):
        from casework.cases.actions import assign_worker

        assign_worker(whole_case(later), office.noor, by=office.sam)
    for table in ("referrals_earlier", "referrals_historicalearlier"):
        assert len(seen_by(office.amina, f"SELECT id FROM {table}")) == 2
        assert seen_by(office.noor, f"SELECT id FROM {table}") == []
    with acting(office.noor):
        said = set(CaseStep.objects.filter(case=later).values_list("step", flat=True))
        assert "earlier_yes" not in said and "earlier_link" in said
    with acting(office.amina):
        assert not CaseStep.objects.filter(case=case, step__startswith="earlier").exists()


def test_what_the_person_says_stands_on_the_one_case_for_all_who_work_on_it(office, later):
    with acting(office.amina):
        row = earlier.note_earlier(
            whole_case(later), by=office.amina, how="person", again="unsure", words="Another office."
        )
        assert row.other_id is None
    assert len(seen_by(office.sam, "SELECT id FROM referrals_earlier")) == 1


def test_a_number_that_is_not_theirs_is_no_case_and_says_nothing_else(office, elsewhere, case, later):
    strange = opened(elsewhere, elsewhere.amina)
    theirs = opened(office, office.noor)
    for reference in (strange.reference, theirs.reference, "ZZZZ-9999", later.reference):
        with pytest.raises(ValidationError) as error:
            linked(office, case, later, reference=reference)
        assert error.value.message_dict == {"reference": ["There is no such case that you work on."]}


def test_bad_input_and_twice(office, case, later):
    with pytest.raises(ValidationError) as error:
        linked(office, case, later, again="")
    assert "again" in error.value.message_dict
    with pytest.raises(ValidationError) as error:
        linked(office, case, later, how="nobody")
    assert "how" in error.value.message_dict
    linked(office, case, later)
    with pytest.raises(ValidationError, match="linked already"):
        linked(office, case, later)
    with acting(office.sam), pytest.raises(PermissionDenied):
        earlier.note_earlier(whole_case(later), by=office.sam, how="person", again="no")


def test_an_open_case_asks_for_it_until_somebody_has_answered(office, case):
    from referrals.after.words import nobody_asked

    with acting(office.amina):
        assert nobody_asked(case, [])
        earlier.note_earlier(whole_case(case), by=office.amina, how="nobody")
        assert not nobody_asked(case, [])
