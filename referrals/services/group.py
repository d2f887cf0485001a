"""One form for several people: a referral each, with the own consent and the own fields of each. Who did not agree, or
whom the provider does not admit, is left out and named with the reason: what can be made is made (issue 4, item 5)."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.acting import current
from accounts.performing import performing
from casework.cases.models import Case
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from casework.consents.queries import yes_of
from casework.people.actions import age_of
from casework.people.models import Speaks
from referrals.directory.codes import SEX_OF
from referrals.services import actions, needs
from referrals.services.models import ServiceReferral
from referrals.services.offers import Wanted, service_for, why_not
from referrals.sharing.items import items_of, opened_by
from referrals.sharing.models import Share

MOST = 50  # people in one group


@dataclass
class Row:
    """One person of the group: what would be shown of them, or why they are left out."""

    case: Any
    items: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    made: Any = None


def caseload(user):
    """Open cases on which this person may begin a referral, newest first."""
    rows = Case.objects.permitted(user, "service.begin").open().exclude(status=Case.Status.DRAFT)
    rows = rows.select_related("organisation", "team").prefetch_related("person").order_by("-opened_at", "-pk")
    return list(rows[:MOST])


def plan(user, cases, service, priority, items):
    """[Row] for these cases: what each would share, or why not. Nothing is stored."""
    current().load_cases([case.pk for case in cases])
    known = Known(languages_of(cases), consents_of(cases, service), open_with(cases, service))
    return [row_of(user, case, service, priority, items, known) for case in cases]


@dataclass(frozen=True)
class Known:
    """What is asked for all people of a group at once: languages and consents by case, and who has an open referral."""

    spoken: dict
    consents: dict
    open_ones: set


def row_of(user, case, service, priority, items, known):
    """One person of the group."""
    row = Row(case)
    if not allowed(user, "service.begin", case):
        row.reasons.append(_("You do not work on this case."))
        return row
    person = case.person
    wanted = Wanted(
        SEX_OF.get(person.gender, ""), age_of(person), tuple(person.nationalities),
        tuple(known.spoken.get(case.pk, set()) | ({case.language} - {"und"})), priority, case.organisation_id,
    )  # fmt: skip
    row.reasons += why_not(service, wanted)
    if case.pk in known.open_ones:
        row.reasons.append(_("There is an open referral to this service already."))
    consent = next(iter(yes_of(case, "share_services", known.consents.get(case.pk, []))), None)
    agreed = items_of(consent, case, opened_by(Share.Purpose.SERVICE, service.entry.account))
    row.items = [code for code in ITEMS if code in items and code in agreed]
    if not row.items:
        row.reasons.append(_("The person did not agree to share any of this with this provider."))
    return row


def consents_of(cases, service):
    """Case id -> the newest consents to this provider, in one statement for all."""
    found: dict = {}
    rows = Consent.objects.filter(case__in=cases, recipient=service.entry.account).newest()
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def languages_of(cases):
    """Case id -> codes of the languages the person speaks, in one statement for all."""
    found: dict = {}
    for case_id, language in Speaks.objects.filter(case__in=cases).values_list("case_id", "language"):
        found.setdefault(case_id, set()).add(language)
    return found


def open_with(cases, service):
    """Ids of the cases that have an open referral to this service, or a share with this provider for the same."""
    rows = ServiceReferral.objects.open().filter(Q(service_row=service) | Q(provider=service.entry.account))
    return set(rows.filter(case__in=cases).values_list("case_id", flat=True))


def chosen(user, service):
    """The service, with an account here. ValidationError for any other."""
    found = service_for(user, service)
    if found is None or found.entry.account is None:
        raise ValidationError({"service": _("Choose a provider that has an account here.")})
    return found


def make(user, cases, *, service, priority, needs_words, items):
    """Makes a referral for each person for whom it is possible, sends each for approval, or at once where that cannot
    wait. Returns [Row]; a person whose referral fails is left out with the sentence, and the others are made."""
    found = chosen(user, service)
    with performing(user, "service.group"):
        rows = plan(user, cases, found, priority, items)
        for row in rows:
            if not row.reasons:
                make_one(user, row, found, priority, needs_words)
    return rows


def make_one(user, row, service, priority, needs_words):
    """One referral with all its steps, or none of it."""
    try:
        with transaction.atomic():
            country = row.case.organisation.country
            given = {"kind": service.kind, "priority": priority, "country": country, "needs": needs_words}
            made = actions.begin(row.case, by=user, **given)
            made = actions.choose(made, by=user, version=made.version, service=service)
            send(user, made, row, needs_words)
            row.made = made
    except ValidationError as error:
        row.reasons += error.messages


def send(user, made, row, needs_words):
    """For approval; at once with the words as its basis where it cannot wait."""
    ticked = {"version": made.version, "items": row.items}
    if needs.at_once(made):
        actions.send_now(made, by=user, basis=needs_words, **ticked)
    else:
        actions.ask_approval(made, by=user, **ticked)
