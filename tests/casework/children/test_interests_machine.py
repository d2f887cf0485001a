"""The best-interests procedure: its table against one typed by hand, who may, every guard, and random walks
(workflows.md section 9)."""

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
from accounts.workflow import WrongState
from casework.children import actions
from casework.children.models import BestInterests, PanelMember
from casework.children.transitions import INTERESTS
from casework.models import Todo
from tests.casework.children.conftest import PANEL, Way, as_child

S = BestInterests.Status
BY_HAND = {
    "finish": ({S.OPEN}, {S.ASSESSED}), "need": ({S.ASSESSED}, {S.NEEDED}), "convene": ({S.NEEDED}, {S.PANEL}),
    "back": ({S.PANEL}, {S.NEEDED}), "sign_supervisor": ({S.PANEL}, {S.PANEL, S.DECIDED}),
    "sign_officer": ({S.PANEL}, {S.PANEL, S.DECIDED}), "review": ({S.DECIDED, S.REVIEWED}, {S.REVIEWED}),
}  # fmt: skip
GIVEN = {"need": {"about": ["return"]}, "back": {"reason": "The home."},
         "review": {"stands": "yes", "review_words": "Fine.", "review_on": "2026-12-31"}}  # fmt: skip
BEFORE = {"finish": S.OPEN, "need": S.ASSESSED, "convene": S.NEEDED, "back": S.PANEL, "sign_officer": S.PANEL,
          "sign_supervisor": S.PANEL, "review": S.DECIDED}  # fmt: skip


def days(number):
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


def test_the_table_is_the_one_that_was_typed_by_hand():
    targets = {
        name: {S.PANEL, S.DECIDED} if callable(step.target) else {step.target} for name, step in INTERESTS.steps.items()
    }
    assert {name: (set(step.sources), targets[name]) for name, step in INTERESTS.steps.items()} == BY_HAND


def test_a_procedure_goes_all_the_way_and_stands_until_its_day(way):
    row = way.to("decided")
    assert row.status == S.DECIDED and row.stands_today
    assert row.signed_supervisor_id == way.office.sam.pk and row.signed_officer_id == way.cora.pk
    with acting(way.office.amina):
        kinds = set(Todo.objects.filter(case=way.case, done_at=None).values_list("kind", flat=True))
    assert kinds == {"child_review"}
    assert way.to_reviewed() is None and way.now_as(way.office.amina).status == S.REVIEWED


@pytest.mark.parametrize("name", list(BY_HAND))
def test_only_who_is_named_in_the_table_takes_a_step(way, name):
    way.to(BEFORE[name])
    wrong = [way.office.amina, way.office.dara, way.office.paul, way.office.noor, way.office.tess]
    wrong += [way.cora] if name == "sign_supervisor" else [way.office.sam]
    for user in wrong:
        with acting(user), pytest.raises((PermissionDenied, Http404)):
            INTERESTS.move(way.row, name, by=user, **GIVEN.get(name, {}))
    assert way.now_as(way.office.amina).status == BEFORE[name]


def refused(way, name, field=None, **given):
    """The step is refused with a sentence, and nothing has changed."""
    before = way.now_as(way.office.amina)
    with pytest.raises(ValidationError) as found:
        way.move(name, **given)
    after = way.now_as(way.office.amina)
    assert (after.status, after.version) == (before.status, before.version)
    if field:
        assert field in found.value.message_dict


def test_an_assessment_is_not_done_before_the_child_was_heard(way):
    way.opened()
    way.guardian()
    way.assessed(child_view="")
    refused(way, "finish", "child_view")
    way.assessed(heard_on=None)
    refused(way, "finish", "heard_on")


def test_an_assessment_needs_words_and_somebody_who_answers(way):
    way.opened()
    way.assessed()
    refused(way, "finish")
    way.guardian()
    way.assessed(advice="")
    refused(way, "finish", "advice")
    way.assessed()
    assert way.move("finish").status == S.ASSESSED


def test_who_may_have_had_a_part_in_it_does_not_answer(way):
    way.opened()
    way.assessed()
    way.guardian(kind="father", name="Her father", appointed="law", involved="possible", involved_words="He sold her.")
    way.guardian(kind="person", name="Somebody asked for", appointed="asked")
    refused(way, "finish")


def test_a_possible_part_in_it_needs_a_word_on_why(way):
    way.opened()
    with pytest.raises(ValidationError, match="speaks for it"):
        way.guardian(involved="possible")


@pytest.mark.parametrize("about", ["", [], ["holiday"], "return, holiday"])
def test_a_determination_is_about_something(way, about):
    way.to("assessment_done")
    refused(way, "need", "about", about=about)


def test_before_the_panel_the_family_was_looked_for_and_the_home_is_known(way):
    way.to("determination_needed")
    refused(way, "convene")
    way.traced()
    way.assessed(home="")
    refused(way, "convene", "home")
    way.assessed(home="no_home", home_words="Nobody is left there.")
    assert way.move("convene").status == S.PANEL


def test_a_guardian_who_went_must_be_followed_before_the_panel(way):
    way.to("determination_needed")
    way.traced()
    with acting(way.office.amina):
        for one in way.case.guardians.all():
            actions.end_guardian(one, by=way.office.amina, why="Moved away.")
    refused(way, "convene")


