"""R-24: a name that is guessed from many places rests between two tries, and its owner comes in from their own device."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Guess, Refusal, SignIn
from accounts.signin import backoff
from accounts.signin.backoff import FREE, LONGEST, hash_of, wait_after
from accounts.tasks import clear_old_traces
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in, with_password
from tests.accounts.signin.test_failures import headers_of, text_of

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def strange(number):
    """A browser in a network of its own."""
    return new_browser(REMOTE_ADDR=f"203.0.{number}.9")


def guess(user, times, first=0):
    """Wrong passwords, each from another network, so that no pair of name and address is locked."""
    return [sign_in(strange(first + number), user, "not the password") for number in range(times)]


def rest(username):
    """This name was guessed so often that it rests for minutes."""
    Guess.objects.update_or_create(
        name_hash=hash_of(username), defaults={"failures": FREE + 8, "last_at": timezone.now()}
    )


@pytest.fixture
def three(monkeypatch):
    """Three wrong passwords without a wait instead of ten, then at once a long one: argon2 takes its time."""
    monkeypatch.setattr(backoff, "FREE", 3)
    monkeypatch.setattr(backoff, "wait_after", lambda failures: 0 if failures < 3 else LONGEST)


def counted(user):
    return Guess.objects.get(name_hash=hash_of(user.username))


def later(user, seconds):
    """The last failure was so many seconds ago."""
    Guess.objects.filter(name_hash=hash_of(user.username)).update(
        last_at=timezone.now() - datetime.timedelta(seconds=seconds)
    )


@pytest.fixture
def home(known):
    """Amina's own device, from which she signed in before the guessing began."""
    browser = new_browser(REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT=AGENT)
    assert sign_in(browser, known).status_code == 302
    return new_browser(REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT=AGENT)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour():
    assert [wait_after(FREE + n) for n in (-1, 0, 1, 2, 5)] == [0, 1, 2, 4, 32]
    assert wait_after(FREE + 50) == wait_after(2**31 - 1) == LONGEST == 900


def test_after_so_many_wrong_passwords_from_anywhere_the_right_one_waits_too(known, three):
    guess(known, 3)
    assert sign_in(strange(99), known).status_code == 200
    later(known, LONGEST + 1)
    assert sign_in(strange(99), known).status_code == 302


def test_before_that_nobody_waits(known, three):
    guess(known, 2)
    assert sign_in(strange(99), known).status_code == 302


def test_the_owner_comes_in_from_their_own_device_while_the_name_rests(known, home):
    rest(known.username)
    assert sign_in(strange(99), known).status_code == 200
    assert sign_in(home, known).status_code == 302


def test_from_another_network_or_with_another_browser_it_is_another_device(known, home):
    rest(known.username)
    assert sign_in(new_browser(REMOTE_ADDR="198.51.101.7", HTTP_USER_AGENT=AGENT), known).status_code == 200
    assert sign_in(new_browser(REMOTE_ADDR="198.51.100.7"), known).status_code == 200


def test_another_persons_device_is_not_the_owners(known, home, office):
    other = with_password(office.noor)
    rest(other.username)
    assert sign_in(home, other).status_code == 200


def test_who_goes_on_guessing_while_the_name_rests_makes_it_no_longer(known):
    rest(known.username)
    before = counted(known)
    guess(known, 2)
    assert (counted(known).failures, counted(known).last_at) == (before.failures, before.last_at)


def test_wrong_passwords_on_the_own_device_are_not_counted(known, home):
    sign_in(home, known, "not the password")
    assert not Guess.objects.filter(name_hash=hash_of(known.username)).exists()


def test_a_day_without_a_failure_forgets_them(known):
    rest(known.username)
    later(known, 25 * 3600)
    guess(known, 1)
    assert counted(known).failures == 1


def test_the_owner_is_told_once_and_the_event_is_recorded(known, three):
    mail.outbox.clear()
    guess(known, 5)
    assert [message.to for message in mail.outbox] == [[known.email]]
    outcomes = [row.outcome for row in Refusal.objects.using("owner").filter(actor=known.pk, kind="sign-in")]
    assert outcomes.count("slowed") == 1 and len(outcomes) == 5


def failed_from(number, username, password):
    """(answer, number of statements) of one refused sign-in from a strange place."""
    client = strange(number)
    client.get("/sign-in/")
    with CaptureQueriesContext(connection) as captured:
        response = client.post("/sign-in/", {"login": username, "password": password})
    return response, len(captured)


def test_resting_wrong_and_unknown_look_and_cost_the_same(known, monkeypatch):
    """S-04: the right password of a resting name, a wrong one, and a name nobody has, resting and not."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    hashed, encode, verify = [], Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a, **k: hashed.append("work") or encode(*a, **k))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a, **k: hashed.append("work") or verify(*a, **k))
    nobody = f"nobody.{known.username}"
    rest(known.username)
    rest(nobody)
    tries = [(known.username, PASSWORD), (known.username, "not it"), (nobody, "not it"), (f"{nobody}.2", "not it")]
    answers = []
    for number, (name, password) in enumerate(tries, start=150):
        before = len(hashed)
        response, statements = failed_from(number, name, password)
        looks = (response.status_code, text_of(response), str(headers_of(response)), statements)
        answers.append((*looks, len(hashed) - before))
    assert answers[0] == answers[1] == answers[2] == answers[3]
    assert answers[0][0] == 200 and answers[0][4] == 1


def test_no_name_that_was_typed_is_kept(known):
    guess(known, 1)
    strange(1).post("/sign-in/", {"login": "my secret passphrase", "password": "x"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_guess t WHERE t::text ~ %s", [f"secret|{known.username}"])
        assert cursor.fetchone() == (0,)


def test_old_sign_ins_and_counts_are_cleared_and_younger_ones_stay(known, home, office):
    guess(known, 2)
    later(known, 25 * 3600)
    old = timezone.now() - datetime.timedelta(days=181)
    young = timezone.now() - datetime.timedelta(days=179)
    for moment, name in ((old, "o"), (young, "y")):
        SignIn.objects.create(user=office.noor, session_hash=name * 64, began_at=moment, seen_at=moment)
    assert clear_old_traces() >= 2
    assert [row.session_hash[0] for row in SignIn.objects.filter(user=office.noor)] == ["y"]
    assert not Guess.objects.filter(name_hash=hash_of(known.username)).exists()
    assert SignIn.objects.filter(user=known).exists()
