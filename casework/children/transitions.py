"""The steps of the best-interests procedure: one row each (workflows.md section 9). Nothing else assigns `status`."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.workflow import Step, Workflow
from casework.cases.actions import note
from casework.children.actions import is_a_child, is_open
from casework.children.models import About, BestInterests, PanelMember, Tracing
from casework.children.queries import guardians_of
from casework.todos.actions import raise_todo, settle_todos

S = BestInterests.Status
FEWEST = 3  # people who decide on a panel
LONGEST = datetime.timedelta(days=366)
YES = ("yes", "true", "on", "1")


def open_child(row, given):
    """Only a child's open case has a procedure that goes on."""
    is_a_child(row.case)


def open_case(row, given):
    """A closed case is opened again first."""
    is_open(row.case)


def heard(row, given):
    """The child was heard, on a day, in words that can be read back."""
    missing = {
        "heard_on": (row.heard_on, _("Write the day on which the child was heard.")),
        "child_view": (row.child_view.strip(), _("Write what the child wants. The child is heard first.")),
    }
    errors = {name: sentence for name, (there, sentence) in missing.items() if not there}
    if errors:
        raise ValidationError(errors)


def assessed_in_words(row, given):
    """What the child needs and what is best, in words."""
    if not (row.needs_words.strip() and row.advice.strip()):
        raise ValidationError({"advice": _("Write what the child needs, and what is best for the child and why.")})


def somebody_answers(row, given):
    """A guardian or a body is named; whoever may have had a part in it does not count (P4)."""
    if not guardians_of(row.case):
        raise ValidationError(_("First name a guardian, or the body that answers for the child."))


def traced(row, given):
    """Family tracing is recorded, also where nobody may look."""
    if not Tracing.objects.filter(case=row.case).exists():
        raise ValidationError(_("First write what was done to find the family, or why nobody looks."))


def home_known(row, given):
    """The home assessment is recorded, also where there is none."""
    if not row.home or not row.home_words.strip():
        raise ValidationError({"home": _("First write what is known of the home, or why nobody looked.")})


def asked_about(given):
    """The codes of what is to be decided, from a form's list or an API's text with commas."""
    named = given.get("about") or ()
    names = named.split(",") if isinstance(named, str) else named
    return [str(name).strip() for name in names if str(name).strip()]


def something_to_decide(row, given):
    """A determination is about something."""
    named = asked_about(given)
    if not named or set(named) - set(About.values):
        raise ValidationError(
            {"about": _("Choose what is to be decided: %(names)s.") % {"names": ", ".join(About.values)}}
        )


def panel_sat(row, given):
    """Three or more who decide, and not the caseworker alone: at most one of them is the case's own (section 9)."""
    functions = [one.function for one in PanelMember.objects.filter(procedure=row) if one.function in one.DECIDES]
    others = [one for one in functions if one != PanelMember.Function.CASEWORKER]
    if len(functions) < FEWEST or len(others) < FEWEST - 1:
        said = _("The panel needs three people who decide, and at most one of them is a caseworker of this case.")
        raise ValidationError(said)
    if row.panel_on is None:
        raise ValidationError({"panel_on": _("Write the day on which the panel met.")})


def decided_in_words(row, given):
    """The ways that were weighed, the decision, and when it is looked at again."""
    today, errors = timezone.localdate(), {}
    for name in ("options", "decision"):
        if not getattr(row, name).strip():
            errors[name] = _("Write it before anybody signs.")
    if row.review_on is None or not today < row.review_on <= today + LONGEST:
        errors["review_on"] = _("Choose a day after today and within a year.")
    if errors:
        raise ValidationError(errors)


def not_signed_by(*names):
    """A need: the signer signs once, and never for both."""

    def need(row, given):
        if given["by"].pk in [getattr(row, f"{name}_id") for name in names]:
            raise ValidationError(_("Somebody else must sign too: you have signed already."))

    return need


def reviewed_well(row, given):
    """A review says in words what it found, and if the decision stands, until when."""
    errors, today, until = {}, timezone.localdate(), day_of(given.get("review_on"))
    if str(given.get("stands", "")).lower() not in (*YES, "no", "false", "0"):
        errors["stands"] = _("Choose whether the decision still stands.")
    if not str(given.get("review_words", "")).strip():
        errors["review_words"] = _("Write what the review found.")
    if stands(given) and (until is None or not today < until <= today + LONGEST):
        errors["review_on"] = _("Choose a day after today and within a year.")
    if errors:
        raise ValidationError(errors)


