"""The way of a referral through the real actions, as far as a test needs it."""

import datetime

from django.db import connections, transaction
from django.utils import timezone

from accounts.acting import acting
from casework.models import Person
from casework.people.actions import edit_person
from referrals.consular import actions
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR
from referrals.sharing.models import Share
from referrals.sharing.versions import replace, version_of
from tests.referrals.conftest import agreed

TICKED = ["name", "birth_date", "needs_paper"]


def known_national(case, by, *nationalities):
    """The person tells their nationality and birth date."""
    person = Person.objects.select_related("case").get(case=case)
    edit_person(person, by=by, nationalities=list(nationalities), birth_date="2002-05-14", age_basis="told")
    return Person.objects.get(case=case)


def told(case, by, nationality="VN", **fields):
    """Told of the right, in Vietnamese, today."""
    return actions.tell_rights(
        case, by=by, nationality=nationality, told_on=timezone.localdate(), told_language="vie", **fields
    )


def fresh(referral):
    """The referral as it stands."""
    return ConsularReferral.objects.select_related("case", "case__person", "mission", "share").get(pk=referral.pk)


def prepared(referral, by, mission, items=TICKED, **fields):
    """Ticked for this mission."""
    return actions.prepare(
        referral,
        by=by,
        version=fresh(referral).version,
        mission=mission,
        purpose=Share.Purpose.PAPERS,
        items=items,
        **fields,
    )


def newer_version(share, by, **fields):
    """A newer version in the place of this one, with these fields: what was sent is never changed."""
    with acting(by, "test.arrange"):
        old = Share.objects.get(pk=share.pk)
        return replace(old, version_of(old, **fields))


def runs_out(share, by, seconds=0.3):
    """The share ends in a moment, by the clock of the database alone."""
    return newer_version(share, by, until=timezone.now() + datetime.timedelta(seconds=seconds))


def mails_to(user):
    """Kinds of mails that were written for somebody, read with the rights of the table's keeper."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT DISTINCT kind FROM accounts_outboxmail WHERE user_id = %s", [user.pk])
        return {kind for (kind,) in cursor.fetchall()}


class Way:
    """One referral on its way: `Way(office, case).to("sent")` takes every step before it as the person who may."""

    STEPS = (
        ("rights_told", "amina", None),
        ("draft", "amina", "begin"),
        ("ready", "amina", "request"),
        ("approved", "sam", "approve"),
        ("sent", "amina", "send"),
        ("acknowledged", "lina", "acknowledge"),
        ("nationality_check", "lina", "check"),
        ("nationality_confirmed", "lina", "confirm"),
        ("document_requested", "lina", "request_document"),
        ("document_issued", "lina", "issue_document"),
    )
    GIVEN = {
        "request_document": {"document_due_on": "2030-01-02"},
        "issue_document": {
            "document_type": "emergency_travel_document",
            "document_number": "N0000417",
            "document_expires_on": "2031-01-02",
        },
    }

    def __init__(self, office, case, items=TICKED, nationality="VN", **consent):
        self.office, self.case, self.items, self.nationality = office, case, items, nationality
        self.receiver = office.lina  # an account of the mission, before anything is sent
        self.consented = consent
        self.referral = None

    def to(self, status):
        """Takes all steps up to this state; returns the referral as it stands."""
        for name, who, step in self.STEPS:
            user = getattr(self.office, who)
            with acting(user, "test.arrange"):
                self.take(user, step)
            if name == status:
                break
        with acting(self.office.amina, "test.arrange"):
            return fresh(self.referral)

    def take(self, user, step):
        """One step."""
        if step is None:
            known_national(self.case, user, self.nationality)
            self.referral = told(self.case, user, self.nationality)
            return
        if step == "request":
            self.consent = agreed(self.case, user, self.office.mission, **self.consented)
            prepared(self.referral, user, self.office.mission, self.items)
        CONSULAR.move(fresh(self.referral), step, by=user, **self.GIVEN.get(step, {}))
