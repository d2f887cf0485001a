"""A small integer programme and the solver that answers it, HiGHS (docs/decisions/0017). It knows nothing of people."""

import time
from dataclasses import dataclass, field

Terms = dict[int, int]


@dataclass
class Programme:
    """Whole variables from 0 to `most`, rows of whole numbers between two bounds, and aims to be made large in turn.

    All zero must keep every row, so that there is always an answer.
    """

    most: list[int] = field(default_factory=list)
    rows: list[tuple[Terms, int | None, int | None]] = field(default_factory=list)

    def variable(self, most: int) -> int:
        """A new variable; answers its place."""
        self.most.append(most)
        return len(self.most) - 1

    def row(self, terms: Terms, least: int | None = None, most: int | None = None) -> None:
        """The sum of `terms` stays between `least` and `most`; None: no bound on that side."""
        if terms:
            self.rows.append((terms, least, most))

    def solve(self, aims: list[Terms], start: list[int], end: float) -> tuple[list[int], bool]:
        """Values that make the first aim as large as can be, then the second without loss of the first, and so on.

        Each aim is solved by itself and its worth becomes a row for those after it, so that no weight of one can ever
        outdo another. The bool: whether each was proved before `end` (of time.monotonic). An aim gets at most two
        thirds of the time that is left, so that the later ones are heard too. `start` is where the search begins and
        what is answered when time is up before anything better is found.
        """
        values = start if self._kept(start) else [0] * len(self.most)
        sure = True
        for aim in filter(None, aims):
            left = end - time.monotonic()
            values, proved = self._better(aim, values, left * 2 / 3 if aim is not aims[-1] else left)
            self.row(aim, least=_worth(aim, values))
            sure = sure and proved
        return values, sure

    def _better(self, aim: Terms, start: list[int], seconds: float) -> tuple[list[int], bool]:
        """The best values for one aim, and whether that is proved; `start` when nothing better was found in time."""
        if _worth(aim, start) == sum(weight * self.most[place] for place, weight in aim.items() if weight > 0):
            return start, True
        if seconds <= 0:
            return start, False
        values, proved = _ask(self, aim, start, seconds)
        if not self._kept(values) or _worth(aim, values) < _worth(aim, start):
            return start, False
        return values, proved

    def _kept(self, values: list[int]) -> bool:
        """Whether every row holds in whole numbers. The solver counts in floating point: its word is not taken."""
        if len(values) != len(self.most) or not all(0 <= v <= m for v, m in zip(values, self.most, strict=True)):
            return False
        worths = ((_worth(terms, values), least, most) for terms, least, most in self.rows)
        return all((least is None or least <= w) and (most is None or w <= most) for w, least, most in worths)


def _worth(terms: Terms, values: list[int]) -> int:
    return sum(weight * values[place] for place, weight in terms.items())


def _ask(programme: Programme, aim: Terms, start: list[int], seconds: float) -> tuple[list[int], bool]:
    """One run of the solver: one thread, one seed, no tolerance for less than the best."""
    # Imported at the first plan: numpy and HiGHS cost the web worker 40 MB and half a second that most never need.
    import highspy

    solver = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "time_limit": seconds,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.9,  # all aims are whole numbers: less than 1 is nothing
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_matrix(programme, aim))
    known = highspy.HighsSolution()
    known.col_value = [float(value) for value in start]
    solver.setSolution(known)
    solver.run()
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return [round(value) for value in solver.getSolution().col_value], proved


def _matrix(programme: Programme, aim: Terms):
    """The programme as HiGHS takes it: its rows one after the other."""
    import highspy

    endless, model, width = highspy.kHighsInf, highspy.HighsLp(), len(programme.most)
    model.num_col_, model.num_row_ = width, len(programme.rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = [float(aim.get(place, 0)) for place in range(width)]
    model.col_lower_, model.col_upper_ = [0.0] * width, [float(most) for most in programme.most]
    model.integrality_ = [highspy.HighsVarType.kInteger] * width
    model.row_lower_ = [-endless if least is None else float(least) for _terms, least, _most in programme.rows]
    model.row_upper_ = [endless if most is None else float(most) for _terms, _least, most in programme.rows]
    starts, places, weights = [0], [], []
    for terms, _least, _most in programme.rows:
        places.extend(terms)
        weights.extend(float(weight) for weight in terms.values())
        starts.append(len(places))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, places, weights
    return model
