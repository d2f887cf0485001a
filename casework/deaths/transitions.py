"""The steps of a death (P9): that it is certain, and whether the mission is told. Nothing else assigns the states."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.outbox.actions import tell_all
from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.consents.models import Consent
from casework.consents.queries import current_consents
from casework.deaths.models import Death
from casework.penalties.needs import LONG, a_reason, day_in
from casework.people.fear_actions import standing
from casework.todos.actions import raise_todo, settle_todos

S, M = Death.Status, Death.Mission
REFUSALS = (Consent.Status.REFUSED, Consent.Status.WITHDRAWN)
CONTACT = "share_embassy"
REFUSED_BY_PERSON = "refused_by_person"  # a state of the floor above, named here: imports go down only
# What ends with a confirmed death, as (case, by), inside the step. Higher floors add theirs when they are loaded
# (referrals/apps.py), because imports go down only: shares are closed there.
ENDS: list[Callable] = []
AFTER = ("death_kin", "death_remains", "death_support")


def feared(case):
    """Whether the person had refused contact with a mission, or feared the own state: then nobody tells it alone."""
    if standing(case).exists() or case.consularreferrals.filter(status=REFUSED_BY_PERSON).exists():
        return True
    return any(row.type == CONTACT and row.status in REFUSALS for row in current_consents(case))


def by_another(row, given):
    """Who wrote it down does not confirm it (R-07)."""
    if given.get("by") is not None and row.noted_by_id == given["by"].pk:
        raise ValidationError(_("Somebody else must confirm this: it was you who wrote it down."))


def a_source(row, given):
    """What is only heard of is not confirmed: somebody was there, saw, or holds a paper, and it is written who."""
    if row.source == Death.Source.HEARD or not row.source_words.strip():
        raise ValidationError(_("This rests on hearsay. First write a better source: who was there, or a paper."))


def confirmed_first(row, given):
    """Nobody outside is told of what is not certain."""
    if row.status != S.CONFIRMED:
        raise ValidationError(_("First the death is confirmed."))


def two_decide(row, given):
    """Supervisor and legal officer decide where the person had refused or feared the mission."""
    if not feared(row.case):
        raise ValidationError(_("The person had neither refused nor feared it. It needs no decision of two."))


def may_be_told(row, given):
    """Free to be told, or decided by two."""
    if row.mission != M.TELL and feared(row.case):
        raise ValidationError(
            _("The person had refused or feared contact. Supervisor and legal officer decide this together.")
        )


def a_day(row, given):
    """On which day it was told, not in the future."""
    on = day_in(given, "mission_told_on")
    if on is None or on > timezone.localdate():
        raise ValidationError({"mission_told_on": _("Write the day on which the mission was told.")})
    row.mission_told_on = on


class Voice:
    """One of the two says what is right, and why; the other one is another person."""

    def __init__(self, mine, theirs):
        self.mine, self.theirs = mine, theirs

    def __call__(self, row, given):
        says, why = given.get("says"), str(given.get("why") or "").strip()
        errors = {}
        if says not in Death.Says.values:
            errors["says"] = _("Choose one")
        if not why or len(why) > LONG:
            errors["why"] = _("Write the reason in a sentence.")
        if given.get("by") is not None and getattr(row, f"{self.theirs}_by_id") == given["by"].pk:
            errors["says"] = _("Two people decide this: you have said it for the other side already.")
        if errors:
            raise ValidationError(errors)
        setattr(row, f"{self.mine}_says", says)
        setattr(row, f"{self.mine}_by", given.get("by"))
        row.mission_why = "\n".join(part for part in (row.mission_why, why) if part)


def after_voices(row):
    """Told only where both say so; one no, and it is not told."""
    if not row.lead_says or not row.law_says:
        return M.HALF
    return M.TELL if row.lead_says == row.law_says == Death.Says.TELL else M.SILENT


def confirmed(row, by, before, given):
    """Who confirmed it, and when."""
    row.confirmed_by, row.confirmed_at = by, timezone.now()


def record(row, step, before, by, given):
    """The timeline's line, then what follows."""
    reason = str(given.get("reason", ""))
    note(row.case, f"death_{step.name}", by, before=before, after=row.status, reason=reason)
    for act in FOLLOWS.get(step.name, ()):
        act(row, by)


def what_comes_next(row, by):
    """Family, remains, those who knew the person; and the mission's decision where two decide."""
    settle_todos(row.case, "confirm_death", by=by)
    for kind in AFTER:
        raise_todo(row.case, kind, by=by)
    if feared(row.case):
        raise_todo(row.case, "death_mission", by=by)
    tell_all(workers(row.case).exclude(pk=by.pk), "todo")


def end_everything(row, by):
    """Nothing of somebody who died stays open to others: shares close (P9)."""
    for end in ENDS:
        end(row.case, by)


def nothing_waits(row, by):
    """It was not so."""
    for kind in ("confirm_death", "death_mission", *AFTER):
        settle_todos(row.case, kind, by=by)


def decided(row, by):
    """Both have said."""
    if row.mission in (M.TELL, M.SILENT):
        settle_todos(row.case, "death_mission", by=by)


FOLLOWS = {
    "confirm": (what_comes_next, end_everything),
    "refute": (nothing_waits,),
    "lead_says": (decided,),
    "law_says": (decided,),
    "tell": (decided,),
}
VOICE = ("says", "why")
DEATH = Workflow(
    "death",
    record,
    Step("confirm", frozenset({S.REPORTED}), S.CONFIRMED, gettext_lazy("Confirm the death"), (by_another, a_source), (),
         (confirmed,), care=True),
    Step("refute", frozenset({S.REPORTED, S.CONFIRMED}), S.REFUTED, gettext_lazy("It is not true"), (a_reason,),
         ("reason",), care=True),
)  # fmt: skip
MISSION = Workflow(
    "death",
    record,
    Step("lead_says", frozenset({M.OPEN, M.HALF}), after_voices, gettext_lazy("Supervisor: say whether to tell"),
         (confirmed_first, two_decide, Voice("lead", "law")), VOICE),
    Step("law_says", frozenset({M.OPEN, M.HALF}), after_voices, gettext_lazy("Legal officer: say whether to tell"),
         (confirmed_first, two_decide, Voice("law", "lead")), VOICE),
    Step("tell", frozenset({M.OPEN, M.TELL}), M.TOLD, gettext_lazy("The mission was told"),
         (confirmed_first, may_be_told, a_day), ("mission_told_on",), care=True),
    field="mission",
)  # fmt: skip
BOTH = {**DEATH.steps, **MISSION.steps}


def workflow_of(name):
    """The workflow a step belongs to; KeyError for an unknown one."""
    return MISSION if name in MISSION.steps else DEATH if name in DEATH.steps else {}[name]


def available(row, user):
    """Steps this person may take now, of both; the decision of two only where two decide."""
    if row.status == S.REFUTED:
        return []
    hidden = set() if feared(row.case) else {"lead_says", "law_says"}
    hidden |= set(MISSION.steps) if row.status != S.CONFIRMED else set()
    found = [*DEATH.available(row, user), *MISSION.available(row, user)]
    return [step for step in found if step.name not in hidden]
