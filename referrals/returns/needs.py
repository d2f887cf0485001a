"""What must be true before a step of a return (workflows.md section 8). Each need takes (row, given) and raises
ValidationError with a sentence; the same needs say on the page what is still missing."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.cases.models import Case
from casework.people.models import Speaks
from referrals.consular.needs import Fill, a_reason
from referrals.returns.facts import whole_facts
from referrals.returns.grounds import fallen
from referrals.returns.models import Return
from referrals.returns.needs_papers import not_in_hand
from referrals.returns.seventeen import AREA, BOOKED, abroad, blockers

__all__ = ["Fill", "a_reason"]

S = Return.Status
AGAIN = datetime.timedelta(hours=72)  # how long before the departure the person is asked again (Team)
MONTHS = {S.MONTH_1: 1, S.MONTH_3: 3, S.MONTH_6: 6, S.MONTH_12: 12}
EARLY = datetime.timedelta(days=14)  # a talk may be held so much before its day
YES = ("yes", "true", "on", "1")


def facts(row):
    """The facts of this row, read once for all needs of a step."""
    if "_facts" not in row.__dict__:
        row.__dict__["_facts"] = whole_facts(row)
    return row.__dict__["_facts"]


def has_all(names):
    """A need: each of these is said to be there."""

    def need(row, given):
        lacks = [name for name in names if str(given.get(name, "")).lower() not in YES]
        if lacks:
            said = _("Nobody is left without this.")
            raise ValidationError(dict.fromkeys(lacks, said))
        for name in names:
            setattr(row, name, True)

    return need


def case_locked(row, given):
    """The case is locked until the step is over: a consent that is taken back, or a risk that is written down, at the
    same moment comes before it or after it, and never in between. Locks nothing where a page only asks."""
    if given.get("by") is not None:
        Case.objects.select_for_update().get(pk=row.case_id)
        row.__dict__.pop("_facts", None)


def none_fallen(row, given):
    """No ground fell away (R15, R16)."""
    if grounds := fallen(row, facts(row)):
        raise ValidationError([_("Suspended by itself."), *(str(ground.sentence) for ground in grounds)])


def ground_fell(row, given):
    """Suspending needs a reason that the records show; nobody suspends a person's wish by hand."""
    if not fallen(row, facts(row)):
        raise ValidationError(_("Everything it rests on still stands. Nobody suspends it by hand."))


def nothing_feared(row, given):
    """No open asylum claim, no standing fear of that state: hard for every role (R16)."""
    there = facts(row)
    if there.fears or there.claims:
        raise ValidationError(
            _("Asylum, or a fear of the own state, is written down. Nobody plans or books a way there, by any role.")
        )


def told_of_all(row, given):
    """Staying and asylum were explained before anything is planned (R15, R16)."""
    options = [option for option in Return.Option.values if str(given.get(f"told_{option}", "")).lower() in YES]
    lacks = {Return.Option.STAY, Return.Option.ASYLUM} - set(options)
    if lacks:
        said = _("First explain this too: a way home is a choice only beside the others.")
        raise ValidationError({f"told_{option}": said for option in sorted(lacks)})
    row.told_options = options


def understood(row, given):
    """It was explained in a language the person understands, as far as somebody wrote down which these are."""
    own = languages_of(row.case)
    if own and given.get("told_language") not in own:
        raise ValidationError({"told_language": _("Explain it in a language that the person speaks.")})


def languages_of(case):
    """The languages the person understands, as far as somebody wrote them down."""
    spoken = Speaks.objects.filter(case=case).values_list("language", flat=True)
    return ({case.language} - {"und"}) | set(spoken)


def has_assessment(row, given):
    """There is an assessment that holds today, of somebody else (R15)."""
    there = facts(row)
    if there.assessment is None:
        raise ValidationError(_("First the risk assessment, by somebody who does not book."))
    if not there.assessed:
        raise ValidationError(_("The risk assessment is older than 30 days. It must be made again."))


def read_by_another(row, given):
    """Who assessed does not clear (R-07)."""
    there, by = facts(row), given.get("by")
    if by is not None and there.assessment is not None and there.assessment.by_id == by.pk:
        raise ValidationError(_("Somebody else must read this: it was you who assessed the risk."))


def nothing_blocks(row, given):
    """No risk that forbids the return; what an own choice covers aside."""
    there = facts(row)
    chosen = set(row.chosen_codes) & AREA if row.safer_area.strip() else set()
    if there.blocks - chosen:
        raise ValidationError(_("A risk forbids the return. No role can pass it."))


def something_blocks(row, given):
    """A risk, asylum or a fear of that state."""
    there = facts(row)
    if not (there.blocks or there.fears or there.claims):
        raise ValidationError(_("Nothing that forbids the return is written down."))


