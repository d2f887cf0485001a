"""R-22: while a talk is open an idle session locks instead of ending, and the person's own PIN opens it again."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse

from accounts.acting import acting
from accounts.audit.events import events, line
from accounts.audit.models import Refusal
from accounts.models import Draft, Pin, SignIn
from accounts.signin import lock, pins
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in, with_password
from tests.accounts.signin.test_sessions import wait
from tests.casework.interviews.conftest import agree, move, sit_down

IDLE, LOCKED, ABSOLUTE = 15 * 60, 2 * 3600, 10 * 3600
GOOD = "8305"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def sitting(known, case):
    """Amina's talk that goes on, with a person who agreed to it."""
    agree(case, known)
    return sit_down(case, known)


@pytest.fixture
def part(sitting):
    """The address of its second part."""
    return f"/cases/{sitting.case.reference}/interview/{sitting.pk}/int.you/"


@pytest.fixture
def talking(known, visitor, part):
    """Amina's browser in the talk; she has a PIN."""
    with acting(known, "test.arrange"):
        pins.set_pin(GOOD, by=known)
    sign_in(visitor, known)
    assert visitor.get(part).status_code == 200
    return visitor


@pytest.fixture
def locked(talking):
    """The same, fifteen minutes later."""
    wait(talking, IDLE)
    return talking


def try_pin(client, pin, wanted="/cases/", **more):
    return client.post("/account/unlock/", {"pin": pin, "next": wanted}, **more)


def test_an_idle_talk_is_covered_and_its_pin_leads_back(locked, part):
    answer = locked.get(part)

    assert answer.status_code == 423
    words = answer.content.decode()
    assert "Locked" in words and f'value="{part}"' in words
    assert try_pin(locked, GOOD, part)["Location"] == part
    assert locked.get(part).status_code == 200


def test_nothing_of_the_case_the_person_or_the_menu_stands_on_the_lock_page(locked, part, case, known):
    for path in (part, f"/cases/{case.reference}/", "/cases/", "/account/", "/no/such/page/"):
        words = locked.get(path).content.decode()
        for told in (
            "Phạm",
            "Bridge",
            "Pham",
            known.display_name,
            known.organisation.name,
            'class="nav"',
            "/account/sta",
        ):
            assert told not in words, (path, told)


def test_every_address_is_locked_but_those_that_open_or_end_the_session(locked, part):
    for path in ("/", "/cases/", "/account/", "/account/pin/", "/account/drafts/", "/help/", "/sign-in/", "/no/such/"):
        assert locked.get(path).status_code == 423, path
    for path in ("/api/v1/cases/", "/api/v1/people/", "/account/stay/"):
        answer = locked.post(path, **JSON) if "stay" in path else locked.get(path, **JSON)
        assert (answer.status_code, answer["Content-Type"]) == (423, "application/problem+json"), path
    assert all(reverse(name) for name in lock.STILL_OPEN)
    assert locked.get("/account/sign-out/").status_code == 200
    assert locked.get("/account/unlock/").status_code == 423


def test_asking_does_not_open_it_and_staying_does_not_either(locked, part):
    for _ in range(3):
        locked.get(part)
        locked.post("/account/stay/", **JSON)
    assert locked.get(part).status_code == 423


def test_leaving_and_signing_out_work_while_it_is_locked(locked, known):
    assert locked.post("/leave/").status_code == 204
    assert SignIn.objects.filter(user=known, ended_at=None).count() == 0


def test_five_wrong_pins_end_the_session_with_the_usual_words_and_lead_back(locked, part, known):
    for _ in range(4):
        answer = try_pin(locked, "9999", part)
        assert answer.status_code == 422
        assert "This is not your PIN" in answer.content.decode()
    answer = try_pin(locked, "9999", part)

    assert answer["Location"].startswith("/sign-in/?next=%2Fcases%2F") and answer["Location"].endswith("ended=1")
    assert "_auth_user_id" not in locked.session
    assert SignIn.objects.filter(user=known, ended_at=None).count() == 0
    assert sign_in(locked, known, next=part)["Location"] == part


def test_the_right_pin_after_five_wrong_ones_opens_nothing(locked, part):
    for _ in range(5):
        try_pin(locked, "9999", part)
    try_pin(locked, GOOD, part)
    assert locked.get(part)["Location"].startswith("/sign-in/")


