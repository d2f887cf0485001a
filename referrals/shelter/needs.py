"""What must be true before a step of a stay (workflows.md section 7). Each need takes (row, given) and raises
ValidationError with a sentence; the same needs say on the page what is still missing.

Nothing here asks for a formal status or for cooperation with anybody: a bed never depends on them (R06, P3).
"""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from casework.children.queries import placement_allowed
from casework.consents.queries import holds
from referrals.shelter.codes import Belongings, ExitReason, Safety, Status
from referrals.shelter.fits import NOT_SAFE, conflicts, elsewhere, guest_of, neighbour, why_not
from referrals.shelter.houses import ShelterBed
from referrals.shelter.models import Stay

LONG = 4_000  # letters
CONSENT = "shelter_admission"
SLEEPS = {Status.ADMITTED.value, Status.OUT.value, Status.TRANSFER.value}
BACKWARDS = datetime.timedelta(days=365)


def said(given, name):
    """The text that was given, without spaces around it."""
    return str(given.get(name) or "").strip()


def words(name, sentence):
    """The need that something was written, and is not too long."""

    def need(row, given):
        text = said(given, name)
        if not text:
            raise ValidationError({name: sentence})
        if len(text) > LONG:
            raise ValidationError({name: _("This is too long: write at most 4,000 letters.")})

    return need


def one_of(name, codes, sentence):
    """The need that one of the codes was chosen."""

    def need(row, given):
        if said(given, name) not in codes:
            raise ValidationError({name: sentence})

    return need


def ticked(name, sentence):
    """The need that somebody said yes to it."""

    def need(row, given):
        if given.get(name) not in (True, "yes", "true", "on"):
            raise ValidationError({name: sentence})

    return need


a_reason = words("reason", _("Write the reason in a sentence."))
another_option = words("other", _("Write what else was offered. No is an answer, and help goes on."))
looked_for = words("safety", _("Write what was done: who was asked, who was called, and what is feared."))
came_back = one_of("safety", Safety.values, _("Say how the person came back."))
why_out = one_of("exit_reason", ExitReason.values, _("Choose why the stay ends."))
a_plan = words("exit_plan", _("Write the plan: where to, with whom, and how to reach the person."))
belongings_back = one_of("belongings", Belongings.values, _("Say whether the person has what is theirs."))
rules_told = ticked("rules", _("First explain the house rules, and that the person may leave."))


def day_of(given, name):
    """The day that was given: a date, its ISO text, or today where nothing was. ValidationError beside the field."""
    value = given.get(name)
    if isinstance(value, datetime.date):
        return value
    if not said(given, name):
        return timezone.localdate()
    try:
        found = parse_date(said(given, name))
    except ValueError:
        found = None
    if found is None:
        raise ValidationError({name: _("Write the day as 2026-03-14.")})
    return found


def arrival_day(row, given):
    """The day on which the person came: not to come, and not long over."""
    day, today = day_of(given, "arrived_on"), timezone.localdate()
    if day > today:
        raise ValidationError({"arrived_on": _("This day is still to come")})
    if day < today - BACKWARDS:
        raise ValidationError({"arrived_on": _("This day is long over. Check the year.")})


def leaving_day(row, given):
    """The day on which the person left: not before they came, and not to come."""
    day = day_of(given, "left_on")
    if row.from_on is not None and day < row.from_on:
        raise ValidationError(
            {"left_on": _("The person cannot leave before they came, on %(day)s.") % {"day": row.from_on}}
        )
    if day > timezone.localdate():
        raise ValidationError({"left_on": _("This day is still to come")})


def back_by(given):
    """When the person is expected back, or None for what is no moment."""
    value = given.get("back_by")
    if isinstance(value, str) and value.strip():
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, datetime.datetime) and timezone.is_naive(value):
        value = timezone.make_aware(value)
    return value or None


def expected_back(row, given):
    """Somebody who goes out is expected at some hour; the bed stays theirs."""
    moment = back_by(given)
    if moment is None:
        raise ValidationError({"back_by": _("Write when the person is expected back.")})
    if moment < timezone.now():
        raise ValidationError({"back_by": _("This hour is over.")})
    if moment > timezone.now() + datetime.timedelta(days=30):
        raise ValidationError({"back_by": _("Somebody who is away for more than 30 days has moved out.")})


def house_takes_people(row, given):
    """The house works."""
    if not row.shelter.active:
        raise ValidationError(_("The house takes nobody in now."))


def bed_named(row, given):
    """The bed that is offered, of this house: by its id, or none where one was chosen before."""
    try:
        key = uuid.UUID(said(given, "bed"))
    except ValueError:
        raise ValidationError({"bed": _("Choose one of the beds shown")}) from None
    bed = ShelterBed.objects.select_related("unit").filter(pk=key, shelter=row.shelter_id).first()
    if bed is None:
        raise ValidationError({"bed": _("Choose one of the beds shown")})
    return bed


