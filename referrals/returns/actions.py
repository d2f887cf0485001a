"""Noting a wish, ticking a step, choosing the paper, asking again, and one step of the workflow. Steps are in
transitions.py, the assessment of the risks in risks.py."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.cases.actions import note
from casework.cases.models import Case
from casework.people.models import IdentityPaper
from casework.todos.actions import settle_todos
from casework.todos.queries import able
from referrals.returns import following, needs
from referrals.returns.grounds import fallen
from referrals.returns.models import Return
from referrals.returns.needs_papers import not_in_hand
from referrals.returns.records import STEPS, ReturnStep
from referrals.returns.seventeen import LACKS, MANUAL, applies
from referrals.returns.transitions import BY_ITSELF, RETURN

S = Return.Status
LONG = 4_000  # letters
YES = needs.YES


def whole():
    """Returns with what an act on one needs, and the clock of the database."""
    return Return.objects.timed().select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "case__organisation", "paper", "receiver",
        "officer", "assessed_by", "cleared_by", "advised_by", "chosen_by", "booked_by", "asked_again_by",
    )  # fmt: skip


def fresh_of(row):
    """The same return as it stands, with all that hangs on it."""
    return whole().get(pk=row.pk)


def check(row, *exclude):
    """ValidationError for a text nobody could read, and for a code that nobody listed."""
    errors: dict[str, Any] = {
        field.name: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
        for field in row._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(row, field.attname) or "") > LONG
    }
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "way_home", "assessment", *exclude])


def not_to_come(name, day):
    """ValidationError beside `name` for a day that is still to come."""
    if day is not None and day > timezone.localdate():
        raise ValidationError({name: _("This day is still to come")})


def wish(case, *, by, asked=False, **fields):
    """The person asked to go back: the only beginning of a return (R15). ValidationError beside a field."""
    with performing(by, "return.wish", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        if str(asked).lower() not in YES:
            said = _("Only the person's own wish begins a return. An authority, a family or we do not.")
            raise ValidationError({"asked": said})
        row = Return(case=case, noted_by=by, **fields)
        check(row)
        not_to_come("wished_on", row.wished_on)
        row.validate_constraints()
        row.save(force_insert=True)
        note(case, "return_wish", by, after=row.status)
        tell_all([user for user in following.officers(case) if user.pk != by.pk], "return")
    return row


def suspend_if_fallen(row, *, by):
    """Writes down that the return is suspended, where a ground has fallen away; returns it as it stands."""
    row = fresh_of(row)
    if row.status in Return.BEFORE and fallen(row, needs.facts(row)):
        BY_ITSELF.move(row, "suspend", by=by)
        row = fresh_of(row)
    return row


def step(row, name, *, by, **given):
    """One step of the workflow, from the state as it really is now. As Workflow.move."""
    if row.status in Return.BEFORE and name != "stop":
        row = suspend_if_fallen(row, by=by)
    return RETURN.move(row, name, by=by, **given)


def locked(row):
    """The return as it stands, locked until the act is over; its case too, so that a departure at the same moment
    comes before this or sees it."""
    Case.objects.select_for_update().get(pk=row.case_id)
    return whole().select_for_update(of=("self",)).get(pk=row.pk)


def choose_paper(row, *, by, paper):
    """The paper to travel with: one of the person's, in hand and not ended (R17)."""
    with performing(by, "return.paper", row):
        row = before_gate(locked(row))
        found = IdentityPaper.objects.filter(case=row.case_id, pk=as_key(paper)).first()
        if found is None:
            raise ValidationError({"paper": _("Choose one of those shown")})
        if why := not_in_hand(found, row.travel_on or needs.facts(row).today):
            raise ValidationError({"paper": why})
        row.paper = found
        row.save()
    return row


def as_key(value):
    """The key of a row, or None for what is none."""
    try:
        return uuid.UUID(str(getattr(value, "pk", value)))
    except ValueError:
        return None


def before_gate(row):
    """The row. ValidationError once the person has departed, or where the way has ended."""
    if row.status not in (*Return.BEFORE, S.SUSPENDED):
        raise ValidationError(_("This return has departed, or has ended."))
    return row


