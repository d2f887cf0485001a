"""What carriers count and what keeps people together, from what the records say of somebody on the day of travel."""

from datetime import date

from casework.people.actions import ADULT, age_of
from referrals.movements.puzzle import Trait
from referrals.movements.queries import MAY_PLAN, Rider
from referrals.returns.models import Return
from referrals.returns.needs_papers import not_in_hand
from referrals.returns.removals import Removal

INFANT = 2  # years; carriers take somebody younger on a lap
ON_THE_WAY = frozenset({*Return.GONE, *Removal.GONE})


def is_child(case, age):
    """Under 18 on the day, presumed so, or of a doubted age (R03)."""
    return case.child or case.age_disputed or (age is not None and age < ADULT)


def traits_of(row, day, *, recognised):
    """The traits of a traveller that do not hang on who sits beside them."""
    age = age_of(row.case.person, day)
    child = is_child(row.case, age)
    removed = row.removal_id is not None
    found = {
        Trait.CHILD: child,
        Trait.INFANT: age is not None and age < INFANT,
        Trait.REMOVED: removed,
        Trait.WITHOUT_STATUS: removed and not recognised,
        Trait.ASSISTED: row.assisted,
        Trait.ESCORTED: row.way_home_id is not None and row.way_home.escort_needed and not child,
    }
    return frozenset(trait for trait, holds in found.items() if holds)


def paper_until(row):
    """The last day of the paper, None where there is none to travel with. A state that removes somebody brings its own
    paper, where we have none on record."""
    if row.removal_id is not None:
        return date.max
    paper = row.way_home.paper if row.way_home.paper_id else None
    if paper is None or (paper.expires_on and not_in_hand(paper, paper.expires_on)):
        return None
    return paper.expires_on


def is_lost(row, state):
    """Whether the way of somebody no longer leads onto the movement: suspended, stopped, blocked again, called off."""
    if state in ON_THE_WAY:
        return False
    return state != Removal.Status.ANNOUNCED if row.removal_id else state not in MAY_PLAN


def rider_of(row, state, day):
    """A traveller as a seat must know them."""
    return Rider(
        key=str(row.pk),
        party=str(row.party),
        family=str(row.family),
        traits=traits_of(row, day, recognised=row.recognised),
        state=state,
        lost=is_lost(row, state),
        removal=row.removal_id is not None,
        row=row,
        paper_until=paper_until(row),
    )


def mark_alone(riders):
    """A child without an adult of its own family in its party needs somebody who travels along."""
    adults = {(one.party, one.family) for one in riders if Trait.CHILD not in one.traits and not one.lost}
    for rider in riders:
        alone = Trait.CHILD in rider.traits and (rider.party, rider.family) not in adults
        rider.traits = (rider.traits - {Trait.CHILD_ALONE}) | ({Trait.CHILD_ALONE} if alone else set())
