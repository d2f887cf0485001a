"""Reading houses, beds and stays for the pages: the board of today, the next 30 days, who waits, who lives there."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.acting import current
from referrals.shelter.actions import whole
from referrals.shelter.codes import HERE, Status
from referrals.shelter.fits import NOT_SAFE, conflicts, guest_of, neighbour, why_not
from referrals.shelter.houses import Shelter, ShelterBed, ShelterUnit
from referrals.shelter.models import ConflictPair, Custody
from referrals.shelter.needs import overlaps

DAYS = 30
PAST = 30  # ended stays that the page of a case shows


@dataclass
class Room:
    """A room with its beds in their order and who has each."""

    unit: Any
    beds: list = field(default_factory=list)


@dataclass
class House:
    """A house as its managers see it today."""

    shelter: Any
    rooms: list = field(default_factory=list)
    waiting: list = field(default_factory=list)

    @property
    def beds(self):
        """All beds of the house."""
        return [bed for room in self.rooms for bed in room.beds]


def houses_of(user):
    """Houses that the user's teams keep."""
    return Shelter.objects.filter(team__in=user.team_ids).select_related("team")


def houses_to_ask():
    """Houses that take people in, as far as this office may ask them."""
    return Shelter.objects.filter(active=True).select_related("organisation")


def free_today(houses):
    """{house: (beds, free)}: numbers only, for those who ask for a bed."""
    with connection.cursor() as cursor:
        wanted: list[Any] = [[house.pk for house in houses], timezone.localdate()]
        cursor.execute("SELECT shelter_id, beds, free FROM shelter_free(%s::uuid[], %s)", wanted)
        return {key: (beds, free) for key, beds, free in cursor.fetchall()}


def stays_of(user):
    """Open stays of the user's houses, with their cases opened in one look."""
    rows = list(whole().permitted(user, "stay.view").open().filter(team__in=user.team_ids).order_by("noted_at", "pk"))
    current().load_cases({str(row.case_id) for row in rows})
    return rows


def board(user):
    """[House] with rooms, beds, those who have them and those who wait: four statements, whatever the rows."""
    houses = {shelter.pk: House(shelter) for shelter in houses_of(user)}
    rooms: dict = {}
    for bed in ShelterBed.objects.filter(shelter__in=list(houses), active=True).select_related("unit"):
        room = rooms.setdefault(bed.unit_id, Room(bed.unit))
        room.beds.append(bed)
    for room in rooms.values():
        houses[room.unit.shelter_id].rooms.append(room)
    for house in houses.values():
        house.rooms.sort(key=lambda room: room.unit.name)
    stays = stays_of(user)
    give_beds(houses.values(), stays)
    return list(houses.values()), stays


def give_beds(houses, stays):
    """Each bed knows who has it (`stay`, who is there before who is promised it); each house knows who waits."""
    here = {row.bed_id: row for row in stays if row.status in HERE}
    promised = {row.bed_id: row for row in stays if row.status == Status.OFFERED}
    for house in houses:
        for bed in house.beds:
            bed.stay, bed.next = here.get(bed.pk) or promised.get(bed.pk), promised.get(bed.pk)
        house.waiting = [row for row in stays if row.status == Status.REQUESTED and row.shelter_id == house.shelter.pk]


def fitting(houses, stays):
    """{stay: (rooms that take the person and have enough free beds, first reason why none does)} of those who wait."""
    waiting = [row for row in stays if row.status == Status.REQUESTED]
    unsafe = conflicts(waiting, [house.shelter.pk for house in houses])
    families = {row.pk: sum(1 for other in stays if row.together and other.together == row.together) for row in waiting}
    by_house = {house.shelter.pk: house for house in houses}
    return {row.pk: fits(by_house[row.shelter_id], row, max(1, families[row.pk]), unsafe, stays) for row in waiting}


def fits(house, row, family, unsafe, stays):
    """(rooms, reasons) for one who waits."""
    if (row.case_id, row.shelter_id) in unsafe:
        return [], [NOT_SAFE]
    guest, found, reasons = guest_of(row, family), [], []
    first = max(row.from_on, timezone.localdate())
    for room in house.rooms:
        others = [neighbour(bed.stay) for bed in room.beds if bed.stay is not None]
        lacking = why_not(room.unit, guest, others)
        free = [bed for bed in room.beds if is_free(bed, stays, first, row.until_on)]
        if not lacking and len(free) >= asked_together(row, stays):
            found.append((room, free))
        reasons = reasons or lacking
    return found, reasons


def asked_together(row, stays):
    """How many beds are wanted at once."""
    if row.together is None:
        return 1
    return sum(1 for other in stays if other.together == row.together and other.status == Status.REQUESTED)


def is_free(bed, stays, first, last):
    """Whether nobody has the bed in these nights."""
    taken = (other for other in stays if other.bed_id == bed.pk)
    return not bed.shut_on(first) and not any(overlaps(other, first, last) for other in taken)


def days_ahead(house, stays, days=DAYS):
    """[{day, free, taken, held, shut}] of a house from today on. Who has no last day stays; who was to leave already
    and has not, stays too."""
    today, beds = timezone.localdate(), house.beds
    return [on_day(beds, stays, today + datetime.timedelta(days=number), today) for number in range(days)]


def on_day(beds, stays, day, today):
    """The beds of one day, counted."""
    held = {row.bed_id: row for row in stays if row.bed_id and covers(row, day, today)}
    there = [bed for bed in beds if bed.pk in held]
    shut = [bed for bed in beds if bed.pk not in held and bed.shut_on(day)]
    promised = [bed for bed in there if held[bed.pk].status == Status.OFFERED]
    return {
        "day": day,
        "taken": len(there) - len(promised),
        "held": len(promised),
        "shut": len(shut),
        "free": len(beds) - len(there) - len(shut),
    }


def covers(row, day, today):
    """Whether the bed is kept for this stay on that day."""
    ends = row.until_on
    if row.status in HERE and ends is not None and ends <= today:
        ends = today + datetime.timedelta(days=1)
    return row.from_on <= day and (ends is None or day < ends)


def of_case(case):
    """(open stays, ended ones) of one case, newest first."""
    rows = list(whole().filter(case=case).order_by("-noted_at", "-pk")[:PAST])
    return [row for row in rows if row.ended_at is None], [row for row in rows if row.ended_at is not None]


def custody_of(case):
    """Custody of one case, the one that goes on first."""
    return sorted(Custody.objects.filter(case=case), key=lambda row: (row.until is not None, -row.since.toordinal()))


def apart_of(case):
    """Pairs that stand on a case."""
    return list(ConflictPair.objects.filter(case=case, ended_at=None).select_related("noted_by"))


def rooms_of(shelter):
    """[(room, its beds)] of one house, also those without beds."""
    beds: dict = {}
    for bed in ShelterBed.objects.filter(shelter=shelter, active=True):
        beds.setdefault(bed.unit_id, []).append(bed)
    return [(unit, beds.get(unit.pk, [])) for unit in ShelterUnit.objects.filter(shelter=shelter)]


def leaving_today(stays, day):
    """What happens in the houses that day: who arrives, who leaves, who comes back."""
    arrives = [row for row in stays if row.status == Status.OFFERED and row.from_on <= day]
    leaves = [row for row in stays if row.status in HERE and row.until_on is not None and row.until_on <= day]
    back = [row for row in stays if row.status == Status.OUT and timezone.localdate(row.back_by) <= day]
    return arrives, leaves, back
