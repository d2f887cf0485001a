"""Lists in the order of a name, a page at a time, by key: no count, no offset, and no name in the address."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

SIZE = 25


@dataclass
class Page:
    """Rows of one page; `earlier` and `later` are query strings, empty where there is nothing."""

    rows: list
    earlier: str = ""
    later: str = ""


def row_named(queryset, key):
    """The row with that id, or None, also for text that is no id."""
    try:
        return queryset.filter(pk=key).first() if key else None
    except ValidationError:
        return None


def page_by(queryset, field, asked, size=SIZE):
    """One page of `queryset` by (field, pk). `asked` is request.GET: `after` or `before` name the last
    row seen by id."""
    backwards = bool(asked.get("before"))
    mark = row_named(queryset, asked.get("before") or asked.get("after"))
    way, sign = ("gt", "") if not backwards else ("lt", "-")
    if mark is not None:
        value = getattr(mark, field)
        queryset = queryset.filter(Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"pk__{way}": mark.pk}))
    rows = list(queryset.order_by(f"{sign}{field}", f"{sign}pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    rows = rows[::-1] if backwards else rows
    return Page(rows, *links(rows, asked, more, backwards, mark is not None))


def links(rows, asked, more, backwards, moved):
    """(earlier, later) for the pager, with the list's own filters kept."""
    if not rows:
        return "", ""
    kept = asked.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    prefix = f"{kept.urlencode()}&" if kept else ""
    has_earlier, has_later = (more, moved) if backwards else (moved, more)
    earlier = f"?{prefix}before={rows[0].pk}" if has_earlier else ""
    return earlier, f"?{prefix}after={rows[-1].pk}" if has_later else ""