def each_has_measure(row, given):
    """Each risk that can be met has a measure (R15)."""
    if facts(row).unmet:
        raise ValidationError(_("Write for each risk what is done about it. Only then can it be cleared."))


def advised(row, given):
    """A legal officer advised the person in the own language, on the assessment that stands (R15)."""
    there = facts(row)
    if row.advised_by_id is None or there.assessment is None or row.advised_assessment != there.assessment.pk:
        raise ValidationError(_("First the advice of a legal officer, in the person's own language, on these risks."))


def not_the_adviser(row, given):
    """Two people: the legal officer and a supervisor."""
    if given.get("by") is not None and row.advised_by_id == given["by"].pk:
        raise ValidationError(_("Two people stand behind this: it was you who gave the advice."))


def grown_up(row, given):
    """For a child the panel decides; a child does not go against a risk that forbids it (R20)."""
    if row.case.child:
        raise ValidationError(_("A child does not go against a risk that forbids it. The panel decides."))


def all_prepared(row, given):
    """Each step that stops the departure is done, but for the booking itself."""
    if lacks := blockers(row, facts(row), but=BOOKED):
        raise ValidationError([why for _code, why in lacks])


def nothing_left(row, given):
    """The same with the booking: what nobody departs without."""
    if lacks := blockers(row, facts(row)):
        raise ValidationError([why for _code, why in lacks])


def only_for_area(row, given):
    """An own choice is arranged by us for a safer area only, and never against another risk (section 8)."""
    if row.status == S.OWN_CHOICE and (facts(row).blocks - AREA or not row.safer_area.strip()):
        raise ValidationError(
            _("We arrange this only for a named safer area, and only where war or conscription is the risk.")
        )


def not_the_assessor(row, given):
    """Who assessed the risk does not book (R15)."""
    there, by = facts(row), given.get("by")
    if by is not None and by.pk in {row.assessed_by_id, there.assessment.by_id if there.assessment else None}:
        raise ValidationError(_("Who assessed the risk does not book. Somebody else must do this."))


def carrier_checked(row, given):
    """Somebody asked the carrier whom it takes (R17)."""
    if str(given.get("rules_checked", "")).lower() not in YES:
        said = _("Ask the carrier first: some take only two people without victim status a flight.")
        raise ValidationError({"rules_checked": said})
    row.rules_checked = True


def valid_on_the_day(row, given):
    """The paper and the assessment hold on the day of travel (R17)."""
    there = facts(row)
    if row.travel_on is None:
        return
    if abroad(row.case) and (why := not_in_hand(there.paper, row.travel_on)):
        raise ValidationError({"travel_on": why})
    if there.assessment is not None and row.travel_on > timezone.localdate(there.valid_until):
        raise ValidationError({"travel_on": _("The risk assessment ends before that day. Choose an earlier one.")})


def asked_again(row, given):
    """Within 72 hours the person said once more that they want to go (Team)."""
    there = facts(row)
    moments = [row.asked_again_at, there.consent.recorded_at if there.consent else None]
    if not any(moment is not None and there.now - moment <= AGAIN for moment in moments):
        raise ValidationError(_("Ask the person once more: within 72 hours before the departure."))


def by_the_receiver(row, given):
    """Its own people say it for an organisation with an account; we write it down where it came by telephone."""
    by = given.get("by")
    if by is None or by.organisation_id == row.receiver_id:
        return
    if by.organisation_id != row.case.organisation_id:
        raise ValidationError(_("Only the organisation that receives the person says this."))
    if row.receiver_id is not None and not str(given.get("by_hand", "")).strip():
        said = _("They have an account here. Write how they told you instead.")
        raise ValidationError({"by_hand": said})


def agreed_to_talks(row, given):
    """The person agreed to be asked after the return (R19)."""
    if not facts(row).follow_up:
        raise ValidationError(_("The person has not agreed to be asked after the return, or the yes has ended."))


def due(target):
    """A talk is held when its time has come, two weeks before at the earliest."""

    def need(row, given):
        day = due_on(row, target)
        if day is None or timezone.localdate() < day - EARLY:
            raise ValidationError(_("It is too early for this talk."))

    return need


def due_on(row, target):
    """The day of a talk after the return, or None before the handing over."""
    if row.received_on is None:
        return None
    month = row.received_on.month - 1 + MONTHS[S(target)]
    year, month = row.received_on.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(row.received_on.day, 28))


def nothing_to_follow(row, given):
    """The last talk was held, or the person does not want any more of them."""
    if row.status != S.MONTH_12 and facts(row).follow_up:
        raise ValidationError(_("The person agreed to be asked again. The last talk is after 12 months."))
