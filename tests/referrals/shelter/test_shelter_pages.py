"""The pages of a house and of a case's shelter room, walked in order, and what they cost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting
from casework.models import Todo
from referrals.models import ConflictPair, Custody, Shelter, ShelterBed, ShelterUnit, Stay
from referrals.shelter import actions, custody
from tests.cast import browser_of, their_day
from tests.referrals.shelter.conftest import admitted, asked, now, offered, room, somebody, take, whole
from tests.referrals.shelter.planting import house_of

TODAY = their_day()  # pages count by the clocks of the cast


def at(name, *args):
    return reverse(name, args=args)


def boxes(name, moment):
    """The three boxes of a date, as the page draws them."""
    return {f"{name}_day": moment.day, f"{name}_month": moment.month, f"{name}_year": moment.year}


def test_a_bed_is_asked_for_offered_and_slept_in_through_the_pages(office, house):
    case, amina, paul = somebody(office), browser_of(office.amina), browser_of(office.paul)
    new = at("stay_new", case.reference)
    given = {"shelter": str(house.pk), "needs": ["quiet"], "words": "She wakes at night.", **boxes("from_on", TODAY)}
    assert amina.post(new, given).status_code == 302
    with acting(office.amina):
        stay = Stay.objects.get(case=case)
    board = paul.get(at("shelter_board")).content.decode()
    assert "Woman, 30" in board and "Thida" not in board and "quiet corner" in board
    with acting(office.paul):
        unit = ShelterUnit.objects.get(shelter=house)
    assert paul.post(at("shelter_offer", stay.pk), {"unit": unit.pk}).status_code == 302
    assert "Thida" not in paul.get(at("shelter_stay", stay.pk)).content.decode()
    step = at("shelter_step", stay.pk, "admit")
    assert paul.post(step, {**boxes("arrived_on", TODAY)}).status_code == 422
    assert paul.post(step, {"rules": "on", **boxes("arrived_on", TODAY)}).status_code == 302
    shown = paul.get(at("shelter_stay", stay.pk)).content.decode()
    assert "Ma Thida" in shown and "She wakes at night." in shown
    assert "Ma Thida" in paul.get(at("shelter_residents")).content.decode()
    assert "Riverside House" in amina.get(at("stay_home", case.reference)).content.decode()
    assert amina.get(at("stay_detail", case.reference, stay.pk)).status_code == 200
    assert paul.get(at("stay_home", case.reference)).status_code in (403, 404)


def test_a_step_that_does_not_fit_answers_409_and_an_unknown_one_404(office, house):
    stay = admitted(office, house, somebody(office))
    paul = browser_of(office.paul)
    assert paul.get(at("shelter_step", stay.pk, "come_back")).status_code == 409
    assert paul.get(at("shelter_step", stay.pk, "fly")).status_code == 404
    amina = browser_of(office.amina)
    assert amina.get(at("stay_step", stay.case.reference, stay.pk, "stay_on")).status_code == 409
    assert amina.get(at("stay_step", stay.case.reference, stay.pk, "exit")).status_code in (403, 404)


def test_a_family_is_asked_for_by_its_case_numbers(office, house):
    mother, child, amina = somebody(office), somebody(office, age=5), browser_of(office.amina)
    new = at("stay_new", mother.reference)
    given = {"shelter": str(house.pk), "words": "", **boxes("from_on", TODAY)}
    refused = amina.post(new, {**given, "family": "XXXX-XXXX"})
    assert refused.status_code == 422 and "no case of yours" in refused.content.decode()
    assert amina.post(new, {**given, "family": child.reference}).status_code == 302
    with acting(office.amina):
        assert Stay.objects.filter(case__in=[mother, child]).values("together").distinct().count() == 1


def test_a_house_its_rooms_and_beds_are_kept_by_its_managers(office):
    paul = browser_of(office.paul)
    made = paul.post(at("shelter_new"), {"team": office.house.pk, "name": "Orchard", "kind": "ngo_men", "active": "on"})
    assert made.status_code == 302
    with acting(office.paul):
        house = Shelter.objects.get(name="Orchard")
    room_url = at("shelter_unit_new", house.pk)
    bad = paul.post(room_url, {"name": "Hall", "quarter": "adults", "beds": 3, "minimum_age": 30, "maximum_age": 20})
    assert bad.status_code == 422
    assert paul.post(room_url, {"name": "Hall", "quarter": "adults", "beds": 3, "sexes": ["male"]}).status_code == 302
    with acting(office.paul):
        bed = ShelterBed.objects.filter(shelter=house).first()
        unit = ShelterUnit.objects.get(shelter=house)
    place = paul.post(at("shelter_place", house.pk), {"address": "12 Canal Lane", "contacts": "", "way": ""})
    assert place.status_code == 302
    assert "12 Canal Lane" not in paul.get(at("shelter_place", house.pk)).content.decode()
    for url in (at("shelter_house", house.pk), at("shelter_days", house.pk), at("shelter_bed", bed.pk),
                at("shelter_edit", house.pk), at("shelter_unit", house.pk, unit.pk)):  # fmt: skip
        assert paul.get(url).status_code == 200, url
    twice = paul.post(at("shelter_new"), {"team": office.house.pk, "name": "Orchard", "kind": "ngo_men"})
    assert twice.status_code == 422
    custody_kind = paul.post(at("shelter_new"), {"team": office.house.pk, "name": "Cell", "kind": "police_custody"})
    assert custody_kind.status_code == 422


def test_a_manager_of_another_house_finds_none_of_it(office, elsewhere, house):
    stay = admitted(office, house, somebody(office))
    other = browser_of(elsewhere.paul)
    for url in (at("shelter_house", house.pk), at("shelter_stay", stay.pk), at("shelter_days", house.pk)):
        assert other.get(url).status_code == 404, url
    for who in (office.amina, office.dara):
        assert browser_of(who).get(at("shelter_board")).status_code in (403, 404)


def test_custody_is_counted_by_days_raises_an_alert_and_ends(office):
    case, amina = somebody(office), browser_of(office.amina)
    new = at("custody_new", case.reference)
    since = TODAY - datetime.timedelta(days=11)
    given = {"kind": "police_custody", "place": "Station 4", "words": ""}
    assert amina.post(new, {**given, **boxes("since", since)}).status_code == 302
    assert "day 12" in amina.get(at("stay_home", case.reference)).content.decode()
    with acting(office.amina):
        row = Custody.objects.get(case=case)
        assert set(Todo.objects.open().filter(case=case).values_list("kind", flat=True)) >= {
            "custody",
            "release_request",
        }
    again = amina.post(new, {**given, **boxes("since", TODAY)})
    assert again.status_code == 422 and "written down for these days" in again.content.decode()
    end = at("custody_end", case.reference, row.pk)
    early = {"ended_how": "Released.", "version": row.version, **boxes("until", since - datetime.timedelta(1))}
    refused = amina.post(end, early)
    assert refused.status_code == 422 and "before it began" in refused.content.decode()
    assert amina.post(end, {**early, **boxes("until", TODAY)}).status_code == 302
    with acting(office.amina):
        assert Custody.objects.get(case=case).days == 12


def test_who_must_not_meet_is_written_on_both_cases_and_ended_by_a_supervisor(office):
    one, two, amina = somebody(office), somebody(office), browser_of(office.amina)
    url = at("apart_new", one.reference)
    assert amina.post(url, {"number": "ZZZZ-ZZZZ", "reason": "He sold her."}).status_code == 422
    assert amina.post(url, {"number": two.reference, "reason": "He sold her."}).status_code == 302
    with acting(office.sam):
        rows = ConflictPair.objects.filter(case__in=[one, two])
        assert rows.count() == 2
        pair = rows.get(case=one)
    assert two.reference not in amina.get(at("stay_home", one.reference)).content.decode()
    end = at("apart_end", one.reference, pair.pk)
    assert amina.post(end).status_code in (403, 404)
    assert browser_of(office.sam).post(end).status_code == 302
    with acting(office.sam):
        assert not ConflictPair.objects.filter(ended_at=None).exists()


def test_the_board_of_today_knows_who_is_out_and_who_leaves(office, house):
    stay = admitted(office, house, somebody(office))
    soon = (timezone.now() + datetime.timedelta(hours=2)).isoformat()
    take(stay, "go_out", office.paul, back_by=soon)
    text = browser_of(office.paul).get(at("shelter_board")).content.decode()
    assert "bed--out" in text and "the bed stays theirs" in text and "3 free of 4" in text


def crowded(office, count):
    """A house of `count` beds, full, with as many who wait and as many promised."""
    house = house_of(office.paul, f"House of {count}", beds=count, room="Hall")
    rooms = [room(house, office.paul, f"Hall {n}", beds=2) for n in range(min(count, 10))]
    for number in range(1, count + 1):
        admitted(office, house, somebody(office), str(number), "Hall")
        asked(office, house, somebody(office))
    offered(office, house, somebody(office), "1", rooms[0].name)
    return house


def queries_of(browser, url, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def test_the_boards_cost_at_most_twelve_queries_whatever_the_rows(office, django_assert_max_num_queries):
    counted = {}
    for size in (1, 12):
        house, paul = crowded(office, size), browser_of(office.paul)
        urls = [at("shelter_board"), at("shelter_arriving"), at("shelter_residents"), at("shelter_days", house.pk)]
        for url in urls:
            paul.get(url)
        counted[size] = [queries_of(paul, url, 12, django_assert_max_num_queries) for url in urls]
    assert counted[1] == counted[12], counted


@pytest.mark.parametrize("name", ["stay_home", "stay_new"])
def test_the_room_of_a_case_costs_at_most_sixteen_queries(office, house, name, django_assert_max_num_queries):
    case, amina = somebody(office), browser_of(office.amina)
    asked(office, house, case)
    counted = []
    for _turn in range(2):
        amina.get(at(name, case.reference))
        counted.append(queries_of(amina, at(name, case.reference), 16, django_assert_max_num_queries))
        for number in range(4):
            asked(office, house_of(office.paul, f"More {_turn} {number}"), case)
    assert counted[0] == counted[1]


def test_pairs_and_custody_are_not_a_houses_to_read(office, house):
    case, other = somebody(office), somebody(office)
    admitted(office, house, case)
    with acting(office.sam, "test.arrange"):
        custody.keep_apart(whole(case), by=office.sam, other=whole(other), reason="He sold her.")
    with acting(office.amina, "test.arrange"):
        day = timezone.localdate()
        custody.note_custody(whole(case), by=office.amina, kind="police_custody", place="x", since=day, until=day)
    with acting(office.paul):
        assert not Custody.objects.exists() and not ConflictPair.objects.exists()


def test_a_house_of_another_organisation_is_asked_only_where_it_says_so(office, elsewhere):
    theirs = house_of(elsewhere.paul, "Orchard House", shared=True)
    case = somebody(office)
    row = asked(office, theirs, case)
    assert now(row, elsewhere.paul) is not None and now(row, office.paul) is None
    with acting(elsewhere.paul, "test.arrange"):
        house = Shelter.objects.get(pk=theirs.pk)
        actions.save_house(house, by=elsewhere.paul, version=house.version, shared=False)
    with acting(office.amina):
        assert not Shelter.objects.filter(pk=theirs.pk).exists()
