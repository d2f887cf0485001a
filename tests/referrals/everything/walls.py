"""More acts of the machine: on the walls around a case rather than on what is shared."""

from django.db import connections, transaction
from django.utils import timezone

from accounts.acting import acting
from casework.cases import grants
from casework.cases.actions import assign_worker, break_glass, lift_conflict, raise_conflict
from casework.children.models import BestInterests, Guardian
from casework.models import ConflictBlock, Person, StateFear
from casework.people.actions import edit_person
from casework.people.fear_actions import raise_fear
from tests.referrals.everything.world import NO


def assign(world, case):
    """Noor works on it too."""
    with acting(world.office.sam, "test.act"):
        assign_worker(world.fresh(case), world.office.noor, by=world.office.sam)
    world.told[case.pk].workers.add(world.office.noor.pk)


def release(world, case):
    """And no longer."""
    with acting(world.office.sam, "test.act"):
        grants.release(case, world.office.noor)
    world.told[case.pk].workers.discard(world.office.noor.pk)


def look_in_need(world, case):
    """Noor looks in an emergency; whom somebody blocked cannot."""
    noor, told = world.office.noor, world.told[case.pk]
    able = not told.blocked & {noor.pk, noor.organisation_id}
    try:
        with acting(noor, "test.act"):
            break_glass(case.reference, by=noor, reason="She is at the hospital now.")
    except NO:
        assert not able or told.reaches(noor)
        return
    assert able
    told.glass.add(noor.pk)


def block(world, case, who):
    """A conflict with a person or an office; it is refused where nobody would be left."""
    told = world.told[case.pk]
    key = {"user": who} if hasattr(who, "username") else {"organisation": who}
    try:
        with acting(world.office.sam, "test.act"):
            raise_conflict(world.fresh(case), by=world.office.sam, reason="They know each other.", **key)
    except NO:
        return
    told.blocked.add(who.pk)


def lift_blocks(world, case):
    """All conflicts end."""
    with acting(world.office.sam, "test.act"):
        for row in ConflictBlock.objects.filter(case=case, lifted_at=None).select_related("case"):
            lift_conflict(row, by=world.office.sam)
    world.told[case.pk].blocked.clear()


def fear(world, case, states):
    """The person is afraid of these states, or of every mission."""
    by, told = world.hand(case), world.told[case.pk]
    with acting(by, "test.act"):
        raise_fear(world.fresh(case), by=by, kind="fear", countries=states)
    told.fears.append(set(states))
    for office in world.recipients:
        if told.feared(office):
            world.is_over(case, office)


def fear_is_gone(world, case):
    """Every fear is lifted, as if the two people had done it: what it closed stays closed."""
    with acting(world.office.sam, "test.act"):
        for row in StateFear.objects.filter(case=case, lifted_at=None):
            row.lift_asked_by, row.lift_asked_at = world.office.amina, timezone.now()
            row.lifted_by, row.lifted_at = world.office.sam, timezone.now()
            row.save()
    world.told[case.pk].fears.clear()


def turns_out_a_child(world, case):
    """What was agreed to alone opens nothing any more (S-48)."""
    by = world.hand(case)
    with acting(by, "test.act"):
        person = Person.objects.select_related("case").get(case=case)
        edit_person(person, by=by, presumed_child=True)
        # What a child is owed before anything of it is shared (P4) is done at once.
        done = {"status": "assessment_done", "assessed_by": by, "assessed_at": timezone.now()}
        BestInterests(case=person.case, opened_by=by, **done).save(force_insert=True)
        named = {"kind": "body", "name": "Office for children", "appointed": "office"}
        Guardian(case=person.case, noted_by=by, **named).save(force_insert=True)
    world.told[case.pk].child = True


def erase(world, case):
    """The key of the case is gone: nothing sealed can be opened by anybody (architecture.md)."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("DELETE FROM case_key WHERE case_id = %s", [case.pk])
    world.told[case.pk].erased = True
