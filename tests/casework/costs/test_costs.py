"""Costs: any currency in its own parts, receipt or reason, the limit, two people, totals that never mix (P7)."""

import ast
import datetime
import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework import money
from casework.costs import actions, queries
from casework.costs.transitions import COST
from casework.models import Case, Cost, FundingLine, SpendingLimit, StoredFile, Todo
from tests.casework.penalties.conftest import ago, fresh
from tests.referrals.steps import mails_to

S = Cost.Status
ROOT = Path(__file__).resolve().parents[3]
SPENT = {"kind": "food", "currency": "THB", "amount": Decimal(300), "no_receipt": "A market."}
BY_HAND = {
    "approve": ({S.WAITING}, S.APPROVED), "refuse": ({S.WAITING}, S.REFUSED),
    "take_back": ({S.WAITING, S.STANDS, S.APPROVED}, S.TAKEN_BACK),
}  # fmt: skip
WHY = {"refuse": {"reason": "Ask the fund first."}, "take_back": {"reason": "Typed twice."}}


def cost_of(case, by, **fields):
    with acting(by, "test.arrange"):
        given = {**SPENT, "spent_on": timezone.localdate(), **fields}
        return actions.add_cost(Case.objects.select_related("team").get(pk=case.pk), by=by, **given)


@pytest.fixture
def limits(office):
    """Up to 1,000 baht counts at once."""
    with acting(office.sam, "test.arrange"):
        return actions.save_kept(SpendingLimit(), by=office.sam, currency="THB", amount=Decimal(1000))


@pytest.fixture
def grant(office):
    """A funding line of the office."""
    with acting(office.sam, "test.arrange"):
        return actions.save_kept(FundingLine(), by=office.sam, name="Flexible fund", code="FF-1")


def test_under_the_limit_a_cost_counts_at_once_and_over_it_a_supervisor_decides(office, case, limits, grant):
    assert cost_of(case, office.amina, line=grant).status == S.STANDS
    row = cost_of(case, office.amina, kind="medical", amount=Decimal("1000.01"))
    assert row.status == S.WAITING
    with acting(office.amina):
        [todo] = Todo.objects.open().filter(case=case, kind="approve_cost")
        assert todo.about == row.pk and todo.owner == office.sam
        with pytest.raises(PermissionDenied):
            COST.move(fresh(row), "approve", by=office.amina)
    assert "review" in mails_to(office.sam)
    with acting(office.sam):
        assert queries.waiting(office.sam)[0].pk == row.pk
        assert COST.move(fresh(row), "approve", by=office.sam).status == S.APPROVED
    assert "reviewed" in mails_to(office.amina)


def test_without_a_limit_for_the_currency_everything_is_approved_by_somebody_else(office, case, limits):
    assert cost_of(case, office.amina, currency="USD", amount=Decimal(1)).status == S.WAITING


def test_a_cost_that_is_split_is_one_cost(office, case, limits):
    first = [cost_of(case, office.amina, amount=Decimal(400)).status for _ in range(3)]
    assert first == [S.STANDS, S.STANDS, S.WAITING]
    assert cost_of(case, office.amina, amount=Decimal(400), kind="phone").status == S.STANDS


def test_nobody_approves_what_they_spent_not_even_in_the_database(office, case):
    from tests.cast import new_user

    both = new_user("Both", office.organisation, "caseworker", "supervisor", teams=[office.team])
    from casework.cases.actions import assign_worker

    with acting(office.sam):
        assign_worker(case, both, by=office.sam)
    row = cost_of(case, both)
    with acting(both), pytest.raises(ValidationError, match="Somebody else"):
        COST.move(fresh(row), "approve", by=both)
    with acting(both), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_cost SET status = 'approved', decided_by_id = noted_by_id, version = version + 1"
            " WHERE id = %s", [row.pk],
        )  # fmt: skip


