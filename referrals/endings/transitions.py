"""The steps of a way on that is no return: one row each (T6). Nothing else assigns `status`.

planned -> under_way -> granted | refused -> (appeal) under_way | not_possible; stopped_by_person from everywhere.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from referrals.endings import needs
from referrals.endings.following import record
from referrals.endings.models import Ending
from referrals.endings.needs import Fill

S = Ending.Status
OPEN = frozenset(Ending.OPEN)
ADVICE = ("advised_on", "advised_language", "adviser", "advice")
YES, ASKING = ("agreed_on", "agreed_how"), ("asked_on", "office", "number")
GRANT, REFUSAL = ("decided_on", "valid_until", "decision"), ("decided_on", "appeal_by", "decision")


def ended(row, by, before, given):
    """The moment of the end."""
    row.ended_at = timezone.now()


def asked(row, by, before, given):
    """What was decided before is history; an appeal counts as one more round."""
    row.appeals += 1 if before == S.REFUSED else 0
    row.decided_on = row.appeal_by = None


def again(row, by, before, given):
    """An advice that is newer than the yes: the person is asked anew."""
    if row.agreed_on is not None and row.agreed_on < row.advised_on:
        row.agreed_on, row.agreed_how = None, ""


def as_it_is(row):
    """The state stays."""
    return row.status


def step(name, sources, target, label, needed=(), asks=(), then=(), care=False):
    """One row."""
    return Step(name, frozenset(sources), target, label, needed, asks, then, care)


ENDING = Workflow(
    "ending",
    record,
    step("advise", OPEN, as_it_is, _("Note the lawyer's advice"),
         (Fill(*ADVICE, needed=ADVICE[:3], past=("advised_on",)),), ADVICE, (again,)),
    step("agree", {S.PLANNED, S.REFUSED}, as_it_is, _("Note the person's yes"),
         (needs.advised, Fill(*YES, needed=YES, past=("agreed_on",)), needs.agreed), YES),
    step("ask", {S.PLANNED}, S.UNDER_WAY, _("It is asked for"),
         (needs.case_held, needs.told_and_wanted, needs.country_named, needs.advised, needs.agreed, needs.prepared,
          Fill(*ASKING, needed=("asked_on", "office"), past=("asked_on",))), ASKING, (asked,)),
    step("grant", {S.UNDER_WAY}, S.GRANTED, _("Granted"),
         (Fill(*GRANT, needed=("decided_on",), past=("decided_on",)), needs.after_asking, needs.valid_after_decision),
         GRANT, (ended,)),
    step("refuse", {S.UNDER_WAY}, S.REFUSED, _("Refused"),
         (Fill(*REFUSAL, needed=("decided_on",), past=("decided_on",)), needs.after_asking,
          needs.valid_after_decision), REFUSAL),
    step("appeal", {S.REFUSED}, S.UNDER_WAY, _("An appeal is lodged"),
         (needs.case_held, needs.advised, needs.agreed,
          Fill(*ASKING, needed=("asked_on", "office"), past=("asked_on",))), ASKING, (asked,)),
    step("close", {S.REFUSED}, S.NOT_POSSIBLE, _("No appeal is possible or wanted any more"), (needs.a_reason,),
         ("reason",), (ended,), care=True),
    step("stop", OPEN | {S.GRANTED}, S.STOPPED, _("The person does not want it any more"), (), (), (ended,), care=True),
)  # fmt: skip
