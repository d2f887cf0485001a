"""Demands of authorities (C-10): written down, proposed on by a supervisor, decided by who guards the data, answered.

Nothing leaves through any of these steps. What is given goes by a share on the person's consent, or on paper by order
of a court, and is then written down here.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.workflow import Step, Workflow
from referrals.firewall.models import Demand
from referrals.ownkeys import opened, seal
from referrals.sharing.danger import guardians_of_data

S = Demand.Status
LONG = 4_000  # letters
NEEDED = ("asker", "asked", "basis")


def receive(*, by, kind, received_on, due_on=None, **texts):
    """Writes a demand down and tells who guards the data. `texts`: asker, asked, basis, people (case numbers).
    ValidationError beside a field."""
    with performing(by, "demand.write"):
        errors = {name: _("Write an answer here") for name in NEEDED if not texts.get(name, "").strip()}
        errors |= too_long(texts)
        if received_on > timezone.localdate():
            errors["received_on"] = _("This day is still to come")
        if errors:
            raise ValidationError(errors)
        row = Demand(
            organisation_id=by.organisation_id, kind=kind, received_on=received_on, due_on=due_on, written_by=by
        )
        seal(row, {name: words.strip() for name, words in texts.items()})
        row.clean_fields(exclude=["organisation", "written_by"])
        row.save(force_insert=True)
        tell_all(guardians_of_data(by.organisation_id).exclude(pk=by.pk), "demand")
    return row


def too_long(texts):
    """{field: sentence} for texts nobody could read."""
    said = _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
    return {name: said for name, words in texts.items() if len(words) > LONG}


class Words:
    """A need that puts typed words into the sealed part, and refuses an empty or endless text."""

    def __init__(self, name):
        self.name = name

    def __call__(self, row, given):
        words = str(given.get(self.name) or "").strip()
        if not words:
            raise ValidationError({self.name: _("Write it in a sentence or some.")})
        if errors := too_long({self.name: words}):
            raise ValidationError(errors)
        seal(row, {**opened(row), self.name: words})


def a_decision(row, given):
    """One of the three."""
    if given.get("decision") not in Demand.Decision.values:
        raise ValidationError({"decision": _("Choose one")})
    row.decision = given["decision"]


def by_another(row, given):
    """Who proposed it does not decide it alone."""
    if given.get("by") is not None and row.proposed_by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must decide with you: it was you who proposed it."))


def proposed(row, by, before, given):
    """Who proposed."""
    row.proposed_by = by


def returned(row, by, before, given):
    """The proposal no longer counts."""
    row.proposed_by, row.decision = None, ""


def decided(row, by, before, given):
    """Who decided, and when."""
    row.decided_by, row.decided_at = by, timezone.now()


def answered(row, by, before, given):
    """The day of the answer."""
    row.answered_on = timezone.localdate()


def record(row, step, before, by, given):
    """Who guards the data hears of every proposal."""
    if step.name == "propose":
        tell_all(guardians_of_data(row.organisation_id).exclude(pk=by.pk), "demand")


DEMAND = Workflow(
    "demand",
    record,
    Step("propose", frozenset({S.RECEIVED}), S.PROPOSED, gettext_lazy("Propose what to do"),
         (a_decision, Words("why")), ("decision", "why"), (proposed,)),
    Step("confirm", frozenset({S.PROPOSED}), S.DECIDED, gettext_lazy("Decide so"), (by_another,), (), (decided,)),
    Step("return", frozenset({S.PROPOSED}), S.RECEIVED, gettext_lazy("Not so"), (by_another, Words("why_not")),
         ("why_not",), (returned,), care=True),
    Step("answer", frozenset({S.DECIDED}), S.ANSWERED, gettext_lazy("Write down what was given"), (Words("given"),),
         ("given",), (answered,)),
)  # fmt: skip
