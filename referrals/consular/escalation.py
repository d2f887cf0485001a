"""Whom to ask next when a mission does not answer (R14): its people and their deputies, the ministry, the next mission.

The list comes from the directory, in order; what was tried stands in the channel log (C8). Going on with the next
mission is one step: what the first one saw ends, and the second one sees nothing before the person said yes to it.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.performing import performing
from casework.todos.actions import raise_todo
from referrals.channels.models import ChannelEntry
from referrals.consular import needs
from referrals.consular.actions import prepare
from referrals.consular.models import ConsularReferral
from referrals.consular.queries import missions_for
from referrals.consular.transitions import CONSULAR
from referrals.directory.models import FocalPoint
from referrals.directory.queries import seen_by
from referrals.sharing.models import Share

STEP = "repatriation"  # of the directory's steps, the one that missions answer for
MINISTRY = ("social_welfare", "labour", "local_government", "embassy")
CARRIED = ("case", "nationality", "host", "told_on", "told_language", "interpreter", "told_by", "legal_advice_on",
           "legal_advice_by")  # fmt: skip


@dataclass
class Ask:
    """One line of the list: who, how to reach them, and why they are next."""

    why: Any
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    entry: Any = None


AT_MISSION, STANDS_IN = gettext_lazy("At the mission"), gettext_lazy("Stands in at the mission")
AT_HOME = gettext_lazy("The state at home")


def people_to_ask(referral, user):
    """[Ask] in the order in which they are asked: four statements at most, whatever the directory holds."""
    entries = list(seen_by(user).filter(account=referral.mission_id, status="active").order_by("name", "pk"))
    home = seen_by(user).filter(country=referral.nationality, status="active", account=None, kind__in=MINISTRY)
    ministries = list(home.order_by("name", "pk")[:5])
    rows = FocalPoint.objects.filter(entry__in=[*entries, *ministries]).select_related("deputy", "entry")
    by_entry: dict = {}
    for row in rows.order_by("name", "pk"):
        by_entry.setdefault(row.entry_id, []).append(row)
    return [
        *[ask for entry in entries for ask in at_mission(by_entry.get(entry.pk, []))],
        *[ask for entry in ministries for ask in at_home(entry, by_entry.get(entry.pk, []))],
    ]


def at_mission(rows):
    """Those who answer for travel home first, each followed by who stands in."""
    ordered = sorted(rows, key=lambda row: STEP not in row.steps)
    found, named = [], set()
    for row in ordered:
        for person, why in ((row, AT_MISSION), (row.deputy, STANDS_IN)):
            if person is not None and person.pk not in named:
                named.add(person.pk)
                found.append(Ask(why, person.name, person.title, person.phone, person.email, row.entry))
    return found


def at_home(entry, rows):
    """The people of a ministry, or its switchboard."""
    if not rows:
        return [Ask(AT_HOME, entry.name, "", entry.phone, entry.email, entry)]
    return [Ask(AT_HOME, row.name, row.title or entry.name, row.phone, row.email, entry) for row in rows[:2]]


def next_missions(referral):
    """[(mission, how it stands for them, consent or None)] without the one that was asked."""
    return [entry for entry in missions_for(referral) if entry[0].pk != referral.mission_id]


def tried(referral):
    """How often somebody was reached for about this referral, as the log says it."""
    return ChannelEntry.objects.filter(consular=referral).count()


def pass_on(referral, *, by, mission, reason):
    """On to the next mission: the old referral and its share end, a new one begins with the same items as far as the
    person agreed to them there. Where they were not asked yet it waits, with a to-do. Returns the new referral."""
    with performing(by, "consular.pass_on", referral):
        if mission.pk not in {row.pk for row, _how, _yes in next_missions(referral)}:
            raise ValidationError({"mission": _("This mission does not stand for these nationals here.")})
        old = CONSULAR.move(referral, "pass_on", by=by, reason=reason)
        new = ConsularReferral(
            **{name: getattr(old, name) for name in CARRIED}, previous=old, mission=mission, status=old.S.DRAFT
        )
        new.representation = needs.representation_of(mission, new.nationality, new.host)
        new.clean_fields(exclude=["case", "told_by", "share", "previous", "mission"])
        new.save(force_insert=True)
        return carry(new, old, mission, by)


def carry(new, old, mission, by):
    """The same ticks within the new consent, or a to-do to ask for it."""
    yes = needs.consent_to(new.case, mission)
    shown = Share.objects.filter(pk=old.share_id).first()
    items = [code for code in shown.items if yes and code in yes.items] if shown else []
    if not items:
        raise_todo(new.case, "ask_mission", by=by)
        return new
    return prepare(new, by=by, version=new.version, mission=mission, purpose=shown.purpose, items=items)
