"""A person who was arrested, a legal officer of the team, a screening with reasonable grounds, a yes to the office."""

import datetime

import pytest
from django.utils import timezone

from accounts.acting import acting
from casework.models import Case, Penalty
from casework.penalties import actions
from referrals.letters import arguing
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import agreed
from tests.screening.conftest import move, opened, submit  # noqa: F401

FINE = {"kind": "overstay_fine", "country": "TH", "currency": "THB", "amount": 500}
HELD = {"kind": "immigration_detention", "country": "TH", "place": "Room 3"}


def ago(days):
    """A day so many days back."""
    return timezone.localdate() - datetime.timedelta(days=days)


def penalty_of(case, by, **fields):
    """A penalty, recorded by somebody who may."""
    given = {**FINE, **fields}
    with acting(by, "test.arrange"):
        return actions.record_penalty(Case.objects.get(pk=case.pk), by=by, **given)


def held_of(case, by, days=10, **fields):
    """A detention for so many days."""
    return penalty_of(case, by, **{**dict.fromkeys(("currency", "amount")), "currency": "", **HELD,
                                   "begun_on": ago(days - 1), **fields})  # fmt: skip


def fresh(row):
    """The row as it stands."""
    return type(row).objects.select_related("case").get(pk=row.pk)


@pytest.fixture
def gale(office):
    """A legal officer in the team of the case."""
    return new_user("Gale", office.organisation, "legal_officer", teams=[office.team])


@pytest.fixture
def grounds(office, opened):  # noqa: F811
    """The case with a confirmed screening that found reasonable grounds."""
    move(submit(opened, office.amina), "confirm", by=office.sam)
    return opened


@pytest.fixture
def office_of_labour(office, grounds):
    """An office the person agreed that we write to; it is behind no firewall."""
    organisation = new_organisation("labour", "TH")
    with acting(office.amina, "test.arrange"):
        agreed(grounds, office.amina, organisation, items=["name"], kind="share_services")
    return organisation


def drafted(office, penalty, gale, recipient, law_checked=True):
    """A letter on this penalty; the legal officer has checked the law in it."""
    with acting(gale, "test.arrange"):
        case = Case.objects.select_related("person", "team", "organisation").get(pk=penalty.case_id)
        row = Penalty.objects.select_related("case").get(pk=penalty.pk)
        given = {"language": "en", "recipient": recipient, "law_checked": law_checked}
        return arguing.draft(case, by=gale, penalties=[row], **given)
