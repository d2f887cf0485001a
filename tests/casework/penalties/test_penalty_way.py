"""Penalties from the record to the outcome: who may, who may not, each guard, and what follows (workflows.md 10, P5)."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Case, CaseStep, Hearing, Penalty, Todo
from casework.penalties import actions, codes
from casework.penalties.transitions import BY_LETTER, PENALTY
from referrals.letters.transitions import LETTER
from referrals.models import Letter
from tests.casework.penalties.conftest import ago, drafted, fresh, held_of, penalty_of
from tests.cast import new_user
from tests.referrals.conftest import principals_on
from tests.referrals.steps import mails_to
from tests.screening.conftest import move, submit

S = Penalty.Status
DECIDED = {"outcome_on": timezone.localdate, "outcome_words": "On the telephone, Officer Lek."}


def outcome(**more):
    return {"outcome_on": timezone.localdate(), "outcome_words": "Officer Lek told us.", **more}


def step(row, name, by, flow=PENALTY, **given):
    with acting(by):
        return flow.move(fresh(row), name, by=by, **given)


def open_todos(case, by, kind):
    with acting(by):
        return list(Todo.objects.open().filter(case=case, kind=kind))


def test_reasonable_grounds_raise_each_open_penalty_at_once_for_the_legal_officer(office, opened, gale):
    first, second = penalty_of(opened, office.amina), held_of(opened, office.amina)
    over = penalty_of(opened, office.amina, kind="re_entry_ban", ban_years=5, amount=None, currency="")
    step(over, "waive", office.amina, **outcome())
    assert open_todos(opened, office.amina, "penalty_letter") == []
    screening = submit(opened, office.amina)
    assert open_todos(opened, office.amina, "penalty_letter") == []
    move(screening, "confirm", by=office.sam)
    raised = open_todos(opened, office.amina, "penalty_letter")
    assert {todo.about for todo in raised} == {first.pk, second.pk}
    with acting(office.amina):
        assert {todo.owner for todo in raised} == {gale}
    assert "todo" in mails_to(gale)


def test_a_penalty_recorded_after_the_grounds_is_raised_at_once_and_without_a_lawyer_for_the_caseworker(
    office, grounds
):
    row = penalty_of(grounds, office.amina)
    [todo] = open_todos(grounds, office.amina, "penalty_letter")
    assert todo.about == row.pk and todo.owner_id == office.amina.pk


def test_without_grounds_nothing_is_raised_and_nothing_is_drafted(office, opened, gale):
    row = penalty_of(opened, office.amina)
    assert open_todos(opened, office.amina, "penalty_letter") == []
    with acting(gale), pytest.raises(ValidationError, match="reasonable grounds"):
        BY_LETTER.move(fresh(row), "draft", by=gale, letter=Letter(case=opened, recipient_id=office.organisation.pk))


def test_the_whole_way_letter_and_penalty_go_together(office, grounds, gale, office_of_labour):
    row = penalty_of(grounds, office.amina)
    letter = drafted(office, row, gale, office_of_labour)
    with acting(office.sam):
        assert fresh(row).status == S.DRAFTED and fresh(row).letter == letter.pk and fresh(row).letter_by == gale
        LETTER.move(Letter.objects.get(pk=letter.pk), "approve", by=office.sam)
        assert fresh(row).status == S.APPROVED
    assert open_todos(grounds, office.amina, "penalty_letter") == []
    [todo] = open_todos(grounds, office.amina, "send_penalty_letter")
    assert todo.owner_id == office.amina.pk
    with acting(office.amina):
        LETTER.move(Letter.objects.get(pk=letter.pk), "send", by=office.amina)
        assert fresh(row).status == S.SENT
    for kind in ("send_penalty_letter", "non_punishment_letter", "approve_letter"):
        assert open_todos(grounds, office.amina, kind) == []
    step(row, "wait", office.amina)
    done = step(row, "reduce", gale, **outcome(outcome_words="200 baht are left."))
    assert done.status == S.REDUCED and done.ended_at is not None
    assert step(row, "expunge", gale, **outcome()).status == S.EXPUNGED
    with acting(office.amina):
        steps = [one.step for one in CaseStep.objects.filter(case=grounds, step__startswith="penalty_").order_by("at")]
        assert steps == [
            f"penalty_{name}" for name in ("record", "draft", "approve", "send", "wait", "reduce", "expunge")
        ]  # fmt: skip


def test_only_a_legal_officer_drafts_and_only_another_approves(office, grounds, gale, office_of_labour):
    row = penalty_of(grounds, office.amina)
    case = Case(pk=grounds.pk)
    for user in (office.amina, office.sam):
        with acting(user), pytest.raises(PermissionDenied):
            BY_LETTER.move(fresh(row), "draft", by=user, letter=Letter(case=case, recipient=office_of_labour))
    letter = drafted(office, row, gale, office_of_labour)
    with acting(gale), pytest.raises(PermissionDenied):
        LETTER.move(Letter.objects.get(pk=letter.pk), "approve", by=gale)
    both = new_user("Both", office.organisation, "legal_officer", "supervisor", teams=[office.team])
    second = penalty_of(grounds, office.amina, kind="illegal_stay_charge")
    own = drafted(office, second, both, office_of_labour)
    with acting(both), pytest.raises(ValidationError, match="Somebody else must approve"):
        LETTER.move(Letter.objects.get(pk=own.pk), "approve", by=both)
    assert fresh_as(office.sam, second).status == S.DRAFTED


def fresh_as(user, row):
    with acting(user):
        return fresh(row)


def test_a_letter_is_no_step_that_somebody_takes_by_a_button(office, grounds, gale):
    row = penalty_of(grounds, office.amina)
    with acting(gale):
        with pytest.raises(ValidationError, match="follows from the letter"):
            BY_LETTER.move(fresh(row), "draft", by=gale)
        assert not {"draft", "approve", "send", "take_back"} & set(PENALTY.steps)
    other = Letter(case=grounds)
    with acting(office.sam), pytest.raises(WrongState):
        BY_LETTER.move(fresh(row), "approve", by=office.sam, letter=other)


def test_without_the_persons_yes_to_that_office_there_is_no_letter(office, grounds, gale, office_of_labour):
    from casework.models import Consent
    from referrals.sharing.actions import withdraw_consent

    row = penalty_of(grounds, office.amina)
    letter = drafted(office, row, gale, office_of_labour)
    with acting(office.amina):
        yes = Consent.objects.filter(case=grounds, recipient=office_of_labour).order_by("-number").first()
        withdraw_consent(Consent.objects.select_related("case").get(pk=yes.pk), by=office.amina)
    with acting(office.sam), pytest.raises(ValidationError, match="no consent to write to them"):
        LETTER.move(Letter.objects.get(pk=letter.pk), "approve", by=office.sam)
    second = penalty_of(grounds, office.amina, kind="illegal_stay_charge")
    with pytest.raises(ValidationError, match="no consent"):
        drafted(office, second, gale, office_of_labour)


def test_a_letter_that_is_taken_back_raises_the_penalty_again(office, grounds, gale, office_of_labour):
    row = penalty_of(grounds, office.amina)
    letter = drafted(office, row, gale, office_of_labour)
    with acting(office.amina):
        LETTER.move(Letter.objects.get(pk=letter.pk), "void", by=office.amina)
    again = fresh_as(office.amina, row)
    assert again.status == S.RECORDED and again.letter is None
    assert [todo.about for todo in open_todos(grounds, office.amina, "penalty_letter")] == [row.pk]


def test_a_letter_about_what_was_decided_meanwhile_does_not_leave(office, grounds, gale, office_of_labour):
    row = penalty_of(grounds, office.amina)
    letter = drafted(office, row, gale, office_of_labour)
    with acting(office.sam):
        LETTER.move(Letter.objects.get(pk=letter.pk), "approve", by=office.sam)
    step(row, "waive", office.amina, **outcome())
    with acting(office.amina), pytest.raises(ValidationError, match="was decided"):
        LETTER.move(Letter.objects.get(pk=letter.pk), "send", by=office.amina)


def test_where_non_punishment_is_no_matter_of_course_somebody_writes_why_it_applies(
    office, grounds, gale, office_of_labour
):
    row = penalty_of(grounds, office.amina, kind="trafficking_charge_victim", amount=None, currency="")
    with pytest.raises(ValidationError, match="why non-punishment applies"):
        drafted(office, row, gale, office_of_labour)
    with acting(gale):
        actions.edit_penalty(fresh(row), by=gale, assessment="She was forced to teach others.")
    drafted(office, row, gale, office_of_labour)
    assert fresh_as(gale, row).status == S.DRAFTED


def test_an_outcome_needs_its_day_and_without_a_letter_its_words(office, opened):
    row = penalty_of(opened, office.amina, imposed_on=ago(5))
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for given, field in (
        ({}, "outcome_on"),
        (outcome(outcome_on=tomorrow), "outcome_on"),
        (outcome(outcome_on=ago(6)), "outcome_on"),
        (outcome(outcome_on="soon"), "outcome_on"),
        (outcome(outcome_words=" "), "outcome_words"),
    ):
        with acting(office.amina), pytest.raises(ValidationError) as refused:
            PENALTY.move(fresh(row), "uphold", by=office.amina, **given)
        assert field in refused.value.message_dict
    with acting(office.amina), pytest.raises(ValidationError, match=r"what is left|No letter"):
        PENALTY.move(fresh(row), "reduce", by=office.amina, **outcome(outcome_words=""))
    assert fresh_as(office.amina, row).status == S.RECORDED
    upheld = step(row, "uphold", office.amina, **outcome())
    with acting(office.amina), pytest.raises(ValidationError):
        PENALTY.move(fresh(row), "appeal", by=office.amina, reason="")
    assert upheld.outcome_on is not None
    again = step(row, "appeal", office.amina, reason="A higher court.")
    assert again.status == S.RECORDED and again.outcome_on is None and again.ended_at is None


@pytest.mark.parametrize("name", sorted(PENALTY.steps))
def test_who_may_take_a_step_and_who_may_not(office, opened, gale, name):
    row = penalty_of(opened, office.amina)
    with acting(office.sam), pytest.raises(PermissionDenied):
        PENALTY.move(fresh(row), name, by=office.sam)
    for user in (office.noor, office.tess, office.lina):
        with acting(user), pytest.raises(Http404):
            PENALTY.move(row, name, by=user)
    with acting(gale):
        assert PENALTY.action(PENALTY.steps[name]).startswith("penalty.")
        with pytest.raises((ValidationError, WrongState)):
            PENALTY.move(fresh(row), name, by=gale)


def test_a_legal_officer_reaches_the_case_by_its_penalty_and_writes_justice_only(office, opened, gale):
    from accounts.access import readable, writable
    from accounts.policy import Group

    with acting(gale):
        assert not Case.objects.filter(pk=opened.pk).exists()
    penalty_of(opened, office.amina)
    with acting(gale):
        assert "legal" in principals_on(opened)
        assert writable(opened) == {Group.JUSTICE}
        assert Group.HEALTH not in readable(opened) and Group.CONTACT not in readable(opened)
    elsewhere = new_user("Lea", office.organisation, "legal_officer", teams=[office.other_team])
    with acting(elsewhere):
        assert not Penalty.objects.filter(case=opened).exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount": Decimal("-1")}, "amount"),
        ({"currency": "XXQ"}, "currency"),
        ({"currency": ""}, "currency"),
        ({"amount": Decimal("0.005")}, "amount"),
        ({"currency": "JPY", "amount": Decimal("10.5")}, "amount"),
        ({"daily": Decimal(500)}, "cap"),
        ({"daily": Decimal(500), "cap": Decimal(20_000)}, "begun_on"),
        ({"cap": Decimal(1)}, "cap"),
        ({"imposed_on": ago(-2)}, "imposed_on"),
        ({"kind": "immigration_detention"}, "begun_on"),
        ({"kind": "immigration_detention", "begun_on": ago(3), "released_on": ago(4)}, "released_on"),
        ({"kind": "immigration_detention", "begun_on": ago(-2)}, "begun_on"),
        ({"kind": "re_entry_ban", "ban_years": 0}, "ban_years"),
        ({"kind": "re_entry_ban", "ban_years": 100}, "ban_years"),
        ({"kind": "prison_sentence", "begun_on": ago(3), "sentence_months": 1201}, "sentence_months"),
        ({"kind": "waived"}, "kind"),
        ({"country": "QQ"}, "country"),
        ({"authority": "x" * 5000}, "authority"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_beside_its_field_and_changes_nothing(office, opened, fields, field):
    with pytest.raises(ValidationError) as refused:
        penalty_of(opened, office.amina, **fields)
    assert field in refused.value.message_dict, refused.value.message_dict
    with acting(office.amina):
        assert not Penalty.objects.filter(case=opened).exists()


def test_a_fine_that_grows_stops_at_its_cap_and_where_it_was_decided(office, opened):
    row = penalty_of(opened, office.amina, daily=Decimal(500), cap=Decimal(20_000), amount=None, begun_on=ago(10))
    today = timezone.localdate()
    assert row.fine_now == Decimal(5000)
    assert row.fine_on(today + datetime.timedelta(days=300)) == Decimal(20_000)
    row.outcome_on = ago(8)
    assert row.fine_now == Decimal(1000)
    known = codes.known_fines()["TH", "overstay_fine"]
    assert (known["daily"], known["cap"], known["currency"]) == (Decimal(500), Decimal(20_000), "THB")
    assert known["source"]


def test_days_in_detention_count_the_first_and_end_with_the_release(office, opened):
    row = held_of(opened, office.amina, days=10)
    assert (row.days, row.held) == (10, True)
    with acting(office.amina):
        out = actions.edit_penalty(fresh(row), by=office.amina, released_on=ago(2))
        assert (out.days, out.held) == (8, False)


def test_what_is_not_asked_of_a_kind_is_not_kept(office, opened):
    row = penalty_of(opened, office.amina, kind="re_entry_ban", ban_years=5, place="Room 3", daily=Decimal(1))
    assert (row.amount, row.currency, row.place, row.daily, row.ban_years) == (None, "", "", None, 5)


def test_a_hearing_raises_a_to_do_on_its_day_and_ends_with_its_result(office, opened, gale):
    row = penalty_of(opened, office.amina)
    with acting(gale):
        first = actions.add_hearing(fresh(row), by=gale, on=ago(-3), court="Room 2")
        second = actions.add_hearing(fresh(row), by=gale, on=ago(-9))
    assert {(t.about, t.due_on, t.owner_id) for t in open_todos(opened, office.amina, "hearing")} == {
        (first.pk, ago(-3), gale.pk), (second.pk, ago(-9), gale.pk),
    }  # fmt: skip
    with acting(gale):
        first = actions.edit_hearing(Hearing.objects.select_related("case").get(pk=first.pk), by=gale, on=ago(-5))
        assert Todo.objects.get(about=first.pk).due_on == ago(-5)
        actions.edit_hearing(first, by=gale, on=timezone.localdate(), result="decided", result_words="Dropped.")
    assert [t.about for t in open_todos(opened, office.amina, "hearing")] == [second.pk]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"on": ago(1)}, "result"), ({"on": ago(-2), "result": "decided"}, "result"), ({"on": None}, "on"),
     ({"on": ago(-2), "court": "x" * 5000}, "court"), ({"on": ago(1), "result": "won"}, "result")],
)  # fmt: skip
def test_a_hearing_in_the_past_without_a_result_is_refused(office, opened, fields, field):
    row = penalty_of(opened, office.amina)
    with acting(office.amina), pytest.raises(ValidationError) as refused:
        actions.add_hearing(fresh(row), by=office.amina, **fields)
    assert field in refused.value.message_dict
    with acting(office.amina):
        assert not Hearing.objects.filter(case=opened).exists()


def test_nothing_is_written_on_a_closed_case(office, opened):
    with acting(office.amina):
        row = Case.objects.get(pk=opened.pk)
        row.status = Case.Status.CLOSED
        row.save()
    with pytest.raises(ValidationError, match="closed"):
        penalty_of(opened, office.amina)
