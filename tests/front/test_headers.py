"""R-40: the headers stand on every answer, also on errors (S-75, S-80, S-81)."""

import json

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client, override_settings
from django.urls import path

from config import headers
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as product
from tests.cast import browser_of

CASES = [
    ("/sign-in/", 200),
    ("/no/such/page/", 404),
    ("/broken/", 500),
    ("/account/stay/", 302),
    ("/healthz", 200),
]


@login_not_required
def broken(request):
    raise ValueError("Phạm Thu Trang")


urlpatterns = [path("broken/", broken), *product]


def ask(method, address, **more):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    return getattr(client, method)(address, secure=True, **more)


def lacking(answer):
    """Headers that an answer lacks or that say something else."""
    return {name for name, value in headers.HEADERS.items() if answer.headers.get(name) != value}


@pytest.mark.parametrize(("address", "status"), CASES)
@override_settings(ROOT_URLCONF="tests.front.test_headers")
def test_every_answer_has_the_headers_and_is_never_stored(committed, address, status):
    answer = ask("get", address)

    assert answer.status_code == status
    assert lacking(answer) == set()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("address", "status"), CASES)
@override_settings(ROOT_URLCONF="tests.front.test_headers")
def test_every_answer_has_a_closed_content_policy(committed, address, status):
    policy = dict(part.split(" ", 1) for part in ask("get", address).headers["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert "unsafe" not in json.dumps(policy)
    assert {name: policy[name] for name in ("frame-ancestors", "base-uri", "form-action")} == {
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }


def test_a_page_has_a_new_nonce_each_time(committed):
    first, second = (ask("get", "/sign-in/").headers["Content-Security-Policy"] for _ in range(2))

    assert "'nonce-" in first
    assert first != second


def test_a_form_without_its_token_is_refused_with_the_headers_and_a_next_step(committed):
    answer = ask("post", "/sign-in/", data={"login": "x", "password": "y"})

    assert answer.status_code == 403
    assert lacking(answer) == set()
    assert "This form is too old to send" in answer.text


def test_a_forged_host_gets_400_with_the_headers(committed):
    answer = ask("get", "/sign-in/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert lacking(answer) == set()
    assert "evil.example" not in answer.text


@override_settings(ROOT_URLCONF="tests.front.test_headers")
def test_a_broken_page_says_its_number_and_nothing_about_the_cause(committed):
    text = ask("get", "/broken/").text

    assert "Number of this error" in text
    assert not any(word in text for word in ("ValueError", "Trang", "Traceback", "broken/"))


def test_leaving_and_signing_out_clear_the_browser_and_asking_about_it_does_not(amina):
    assert "Clear-Site-Data" in browser_of(amina).post("/leave/", secure=True).headers
    assert "Clear-Site-Data" in browser_of(amina).post("/account/sign-out/", secure=True).headers
    assert "Clear-Site-Data" not in browser_of(amina).get("/account/sign-out/", secure=True).headers


def test_only_static_files_may_be_kept(committed):
    kept = ask("get", "/static/daybook.css")

    assert kept.status_code == 200
    assert "no-store" not in kept.headers["Cache-Control"]
    assert lacking(kept) == set()


def test_nobody_else_may_read_an_answer(committed):
    answer = ask("get", "/sign-in/", headers={"origin": "https://evil.example"})

    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
