"""What is written down for a child: the procedure's words, the panel, guardians, assent, tracing, doubts about the age
and births. The steps of the procedure are in transitions.py."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.cases.actions import note, open_case
from casework.cases.models import Case
from casework.children.ages import AgeDispute
from casework.children.births import Birth
from casework.children.models import Assent, BestInterests, Guardian, PanelMember, Tracing
from casework.people.actions import check_lengths, mark_child
from casework.people.models import Person, Relative
from casework.todos.actions import raise_todo, settle_todos

LONG, LINE = 10_000, 200  # characters
ONE_LINE = {"name", "child_name", "heard_by", "through", "born_at", "beside"}
ASSESSMENT = [
    "heard_on",
    "heard_by",
    "child_view",
    "situation",
    "needs_words",
    "home",
    "home_on",
    "home_words",
    "advice",
]
DECISION = ["panel_on", "options", "allowed", "decision", "institution_why", "review_on"]
S = BestInterests.Status
# What may be written in which state; what was signed is not written any more.
WRITTEN = {S.OPEN: ASSESSMENT, S.NEEDED: ASSESSMENT, S.PANEL: DECISION}
# Days that cannot be in the future, by kind of row.
PAST = {"heard_on", "home_on", "panel_on", "asked_on", "on", "appointed_on", "registered_on", "born_on"}
OLDEST = datetime.date(1900, 1, 1)


def is_a_child(case):
    """ValidationError for an adult's case, and for one that is closed."""
    if not case.child:
        raise ValidationError(_("This case is an adult's. If the age is in doubt, write that down first."))
    is_open(case)


def is_open(case):
    """ValidationError for a closed case."""
    if case.status in Case.CLOSED:
        raise ValidationError(_("The case is closed. Reopen it first."))


def check(row, written):
    """ValidationError beside the field for too long a text, and for a day of those `written` now that cannot be where
    whoever writes it is: for a colleague further west it may be tomorrow still."""
    errors = {}
    for field in row._meta.concrete_fields:
        value = row.__dict__.get(field.attname)
        most = LINE if field.name in ONE_LINE else LONG
        if isinstance(value, str) and not field.choices and len(value) > most:
            errors[field.name] = _("This is too long: write at most %(most)s letters.") % {"most": f"{most:,}"}
        if (
            field.name in PAST.intersection(written)
            and isinstance(value, datetime.date)
            and not OLDEST <= value <= timezone.localdate()
        ):
            errors[field.name] = _("Choose a day that is not in the future.")
    if errors:
        raise ValidationError(errors)


def put(row, fields):
    """The values on the row, checked: whatever belongs to no field of the forms stays."""
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    check(row, fields)
    row.clean_fields(exclude=["case"])


def open_procedure(case, *, by):
    """Opens the best-interests assessment; it is done at once, and stands among the to-dos until it is."""
    with performing(by, "interests.open", case):
        is_a_child(case)
        row = BestInterests(case=case, opened_by=by)
        row.validate_constraints()
        row.save(force_insert=True)
        note(case, "interests_open", by, after=row.status)
        raise_todo(case, "child_assessment", by=by)
    return row


def save_procedure(row, *, by, **fields):
    """Writes what the procedure's state asks for. A decision that is changed must be signed again by both."""
    with performing(by, "interests.edit", row):
        if set(fields) - set(WRITTEN.get(row.status, ())):
            raise ValidationError(_("This is signed. Nothing can be changed in it now."))
        if "about" in fields or set(fields.get("allowed") or ()) - set(row.about):
            raise ValidationError({"allowed": _("The panel was asked about something else.")})
        put(row, fields)
        row.signed_supervisor = row.signed_officer = None
        row.save()
    return row


def add_member(procedure, *, by, **fields):
    """One more on the panel, before both have signed. A changed panel must sign again."""
    with performing(by, "interests.edit", procedure):
        panel_open(procedure)
        row = PanelMember(case=procedure.case, procedure=procedure, added_by=by)
        put(row, fields)
        row.save(force_insert=True)
        unsign(procedure)
    return row


def remove_member(row, *, by):
    """Takes somebody off the panel; the history keeps the name."""
    with performing(by, "interests.edit", row):
        panel_open(row.procedure)
        row.delete()
        unsign(row.procedure)


def panel_open(procedure):
    """ValidationError where no panel is sitting."""
    if procedure.status not in BestInterests.UNDECIDED:
        raise ValidationError(_("The panel is not sitting now."))


def unsign(procedure):
    """Whoever signed, signed something else."""
    fresh = BestInterests.objects.select_for_update().get(pk=procedure.pk)
    if fresh.signed_supervisor_id or fresh.signed_officer_id:
        fresh.signed_supervisor = fresh.signed_officer = None
        fresh.save()


def save_row(row, *, by, **fields):
    """Adds or changes a guardian, an assent, a tracing or a birth. Stale when somebody saved it since it was read."""
    with performing(by, "child.edit", row):
        is_open(row.case)
        new = row._state.adding
        if new:
            setattr(row, WRITERS[type(row)], by)
        put(row, fields)
        CHECKS.get(type(row), lambda row: None)(row)
        row.save(force_insert=new)
        AFTER.get(type(row), lambda row, by: None)(row, by)
        if new:
            note(row.case, f"child_{row._meta.model_name}", by)
    return row


def check_guardian(row):
    """ValidationError for one who ended, and for a possible part in it without a word on why."""
    if row.ended_on is not None:
        raise ValidationError(_("This one answers for the child no more. Write down the new one."))
    if row.involved == Guardian.Involved.POSSIBLE and not row.involved_words.strip():
        raise ValidationError({"involved_words": _("Write what speaks for it.")})


