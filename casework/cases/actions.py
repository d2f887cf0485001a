"""Opening, giving and guarding a case. Steps of the workflow are in transitions.py."""

import datetime

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import CaseKey, allowed, refuse
from accounts.acting import current
from accounts.models import User
from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from accounts.policy import Role
from accounts.vault import new_key
from casework.cases import grants
from casework.cases.models import Case, CaseStep
from casework.cases.reasons import BreakGlass, ConflictBlock, HandOver, HealthGrant
from casework.people.models import Person
from casework.todos.actions import pass_on, pass_on_lost, raise_todo, settle_todos
from casework.todos.queries import supervisors

GLASS_TIME = datetime.timedelta(minutes=60)
HEALTH_TIME = datetime.timedelta(days=90)


def note(case, step, by, *, before="", after="", reason=""):
    """One line of the case's timeline, with the typed reason sealed."""
    CaseStep(case=case, step=step, by=by, before=before, after=after, reason=reason).save(force_insert=True)


def open_case(team, *, by, person=None, **fields):
    """A draft case of the team with its key, its person and the opener assigned, all of it or nothing.

    `fields` belong to Case, `person` is a dict for Person. ValidationError where a value does not fit, or the
    team is not one of the opener's organisation.
    """
    with performing(by, "case.open", team):
        if team.organisation_id != by.organisation_id:
            raise ValidationError({"team": _("Choose a team of your own organisation.")})
        case = Case(team=team, organisation_id=team.organisation_id, opened_by=by, **fields)
        wrapped, version = new_key(case.pk)
        case.clean_fields()
        case.save(force_insert=True)
        grants.assign(case, by)
        CaseKey(case_id=case.pk, wrapped=wrapped, master_version=version).save(force_insert=True)
        row = Person(case=case, **(person or {}))
        row.clean_fields()
        row.save(force_insert=True)
        note(case, "open", by, after=case.status)
    return case


def edit_case(case, *, by, **fields):
    """Saves changed fields of the case. Stale when somebody saved it since `case` was read."""
    with performing(by, "case.edit", case):
        for name, value in fields.items():
            setattr(case, name, value)
        case.clean_fields()
        case.save()
    return case


def working_colleague(case, user):
    """ValidationError unless `user` is an active caseworker of the case's organisation."""
    if not user.is_active or user.organisation_id != case.organisation_id or Role.CASEWORKER not in user.role_codes:
        raise ValidationError({"to_user": _("Choose a caseworker of this organisation who has an account.")})


def assign_worker(case, user, *, by):
    """A supervisor puts one more caseworker on the case."""
    with performing(by, "case.assign", case):
        working_colleague(case, user)
        grants.assign(case, user)
        note(case, "assign", by)


def offer_case(case, to_user, *, by, from_user=None, note_text=""):
    """Offers the case to another caseworker; nothing changes until they accept (workflows.md section 2)."""
    with performing(by, "case.offer", case):
        working_colleague(case, to_user)
        if grants.workers(case).filter(pk=to_user.pk).exists():
            raise ValidationError({"to_user": _("This person works on the case already.")})
        if from_user not in (None, by) and not allowed(by, "case.assign", case):
            raise ValidationError({"from_user": _("You can hand over your own work only. Ask the supervisor.")})
        offer = HandOver(case=case, from_user=from_user, to_user=to_user, offered_by=by, note=note_text)
        offer.full_clean(exclude=["case"])
        offer.validate_constraints()
        offer.save(force_insert=True)
        note(case, "offer", by)
        tell(to_user, "offer")
    return offer


def answer(offer, word, *, by, action):
    """Closes an open offer. ValidationError when it was answered already."""
    with performing(by, action, offer.case):
        fresh = HandOver.objects.select_for_update().get(pk=offer.pk)
        if fresh.answered_at is not None:
            raise ValidationError(_("This offer was answered already."))
        if action != "case.offer" and fresh.to_user_id != by.pk:
            refuse(by, action, "casework.handover", offer.pk, visible=False)
        if word == HandOver.Answer.ACCEPTED:
            working_colleague(fresh.case, by)
            grants.assign(fresh.case, by)
        note(fresh.case, f"offer_{word}", by)
        if word == HandOver.Answer.ACCEPTED and fresh.from_user_id:
            pass_on(fresh.case, fresh.from_user, to=by, by=by)
            grants.release(fresh.case, fresh.from_user)
        fresh.answer, fresh.answered_at = word, timezone.now()
        fresh.save()
    return fresh


def accept_case(offer, *, by):
    """The receiver takes the case and the giver's open to-dos; the old assignment ends in the same transaction."""
    return answer(offer, HandOver.Answer.ACCEPTED, by=by, action="case.accept")


def refuse_case(offer, *, by):
    """The receiver says no; everything stays as it was."""
    return answer(offer, HandOver.Answer.REFUSED, by=by, action="case.refuse")


def take_offer_back(offer, *, by):
    """The offer ends; everything stays as it was."""
    return answer(offer, HandOver.Answer.TAKEN_BACK, by=by, action="case.offer")


