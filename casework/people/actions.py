"""Changing the person of a case and the rows around them (I3)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.cases.models import Case
from casework.people.fear_actions import follow_status
from casework.people.models import Person

ADULT = 18
OLDEST = 120
LONG_TEXTS = {
    "safe_ways", "unsafe_ways", "health_notes", "present_address", "home_address", "where_note", "hours", "reach",
    "note",
}  # fmt: skip
LONG, SHORT = 10_000, 200  # characters


def age_of(person, today=None):
    """Age in years from the birth date, or from the estimate and the time since; None where neither is known."""
    today = today or timezone.localdate()
    if person.birth_date:
        had_birthday = (today.month, today.day) >= (person.birth_date.month, person.birth_date.day)
        return today.year - person.birth_date.year - (not had_birthday)
    if person.estimated_age is None:
        return None
    since = (today - (person.age_noted_on or today)).days
    return person.estimated_age + since // 365


def counts_as_child(person):
    """A child until shown otherwise: under eighteen by date or estimate, or presumed (TIP 3(d), R03).

    An estimate never outweighs the presumption; a birth date from a document does.
    """
    by_document = person.birth_date and person.age_basis == Person.AgeBasis.DOCUMENT
    age = age_of(person)
    young = age is not None and age < ADULT
    return young or (person.presumed_child and not by_document)


def check_age(person):
    """ValidationError for a birth date or an age that cannot be."""
    today = timezone.localdate()
    if person.birth_date and person.birth_date > today:
        raise ValidationError({"birth_date": _("This day is in the future. Check the year.")})
    if person.birth_date and person.birth_date < today - datetime.timedelta(days=OLDEST * 366):
        raise ValidationError({"birth_date": _("This day is more than 120 years ago. Check the year.")})
    if person.estimated_age is not None and person.estimated_age > OLDEST:
        raise ValidationError({"estimated_age": _("Write an age in years, for example 17.")})
    if (person.birth_date or person.estimated_age is not None) and not person.age_basis:
        raise ValidationError({"age_basis": _("Choose how we know the age.")})


def check_birth_against_age(person):
    """ValidationError where a birth date and an age tell two stories; one year of doubt is none."""
    if not person.birth_date or person.estimated_age is None:
        return
    noted_on = person.age_noted_on or timezone.localdate()
    by_date = (noted_on - person.birth_date).days // 365.25
    if abs(by_date - person.estimated_age) > 1:
        raise ValidationError(
            {"estimated_age": _("The date of birth and the age do not fit together. Keep the surer one.")}
        )


def check_nationality(person):
    """ValidationError for somebody who is said to have no nationality and one."""
    if person.stateless and person.nationalities:
        raise ValidationError({"stateless": _("Either no nationality, or the ones you chose. Keep one of the two.")})


def check_lengths(row):
    """ValidationError for a text nobody could read; NUL is refused by the field itself."""
    errors = {}
    for field in row._meta.concrete_fields:
        typed = row.__dict__.get(field.attname)
        most = LONG if field.name in LONG_TEXTS else SHORT
        if isinstance(field, EncryptedTextField) and isinstance(typed, str) and len(typed) > most:
            errors[field.name] = _("This is too long: write at most %(most)s letters.") % {"most": f"{most:,}"}
    if errors:
        raise ValidationError(errors)


def edit_person(person, *, by, **fields):
    """Saves the person and keeps the case's child mark true. Stale when somebody saved it since it was read."""
    with performing(by, "person.edit", person):
        asked = {"safe_ways", "unsafe_ways"} & fields.keys()
        status = person.migration_status
        if "estimated_age" in fields and fields["estimated_age"] != person.estimated_age:
            person.age_noted_on = timezone.localdate()
        for name, value in fields.items():
            setattr(person, name, value)
        if asked:
            person.safe_asked_by, person.safe_asked_on = by, timezone.localdate()
        person.clean_fields(exclude=["case"])
        for check in (check_lengths, check_age, check_birth_against_age, check_nationality):
            check(person)
        person.save()
        mark_child(person)
        follow_status(person, status, by=by)
    return person


def mark_child(person):
    """Copies the answer of `counts_as_child` to the case, where lists, walls and rules read it."""
    case = Case.objects.select_for_update().get(pk=person.case_id)
    child = counts_as_child(person)
    if case.child != child:
        case.child = child
        case.save()


def save_row(row, *, by, **fields):
    """Adds or changes a name, language, paper, contact or relative of the person. Stale for a lost race."""
    try:
        with performing(by, "person.edit", row):
            for name, value in fields.items():
                setattr(row, name, value)
            check_lengths(row)
            row.full_clean()
            row.save(force_insert=row._state.adding)
    except IntegrityError as error:  # two people added the same language at the same moment
        raise ValidationError(_("This is in the list already.")) from error
    return row


def remove_row(row, *, by):
    """Takes the row away; the history keeps it."""
    with performing(by, "person.edit", row):
        row.delete()
