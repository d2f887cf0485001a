"""The decision rule over a caseload: how many screenings one core evaluates (issue 3, "Must hold")."""

import random
from contextlib import contextmanager

from config.bench.measuring import Race
from screening.catalogue import ELEMENTS, STRENGTHS, catalogue
from screening.rule import PRESENT, STATES, Inputs, evaluate

SCREENINGS, SEED = 1000, 7
RATIO = 8.0  # of the floor, which looks at each answer once
WEIGHT = {"strong": 3, "medium": 2, "weak": 1, "": 0}


def caseload(size=SCREENINGS):
    """Invented screenings, each with a few dozen answers, always the same ones."""
    dice = random.Random(SEED)
    states, codes = sorted(STATES), list(catalogue())
    for _ in range(size):
        marked = dice.sample(codes, dice.randint(10, 60))
        yield Inputs(
            {code: dice.choice(states) for code in marked},
            {element: dice.random() < 0.8 for element in ELEMENTS},
            age_at_screening=dice.randint(12, 50),
        )


def strengths(screening, weights):
    """The floor: every answer looked at, the strengths of the present ones added."""
    return sum(weights[code] for code, state in screening.answers.items() if state == PRESENT)


@contextmanager
def evaluating():
    """One round is a thousand screenings: p50_ms below 50 is more than 20,000 a second."""
    screenings = list(caseload())
    weights = {code: WEIGHT[row.strength] for code, row in catalogue().items()}
    yield Race(
        run=lambda: [evaluate(told).outcome for told in screenings],
        floor=lambda: [strengths(told, weights) for told in screenings],
        floor_name="each answer looked at once, strengths added",
        right=lambda: all(agrees(told) for told in screenings),
        must={"ratio": RATIO},
    )


def agrees(told):
    """Whether counts and levels are those of a walk over every row of the catalogue, and the order is nothing."""
    result = evaluate(told)
    walked = {
        element: tuple(
            sum(
                told.answers.get(row.code) == PRESENT and row.element == element
                for row in catalogue().values()
                if row.strength_for(result.profile) == strength
            )
            for strength in STRENGTHS
        )
        for element in ELEMENTS
    }
    turned = Inputs(dict(reversed(told.answers.items())), dict(told.sections_complete), told.age_at_screening)
    return result.counts == walked and evaluate(turned).outcome == result.outcome
