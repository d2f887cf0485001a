"""A need and the help that answers it: the table of steps, who may, every guard, days, owners and sessions (P2)."""

import datetime
import os

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.models import OutboxMail
from accounts.performing import Stale
from accounts.workflow import WrongState
from casework.models import Case, Todo
from casework.needs import actions
from casework.needs.models import Need, Session
from casework.needs.sessions import add_session
from casework.needs.transitions import NEED
from tests.casework.needs.conftest import Help
from tests.cast import new_user

S = Need.Status
OPEN, ENDED = {S.NOTED, S.ARRANGED, S.RUNNING}, {S.DONE, S.NOT_WANTED, S.NOT_POSSIBLE}
BY_HAND = {
    "arrange": ({S.NOTED}, S.ARRANGED), "begin": ({S.NOTED, S.ARRANGED}, S.RUNNING),
    "finish": ({S.ARRANGED, S.RUNNING}, S.DONE), "not_wanted": (OPEN, S.NOT_WANTED),
    "not_possible": (OPEN, S.NOT_POSSIBLE), "reopen": (ENDED, S.NOTED),
}  # fmt: skip
GIVEN = {"finish": {"result": "helped"}, "not_possible": {"result_words": "No bed anywhere."}}
FROM = {"arrange": "noted", "begin": "arranged", "finish": "running", "not_wanted": "noted", "not_possible": "noted",
        "reopen": "done"}  # fmt: skip


def days(number):
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


def test_the_table_is_the_one_that_was_typed_by_hand():
    assert {name: (set(step.sources), step.target) for name, step in NEED.steps.items()} == BY_HAND


@pytest.mark.parametrize("name", list(BY_HAND))
def test_only_who_works_on_the_case_takes_a_step(office, help_for, name):
    one = help_for().to(FROM[name])
    for user in (office.sam, office.noor, office.tess, office.dara, office.paul):
        with acting(user), pytest.raises((PermissionDenied, Http404)):
            NEED.move(one.row, name, by=user, **GIVEN.get(name, {}))
    assert one.move(name, **GIVEN.get(name, {})).status == BY_HAND[name][1]


@pytest.mark.parametrize("name", list(BY_HAND))
def test_the_officer_for_children_takes_it_on_a_childs_case_only(office, case, help_for, name):
    cora = new_user("Cora", office.organisation, "child_protection_officer")
    one = help_for().to(FROM[name])
    with acting(cora), pytest.raises(Http404):
        NEED.move(one.row, name, by=cora, **GIVEN.get(name, {}))
    with acting(office.amina, "test.arrange"):
        row = Case.objects.get(pk=case.pk)
        row.child = True
        row.save()
    assert one.move(name, by=cora, **GIVEN.get(name, {})).status == BY_HAND[name][1]


@settings(
    max_examples=int(os.environ.get("CASEWORK_WALKS", "8")), deadline=None, suppress_health_check=list(HealthCheck),
    derandomize=True,
)  # fmt: skip
@given(walk=st.lists(st.sampled_from(list(BY_HAND)), min_size=4, max_size=14))
def test_no_walk_leaves_the_table_and_only_an_ended_need_is_out_of_sight(office, case, walk):
    one, state = Help(office, case), S.NOTED
    for name in walk:
        sources, target = BY_HAND[name]
        try:
            one.move(name, **GIVEN.get(name, {}))
        except WrongState:
            assert state not in sources
        else:
            assert state in sources
            state = target
        with acting(office.amina):
            row = one.now()
            assert row.status == state and (row.ended_at is not None) == (state in ENDED)
            assert Need.objects.open().filter(pk=row.pk).exists() == (state in OPEN)


@pytest.mark.parametrize(("fields", "field"), [({"provider_name": ""}, "provider_name"), ({"owner": None}, "owner")])
def test_help_is_arranged_once_somebody_helps_and_somebody_sees_to_it(help_for, fields, field):
    with pytest.raises(ValidationError) as found:
        help_for(**fields).move("arrange")
    assert field in found.value.message_dict


@pytest.mark.parametrize(("name", "field"), [("finish", "result"), ("not_possible", "result_words")])
def test_an_end_says_what_came_of_it(help_for, name, field):
    one = help_for().to("running")
    with pytest.raises(ValidationError) as found:
        one.move(name)
    assert field in found.value.message_dict


def test_a_person_who_does_not_want_it_gives_no_reason(help_for):
    assert help_for().move("not_wanted").ended_at is not None


