"""S-03 and S-04: what a guesser learns, which is nothing."""

import re

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Refusal
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in


def text_of(response):
    """The page without what differs in every answer: token, nonce and the name that was typed."""
    text = re.sub(r'(nonce|value|content)="[^"]*"', "", response.content.decode())
    return re.sub(r"\s+", " ", text)


def test_six_wrong_passwords_then_the_right_one_is_refused_with_the_same_text(known, visitor):
    wrong = [sign_in(visitor, known, "not the password") for _ in range(6)]
    right = sign_in(visitor, known)

    assert {response.status_code for response in wrong} == {right.status_code} == {200}
    assert {text_of(response) for response in wrong} == {text_of(right)}
    assert visitor.get("/account/").status_code == 302


def test_failures_are_counted_in_the_database_and_told_to_the_owner_once(known, visitor):
    mail.outbox.clear()
    for _ in range(7):
        sign_in(visitor, known, "not the password")

    assert AccessAttempt.objects.get(username=known.username).failures_since_start == 5
    assert [message.to for message in mail.outbox] == [[known.email]]
    assert known.username not in mail.outbox[0].body and known.organisation.name not in mail.outbox[0].body
    refusals = Refusal.objects.using("owner").filter(actor=known.pk, action="account.sign_in")
    assert sorted(row.outcome for row in refusals) == ["failed"] * 7 + ["locked"]


def test_letter_case_and_spaces_do_not_give_more_guesses(known, visitor):
    for spelling in (
        known.username,
        known.username.upper(),
        f" {known.username} ",
        known.username.title(),
        known.username,
    ):
        visitor.post("/sign-in/", {"login": spelling, "password": "not the password"})

    assert sign_in(visitor, known).status_code == 200


def test_somebody_else_from_another_address_is_not_shut_out(known, visitor):
    for _ in range(6):
        sign_in(visitor, known, "not the password")

    assert sign_in(new_browser(REMOTE_ADDR="198.51.100.7"), known).status_code == 302


def test_a_right_password_forgets_earlier_failures(known, visitor):
    for _ in range(4):
        sign_in(visitor, known, "not the password")

    assert sign_in(visitor, known).status_code == 302
    assert not AccessAttempt.objects.filter(username=known.username).exists()


def headers_of(response):
    """The headers without nonce and clock, and without the length, which follows the name that was typed."""
    differ = ("Content-Security-Policy", "Content-Length", "Expires")
    return {name: value for name, value in response.headers.items() if name not in differ}


def failed(username, password):
    """(answer, statements without their values) of one failed sign-in."""
    client = new_browser()
    client.get("/sign-in/")
    with CaptureQueriesContext(connection) as captured:
        response = client.post("/sign-in/", {"login": username, "password": password})
    statements = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured]
    return response, [re.sub(r"s\?_x\?|\"s[^\"]*\"", "?", statement) for statement in statements]


def test_an_unknown_name_and_a_wrong_password_look_and_cost_the_same(known, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    hashed, encode = [], Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a, **k: hashed.append("work") or encode(*a, **k))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a, **k: hashed.append("work") or verify(*a, **k))

    response, statements = failed(known.username, "not the password")
    known_work = len(hashed)
    stranger, strange_statements = failed("nobody.at.all", "not the password")

    assert stranger.status_code == response.status_code == 200
    assert text_of(stranger) == text_of(response)
    assert headers_of(stranger) == headers_of(response)
    assert len(strange_statements) == len(statements)
    assert len(hashed) - known_work == known_work == 1


@pytest.mark.parametrize("password", [PASSWORD, "not the password"])
def test_an_account_that_is_off_looks_like_a_wrong_password(known, visitor, password):
    from accounts.acting import acting

    with acting(known, "test.arrange"):
        known.is_active = False
        known.save()

    response = sign_in(visitor, known, password)

    assert response.status_code == 200
    assert "_auth_user_id" not in visitor.session


def test_a_reset_asked_for_an_unknown_address_looks_like_one_for_a_known_address(known, visitor):
    mail.outbox.clear()
    answers = [visitor.post("/account/password/reset/", {"email": email}) for email in (known.email, "no@example.org")]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/account/password/reset/done/")}
    assert [message.to for message in mail.outbox] == [[known.email]]
