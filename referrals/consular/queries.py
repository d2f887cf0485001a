"""Reading consular referrals: of one case, the queue, the conversation, and how often the mission looked."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from casework.consents.covering import covered
from casework.consents.items import ITEMS, headed
from casework.consents.queries import yes_of
from casework.files.models import StoredFile
from referrals.consular import needs, words
from referrals.consular.models import ConsularReferral, Message
from referrals.sharing.items import FILES, items_of, may_be_ticked, newest_of

PAGE = 25
LOOKS = """SELECT count(*), max(l.at) FROM looks_at(%s, NULL, 1000) l
  WHERE l.organisation = %s AND (%s::uuid IS NULL OR l.actor = %s)"""


def whole():
    """Referrals with what a page of one needs."""
    return ConsularReferral.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "case__organisation", "mission", "share",
        "told_by", "requested_by", "approved_by",
    )  # fmt: skip


def of_case(case):
    """(open ones, ended ones) of a case, the longest waiting first."""
    rows = list(ConsularReferral.objects.filter(case=case).select_related("mission", "share").order_by("since", "pk"))
    under_way = [row for row in rows if row.status not in ConsularReferral.ENDED]
    return under_way, [row for row in rows[::-1] if row.status in ConsularReferral.ENDED]


def conversation(referral):
    """Questions and answers, newest first."""
    return list(Message.objects.filter(referral=referral).select_related("by").order_by("-at", "-pk"))


def looks_from(referral, user=None):
    """(how often people of the mission opened this case, when last); of one user, where one is named."""
    if referral.mission_id is None:
        return 0, None
    only = user.pk if user else None
    with connection.cursor() as cursor:
        cursor.execute(LOOKS, [referral.case_id, referral.mission_id, only, only])
        return cursor.fetchone()


def missions_for(referral):
    """[(mission, how it stands for them, consent or None)]: resident first, then covering, then protecting."""
    rows = Organisation.objects.filter(
        kind="embassy", is_active=True, represents__contains=[referral.nationality], covers__contains=[referral.host]
    )
    agreed = {row.recipient_id: row for row in reversed(yes_of(referral.case, needs.CONSENT))}
    order = list(ConsularReferral.Representation)
    found = [
        (row, needs.representation_of(row, referral.nationality, referral.host), agreed.get(row.pk)) for row in rows
    ]
    return sorted(found, key=lambda entry: (order.index(entry[1]), entry[0].name))


@dataclass
class Ticking:
    """What can be ticked: the items the person agreed to, which of them are ticked, and the files there are."""

    consent: Any
    agreed: list
    groups: list
    files: list


def ticking(referral, ticked=None, files=None):
    """The boxes of the page: an item outside the consent is there and shut, and says so."""
    share = referral.share
    consent = newest_of(share)
    agreed = items_of(consent, referral.case)
    ticked = share.items if ticked is None else ticked
    files = {str(pk) for pk in (share.files if files is None else files)}
    groups = [
        {
            "heading": heading,
            "boxes": [
                {"code": code, "label": label, "open": code in agreed, "ticked": code in ticked and code in agreed}
                for code, label in pairs
            ],
        }
        for heading, pairs in headed(may_be_ticked(ITEMS), needs.CONSENT)
    ]
    return Ticking(consent, agreed, groups, files_for(referral, agreed, files, covered(consent)))


def files_for(referral, agreed, chosen, named):
    """Files that can be shown one by one: of the kinds that the consent opens, and named in it."""
    kinds = [kind for item, kind in FILES.items() if item in agreed]
    if not kinds:
        return []
    rows = StoredFile.objects.filter(case=referral.case_id, pk__in=named, kind__in=kinds, state=StoredFile.State.READY)
    return [
        {"pk": str(row.pk), "label": row.get_kind_display(), "type": row.get_type_display(), "at": row.added_at,
         "note": row.note, "ticked": str(row.pk) in chosen}
        for row in rows.order_by("added_at", "pk")
    ]  # fmt: skip


CHIPS = ("", "ours", "theirs", "late")


def queue(user, show="", after=None):
    """(referrals of the cases this person works with, the longest waiting first, place of the next page or None)."""
    rows = ConsularReferral.objects.permitted(user, "consular.list").open()
    rows = rows.select_related("case", "case__team", "mission", "share").prefetch_related("case__person")
    states = {"ours": ConsularReferral.OURS, "theirs": ConsularReferral.THEIRS}
    if show in states:
        rows = rows.filter(status__in=states[show])
    if show == "late":
        waited = timezone.now() - words.FIRST_ALERT * words.DAY
        rows = rows.filter(status__in=(*ConsularReferral.OURS, *ConsularReferral.THEIRS), since__lte=waited)
    return paged(rows, after)


def paged(rows, after, size=PAGE):
    """(one page by waiting time, place of the next page or None)."""
    if after:
        rows = rows.filter(Q(since__gt=after[0]) | Q(since=after[0], pk__gt=after[1]))
    found = list(rows.order_by("since", "pk")[: size + 1])
    more = (found[size - 1].since, found[size - 1].pk) if len(found) > size else None
    return found[:size], more
