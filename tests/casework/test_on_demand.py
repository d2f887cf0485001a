"""Numbers and addresses are shown one at a time, on demand and recorded; no list and no history carries them along."""

from accounts.acting import acting
from casework.models import Contact, Person, Relative
from casework.people.actions import edit_person, save_row
from tests.cast import browser_of


def test_no_room_but_the_one_that_records_the_look_shows_a_number_or_an_address(office, case):
    with acting(office.amina):
        edit_person(Person.objects.get(case=case), by=office.amina, present_address="CANARY house behind the market")
        save_row(Contact(case=case, value="CANARY +66 00 000"), by=office.amina)
        save_row(Relative(case=case, relation="mother", reach="CANARY +84 00 000"), by=office.amina)
    browser = browser_of(office.amina)
    for room in ("", "person/", "history/", "looks/", "consents/"):
        answer = browser.get(f"/cases/{case.reference}/{room}")
        assert answer.status_code == 200 and "CANARY" not in answer.content.decode(), room
    assert "on demand" in browser.get(f"/cases/{case.reference}/history/").content.decode()


def test_somebody_with_one_way_to_their_cases_is_not_asked_whose(office, case):
    assert "whose=" not in browser_of(office.amina).get("/cases/").content.decode()
