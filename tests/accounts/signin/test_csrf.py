"""S-74, and that our own forms pass although browsers hide where they come from."""

import pytest

from tests.accounts.signin.conftest import PASSWORD, SecureClient, with_password


def posted(user, *, token=True, **headers):
    """Status of a sign-in form posted with these headers."""
    client = SecureClient(enforce_csrf_checks=True)
    client.get("/sign-in/")
    form = {"login": user.username, "password": PASSWORD}
    if token:
        form["csrfmiddlewaretoken"] = client.get("/sign-in/").context["csrf_token"]
    return client.post("/sign-in/", form, headers=headers).status_code


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "https://testserver"}, 302),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_post(known, headers, status):
    assert posted(known, **headers) == status


def test_a_token_is_needed_whatever_the_headers_say(known):
    assert posted(known, token=False, **{"Origin": "null", "Sec-Fetch-Site": "same-origin"}) == 403


def test_a_person_signs_in_and_out_with_a_real_browser(amina, live_app, page):
    with_password(amina)
    page.goto(f"{live_app.url}/sign-in/?next=/account/")
    page.fill("[name=login]", amina.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{live_app.url}/account/")
    assert amina.organisation.name in page.content()

    page.click(".bar__wide form[action='/account/sign-out/'] button")

    page.wait_for_url("**/sign-in/**")
