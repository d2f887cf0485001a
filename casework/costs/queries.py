"""Reading costs and their totals. A total has one currency: two are never added (P7)."""

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from casework import money
from casework.costs.models import Cost, FundingLine, SpendingLimit

S = Cost.Status
PAGE = 50


def of_case(case):
    """All costs of a case, the newest day first."""
    rows = Cost.objects.filter(case=case).select_related("line", "receipt", "noted_by", "decided_by")
    return list(rows.order_by("-spent_on", "-noted_at", "pk"))


def summed(rows, *by):
    """Sums of these costs for each currency, and each of `by`: [{…by, currency, whole, n}]. Refused and taken back
    count nowhere; what waits for approval is summed apart (`waits`)."""
    waits = Q(status=S.WAITING)
    found = rows.filter(Q(status__in=Cost.COUNTS) | waits).order_by().values(*by, "currency")
    found = found.annotate(
        whole=Sum("amount", filter=~waits), waits=Sum("amount", filter=waits), n=Count("pk", filter=~waits)
    )
    return sorted(found, key=lambda row: (*(str(row[name] or "") for name in by), row["currency"]))


def said(row):
    """The sums of one row of `summed` in words of the page."""
    waits = money.said(row["waits"], row["currency"]) if row["waits"] is not None else ""
    whole = money.said(row["whole"], row["currency"]) if row["whole"] is not None else ""
    return {**row, "currency": money.code_of(row["currency"]), "whole": whole, "waits": waits}


def totals_of_case(case):
    """By currency, of one case."""
    return [said(row) for row in summed(Cost.objects.filter(case=case))]


def permitted(user):
    """Costs of the cases whose totals this person may see."""
    return Cost.objects.permitted(user, "cost.totals")


def totals(user):
    """(by currency, by grant and currency, by kind and currency) over all cases of this supervisor's teams."""
    rows, kinds = permitted(user), dict(Cost.Kind.choices)
    by_kind = [{**said(row), "name": kinds[row["kind"]]} for row in summed(rows, "kind")]
    by_line = [{**said(row), "name": row["line__name"] or _("No grant named")} for row in summed(rows, "line__name")]
    return [said(row) for row in summed(rows)], by_line, by_kind


def waiting(user):
    """Costs that wait for this person's approval, the oldest first; never one's own (R-07)."""
    rows = Cost.objects.permitted(user, "cost.approve").filter(status=S.WAITING).exclude(noted_by=user)
    return rows.select_related("case", "case__team", "case__person", "line", "noted_by").order_by("noted_at", "pk")[
        :PAGE
    ]


def kept(user):
    """(funding lines, limits) of the own office."""
    own = {"organisation": user.organisation_id}
    return (
        list(FundingLine.objects.filter(**own).order_by("ended_on", "name")),
        list(SpendingLimit.objects.filter(**own).order_by("currency")),
    )
