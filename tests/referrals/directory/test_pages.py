"""The pages of the directory: who sees them, the list with its filters, one entry, and changing it."""

import datetime
import uuid

import pytest
from django.urls import reverse

from accounts.acting import acting
from accounts.audit.models import Refusal
from referrals.directory.models import DirectoryEntry, DirectoryPlace, DirectoryService, FocalPoint
from tests.cast import browser_of, new_user, their_day
from tests.referrals.directory.conftest import ALWAYS, aged, make_entry, make_person, make_place, make_service

LIST = "/directory/"


def text_of(answer):
    return answer.content.decode()


def detail(entry):
    return reverse("directory_detail", args=[entry.pk])


def names_on(user, **asked):
    answer = browser_of(user).get(LIST, asked)
    assert answer.status_code == 200, answer.status_code
    return {line["entry"].name for line in answer.context["lines"]}


def stored(model, pk, by):
    with acting(by):
        return model.objects.get(pk=pk)


def test_staff_of_every_organisation_read_an_open_entry_and_partners_do_not(office, elsewhere, entry):
    for user in (office.amina, office.dara, office.alex, office.paul, elsewhere.amina):
        assert entry.name in text_of(browser_of(user).get(detail(entry))), user
    for user in (office.lina, office.audrey):
        assert browser_of(user).get(detail(entry)).status_code == 404
        assert browser_of(user).get(LIST).status_code == 404
        assert browser_of(user).post("/directory/search/", {"word": "River"}).status_code == 404


def test_the_menu_names_the_directory_for_those_who_may_use_it(office):
    assert 'href="/directory/"' in text_of(browser_of(office.amina).get("/cases/"))
    assert 'href="/directory/"' not in text_of(browser_of(office.lina).get("/portal/"))


def test_who_to_call_now_says_that_it_is_working_time_there(office, entry, keeper):
    make_person(entry, keeper, name="Nok")
    make_person(entry, keeper, name="Pim", **ALWAYS | {"closes": datetime.time(23, 59)}, zone="Asia/Bangkok")
    text = text_of(browser_of(office.amina).get(detail(entry)))
    assert "Day and night" in text and "Hours not recorded" in text and "+66 55 000 001" in text
    assert text.index("Orn") < text.index("Nok")


def test_only_the_people_of_the_keeper_change_an_entry_and_the_refusal_is_recorded(office, elsewhere, entry):
    browser = browser_of(elsewhere.amina)
    assert browser.get(reverse("directory_edit", args=[entry.pk])).status_code == 403
    assert browser.post(reverse("directory_true", args=[entry.pk]), {"version": "1"}).status_code == 403
    assert browser.get(reverse("directory_part_new", args=[entry.pk, "services"])).status_code == 403
    assert browser_of(office.dara).get(reverse("directory_edit", args=[entry.pk])).status_code == 403
    assert "Still true" not in text_of(browser.get(detail(entry)))


def form_of(entry, **more):
    given = {"name": entry.name, "kind": entry.kind, "country": entry.country, "status": entry.status}
    return given | {"version": str(entry.version)} | more


def test_an_entry_is_added_changed_and_found_true(office):
    browser = browser_of(office.amina)
    answer = browser.post("/directory/new/", {"name": "Door", "kind": "ngo", "country": "TH", "status": "active"})
    assert answer.status_code == 302
    pk = answer.url.strip("/").split("/")[-1]
    row = stored(DirectoryEntry, pk, office.amina)
    assert (row.keeper_id, row.owner_id, row.verified_by_id) == (
        office.organisation.pk,
        office.amina.pk,
        office.amina.pk,
    )
    row = aged(row, datetime.date(2025, 1, 1), office.amina)
    changed = browser.post(reverse("directory_edit", args=[pk]), form_of(row, description="Open door."))
    assert changed.status_code == 302
    row = stored(DirectoryEntry, pk, office.amina)
    assert row.description == "Open door." and row.verified_on == datetime.date(2025, 1, 1)
    assert browser.post(reverse("directory_true", args=[pk]), {"version": row.version}).status_code == 302
    assert stored(DirectoryEntry, pk, office.amina).verified_on == their_day()


@pytest.mark.parametrize("version", ["", "0", "99", "x", "9" * 5000])
def test_found_true_counts_only_for_what_was_on_the_page(office, entry, version):
    row = aged(entry, datetime.date(2025, 1, 1), office.sam)
    browser = browser_of(office.amina)
    answer = browser.post(reverse("directory_true", args=[row.pk]), {"version": version}, follow=True)
    assert "Read it again" in text_of(answer)
    assert stored(DirectoryEntry, row.pk, office.sam).verified_on == datetime.date(2025, 1, 1)


def test_two_people_change_an_entry_and_nothing_is_lost(office, entry):
    browser = browser_of(office.amina)
    first = stored(DirectoryEntry, entry.pk, office.sam)
    address = reverse("directory_edit", args=[entry.pk])
    assert browser.post(address, form_of(first, description="Mine.")).status_code == 302
    answer = browser.post(address, form_of(first, description="Theirs."))
    assert answer.status_code == 409 and "Mine." in text_of(answer) and "Theirs." in text_of(answer)
    assert stored(DirectoryEntry, entry.pk, office.sam).description == "Mine."


