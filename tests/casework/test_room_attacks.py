"""Attacks on the rooms of a case that once succeeded: forged forms, deep JSON, closed answers (A-04, S-77)."""

import uuid

import pytest
from django.urls import reverse

from accounts.acting import acting
from casework.cases.actions import grant_health
from casework.interviews.models import Answer
from tests.accounts.test_looks import recorded
from tests.casework.interviews.conftest import agree, sit_down, tell
from tests.cast import browser_of

DEEP = ["[" * 100_000, '{"case":' * 50_000, '{"answers":{"A-REC-01":' + "[" * 100_000]


@pytest.fixture
def sitting(case, amina):
    """An intake interview that goes on."""
    agree(case, amina)
    return sit_down(case, amina)


@pytest.mark.parametrize("name", ["nothing-0-version", "int_name-60-version", "int_name-٣-version"])
@pytest.mark.parametrize("accepts", ["text/html", "application/json"])
def test_a_form_with_a_question_that_no_page_has_is_refused_and_nothing_of_it_is_kept(
    sitting, case, amina, name, accepts
):
    """S-77: a sentence and no error of ours; what stands beside it in the same form is not half kept."""
    browser = browser_of(amina, raise_request_exception=False)
    address = reverse("interview_part", args=[case.reference, sitting.pk, "int.you"])
    form = {"int_name-0-version": "0", "int_name-0-value": "Trang", name: "1"}
    answer = browser.post(address, form, headers={"accept": accepts})
    with acting(amina):
        kept = Answer.objects.filter(case=case).count()
    # Digits of another script are no number of a part: such a name is not looked at, as any other name.
    assert (answer.status_code, kept) == ((400, 0) if "٣" not in name else (302 if "html" in accepts else 200, 1))


@pytest.mark.parametrize("body", DEEP)
@pytest.mark.parametrize(
    "url", ["screenings/evaluate/", "screenings/", "consular-referrals/", "interviews/", "cases/", "consents/"]
)
def test_json_that_is_nested_without_end_is_refused_in_a_sentence(amina, url, body):
    """S-77"""
    browser = browser_of(amina, raise_request_exception=False)
    answer = browser.post(
        f"/api/v1/{url}", body, content_type="application/json", headers={"Idempotency-Key": str(uuid.uuid4())}
    )
    assert answer.status_code == 400 and "nested too deeply" in answer.json()["detail"]


def test_who_asks_for_an_answer_outside_their_groups_leaves_a_refusal(sitting, case, office, amina):
    """A-04, R-02: not there, and the try is recorded."""
    with acting(office.sam):
        grant_health(case, amina, by=office.sam)
    row = tell(sitting, "int_medical", ["none"], by=amina)
    found = browser_of(office.sam).get(f"/api/v1/interviews/{sitting.pk}/answers/{row.pk}/")
    assert found.status_code == 404
    (refusal,) = recorded("audit_refusal", office.sam)
    assert (refusal["action"], refusal["wanted"], refusal["outcome"]) == ("interview.view", str(row.pk), "not found")
