"""How the runs are filled, as a drawing made here: a bar a run, a part a party. A table stands beside it."""

WIDTH, LEFT, ROW, BAR, TOP, RIGHT = 640, 0, 46, 20, 20, 8
COLOURS = ("c1", "c3", "c2", "c4")
DARK = ("c1", "c3")  # their numbers stand in white
WIDE = 16  # from here on the number of the party fits into its part


def chart(rows):
    """What the template draws of [{label, parts: [(number, seats)], escorts, seats}]; None for no runs."""
    if not rows:
        return None
    most = max(max(row["seats"], taken(row)) for row in rows) or 1
    scale = (WIDTH - LEFT - RIGHT) / most
    bars = [bar(row, TOP + ROW * at, scale) for at, row in enumerate(rows)]
    return {"bars": bars, "width": WIDTH, "height": TOP + ROW * len(rows)}


def taken(row):
    """Seats that are taken, those of who travels along among them."""
    return sum(seats for _number, seats in row["parts"]) + row["escorts"]


def bar(row, y, scale):
    """One run: its seats as a frame, its parties as parts."""
    x, parts = float(LEFT), []
    for at, (number, seats) in enumerate(row["parts"]):
        width = seats * scale
        parts.append({**box(x, width), "colour": COLOURS[at % len(COLOURS)], "dark": COLOURS[at % len(COLOURS)] in DARK,
                      "number": number if width >= WIDE else "", "middle": round(x + width / 2, 1)})  # fmt: skip
        x += width
    along = {**box(x, row["escorts"] * scale)} if row["escorts"] else None
    return {"label": row["label"], "y": y, "text": y - 5, "inside": y + 15, "height": BAR, "parts": parts,
            "along": along, "frame": box(LEFT, row["seats"] * scale)}  # fmt: skip


def box(x, width):
    """Left side and width."""
    return {"x": round(x, 1), "width": round(max(width, 0), 1)}
