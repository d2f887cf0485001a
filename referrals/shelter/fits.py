"""Whether a room takes somebody: one sentence for each reason why not (R11, R20; workflows.md section 7).

What is asked here is what the person needs, never what the person said, did or is willing to do (P3).
"""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_lazy as _

from casework.children.queries import age_disputed
from casework.people.actions import age_of
from referrals.shelter.codes import Need, Quarter, Sex

# People live where they belong by their own word; where that is not known, in a room that takes everybody.
SEX_OF = {"female": Sex.FEMALE, "trans_female": Sex.FEMALE, "male": Sex.MALE, "trans_male": Sex.MALE}
UNRELATED = _("No child with adults who are not family.")
NOT_SAFE = _("This house is not right for the safety of this person. Choose another house.")


@dataclass(frozen=True)
class Guest:
    """What a room must know of somebody. `family` is how many were asked for together, `together` their mark."""

    sex: str
    age: int | None
    child: bool
    disputed: bool
    together: object = None
    family: int = 1
    needs: frozenset = frozenset()

    @property
    def young(self):
        """Not to stay with unrelated adults: a child, or somebody who may be one (R03)."""
        return self.child or self.disputed


def guest_of(stay, family=1):
    """The guest of a stay, as the case says today and not as it was when the bed was asked for."""
    person = stay.case.person
    return Guest(
        sex=SEX_OF.get(person.gender, ""),
        age=age_of(person),
        child=stay.case.child,
        disputed=age_disputed(stay.case),
        together=stay.together,
        family=family,
        needs=frozenset(stay.needs),
    )


def neighbour(stay):
    """Somebody who has a bed in the room already: only what the others must be kept from."""
    return Guest("", None, stay.case.child, age_disputed(stay.case), stay.together)


def too_young(unit, guest):
    """Under the age from which the room takes people."""
    return unit.minimum_age is not None and (guest.age if guest.age is not None else 0) < unit.minimum_age


def too_old(unit, guest):
    """Over the age up to which the room takes people."""
    return unit.maximum_age is not None and (guest.age is None or guest.age > unit.maximum_age)


# Whether this is in the way, and the sentence. A family with children stays together in a room for families.
ADMITS = [
    (lambda unit, guest: bool(unit.sexes) and guest.sex not in unit.sexes, _("The room is not for this sex.")),
    (too_young, _("The room takes older people only.")),
    (too_old, _("The room takes younger people only.")),
    (
        lambda unit, guest: guest.disputed != (unit.quarter == Quarter.DISPUTED),
        _("People whose age is in dispute have a room of their own, with neither adults nor children."),
    ),
    (
        lambda unit, guest: unit.quarter == Quarter.CHILDREN and not guest.child,
        _("The room is for children without family."),
    ),
    (lambda unit, guest: unit.quarter == Quarter.ADULTS and guest.child, UNRELATED),
    (lambda unit, guest: unit.quarter == Quarter.FAMILY and guest.family < 2, _("The room is for families.")),
    (lambda unit, guest: Need.MEDICAL in guest.needs and not unit.medical, _("No doctor or nurse comes every day.")),
    (lambda unit, guest: Need.ACCESSIBLE in guest.needs and not unit.accessible, _("There are stairs.")),
]


def why_not(unit, guest, others=()):
    """Sentences that say why the room does not take the guest; `others` are those who have a bed there."""
    reasons = [sentence for stands_in_the_way, sentence in ADMITS if stands_in_the_way(unit, guest)]
    strangers = [other for other in others if other.together is None or other.together != guest.together]
    if any(other.young != guest.young for other in strangers) and UNRELATED not in reasons:
        reasons.append(UNRELATED)
    return reasons


def conflicts(stays, shelter_ids):
    """{(case, house)} in which somebody has a bed whom the person must not meet. Nobody learns whom (C-11)."""
    if not stays or not shelter_ids:
        return set()
    with connection.cursor() as cursor:
        wanted = [[stay.case_id for stay in stays], list(shelter_ids)]
        cursor.execute("SELECT case_id, shelter_id FROM stay_conflicts(%s::uuid[], %s::uuid[])", wanted)
        return set(cursor.fetchall())


def elsewhere(stay):
    """States in which the person has a bed, sleeps or is held somewhere else; never where."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stays_elsewhere(%s, %s)", [stay.case_id, stay.pk])
        return set(cursor.fetchone()[0])
