"""Each thing that happens to a consent adds a row to its series (workflows.md section 4, C-08)."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.children.queries import never_ask
from casework.consents.covering import file_errors
from casework.consents.firewall import consents_for, walled
from casework.consents.models import Consent
from casework.people.models import Contact, Relative
from casework.todos.actions import settle_todos

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
CARRIED = ("type", "recipient", "purpose", "language", "interpreter", "giver", "guardian", "relation", "capacity",
           "capacity_note", "child_assent", "assent_words", "how", "witness", "proof", "recording_agreed", "items",
           "files", "limits", "basis", "decided_by", "text_version", "answered_on", "expires_on")  # fmt: skip


def database_time():
    """This moment by the database's clock: what ends access is compared with it, and a proof names it (C-05)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def append(case, before, status, by, after=AFTER, **fields):
    """The next row of a series, or the first of a new one. ValidationError where the step does not follow `after`."""
    if status not in after or (before.status if before else None) not in after[status]:
        raise ValidationError(_("This does not follow from the last answer. Look at the newest one first."))
    kept = {name: getattr(before, name) for name in CARRIED} if before else {}
    row = Consent(
        case=case,
        series=before.series if before else uuid.uuid4(),
        number=before.number + 1 if before else 1,
        recorded_by=by,
        status=status,
        recorded_at=database_time(),
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
    return errors | wall_errors(fields)


def wall_errors(fields):
    """Police, immigration, courts and the like are asked for on a consent of their own only (C-12)."""
    kind = getattr(fields.get("recipient"), "kind", "")
    if fields.get("type") in SHARING and walled(kind) and fields["type"] not in consents_for(kind):
        return {"recipient": _("An authority of this kind gets nothing in this way. It needs a consent of its own.")}
    return {}


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
    errors.update(way_errors(fields) | item_errors(fields) | file_errors(case, fields) | end_errors(fields))
    errors.update(child_errors(case, fields) if case.child else adult_errors(fields))
    if errors:
        raise ValidationError(errors)


def way_errors(fields):
    """How it was given: a witness has a name, and nobody is recorded who did not agree to that."""
    if not fields.get("how"):
        return {"how": _("Choose how it was given.")}
    if fields["how"] == Consent.How.WITNESSED and not fields.get("witness"):
        return {"witness": _("Write who was the witness.")}
    if fields["how"] == Consent.How.RECORDED and not fields.get("recording_agreed"):
        return {"recording_agreed": _("Nobody is recorded who does not agree to it. Use paper, or a witness.")}
    return {}


def adult_errors(fields):
    """An adult answers for themselves. Where they cannot decide this now, only somebody appointed for them does, and
    the row says who and why (workflows.md section 4: capacity)."""
    cannot = fields.get("capacity") == Consent.Capacity.CANNOT
    if fields.get("giver") not in ("", None, "individual", "appointed_guardian"):
        return {"giver": _("An adult answers for themselves.")}
    if not cannot:
        return appointed_errors(fields) if fields.get("giver") == "appointed_guardian" else {}
    if fields.get("giver") == "individual":
        said = _("Somebody who cannot decide this cannot say yes to it. Ask another day, or ask who was appointed.")
        return {"giver": said}
    errors = appointed_errors(fields)
    if not (fields.get("capacity_note") or "").strip():
        errors["capacity_note"] = _("Write who decides instead, and why.")
    return errors


def appointed_errors(fields):
    """For an adult only a guardian by law or by the state answers; the family does not."""
    if fields.get("relation") and fields["relation"] not in Consent.APPOINTED:
        return {"relation": _("For an adult only a guardian by law or by the state may answer, and not the family.")}
    return {} if fields.get("guardian") else {"guardian": _("Write the guardian's name.")}


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


def child_errors(case, fields):
    """For a child: the guardian and the child's own word, or a best-interests decision by two people."""
    if fields.get("giver") in BY_GUARDIAN:
        errors = {} if fields.get("guardian") else {"guardian": _("Write the guardian's name.")}
        if not fields.get("child_assent"):
            errors["child_assent"] = _("The child must agree too, in their own words.")
        if never_ask(case, fields.get("guardian") or ""):
            errors["guardian"] = _("They may have had a part in it and are never asked. Name somebody else (Child).")
        return errors | guardian_errors(case, fields.get("relation") or "")
    if fields.get("giver") == "best_interests_basis":
        names = [name for name in (fields.get("decided_by") or "").replace(";", ",").split(",") if name.strip()]
        return {} if len(names) >= 2 else {"decided_by": _("Write two names, with a comma between them.")}
    return {"giver": _("For a child the guardian answers, or a best-interests decision by two people.")}


def guardian_errors(case, relation):
    """Consent by somebody who is not the guardian is none; nor is that of a parent whom it is not safe to reach."""
    if relation and relation not in Consent.GUARDIANS:
        said = _("This is not the guardian, so this is no consent. Use the best-interests decision by two people.")
        return {"relation": said}
    unsafe = Relative.objects.filter(case=case, relation=relation, safety=Contact.Safety.NEVER)
    if relation and unsafe.exists():
        return {"relation": _("Contact with them is not safe. Use the best-interests decision by two people.")}
    return {}


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
    """The supervisor's confirmation, by somebody who did not record it (R-07). Wherever it is given, the to-do that
    asked for it is done, unless another danger of the case still waits for its second person."""
    with performing(by, "consent.confirm_not_possible", consent.case):
        if consent.recorded_by_id == by.pk:
            raise ValidationError(_("Somebody else must confirm this: it was you who recorded it."))
        row = append(consent.case, consent, S.CONFIRMED, by)
        if not unconfirmed(consent.case):
            settle_todos(consent.case, "confirm_danger", by=by)
        return row


def unconfirmed(case):
    """Whether anything on the case that could not be asked still waits for its second person, within the 24 hours."""
    rows = Consent.objects.filter(case=case)
    answered = rows.exclude(status=S.NOT_POSSIBLE).values("series")
    return rows.filter(status=S.NOT_POSSIBLE, review_by__gt=timezone.now()).exclude(series__in=answered).exists()
