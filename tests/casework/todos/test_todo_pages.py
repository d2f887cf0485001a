"""The pages of the to-dos: who sees them, late first, bad input, two people at once, and what they cost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.models import Todo
from casework.todos.actions import add_todo, finish_todo, raise_todo
from tests.cast import browser_of, new_user, their_day

TODAY = their_day()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def todo(case, amina):
    """A to-do of Amina's, written by hand."""
    with acting(amina):
        return add_todo(case, by=amina, title="Call the clinic about Thursday")


def boxes(day):
    return {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year} if day else {}


def typed(owner, title="Call the clinic", day=None, **more):
    return {"title": title, "owner": str(owner.pk), **boxes(day), **more}


def test_it_is_added_by_hand_and_stands_on_the_list_late_first(hers, url, case, amina):
    answer = hers.post(f"{url}new/", typed(amina, "Ask for the papers", TODAY + 20 * DAY))
    assert answer.status_code == 302 and answer["Location"] == url
    with acting(amina):
        raise_todo(case, "legal_counsel", by=amina, due_on=TODAY - 4 * DAY)
        raise_todo(case, "next_interview", by=amina, due_on=TODAY + 2 * DAY)
    page = hers.get(url).content.decode()
    places = [
        page.index(words)
        for words in (
            "Find a lawyer",
            "4 days late",
            "next interview",
            "2 days left",
            "Ask for the papers",
            "20 days left",
        )
    ]
    assert places == sorted(places)


def test_who_works_elsewhere_finds_no_list_and_no_to_do(office, url, todo, elsewhere):
    for name in ("noor", "tess", "paul", "lina", "audrey", "alex", "dara"):
        browser = browser_of(getattr(office, name))
        for path in (url, f"{url}new/", f"{url}{todo.pk}/"):
            assert browser.get(path).status_code in (403, 404), (name, path)
        for word in ("done", "reopen"):
            assert browser.post(f"{url}{todo.pk}/{word}/").status_code in (403, 404), (name, word)
    assert browser_of(elsewhere.amina).get(url).status_code == 404


def test_the_to_do_of_one_case_is_not_found_under_another(hers, office, todo):
    with acting(office.amina):
        other = open_case(office.team, by=office.amina)
    assert hers.get(f"/cases/{other.reference}/todos/{todo.pk}/").status_code == 404
    assert hers.post(f"/cases/{other.reference}/todos/{todo.pk}/done/").status_code == 404


def test_done_and_open_again_by_buttons(hers, url, todo, now, amina):
    assert hers.post(f"{url}{todo.pk}/done/").status_code == 302
    assert now(todo).done_by == amina
    page = hers.get(url).content.decode()
    assert "Open again" in page and "Nothing is to be done" in page
    assert hers.post(f"{url}{todo.pk}/reopen/").status_code == 302
    assert now(todo).done_at is None
    assert hers.get(f"{url}{todo.pk}/done/").status_code == 405


def test_the_supervisor_gives_it_to_somebody_else_without_its_words(leads, url, todo, now, sam, office):
    form = leads.get(f"{url}{todo.pk}/").content.decode()
    assert 'name="title"' not in form and 'name="owner"' in form
    answer = leads.post(f"{url}{todo.pk}/", {"version": 1, "owner": str(sam.pk), **boxes(TODAY + DAY)})
    assert answer.status_code == 302
    assert now(todo, sam).owner == sam and now(todo, sam).due_on == TODAY + DAY
    assert now(todo, sam).words == "Call the clinic about Thursday"