def break_glass(reference, *, by, reason):
    """Sixty minutes of access to a case of the own organisation. The supervisors of its team get a to-do and a mail
    that says nothing of the case, both written in the same transaction (S-32). Http404 for a number that is no such
    case."""
    with performing(by, "glass.break"):
        if len(reason.strip()) < 10:
            raise ValidationError({"reason": _("Write why you need it, in a sentence. Your supervisor will read it.")})
        with connection.cursor() as cursor:
            cursor.execute("SELECT case_behind_glass(%s)", [reference])
            case_id = cursor.fetchone()[0]
        if case_id is None:
            refuse(by, "glass.break", "casework.case", reference, visible=False)
        glass = BreakGlass(case_id=case_id, user=by, until=timezone.now() + GLASS_TIME)
        glass.save(force_insert=True)
        current().held.clear()
        glass.reason = reason
        glass.save()
        raise_todo(glass.case, "emergency_look", by=by)
        tell_all(supervisors(glass.case, but=by), "glass")
    return glass


def review_glass(glass, *, by, review, review_note=""):
    """The supervisor's finding. Never on one's own hour (R-07)."""
    with performing(by, "glass.review", glass.case):
        if glass.user_id == by.pk:
            raise ValidationError(_("Somebody else must review this: it was you who looked."))
        if glass.reviewed_at is not None:
            raise ValidationError(_("This was reviewed already."))
        glass.review, glass.review_note = review, review_note
        glass.reviewed_by, glass.reviewed_at = by, timezone.now()
        glass.full_clean(exclude=["case"])
        glass.save()
        if not BreakGlass.objects.filter(case=glass.case_id, reviewed_at=None).exists():
            settle_todos(glass.case, "emergency_look", by=by)
    return glass


def somebody_stays(case, by, user, organisation):
    """ValidationError for a block that would leave nobody to lift or to watch it: of the case's own organisation, of
    oneself, or of who guards the data."""
    if organisation is not None and organisation.pk == case.organisation_id:
        raise ValidationError(
            {"organisation": _("This is the case's own organisation: nobody could open it any more.")}
        )
    if user is not None and user.pk == by.pk:
        raise ValidationError({"user": _("Somebody else must block you.")})
    if user is not None and Role.DATA_PROTECTION in user.role_codes:
        raise ValidationError({"user": _("Who guards the data cannot be blocked. Speak to the administrators.")})


def end_offers(case, user):
    """Offers by or to somebody who is blocked now are taken back."""
    offers = HandOver.objects.filter(case=case, answered_at__isnull=True)
    for offer in [row for row in offers if user is not None and user.pk in (row.offered_by_id, row.to_user_id)]:
        offer.answer, offer.answered_at = HandOver.Answer.TAKEN_BACK, timezone.now()
        offer.save()


def raise_conflict(case, *, by, reason, user=None, organisation=None, other_case=None):
    """Blocks a person, an organisation or the workers of another case from this one, from their next request on.

    Between two cases both directions are blocked (C-11).
    """
    with performing(by, "conflict.raise", case):
        if not reason.strip():
            raise ValidationError(
                {"reason": _("Write the reason. Only supervisors and the data protection officer read it.")}
            )
        somebody_stays(case, by, user, organisation)
        block = ConflictBlock(
            case=case,
            user=user,
            organisation=organisation,
            other_case=other_case,
            reason=reason,
            raised_by=by,
        )
        block.full_clean(exclude=["case"])
        block.save(force_insert=True)
        end_offers(case, user)
        if other_case is not None:
            ConflictBlock(case=other_case, other_case=case, reason=reason, raised_by=by).save(force_insert=True)
            pass_on_lost(other_case, by=by)
        pass_on_lost(case, by=by)
    return block


def lift_conflict(block, *, by):
    """The block ends; between two cases, in both directions."""
    with performing(by, "conflict.lift", block.case):
        pair = [block]
        if block.other_case_id:
            pair += ConflictBlock.objects.filter(case=block.other_case_id, other_case=block.case_id, lifted_at=None)
        for row in pair:
            row.lifted_by, row.lifted_at = by, timezone.now()
            row.save()


def grant_health(case, user, *, by):
    """Ninety days of access to the health notes for a caseworker who is on the case."""
    with performing(by, "health.grant", case):
        if not grants.workers(case).filter(pk=user.pk).exists():
            raise ValidationError({"user": _("Only somebody who works on the case can be given this.")})
        if user.pk == by.pk:
            raise ValidationError({"user": _("Nobody gives this to themself. Ask another supervisor.")})
        grant = HealthGrant(case=case, user=user, given_by=by, until=timezone.now() + HEALTH_TIME)
        grant.save(force_insert=True)
    return grant


def colleagues(case):
    """Active caseworkers of the case's organisation: to whom it can be offered."""
    return User.objects.filter(
        organisation=case.organisation_id,
        is_active=True,
        role_grants__role=Role.CASEWORKER,
        role_grants__approved_at__isnull=False,
        role_grants__ended_at__isnull=True,
    ).distinct()