def test_a_closed_case_changes_nothing(office, case, help_for):
    one = help_for()
    with acting(office.amina, "test.arrange"):
        row = Case.objects.get(pk=case.pk)
        row.status = "closed"
        row.save()
    for name in ("arrange", "begin", "not_wanted"):
        with pytest.raises(ValidationError, match="closed"):
            one.move(name)
    with pytest.raises(ValidationError, match="closed"):
        Help(office, row)


@pytest.mark.parametrize(("priority", "due"), [("immediate", 0), ("emergency", 1), ("urgent", 3), ("normal", 14)])
def test_a_need_has_a_day_by_its_urgency(help_for, priority, due):
    assert help_for(priority=priority).row.due_on == days(due)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"due_on": days(-1)}, "due_on"), ({"due_on": days(3000)}, "due_on"), ({"kind": "testimony"}, "kind"),
        ({"words": "x" * 201}, "words"), ({"provider_name": "x" * 201}, "provider_name"), ({"kind": ""}, "kind"),
    ],
)  # fmt: skip
def test_bad_input_is_a_sentence_beside_its_field(help_for, fields, field):
    with pytest.raises(ValidationError) as found:
        help_for(**fields)
    assert field in found.value.message_dict


def test_one_who_helps_and_not_two(office, help_for):
    with pytest.raises(ValidationError) as found:
        help_for(provider=office.organisation)
    assert "provider_name" in found.value.message_dict


def test_a_late_need_may_keep_its_day_while_something_else_is_changed(office, help_for):
    one = help_for()
    with acting(office.amina):
        row = one.now()
        Need.objects.filter(pk=row.pk).update(due_on=days(-5), version=row.version + 1)
        row = one.now()
        assert row.is_late and Need.objects.late().filter(pk=row.pk).exists()
        actions.edit_need(row, by=office.amina, words="Still.", due_on=days(-5))
        with pytest.raises(ValidationError):
            actions.edit_need(one.now(), by=office.amina, due_on=days(-4))


def test_only_who_works_on_the_case_or_leads_it_sees_to_a_need(office, help_for):
    for user in (office.noor, office.tess, office.paul):
        with pytest.raises(ValidationError) as found:
            help_for(owner=user)
        assert "owner" in found.value.message_dict
    before = mails_to(office.sam)
    assert help_for(owner=office.sam).row.owner_id == office.sam.pk
    assert mails_to(office.sam) == before + 1


def mails_to(user):
    """How many mails wait for this person."""
    with acting(user):
        return OutboxMail.objects.using("owner").filter(user=user).count()


def test_while_nobody_sees_to_a_need_it_stands_among_the_todos(office, case, help_for):
    one = help_for(owner=None)
    assert open_kinds(office, case) == ["arrange_help"]
    with acting(office.amina):
        actions.edit_need(one.now(), by=office.amina, owner=office.amina)
    assert open_kinds(office, case) == []


def open_kinds(office, case):
    """Kinds of the open to-dos."""
    with acting(office.amina):
        return list(Todo.objects.open().filter(case=case).values_list("kind", flat=True))


def test_a_session_that_took_place_says_that_help_is_under_way(office, help_for):
    one = help_for()
    meet(office, one, came="missed")
    assert current(office, one) == S.NOTED
    meet(office, one, came="yes", words="She came alone.")
    meet(office, one, came="yes")
    assert current(office, one) == S.RUNNING
    with acting(office.amina):
        assert Session.objects.filter(need=one.row).count() == 3


def meet(office, one, **fields):
    """One session today."""
    with acting(office.amina):
        return add_session(one.now(), by=office.amina, **{"held_on": days(0), **fields})


def current(office, one):
    """The state as the database has it."""
    with acting(office.amina):
        return one.now().status


def test_no_session_is_held_tomorrow_or_after_the_end(office, help_for):
    one = help_for()
    with pytest.raises(ValidationError) as found:
        meet(office, one, held_on=days(1))
    assert "held_on" in found.value.message_dict
    one.move("not_wanted")
    with pytest.raises(ValidationError, match="ended"):
        meet(office, one)
    with acting(office.amina), pytest.raises(ValidationError, match="ended"):
        actions.edit_need(one.now(), by=office.amina, words="x")


def test_two_who_save_at_once_lose_nothing(office, help_for):
    one = help_for()
    with acting(office.amina):
        first, second = one.now(), one.now()
        actions.edit_need(first, by=office.amina, words="First.")
        with pytest.raises(Stale):
            actions.edit_need(second, by=office.amina, words="Second.")


def test_the_database_knows_no_end_without_its_state(office, help_for):
    one = help_for()
    with acting(office.amina), pytest.raises(IntegrityError):
        Need.objects.filter(pk=one.row.pk).update(ended_at=timezone.now(), version=2)
