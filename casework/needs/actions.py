"""What is written down for a person's needs, the plan, safety and conferences. Steps of a need and of a plan are in
transitions.py."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import codes
from accounts.outbox.actions import tell
from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.needs.models import CasePlan, Decision, Need, SafetyPlan
from casework.needs.proposals import FAST, proposed
from casework.todos.actions import add_todo, must_be_able, raise_todo, settle_todos

LONG, LINE = 10_000, 200  # characters
ONE_LINE = {"provider_name", "words", "interpreter"}
HOURS = {row["code"]: int(row["respond_within_hours"]) for row in codes.rows("referral_priorities")}
YEARS = datetime.timedelta(days=5 * 366)


def is_open(case):
    """ValidationError for a closed case."""
    if case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def due_by(priority, today=None):
    """The day until which help of this urgency is there, where nobody names one (referral_priorities.csv)."""
    return (today or timezone.localdate()) + datetime.timedelta(days=HOURS[priority] // 24)


def too_long(row):
    """{field: sentence} for a text nobody would read."""
    found = {}
    for field in row._meta.concrete_fields:
        value = row.__dict__.get(field.attname)
        most = LINE if field.name in ONE_LINE and not isinstance(row, Decision) else LONG
        if isinstance(value, str) and not field.choices and len(value) > most:
            found[field.name] = _("This is too long: write at most %(most)s letters.") % {"most": f"{most:,}"}
    return found


def put(row, fields):
    """The values on the row, checked."""
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    errors = too_long(row)
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case"])


def past(row, *names):
    """ValidationError for a day that is still to come, where whoever writes it is."""
    today = timezone.localdate()
    errors = {
        name: _("This day is still to come.") for name in names if getattr(row, name) and getattr(row, name) > today
    }
    if errors:
        raise ValidationError(errors)


def check_need(row, day_before=None):
    """ValidationError for two providers, somebody who may not work on the case, or a day that no plan has."""
    errors = {}
    if row.provider is not None and row.provider_name:
        errors["provider_name"] = _("Choose one from the list, or write who helps: not both.")
    if row.due_on is not None and abs(row.due_on - timezone.localdate()) > YEARS:
        errors["due_on"] = _("Choose a day within five years.")
    elif row.due_on is not None and row.due_on < timezone.localdate() and row.due_on != day_before:
        errors["due_on"] = _("This day has passed. Choose today or later.")
    if errors:
        raise ValidationError(errors)
    must_be_able(row.case, row.owner)


def add_need(case, *, by, origin=Need.Origin.TALK, **fields):
    """Writes a need down. It stays on the pages until it is ended, with a day by its urgency where none is named."""
    with performing(by, "need.add", case):
        return new_need(case, by, origin, fields)


def new_need(case, by, origin, fields):
    """The checked new row. Part of the caller's act."""
    is_open(case)
    row = Need(case=case, noted_by=by, origin=origin)
    put(row, {"priority": FAST.get(fields.get("kind"), "normal"), **fields})
    row.due_on = row.due_on or due_by(row.priority)
    check_need(row)
    row.save(force_insert=True)
    note(case, "need_add", by, after=row.status)
    follow(row, by)
    told(row, by, None)
    return row


def take_proposals(case, kinds, *, by):
    """Takes over the ticked proposals, each as a need of its own. ValidationError where nothing was ticked."""
    with performing(by, "need.add", case):
        found = {one.kind: one for one in proposed(case, Need.objects.filter(case=case))}
        chosen = [found[kind] for kind in dict.fromkeys(kinds) if kind in found]
        if not chosen:
            raise ValidationError(_("Tick what the person needs. What is not ticked is not added."))
        return [new_need(case, by, one.origin, {"kind": one.kind}) for one in chosen]


def edit_need(row, *, by, **fields):
    """Changes a need that is not ended. Stale when somebody saved it since it was read."""
    with performing(by, "need.edit", row):
        is_open(row.case)
        if row.ended_at is not None:
            raise ValidationError(_("This has ended. Open it again first."))
        day, owner = row.due_on, row.owner_id
        put(row, fields)
        check_need(row, day)
        row.save()
        follow(row, by)
        told(row, by, owner)
    return row


