"""A referral that its mission received, the people around it, and a text that a lead has read."""

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.acting import acting
from casework.cases.models import Case
from casework.languages import actions as languages
from casework.languages.models import TextReview
from referrals.letters.actions import make_letter
from referrals.letters.texts import template
from referrals.letters.transitions import LETTER
from tests.cast import founder
from tests.referrals.steps import Way

NAMED = ["name", "birth_date", "needs_paper"]


def whole(case):
    """The case with what a letter needs."""
    return Case.objects.select_related("person", "team", "organisation").get(pk=case.pk)


def made(referral, by, kind="consular_notification", language="en", **fields):
    """A letter with the share of this referral."""
    with acting(by, "test.arrange"):
        given = {"share": referral.share} | fields
        return make_letter(whole(referral.case), by=by, kind=kind, language=language, **given)


def sent(letter, by):
    """The letter, sent."""
    with acting(by, "test.arrange"):
        return LETTER.move(letter, "send", by=by)


def read_by_a_lead(office, kind, tag):
    """Noor looks after a language and has read this letter."""
    text = template(kind, tag)
    if not languages.leads(office.noor, tag):
        languages.name_lead(tag, office.noor.username, by=office.sam)
    languages.review(tag, {(text.what, text.digest)}, by=office.noor)
    return text


def forget_reviews():
    """No text is reviewed any more."""
    with acting(founder(), "test.arrange"):
        TextReview.objects.standing().update(ended_at=timezone.now(), version=F("version") + 1)


@pytest.fixture
def office(office):
    """Reviews are for the whole installation: each test begins with none, and leaves none."""
    forget_reviews()
    yield office
    forget_reviews()


@pytest.fixture
def received(office, case):
    """A referral to Lina's mission that it has received: name, birth date and the wish for a paper are shared."""
    return Way(office, case, NAMED).to("acknowledged")
