"""The plan for the new life and its goals; planning calls by hand, and who makes them. Steps are in transitions.py."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.cases.actions import note
from casework.cases.models import Case
from referrals.after.models import FollowUp, PlanGoal, ReintegrationPlan
from referrals.after.scheduling import agreed, next_call, partner_of, plan_calls

LONG = 4_000  # letters
MOST_GOALS = 40
YEARS = datetime.timedelta(days=5 * 366)


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


def write_plan(case, *, by, language, wishes="", interpreter="", plan=None, version=None):
    """The plan, as long as the person has not agreed: a new one, or changed words. Stale when somebody saved it since
    `version`; ValidationError beside a field, and once it is agreed."""
    with performing(by, "reintegration.write", plan or case):
        is_open(case)
        row = locked(plan, version) if plan is not None else ReintegrationPlan(case=case, written_by=by)
        row.language, row.wishes, row.interpreter = language, wishes, interpreter
        check(row, "written_by")
        if plan is None:
            row.validate_constraints()
        row.save(force_insert=plan is None)
        if plan is None:
            note(case, "reintegration_begin", by, after=row.status)
    return row


def locked(plan, version=None):
    """The plan as it stands, while it is being written."""
    row = ReintegrationPlan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    if row.status != ReintegrationPlan.S.DRAFT:
        raise ValidationError(_("The person has agreed to it. To change it, take “Change it” first: they agree anew."))
    if version is not None:
        row.version = version
    return row


def save_goal(plan, *, by, known=None, version=None, **fields):
    """One goal of a plan that is being written: a new one, or changed. ValidationError beside a field."""
    with performing(by, "reintegration.write", plan):
        locked(plan)
        if known is None and PlanGoal.objects.filter(plan=plan).count() >= MOST_GOALS:
            raise ValidationError(_("So many goals nobody can follow. Take some together."))
        row = goal_of(plan, known, version) if known is not None else PlanGoal(case=plan.case, plan=plan)
        for name in ("area", "goal", "help", "who", "until"):
            if name in fields:
                setattr(row, name, fields[name])
        fits(row)
        row.save(force_insert=known is None)
    return row


def goal_of(plan, goal, version):
    """The goal as it stands, of this very plan."""
    row = PlanGoal.objects.select_for_update().get(pk=goal.pk, plan=plan)
    row.version = version if version is not None else row.version
    return row


def fits(row):
    """ValidationError for a goal without words, and for a day that no plan has."""
    if not row.goal.strip():
        raise ValidationError({"goal": _("Write what the person wants to reach.")})
    if row.until is not None and abs(row.until - timezone.localdate()) > YEARS:
        raise ValidationError({"until": _("Choose a day within five years.")})
    check(row, "plan")


def drop_goal(goal, *, by):
    """Taken out of a plan that is being written. Its history stays."""
    with performing(by, "reintegration.write", goal):
        locked(goal.plan)
        PlanGoal.objects.select_for_update().get(pk=goal.pk).delete()


def mark_goal(goal, *, by, stands):
    """How far a goal is, once the plan has begun."""
    with performing(by, "reintegration.review", goal):
        row = PlanGoal.objects.select_for_update(of=("self",)).select_related("plan").get(pk=goal.pk)
        if row.plan.status not in ReintegrationPlan.RUNNING:
            raise ValidationError(_("First the person agrees to the plan."))
        row.stands = stands
        check(row, "plan")
        row.save()
    return row


def schedule(case, *, by, start):
    """Plans the calls of somebody whose way home is not followed here by a return: after a permit, or a way they went
    alone. ValidationError without the person's yes, and where all calls stand."""
    with performing(by, "followup.schedule", case):
        is_open(case)
        if agreed(case) is None:
            raise ValidationError(
                _("First ask the person, under Consent, whether they may be called. No is an answer too.")
            )
        if start > timezone.localdate():
            raise ValidationError({"start": _("This day is still to come")})
        rows = plan_calls(case, by=by, start=start)
        if not rows:
            raise ValidationError(_("All calls stand already, or their time is over."))
        note(case, "followup_schedule", by)
    return rows


def give(row, *, by, to_partner):
    """Who makes this call: we, or the partner at home that looks after the person. ValidationError without one."""
    with performing(by, "followup.give", row):
        fresh = FollowUp.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.pk)
        if fresh.status not in FollowUp.OPEN:
            raise ValidationError(_("This call is over."))
        theirs = partner_of(fresh.case) if to_partner else None
        if to_partner and theirs is None:
            raise ValidationError(_("No partner at home has accepted. Refer the person to one first, under Services."))
        fresh.referral, fresh.partner_id = theirs, theirs.provider_id if theirs else None
        fresh.save()
        next_call(fresh.case, by)
    return fresh


def whole():
    """Calls with what an act on one needs."""
    return FollowUp.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "case__organisation", "partner",
        "referral", "referral__share", "of_return", "of_removal", "done_by",
    )  # fmt: skip