def test_many_tries_at_once_are_no_more_than_five(locked, known):
    cookie = locked.cookies["__Host-session"].value
    answers = []

    def guess():
        from django.db import connections

        client = new_browser()
        client.cookies["__Host-session"] = cookie
        answers.append(try_pin(client, "9999", **JSON).status_code)
        connections.close_all()

    threads = [threading.Thread(target=guess) for _ in range(9)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert answers.count(422) == 4
    assert len(Refusal.objects.using("owner").filter(actor=known.pk, outcome="wrong_pin")) == 4


def test_a_right_pin_starts_the_count_again(locked, part):
    for _ in range(2):
        for _ in range(4):
            try_pin(locked, "9999")
        assert try_pin(locked, GOOD, part)["Location"] == part
        wait(locked, IDLE)


def test_a_script_is_told_in_numbers(locked):
    assert try_pin(locked, "9999", **JSON).status_code == 422
    assert try_pin(locked, GOOD, **JSON).json()["ends_at"]
    wait(locked, IDLE)
    assert [try_pin(locked, "9999", **JSON).status_code for _ in range(5)] == [422, 422, 422, 422, 401]


@pytest.mark.parametrize(("mark", "seconds"), [("seen_at", IDLE + LOCKED), ("began_at", ABSOLUTE)])
def test_after_two_hours_or_at_the_absolute_end_only_the_password_helps(locked, part, mark, seconds):
    wait(locked, seconds, mark)
    assert locked.get(part)["Location"].startswith("/sign-in/")
    assert locked.get(part)["Location"].startswith("/sign-in/")


def test_without_a_pin_an_idle_talk_ends_as_ever(known, visitor, part):
    sign_in(visitor, known)
    assert visitor.get(part).status_code == 200
    wait(visitor, IDLE)
    assert visitor.get(part)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("step", ["stop", "end"])
def test_once_the_talk_is_over_an_idle_session_ends(talking, part, sitting, step):
    talking.post(f"/cases/{sitting.case.reference}/interview/{sitting.pk}/step/{step}/")
    wait(talking, IDLE)
    assert talking.get(part)["Location"].startswith("/sign-in/")


def test_a_talk_that_a_colleague_ended_is_let_go_when_its_page_is_opened(talking, part, sitting, known):
    move(sitting, "end", known)
    assert talking.get(part).status_code == 200
    wait(talking, IDLE)
    assert talking.get(part)["Location"].startswith("/sign-in/")


def test_with_a_pin_but_no_talk_an_idle_session_ends(known, visitor):
    with acting(known, "test.arrange"):
        pins.set_pin(GOOD, by=known)
    sign_in(visitor, known)
    visitor.get("/cases/")
    wait(visitor, IDLE)
    assert visitor.get("/cases/")["Location"].startswith("/sign-in/")


def test_a_switched_off_account_is_out_while_locked(locked, known, part):
    with acting(known, "test.arrange"):
        known.is_active = False
        known.save()
    assert locked.get(part)["Location"].startswith("/sign-in/")


def test_what_was_posted_while_locked_is_kept_and_sent_again_without_script(locked, part, known, case):
    typed = {"int_name-0-value": "Trang\r\nsaid so", "int_name-0-version": "0", "csrfmiddlewaretoken": "old"}
    answer = locked.post(part, typed)
    assert answer.status_code == 423 and b"is kept" in answer.content
    with acting(known, "test.look"):
        row = Draft.objects.get(user=known, key__startswith="kept:")
        assert b"Trang" not in bytes(row.sealed)
        assert part not in row.key

    kept = try_pin(locked, GOOD, part)["Location"]
    words = locked.get(kept).content.decode()
    assert f'action="{part}"' in words and 'value="Trang' in words and 'value="old"' not in words
    mark = kept.rstrip("/").rpartition("/")[2]
    assert locked.post(part, {**typed, "_kept": mark}).status_code == 302
    with acting(known, "test.look"):
        assert not Draft.objects.filter(user=known, key__startswith="kept:").exists()
        from casework.interviews.models import Answer

        assert Answer.objects.get(case=case, question="int_name").value.startswith("Trang")


def test_a_kept_form_stays_until_it_was_taken_and_is_listed_and_thrown_away(locked, part, known):
    locked.post(part, {"int_name-0-value": "Trang", "int_name-0-version": "0"})
    kept = try_pin(locked, GOOD, part)["Location"]
    with acting(known, "test.look"):
        row = Draft.objects.get(user=known, key__startswith="kept:")
    assert kept in locked.get("/account/drafts/").content.decode()
    locked.post(f"/account/drafts/{row.pk}/discard/")
    assert locked.get(kept).status_code == 404


def test_a_form_with_a_password_is_not_kept(locked, known):
    locked.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
    with acting(known, "test.look"):
        assert not Draft.objects.filter(user=known, key__startswith="kept:").exists()


def test_a_colleague_cannot_open_somebody_elses_kept_form(locked, part, office):
    locked.post(part, {"int_name-0-value": "Trang", "int_name-0-version": "0"})
    kept = try_pin(locked, GOOD, part)["Location"]
    other = new_browser()
    sign_in(other, with_password(office.noor))
    assert other.get(kept).status_code == 404


def test_htmx_is_led_to_the_lock_page(locked):
    answer = locked.get("/cases/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="https://testserver/cases/?q=1")
    assert answer["HX-Redirect"] == "/cases/"


def test_only_a_path_on_this_site_follows_the_pin(locked):
    assert try_pin(locked, GOOD, "https://elsewhere.example/")["Location"] == "/"


def test_a_locked_sign_in_stays_on_the_list_and_can_be_ended_from_elsewhere(locked, known, part):
    SignIn.objects.filter(user=known).update(seen_at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1))
    other = new_browser()
    sign_in(other, known)
    assert other.get("/account/sessions/").content.decode().count("session") > 1
    row = SignIn.objects.get(user=known, ended_at=None, holds=True)
    assert other.post(f"/account/sessions/{row.pk}/end/").status_code == 302
    assert locked.get(part)["Location"].startswith("/sign-in/")


# ---- the PIN itself ----
WEAK = ["1234", "4321", "0000", "11111111", "1212", "123123", "112233", "1122", "7890", "1987", "2003", "2530", "2580"]


@pytest.mark.parametrize("pin", [*WEAK, "", "123", "830592746", "83a5", "8305 1", "-830", "８３０"])
def test_what_others_try_first_and_what_is_no_pin_is_refused(pin):
    with pytest.raises(ValidationError):
        pins.checked(pin)


@pytest.mark.parametrize(
    ("typed", "pin"), [("8305", "8305"), (" 830592 ", "830592"), ("๘๓๐๕", "8305"), ("၈၃၀၅", "8305")]
)
def test_digits_of_every_script_are_digits(typed, pin):
    assert pins.checked(typed) == pin


def test_the_pin_is_set_on_ones_own_page_after_the_password_and_kept_as_argon2(known, visitor):
    sign_in(visitor, known)
    assert visitor.get("/account/pin/")["Location"].startswith("/account/reauthenticate/")
    assert visitor.post("/account/pin/", {"pin": GOOD, "pin_again": GOOD})["Location"] == "/account/pin/"
    assert GOOD not in str(dict(visitor.session))
    visitor.post("/account/reauthenticate/", {"password": PASSWORD})

    wrong = visitor.post("/account/pin/", {"pin": "1234", "pin_again": "1234"})
    assert wrong.status_code == 422 and b"Others would try this first" in wrong.content
    unlike = visitor.post("/account/pin/", {"pin": GOOD, "pin_again": "8306"})
    assert unlike.status_code == 422 and b"not the PIN above" in unlike.content
    assert GOOD not in unlike.content.decode()
    assert visitor.post("/account/pin/", {"pin": GOOD, "pin_again": GOOD})["Location"] == "/account/"
    with acting(known, "test.look"):
        encoded = Pin.objects.get(user=known).encoded
        assert encoded.startswith("argon2$argon2id$") and pins.fits(known, GOOD) and not pins.fits(known, "8306")


def test_a_pin_set_in_the_middle_of_a_talk_counts_from_the_next_page(known, visitor, part):
    sign_in(visitor, known)
    visitor.get(part)
    visitor.post("/account/reauthenticate/", {"password": PASSWORD})
    visitor.post("/account/pin/", {"pin": GOOD, "pin_again": GOOD})
    visitor.get(part)
    wait(visitor, IDLE)
    assert visitor.get(part).status_code == 423


def test_without_the_pin_any_more_an_idle_talk_ends(talking, part):
    talking.post("/account/reauthenticate/", {"password": PASSWORD})
    talking.post("/account/pin/", {"drop": "1"})
    wait(talking, IDLE)
    assert talking.get(part)["Location"].startswith("/sign-in/")


def test_nobody_reaches_the_pin_of_another(known, office):
    with acting(known, "test.arrange"):
        pins.set_pin(GOOD, by=known)
    for other in (office.noor, office.alex, office.sam):
        with acting(other, "test.look"):
            assert not Pin.objects.filter(user=known).exists()
            assert Pin.objects.filter(user=known).update(encoded="x") == 0


def test_setting_changing_wrong_pins_and_the_end_stand_among_the_events(locked, known, office):
    with acting(known, "test.arrange"):
        pins.set_pin("830592", by=known)
    [try_pin(locked, "9999") for _ in range(5)]
    with acting(known, "test.arrange"):
        pins.drop_pin(by=known)
    with acting(office.alex, "test.look"):
        rows = [row for kind in ("account", "failure", "lock") for row in events(kind)[0]]
        said = [line(row) for row in rows]
    mine = [told["what"] for told in said if told["about"] == known.display_name]
    assert {"PIN set", "PIN changed", "PIN taken away", "A wrong PIN", "Signed out: five wrong PINs"} <= set(mine)
    assert "argon2" not in str(said)
    assert not [row for row in rows if "encoded" in row.now]


def test_holding_something_open_asks_for_the_pin_once(known, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user, request.session = known, new_browser().session
    with acting(known, "test.look"):
        lock.hold_open(request, "one")
        with django_assert_num_queries(0):
            lock.hold_open(request, "one")
