"""Each thing that happens to a consent adds a row to its series (workflows.md section 4, C-08)."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.consents.models import Consent

S = Consent.Status
LONGEST, USUAL = datetime.timedelta(days=365), datetime.timedelta(days=90)
REVIEW = datetime.timedelta(hours=24)
LONG = 5_000  # letters
SHARING = ("share_services", "share_embassy", "share_authority_identification", "share_law_enforcement",
           "share_origin_partner", "share_exit_clearance")  # fmt: skip
BY_GUARDIAN = ("guardian", "appointed_guardian")
AFTER: dict[str, set] = {
    S.INFORMED: {None, S.NOT_ASKED, S.INFORMED},
    S.GIVEN: {S.INFORMED},
    S.GIVEN_LIMITED: {S.INFORMED},
    S.REFUSED: {S.INFORMED},
    S.WITHDRAWN: {S.GIVEN, S.GIVEN_LIMITED},
    S.SUPERSEDED: {S.GIVEN, S.GIVEN_LIMITED},
    S.NOT_POSSIBLE: {None, S.NOT_ASKED},
    S.CONFIRMED: {S.NOT_POSSIBLE},
}
CARRIED = ("type", "recipient", "language", "interpreter", "giver", "guardian", "child_assent", "how", "witness",
           "items", "limits", "basis", "decided_by", "text_version", "answered_on", "expires_on")  # fmt: skip


def append(case, before, status, by, **fields):
    """The next row of a series, or the first of a new one. ValidationError where the step does not follow."""
    if status not in AFTER or (before.status if before else None) not in AFTER[status]:
        raise ValidationError(_("This does not follow from the last answer. Look at the newest one first."))
    kept = {name: getattr(before, name) for name in CARRIED} if before else {}
    row = Consent(
        case=case,
        series=before.series if before else uuid.uuid4(),
        number=before.number + 1 if before else 1,
        recorded_by=by,
        status=status,
        **{**kept, **fields},
    )
    check_lengths(row)
    row.full_clean(exclude=["case", "recorded_by"])
    try:
        row.save(force_insert=True)
    except IntegrityError as error:  # two people answered at the same moment
        raise ValidationError(_("Somebody recorded an answer in the meantime. Look at it first.")) from error
    return row


def check_lengths(row):
    """ValidationError for a text nobody could read."""
    errors = {
        field.name: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
        for field in row._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(row, field.attname)) > LONG
    }
    if errors:
        raise ValidationError(errors)


def waiting_for_an_answer(case, fields):
    """The series in which the same was explained and not answered yet, or None."""
    newest = Consent.objects.filter(case=case, type=fields.get("type"), recipient=fields.get("recipient")).newest()
    return next((row for row in newest if row.status == S.INFORMED), None)


def problems_before_reading(fields):
    """{field: sentence}: what must be put right before the text can be read aloud; empty where nothing."""
    errors = end_errors(fields)
    if fields.get("type") in SHARING and not fields.get("recipient"):
        errors["recipient"] = _("Choose who would see it. There is no sharing with everybody.")
    return errors


def inform(case, *, by, before=None, **fields):
    """The person was told what, for whom, how long, and that no is an answer; in `language`.

    Explaining the same again goes on in the series that waits for its answer.
    """
    with performing(by, "consent.inform", case):
        if errors := problems_before_reading(fields):
            raise ValidationError(errors)
        return append(case, before or waiting_for_an_answer(case, fields), S.INFORMED, by, **fields)


def rules_of_a_yes(case, fields):
    """ValidationError unless giver, way, end and, for a child, guardian and assent are there (C-01, S-48)."""
    errors = {}
    if not fields.get("giver"):
        errors["giver"] = _("Choose who answers.")
    if not fields.get("how"):
        errors["how"] = _("Choose how it was given.")
    if fields.get("how") == Consent.How.WITNESSED and not fields.get("witness"):
        errors["witness"] = _("Write who was the witness.")
    errors.update(item_errors(fields) | end_errors(fields))
    if case.child:
        errors.update(child_errors(fields))
    if errors:
        raise ValidationError(errors)


def item_errors(fields):
    """Only where something is shared can somebody agree to show it."""
    if fields.get("items") and fields.get("type") not in SHARING:
        return {"items": _("Nothing is shown to anybody on this consent.")}
    return {}


def end_errors(fields):
    """A yes ends after today and within a year; it is not answered tomorrow."""
    today, ends, day = timezone.localdate(), fields.get("expires_on"), fields.get("answered_on")
    errors = {}
    if ends and not today < ends <= today + LONGEST:
        errors["expires_on"] = _("Choose a day after today and within a year. Then the person is asked again.")
    if day and day > today:
        errors["answered_on"] = _("The answer cannot be given in the future.")
    return errors


def child_errors(fields):
    """For a child: the guardian and the child's own word, or a best-interests decision by two people."""
    if fields.get("giver") in BY_GUARDIAN:
        errors = {} if fields.get("guardian") else {"guardian": _("Write the guardian's name.")}
        if not fields.get("child_assent"):
            errors["child_assent"] = _("The child must agree too, in their own words.")
        return errors
    if fields.get("giver") == "best_interests_basis":
        names = [name for name in (fields.get("decided_by") or "").replace(";", ",").split(",") if name.strip()]
        return {} if len(names) >= 2 else {"decided_by": _("Write two names, with a comma between them.")}
    return {"giver": _("For a child the guardian answers, or a best-interests decision by two people.")}


def answer(consent, *, by, status, **fields):
    """Yes, yes with limits, or no. A no needs nothing (R06: help never depends on it)."""
    case = consent.case
    with performing(by, "consent.answer", case):
        fields.setdefault("answered_on", timezone.localdate())
        if status in Consent.YES:
            fields["expires_on"] = fields.get("expires_on") or timezone.localdate() + USUAL
            rules_of_a_yes(case, {"type": consent.type, **fields})
        if status == S.GIVEN_LIMITED and not fields.get("limits"):
            raise ValidationError({"limits": _("Write the limits in the person's words.")})
        row = append(case, consent, status, by, **fields)
        replace_older(row, by)
    return row


def replace_older(row, by):
    """A new answer, yes or no, ends an older yes of the same type and recipient: the last word counts."""
    older = (
        Consent.objects.filter(case=row.case, type=row.type, recipient=row.recipient)
        .exclude(series=row.series)
        .newest()
    )
    for old in [found for found in older if found.status in Consent.YES]:
        append(row.case, old, S.SUPERSEDED, by)


def withdraw(consent, *, by):
    """One step, no reason needed, at any time (C-04). Works on in the same transaction for all that reads `holds`."""
    with performing(by, "consent.withdraw", consent.case):
        return append(consent.case, consent, S.WITHDRAWN, by, answered_on=timezone.localdate())


def record_not_possible(case, *, by, **fields):
    """The person could not be asked: why, and on what basis; a supervisor confirms within 24 hours."""
    with performing(by, "consent.not_possible", case):
        if not (fields.get("basis") or "").strip():
            raise ValidationError({"basis": _("Write why the person could not be asked, and on what basis you act.")})
        return append(case, None, S.NOT_POSSIBLE, by, review_by=timezone.now() + REVIEW, **fields)


def confirm_not_possible(consent, *, by):
    """The supervisor's confirmation, by somebody who did not record it (R-07)."""
    with performing(by, "consent.confirm_not_possible", consent.case):
        if consent.recorded_by_id == by.pk:
            raise ValidationError(_("Somebody else must confirm this: it was you who recorded it."))
        return append(consent.case, consent, S.CONFIRMED, by)
