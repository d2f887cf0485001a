"""Which lines hold on one way home, and what is missing there. Pure: lines go in, sentences' ingredients come out.

For who answers and who does it the line that fits closest counts: this way, then this host to any country, then any
host to this home, then any. Who is asked and who is told adds up over all lines that fit.
"""

from collections import defaultdict
from dataclasses import dataclass

from referrals.raci.codes import ANY, MUST_NAME, STEPS, base

CLOSEST = ("A", "R")
LETTERS = ("R", "A", "C", "I")
# What is wrong with somebody who is named.
FINE, TOO_OLD, STOPPED, NOBODY, HIDDEN = "fine", "too_old", "stopped", "nobody", "hidden"


@dataclass(frozen=True)
class Gap:
    """Something that the table lacks on a way home: no `letter` for a step, or somebody (`row`) who cannot act."""

    step: str
    letter: str
    state: str = ""
    row: object = None


def levels(host, home):
    """Pairs of countries that a line for this way may carry, the closest first."""
    return list(dict.fromkeys([(host, home), (host, ANY), (ANY, home), (ANY, ANY)]))


def by_way(rows):
    """{(host, home): {(step, letter): [row]}}"""
    found: dict = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.host, row.home][row.step, row.letter].append(row)
    return found


def holding(ways, host, home):
    """{(step, letter): [row]} for one way, from `by_way`."""
    fits = [ways[pair] for pair in levels(host, home) if pair in ways]
    return {
        (step, letter): chosen(letter, [level[step, letter] for level in fits if level.get((step, letter))])
        for step, _words in STEPS
        for letter in LETTERS
    }


def chosen(letter, found):
    """The rows that count, of lists from the closest to the widest."""
    if letter in CLOSEST:
        return found[0] if found else []
    return [row for rows in found for row in rows]


def filled_in(step, letter):
    """Whether the base table already says who, by a function that every office has."""
    return step not in MUST_NAME and any(of == letter and not only for of, _who, only in base()[step])


def gaps(held, state_of):
    """Gaps of one way in the order of the steps; `state_of(row)` is FINE, TOO_OLD, STOPPED, NOBODY or HIDDEN. Who is
    hidden is somebody: a partner at risk is no gap (R26)."""
    found = []
    for step, _words in STEPS:
        for letter in ("A", "R"):
            if not held[step, letter] and not filled_in(step, letter):
                found.append(Gap(step, letter))
        for letter in LETTERS:
            states = [(row, state_of(row)) for row in held[step, letter]]
            found += [Gap(step, letter, state, row) for row, state in states if state not in (FINE, HIDDEN)]
    return found