def test_a_receipt_is_a_sealed_file_and_without_one_there_is_a_reason(office, case, limits):
    paper = SimpleUploadedFile("r.txt", b"300 baht", "text/plain")
    row = cost_of(case, office.amina, file=paper, no_receipt="")
    with acting(office.amina):
        assert fresh(row).receipt.kind == StoredFile.Kind.RECEIPT and fresh(row).has_receipt
    with pytest.raises(ValidationError) as refused:
        cost_of(case, office.amina, no_receipt=" ")
    assert "no_receipt" in refused.value.message_dict
    later = cost_of(case, office.amina, kind="phone")
    with acting(office.amina):
        actions.add_receipt(fresh(later), by=office.amina, file=SimpleUploadedFile("s.txt", b"5 baht", "text/plain"))
        assert fresh(later).has_receipt
        with pytest.raises(ValidationError, match="receipt already"):
            actions.add_receipt(fresh(later), by=office.amina, file=SimpleUploadedFile("t.txt", b"x", "text/plain"))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount": Decimal(-1)}, "amount"), ({"amount": Decimal(0)}, "amount"), ({"amount": 1.5}, "amount"),
        ({"currency": "QQQ"}, "currency"), ({"currency": "JPY", "amount": Decimal("1.5")}, "amount"),
        ({"currency": "KWD", "amount": Decimal("1.2345")}, "amount"), ({"spent_on": ago(-2)}, "spent_on"),
        ({"kind": "bribe"}, "kind"), ({"more": "x" * 5000}, "more"), ({"amount": Decimal("NaN")}, "amount"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_beside_its_field_and_nothing_is_kept(office, case, limits, fields, field):
    with pytest.raises(ValidationError) as refused:
        cost_of(case, office.amina, **fields)
    assert field in refused.value.message_dict
    with acting(office.amina):
        assert not Cost.objects.filter(case=case).exists()


def test_another_offices_line_and_one_that_ended_cannot_be_charged(office, elsewhere, case, limits, grant):
    with acting(elsewhere.sam, "test.arrange"):
        theirs = actions.save_kept(FundingLine(), by=elsewhere.sam, name="Their fund")
    with acting(office.sam):
        ended = actions.save_kept(FundingLine(), by=office.sam, name="Old fund", ended_on=ago(2))
        assert not FundingLine.objects.filter(pk=theirs.pk).exists()
    for line in (theirs, ended):
        with pytest.raises(ValidationError) as refused:
            cost_of(case, office.amina, line=line)
        assert "line" in refused.value.message_dict
    assert cost_of(case, office.amina, line=ended, spent_on=ago(5)).line == ended


def test_who_may_set_limits_and_lines(office):
    for user in (office.amina, office.alex, office.dara):
        with acting(user), pytest.raises((PermissionDenied, Http404)):
            actions.save_kept(FundingLine(), by=user, name="Mine")
    with acting(office.sam), pytest.raises(ValidationError) as refused:
        actions.save_kept(SpendingLimit(), by=office.sam, currency="JPY", amount=Decimal("0.5"))
    assert "amount" in refused.value.message_dict


def test_totals_by_currency_case_and_grant_never_add_two_currencies(office, case, limits, grant):
    cost_of(case, office.amina, line=grant)
    cost_of(case, office.amina, amount=Decimal("0.25"), kind="phone", line=grant)
    dollars = cost_of(case, office.amina, currency="USD", amount=Decimal("12.50"), line=grant)
    yen = cost_of(case, office.amina, currency="JPY", amount=Decimal(900))
    cost_of(case, office.amina, currency="USD", amount=Decimal(99), kind="cash")
    with acting(office.sam):
        COST.move(fresh(dollars), "approve", by=office.sam)
        COST.move(fresh(yen), "refuse", by=office.sam, reason="No.")
        by_currency, by_line, by_kind = queries.totals(office.sam)
        assert {(row["currency"], row["whole"], row["waits"]) for row in by_currency} == {
            ("THB", "300.25 THB", ""), ("USD", "12.50 USD", "99 USD"),
        }  # fmt: skip
        assert {(row["name"], row["currency"], row["whole"]) for row in by_line} == {
            ("Flexible fund", "THB", "300.25 THB"), ("Flexible fund", "USD", "12.50 USD"), ("No grant named", "USD", ""),
        }  # fmt: skip
        assert {row["currency"] for row in by_kind} == {"THB", "USD"}
        assert {row["currency"] for row in queries.totals_of_case(case)} == {"THB", "USD"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(money.minor_units())), st.integers(1, 10**9)), min_size=1, max_size=30)
)
def test_sums_are_exact_in_every_currencys_own_parts(spent):
    """Pure: what the database adds is what Decimal adds, part by part."""
    for currency, group in itertools.groupby(sorted(spent), key=lambda pair: pair[0]):
        parts = [Decimal(n).scaleb(-money.places_of(currency)) for _code, n in group]
        for part in parts:
            money.check_amount(part, currency)
        assert sum(parts) == Decimal(sum(int(part.scaleb(money.places_of(currency))) for part in parts)).scaleb(
            -money.places_of(currency)
        )


ROOMS = ("casework/penalties", "casework/claims", "casework/costs", "casework/deaths", "casework/money.py")


def test_no_float_is_near_money():
    """No float(), no FloatField, and no number with a point in the rooms of money, but for drawing lengths."""
    wrong = []
    files = [path for room in ROOMS for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).glob("*.py"))]
    assert len(files) > 20
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "id", getattr(node, "attr", ""))
            number = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if (name in ("float", "FloatField") or number) and path.name != "charts.py":
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_the_table_is_the_one_that_was_typed_by_hand():
    assert {name: (set(step.sources), step.target) for name, step in COST.steps.items()} == BY_HAND


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(sorted(BY_HAND)), min_size=2, max_size=6), amount=st.sampled_from([10, 5000]))
def test_no_walk_leaves_the_table_and_what_does_not_stand_is_not_counted(office, case, limits, walk, amount):
    with acting(office.amina):
        before = sum(row["whole"] or 0 for row in queries.summed(Cost.objects.filter(case=case)))
    row = cost_of(
        case, office.amina, amount=Decimal(amount), spent_on=timezone.localdate() - datetime.timedelta(amount)
    )
    state = row.status
    for name in walk:
        sources, target = BY_HAND[name]
        with acting(office.sam):
            try:
                COST.move(fresh(row), name, by=office.sam, **WHY.get(name, {}))
            except WrongState:
                assert state not in sources
                continue
        assert state in sources
        state = target
    with acting(office.amina):
        after = sum(row["whole"] or 0 for row in queries.summed(Cost.objects.filter(case=case)))
        assert fresh(row).status == state
        assert after - before == (amount if state in Cost.COUNTS else 0)


def test_a_refusal_needs_a_reason_and_strangers_find_nothing(office, case):
    row = cost_of(case, office.amina)
    with acting(office.sam), pytest.raises(ValidationError) as refused:
        COST.move(fresh(row), "refuse", by=office.sam, reason=" ")
    assert "reason" in refused.value.message_dict
    for user in (office.noor, office.tess):
        with acting(user), pytest.raises(Http404):
            COST.move(row, "take_back", by=user, reason="x")
