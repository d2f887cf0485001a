"""Opening a screening and marking its answers. Its steps are in transitions.py; the rule decides, never these."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import readable
from accounts.editing import must_stand_at
from accounts.performing import Stale, performing
from accounts.policy import Group
from casework.cases.models import Case
from casework.consents.queries import holds
from casework.interviews.queries import said_no
from casework.people.actions import age_of
from casework.people.fear_actions import note_fear
from screening import guards
from screening.catalogue import catalogue
from screening.models import HEALTH_CODES, IndicatorAnswer, Screening
from screening.scenarios import OLDEST
from screening.transitions import BY_ITSELF

LONG = 4_000  # letters of a note
CARRIED = ("age_at_recruitment", "age_disputed", "trafficking_defence", "vulnerability_flags", "return_risk_factors",
           "health_marks", "act_complete", "means_complete", "purpose_complete", "declined")  # fmt: skip
MARKS = ("state", "source", "note")
# Marks that say asylum, or fear of the own state; fear of lenders, family or traffickers is none (C-06).
FEARS = {
    "asylum": {"asylum_seeker_refugee"},
    "fear": {"persecution_risk", "persecution", "torture_risk", "enforced_disappearance", "death_penalty"},
}
Source, State = IndicatorAnswer.Source, IndicatorAnswer.State


def open_screening(case, *, by, answers=None, **facts):
    """The next version of the case's screening, as a draft with what the last one held; never with what was told
    before a yes was taken back. ValidationError for a case that is not open, or has a screening under way."""
    with performing(by, "screening.create", case):
        guards.case_active(Case.objects.select_for_update(no_key=True).get(pk=case.pk))
        last = Screening.objects.filter(case=case).first()
        screening = Screening(case=case, screener=by, number=last.number + 1 if last else 1)
        screening.age_at_screening = age_of(case.person)
        kept = reusable(last)
        for name in CARRIED if kept else ():
            setattr(screening, name, getattr(kept, name))
        set_facts(screening, facts)
        save_new(screening)
        note_fears(screening, by)
        for row in IndicatorAnswer.objects.filter(screening=kept) if kept else ():
            save_answer(screening, None, row.code, {name: getattr(row, name) for name in (*MARKS, "origin")}, by)
        write_answers(screening, answers or {}, by)
    return screening


def reusable(last):
    """The last screening, where its answers may be used for a new one."""
    withdrawn = last is not None and last.hindrance == Screening.Hindrance.WITHDRAWN
    return None if last is None or withdrawn or said_no(last.case) else last


def save_new(screening):
    """Writes the draft. ValidationError where another is open, also one that was begun at the same moment."""
    screening.clean_fields(exclude=["case", "screener"])
    try:
        screening.validate_constraints()
        screening.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(_("A screening of this case is open already. Go on with that one.")) from error


def must_be_editable(screening):
    """ValidationError for a screening that waits for review or is decided, and for a closed case."""
    guards.case_open(screening, {})
    if not screening.editable:
        raise ValidationError(_("Answers change only before it is sent, or after it was returned."))


def mark(screening, answers, *, by):
    """Marks answers: {code: {"state", "source", "note", "origin", "version"}}, each against the version it was made
    from (0: none yet), where one is given. Stale for an answer that somebody else saved in the meantime; then nothing
    is written. Returns the screening as it stands."""
    with performing(by, "screening.edit", screening):
        fresh = Screening.objects.select_for_update().get(pk=screening.pk)
        must_be_editable(fresh)
        if write_answers(fresh, answers, by):
            fresh.save()
    return fresh


def edit_screening(screening, *, by, answers=None, **facts):
    """Saves answers and facts of the version that `screening` holds. Stale when somebody saved it since it was read."""
    with performing(by, "screening.edit", screening):
        must_stand_at(screening, screening.version)
        must_be_editable(screening)
        set_facts(screening, facts)
        write_answers(screening, answers or {}, by)
        screening.clean_fields(exclude=["case", "screener", "submitted_by", "proposed_by", "decided_by"])
        screening.save()
        note_fears(screening, by)
    return screening


def set_facts(screening, facts):
    """Puts flags, ages and finished parts into the row. Marks of health go where only health may be read; who may
    not read them adds to them."""
    health = set(facts.pop("add_health", ()))
    for name in ("vulnerability_flags", "return_risk_factors"):
        if name in facts:
            health |= set(facts[name]) & set(HEALTH_CODES)
            facts[name] = sorted(set(facts[name]) - set(HEALTH_CODES))
    if "health_marks" in facts and (screening._state.adding or Group.HEALTH in readable(screening)):
        screening.health_marks = []
    screening.health_marks = sorted({*screening.health_marks, *health, *facts.pop("health_marks", ())})
    for name, value in facts.items():
        setattr(screening, name, value)
    check_ages(screening)


def note_fears(screening, by):
    """Asylum or fear of the own state, once marked, closes every door to that state at once (C-05, C-06)."""
    marked = {*screening.vulnerability_flags, *screening.return_risk_factors}
    for kind in [kind for kind, codes in FEARS.items() if codes & marked]:
        note_fear(screening.case, kind, by=by, source="screening")


def check_ages(screening):
    """ValidationError for an age nobody reaches, and for an act at an age that is still to come."""
    errors = {
        name: _("Write an age in years, for example 17.")
        for name in ("age_at_screening", "age_at_recruitment")
        if (getattr(screening, name) or 0) > OLDEST
    }
    now, then = screening.age_at_screening, screening.age_at_recruitment
    if now is not None and then is not None and then > now:
        errors["age_at_recruitment"] = _("Nobody was recruited at an age they have not reached yet.")
    if errors:
        raise ValidationError(errors)


def write_answers(screening, answers, by):
    """Saves the answers that differ from what is stored; returns how many. ValidationError {code: sentence}."""
    unknown = sorted(set(answers) - set(catalogue(screening.catalogue_version)))
    if unknown:
        raise ValidationError({"answers": _("Unknown code: %(codes)s.") % {"codes": ", ".join(unknown)}})
    stored = {row.code: row for row in IndicatorAnswer.objects.filter(screening=screening, code__in=answers)}
    errors, changed = {}, 0
    agreed = holds(screening.case, "interview")
    for code, values in answers.items():
        try:
            changed += save_answer(screening, stored.get(code), code, values, by, agreed)
        except ValidationError as error:
            errors[code] = error.messages
    if errors:
        raise ValidationError(errors)
    return changed


def save_answer(screening, row, code, values, by, agreed=True):
    """Writes one answer, where it changed. Stale for one that was made from another version."""
    row = row or IndicatorAnswer(case=screening.case, screening=screening, code=code, version=0)
    before = [getattr(row, name) for name in MARKS]
    wanted = [values.get(name, getattr(row, name)) for name in MARKS]
    if wanted[0] == State.NOT_ASKED:
        wanted[1] = ""
    if wanted == before:
        return False
    if values.get("version", row.version) != row.version:
        raise Stale
    check_answer(wanted, agreed)
    row.state, row.source, row.note = wanted
    row.origin = values.get("origin", {} if row._state.adding else row.origin)
    row.set_by, row.set_at = by, timezone.now()
    row.clean_fields(exclude=["case", "screening", "set_by"])
    row.version = max(row.version, 1)
    row.save()
    return True


def check_answer(wanted, agreed):
    """ValidationError for a mark without its source, a word of somebody who did not agree, or a note nobody reads."""
    state, source, note = wanted
    if state == State.PRESENT and not source:
        raise ValidationError(_("Say where it comes from."))
    if source == Source.TESTIMONY and not agreed:
        raise ValidationError(
            _(
                "The person has not agreed to an interview. Mark only what was seen, stands on a paper or comes from"
                " another agency."
            )
        )
    if len(note) > LONG:
        raise ValidationError(_("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"})


def decline(screening, key, *, by):
    """A proposal that the screener does not follow is not shown again; it marks nothing, least of all absent."""
    with performing(by, "screening.edit", screening):
        fresh = Screening.objects.select_for_update().get(pk=screening.pk)
        must_be_editable(fresh)
        if key not in fresh.declined:
            fresh.declined = [*fresh.declined, key]
            fresh.save()
    return fresh


def interview_withdrawn(case, *, by):
    """The person took back their yes: every screening that is not confirmed stops, and its answers are not used
    (workflows.md section 3). Part of the act that records the withdrawal; returns how many stopped."""
    states = BY_ITSELF.steps["withdraw"].sources
    rows = Screening.objects.filter(case=case, status__in=states).exclude(hindrance=Screening.Hindrance.WITHDRAWN)
    return len([BY_ITSELF.move(row, "withdraw", by=by) for row in rows])
