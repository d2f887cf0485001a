"""Who is on a movement: putting somebody on it, who stays together, and taking somebody off (T4, T7)."""

import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.performing import performing
from casework.cases.actions import note
from casework.cases.models import Case
from casework.people.fears import StateFear
from referrals.movements import queries, traits
from referrals.movements.actions import held, held_before
from referrals.movements.codes import ENDED, Out
from referrals.movements.people import Traveller
from referrals.movements.puzzle import Trait
from referrals.returns.actions import whole as whole_returns
from referrals.returns.facts import CLAIMED, facts_of
from referrals.returns.grounds import state_of
from referrals.returns.models import Return
from referrals.returns.removals import Removal
from referrals.shelter.models import Stay

LONG = 2_000  # letters
FEARED = gettext_lazy(
    "Asylum, or a fear of the own state, is written down. Nobody plans or books a way there, by any role."
)
S = Return.Status


def way_of(case):
    """(return, removal): the one by which somebody may be put on a movement. ValidationError where there is none."""
    way = whole_returns().filter(case=case).open().first()
    if way is not None:
        way.case = case
        may_travel(way)
        return way, None
    removal = Removal.objects.filter(case=case, status=Removal.Status.ANNOUNCED).first()
    if removal is None:
        raise ValidationError(_("There is no return and no removal of this person that is under way."))
    if case.person.migration_status == CLAIMED or asked_for_asylum(case):
        raise ValidationError(FEARED)
    return None, removal


def asked_for_asylum(case):
    """Whether an asylum claim stands."""
    return StateFear.objects.filter(case=case, kind=StateFear.Kind.ASYLUM, lifted_at__isnull=True).exists()


def may_travel(way):
    """ValidationError for a return that is suspended, not far enough, or to a state that is feared (R15, R16)."""
    facts = facts_of([way])[way.pk]
    if facts.fears or facts.claims:
        raise ValidationError(FEARED)
    state = state_of(way, facts)
    if state == S.SUSPENDED:
        raise ValidationError(_("This return is suspended. Nothing goes on until somebody has talked with the person."))
    if state not in queries.MAY_PLAN:
        raise ValidationError(_("This return is not so far: its risks are not cleared, or the person has gone."))


def add(movement, case, *, by, assisted=False):
    """Puts somebody on the movement, beside their family. ValidationError with the sentence; nothing changed then."""
    with performing(by, "traveller.add", case):
        movement = held_before(movement)
        case = Case.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=case.pk)
        if case.team_id != movement.team_id:
            raise ValidationError(_("This person's case is another team's."))
        way, removal = way_of(case)
        row = Traveller(case=case, movement=movement, way_home=way, removal=removal, joined_by=by, assisted=assisted)
        paper_lasts(row, movement)
        row.validate_constraints()
        beside_family(row, movement)
        row.traits = sorted(traits.traits_of(row, movement.from_on, recognised=False))
        row.save(force_insert=True)
        note(case, "movement_join", by)
    return row


def paper_lasts(row, movement):
    """A paper that is there is valid on the day of arrival; that somebody has none yet is for the plan to say."""
    until = traits.paper_until(row)
    days = [run.arrives for run in movement.runs.select_related("leg").order_by("-leg__place", "arrives")[:1]]
    last = timezone.localdate(days[0]) if days else movement.from_on
    if until is not None and until < last:
        raise ValidationError(_("The travel paper ends before the arrival."))


def beside_family(row, movement):
    """Who was taken in together as a family travels together."""
    marks = Stay.objects.filter(case=row.case, together__isnull=False).values("together")
    family = Stay.objects.filter(together__in=marks).exclude(case=row.case).values("case")
    other = Traveller.objects.filter(movement=movement, ended_at__isnull=True, case__in=family).first()
    if other is not None and other.booked_at is None:
        row.party, row.family = other.party, other.family


def whole_row(row):
    """The traveller as they stand, locked. ValidationError where they are no longer on it."""
    found = Traveller.objects.select_for_update(of=("self",)).select_related("case", "movement").get(pk=row.pk)
    if found.ended_at is not None:
        raise ValidationError(_("This person is no longer on the movement."))
    return found


