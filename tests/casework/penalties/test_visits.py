"""The visit log of who is held: whoever is not seen on the day is looked for at once (P10)."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.acting import acting
from casework.models import Visit
from casework.penalties import actions
from tests.casework.penalties.conftest import ago, fresh, held_of, penalty_of
from tests.casework.penalties.test_penalty_way import open_todos
from tests.referrals.steps import mails_to


def visit(office, row, by, **fields):
    with acting(by):
        return actions.save_visit(Visit(case=row.case, penalty=fresh(row)), by=by, **fields)


@pytest.mark.parametrize("outcome", Visit.ALERTS)
def test_somebody_who_is_not_seen_on_the_day_is_looked_for_at_once(office, opened, outcome):
    row, lead = held_of(opened, office.amina), office.sam
    visit(office, row, office.amina, on=timezone.localdate(), outcome=outcome)
    [todo] = open_todos(opened, office.amina, "not_seen")
    assert todo.due_on == timezone.localdate() and todo.about == row.pk
    assert "not_seen" in mails_to(lead)
    visit(office, row, office.amina, on=timezone.localdate(), outcome="seen", condition="well")
    assert open_todos(opened, office.amina, "not_seen") == []


def test_a_no_of_the_person_is_no_alert_and_a_planned_visit_is_a_to_do_on_its_day(office, opened):
    row = held_of(opened, office.amina)
    visit(office, row, office.sam, on=timezone.localdate(), outcome="declined", next_on=ago(-7))
    assert open_todos(opened, office.amina, "not_seen") == []
    [todo] = open_todos(opened, office.amina, "visit")
    assert todo.due_on == ago(-7)
    with acting(office.amina):
        actions.edit_penalty(fresh(row), by=office.amina, released_on=timezone.localdate())
    assert open_todos(opened, office.amina, "visit") == []


def test_whoever_was_moved_is_held_at_the_new_place(office, opened):
    row = held_of(opened, office.amina)
    visit(office, row, office.amina, on=timezone.localdate(), outcome="moved", moved_to="Camp 4")
    with acting(office.amina):
        assert fresh(row).place == "Camp 4"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": ago(1)}, "outcome"), ({"on": ago(-2), "outcome": "seen", "condition": "well"}, "outcome"),
        ({"on": ago(0), "outcome": "seen"}, "condition"), ({"on": ago(0), "last_seen_on": ago(-2)}, "last_seen_on"),
        ({"on": ago(0), "outcome": "refused", "next_on": ago(0)}, "next_on"), ({"on": ago(-400)}, "on"),
    ],
)  # fmt: skip
def test_a_visit_that_cannot_be_is_refused(office, opened, fields, field):
    row = held_of(opened, office.amina)
    with pytest.raises(ValidationError) as refused:
        visit(office, row, office.amina, **fields)
    assert field in refused.value.message_dict
    with acting(office.amina):
        assert not Visit.objects.filter(case=opened).exists()


def test_nobody_is_visited_where_nobody_is_held(office, opened):
    row = penalty_of(opened, office.amina)
    with pytest.raises(ValidationError, match="Nobody is held"):
        visit(office, row, office.amina, on=timezone.localdate(), outcome="seen", condition="well")
