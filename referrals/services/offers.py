"""Which services of the directory admit this person (R11): those first, and of the others why not (workflows.md 5)."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.consents.queries import yes_of
from casework.people.actions import age_of
from casework.people.models import Speaks
from referrals.directory import clock
from referrals.directory.codes import SEX_OF
from referrals.directory.models import DirectoryService
from referrals.directory.queries import seen_by, serving, urgent_enough
from referrals.sharing.preparing import FIREWALL

LOOKED_AT, MOST = 200, 50  # services of one kind in one country that are looked at, and that are shown
CONSENTS = {False: "share_services", True: "share_origin_partner"}  # at home? -> the consent that names the provider


@dataclass(frozen=True)
class Wanted:
    """What a service is asked about a person. What nobody knows is not asked."""

    sex: str = ""
    age: Any = None
    nationalities: tuple = ()
    languages: tuple = ()
    priority: str = "normal"
    office: Any = None


def wanted_by(case, priority):
    """What is known of the person of a case, whose person is loaded."""
    person = case.person
    spoken = Speaks.objects.filter(case=case).values_list("language", flat=True)
    return Wanted(
        sex=SEX_OF.get(person.gender, ""),
        age=age_of(person),
        nationalities=tuple(person.nationalities),
        languages=tuple({*spoken, case.language} - {"und"}),
        priority=priority,
        office=case.organisation_id,
    )


def shut_out(narrowed, own):
    """Whether a list of a service leaves somebody out; an empty one admits everybody, and so does what is unknown."""
    return bool(narrowed) and bool(own) and not set(narrowed) & set(own)


# (test of (service, wanted), the sentence), in the order in which they are said.
REASONS = (
    (lambda row, who: row.entry.kind in FIREWALL, lambda: _("An authority. Nothing goes there by this way.")),
    (lambda row, who: row.entry.kind == "embassy", lambda: _("A mission. Go by the room Mission.")),
    (lambda row, who: who.office is not None and row.entry.account_id == who.office,
     lambda: _("This is your own organisation: no referral is needed.")),
    (lambda row, who: row.entry.account is not None and not row.entry.account.is_active,
     lambda: _("Its account here is closed.")),
    (lambda row, who: row.entry.status != "active" or row.status != "active", lambda: _("It does not work now.")),
    (lambda row, who: clock.state(row.entry) == clock.TOO_OLD,
     lambda: _("Found true more than 18 months ago. Ask them first, and write it in the directory.")),
    (lambda row, who: shut_out(row.sexes, [who.sex] if who.sex else []), lambda: _("Does not admit this sex.")),
    (lambda row, who: who.age is not None and row.minimum_age is not None and who.age < row.minimum_age,
     lambda: _("The person is too young for it.")),
    (lambda row, who: who.age is not None and row.maximum_age is not None and who.age > row.maximum_age,
     lambda: _("The person is too old for it.")),
    (lambda row, who: shut_out(row.nationalities, who.nationalities), lambda: _("Not for this nationality.")),
    (lambda row, who: shut_out(row.languages, who.languages), lambda: _("Nobody there speaks the language.")),
    (lambda row, who: row.urgency not in urgent_enough(who.priority), lambda: _("Does not take what is so urgent.")),
    (lambda row, who: row.capacity == 0, lambda: _("No place is free.")),
)  # fmt: skip


def why_not(service, wanted):
    """Sentences that say why this service does not admit such a person; none where it does. The service comes with its
    entry, and the entry with its account."""
    return [say() for test, say in REASONS if test(service, wanted)]


@dataclass
class Offer:
    """One service as the page offers it: whether it admits, and whether the person agreed to it."""

    service: Any
    reasons: list = field(default_factory=list)
    consent: Any = None

    @property
    def order(self):
        """Who admits comes first, then to whom the person said yes, then what was found true last."""
        age = timezone.localdate() - self.service.entry.verified_on
        return bool(self.reasons), self.consent is None, age, self.service.name


def services_of(user, kind, country):
    """Services of this kind in this country, in the entries that `user` may see."""
    rows = DirectoryService.objects.filter(kind=kind, entry__in=seen_by(user))
    return serving(rows, country).select_related("entry", "entry__account")


def service_for(user, pk):
    """One service of the entries that `user` may see, or None."""
    rows = DirectoryService.objects.filter(pk=pk, entry__in=seen_by(user))
    return rows.select_related("entry", "entry__account").first()


def offered(user, referral):
    """[Offer] for this referral, the best first; those that do not admit come last, each with the reason."""
    wanted = wanted_by(referral.case, referral.priority)
    agreed = {row.recipient_id: row for row in reversed(yes_of(referral.case, CONSENTS[referral.home]))}
    rows = services_of(user, referral.kind, referral.country)
    newest = rows.order_by("-entry__verified_on", "-entry__created_at", "pk")[:LOOKED_AT]
    found = [Offer(row, why_not(row, wanted), agreed.get(row.entry.account_id)) for row in newest]
    return sorted(found, key=lambda offer: offer.order)[:MOST]