def test_a_service_a_place_and_a_person_are_added_changed_and_taken_away(office, entry):
    browser = browser_of(office.amina)
    with acting(office.amina):
        place = DirectoryPlace.objects.get(entry=entry)
    address = reverse("directory_part_new", args=[entry.pk, "services"])
    given = {
        "name": "Lawyer",
        "kind": "legal_counsel",
        "status": "active",
        "at_places": str(place.pk),
        "sexes": "female",
    }
    assert browser.post(address, given).status_code == 302
    with acting(office.amina):
        service = DirectoryService.objects.get(entry=entry, name="Lawyer")
        assert [offer.place_id for offer in service.at.all()] == [place.pk] and service.sexes == ["female"]
    change = reverse("directory_part_edit", args=[entry.pk, "services", service.pk])
    assert 'value="Lawyer"' in text_of(browser.get(change))
    given |= {"name": "Two lawyers", "at_places": [], "version": service.version}
    assert browser.post(change, given).status_code == 302
    with acting(office.amina):
        assert not DirectoryService.objects.get(pk=service.pk).at.exists()
    remove = reverse("directory_part_remove", args=[entry.pk, "services", service.pk])
    assert browser.post(remove).status_code == 302
    with acting(office.amina):
        assert not DirectoryService.objects.filter(pk=service.pk).exists()
        assert DirectoryService.history.filter(id=service.pk, history_type="-").exists()


def test_somebody_who_stood_in_can_be_taken_away(office, entry, keeper):
    nok = make_person(entry, keeper, name="Nok")
    orn = make_person(entry, keeper, name="Second", deputy=nok)
    browser = browser_of(office.amina)
    assert "Nok stands in" in text_of(browser.get(detail(entry)))
    assert browser.post(reverse("directory_part_remove", args=[entry.pk, "people", nok.pk])).status_code == 302
    assert stored(FocalPoint, orn.pk, keeper).deputy_id is None


BROKEN = [
    ("services", {"name": "x", "kind": "nonsense", "status": "active"}, "Choose"),
    ("services", {"name": "", "kind": "shelter", "status": "active"}, "Write an answer"),
    (
        "services",
        {"name": "x", "kind": "shelter", "status": "active", "minimum_age": "18", "maximum_age": "9"},
        "first age",
    ),
    ("services", {"name": "x", "kind": "shelter", "status": "active", "cost": "5"}, "currency"),
    ("services", {"name": "x", "kind": "shelter", "status": "active", "opens": "25:00"}, "08:30"),
    ("services", {"name": "x", "kind": "shelter", "status": "active", "opens": "08:00"}, "both times"),
    ("services", {"name": "x", "kind": "shelter", "status": "active", "at_places": str(uuid.UUID(int=5))}, ""),
    ("people", {"name": "x", "country": "TH", "deputy": str(uuid.UUID(int=5))}, "Choose"),
    ("people", {"name": "x", "country": "TH", "zone": "Mars/Base"}, "Choose"),
    ("places", {"name": "x", "country": "TH", "town": "XX"}, "Choose"),
]


@pytest.mark.parametrize(("kind", "given", "words"), BROKEN)
def test_bad_input_is_answered_with_a_sentence_and_stores_nothing(office, entry, kind, given, words):
    answer = browser_of(office.amina).post(reverse("directory_part_new", args=[entry.pk, kind]), given)
    assert answer.status_code == 422 and words in text_of(answer)


def test_kinds_and_rows_that_are_not_there(office, entry, keeper):
    other = make_entry(keeper, "Other")
    place = make_place(other, keeper)
    browser = browser_of(office.amina)
    assert browser.get(reverse("directory_part_new", args=[entry.pk, "dragons"])).status_code == 404
    assert browser.get(reverse("directory_part_edit", args=[entry.pk, "places", place.pk])).status_code == 404
    assert browser.get(reverse("directory_detail", args=[uuid.uuid4()])).status_code == 404
    assert browser.get("/directory/nothing/").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [{"x": "1"}, {"service": "nonsense"}, {"after": "1"}, {"age": "old"}, {"show": "x"}, {"country": ["TH", "LA"]}],
)
def test_an_unknown_filter_is_refused(office, asked):
    assert browser_of(office.amina).get(LIST, asked).status_code == 400


