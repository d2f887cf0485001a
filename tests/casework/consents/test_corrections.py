"""A wrongly recorded answer is put right by a new row with a reason, and never opens more than was recorded (C-08)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting
from casework.consents import actions
from casework.consents.corrections import correct, wider
from casework.consents.models import Consent
from casework.consents.queries import holds, series_of
from casework.consents.titles import CHOICES, PLAIN, choice_of
from tests.casework.consents.test_consent_rules import told, yes
from tests.cast import browser_of

S = Consent.Status
TODAY = timezone.localdate()
WHY = "I pressed the wrong one; she said it twice."
ANSWERS = st.sampled_from([S.GIVEN, S.GIVEN_LIMITED, S.REFUSED])
OPENS = {S.REFUSED: 0, S.GIVEN_LIMITED: 1, S.GIVEN: 2}
ITEMS = st.lists(st.sampled_from(["name", "birth_date", "papers"]), unique=True)
DAYS = st.integers(1, 300)


@pytest.fixture
def acted(case, amina):
    """Amina's case, with Amina acting."""
    with acting(amina, "test"):
        yield case


def test_the_old_row_stays_and_the_new_one_carries_the_reason(acted, amina):
    row = yes(acted, amina, status=S.GIVEN_LIMITED, limits="Not my family")
    new = correct(row, by=amina, reason=WHY, limits="Not my brother")
    rows = list(series_of(new))
    assert [(r.number, r.limits, r.correction) for r in rows[1:]] == [
        (2, "Not my family", ""),
        (3, "Not my brother", WHY),
    ]
    assert new.how == row.how and new.expires_on == row.expires_on and holds(acted, "interview")


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_without_a_reason_nothing_is_put_right(acted, amina, reason):
    row = yes(acted, amina)
    with pytest.raises(ValidationError, match="recorded wrongly"):
        correct(row, by=amina, reason=reason, status=S.REFUSED)
    assert holds(acted, "interview")


def test_a_yes_that_was_none_stops_holding_at_once(acted, amina):
    row = yes(acted, amina)
    new = correct(row, by=amina, reason=WHY, status=S.REFUSED)
    assert new.status == S.REFUSED and not holds(acted, "interview")
    assert [r.status for r in series_of(new)] == [S.INFORMED, S.GIVEN, S.WITHDRAWN, S.REFUSED]


def test_a_no_becomes_no_yes_without_asking_again(acted, amina):
    row = actions.answer(told(acted, amina), by=amina, status=S.REFUSED)
    with pytest.raises(ValidationError, match="Ask again"):
        correct(row, by=amina, reason=WHY, status=S.GIVEN, giver="individual", how="witnessed", witness="Ly")
    assert not holds(acted, "interview")


def test_an_empty_end_is_no_way_to_a_yes_without_one(acted, amina):
    row = yes(acted, amina)
    assert correct(row, by=amina, reason=WHY, expires_on=None).expires_on == row.expires_on


def test_only_the_newest_row_and_only_an_answer_is_put_right(acted, amina):
    first = told(acted, amina)
    with pytest.raises(ValidationError, match="no answer here"):
        correct(first, by=amina, reason=WHY)
    row = yes(acted, amina)
    correct(row, by=amina, reason=WHY, witness="Ly", how="witnessed")
    with pytest.raises(ValidationError, match="meantime"):
        correct(row, by=amina, reason=WHY, status=S.GIVEN)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS, ANSWERS, ITEMS, ITEMS, DAYS, DAYS)
def test_no_correction_opens_more_than_was_recorded(was, becomes, had, has, ended, ends):
    """Whatever is put right: the answer opens no more, the items are no more, and it ends no later."""
    old = Consent(status=was, items=had, expires_on=TODAY + datetime.timedelta(days=ended))
    said = wider(old, becomes, {"items": has, "expires_on": TODAY + datetime.timedelta(days=ends)})
    more = {
        "status": OPENS[becomes] > OPENS[was],
        "items": not set(has) <= set(had),
        "expires_on": ends > ended,
    }
    assert {name for name, opens in more.items() if opens} == set(said)


def test_the_page_shows_what_stands_there_and_asks_why(case, amina, sam, dara):
    with acting(amina, "test"):
        row = yes(case, amina, status=S.GIVEN_LIMITED, limits="Not my family", witness="Ly", how="witnessed")
    url = reverse("consent_correct", args=[case.reference, row.pk])
    text = browser_of(amina).get(url).content.decode()
    assert "Not my family" in text and 'value="Ly"' in text
    posted = {"status": "given_limited", "limits": "Not my brother", "giver": "individual", "how": "witnessed",
              "witness": "Ly", "capacity": "can"}  # fmt: skip
    empty = browser_of(amina).post(url, posted)
    assert empty.status_code == 422 and "Not my brother" in empty.content.decode()
    done = browser_of(amina).post(url, posted | {"reason": WHY})
    assert done.status_code == 302
    shown = browser_of(amina).get(done.url).content.decode()
    assert WHY.split(";")[0] in shown and "Not my brother" in shown
    for user in (sam, dara):
        assert browser_of(user).post(url, posted | {"reason": WHY}).status_code == 403
    with acting(sam, "test"), pytest.raises(PermissionDenied):
        correct(row, by=sam, reason=WHY)


def test_the_four_choices_are_separate_and_every_type_belongs_to_one(case, amina):
    """C-02"""
    assert {choice_of(kind) for kind, _words in PLAIN} == set(CHOICES)
    assert choice_of("a_type_of_next_year") == "share"
    with acting(amina, "test"):
        yes(case, amina, "medical")
        assert not any(holds(case, kind) for kind in ("case_data", "share_services", "statistics"))
    text = browser_of(amina).get(reverse("consent_list", args=[case.reference])).content.decode()
    four = text[text.index('class="four"') :].split("</ul>")[0]
    assert four.count("1 yes") == 1 and four.count("Not asked") == 3
