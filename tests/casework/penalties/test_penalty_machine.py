"""The table of a penalty against one that was typed by hand, and hypothesis walking it (workflows.md section 10)."""

import os

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from accounts.workflow import WrongState
from casework.models import Penalty
from casework.penalties.transitions import BY_LETTER, PENALTY
from referrals.letters.transitions import LETTER
from referrals.models import Letter
from tests.casework.penalties.conftest import drafted, fresh, penalty_of
from tests.casework.penalties.test_penalty_way import outcome

S = Penalty.Status
OPEN = {S.RECORDED, S.DRAFTED, S.APPROVED, S.SENT, S.PENDING}
STANDS = {S.UPHELD, S.REDUCED}
# recorded -> letter_drafted -> letter_approved -> sent -> waived | reduced | upheld | pending | pardoned | expunged;
# an authority may decide before a letter leaves, and a conviction is pardoned or expunged later.
BY_HAND = {
    "draft": ({S.RECORDED}, S.DRAFTED), "approve": ({S.DRAFTED}, S.APPROVED), "send": ({S.APPROVED}, S.SENT),
    "take_back": ({S.DRAFTED, S.APPROVED, S.SENT}, S.RECORDED), "wait": ({S.SENT}, S.PENDING),
    "waive": (OPEN, S.WAIVED), "reduce": (OPEN, S.REDUCED), "uphold": (OPEN, S.UPHELD),
    "pardon": (OPEN | STANDS, S.PARDONED), "expunge": (OPEN | STANDS | {S.PARDONED}, S.EXPUNGED),
    "appeal": (STANDS, S.RECORDED),
}  # fmt: skip
LETTERS = {"approve": ("approve", "sam"), "send": ("send", "amina"), "take_back": ("void", "amina")}
GIVEN = {name: outcome() for name in ("waive", "reduce", "uphold", "pardon", "expunge")} | {
    "appeal": {"reason": "Higher court."}
}
EXAMPLES = int(os.environ.get("CASEWORK_WALKS", "5"))


def test_the_table_is_the_one_that_was_typed_by_hand():
    steps = {**PENALTY.steps, **BY_LETTER.steps}
    assert {name: (set(step.sources), step.target) for name, step in steps.items()} == BY_HAND
    assert set(S) == {S.RECORDED, *(target for _sources, target in BY_HAND.values())}


def take(office, row, gale, recipient, name, letter):
    """The step as whoever may take it, through the letter where it follows from one; the letter, or None where the step
    was not possible."""
    try:
        if name == "draft":
            return drafted(office, row, gale, recipient)
        if name in LETTERS:
            step, who = LETTERS[name]
            user = getattr(office, who)
            with acting(user):
                return LETTER.move(Letter.objects.get(pk=letter.pk), step, by=user) if letter else None
        with acting(office.amina):
            PENALTY.move(fresh(row), name, by=office.amina, **GIVEN.get(name, {}))
            return letter or True
    except (WrongState, ValidationError):
        return None


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(walk=st.lists(st.sampled_from(sorted(BY_HAND)), min_size=5, max_size=14))
def test_no_walk_leaves_the_table_and_no_penalty_is_sent_without_a_letter_of_two_people(
    office, grounds, gale, office_of_labour, walk
):
    row, letter, state = penalty_of(grounds, office.amina), None, S.RECORDED
    for name in walk:
        if name == "take_back" and letter is not None and state not in BY_HAND["take_back"][0]:
            continue  # a letter about what was decided may be taken back; nothing follows on the penalty
        sources, target = BY_HAND[name]
        done = take(office, row, gale, office_of_labour, name, letter)
        assert (done is not None) == (state in sources), (name, state, walk)
        if done is not None:
            state = target
            letter = done if isinstance(done, Letter) else letter
            letter = None if name in ("take_back", "appeal") else letter
        with acting(office.amina):
            now = fresh(row)
            assert now.status == state
            if state in (S.APPROVED, S.SENT, S.PENDING):
                assert Letter.objects.get(pk=now.letter).approved_by_id not in (None, now.letter_by_id)
            assert (now.ended_at is not None) == (state not in OPEN)
