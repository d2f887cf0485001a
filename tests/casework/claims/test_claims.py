"""Claims from the note to what came of it: who may, who may not, each guard; hypothesis walks the table (P6)."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.claims import actions
from casework.claims.transitions import CLAIM
from casework.models import Case, CaseStep, Claim, Todo
from casework.penalties.actions import add_hearing
from tests.casework.penalties.conftest import ago, fresh, gale  # noqa: F401
from tests.cast import new_user
from tests.referrals.conftest import principals_on

S = Claim.Status
TODAY = timezone.localdate
WAGES = {"kind": "wages", "against_kind": "employer", "currency": "CNY", "amount": Decimal(6000)}
BEFORE_END = {S.NOTED, S.FILED, S.GRANTED, S.PART}
BY_HAND = {
    "file": ({S.NOTED}, S.FILED), "grant": ({S.NOTED, S.FILED}, S.GRANTED), "receive": (BEFORE_END, None),
    "refuse": ({S.FILED, S.GRANTED, S.PART}, S.REFUSED), "appeal": ({S.REFUSED}, S.FILED),
    "withdraw": (BEFORE_END, S.WITHDRAWN),
}  # fmt: skip
GIVEN = {
    "file": {"filed_on": TODAY, "filed_with": "Labour court"}, "grant": {"answered_on": TODAY, "granted": "5,000"},
    "receive": {"received_on": TODAY, "received": "2000"}, "refuse": {"answered_on": TODAY, "result": "Too late."},
    "appeal": {"filed_on": TODAY, "filed_with": "Higher court"}, "withdraw": {"reason": "He is afraid."},
}  # fmt: skip


def said(name, **more):
    return {key: value() if callable(value) else value for key, value in GIVEN[name].items()} | more


def claim_of(case, by, **fields):
    with acting(by, "test.arrange"):
        given = {**WAGES, "agreed_on": timezone.localdate(), **fields}
        return actions.add_claim(Case.objects.get(pk=case.pk), by=by, **given)


def step(row, name, by, **more):
    with acting(by):
        return CLAIM.move(fresh(row), name, by=by, **said(name, **more))


def test_the_table_is_the_one_that_was_typed_by_hand():
    table = {name: (set(s.sources), None if callable(s.target) else s.target) for name, s in CLAIM.steps.items()}
    assert table == BY_HAND


def test_wages_from_the_note_to_the_last_coin(office, case, gale):  # noqa: F811
    row = claim_of(case, office.amina)
    assert step(row, "file", gale, file_number="12/2569").status == S.FILED
    assert step(row, "grant", gale).granted == Decimal(5000)
    assert step(row, "receive", office.amina).status == S.PART
    done = step(row, "receive", office.amina, received="3000")
    assert (done.status, done.received) == (S.RECEIVED, Decimal(5000)) and done.ended_at is not None
    with acting(office.amina):
        found = [one.step for one in CaseStep.objects.filter(case=case, step__startswith="claim_").order_by("at")]
        assert found == ["claim_add", "claim_file", "claim_grant", "claim_receive", "claim_receive"]


def test_a_legal_officer_who_reaches_the_case_for_this_claim_alone_ends_it_and_then_is_out(office, case, gale):  # noqa: F811
    row = claim_of(case, office.amina)
    step(row, "withdraw", gale)
    with acting(gale):
        assert not Claim.objects.filter(pk=row.pk).exists()
    with acting(office.amina):
        assert "legal" not in principals_on(case)
        assert fresh(row).ended_at is not None and fresh(row).result == "He is afraid."


def test_nothing_is_filed_over_the_persons_head(office, case):
    row = claim_of(case, office.amina, agreed_on=None)
    with pytest.raises(ValidationError, match="whether the person wants this"):
        step(row, "file", office.amina)


def test_papers_have_no_amount_and_come_whole(office, case):
    row = claim_of(case, office.amina, kind="documents", papers=["passport"])
    assert row.amount is None and row.currency == ""
    step(row, "file", office.amina)
    with acting(office.amina):
        done = CLAIM.move(fresh(row), "receive", by=office.amina, received_on=timezone.localdate())
    assert done.status == S.RECEIVED and done.received is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount": Decimal(-1)}, "amount"), ({"currency": "QQQ"}, "currency"), ({"currency": ""}, "currency"),
        ({"currency": "KWD", "amount": Decimal("1.2345")}, "amount"), ({"amount": 12.5}, "amount"),
        ({"kind": "documents", "papers": []}, "papers"), ({"agreed_on": ago(-2)}, "agreed_on"),
        ({"kind": "gossip"}, "kind"), ({"grounds": "x" * 5000}, "grounds"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_beside_its_field(office, case, fields, field):
    with pytest.raises(ValidationError) as refused:
        claim_of(case, office.amina, **fields)
    assert field in refused.value.message_dict
    with acting(office.amina):
        assert not Claim.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("name", "more", "field"),
    [
        ("file", {"filed_on": None}, "filed_on"), ("file", {"filed_with": ""}, "filed_with"),
        ("file", {"filed_on": "tomorrow"}, "filed_on"), ("grant", {"granted": "-5"}, "granted"),
        ("grant", {"granted": ""}, "granted"), ("grant", {"granted": "1.2345"}, "granted"),
        ("receive", {"received": "0"}, "received"), ("withdraw", {"reason": " "}, "reason"),
        ("receive", {"received_on": timezone.localdate() + datetime.timedelta(days=2)}, "received_on"),
    ],
)  # fmt: skip
def test_a_step_with_something_wrong_changes_nothing(office, case, name, more, field):
    row = claim_of(case, office.amina, currency="CNY")
    with pytest.raises(ValidationError) as refused:
        step(row, name, office.amina, **more)
    assert field in refused.value.message_dict
    with acting(office.amina):
        assert fresh(row).status == S.NOTED


def test_an_answer_before_the_filing_is_refused(office, case):
    row = claim_of(case, office.amina)
    step(row, "file", office.amina)
    with pytest.raises(ValidationError) as refused:
        step(row, "grant", office.amina, answered_on=ago(3))
    assert "answered_on" in refused.value.message_dict


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_who_may_not_take_a_step(office, case, name):
    row = claim_of(case, office.amina)
    with acting(office.sam), pytest.raises(PermissionDenied):
        CLAIM.move(fresh(row), name, by=office.sam, **said(name))
    for user in (office.noor, office.tess, new_user("Lea", office.organisation, "legal_officer")):
        with acting(user), pytest.raises(Http404):
            CLAIM.move(row, name, by=user, **said(name))


def test_a_hearing_on_a_claim_is_a_to_do_and_ends_with_the_claim(office, case):
    row = claim_of(case, office.amina)
    with acting(office.amina):
        hearing = add_hearing(fresh(row), by=office.amina, on=ago(-5))
        assert Todo.objects.open().get(case=case, kind="claim_hearing").about == hearing.pk
    step(row, "withdraw", office.amina)
    with acting(office.amina):
        assert not Todo.objects.open().filter(case=case, kind="claim_hearing").exists()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(sorted(BY_HAND)), min_size=4, max_size=12))
def test_no_walk_leaves_the_table(office, case, walk):
    row, state, came = claim_of(case, office.amina), S.NOTED, Decimal(0)
    for name in walk:
        sources, target = BY_HAND[name]
        try:
            now = step(row, name, office.amina)
        except WrongState:
            assert state not in sources, (name, state)
            continue
        assert state in sources, (name, state)
        came += Decimal(2000) if name == "receive" else 0
        state = target or now.status
        with acting(office.amina):
            stored = fresh(row)
            assert stored.status == state and (stored.ended_at is not None) == (state in Claim.ENDED)
            assert (stored.received or 0) == came
            if target is None:
                due = stored.granted if stored.granted is not None else stored.amount
                assert state == (S.RECEIVED if came >= due else S.PART)
