"""Reading shares: who sees what of one case, who of them looked, and what an organisation holds itself."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import formats

from accounts.models import Organisation, User
from casework.consents.covering import covered
from casework.consents.items import ITEMS, headed
from casework.consents.models import Consent
from casework.consents.queries import current_consents
from casework.files.models import StoredFile
from referrals.sharing.items import FILES, groups_of, items_of, may_be_ticked, name_of, newest_of, opened_by
from referrals.sharing.models import Share
from referrals.sharing.preparing import RESTS_ON
from referrals.sharing.versions import waiting_on

PAGE = 25
# A look through a share names its number beside its rights. One that names none (of before that was written down)
# counts for every share of the case with that organisation.
LOOKS = """WITH look AS MATERIALIZED (SELECT l.*, o.number FROM looks_at(%s, NULL, 1000) l
    JOIN unnest(%s::uuid[], %s::text[]) o(recipient, number) ON o.recipient = l.organisation
    WHERE o.number = ANY (l.rights) OR NOT EXISTS (SELECT FROM unnest(l.rights) r WHERE r ~ '^[A-Z0-9]{10}$'))
  SELECT l.organisation, l.number, l.actor, count(DISTINCT l.id), max(l.at), array_agg(DISTINCT g)
  FROM look l LEFT JOIN LATERAL unnest(l.field_groups) g ON true
  GROUP BY l.organisation, l.number, l.actor ORDER BY max(l.at) DESC"""
# What a page of one share needs.
WHOLE = (
    "case", "case__person", "case__team", "case__organisation", "recipient", "replaces", "requested_by", "approved_by",
    "consular", "service",
)  # fmt: skip


@dataclass
class OnCase:
    """Everything that is shared of one case, by what it is now: standing by the database's clock, waiting for somebody,
    or ended."""

    standing: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    ended: list = field(default_factory=list)


def of_case(case):
    """The shares of a case. Drafts that a referral still prepares are its own matter and not here."""
    standing = set(Share.objects.standing_on(case.pk).values_list("pk", flat=True))
    sent = Share.objects.filter(case=case, sent_at__isnull=False).select_related(*WHOLE)
    found = OnCase(waiting=list(waiting_on(case)))
    for row in sent.exclude(ended_why=Share.Why.REPLACED).order_by("-sent_at", "-pk"):
        (found.standing if row.pk in standing else found.ended).append(row)
    return found


def consents_of(shares):
    """series -> newest row, for these shares, in one statement."""
    rows = Consent.objects.filter(series__in=[share.consent_series for share in shares]).newest()
    return {row.series: row for row in rows}


def versions_of(share):
    """Older versions of a share, newest first."""
    rows = Share.objects.filter(case=share.case_id, number=share.number, recipient=share.recipient_id)
    return list(rows.filter(sent_at__isnull=False).exclude(pk=share.pk).order_by("-made_at"))


def seen_by(case_id, shares):
    """{number of the share: [{name, count, last, groups}]}: who of its recipient looked through it (through any of its
    versions), how often, when last and at what. For those who may read the trail."""
    pairs = {(share.recipient_id, share.number) for share in shares}
    with connection.cursor() as cursor:
        cursor.execute(LOOKS, [case_id, [pair[0] for pair in pairs], [pair[1] for pair in pairs]])
        rows = cursor.fetchall()
    names = dict(User.objects.filter(pk__in=[row[2] for row in rows]).values_list("pk", "display_name"))
    found: dict[Any, list] = {}
    for _office, number, actor, count, last, groups in rows:
        at = [group for group in groups if group]
        found.setdefault(number, []).append({"name": names.get(actor, ""), "count": count, "last": last, "groups": at})
    return found


def boxes(share, case, ticked=None, files=None):
    """(groups of boxes, files): what may be ticked for a version of this share; what is outside the consent is shut."""
    consent, groups = newest_of(share), groups_of(share)
    agreed = items_of(consent, case, groups)
    ticked = share.items if ticked is None else ticked
    chosen = {str(pk) for pk in (share.files if files is None else files)}
    return boxes_of(may_be_ticked(ITEMS, groups), agreed, ticked), files_of_kinds(case, agreed, chosen)


def boxes_of(shown, agreed, ticked):
    """[{heading, boxes: [{code, label, open, ticked}]}]."""
    return [
        {
            "heading": heading,
            "boxes": [
                {"code": code, "label": label, "open": code in agreed, "ticked": code in ticked and code in agreed}
                for code, label in pairs
            ],
        }
        for heading, pairs in headed(shown)
    ]


def files_of_kinds(case, agreed, chosen):
    """Files that can be shown one by one, of the kinds that the consent opens."""
    kinds = [kind for item, kind in FILES.items() if item in agreed]
    rows = StoredFile.objects.filter(case=case.pk, kind__in=kinds, state=StoredFile.State.READY) if kinds else []
    return [
        {"pk": str(row.pk), "label": row.get_kind_display(), "at": row.added_at, "ticked": str(row.pk) in chosen}
        for row in rows
    ]


def receivers(case):
    """[(organisation, consent)] to which the case could be handed over: the person said yes to them, and it holds."""
    kinds = RESTS_ON[Share.Purpose.TRANSFER]
    rows = [row for row in current_consents(case) if row.type in kinds and row.recipient and row.holds]
    found = {row.recipient_id: row for row in rows if items_of(row, case, opened_by("transfer", row.recipient))}
    return [(row.recipient, row) for row in found.values()]


def files_agreed(case, consents):
    """[(id, words)]: files of the case that any of these yeses names, newest first (C-01: file by file)."""
    wanted = {pk for consent in consents for pk in covered(consent)}
    rows = StoredFile.objects.filter(case=case.pk, pk__in=wanted, kind__in=FILES.values(), state=StoredFile.State.READY)
    day = formats.date_format
    return [(str(row.pk), f"{row.get_kind_display()}, {day(row.added_at)}") for row in rows.order_by("-added_at", "pk")]


def rescuers(case):
    """Organisations that could help where a life is in danger: open ones, but the own one."""
    return Organisation.objects.filter(is_active=True).exclude(pk=case.organisation_id).exclude(kind="armed_group")


def held_by(user):
    """Shares that stand for the organisation of this person and have no referral of their own, the longest first."""
    rows = Share.objects.permitted(user, "portal.list").filter(consular__isnull=True, service__isnull=True)
    return rows.select_related("case", "case__person", "case__organisation").order_by("sent_at", "pk")


def paged(rows, after, size=PAGE):
    """(one page, place of the next page or None)."""
    if after:
        rows = rows.filter(Q(sent_at__gt=after[0]) | Q(sent_at=after[0], pk__gt=after[1]))
    found = list(rows[: size + 1])
    more = (found[size - 1].sent_at, found[size - 1].pk) if len(found) > size else None
    return found[:size], more


def names_of(shares):
    """Share id -> name, where name was shared and accepted; in one statement for all."""
    live = [row for row in shares if row.live_from and "name" in row.items]
    consents = consents_of(live)
    return {row.pk: name_of(row.case) for row in live if "name" in items_of(consents.get(row.consent_series), row.case)}
