"""Drafts: kept, found again, seen by nobody else."""

import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from accounts.acting import acting
from accounts.models import Draft
from accounts.signin.drafts import draft_of, drop_draft, open_draft
from tests.cast import browser_of

SECRET = "she said the blue gate"


@pytest.fixture
def desk(amina):
    """Amina's browser."""
    return browser_of(amina)


def keep(client, **fields):
    """Posts a draft as drafts.js does."""
    return client.post("/account/drafts/", {"_draft": "case-new", **fields}, HTTP_ACCEPT="application/json")


def raw(sql, *params):
    """Rows of plain SQL on the connection of the role `app`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_a_draft_comes_back_with_every_value_and_is_never_echoed(desk, amina):
    answer = keep(desk, text=SECRET, country=["TH", "MM"], csrfmiddlewaretoken="t", _path="/cases/new/")

    assert answer.json().keys() == {"saved_at", "version", "ends_at"}
    assert SECRET not in answer.content.decode()
    with acting(amina, "test.look"):
        kept = draft_of(amina, "case-new")
    assert kept["text"] == SECRET and kept.getlist("country") == ["TH", "MM"]
    assert set(kept) == {"text", "country"}


def test_two_tabs_do_not_overwrite_each_other(desk, amina):
    first = keep(desk, text="one").json()
    second = keep(desk, text="two", _seen=first["version"]).json()

    late = keep(desk, text="three", _seen=first["version"])

    assert late.status_code == 409
    assert late.json()["version"] == second["version"] == first["version"] + 1
    with acting(amina, "test.look"):
        assert draft_of(amina, "case-new")["text"] == "two"


def test_nothing_of_a_draft_is_in_clear_in_the_database(desk, amina):
    keep(desk, text=SECRET)
    with acting(amina, "test.look"):
        (row,) = raw("SELECT d::text, encode(sealed, 'escape') FROM accounts_draft d")
    assert SECRET not in "".join(row)


def test_another_persons_draft_is_invisible_by_model_and_by_plain_sql(desk, amina, noor):
    keep(desk, text=SECRET)

    with acting(noor, "test.look"):
        assert not Draft.objects.exists()
        assert draft_of(noor, "case-new") is None
        assert raw("SELECT current_user, count(*) FROM accounts_draft") == [("app", 0)]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM accounts_draft WHERE user_id = %s", [amina.pk])
            assert cursor.rowcount == 0
            cursor.execute("UPDATE accounts_draft SET version = version + 1")
            assert cursor.rowcount == 0
    assert raw("SELECT count(*) FROM accounts_draft") == [(0,)]
    with acting(amina, "test.look"):
        assert draft_of(amina, "case-new")["text"] == SECRET


def test_nobody_writes_a_draft_in_somebody_elses_name(amina, noor):
    from django.db import DatabaseError

    from accounts.signin.drafts import save_draft

    with pytest.raises(DatabaseError, match="row-level security"), acting(noor, "test.try"):
        save_draft(amina, "case-new", {"text": ["mine now"]})


def test_a_draft_moved_to_another_form_does_not_open(desk, amina):
    keep(desk, text=SECRET)
    with acting(amina, "test.look"):
        draft = Draft.objects.get()
        draft.key = "another-form"
        with pytest.raises(InvalidTag):
            open_draft(draft)


def test_a_draft_that_is_too_long_or_has_no_name_is_not_kept(desk, amina):
    assert keep(desk, text="x" * 256 * 1024).status_code == 413
    assert keep(desk, _draft="").status_code == 400
    assert keep(desk, _draft="k" * 201).status_code == 400
    assert keep(desk, _draft="k", _case="no id", _seen="x", _path="//evil").status_code == 200
    with acting(amina, "test.look"):
        assert Draft.objects.get().path == ""


def test_a_version_no_draft_can_have_and_a_path_no_page_has_break_nothing(desk):
    """S-77."""
    keep(desk, text=SECRET)

    refused = keep(desk, text=SECRET, _seen="9" * 5000)

    assert refused.status_code == 400 and "no version" in refused.json()["title"]
    assert keep(desk, text=SECRET, _seen="9" * 10).status_code == 409
    assert keep(desk, _draft="other", _path="/cases/\0").status_code == 200


def test_own_drafts_are_listed_and_can_be_thrown_away(desk, amina, noor):
    keep(desk, text=SECRET, _path="/cases/new/", _case=str(uuid.uuid4()))
    with acting(amina, "test.look"):
        draft = Draft.objects.get()
    listed = desk.get("/account/drafts/").content.decode()
    assert "/cases/new/" in listed and SECRET not in listed

    browser_of(noor).post(f"/account/drafts/{draft.pk}/discard/")
    with acting(amina, "test.look"):
        assert Draft.objects.exists()
    desk.post(f"/account/drafts/{draft.pk}/discard/")

    with acting(amina, "test.look"):
        assert not Draft.objects.exists()


def test_a_draft_is_dropped_when_its_form_was_sent(desk, amina):
    keep(desk, text=SECRET)

    with acting(amina, "test.look"):
        drop_draft(amina, "case-new")
        assert draft_of(amina, "case-new") is None
