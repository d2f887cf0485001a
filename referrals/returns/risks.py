"""The risks of a return: assessed by somebody other than who books, added to, met with measures, and the advice of a
legal officer where one of them forbids it (T1, R15, R16)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.editing import must_stand_at
from accounts.outbox.actions import tell_all
from accounts.performing import performing
from casework.cases.actions import note
from casework.consents.actions import database_time
from casework.todos.actions import raise_todo
from casework.todos.queries import supervisors
from referrals.returns import following, needs
from referrals.returns.actions import check, fresh_of, locked, not_to_come, suspend_if_fallen
from referrals.returns.models import Return
from referrals.returns.records import EFFECTS, RiskAssessment, RiskFactor
from referrals.returns.transitions import RETURN

S = Return.Status
ASSESSED_IN = (S.RISK, S.BLOCKED, *Return.RESTING)


def file_assessment(row, *, by, factors, heard=False, area="", words=""):
    """What somebody other than the booker found: `factors` is {code: {"words", "measure"}}. A risk that forbids the
    return blocks it in the same act; else a supervisor reads it. ValidationError beside a field."""
    with performing(by, "return.file", row):
        row = locked(row)
        if row.status not in ASSESSED_IN:
            raise ValidationError(_("Risks are assessed once the return is planned, and before the departure."))
        if row.booked_by_id == by.pk:
            raise ValidationError(_("You have booked this journey. Somebody else must assess the risk."))
        assessment = RiskAssessment(
            case=row.case, way_home=row, by=by, done_at=database_time(), heard=str(heard).lower() in needs.YES,
            area=area, words=words,
        )  # fmt: skip
        found = [factor_of(assessment, by, code, **said) for code, said in factors.items()]
        fits(assessment, found)
        for made in (assessment, *found):
            made.save(force_insert=True)
        row.assessed_by = by
        row.save()
        note(row.case, "return_file", by)
        after_assessment(row, by, any(factor.blocks for factor in found))
    return assessment


def fits(assessment, factors):
    """ValidationError for an assessment that says nothing, or that the person was not heard on."""
    errors = {}
    if not assessment.heard:
        errors["heard"] = _("Talk with the person about each risk first: they know most of it.")
    if not assessment.words.strip():
        errors["words"] = _("Write what it rests on, also where you found no risk.")
    if errors:
        raise ValidationError(errors)
    check(assessment, "by")
    for factor in factors:
        check(factor, "added_by")


def factor_of(assessment, by, code, words="", measure=""):
    """One risk of the code list. ValidationError for a code nobody listed."""
    if code not in EFFECTS:
        raise ValidationError({"code": _("Choose one of the risks shown.")})
    return RiskFactor(
        case=assessment.case, assessment=assessment, code=code, effect=EFFECTS[code], words=words, measure=measure,
        measured_by=by if measure.strip() else None, added_by=by,
    )  # fmt: skip


def after_assessment(row, by, blocks):
    """A risk that forbids it blocks at once; else a supervisor is asked to read it."""
    if row.status == S.RISK and (blocks or needs.facts(row).fears or needs.facts(row).claims):
        RETURN.move(row, "block", by=by)
    elif row.status != S.BLOCKED:
        raise_todo(row.case, following.CLEAR, by=by)
        tell_all(supervisors(row.case, but=by), "review")
    suspend_if_fallen(row, by=by)


def add_factor(row, *, by, code, words="", measure=""):
    """A risk that somebody heard of after the assessment. One that forbids the return suspends it in the same act."""
    with performing(by, "return.factor", row):
        row = locked(row)
        assessment = needs.facts(row).assessment
        if assessment is None or row.status not in ASSESSED_IN:
            raise ValidationError(_("There is no assessment to add it to. Make one."))
        factor = factor_of(assessment, by, code, words, measure)
        check(factor, "added_by")
        factor.validate_constraints()
        factor.save(force_insert=True)
        note(row.case, "return_factor", by)
        row.__dict__.pop("_facts", None)
        if row.status == S.RISK and factor.blocks:
            RETURN.move(row, "block", by=by)
        suspend_if_fallen(row, by=by)
    return factor


def set_measure(row, *, by, factor, measure, version=None):
    """What is done about one risk of the newest assessment. Stale when somebody wrote it since `version`."""
    with performing(by, "return.measure", row):
        assessment = needs.facts(fresh_of(row)).assessment
        factors = assessment.factors.all() if assessment else ()
        found = next((one for one in factors if str(one.pk) == str(factor)), None)
        if found is None:
            raise ValidationError({"factor": _("Choose one of the risks shown.")})
        if version is not None:
            must_stand_at(found, version)
        if not str(measure).strip():
            raise ValidationError({"measure": _("Write what is done about it, and by whom.")})
        found.measure, found.measured_by = measure, by
        check(found, "added_by")
        found.save()
    return found


def advise(row, *, by, advised_on, advice_language, advice):
    """A legal officer tells the person what a blocked return means, in their own language (section 8)."""
    with performing(by, "return.advise", row):
        row = locked(row)
        if row.status != S.BLOCKED or needs.facts(row).assessment is None:
            raise ValidationError(_("Advice is given where a risk forbids the return."))
        not_to_come("advised_on", advised_on)
        own = needs.languages_of(row.case)
        if own and advice_language not in own:
            raise ValidationError({"advice_language": _("Give the advice in the person's own language.")})
        if not str(advice).strip():
            raise ValidationError({"advice": _("Write what was advised, and what the person said.")})
        row.advised_by, row.advised_on, row.advice_language, row.advice = by, advised_on, advice_language, advice
        row.advised_assessment = needs.facts(row).assessment.pk
        check(row)
        row.save()
        note(row.case, "return_advise", by)
        tell_all(supervisors(row.case, but=by), "review")
    return row
