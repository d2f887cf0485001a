"""The next 30 days of a house as a drawing made here: one bar a day, with the numbers in a table beside it."""

from django.utils.formats import date_format

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 200, 26, 26, 12
# What a bar is made of, from below, and the class of its colour.
PARTS = (("taken", "c1"), ("held", "c3"), ("shut", "c2"))


def chart(days, beds):
    """What the template draws of `queries.days_ahead`; None for a house without beds."""
    if not days or not beds:
        return None
    room, scale = (WIDTH - LEFT) / len(days), (HEIGHT - TOP - BOTTOM) / beds
    bars = [bar for at, day in enumerate(days) for bar in bars_of(day, LEFT + room * at, room, scale)]
    marks = [
        mark(day, LEFT + room * at + room / 2) for at, day in enumerate(days) if at % 7 == 0 and at + 2 < len(days)
    ]
    grid = [{"value": value, "y": y_of(value, scale)} for value in sorted({0, beds // 2, beds})]
    return {"bars": bars, "marks": marks, "grid": grid, "width": WIDTH, "height": HEIGHT, "left": LEFT,
            "base": HEIGHT - BOTTOM + 18}  # fmt: skip


def y_of(value, scale):
    """How far down a number of beds stands."""
    return round(HEIGHT - BOTTOM - value * scale, 1)


def bars_of(day, x, room, scale):
    """The parts of one day's bar, on top of each other."""
    found, under = [], 0
    for name, colour in PARTS:
        if day[name]:
            top = y_of(under + day[name], scale)
            size = {"x": round(x + room * 0.1, 1), "y": top, "width": round(room * 0.8, 1)}
            found.append({**size, "height": round(day[name] * scale, 1), "colour": colour})
        under += day[name]
    return found


def mark(day, x):
    """The name of a day under its bar."""
    return {"x": round(x, 1), "day": date_format(day["day"], "j M")}
