"""Adding, changing, moving and taking away stations, and the facts of what was done there."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from casework.cases.models import Case
from casework.journey import rules
from casework.journey.models import Exploitation, Leg, MoneyNamed
from casework.people.actions import check_lengths

MOST_STATIONS, MOST_FACTS = 200, 500
UP, DOWN = -1, 1


def lock(case_id):
    """Nobody else adds or moves a station of this case until the transaction ends."""
    Case.objects.select_for_update(no_key=True).get(pk=case_id)


def line_of(case_id):
    """The stations in their order."""
    return list(Leg.objects.filter(case=case_id).in_order())


def put(row, fields):
    """Sets the values; returns the names of those that are new."""
    adding = row._state.adding
    changed = [name for name, value in fields.items() if adding or getattr(row, name) != value]
    for name, value in fields.items():
        setattr(row, name, value)
    return changed


def save_stop(leg, *, by, after=None, **fields):
    """Adds or changes a station. A new one stands after the station `after` (its id), else at the end.

    ValidationError with a sentence beside the field for what cannot be; Stale for a lost race.
    """
    with performing(by, "journey.edit", leg):
        changed, today = put(leg, fields), timezone.localdate()
        rules.read_when(leg, changed, "began_said", ("began_earliest", "began_latest"), today)
        rules.read_end(leg, changed, today)
        leg.position = leg.position if leg.position is not None else 0
        check_lengths(leg)
        leg.clean_fields(exclude=["case", "told_in"])
        for check in (rules.check_place, rules.check_days):
            check(leg)
        rules.check_amount(leg, "price")
        if leg._state.adding:
            place(leg, after)
        leg.save(force_insert=leg._state.adding)
    return leg


def place(leg, after):
    """Gives a new station its position and moves those behind it on by one."""
    lock(leg.case_id)
    line = line_of(leg.case_id)
    if len(line) >= MOST_STATIONS:
        raise ValidationError(_("A journey has at most %(most)s stations.") % {"most": MOST_STATIONS})
    before = next((stop for stop in line if stop.pk == after), line[-1] if line else None)
    leg.position = before.position + 1 if before else 0
    behind = Leg.objects.filter(case=leg.case_id, position__gte=leg.position)
    behind.update(position=F("position") + 1, version=F("version") + 1)


def move_stop(leg, way, *, by):
    """Changes places with the station before (UP) or behind (DOWN). Returns whether there was one."""
    with performing(by, "journey.edit", leg):
        lock(leg.case_id)
        line = line_of(leg.case_id)
        at = next((number for number, stop in enumerate(line) if stop.pk == leg.pk), None)
        to = None if at is None else at + way
        if to is None or not 0 <= to < len(line):
            return False
        one, other = line[at], line[to]
        one.position, other.position = other.position, one.position
        one.save()
        other.save()
    return True


def remove_stop(leg, *, by):
    """Takes a station away; work and money that were told of it stay, without a place. The history keeps it all."""
    with performing(by, "journey.edit", leg):
        for model in (Exploitation, MoneyNamed):
            model.objects.filter(leg=leg).update(leg=None, version=F("version") + 1)
        leg.delete()


def save_work(row, *, by, **fields):
    """Adds or changes what the person had to do at one place."""
    with performing(by, "journey.edit", row):
        put(row, fields)
        check_lengths(row)
        row.clean_fields(exclude=["case", "leg", "told_in"])
        rules.check_station(row)
        add_or_save(row)
    return row


def save_money(row, *, by, **fields):
    """Adds or changes an amount that was told."""
    with performing(by, "journey.edit", row):
        changed = put(row, fields)
        rules.read_when(row, changed, "said_when", ("earliest", "latest"), timezone.localdate())
        check_lengths(row)
        row.clean_fields(exclude=["case", "leg", "told_in"])
        rules.check_station(row)
        rules.check_span("said_when", row.earliest, row.latest, rules.born_on(row.case_id))
        rules.check_amount(row, "amount")
        rules.check_says_something(row)
        add_or_save(row)
    return row


def add_or_save(row):
    """Saves the row; ValidationError where a case has more of them than anybody can read."""
    adding = row._state.adding
    if adding and type(row).objects.filter(case=row.case_id).count() >= MOST_FACTS:
        raise ValidationError(_("There are too many entries already."))
    row.save(force_insert=adding)


def remove_fact(row, *, by):
    """Takes an entry away; the history keeps it."""
    with performing(by, "journey.edit", row):
        row.delete()
