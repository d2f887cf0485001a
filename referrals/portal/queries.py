"""What a recipient reaches: its own referrals that stand now, the people behind them as far as they were shared, and
what it keeps of those that ended."""

import datetime

from django.db import connection

from accounts.access import fetch
from accounts.acting import current
from accounts.policy import Group, rights
from accounts.walls import BLOCKED
from casework.cases.grants import workers
from casework.cases.numbers import tidy
from casework.consents.models import Consent
from referrals.consular.models import ConsularReferral
from referrals.consular.queries import PAGE, whole
from referrals.sharing.items import items_of, name_of
from referrals.sharing.models import HELD
from referrals.sharing.walls import OUTSIDE

KEPT = 20
S = ConsularReferral.Status


def referral_for(user, number, action="portal.view"):
    """One referral by its number. Http404 where it is another's, ended, or no number at all."""
    referral = fetch(ConsularReferral, user, action, queryset=whole(), number=tidy(number))
    current().action = action
    current().show_share(referral.share, {Group.REFERRAL})
    return referral


def received(referral):
    """Whether the recipient has acknowledged: before that it sees number, day and purpose and nothing else."""
    return referral.share.live_from is not None


# One page of what stands for a mission, in the order of waiting: walked along the index, and as far as the page goes.
# Row-level security asks for the access itself.
WAITING = f"""SELECT r.id FROM referrals_consularreferral r
  WHERE r.mission_id = %s AND r.sent_at IS NOT NULL AND r.case_id <> ALL ({BLOCKED}) AND EXISTS (
    SELECT FROM referrals_receipt k WHERE k.id = r.share_id AND {HELD} OFFSET 0)
  {{after}} ORDER BY r.since, r.id LIMIT %s"""

# The newest that ended, by somebody or by their time: number and days, never why (C-04). Each part along its index.
OVER = """SELECT o.number, extract(epoch FROM o.sent_at) AS sent, extract(epoch FROM o.over) AS over FROM (
    (SELECT number, sent_at, ended_at AS over FROM referrals_receipt
      WHERE recipient_id = %s AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT %s)
    UNION ALL (SELECT number, sent_at, until FROM referrals_receipt
      WHERE recipient_id = %s AND ended_at IS NULL AND until <= now() ORDER BY until DESC LIMIT %s)
  ) o ORDER BY o.over DESC LIMIT %s"""
BOTH = f"SELECT (SELECT array_agg(w.id) FROM ({WAITING}) w), (SELECT json_agg(o) FROM ({OVER}) o)"


def statement(user, after=None, size=PAGE):
    """(sql, params): the ids of one page and one more, and what ended."""
    place = "AND (r.since, r.id) > (%s, %s)" if after else ""
    own = user.organisation_id
    return BOTH.replace("{after}", place), [own, own, *(after or ()), size + 1, own, KEPT, own, KEPT, KEPT]


def lists(user, after=None):
    """(one page of own referrals, the longest waiting first; place of the next page or None; [{number, sent, on}] of
    those that ended)."""
    if not rights(user, "portal.list") & set(OUTSIDE):
        return [], None, []
    with connection.cursor() as cursor:
        cursor.execute(*statement(user, after))
        ids, over = cursor.fetchone()
    found = sorted(whole().filter(pk__in=(ids or ())[:PAGE]), key=lambda row: (row.since, row.pk))
    more = (found[-1].since, found[-1].pk) if len(ids or ()) > PAGE and found else None
    return found, more, [receipt(row) for row in over or ()]


def receipt(row):
    """What stays of a referral that ended."""
    return {"number": row["number"], "sent": moment(row["sent"]), "on": moment(row["over"])}


def moment(seconds):
    """An aware time."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def of_group(user, number):
    """Own referrals of one group that stand now, by number."""
    rows = whole().permitted(user, "portal.list").filter(group=tidy(number)) if tidy(number) else ()
    return list(rows.order_by("number")) if rows != () else []


def names_of(referrals):
    """Referral id -> name, where name was shared and received; in one statement for all."""
    live = [row for row in referrals if received(row) and "name" in row.share.items]
    series = [row.share.consent_series for row in live]
    consents = {row.series: row for row in Consent.objects.filter(series__in=series).newest()}
    return {
        row.pk: name_of(row.case)
        for row in live
        if "name" in items_of(consents.get(row.share.consent_series), row.case)
    }


def contact_of(referral):
    """Through whom the mission reaches the person: the caseworkers and their office."""
    names = [user.display_name for user in workers(referral.case)[:3]]
    return {"names": names, "team": referral.case.team.name, "office": referral.case.organisation.name}
