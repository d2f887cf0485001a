"""Days in detention as bars that lie on their side, drawn here: no script, no library, the numbers in a table too."""

from dataclasses import dataclass

ROW, BAR, LEFT, RIGHT, WIDTH, TOP = 26, 16, 104, 46, 520, 24
MOST = 20
STEPS = (1, 2, 5)


@dataclass
class Bar:
    """One person: where the bar lies, how long it is, and what stands before and behind it."""

    y: int
    width: float
    middle: int
    end: float
    label: str
    days: int
    kind: str


def top_of(highest):
    """The end of the scale: the least of 1, 2, 5, 10, 20, 50 … that is not under `highest`."""
    size = 1
    while True:
        for step in STEPS:
            if step * size >= highest:
                return step * size
        size *= 10


def chart(lines):
    """What the template draws of the first lines of the board; None without any."""
    lines = lines[:MOST]
    if not lines:
        return None
    top = top_of(max(line["days"] for line in lines))
    scale = (WIDTH - LEFT - RIGHT) / top
    bars = [bar(line, TOP + ROW * at, scale) for at, line in enumerate(lines)]
    grid = [{"x": round(LEFT + top * part / 2 * scale, 1), "value": f"{top * part / 2:g}"} for part in range(3)]
    return {"bars": bars, "grid": grid, "width": WIDTH, "height": TOP + ROW * len(lines) + 4, "left": LEFT, "bar": BAR}


def bar(line, y, scale):
    """One bar: those whom nobody saw are drawn in another colour, and the table says so in words."""
    width = max(2.0, round(line["days"] * scale, 1))
    return Bar(
        y=y,
        width=width,
        middle=y + BAR - 3,
        end=round(LEFT + width + 6, 1),
        label=line["short"],
        days=line["days"],
        kind="c3" if line["flag"] else "c1",
    )