def set_line(row, code, *, by, owner=None, due_on=None, blocker=""):
    """Who does one of the seventeen steps, until when, and what stops it."""
    with performing(by, "return.line", row):
        row = locked(row)
        line = line_for(row, code)
        if owner is not None and not may_own(row, owner):
            raise ValidationError({"owner": _("Choose somebody of this case's team.")})
        line.owner, line.due_on, line.blocker = owner, due_on, blocker
        check(line)
        line.save()
    return line


def may_own(row, user):
    """Whether somebody can be asked to do a step: who works on the case, or an officer of its team."""
    return able(row.case).filter(pk=user.pk).exists() or following.officers(row.case).filter(pk=user.pk).exists()


def line_for(row, code):
    """The row of one step, or a new one. ValidationError for a step nobody knows."""
    if code not in dict(STEPS):
        raise ValidationError({"code": _("There is no such step.")})
    return ReturnStep.objects.filter(way_home=row, code=code).first() or ReturnStep(
        case=row.case, way_home=row, code=code
    )


EXTRA = {"receiver_accepted": ("receiver", "receiver_words"), "escort_assigned": ("escort",),
         "fit_to_travel": ("escort_needed",)}  # fmt: skip
MUST = {"receiver_accepted": "receiver_words", "escort_assigned": "escort"}


def mark(row, code, *, by, done_on, note_text="", **more):
    """Ticks one of the steps that are ticked by hand, with the day and, for some, who receives or travels along."""
    with performing(by, "return.mark", row):
        row = before_gate(locked(row))
        can_be_ticked(row, code)
        if done_on is None:
            raise ValidationError({"done_on": _("Write the day, the month and the year")})
        not_to_come("done_on", done_on)
        put_more(row, code, more)
        line = line_for(row, code)
        line.done_on, line.done_by, line.note, line.blocker = done_on, by, note_text, ""
        check(line)
        line.save()
        note(row.case, "return_mark", by)
    return line


def can_be_ticked(row, code):
    """ValidationError for a step that follows from the record, is not needed, or has something open."""
    if code not in MANUAL:
        raise ValidationError({"code": _("This step follows from what is recorded. Nobody ticks it.")})
    if not applies(code, row):
        raise ValidationError({"code": _("This step is not needed for this person.")})
    if code == "penalties_cleared" and needs.facts(row).penalties:
        raise ValidationError(LACKS[code][0](row, needs.facts(row)))


def put_more(row, code, more):
    """Who receives, who travels along, whether somebody must."""
    names = EXTRA.get(code, ())
    if MUST.get(code) and not str(more.get(MUST[code]) or "").strip():
        raise ValidationError({MUST[code]: _("Write an answer here")})
    for name in names:
        value = more.get(name)
        if name == "receiver":
            value = Organisation.objects.filter(pk=as_key(value), is_active=True).first() if value else None
        elif name == "escort_needed":
            value = str(value or "").lower() in YES
        setattr(row, name, value if value is not None or name == "receiver" else "")
    if names:
        check(row)
        row.save()


def unmark(row, code, *, by):
    """It is not done after all."""
    with performing(by, "return.mark", row):
        row = before_gate(locked(row))
        line = line_for(row, code)
        line.done_on = line.done_by = None
        line.save()
    return line


def ask_again(row, *, by, answer):
    """The question before the journey: "yes", or the person has changed their mind, which stops the return at once."""
    if str(answer) == "no":
        return step(row, "stop", by=by)
    with performing(by, "return.ask_again", row):
        row = locked(row)
        if answer != "yes":
            raise ValidationError({"answer": _("Choose one")})
        if row.status != S.BOOKED:
            raise ValidationError(_("The person is asked again once a journey is booked."))
        row.asked_again_at, row.asked_again_by = needs.facts(row).now, by
        row.save()
        note(row.case, "return_ask_again", by)
        settle_todos(row.case, following.ASK, by=by)
    return row


def receive(row, *, by, received_on=None, received_words="", by_hand=""):
    """The receiving side has the person: one act from `departed` or `arrived` (R18). For the portal as for our pages;
    only the organisation that receives, or we where it told us otherwise, may say so (needs.by_the_receiver)."""
    given = {"received_on": received_on or timezone.localdate(), "received_words": received_words, "by_hand": by_hand}
    return step(row, "receive", by=by, **given)
