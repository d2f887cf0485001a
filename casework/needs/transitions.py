"""The steps of a need, and of a version of the plan: one row each. Nothing else assigns `status`.

No step asks what the person said to anybody, and none waits for an outcome, a status or a word to the police (P3, R06).
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.consents.models import Consent
from casework.needs.actions import follow, is_open, snapshot
from casework.needs.models import CasePlan, Need

S, P = Need.Status, CasePlan.Status
OPEN, ENDED = frozenset(Need.OPEN), frozenset(Need.ENDED)
YES = ("yes", "true", "on", "1")


def case_open(row, given):
    """A closed case is opened again first."""
    is_open(row.case)


def somebody_helps(row, given):
    """Who helps is named, and who sees to it."""
    errors = {}
    if row.provider_id is None and not row.provider_name.strip():
        errors["provider_name"] = _("First write who helps.")
    if row.owner_id is None:
        errors["owner"] = _("First choose who sees to it.")
    if errors:
        raise ValidationError(errors)


def result_known(row, given):
    """What came of it."""
    if given.get("result") not in Need.Result.values:
        raise ValidationError({"result": _("Choose what came of it.")})


def said_why(row, given):
    """In a sentence: what the person said, or why it could not be had."""
    if not str(given.get("result_words", "")).strip():
        raise ValidationError({"result_words": _("Write it in a sentence.")})


def ended(row, by, before, given):
    """The end, and what came of it; nobody need find somebody for it any more."""
    row.ended_at = timezone.now()
    row.result = given.get("result", "") or ""
    row.result_words = str(given.get("result_words", "")).strip()


def goes_on(row, by, before, given):
    """It is open again: the same need, with what was done so far."""
    row.ended_at, row.result, row.result_words = None, "", ""


def note_need(row, step, before, by, given):
    """One line of the case's timeline, and the to-do that follows."""
    note(row.case, f"need_{step.name}", by, before=before, after=row.status, reason=str(given.get("result_words", "")))
    follow(row, by)


NEED = Workflow(
    "need",
    note_need,
    Step(
        "arrange", frozenset({S.NOTED}), S.ARRANGED, gettext_lazy("It is arranged"), (case_open, somebody_helps)
    ),
    Step("begin", frozenset({S.NOTED, S.ARRANGED}), S.RUNNING, gettext_lazy("Help has begun"), (case_open,)),
    Step(
        "finish", frozenset({S.ARRANGED, S.RUNNING}), S.DONE, gettext_lazy("It is done"),
        (case_open, result_known), ("result", "result_words"), (ended,),
    ),
    Step(
        "not_wanted", OPEN, S.NOT_WANTED, gettext_lazy("The person does not want it"),
        (case_open,), ("result_words",), (ended,),
    ),
    Step(
        "not_possible", OPEN, S.NOT_POSSIBLE, gettext_lazy("It could not be had"),
        (case_open, said_why), ("result_words",), (ended,),
    ),
    Step(
        "reopen", ENDED, S.NOTED, gettext_lazy("It is needed after all"), (case_open,), (), (goes_on,),
    ),
)  # fmt: skip


def day_of(value):
    """A day from a form or from an API's text; None for what is none."""
    if not isinstance(value, str):
        return value
    try:
        return parse_date(value)
    except ValueError:
        return None


def in_words(row, given):
    """There is something to agree to."""
    if not row.steps.strip():
        raise ValidationError(_("First write what you do together, in the person's language."))


def as_it_is_today(row, given):
    """What is agreed to is what was read: help that changed since stands in a plan that is written anew."""
    if row.services != snapshot(row.case):
        raise ValidationError(_("The help has changed since this was written. Open the plan, look, and save it again."))


def agreed_well(row, given):
    """Read aloud in the person's language, on a day that has come, and how they said yes."""
    errors, day = {}, day_of(given.get("agreed_on"))
    if str(given.get("read_aloud", "")).lower() not in YES:
        errors["read_aloud"] = _("First read it to the person, in their language.")
    if day is None or day > timezone.localdate():
        errors["agreed_on"] = _("Write the day on which the person agreed.")
    if given.get("agreed_how") not in Consent.How.values:
        errors["agreed_how"] = _("Choose how it was given.")
    if row.language == "und":
        errors["agreed_how"] = _("First write in the plan in which language it is.")
    if errors:
        raise ValidationError(errors)


def agreed(row, by, before, given):
    """It stands from now on, and the one before it no more."""
    for old in CasePlan.objects.filter(case=row.case, status=P.AGREED):
        BY_ITSELF.move(old, "replace", by=by)
    row.read_aloud, row.agreed_on, row.agreed_how = True, day_of(given["agreed_on"]), given["agreed_how"]
    row.copy_given = str(given.get("copy_given", "")).lower() in YES


def said_no(row, by, before, given):
    """What the person wants otherwise."""
    row.answer_words = str(given.get("answer_words", "")).strip()


def note_plan(row, step, before, by, given):
    """One line of the case's timeline."""
    note(row.case, f"plan_{step.name}", by, before=before, after=row.status)


# Nobody takes this by a button: it follows from a yes to a newer version.
BY_ITSELF = Workflow(
    "plan",
    note_plan,
    Step("replace", frozenset({P.AGREED}), P.REPLACED, gettext_lazy("Replaced by a newer version")),
)

PLAN = Workflow(
    "plan",
    note_plan,
    Step(
        "agree", frozenset({P.DRAFT}), P.AGREED, gettext_lazy("The person agrees"),
        (case_open, in_words, as_it_is_today, agreed_well),
        ("read_aloud", "agreed_on", "agreed_how", "copy_given"), (agreed,),
    ),
    Step(
        "disagree", frozenset({P.DRAFT}), P.NOT_AGREED, gettext_lazy("The person wants it otherwise"),
        (case_open,), ("answer_words",), (said_no,),
    ),
)  # fmt: skip
