"""S-05 and the links with which a password is chosen."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.signin.passwords import ContextWordsValidator
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in

GOOD = ("a boat with nine lamps \N{SAILBOAT} " * 3)[:64]


@pytest.mark.parametrize(
    "word",
    [
        "Password123!",
        "P@ssw0rd-2026",
        "Riverside House 1",
        "river-side-house",
        "eleven char",
        "amina.hadi.2026",
    ],
)
def test_passwords_that_others_guess_are_refused(known, word):
    from django.contrib.auth.password_validation import validate_password

    known.organisation.name, known.display_name = "Riverside House", "Amina Hadi"

    with pytest.raises(ValidationError):
        validate_password(word, known)


def test_a_long_phrase_may_mention_a_known_name(known):
    known.organisation.name = "Riverside House"

    ContextWordsValidator().validate("my grandmother's house had two blue doors", known)


def test_129_characters_are_too_many():
    ContextWordsValidator().validate("x" * 128)
    with pytest.raises(ValidationError, match="128"):
        ContextWordsValidator().validate("x" * 129)


def change(client, old, new):
    """Posts the form of a password change."""
    return client.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})


def test_64_characters_with_spaces_and_an_emoji_are_kept_unchanged(known, visitor):
    assert len(GOOD) == 64
    sign_in(visitor, known)

    assert change(visitor, PASSWORD, GOOD).status_code == 302
    assert User.objects.get(pk=known.pk).check_password(GOOD)
    assert sign_in(new_browser(), known, GOOD).status_code == 302


def test_a_password_change_ends_the_sign_in_of_another_browser(known, visitor):
    """S-10."""
    other = new_browser()
    sign_in(visitor, known)
    sign_in(other, known)

    change(visitor, PASSWORD, GOOD)

    assert other.get("/account/").status_code == 302
    assert visitor.get("/account/").status_code == 200
    assert [row.session_hash for row in known.sign_ins.live()] == [hash_in(visitor)]


def hash_in(client):
    """The hash of a browser's session key."""
    from accounts.signin.sessions import hash_of

    return hash_of(client.session.session_key)


def link_in(message):
    """The path of the link in a mail."""
    return re.search(r"https://[^/\s]+(/\S+)", message.body).group(1)


def test_a_mailed_link_sets_a_password_once_and_ends_all_sign_ins(known, visitor):
    signed_in = new_browser()
    sign_in(signed_in, known)
    mail.outbox.clear()
    visitor.post("/account/password/reset/", {"email": known.email})
    link = link_in(mail.outbox[0])

    form = visitor.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    answer = visitor.post(address, {"password1": GOOD, "password2": GOOD})

    assert "set-password" in address and answer.status_code == 302
    assert User.objects.get(pk=known.pk).check_password(GOOD)
    assert signed_in.get("/account/").status_code == 302
    assert b"does not work any more" in new_browser().get(link).content


def test_the_history_of_a_password_change_names_the_person_and_holds_no_hash(known, visitor):
    sign_in(visitor, known)
    change(visitor, PASSWORD, GOOD)

    row = User.history.filter(id=known.pk).latest("history_id")

    assert (row.history_user_id, row.history_change_reason) == (known.pk, "account.password")
    assert not hasattr(row, "password")


def test_the_mail_says_nothing_but_that_there_is_an_update(known, visitor):
    mail.outbox.clear()
    visitor.post("/account/password/reset/", {"email": known.email})
    text = f"{mail.outbox[0].subject} {mail.outbox[0].body}"

    for word in (known.username, known.display_name, known.organisation.name, "case", "traffick"):
        assert word.lower() not in text.lower().replace(link_in(mail.outbox[0]).lower(), "")
