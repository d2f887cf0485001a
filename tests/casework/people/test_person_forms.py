"""Writing about the person: bad input, two savers, and what follows for a child (I3, I10, S-77, S-86)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.acting import acting
from casework.models import Case
from casework.people.actions import edit_person, save_row
from casework.people.models import Contact, OtherName, Person, Speaks
from tests.casework.people.test_person_pages import ROOM, page_of, words
from tests.cast import browser_of, their_day

IDENTITY = {"name": "Phạm Thu Trang", "romanised": "Pham Thu Trang", "gender": "female", "version": "1"}


def person_of(case):
    """The person as stored now; for use by somebody who acts."""
    return Person.objects.select_related("case").get(case=case)


def stored(case, user, *names):
    """Values of the person as this user reads them."""
    with acting(user):
        person = person_of(case)
        return tuple(getattr(person, name) for name in names)


def test_saving_keeps_every_script_and_goes_back_to_the_person(case, amina):
    names = {"name": "နေခြည်လှိုင်", "romanised": "‮NayChi<b>", "name_language": "mya"}
    response = page_of(amina, case, "edit/identity/", **IDENTITY | names)
    assert response.status_code == 302, words(response)
    with acting(amina):
        person = Person.objects.get(case=case)
        assert (person.name, person.romanised) == (names["name"], names["romanised"])
    text = words(page_of(amina, case))
    assert "<b>" not in text.split("<main", 1)[1].replace("<b lang", "") or "&lt;b&gt;" in text
    assert "&lt;b&gt;" in text and 'lang="my"' in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "2150"},
            "This day is still to come",
        ),
        ({"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "2001"}, "does not exist"),
        (
            {"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "1901", "age_basis": "told"},
            "120 years ago",
        ),
        ({"estimated_age": "400", "age_basis": "told"}, "Write an age in years"),
        ({"estimated_age": "-3", "age_basis": "told"}, "0"),
        ({"estimated_age": "seventeen"}, "Write numbers only"),
        ({"estimated_age": "17"}, "Choose how we know the age"),
        ({"name": "x" * 100_000}, "too long"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"gender": "<script>"}, "Choose one of the answers shown"),
        ({"name_language": "xx"}, "Choose one of the answers shown"),
    ],
)
def test_bad_input_is_answered_in_words_and_what_was_typed_stays(case, amina, typed, said):
    response = page_of(amina, case, "edit/identity/", **IDENTITY | {"romanised": "Typed Here"} | typed)
    assert response.status_code == 422
    assert said in words(response) and "Typed Here" in words(response)
    assert stored(case, amina, "romanised") == ("Pham Thu Trang",)


def posted_date(day):
    return {"birth_date_day": day.day, "birth_date_month": day.month, "birth_date_year": day.year}


def test_a_birth_date_and_an_age_that_contradict_it_are_refused(case, amina):
    born = timezone.localdate() - datetime.timedelta(days=365 * 30)
    with pytest.raises(ValidationError, match="do not fit together"), acting(amina, "test"):
        edit_person(person_of(case), by=amina, birth_date=born, estimated_age=17, age_basis="told")
    with acting(amina, "test"):
        edit_person(person_of(case), by=amina, birth_date=born, estimated_age=29, age_basis="told")


def test_no_nationality_and_one_cannot_both_be_true(case, amina):
    both = {"nationalities": ["VN", "", "TH"], "stateless": "on", "version": "1"}
    response = page_of(amina, case, "edit/background/", **both)
    assert response.status_code == 422 and "Either no nationality" in words(response)
    assert page_of(amina, case, "edit/background/", nationalities=["VN", "", "VN"], version="1").status_code == 302
    assert stored(case, amina, "nationalities") == (["VN"],)


def test_somebody_presumed_a_child_is_marked_on_the_case_and_a_paper_outweighs_it(case, amina):
    with acting(amina, "test"):
        edit_person(person_of(case), by=amina, presumed_child=True, estimated_age=25, age_basis="estimate")
        assert Case.objects.get(pk=case.pk).child
        born = timezone.localdate() - datetime.timedelta(days=365 * 26)
        person = Person.objects.get(case=case)
        edit_person(person, by=amina, birth_date=born, age_basis="document", estimated_age=None)
        assert not Case.objects.get(pk=case.pk).child


def test_the_same_language_twice_is_a_sentence_and_not_a_fault(case, amina):
    language = {"language": "vie", "level": "first", "reads": "on"}
    assert page_of(amina, case, "rows/languages/new/", **language).status_code == 302
    again = page_of(amina, case, "rows/languages/new/", **language)
    assert again.status_code == 422 and "already in the list" in words(again)
    with acting(amina):
        assert Speaks.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("names", {"name": "Mây", "kind": "alias"}),
        ("papers", {"kind": "passport", "number": "N1", "where": "person", "expires_on_day": "1", "expires_on_month": "2", "expires_on_year": "2031"}),
        ("contacts", {"kind": "phone", "value": "+66 1", "safety": "safe", "hours": "any\ntime"}),
        ("family", {"relation": "mother", "name": "Hoa", "safety": "unknown"}),
    ],
)  # fmt: skip
def test_a_row_is_added_changed_and_taken_away(case, amina, kind, typed):
    from casework.people.forms import ROWS

    model = ROWS[kind][0]
    assert page_of(amina, case, f"rows/{kind}/new/", **typed).status_code == 302
    with acting(amina):
        row = model.objects.get(case=case)
    form = page_of(amina, case, f"rows/{kind}/{row.pk}/")
    assert form.status_code == 200
    assert page_of(amina, case, f"rows/{kind}/{row.pk}/", **typed, version="1").status_code == 302
    assert page_of(amina, case, f"rows/{kind}/{row.pk}/remove/", version="2").status_code == 302
    with acting(amina):
        assert not model.objects.filter(case=case).exists()
        assert model.history.filter(id=row.pk, history_type="-").exists()


def test_a_contacts_number_is_not_in_its_form_and_stays_when_the_box_is_empty(case, amina):
    with acting(amina, "test"):
        row = save_row(Contact(case=case, value="+66 555 0303"), by=amina)
    assert "+66 555 0303" not in words(page_of(amina, case, f"rows/contacts/{row.pk}/"))
    posted = {"kind": "phone", "value": "", "safety": "safe", "version": "1"}
    assert page_of(amina, case, f"rows/contacts/{row.pk}/", **posted).status_code == 302
    with acting(amina):
        row = Contact.objects.get(pk=row.pk)
        assert (row.value, row.safety) == ("+66 555 0303", "safe")
    assert page_of(amina, case, "rows/contacts/new/", kind="phone", value="", safety="safe").status_code == 422


def test_the_present_address_is_not_in_its_form(case, amina):
    with acting(amina, "test"):
        edit_person(Person.objects.get(case=case), by=amina, present_address="House behind the market")
    assert "House behind" not in words(page_of(amina, case, "edit/stay/"))


def test_two_people_change_different_fields_and_both_stay(case, amina, noor, sam):
    """S-86"""
    with acting(amina, "test"):
        edit_person(Person.objects.get(case=case), by=amina, gender="female")
    response = page_of(amina, case, "edit/identity/", **IDENTITY | {"gender": "unknown", "romanised": "Trang Pham"})
    assert response.status_code == 302
    assert stored(case, amina, "gender", "romanised") == ("female", "Trang Pham")


def test_two_people_change_the_same_field_and_both_texts_are_shown(case, amina):
    """S-86"""
    with acting(amina, "test"):
        edit_person(
            Person.objects.get(case=case),
            by=amina,
            romanised="Pham T. Trang",
            birth_date=datetime.date(1999, 5, 4),
            age_basis="told",
        )
    typed = IDENTITY | {
        "romanised": "Trang Pham Thu",
        "birth_date_day": "5",
        "birth_date_month": "5",
        "birth_date_year": "1999",
        "age_basis": "told",
    }
    response = page_of(amina, case, "edit/identity/", **typed)
    text = words(response)
    assert response.status_code == 409
    assert "Pham T. Trang" in text.replace("<ins>", "").replace("</ins>", "") and 'value="Trang Pham Thu"' in text
    chosen = typed | {"version": "2", "keep_romanised": "theirs", "keep_birth_date": "mine"}
    assert page_of(amina, case, "edit/identity/", **chosen).status_code == 302
    with acting(amina):
        person = Person.objects.get(case=case)
        assert (person.romanised, person.birth_date) == ("Pham T. Trang", datetime.date(1999, 5, 5))


def test_saving_what_is_safe_says_who_asked_and_when(case, amina):
    assert (
        page_of(amina, case, "safe/", safe_ways="Text only\nAfter 18:00", unsafe_ways="", version="1").status_code
        == 302
    )
    assert stored(case, amina, "safe_asked_by_id", "safe_asked_on") == (amina.pk, their_day())
    assert "After 18:00" in words(page_of(amina, case))


def test_a_draft_comes_back_into_the_form_and_is_gone_once_saved(case, amina):
    browser = browser_of(amina)
    key = f"person:identity:{case.pk}"
    sent = {"_draft": key, "name": "Typed and not sent", "version": "1"}
    saved = browser.post("/account/drafts/", sent)
    assert saved.status_code < 300, saved.content
    address = ROOM.format(case.reference) + "edit/identity/"
    assert "Typed and not sent" in browser.get(address).content.decode()
    assert browser.post(address, IDENTITY).status_code == 302
    assert "Typed and not sent" not in browser.get(address).content.decode()


def test_a_name_of_nothing_but_spaces_is_refused(case, amina):
    assert page_of(amina, case, "rows/names/new/", name="   ", kind="alias").status_code == 422
    with acting(amina):
        assert not OtherName.objects.filter(case=case).exists()
