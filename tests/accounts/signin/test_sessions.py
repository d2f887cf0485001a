"""S-06 to S-10, S-12, S-13, S-82 (server side): how a session begins, lasts and ends."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail

from accounts.acting import acting
from accounts.models import Draft, SignIn
from accounts.signin import leaving
from accounts.signin.drafts import draft_of
from tests.accounts.signin.conftest import SecureClient, new_browser, sign_in, with_password


def wait(client, seconds, name="seen_at"):
    """Moves a mark of the session into the past, as if that many seconds had gone by."""
    session = client.session
    session[name] -= seconds
    session.save()


@pytest.mark.parametrize(("mark", "seconds"), [("seen_at", 15 * 60), ("began_at", 10 * 3600)])
def test_an_idle_or_old_session_asks_for_sign_in_and_keeps_the_draft(known, visitor, mark, seconds):
    sign_in(visitor, known)
    visitor.post("/account/drafts/", {"_draft": "note", "text": "half a sentence"})
    wait(visitor, seconds, mark)

    answer = visitor.get("/account/sessions/?page=2")

    assert answer["Location"] == "/sign-in/?next=%2Faccount%2Fsessions%2F%3Fpage%3D2&ended=1"
    assert b"You are signed out" in visitor.get(answer["Location"]).content
    sign_in(visitor, known)
    with acting(known, "test.look"):
        assert draft_of(known, "note")["text"] == "half a sentence"


def test_use_keeps_a_session_alive_but_not_beyond_ten_hours(known, visitor):
    sign_in(visitor, known)
    for _ in range(3):
        wait(visitor, 14 * 60)
        assert visitor.get("/account/").status_code == 200
    wait(visitor, 10 * 3600 - 60, "began_at")

    ends_at = visitor.post("/account/stay/").json()["ends_at"]

    assert ends_at == int(visitor.session["began_at"] + 10 * 3600)


def test_staying_moves_the_end(known, visitor):
    sign_in(visitor, known)
    wait(visitor, 13 * 60)
    before = visitor.session["seen_at"] + settings.SESSION_IDLE_SECONDS

    after = visitor.post("/account/stay/").json()["ends_at"]

    assert after >= before + 13 * 60 - 1


def test_most_requests_do_not_write_to_the_session(known, visitor, django_assert_num_queries):
    sign_in(visitor, known)
    visitor.get("/account/")

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        visitor.get("/account/")

    assert not [query["sql"] for query in captured if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_an_expired_session_at_the_interface_is_told_so_and_not_redirected(known, visitor):
    sign_in(visitor, known)
    wait(visitor, 15 * 60)

    answer = visitor.post("/account/drafts/", {"_draft": "x"}, HTTP_ACCEPT="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert new_browser().get("/api/v1/cases/", HTTP_ACCEPT="application/json").status_code == 401


def test_a_form_posted_too_late_is_not_repeated_after_sign_in(known, visitor):
    sign_in(visitor, known)
    wait(visitor, 15 * 60)

    assert visitor.post("/account/stay/")["Location"] == "/sign-in/?ended=1"


def test_cookie_flags(known, visitor):
    """S-07."""
    sign_in(visitor, known)
    for name in ("__Host-session", "__Host-csrf"):
        cookie = visitor.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert set(visitor.cookies) == {"__Host-session", "__Host-csrf"}
    assert visitor.cookies["__Host-session"]["max-age"] == ""


def test_the_session_key_changes_at_sign_in_and_the_old_one_is_dead(known, visitor):
    """S-08."""
    visitor.get("/sign-in/")
    session = visitor.session
    session["planted"] = "by somebody else"
    session.save()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key

    sign_in(visitor, known)

    assert visitor.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_an_account_that_is_switched_off_is_out_on_the_next_request(known, visitor):
    """S-09."""
    sign_in(visitor, known)
    with acting(known, "test.arrange"):
        known.is_active = False
        known.save()

    assert visitor.get("/account/").status_code == 302
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https:evil",
        "\\\\evil",
        "/\\evil",
        "javascript:alert(1)",
        "https://testserver/x",
        "/\t/evil",
    ],
)
def test_only_a_local_page_follows_sign_in(known, visitor, address):
    """S-12."""
    answer = sign_in(visitor, known, next=address)

    assert answer["Location"] in ("/", "/cases/")


def test_a_local_page_follows_sign_in(known, visitor):
    assert sign_in(visitor, known, next="/account/drafts/")["Location"] == "/account/drafts/"


def test_a_new_place_is_told_without_the_whole_address(known):
    """S-13."""
    sign_in(new_browser(HTTP_USER_AGENT="Firefox/140 Windows", REMOTE_ADDR="203.0.113.77"), known)
    mail.outbox.clear()
    sign_in(new_browser(HTTP_USER_AGENT="Firefox/140 Windows", REMOTE_ADDR="203.0.113.78"), known)
    sign_in(new_browser(HTTP_USER_AGENT="Safari iPhone", REMOTE_ADDR="2001:db8:aa:bb::1"), known)

    assert [message.to for message in mail.outbox] == [[known.email]]
    assert "Safari on iPhone, 2001:db8:aa::/48" in mail.outbox[0].body
    assert SignIn.objects.filter(user=known).latest("began_at").address == "2001:db8:aa::/48"


def test_the_fourth_sign_in_ends_the_oldest(known):
    browsers = [new_browser() for _ in range(4)]
    for visitor in browsers:
        sign_in(visitor, known)

    assert [visitor.get("/account/").status_code for visitor in browsers] == [302, 200, 200, 200]


def test_own_sign_ins_are_listed_and_can_be_ended(known, visitor):
    other = new_browser(HTTP_USER_AGENT="Firefox on an Android")
    sign_in(visitor, known)
    sign_in(other, known)
    row = known.sign_ins.get(browser="Firefox on Android")
    assert b"Firefox on Android" in visitor.get("/account/sessions/").content

    visitor.post(f"/account/sessions/{row.pk}/end/")

    assert other.get("/account/").status_code == 302
    assert visitor.get("/account/").status_code == 200


def test_nobody_ends_the_sign_in_of_somebody_else(known, noor, visitor):
    with_password(noor)
    other = new_browser()
    sign_in(visitor, known)
    sign_in(other, noor)

    assert visitor.post(f"/account/sessions/{noor.sign_ins.get().pk}/end/").status_code == 404
    assert other.get("/account/").status_code == 200


def test_ending_the_present_sign_in_signs_out(known, visitor):
    sign_in(visitor, known)

    assert visitor.post(f"/account/sessions/{known.sign_ins.get().pk}/end/")["Location"] == "/sign-in/"
    assert visitor.get("/account/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_ends_the_session_and_clears_the_browser(known, visitor, method):
    """S-82, the server's part."""
    sign_in(visitor, known)
    key = visitor.session.session_key

    answer = getattr(visitor, method)("/leave/")

    assert answer.status_code == {"get": 302, "post": 204}[method]
    assert method == "post" or answer["Location"] == settings.LEAVE_URL
    assert "storage" in answer["Clear-Site-Data"] and answer["Cache-Control"] == "no-store"
    assert not known.sign_ins.live().exists()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = key
    assert visitor.get("/account/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()


@pytest.fixture
def left(known, visitor):
    """A browser whose page was left by the beacon a moment ago."""
    sign_in(visitor, known)
    visitor.post("/leave/")
    return visitor


def told_before(known):
    """The draft that arrived, or None."""
    with acting(known, "test.look"):
        found = draft_of(known, "parts")
    return found and found["story"]


def test_what_was_typed_before_leaving_still_arrives_and_is_answered_with_nothing(known, left):
    """On a slow line the last words come after the beacon that ends the session (R-43)."""
    answer = left.post("/account/drafts/", {"_draft": "parts", "story": "In the middle of"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert told_before(known) == "In the middle of"


def test_half_a_minute_after_leaving_nothing_arrives_any_more(known, left):
    wait(left, leaving.LATE_SECONDS, leaving.LEFT)
    answer = left.post("/account/drafts/", {"_draft": "parts", "story": "Too late"})

    assert answer.status_code == 302
    assert told_before(known) is None


@pytest.mark.parametrize("path", ["/account/stay/", "/account/cover-names/", "/cases/new/", "/nowhere/"])
def test_after_leaving_nothing_else_can_be_done(known, left, path):
    left.post(path, {"covered": "1"})

    answer = left.post("/account/drafts/", {"_draft": "parts", "story": "Of somebody else"})
    assert answer.status_code == 302
    assert told_before(known) is None


def test_a_beacon_may_leave_without_a_token_and_can_do_nothing_else(known):
    strict = SecureClient(enforce_csrf_checks=True)
    strict.force_login(known, backend="accounts.signin.backend.StandingBackend")

    assert strict.post("/account/stay/").status_code == 403
    assert strict.post("/leave/").status_code == 204


def test_signing_out_takes_a_post(known, visitor):
    sign_in(visitor, known)
    visitor.get("/account/sign-out/")
    assert visitor.get("/account/").status_code == 200

    visitor.post("/account/sign-out/")

    assert visitor.get("/account/").status_code == 302
    assert not known.sign_ins.live().exists()


def test_names_are_covered_for_this_session_only(known, visitor):
    sign_in(visitor, known)
    assert visitor.post("/account/cover-names/", {"covered": "1", "next": "/account/"})["Location"] == "/account/"
    assert visitor.session["covered"] is True
    assert visitor.post("/account/cover-names/", {"covered": "0", "next": "//evil"})["Location"] == "/"

    assert visitor.session["covered"] is False


def test_the_clock_and_language_are_the_persons_own(known, visitor):
    with acting(known, "test.arrange"):
        known.time_zone, known.language = "Pacific/Kiritimati", "th"
        known.save()
    sign_in(visitor, known)

    assert 'lang="th"' in visitor.get("/account/").content.decode()
    saved = visitor.post("/account/drafts/", {"_draft": "n"}).json()["saved_at"]
    with acting(known, "test.look"):
        from zoneinfo import ZoneInfo

        moment = Draft.objects.get(user=known).saved_at
        assert saved == moment.astimezone(ZoneInfo("Pacific/Kiritimati")).strftime("%H:%M")
