"""Telling the person of the right, preparing what a mission sees, and talking with it. Steps are in transitions.py."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.editing import must_stand_at
from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.people import fear_actions
from casework.people.models import Person
from casework.todos.actions import raise_todo, settle_todos
from referrals.consular import needs
from referrals.consular.models import ConsularReferral, Message
from referrals.consular.transitions import BY_ITSELF, CONSULAR
from referrals.sharing.models import Share
from referrals.sharing.preparing import prepare_share
from referrals.sharing.threads import must_not_flood

LONG = 4_000  # letters
S = ConsularReferral.Status


def tell_rights(case, *, by, **fields):
    """The person was told of the right to contact with the own mission, and of the right to refuse (R12).

    `fields` belong to ConsularReferral: nationality, told_on, told_language, interpreter, host, already_told_by and
    already_told_on. ValidationError beside a field; one open referral for each nationality.
    """
    with performing(by, "consular.tell", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        referral = ConsularReferral(case=case, told_by=by, **{"host": case.organisation.country, **fields})
        check_days(referral)
        check_lengths(referral)
        referral.clean_fields(exclude=["case", "told_by", "share"])
        referral.validate_constraints()
        referral.save(force_insert=True)
        note(case, "consular_tell", by, after=referral.status)
        settle_todos(case, "consular_rights_information", by=by)
    return referral


def check_days(referral):
    """ValidationError for days that are still to come, and for a nationality the person did not tell us."""
    today, errors = timezone.localdate(), {}
    for name in ("told_on", "already_told_on"):
        day = getattr(referral, name)
        if isinstance(day, datetime.date) and day > today:
            errors[name] = _("This day is still to come")
    told_us = Person.objects.filter(case=referral.case_id).values_list("nationalities", flat=True).first()
    if referral.nationality not in (told_us or ()):
        errors["nationality"] = _("First write this nationality under Person.")
    if errors:
        raise ValidationError(errors)


def check_lengths(row):
    """ValidationError for a text nobody could read."""
    errors = {
        field.name: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
        for field in row._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(row, field.attname) or "") > LONG
    }
    if errors:
        raise ValidationError(errors)


def prepare(referral, *, by, version, mission, purpose, items, until=None, files=()):
    """What the mission will see, and until when, while the referral is a draft. Nothing leaves by this.

    `items` are codes of ITEMS, `until` the last day (the end of the consent where none is named), `files` ids of files
    of the case. ValidationError beside a field; Stale when somebody changed the referral since `version`.
    """
    with performing(by, "consular.prepare", referral):
        must_stand_at(referral, version)
        fresh = ConsularReferral.objects.select_related("case", "case__person", "share", "mission").get(pk=referral.pk)
        if fresh.status != S.DRAFT:
            raise ValidationError(_("This is possible only while it is being prepared. Change it once more first."))
        fresh.share = prepare_share(
            fresh.case,
            recipient=mission,
            purpose=purpose,
            consent=agreed_with(fresh, mission),
            items=items,
            files=files,
            until=until,
            number=fresh.number,
            share=fresh.share,
        )
        fresh.mission = mission
        fresh.representation = needs.representation_of(mission, fresh.nationality, fresh.host)
        fresh.save()
    return fresh


def ask_approval(referral, *, by, **given):
    """Stores the ticks and asks a supervisor to approve them, or does neither. `given` is what `prepare` takes."""
    with performing(by, "consular.prepare", referral):
        return CONSULAR.move(prepare(referral, by=by, **given), "request", by=by)


def agreed_with(referral, mission):
    """The consent for this mission. ValidationError for a mission that does not stand for the person here, that a fear
    shuts out, or that the person did not agree to."""
    if not needs.represented(mission, referral.nationality) or referral.host not in mission.covers:
        raise ValidationError({"mission": _("This mission does not stand for these nationals here. Choose another.")})
    if needs.fears_of(referral, mission):
        raise ValidationError({"mission": _("Blocked: asylum or a fear of this state is written down.")})
    consent = needs.consent_to(referral.case, mission)
    if consent is None:
        raise ValidationError({"mission": _("First ask the person: there is no consent to contact with this mission.")})
    return consent


def message(referral, text, *, by, from_mission, file=None):
    """Adds to the conversation. ValidationError for nothing, too much, or a referral nobody was told of."""
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write your question or answer.")})
    if referral.sent_at is None or referral.mission_id is None:
        raise ValidationError(_("The mission knows nothing of this yet."))
    if from_mission:
        must_be_received(referral)
        must_not_flood(Message.objects.filter(case=referral.case_id, mission=referral.mission_id, from_mission=True))
    row = Message(
        case=referral.case, referral=referral, mission=referral.mission, by=by, from_mission=from_mission, text=text,
        file=file,
    )  # fmt: skip
    check_lengths(row)
    row.clean_fields(exclude=["case", "referral", "mission", "by"])
    row.save(force_insert=True)
    return row


def must_be_received(referral):
    """ValidationError for a referral that its mission has not acknowledged, whatever else it holds of the person: one
    key opens a case for all shares to a recipient."""
    if referral.share is None or referral.share.live_from is None:
        raise ValidationError(_("First say that you have received it."))


def write(referral, *, by, text):
    """The caseworker writes to the mission: an answer, or a question. It changes no state."""
    with performing(by, "consular.write", referral):
        share = referral.share
        if share is None or share.ended_at is not None:
            raise ValidationError(_("The sharing has ended: the mission can no longer read this."))
        row = message(referral, text, by=by, from_mission=False)
        settle_todos(referral.case, "answer_mission", by=by)
        tell_all(focal_points([referral.mission_id]), "question")
    return row


def ask(referral, *, by, text):
    """The mission asks. It changes no state; a caseworker has three days to answer."""
    with performing(by, "consular.ask", referral):
        row = message(referral, text, by=by, from_mission=True)
        raise_todo(referral.case, "answer_mission", by=by)
        for user in workers(referral.case):
            tell(user, "question")
    return row


def raise_fear(case, *, by, kind, countries=(), note=""):
    """Writes down asylum or a fear of the own state; referrals whose sharing it ends are ended as well (C-06)."""
    with performing(by, "fear.raise", case):
        note_fear(case, by)
        return fear_actions.raise_fear(case, by=by, kind=kind, countries=countries, note=note)


def note_fear(case, by):
    """The timeline's line, without what the person said."""
    note(case, "fear_raise", by)


def end_feared(fear, by):
    """A fear was written down, wherever: each referral whose sharing it ended is over too, in the same transaction
    (C-05). The mission reads that its access ended and never why; one whose paper is issued stays, the paper is a fact.
    """
    rows = ConsularReferral.objects.open().filter(case=fear.case_id, share__ended_why=Share.Why.FEARED)
    for referral in rows.filter(status__in=BY_ITSELF.steps["feared"].sources):
        BY_ITSELF.move(referral, "feared", by=by)
