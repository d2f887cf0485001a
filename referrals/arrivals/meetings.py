"""Joint identification meetings (C12): who was there, each one's view, what was decided, and who saw it differently.

No step of any referral, service or return asks for one: help never waits for a decision (P3). Whoever of the state was
there and heard the name needs the person's yes to that named body first.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.performing import performing
from accounts.policy import STATE_BODIES
from casework.cases.actions import note
from casework.consents.firewall import DOORS
from casework.consents.queries import current_consents, yes_of
from referrals.arrivals.models import IdentificationMeeting

LONG = 4_000  # letters
MOST = 12  # agencies
NEEDS_A_YES = STATE_BODIES - {"embassy"}  # a mission has a consent of its own


def record(case, *, by, held_on, decision, reasons, views, dissent="", told="", corrects=None):
    """Adds a meeting, or the correction of one. `views`: {organisation: its view in words}. ValidationError beside
    held_on, views, reasons or corrects."""
    with performing(by, "meeting.record", case):
        check(case, held_on, reasons, views, (dissent, told))
        row = IdentificationMeeting(
            case=case, by=by, held_on=held_on, decision=decision, reasons=reasons.strip(), dissent=dissent.strip(),
            told=told.strip(), agencies=[office.pk for office in views], corrects=corrects,
            views={str(office.pk): words.strip() for office, words in views.items()},
        )  # fmt: skip
        row.clean_fields(exclude=["case", "by", "corrects"])
        newest_first(row)
        row.save(force_insert=True)
        note(case, "meeting_correct" if corrects else "meeting_record", by)
    return row


def check(case, held_on, reasons, views, others):
    """ValidationError for a day to come, for nobody there, for too long words, and for a body nobody may name to."""
    errors = empty_errors(held_on, reasons)
    if not 1 <= len(views) <= MOST or not all(words.strip() for words in views.values()):
        errors["views"] = _("Write for each agency that was there how it sees it.")
    if any(len(words) > LONG for words in (reasons, *others, *views.values())):
        errors["reasons"] = _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
    unasked = without_a_yes(case, views)
    if unasked:
        said = _("First ask the person: there is no yes to name them to %(names)s.")
        errors["views"] = said % {"names": ", ".join(office.name for office in unasked)}
    if errors:
        raise ValidationError(errors)


def empty_errors(held_on, reasons):
    """{field: sentence} for a day that is still to come, and for a decision that rests on nothing."""
    errors = {"held_on": _("This day is still to come")} if held_on > timezone.localdate() else {}
    return errors if reasons.strip() else errors | {"reasons": _("Write on what it rests.")}


def without_a_yes(case, offices):
    """State bodies of these to which the person may not be named."""
    wanted = [office for office in offices if office.kind in NEEDS_A_YES]
    if not wanted:
        return []
    agreed = {row.recipient_id for row in yes_of(case, DOORS["identify"].consent, list(current_consents(case)))}
    return [office for office in wanted if office.pk not in agreed]


def newest_first(row):
    """ValidationError where the corrected row is of another case, or was corrected already."""
    if row.corrects is None:
        return
    if row.corrects.case_id != row.case_id or IdentificationMeeting.objects.filter(corrects=row.corrects).exists():
        raise ValidationError(_("Somebody corrected this already. Look at the newest one first."))


def of_case(case):
    """(meetings, newest first; {organisation id: name}) in two statements."""
    rows = list(IdentificationMeeting.objects.filter(case=case).select_related("by").order_by("-at", "-pk"))
    wanted = {pk for row in rows for pk in row.agencies}
    return rows, {str(pk): name for pk, name in Organisation.objects.filter(pk__in=wanted).values_list("pk", "name")}
