"""The steps of a penalty: one row each (workflows.md section 10). Nothing else assigns `status`.

An authority may decide before any letter leaves; that is written down from where the penalty stands.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.penalties import follows, needs
from casework.penalties.models import Penalty

S = Penalty.Status
OPEN, STANDS = frozenset(Penalty.OPEN), frozenset(Penalty.STANDS)
WITH_LETTER = frozenset({S.DRAFTED, S.APPROVED, S.SENT})
OUTCOME = ("outcome_on", "outcome_words")


def dated(row, by, before, given):
    """Since when it stands so."""
    row.since = timezone.now()


def drafted(row, by, before, given):
    """Which letter, and who wrote it."""
    row.letter, row.letter_by, row.letter_at = given["letter"].pk, by, timezone.now()


def without_letter(row, by, before, given):
    """No letter stands on it any more."""
    row.letter = row.letter_by = row.letter_at = None


def over(row, by, before, given):
    """The moment of the decision; an appeal takes it away again."""
    row.ended_at = timezone.now()


def again(row, by, before, given):
    """It is open once more, without a letter; what was decided before stands in the history."""
    row.ended_at = row.outcome_on = None
    row.outcome_words = ""
    without_letter(row, by, before, given)


def record(row, step, before, by, given):
    """The timeline's line, then what follows."""
    note(row.case, f"penalty_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", "")))
    for act in follows.FOLLOWS.get(step.name, ()):
        act(row, by)


def outcome(name, sources, target, label, need=needs.an_outcome, care=False):
    """What an authority decided."""
    return Step(name, frozenset(sources), target, label, (need,), OUTCOME, (over, dated), care)


PENALTY = Workflow(
    "penalty",
    record,
    Step("wait", frozenset({S.SENT}), S.PENDING, _("They have not decided yet"), then=(dated,)),
    outcome("waive", OPEN, S.WAIVED, _("Waived")),
    outcome("reduce", OPEN, S.REDUCED, _("Reduced"), needs.what_is_left),
    outcome("uphold", OPEN, S.UPHELD, _("Upheld"), care=True),
    outcome("pardon", OPEN | STANDS, S.PARDONED, _("Pardoned")),
    outcome("expunge", OPEN | STANDS | {S.PARDONED}, S.EXPUNGED, _("Expunged")),
    Step("appeal", STANDS, S.RECORDED, _("Go on against it"), (needs.case_open, needs.a_reason), ("reason",),
         (again, dated)),
)  # fmt: skip

# Nobody takes these by a button: they follow from the letter, which stands on a higher floor (referrals/letters).
BY_LETTER = Workflow(
    "penalty",
    record,
    Step("draft", frozenset({S.RECORDED}), S.DRAFTED, _("A letter was drafted"),
         (needs.case_open, needs.a_letter, needs.reasonable_grounds, needs.assessed, needs.agreed),
         then=(drafted, dated)),
    Step("approve", frozenset({S.DRAFTED}), S.APPROVED, _("The letter was approved"),
         (needs.its_letter, needs.by_another, needs.reasonable_grounds, needs.agreed), then=(dated,)),
    Step("send", frozenset({S.APPROVED}), S.SENT, _("The letter was sent"),
         (needs.its_letter, needs.reasonable_grounds, needs.agreed), then=(dated,)),
    Step("take_back", WITH_LETTER, S.RECORDED, _("The letter was taken back"), (needs.its_letter,),
         then=(without_letter, dated)),
)  # fmt: skip


def missing(row):
    """Sentences that stand against a letter on this penalty; none where one may be drafted."""
    found: list = []
    for need in (needs.case_open, needs.reasonable_grounds, needs.assessed, needs.agreed):
        try:
            need(row, {})
        except needs.ValidationError as error:
            found += error.messages
    return found