def stands(given):
    """Whether the review leaves the decision standing."""
    return str(given.get("stands", "")).lower() in YES


def day_of(value):
    """A day from a form or from an API's text; None for what is none."""
    if not isinstance(value, str):
        return value
    try:
        return parse_date(value)
    except ValueError:
        return None


def assessed(row, by, before, given):
    """Who did the assessment, and when."""
    row.assessed_by, row.assessed_at = by, timezone.now()
    settle_todos(row.case, "child_assessment", by=by)


def asked(row, by, before, given):
    """What the panel is asked."""
    row.about = asked_about(given)
    raise_todo(row.case, "child_panel", by=by)


def sent_back(row, by, before, given):
    """Nobody has signed anything any more."""
    row.signed_supervisor = row.signed_officer = None


def signed(name):
    """An act: this one signs; with the second signature it is decided."""

    def act(row, by, before, given):
        setattr(row, name, by)
        if row.status == S.DECIDED:
            row.decided_at, row.stands = timezone.now(), True
            settle_todos(row.case, "child_panel", by=by)
            raise_todo(row.case, "child_review", by=by, due_on=row.review_on)

    return act


def with_second(other):
    """The state after a signature: decided once the other one has signed."""
    return lambda row: S.DECIDED if getattr(row, f"{other}_id") else S.PANEL


def reviewed(row, by, before, given):
    """Whether it stands, and until when; where it does not, what it allowed is allowed no more."""
    row.reviewed_by, row.reviewed_at = by, timezone.now()
    row.review_words, row.stands = str(given["review_words"]).strip(), stands(given)
    row.review_on = day_of(given["review_on"]) if row.stands else row.review_on
    settle_todos(row.case, "child_review", by=by)
    if row.stands:
        raise_todo(row.case, "child_review", by=by, due_on=row.review_on)


def record(row, step, before, by, given):
    """One line of the case's timeline."""
    note(row.case, f"interests_{step.name}", by, before=before, after=row.status, reason=str(given.get("reason", "")))


def why(row, given):
    """A reason is typed."""
    if not str(given.get("reason", "")).strip():
        raise ValidationError({"reason": _("Write what is missing.")})


SIGNING = (open_child, panel_sat, decided_in_words)
INTERESTS = Workflow(
    "interests",
    record,
    Step(
        "finish", frozenset({S.OPEN}), S.ASSESSED, gettext_lazy("The assessment is done"),
        (open_child, heard, assessed_in_words, somebody_answers), (), (assessed,),
    ),
    Step(
        "need", frozenset({S.ASSESSED}), S.NEEDED, gettext_lazy("A determination is needed"),
        (open_child, something_to_decide), ("about",), (asked,),
    ),
    Step(
        "convene", frozenset({S.NEEDED}), S.PANEL, gettext_lazy("Put it before the panel"),
        (open_child, heard, somebody_answers, traced, home_known),
    ),
    Step(
        "back", frozenset({S.PANEL}), S.NEEDED, gettext_lazy("Back: something is missing"),
        (open_child, why), ("reason",), (sent_back,),
    ),
    Step(
        "sign_supervisor", frozenset({S.PANEL}), with_second("signed_officer"), gettext_lazy("Sign as supervisor"),
        (*SIGNING, not_signed_by("signed_officer", "signed_supervisor")), (), (signed("signed_supervisor"),),
    ),
    Step(
        "sign_officer", frozenset({S.PANEL}), with_second("signed_supervisor"),
        gettext_lazy("Sign as child protection officer"),
        (*SIGNING, not_signed_by("signed_officer", "signed_supervisor")), (), (signed("signed_officer"),),
    ),
    Step(
        "review", frozenset({S.DECIDED, S.REVIEWED}), S.REVIEWED, gettext_lazy("Look at it again"),
        (open_case, reviewed_well), ("stands", "review_on", "review_words"), (reviewed,),
    ),
)  # fmt: skip