def words_given(words):
    """The reason, written down. ValidationError without one."""
    text = str(words or "").strip()
    if not text or len(text) > LONG:
        raise ValidationError({"words": _("Write the reason in a sentence.")})
    return text


def change(row, *, by, assisted):
    """Whether somebody needs help on the way."""
    with performing(by, "traveller.change", row):
        held_before(row.movement)
        fresh = whole_row(row)
        fresh.assisted = assisted
        fresh.save()
    return fresh


def join(row, other, *, by, words, related=False):
    """Two parties become one, with the reason; `related`: they are family."""
    with performing(by, "traveller.change", row):
        movement = held_before(row.movement)
        fresh, host = whole_row(row), whole_row(other)
        text = words_given(words)
        mine, theirs = party_rows(movement, fresh.party), party_rows(movement, host.party)
        if fresh.party == host.party or any(one.booked_at for one in (*mine, *theirs)):
            raise ValidationError(_("They travel together already, or are booked."))
        if str(host.party) in queries.riders_of(movement)[1].get(str(fresh.party), ()):
            raise ValidationError(_("These people cannot travel in one party."))
        for one in mine:
            one.party, one.party_words = host.party, text
            if related and one.family == fresh.family:
                one.family = host.family
            one.save()
    return whole_row(row)


def take_apart(row, *, by, words):
    """Somebody travels in a party of their own, with the reason; never a child without its adult (P4)."""
    with performing(by, "traveller.change", row):
        movement = held_before(row.movement)
        fresh = whole_row(row)
        text = words_given(words)
        if any(one.booked_at for one in party_rows(movement, fresh.party)):
            raise ValidationError(_("They travel together already, or are booked."))
        leaves_no_child(movement, fresh)
        fresh.party, fresh.party_words = uuid.uuid4(), text
        fresh.save()
    return fresh


def party_rows(movement, party):
    """The rows of a party that this person sees."""
    return list(Traveller.objects.select_for_update(of=("self",)).filter(
        movement=movement, party=party, ended_at__isnull=True))  # fmt: skip


def leaves_no_child(movement, row):
    """ValidationError where a child would travel without the adult beside whom it travels now."""
    board = queries.whole(movement)
    riders = [rider for rider in (*board.riders, *board.unseen) if rider.party == str(row.party)]
    before = {rider.key for rider in riders if Trait.CHILD_ALONE in rider.traits}
    if len(riders) == 1:
        raise ValidationError(_("This person travels alone already."))
    for rider in riders:
        rider.party = "own" if rider.key == str(row.pk) else rider.party
    traits.mark_alone(riders)
    if {rider.key for rider in riders if Trait.CHILD_ALONE in rider.traits} - before:
        raise ValidationError(_("A child is never taken apart from its adult."))


def drop(row, *, by, why, words="", action="traveller.drop"):
    """Takes somebody off: their seat is free. A booked return stays booked until its own step says otherwise."""
    with performing(by, action, row):
        movement = Traveller.objects.select_related("movement").get(pk=row.pk).movement
        if movement.status in ENDED:
            raise ValidationError(_("This movement is under way, or over."))
        if why not in Out.values or why == Out.OVER:
            raise ValidationError({"why": _("Choose one")})
        fresh = whole_row(row)
        fresh.ended_at, fresh.out_why, fresh.out_words, fresh.out_by = timezone.now(), why, str(words or ""), by
        if len(fresh.out_words) > LONG:
            raise ValidationError({"words": _("This is too long: write at most 2,000 letters.")})
        fresh.save()
        note(fresh.case, "movement_leave", by)
    return fresh


def missed(row, *, by, why, words=""):
    """On the day: somebody did not come, or was not let on."""
    return drop(row, by=by, why=why, words=words, action="traveller.miss")


__all__ = ["add", "change", "drop", "held", "join", "missed", "take_apart", "way_of"]
