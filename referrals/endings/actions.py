"""Talking about all ways on, beginning one, and its single steps. Steps of the workflow are in transitions.py."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.cases.actions import note
from casework.cases.models import Case
from casework.needs.models import Need
from casework.people.fear_actions import note_fear
from casework.people.fears import StateFear
from casework.todos.actions import must_be_able
from casework.todos.queries import able, of_law
from referrals.endings.models import Ending, EndingStep, Way, WaysTalk
from referrals.endings.steps import BY_CODE, OF_KIND, SERVICE

LONG = 4_000  # letters
YEARS = datetime.timedelta(days=5 * 366)


def whole():
    """Ways with what an act on one needs."""
    return Ending.objects.select_related("case", "case__person", "case__team", "case__organisation", "need")


def check(row, *apart):
    """ValidationError for a text nobody could read, and for a code that nobody listed."""
    errors: dict[str, Any] = {
        field.name: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
        for field in row._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(row, field.attname) or "") > LONG
    }
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", *apart])


def is_open(case):
    """ValidationError on a closed case."""
    if case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def talk(case, *, by, told, wants, **fields):
    """The person was told of the ways on and said what they want. Who wants asylum is shut off from the own state from
    this moment (C-06). ValidationError beside a field."""
    with performing(by, "ways.talk", case):
        is_open(case)
        row = WaysTalk(case=case, by=by, told=sorted(set(told)), wants=wants, **fields)
        check(row, "by")
        if row.held_on > timezone.localdate():
            raise ValidationError({"held_on": _("This day is still to come")})
        if wants in Way.values and wants not in row.told:
            raise ValidationError({"told": _("Explain what the person wants as well.")})
        row.save(force_insert=True)
        note(case, "ways_talk", by)
        if wants == Way.ASYLUM:
            shut_out_own_state(case, by)
    return row


def shut_out_own_state(case, by):
    """Nothing goes to the own state while this stands: the block of C-06, written down once. It names no state, so that
    it shuts out all."""
    return note_fear(case, StateFear.Kind.ASYLUM, by=by, source=StateFear.Source.PERSON)


def begin(case, *, by, kind, country="", wish=""):
    """A way that the person asks for, with its list of steps and the legal service behind it. ValidationError beside a
    field; IntegrityError where one of this kind is open."""
    with performing(by, "ending.begin", case):
        is_open(case)
        row = Ending(case=case, kind=kind, country=country, wish=wish, noted_by=by)
        check(row, "need", "noted_by")
        if not wish.strip():
            raise ValidationError({"wish": _("Write what the person said. Nothing is begun without their wish.")})
        if Ending.objects.filter(case=case, kind=kind, status__in=Ending.STANDING).exists():
            raise ValidationError(_("This way is open already. Go on with that one."))
        if kind == Ending.Kind.ASYLUM:
            shut_out_own_state(case, by)
        row.need = legal_service(case, kind, by)
        row.save(force_insert=True)
        lay_out(row, by)
        note(case, "ending_begin", by, after=row.status)
    return row


def legal_service(case, kind, by):
    """The open legal service for this way, or a new one: while it is open the legal officers of the team read the
    case."""
    code = SERVICE[kind]
    need = Need.objects.open().filter(case=case, kind=code).first()
    if need is None:
        need = Need(case=case, kind=code, owner=by, noted_by=by)
        need.save(force_insert=True)
    return need


def lay_out(row, by):
    """The steps of this way, each with an owner and a day; what is law goes to a legal officer where there is one."""
    today = timezone.localdate()
    lawyer = of_law(able(row.case), by)
    for item in OF_KIND[row.kind]:
        owner = (lawyer if item.law else None) or by
        due = today + datetime.timedelta(days=item.days) if item.when == "before" else None
        EndingStep(case=row.case, ending=row, code=item.code, owner=owner, due_on=due).save(force_insert=True)


def change_step(step, *, by, version, owner=None, due_on=None, blocker=""):
    """Who sees to it, until when, and what is in the way. Stale when somebody saved it since `version`."""
    with performing(by, "ending.edit", step.ending):
        row = locked(step)
        row.version = version
        must_be_able(row.case, owner)
        row.owner, row.due_on, row.blocker = owner, due_on, blocker
        check(row, "ending", "owner")
        if due_on is not None and abs(due_on - timezone.localdate()) > YEARS:
            raise ValidationError({"due_on": _("Choose a day within five years.")})
        row.save()
    return row


def do_step(step, *, by, done_on=None):
    """It is done. ValidationError where the way has ended, or the day is still to come. Twice changes nothing."""
    with performing(by, "ending.edit", step.ending):
        row = locked(step)
        day = done_on or timezone.localdate()
        if day > timezone.localdate():
            raise ValidationError({"done_on": _("This day is still to come")})
        if row.done_on is None:
            row.done_on, row.done_by, row.blocker = day, by, ""
            row.save()
    return row


def undo_step(step, *, by):
    """It is to be done after all."""
    with performing(by, "ending.edit", step.ending):
        row = locked(step)
        if row.done_on is not None:
            row.done_on = row.done_by = None
            row.save()
    return row


def locked(step):
    """The step as it stands. ValidationError once the way was stopped or refused for good."""
    row = EndingStep.objects.select_for_update(of=("self",)).select_related("ending", "case").get(pk=step.pk)
    if row.ending.status not in Ending.STANDING:
        raise ValidationError(_("This way has ended."))
    return row


def item_of(step):
    """What the list says of a step."""
    return BY_CODE[step.ending.kind, step.code]


def asylum_stands(fear):
    """A fear is not lifted while an asylum claim is open or protection stands: the person stops that first (C-06, R16).
    Called inside the act that asks to lift, or lifts."""
    claims = Ending.objects.filter(case=fear.case_id, kind=Ending.Kind.ASYLUM, status__in=Ending.STANDING)
    if fear.kind == StateFear.Kind.ASYLUM and claims.exists():
        raise ValidationError(_("An asylum claim is open. The person ends that first, if they want to."))
