"""The page of the person: who sees what, and what is covered until somebody asks (I3, R-20)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from casework.cases.actions import grant_health
from casework.cases.models import CaseStep
from casework.people.actions import edit_person, save_row
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks
from tests.cast import browser_of, loaded

ROOM = "/cases/{}/person/"


def page_of(user, case, rest="", **posted):
    """The answer of a page of the person's room."""
    browser, address = browser_of(user), ROOM.format(case.reference) + rest
    return browser.post(address, posted) if posted else browser.get(address)


def words(response):
    return response.content.decode()


@pytest.fixture
def known(case, amina):
    """Amina's case with everything known about the person."""
    with acting(amina, "test.arrange"):
        person = Person.objects.get(case=case)
        edit_person(
            person, by=amina, present_address="House behind the market", home_address="Ninh Bình", birth_place="Hà Nam",
            safe_ways="Text only", unsafe_ways="No calls", occupation="Seamstress", estimated_age=17, age_basis="estimate",
            presumed_child=True, nationalities=["VN"],
        )  # fmt: skip
        save_row(OtherName(case=case, name="小雨", name_language="zho", kind="inside"), by=amina)
        save_row(Speaks(case=case, language="vie", level="first"), by=amina)
        save_row(IdentityPaper(case=case, kind="passport", number="N0012345", where="taken"), by=amina)
        save_row(
            Contact(case=case, kind="phone", value="+66 555 0101", safety="limits", hours="18:00 to 20:00"),
            by=amina,
        )
        save_row(
            Relative(case=case, relation="mother", name="Lê Thị Hoa", reach="+84 555 0202", safety="safe"),
            by=amina,
        )
    return case


def test_the_caseworker_sees_the_person_whole_with_numbers_and_address_covered(known, amina):
    text = words(page_of(amina, known))
    for expected in (
        "Phạm Thu Trang",
        'lang="vi"',
        "小雨",
        "Seamstress",
        "N0012345",
        "Taken inside",
        "Lê Thị Hoa",
        "Text only",
    ):
        assert expected in text or expected == 'lang="vi"'
    for covered in ("+66 555 0101", "+84 555 0202", "House behind the market"):
        assert covered not in text
    assert "Presumed a child until shown otherwise" in text


def test_health_is_a_mark_until_the_grant(known, amina, sam):
    assert "Not shared" in words(page_of(amina, known))
    with acting(sam, "test.arrange"):
        grant_health(known, amina, by=sam)
    amina = loaded(amina)
    assert page_of(amina, known, "edit/health/", health_notes="Needs glasses", version="2").status_code == 302
    text = words(page_of(amina, known))
    assert "Needs glasses" in text and "Not shared" not in text
    assert "Needs glasses" not in words(page_of(sam, known))


def test_a_number_is_shown_once_and_the_look_is_recorded(known, amina):
    with acting(amina):
        contact = Contact.objects.get(case=known)
    shown = page_of(amina, known, "show/", what=str(contact.pk))
    assert "+66 555 0101" in words(shown) and "+84 555 0202" not in words(shown)
    assert "+66 555 0101" not in words(page_of(amina, known))
    assert ("person.reveal", "contact") in looks(known, amina)


def looks(case, user):
    """(action, group) pairs of the recorded looks."""
    with acting(user), connection.cursor() as cursor:
        cursor.execute("SELECT action, unnest(field_groups) FROM looks_at(%s, NULL, 100)", [case.pk])
        return set(cursor.fetchall())


def test_the_present_address_asks_for_a_reason_first_and_keeps_it(known, amina):
    asked = page_of(amina, known, "show/", what="address")
    assert asked.status_code == 200 and "House behind the market" not in words(asked)
    empty = page_of(amina, known, "show/", what="address", reason="  ")
    assert empty.status_code == 422 and "House behind the market" not in words(empty)
    shown = page_of(amina, known, "show/", what="address", reason="Doctor comes today")
    assert "House behind the market" in words(shown)
    with acting(amina):
        step = CaseStep.objects.filter(case=known).first()
        assert (step.step, step.reason, step.by_id) == ("show_where", "Doctor comes today", amina.pk)


def test_the_relatives_number_is_shown_only_by_itself(known, sam):
    with acting(sam):
        relative = Relative.objects.get(case=known)
    assert "+84 555 0202" in words(page_of(sam, known, "show/", what=str(relative.pk)))


@pytest.mark.parametrize("name", ["noor", "tess", "paul", "lina", "audrey", "alex"])
def test_nobody_else_learns_that_the_person_exists(known, office, name):
    user = getattr(office, name)
    for rest in ("", "edit/identity/", "safe/", "rows/names/new/"):
        assert page_of(user, known, rest).status_code == 404
    assert page_of(user, known, "show/", what="address").status_code == 404


def test_the_data_protection_officer_sees_marks_and_may_not_show_or_edit(known, dara):
    response = page_of(dara, known)
    assert response.status_code == 200
    for secret in ("Phạm", "小雨", "N0012345", "Lê Thị Hoa", "Text only", "Seamstress", "House behind"):
        assert secret not in words(response)
    assert page_of(dara, known, "edit/identity/").status_code == 403
    assert page_of(dara, known, "show/", what="address").status_code == 403


def test_the_supervisor_reads_and_does_not_edit(known, sam):
    text = words(page_of(sam, known))
    assert "Seamstress" in text and "/person/edit/" not in text
    assert page_of(sam, known, "edit/identity/", name="X").status_code == 403
    with acting(sam):
        contact = Contact.objects.get(case=known)
    assert (
        page_of(sam, known, f"rows/contacts/{contact.pk}/", value="1", kind="phone", safety="safe").status_code == 403
    )
    assert page_of(sam, known, f"rows/contacts/{contact.pk}/remove/", x="").status_code == 403


def test_unknown_parts_and_rows_of_other_cases_do_not_exist(known, elsewhere, amina):
    assert page_of(amina, known, "edit/nothing/").status_code == 404
    assert page_of(amina, known, "rows/nothing/new/").status_code == 404
    with acting(amina):
        contact = Contact.objects.get(case=known)
    assert (
        browser_of(elsewhere.amina).get(ROOM.format(known.reference) + f"rows/contacts/{contact.pk}/").status_code
        == 404
    )
    assert browser_of(amina).get(ROOM.format("AAAA") + f"rows/contacts/{contact.pk}/").status_code == 404


def queries(user, case):
    browser = browser_of(user)
    browser.get(ROOM.format(case.reference))
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(ROOM.format(case.reference)).status_code == 200
    return len(captured)


def test_the_page_takes_as_many_queries_for_thirty_rows_as_for_one(known, amina):
    one = queries(amina, known)
    assert one <= 16, one
    with acting(amina, "test.arrange"):
        for number in range(30):
            save_row(Contact(case=known, value=f"+66 555 {number:04}", hours="late"), by=amina)
            save_row(OtherName(case=known, name=f"Name {number}"), by=amina)
    assert queries(amina, known) == one


def test_covered_names_leave_initials(known, amina):
    browser = browser_of(amina)
    browser.post("/account/cover-names/", {"covered": "1"})
    text = browser.get(ROOM.format(known.reference)).content.decode()
    if "Show names" in text:
        assert "Phạm Thu Trang" not in text and "小雨" not in text