def test_the_words_of_a_workflow_are_fixed(hers, url, case, amina, now):
    with acting(amina):
        raised = raise_todo(case, "legal_counsel", by=amina)
    answer = hers.post(f"{url}{raised.pk}/", {"version": 1, **typed(amina, "Something else")})
    assert answer.status_code == 302 and now(raised).words == ""


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"title": ""}, "Write an answer here"),
        ({"title": "   "}, "Write"),
        ({"title": "x" * 501}, "500"),
        ({"title": "x" * 100_000}, "500"),
        ({"title": "a\x00b"}, "Null characters"),
        ({"owner": "nobody"}, "Choose one of the answers shown"),
        ({"due_on_day": "31", "due_on_month": "2", "due_on_year": "2027"}, "does not exist"),
        ({"due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}, "has passed"),
        ({"due_on_day": "1", "due_on_month": "1", "due_on_year": "2190"}, "five years"),
        ({"due_on_day": "1", "due_on_month": "1", "due_on_year": "2569"}, "2026"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_kept(hers, url, amina, case, values, says):
    answer = hers.post(f"{url}new/", {**typed(amina, "Call"), **values})
    assert answer.status_code == 422 and says in answer.content.decode()
    with acting(amina):
        assert not Todo.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{7*7}}", "اتصل بالعيادة", "ခေါ်ပါ", '"><img onerror=x>']
)
def test_any_text_is_shown_as_text(hers, url, amina, text):
    hers.post(f"{url}new/", typed(amina, text))
    page = hers.get(url).content.decode()
    assert "<script>alert" not in page and "<img onerror" not in page and "{{7*7}}" in page + "{{7*7}}"
    with acting(amina):
        assert Todo.objects.get(owner=amina).title == text


def test_a_colleague_without_the_case_cannot_be_chosen(hers, url, office):
    answer = hers.post(f"{url}new/", typed(office.noor))
    assert answer.status_code == 422 and "Choose one of the answers shown" in answer.content.decode()


def test_two_people_at_once_both_keep_what_they_wrote(hers, leads, url, todo, amina, sam, now):
    """S-86"""
    assert leads.post(f"{url}{todo.pk}/", {"version": 1, "owner": str(sam.pk)}).status_code == 302
    both = hers.post(f"{url}{todo.pk}/", {"version": 1, **typed(amina, "Call the hospital")})
    assert both.status_code == 302  # she changed the words, he the owner: nothing is lost
    assert now(todo).words == "Call the hospital" and now(todo).owner == sam
    hers.post(f"{url}{todo.pk}/", {"version": 3, **typed(amina, "Call her mother")})
    clash = hers.post(f"{url}{todo.pk}/", {"version": 3, **typed(amina, "Call her aunt")})
    page = clash.content.decode()
    assert clash.status_code == 409 and "mother" in page and "aunt" in page


def test_a_closed_case_takes_no_new_to_do(hers, url, case, amina):
    from casework.cases.transitions import CASE

    with acting(amina):
        CASE.move(case, "discard", by=amina, closure_reason="other", reason="Made by mistake.")
    assert hers.post(f"{url}new/", typed(amina)).status_code == 422
    assert "Add a to-do" not in hers.get(url).content.decode()


def test_my_own_list_and_the_start_page_show_what_waits_and_what_is_late(hers, leads, case, amina, office):
    with acting(amina):
        raise_todo(case, "legal_counsel", by=amina, due_on=TODAY - 2 * DAY)
        add_todo(case, by=amina, title="Call the clinic", due_on=TODAY)
    mine = hers.get("/todos/").content.decode()
    start = hers.get("/").content.decode()
    for page in (mine, start):
        assert page.index("2 days late") < page.index("Call the clinic") and "Phạm Thu Trang" in page
    assert "1 clock has run out" in start and "7 days allowed" in start
    theirs = leads.get("/").content.decode()
    assert "With Amina Test" in theirs and "Call the clinic" not in theirs  # his are the late ones
    assert "Find a lawyer" not in leads.get("/todos/").content.decode()


def test_what_nobody_can_do_any_more_comes_to_the_supervisor(leads, office, case):
    third = new_user("Third", office.organisation, "caseworker", teams=[office.team])
    with acting(office.sam):
        from casework.cases.actions import assign_worker

        assign_worker(case, third, by=office.sam)
        add_todo(case, by=office.sam, title="Call the clinic", owner=third)
    assert "Nobody has it" not in leads.get("/").content.decode()
    with acting(office.alex, "test.arrange"):
        third.is_active = False
        third.save()
    assert "Nobody has it" in leads.get("/").content.decode()


def test_a_case_that_is_no_longer_mine_takes_its_to_dos_out_of_my_work(hers, office, case, amina):
    from casework.cases import grants

    with acting(amina):
        add_todo(case, by=amina, title="Call the clinic")
    with acting(office.sam, "test.arrange"):
        grants.assign(case, office.noor)
        grants.release(case, amina)
    assert "Call the clinic" not in hers.get("/").content.decode() + hers.get("/todos/").content.decode()


@pytest.mark.parametrize("path", ["list", "/todos/", "/"])
def test_the_pages_cost_the_same_whatever_waits(hers, office, case, url, path, amina):
    address = url if path == "list" else path
    counts = []
    for more in (1, 30):
        with acting(amina):
            for number in range(more):
                made = case if path == "list" else open_case(office.team, by=amina, person={"name": "Bùi Hoa"})
                add_todo(made, by=amina, title=f"Thing {number}", due_on=TODAY + number * DAY)
                finish_todo(add_todo(made, by=amina, title="Done"), by=amina)
        hers.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert hers.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


def test_what_happened_to_it_stands_in_what_changed(hers, case, url, todo, sam):
    hers.post(f"{url}{todo.pk}/", {"version": 1, **typed(sam, "Call the clinic about Thursday")})
    page = hers.get(f"/cases/{case.reference}/history/").content.decode()
    assert "Added a to-do" in page and "gave it to somebody" in page and "Sam Test" in page
