"""One note about several people to one mission: a referral each, with the own consent and the own fields of each (C4).

Who did not agree, or fears that state, is named to us and left out; the others are made. Under one number the mission
sees one list; each referral is approved, answered, withdrawn and ended by itself.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.acting import current
from accounts.models import Organisation
from accounts.performing import performing
from casework.cases.models import Case
from casework.cases.numbers import new_reference
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from casework.consents.queries import yes_of
from casework.people.fear_actions import against
from casework.people.fears import StateFear
from referrals.consular import actions, needs
from referrals.consular.models import ConsularReferral
from referrals.consular.transitions import CONSULAR
from referrals.sharing.items import items_of

S = ConsularReferral.Status
MOST, LONG = 50, 4_000  # people in one group, letters of the note
BEFORE = (S.RIGHTS_TOLD, S.DRAFT)


@dataclass
class Row:
    """One person of the group: what would be shown of them, or why they are left out."""

    case: Any
    items: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    referral: Any = None
    made: Any = None


def caseload(user):
    """Open cases on which this person prepares referrals, newest first."""
    rows = Case.objects.permitted(user, "consular.prepare").open()
    rows = rows.select_related("organisation", "team").prefetch_related("person").order_by("-opened_at", "-pk")
    return list(rows[:MOST])


def missions():
    """Active missions, by name."""
    return Organisation.objects.filter(kind="embassy", is_active=True).order_by("name")


@dataclass(frozen=True)
class Known:
    """What is asked for all people of a group at once, by case."""

    consents: dict
    referrals: dict
    fears: dict


def gathered(rows):
    """Case id -> rows."""
    found: dict = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def known_of(cases, mission, nationality):
    """The consents to this mission, the open referrals of this nationality, the fears: three statements."""
    referrals = ConsularReferral.objects.open().filter(case__in=cases, nationality=nationality)
    return Known(
        gathered(Consent.objects.filter(case__in=cases, recipient=mission).newest()),
        gathered(referrals.select_related("share")),
        gathered(StateFear.objects.filter(case__in=cases, lifted_at__isnull=True)),
    )


def plan(user, cases, mission, nationality, items):
    """[Row]: what each would share with this mission, or why not. Nothing is stored."""
    current().load_cases([case.pk for case in cases])
    known = known_of(cases, mission, nationality)
    return [row_of(user, case, mission, nationality, items, known) for case in cases]


def row_of(user, case, mission, nationality, items, known):
    """One person of the group."""
    row = Row(case, referral=next(iter(known.referrals.get(case.pk, [])), None))
    states = {nationality, *mission.represents, mission.country}
    consent = next(iter(yes_of(case, needs.CONSENT, known.consents.get(case.pk, []))), None)
    agreed = items_of(consent, case)
    row.items = [code for code in ITEMS if code in items and code in agreed]
    blocked = against(known.fears.get(case.pk, []), states)
    wrong = (
        (not allowed(user, "consular.prepare", case), _("You do not work on this case.")),
        (nationality not in case.person.nationalities, _("The person told us another nationality.")),
        (bool(blocked), _("Blocked: asylum or a fear of this state is written down.")),
        (row.referral is None, _("First tell the person of the right to contact, and of the right to refuse.")),
        (row.referral is not None and row.referral.status not in BEFORE, _("A referral is under way already.")),
        (not row.items, _("The person did not agree to show any of this to this mission.")),
    )
    row.reasons = [said for is_so, said in wrong if is_so]
    return row


def make(user, cases, *, mission, nationality, purpose, items, note):
    """(number of the group, [Row]): a referral for each person for whom it is possible, sent for approval. Who is left
    out is named with the reason; one that fails leaves the others as they are. ValidationError for nobody."""
    with performing(user, "consular.group"):
        if not note.strip() or len(note) > LONG:
            raise ValidationError({"note": _("Write the note in a sentence or some. No names in it.")})
        rows, number = plan(user, cases, mission, nationality, items), new_reference()
        for row in rows:
            if not row.reasons:
                make_one(user, row, number, note.strip(), mission, purpose)
        if not any(row.made for row in rows):
            raise ValidationError(_("Nobody of these can go in this group. Look below why."))
    return number, rows


def make_one(user, row, number, note, mission, purpose):
    """One referral with all its steps, or none of it."""
    try:
        with transaction.atomic():
            referral = row.referral
            if referral.status == S.RIGHTS_TOLD:
                referral = CONSULAR.move(referral, "begin", by=user)
            referral.case, referral.group, referral.group_note = row.case, number, note
            referral.save()
            given = {"version": referral.version, "mission": mission, "purpose": purpose, "items": row.items}
            row.made = actions.ask_approval(referral, by=user, **given)
    except ValidationError as error:
        row.reasons += error.messages


def of_group(user, number):
    """Referrals of a group that this person may see, by number."""
    rows = ConsularReferral.objects.permitted(user, "consular.list").filter(group=number)
    rows = rows.select_related("case", "case__team", "case__organisation", "mission", "share", "requested_by")
    return list(rows.prefetch_related("case__person").order_by("number"))


def send_approved(user, rows):
    """(how many were sent, {number: sentences}) of those that are approved: each by itself."""
    sent, failed = 0, {}
    for row in [row for row in rows if row.status == S.APPROVED]:
        try:
            with transaction.atomic():
                CONSULAR.move(row, "send", by=user)
            sent += 1
        except ValidationError as error:
            failed[row.number] = error.messages
    return sent, failed