@pytest.mark.parametrize(
    "people",
    [PANEL[:2], [*PANEL[:2], ("Lin", "interpreter")], [("Amina", "caseworker"), ("Noor", "caseworker"), PANEL[0]], []],
)
def test_a_panel_is_three_who_decide_and_not_the_caseworker_alone(way, people):
    way.to("panel_review")
    way.sat(people)
    refused(way, "sign_officer")
    refused(way, "sign_supervisor")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("options", ""),
        ("decision", ""),
        ("review_on", None),
        ("review_on", days(0)),
        ("review_on", days(400)),
        ("panel_on", None),
    ],
)
def test_nobody_signs_what_is_not_written(way, field, value):
    way.to("panel_review")
    way.sat()
    way.written(**{field: value})
    refused(way, "sign_officer", field)


def test_nobody_signs_for_both(way):
    way.to("panel_review")
    way.sat()
    both = way.cora
    with acting(way.office.sam, "test.arrange"):
        from accounts.models import Membership, RoleGrant
        from tests.cast import approvers, loaded

        first, second = approvers()
        Membership.objects.create(user=both, team=way.office.team)
        RoleGrant.objects.create(
            user=both, role="supervisor", requested_by=first, approved_by=second, approved_at="2026-01-01T00:00:00Z"
        )
    way.cora = loaded(both)
    way.move("sign_officer")
    refused(way, "sign_supervisor", by=way.cora)
    with acting(way.cora), pytest.raises(IntegrityError):
        BestInterests.objects.filter(pk=way.row.pk).update(signed_supervisor=way.cora, version=way.now().version + 1)


def test_a_changed_decision_or_panel_must_be_signed_again(way):
    way.to("panel_review")
    way.sat()
    way.move("sign_officer")
    way.written(decision="Stay here first.")
    assert way.now_as(way.cora).signed_officer_id is None
    way.move("sign_officer")
    with acting(way.cora):
        member = PanelMember.objects.select_related("case", "procedure").filter(procedure=way.row).first()
        actions.remove_member(member, by=way.cora)
    assert way.now_as(way.cora).signed_officer_id is None


def test_what_was_decided_is_not_written_any_more(way):
    way.to("decided")
    with pytest.raises(ValidationError):
        way.written(decision="Something else.")
    with pytest.raises(ValidationError):
        way.sat()


def test_the_panel_says_yes_only_to_what_it_was_asked(way):
    way.to("panel_review")
    with pytest.raises(ValidationError) as found:
        way.written(allowed=["placement"])
    assert "allowed" in found.value.message_dict


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stands": "", "review_words": "x", "review_on": "2030-01-01"}, "stands"),
        ({"stands": "yes", "review_words": "", "review_on": str(days(30))}, "review_words"),
        ({"stands": "yes", "review_words": "x", "review_on": ""}, "review_on"),
        ({"stands": "yes", "review_words": "x", "review_on": "2026-13-45"}, "review_on"),
        ({"stands": "yes", "review_words": "x", "review_on": str(days(0))}, "review_on"),
    ],
)
def test_a_review_says_what_it_found_and_until_when(way, given, field):
    way.to("decided")
    refused(way, "review", field, **given)


def test_a_review_may_find_otherwise_and_then_nothing_stands(way):
    way.to("decided")
    way.move("review", stands="no", review_words="The aunt is ill.", review_on="")
    assert not way.now_as(way.cora).stands_today


def test_one_procedure_runs_at_a_time(way):
    way.opened()
    with pytest.raises(ValidationError, match="going on already"):
        way.opened()


def test_an_adult_has_no_procedure(office, case):
    with acting(office.amina), pytest.raises(ValidationError, match="adult"):
        actions.open_procedure(case, by=office.amina)


WALKED = ["finish", "need", "convene", "back", "sign_officer", "sign_supervisor", "review", "write"]


@settings(
    max_examples=int(os.environ.get("CASEWORK_WALKS", "6")), deadline=None, suppress_health_check=list(HealthCheck),
    derandomize=True,
)  # fmt: skip
@given(walk=st.lists(st.sampled_from(WALKED), min_size=6, max_size=18), ready=st.booleans())
def test_no_walk_decides_without_a_child_heard_a_panel_and_two_signatures(office, walk, ready):
    from casework.cases.actions import open_case

    with acting(office.amina, "test.arrange"):
        case = open_case(office.team, by=office.amina, person={"name": "Walked"}, language="vie")
    way = Way(office, as_child(case, office.amina))
    way.opened()
    if ready:
        way.guardian()
        way.traced()
    for name in walk:
        step_or_write(way, name)
        row = way.now_as(office.amina)
        if row.status in BestInterests.FINAL:
            with acting(office.amina):
                assert row.heard_on and row.child_view and ready
                assert row.signed_supervisor_id != row.signed_officer_id
                assert PanelMember.objects.filter(procedure=row, function__in=PanelMember.DECIDES).count() >= 3


def step_or_write(way, name):
    """One step, or the words that the state asks for; what does not fit changes nothing."""
    before = way.now_as(way.office.amina)
    try:
        if name == "write":
            way.sat() if before.status == S.PANEL else way.assessed()
        else:
            way.move(name, **GIVEN.get(name, {}))
    except WrongState:
        assert before.status not in BY_HAND[name][0]
    except ValidationError:
        assert way.now_as(way.office.amina).version == before.version
    else:
        if name != "write":
            assert before.status in BY_HAND[name][0] and way.row.status in BY_HAND[name][1]