def test_search_by_need_and_place_finds_the_service_that_fits(office, keeper):
    tag = uuid.uuid4().hex[:6]
    women, men = make_entry(keeper, f"Women {tag}"), make_entry(keeper, f"Men {tag}", country="KH")
    house = make_place(women, keeper)
    only_vn = {"nationalities": ["VN"], "urgency": "urgent"}
    make_service(women, keeper, places=[house], sexes=["female"], minimum_age=18, languages=["vie"], **only_vn)
    make_service(men, keeper, sexes=["male"], maximum_age=60, families=True, steps=["protection"], countries=["LA"])
    ours = lambda **asked: {n.split()[0] for n in names_on(office.amina, **asked) if tag in n}  # noqa: E731
    base = {"service": "shelter", "show": "ours"}
    assert ours(**base) == {"Women", "Men"}
    assert ours(**base, sex="female") == {"Women"}
    assert ours(**base, sex="other") == set()
    assert ours(**base, age="17") == {"Men"}
    assert ours(**base, age="18") == {"Women", "Men"}
    assert ours(**base, age="61") == {"Women"}
    assert ours(**base, nationality="ET") == {"Men"}
    assert ours(**base, language="khm") == {"Men"}
    assert ours(**base, urgency="urgent") == {"Women"}
    assert ours(**base, urgency="normal") == {"Women", "Men"}
    assert ours(**base, urgency="immediate") == set()
    assert ours(**base, family="yes") == {"Men"}
    assert ours(**base, town="TH-MSO") == {"Women"}
    assert ours(**base, country="LA") == {"Men"}
    assert ours(**base, country="TH") == {"Women"}
    assert ours(show="ours", country="KH") == {"Men"}
    assert ours(show="ours", step="protection") == {"Men"}
    assert ours(**base | {"service": "legal_counsel"}) == set()


def test_a_place_and_a_need_must_fit_the_same_service(office, keeper):
    """Beds for women in Mae Sot and food in Bangkok are no beds in Bangkok."""
    row = make_entry(keeper, f"Two {uuid.uuid4().hex[:6]}")
    near, far = make_place(row, keeper), make_place(row, keeper, town="TH-BKK")
    make_service(row, keeper, places=[near])
    make_service(row, keeper, name="Food", kind="basic_needs", places=[far])
    assert row.name not in names_on(office.amina, show="ours", service="shelter", town="TH-BKK")
    assert row.name in names_on(office.amina, show="ours", service="basic_needs", town="TH-BKK")


def test_a_service_that_stopped_is_not_found(office, keeper):
    row = make_entry(keeper, f"Gone {uuid.uuid4().hex[:6]}")
    make_service(row, keeper, status="defunct")
    assert row.name not in names_on(office.amina, show="ours", service="shelter")


def test_a_word_finds_names_places_services_and_people_and_stands_in_no_address(office, entry, keeper):
    make_place(entry, keeper, name="Kaleidoscope house")
    make_person(entry, keeper, name="Zebulon")
    browser = browser_of(office.amina)
    for word in ("kaleidoscope", "ZEBULON", "river sh"):
        answer = browser.post("/directory/search/", {"word": word})
        assert str(entry.pk) in text_of(answer), word
    assert browser.post("/directory/search/", {"word": "x" * 500}).status_code == 422
    assert browser.post("/directory/search/", {"word": "\x00\x00"}).status_code == 422
    assert browser.get("/directory/search/").status_code == 302


def test_pages_follow_each_other_without_a_gap(office, keeper):
    new = new_user("Pat", office.organisation, "caseworker")
    for number in range(27):
        make_entry(new, f"Row {number:02}", owner=new)
    browser, seen, url = browser_of(new), [], "?show=mine"
    while url:
        answer = browser.get(LIST + url)
        seen += [line["entry"].name for line in answer.context["lines"]]
        url = answer.context["found"].later
    assert seen == [f"Row {number:02}" for number in range(27)]


def test_the_number_of_queries_does_not_grow_with_the_rows(office, keeper, django_assert_max_num_queries):
    new = new_user("Pat", office.organisation, "caseworker")

    def fill(number):
        row = make_entry(new, f"Row {number:02}", owner=new)
        place = make_place(row, new)
        make_service(row, new, places=[place])
        return row

    browser = browser_of(new)
    row = fill(0)
    with django_assert_max_num_queries(16):
        browser.get(LIST, {"show": "mine"})
    [fill(number) for number in range(1, 20)]
    with django_assert_max_num_queries(16):
        assert len(browser.get(LIST, {"show": "mine"}).context["lines"]) == 20
    [make_person(row, new, name=f"Person {number}", **ALWAYS) for number in range(20)]
    [make_service(row, new, name=f"Service {number}") for number in range(20)]
    with django_assert_max_num_queries(16):
        assert browser.get(detail(row)).status_code == 200


def test_scripts_in_a_text_are_text(office, keeper):
    """S-73"""
    row = make_entry(keeper, "<script>alert(1)</script>", description='"><img src=x onerror=1> {{7*7}}')
    make_service(row, keeper, name="<b>bold</b>", cost_words="{% debug %}")
    text = text_of(browser_of(office.amina).get(detail(row)))
    assert "<script>alert" not in text and "<img src=x" not in text and "<b>bold" not in text and "{{7*7}}" in text


def test_the_case_of_a_refusal_is_recorded_by_its_id(office, elsewhere, entry):
    browser_of(elsewhere.amina).get(reverse("directory_edit", args=[entry.pk]))
    from django.db import connections, transaction

    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            f"SELECT outcome FROM {Refusal._meta.db_table} WHERE wanted = %s AND action = 'directory.edit'",
            [str(entry.pk)],
        )
        assert cursor.fetchall() == [("refused",)]
