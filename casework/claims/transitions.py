"""The steps of a claim: one row each (P6). Nothing else assigns `status`."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.claims import needs
from casework.claims.models import Claim
from casework.penalties.needs import a_reason
from casework.todos.actions import settle_todos

S = Claim.Status
OPEN = frozenset(S) - frozenset(Claim.ENDED)
AT_THEM = frozenset({S.FILED, S.GRANTED, S.PART})


def dated(row, by, before, given):
    """Since when it stands so."""
    row.since = timezone.now()


def again(row, by, before, given):
    """It is open once more."""
    row.ended_at = None


def in_words(row, by, before, given):
    """Why it is not followed any more."""
    row.result = str(given["reason"]).strip()


def all_or_part(row):
    """Received whole, or in part: by what was granted, else by what was asked for. Papers come whole."""
    due = row.granted if row.granted is not None else row.amount
    return S.PART if row.of_money and due is not None and row.received < due else S.RECEIVED


def record(row, step, before, by, given):
    """The timeline's line; a claim that ended waits for no hearing. Its end is written last: a legal officer who
    reaches the case for this claim alone does not reach it afterwards."""
    note(row.case, f"claim_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", "")))
    if row.status not in Claim.ENDED:
        return
    for hearing in row.hearings.open():
        settle_todos(row.case, "claim_hearing", by=by, about=hearing.pk)
    row.ended_at = timezone.now()
    row.save()


CLAIM = Workflow(
    "claim",
    record,
    Step("file", frozenset({S.NOTED}), S.FILED, _("Filed"),
         (needs.case_open, needs.wanted, needs.Told("filed_on", "", "filed_with", True), needs.a_file_number),
         ("filed_on", "filed_with", "file_number"), (dated,)),
    Step("grant", frozenset({S.NOTED, S.FILED}), S.GRANTED, _("Granted or agreed"),
         (needs.Told("answered_on", "filed_on", "result"), needs.granted), ("answered_on", "granted", "result"),
         (dated,)),
    Step("receive", OPEN, all_or_part, _("Received"), (needs.Told("received_on", "filed_on", "result"), needs.received),
         ("received_on", "received", "result"), (dated,)),
    Step("refuse", AT_THEM, S.REFUSED, _("Refused"), (needs.Told("answered_on", "filed_on", "result", True),),
         ("answered_on", "result"), (dated,), care=True),
    Step("appeal", frozenset({S.REFUSED}), S.FILED, _("Filed again against the refusal"),
         (needs.case_open, needs.wanted, needs.Told("filed_on", "answered_on", "filed_with", True),
          needs.a_file_number), ("filed_on", "filed_with", "file_number"), (again, dated)),
    Step("withdraw", OPEN, S.WITHDRAWN, _("Not followed any more"), (a_reason,), ("reason",), (in_words, dated),
         care=True),
)  # fmt: skip