def follow(row, by):
    """While a need is open and nobody sees to it, finding somebody stands among the to-dos."""
    waits = Need.objects.filter(case=row.case, status=Need.Status.NOTED, owner=None).exists()
    if waits:
        raise_todo(row.case, "arrange_help", by=by)
    else:
        settle_todos(row.case, "arrange_help", by=by)


def told(row, by, before):
    """Somebody who was given a need by somebody else gets a mail, as for a to-do."""
    if row.owner_id not in (None, before, by.pk):
        tell(row.owner, "todo")


def snapshot(case):
    """What the plan says of help: the open needs with who helps and until when."""
    rows = Need.objects.filter(case=case).open().select_related("provider").order_by("due_on", "pk")
    return [
        {"kind": row.kind, "words": row.words, "who": row.provider_name or (row.provider.name if row.provider else ""),
         "until": row.due_on.isoformat() if row.due_on else ""}
        for row in rows
    ]  # fmt: skip


def write_plan(plan, *, by, **fields):
    """Writes the version that is not agreed yet; what was agreed is never changed. The help in it is that of today."""
    with performing(by, "plan.edit", plan):
        is_open(plan.case)
        new = plan._state.adding
        if plan.status != CasePlan.Status.DRAFT:
            raise ValidationError(_("This version was answered. A change is a new version, to agree to again."))
        put(plan, fields)
        plan.services = snapshot(plan.case)
        if new:
            last = CasePlan.objects.filter(case=plan.case).aggregate(last=Max("number"))["last"]
            plan.number, plan.written_by = (last or 0) + 1, by
            plan.validate_constraints()
        plan.save(force_insert=new)
    return plan


def next_plan(case):
    """The version being written, or a new one that begins with the words of the last."""
    draft = CasePlan.objects.filter(case=case, status=CasePlan.Status.DRAFT).first()
    if draft is not None:
        return draft
    last = CasePlan.objects.filter(case=case).first()
    words = {name: getattr(last, name) for name in ("wishes", "steps", "language", "interpreter")} if last else {}
    return CasePlan(case=case, number=0, **({"language": case.language} | words))


def write_safety(plan, *, by, **fields):
    """Writes the safety plan. Nothing in it is required but the day: what is known is written, and the rest later."""
    with performing(by, "safety.edit", plan):
        is_open(plan.case)
        new = plan._state.adding
        put(plan, fields)
        past(plan, *({"made_on"} & fields.keys()))
        if plan.again_on is not None and plan.again_on <= plan.made_on:
            raise ValidationError({"again_on": _("Choose a day after the one on which it was talked through.")})
        plan.written_by = by
        plan.save(force_insert=new)
        note(plan.case, "safety_edit", by)
        settle_todos(plan.case, "talk_safety", by=by)
        if plan.again_on is not None:
            raise_todo(plan.case, "talk_safety", by=by, due_on=plan.again_on)
    return plan


def safety_of(case):
    """The safety plan of the case, or a new one."""
    return SafetyPlan.objects.filter(case=case).first() or SafetyPlan(case=case)


def write_conference(row, *, by, **fields):
    """Writes down who was there and what was said."""
    with performing(by, "conference.edit", row):
        is_open(row.case)
        new = row._state.adding
        put(row, fields)
        past(row, *({"held_on"} & fields.keys()))
        if not row.people.strip():
            raise ValidationError({"people": _("Write who was there, one line for each.")})
        if new:
            row.written_by = by
        row.save(force_insert=new)
        if new:
            note(row.case, "conference_held", by)
    return row


def decide(conference, *, by, words, kind="", owner=None, due_on=None):
    """A decision becomes a need (where a kind of help is named) or a to-do, with who does it and until when."""
    with performing(by, "conference.decide", conference):
        words = words.strip()
        errors = {} if words else {"words": _("Write what was decided.")}
        if owner is None:
            errors["owner"] = _("Choose who does it.")
        if due_on is None:
            errors["due_on"] = _("Write until when.")
        if errors:
            raise ValidationError(errors)
        row = Decision(case=conference.case, conference=conference, words=words)
        if len(words) > LINE:
            raise ValidationError({"words": _("Write it in one sentence.")})
        given = {"owner": owner, "due_on": due_on}
        if kind:
            row.need = new_need(conference.case, by, Need.Origin.CONFERENCE, {"kind": kind, "words": words, **given})
        else:
            row.todo = add_todo(conference.case, by=by, title=words, **given)
        row.save(force_insert=True)
    return row
