"""Figures as drawings made here: bars by month with the numbers beside them, no script and no library."""

from dataclasses import dataclass

from django.utils.formats import date_format

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 480, 220, 34, 30, 16
STEPS = (1, 2, 5)


@dataclass
class Bar:
    """One month: a place for the bar and the mark of the slowest tenth."""

    x: float
    y: float
    width: float
    height: float
    most: float
    middle: float
    month: str
    value: str


def top_of(highest):
    """The end of the scale: the least of 1, 2, 5, 10, 20, 50 … that is not under `highest`."""
    size = 1
    while True:
        for step in STEPS:
            if step * size >= highest:
                return step * size
        size *= 10


def chart(rows):
    """What the template draws of `queries.by_month`; None without months."""
    if not rows:
        return None
    top = top_of(max(1, *(row["most"] for row in rows)))
    room, high = (WIDTH - LEFT) / len(rows), HEIGHT - TOP - BOTTOM
    bars = [bar(row, LEFT + room * at, room, high / top) for at, row in enumerate(rows)]
    grid = [{"value": round(top * part / 2), "y": y_of(top * part / 2, high / top)} for part in range(3)]
    return {"bars": bars, "grid": grid, "width": WIDTH, "height": HEIGHT, "left": LEFT, "base": HEIGHT - BOTTOM + 18}


def y_of(value, scale):
    """How far down a value stands."""
    return round(HEIGHT - BOTTOM - value * scale, 1)


def bar(row, x, room, scale):
    """One bar, a fifth narrower than its place."""
    y = y_of(row["median"], scale)
    return Bar(
        x=round(x + room * 0.1, 1),
        y=y,
        width=round(room * 0.8, 1),
        height=round(HEIGHT - BOTTOM - y, 1),
        most=y_of(row["most"], scale),
        middle=round(x + room / 2, 1),
        month=date_format(row["month"], "M"),
        value=said(row["median"]),
    )


def said(days):
    """Days with one decimal where there is one: 5, 7.5."""
    return f"{days:.1f}".removesuffix(".0") if days is not None else ""