def bed_is_free(row, given):
    """The bed is in the room, and nobody has it for these nights. Two at once: the constraint decides."""
    bed, first = bed_named(row, given), first_night(row)
    if bed.shut_on(first):
        raise ValidationError({"bed": _("This bed is shut.")})
    taken = Stay.objects.held().filter(bed=bed).exclude(pk=row.pk)
    if any(overlaps(other, first, row.until_on) for other in taken):
        raise ValidationError({"bed": _("Somebody has this bed. Choose another one.")})


def first_night(row):
    """The first night for which the bed is kept: the wanted one, and never one that is over."""
    return max(row.from_on or timezone.localdate(), timezone.localdate())


def overlaps(other, first, last):
    """Whether two rows of nights share one; who should have left and is still there stays until somebody writes it."""
    overdue = other.status in SLEEPS and other.until_on is not None and other.until_on <= timezone.localdate()
    ends = None if overdue else other.until_on
    return (last is None or other.from_on < last) and (ends is None or first < ends)


def bed_of(row, given):
    """The bed that is meant: the one that is offered now, or that was before."""
    return bed_named(row, given) if "bed" in given else row.bed


def room_takes(row, given):
    """The room takes this person, with those who have a bed there (R11, R20)."""
    bed = bed_of(row, given)
    reasons = why_not(bed.unit, guest_of(row, family_size(row)), others_in(bed.unit, row))
    if reasons:
        raise ValidationError({"bed": reasons} if "bed" in given else reasons)


def family_size(row):
    """How many were asked for together and have not been let go."""
    return 1 if row.together is None else max(1, Stay.objects.open().filter(together=row.together).count())


def others_in(unit, row):
    """Guests who have a bed in the room."""
    rows = Stay.objects.held().filter(bed__unit=unit).exclude(pk=row.pk).select_related("case")
    return [neighbour(other) for other in rows]


def family_together(row, given):
    """A family has its beds in one room (IOM-HB 4)."""
    bed = bed_of(row, given)
    others = Stay.objects.held().filter(together=row.together).exclude(pk=row.pk).exclude(bed__unit=bed.unit_id)
    if row.together is not None and others.exists():
        raise ValidationError(_("The others of this family have beds in another room. Keep families together."))


def meets_nobody(row, given):
    """Nobody is there whom the person must not meet. The sentence does not tell whom, nor that there is somebody."""
    if (row.case_id, row.shelter_id) in conflicts([row], [row.shelter_id]):
        raise ValidationError(NOT_SAFE)


def agreed(row, given):
    """The person's yes to this house (of a child, by who may answer for it)."""
    if not holds(row.case, CONSENT, row.shelter.organisation_id):
        raise ValidationError(_("First the person agrees to stay in this house: the caseworker asks under Consent."))


def agreed_there(row, given):
    """The person agreed to the house that waits for them, or to a place in a shelter at all."""
    if not holds(row.case, CONSENT):
        raise ValidationError(_("First the person agrees to move: the caseworker asks under Consent."))


def only_here(row, given):
    """Nobody sleeps in two houses, or in a house and in a cell."""
    states = elsewhere(row)
    if "custody" in states:
        raise ValidationError(
            _("The person is written down as held in custody. The caseworker notes first that it ended.")
        )
    if states & SLEEPS:
        raise ValidationError(_("The person still stays in another house. That house notes first that they left."))


def best_interests(row, given):
    """A child is placed after the best-interests assessment; before it, in an emergency bed for 72 hours (P4)."""
    if in_emergency(given):
        return
    try:
        placement_allowed(row.case)
    except ValidationError as error:
        sentence = _("A child stays once best interests allow it. Until then: an emergency bed, 72 hours. %(why)s")
        raise ValidationError({"emergency": sentence % {"why": " ".join(error.messages)}}) from error


def in_emergency(given):
    """Whether an emergency bed is meant."""
    return given.get("emergency") in (True, "yes", "true", "on")


def emergency_is_a_childs(row, given):
    """The 72 hours are a rule for children; nobody else's stay is counted so."""
    if in_emergency(given) and not row.case.child:
        raise ValidationError({"emergency": _("This is for children only. Leave it empty.")})


def bed_waits(row, given):
    """Another house has promised a bed."""
    if Status.OFFERED.value not in elsewhere(row):
        raise ValidationError(_("First another house offers a bed. The caseworker asks for one."))


def nobody_in_it(row, given):
    """The bed that was promised is empty when the person comes."""
    if Stay.objects.filter(bed=row.bed_id, status__in=SLEEPS).exclude(pk=row.pk).exists():
        raise ValidationError(_("Somebody still sleeps in this bed. Give the person another one, or wait."))
