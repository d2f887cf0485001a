"""Reading what missions sent in: what they see of it themselves, and what we see."""

from django.db.models import Q

from accounts.access import refuse
from accounts.acting import current
from accounts.policy import may
from referrals.ownkeys import opened
from referrals.sought.models import SoughtMatch, SoughtNotice, SoughtPerson

PAGE = 25


def paged(rows, after, size=PAGE):
    """(one page, newest first, place of the next page or None)."""
    if after:
        rows = rows.filter(Q(received_at__lt=after[0]) | Q(received_at=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-received_at", "-pk")[: size + 1])
    more = (found[size - 1].received_at, found[size - 1].pk) if len(found) > size else None
    return found[:size], more


def own(user, after=None, size=PAGE):
    """A mission's own notices: number, kind and day are all it is shown."""
    rows = SoughtNotice.objects.kept().filter(mission=user.organisation_id)
    return paged(rows.only("number", "kind", "received_at"), after, size)


def ours(after=None, size=PAGE):
    """Notices of the missions that work where this reader works. The wall decides; the look is recorded."""
    current().recorded = True
    return paged(SoughtNotice.objects.kept().select_related("mission"), after, size)


def notice_for(user, action, number):
    """One notice with its people and what was matched. Http404 where it is none of theirs, recorded."""
    row = SoughtNotice.objects.kept().select_related("mission").filter(number=number).first()
    if row is None or not may(user, action):
        refuse(user, action, "referrals.soughtnotice", number, visible=False)
    current().action, current().recorded = action, True
    return row


def people_of(user, notice):
    """[(row, {name, born, place}, reference of the case or '')]: of a case only where this reader may see it."""
    rows = list(SoughtPerson.objects.filter(notice=notice).order_by("position"))
    known = SoughtMatch.objects.permitted(user, "sought.match").filter(sought__in=[row.pk for row in rows])
    matched = dict(known.values_list("sought", "case__reference"))
    return [(row, opened(row), matched.get(row.pk, "")) for row in rows]
