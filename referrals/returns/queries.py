"""Reading returns: of one case, the queue, and the figures, in which a removal never stands (T7)."""

from django.db.models import Count, F, Q

from referrals.returns.actions import whole
from referrals.returns.facts import BESIDE, facts_of
from referrals.returns.grounds import state_of
from referrals.returns.models import Return
from referrals.returns.removing import whole as whole_removals

S = Return.Status
PAGE = 25
# What a chip of the queue shows.
CHIPS = {
    "ours": (S.WISH, S.PLANNING, S.RISK, S.CLEARED, S.READY),
    "stopped": (S.BLOCKED, S.OWN_CHOICE, S.SUSPENDED),
    "booked": (S.BOOKED,),
    "followed": (S.DEPARTED, S.ARRIVED, *Return.FOLLOWED),
}


def of_case(case):
    """(the open return or None, ended ones) of a case, the newest first."""
    rows = list(whole().filter(case=case).annotate(**BESIDE).order_by("-noted_at", "-pk"))
    under_way = next((row for row in rows if row.ended_at is None), None)
    return under_way, [row for row in rows if row.ended_at is not None]


def removals_of(case):
    """Removals of a case, the newest first."""
    return list(whole_removals().filter(case=case).order_by("-noted_at", "-pk"))


def queue(user, show="", after=None):
    """(open returns of the cases this person works with, the longest waiting first, {key: Facts}, place of the next
    page or None). A chip goes by the state as it is now, whatever is written (C-05); the statements are as many."""
    rows = Return.objects.permitted(user, "return.list").open().timed()
    rows = rows.select_related("case", "case__team", "case__organisation", "case__person", "paper")
    if show not in CHIPS:
        found, more = paged(rows, after)
        return found, facts_of(found), more
    return standing_in(waiting_since(rows, after), CHIPS[show])


def standing_in(rows, states):
    """The same of returns that are in one of these states now: what a ground has fallen away from is suspended, also
    where nobody wrote it down yet."""
    written = (*states, *Return.BEFORE) if S.SUSPENDED in states else states
    found = list(rows.filter(status__in=written))
    facts = facts_of(found)
    page, more = cut([row for row in found if state_of(row, facts[row.pk]) in states], PAGE)
    return page, facts, more


def waiting_since(rows, after):
    """In the order of a page, from this place on."""
    if after:
        rows = rows.filter(Q(since__gt=after[0]) | Q(since=after[0], pk__gt=after[1]))
    return rows.order_by("since", "pk")


def paged(rows, after, size=PAGE):
    """(one page, the longest waiting first, place of the next page or None)."""
    return cut(list(waiting_since(rows, after)[: size + 1]), size)


def cut(found, size):
    """(one page of these, place of the next page or None)."""
    more = (found[size - 1].since, found[size - 1].pk) if len(found) > size else None
    return found[:size], more


def figures(user):
    """{name: how many people} over the returns this person may count. Persons are counted, not ways: somebody who
    went twice is one. What a state removed is in no figure of returns."""
    rows = Return.objects.permitted(user, "return.figures")
    person = Count("case", distinct=True)
    return rows.aggregate(
        planned=Count("case", distinct=True, filter=Q(status__in=(*Return.BEFORE, S.SUSPENDED), ended_at=None)),
        departed=Count("case", distinct=True, filter=Q(departed_at__isnull=False)),
        received=Count("case", distinct=True, filter=Q(received_on__isnull=False)),
        stopped=Count("case", distinct=True, filter=Q(status=S.STOPPED)),
        own_way=Count("case", distinct=True, filter=Q(status=S.OWN_WAY)),
        all=person,
    )


def removed(user):
    """How many people were removed by a state, apart from every figure of returns."""
    from referrals.returns.removals import Removal

    rows = Removal.objects.permitted(user, "removal.list").filter(left_on__isnull=False)
    return rows.aggregate(all=Count(F("case"), distinct=True))["all"]