def check_birth(row):
    """ValidationError for a registration without its day, and for a nationality that is said and not named."""
    errors = {}
    if row.registration == Birth.Registration.DONE and row.registered_on is None:
        errors["registered_on"] = _("Write the day of the registration.")
    if row.born_on and row.registered_on and row.registered_on < row.born_on:
        errors["registered_on"] = _("This is before the birth. Check both days.")
    if (row.nationality == Birth.Nationality.HAS) != bool(row.nationalities):
        errors["nationalities"] = _("Choose the nationality, if the child has one, and only then.")
    if errors:
        raise ValidationError(errors)


def check_assent(row):
    """ValidationError for an answer without the child's words: a yes that nobody can read back is none."""
    if row.answer != Assent.Answer.UNSURE and not row.words.strip():
        raise ValidationError({"words": _("Write what the child said or showed.")})


def follow_birth(row, by):
    """A birth that is not registered stays among the to-dos."""
    if row.registration in (Birth.Registration.NOT_YET, Birth.Registration.REFUSED):
        raise_todo(row.case, "birth_registration", by=by)
    elif not Birth.objects.filter(case=row.case, registration__in=("not_yet", "refused")).exists():
        settle_todos(row.case, "birth_registration", by=by)


WRITERS = {Guardian: "noted_by", Tracing: "noted_by", Birth: "noted_by", Assent: "asked_by"}
CHECKS = {Guardian: check_guardian, Birth: check_birth, Assent: check_assent}
AFTER = {Birth: follow_birth}


def end_guardian(row, *, by, why):
    """This one answers for the child no more; somebody else must be named before anything that needs a guardian."""
    with performing(by, "child.edit", row):
        if not why.strip():
            raise ValidationError({"why": _("Write why.")})
        fresh = Guardian.objects.select_for_update().get(pk=row.pk)
        fresh.ended_on, fresh.ended_why = timezone.localdate(), why.strip()
        check(fresh, ())
        fresh.save()
        note(row.case, "child_guardian_ended", by)
    return fresh


def doubt_age(case, *, by, **fields):
    """Somebody doubts the age: from now on the person counts as a child, with a mark of its own (R03)."""
    with performing(by, "child.edit", case):
        is_open(case)
        row = AgeDispute(case=case, opened_by=by)
        put(row, fields)
        row.validate_constraints()
        row.save(force_insert=True)
        mark(case, disputed=True)
        note(case, "age_doubted", by)
        raise_todo(case, "age_dispute", by=by)
    return row


def decide_age(row, *, by, outcome="", rests_on=(), outcome_words=""):
    """The child protection officer decides. For an adult it rests on two things at least, and a medical estimate alone
    never does; in doubt it stays a child (R03, UNHCR)."""
    with performing(by, "child.age", row):
        fresh = AgeDispute.objects.select_for_update().get(pk=row.pk)
        if fresh.ended_at is not None:
            raise ValidationError(_("This is decided already."))
        check_age_decision(outcome, set(rests_on), outcome_words)
        put(fresh, {"outcome": outcome, "rests_on": list(rests_on), "outcome_words": outcome_words})
        fresh.decided_by, fresh.ended_at = by, timezone.now()
        fresh.save()
        settle_todos(row.case, "age_dispute", by=by)
        note(row.case, "age_decided", by)
        mark(row.case, disputed=False, presumed=outcome == AgeDispute.Outcome.CHILD)
    return fresh


def check_age_decision(outcome, rests_on, words):
    """ValidationError where it says too little, or makes an adult of somebody on one leg."""
    errors = {}
    if outcome not in AgeDispute.Outcome.values:
        errors["outcome"] = _("Choose one.")
    if not words.strip():
        errors["outcome_words"] = _("Write why, in plain words.")
    if outcome == AgeDispute.Outcome.ADULT and len(rests_on & {"paper", "talk", "family", "medical"}) < 2:
        errors["rests_on"] = _("For an adult it must rest on two things at least. In doubt, it is a child.")
    if errors:
        raise ValidationError(errors)


def mark(case, *, disputed, presumed=True):
    """The case's own mark, and the presumption on the person, from which `child` follows."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    fresh.age_disputed = disputed
    fresh.save()
    person = Person.objects.select_for_update().get(case=fresh)
    if person.presumed_child != presumed:
        person.presumed_child = presumed
        person.save()
    mark_child(person)


def open_birth_case(birth, *, by):
    """The newborn's own case, through the usual opening, linked from the birth; the mother stands in it as family.
    ValidationError where there is one already."""
    with performing(by, "child.birth", birth):
        fresh = Birth.objects.select_for_update().select_related("case", "case__team").get(pk=birth.pk)
        if fresh.child_case_id is not None:
            raise ValidationError(_("The child has a case already."))
        if fresh.born_on is None:
            raise ValidationError({"born_on": _("Write the day of birth first, also if it is about right.")})
        person = {
            "name": fresh.child_name, "birth_date": fresh.born_on, "age_basis": Person.AgeBasis.FAMILY,
            "presumed_child": True, "nationalities": fresh.nationalities, "birth_place": fresh.born_at,
        }  # fmt: skip
        case = open_case(fresh.case.team, by=by, person=person, language=fresh.case.language, stage=fresh.case.stage)
        mark_child(case.person)
        case.refresh_from_db()
        parent = Relative(case=case, relation=Relative.Relation.MOTHER, name=fresh.case.person.shown_name)
        check_lengths(parent)
        parent.save(force_insert=True)
        fresh.child_case_id = case.pk
        fresh.save()
        note(fresh.case, "child_birth_case", by)
    return case
