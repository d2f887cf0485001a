"""The states of a claim in a word and a shape, its facts in lines, and what happened in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import money
from casework.claims.models import PAPERS, Claim
from casework.claims.transitions import CLAIM
from casework.penalties.words import day_of

S = Claim.Status
SHAPES = {
    S.NOTED: "todo", S.FILED: "wait", S.GRANTED: "now", S.PART: "half", S.RECEIVED: "done", S.REFUSED: "stop",
    S.WITHDRAWN: "stop",
}  # fmt: skip
TIMELINE = {
    "claim_add": (gettext_lazy("A claim was noted."), "todo", "steps"),
    "claim_file": (gettext_lazy("A claim was filed."), "wait", "steps"),
    "claim_grant": (gettext_lazy("A claim was granted."), "now", "steps"),
    "claim_receive": (gettext_lazy("Something that was claimed came."), "done", "steps"),
    "claim_refuse": (gettext_lazy("A claim was refused."), "stop", "steps"),
    "claim_appeal": (gettext_lazy("A claim was filed again."), "wait", "steps"),
    "claim_withdraw": (gettext_lazy("A claim is not followed any more."), "stop", "steps"),
}
ACTIONS = {
    "claim.add": gettext_lazy("Noted a claim"),
    "claim.edit": gettext_lazy("Changed a claim"),
    **{CLAIM.action(step): step.label for step in CLAIM.steps.values()},
}


def tag_of(row):
    """(kind, word) of the state."""
    return SHAPES[row.status], row.get_status_display()


def brief(row):
    """What is asked for, in a few words."""
    return money.said(row.amount, row.currency) if row.of_money else papers(row)


def papers(row):
    """Papers in words."""
    known = dict(PAPERS)
    return ", ".join(str(known.get(code, code)) for code in row.papers)


def facts(row):
    """[(label, value)] of what is written on this claim, in words."""
    found = [
        (_("Against"), row.get_against_kind_display()),
        (_("Name"), row.against),
        (_("Asked for"), brief(row)),
        (_("What it rests on"), row.grounds),
        (_("The person wants this; asked on"), row.agreed_on and day_of(row.agreed_on)),
        (_("Filed on"), row.filed_on and day_of(row.filed_on)),
        (_("Filed with"), row.filed_with),
        (_("Their file number"), row.file_number),
        (_("Answered on"), row.answered_on and day_of(row.answered_on)),
        (_("Granted"), money.said(row.granted, row.currency)),
        (_("Received so far"), money.said(row.received, row.currency)),
        (_("Received on"), row.received_on and day_of(row.received_on)),
        (_("What came of it"), row.result),
    ]
    return [(label, value) for label, value in found if value]
