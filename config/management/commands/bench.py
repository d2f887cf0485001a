"""Measures the hot paths with their floors in one run, after checking that each returns the right rows."""

import json
import logging
from statistics import median

from django.core.management import BaseCommand, CommandError
from django.urls import NoReverseMatch

from config.bench import database
from config.bench.measuring import figures, pages_of, plan_of
from config.bench.paths import PATHS
from config.bench.reading import SECURITY


class Command(BaseCommand):
    """`bench [--cases N] [--only NAME] [--json] [--growth M]`."""

    help = "Measures the hot paths against their floors in a database of its own."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        """Size, choice and form of the answer."""
        parser.add_argument("--cases", type=int, default=10_000, help="size of the bench's own database")
        parser.add_argument("--only", default="", help="only paths whose name begins so, such as list or update")
        parser.add_argument("--json", action="store_true", help="only JSON lines, progress to standard error")
        parser.add_argument("--growth", type=int, metavar="M", help="also count the pages of the lists at M cases")

    def handle(self, *args, **options):
        """One line a path; exit 1 when a path showed wrong rows."""
        chosen = {name: make for name, make in PATHS.items() if name.startswith(options["only"])}
        if not chosen:
            raise CommandError(f"No path is called {options['only']}. There are: {', '.join(PATHS)}.")
        self.as_json = options["json"]
        logging.disable(logging.INFO)  # a line for each request of the two doors
        database.enter(options["cases"], self.stderr)
        small = self.pages(chosen) if options["growth"] else {}
        rows = [row for name, make in chosen.items() if (row := self.measure(name, make, options["cases"]))]
        for kind in ("security", "policies"):
            self.sum_up(kind, [row for row in rows if row["path"].startswith(f"{kind}:")])
        wrong = [row["path"] for row in rows if not row["correct"]]
        if options["growth"]:
            self.grow(chosen, options["cases"], small, options["growth"])
        if wrong:
            raise CommandError(f"These paths showed other rows than brute force: {', '.join(wrong)}.")

    def measure(self, name, make, cases):
        """Measures and prints one path. None for a page that is not built yet."""
        try:
            with make() as race:
                row = {"path": name, "n": cases, **figures(race)}
        except (NoReverseMatch, ModuleNotFoundError) as error:
            self.stderr.write(f"{name} is not there yet: {error}")
            return None
        self.tell(row)
        return row

    def sum_up(self, path, rows):
        """What row-level security costs over all personas: its limit holds for the median."""
        if rows:
            ratio = median(row["ratio"] for row in rows)
            must = {"ratio": SECURITY}
            self.tell({"path": path, "n": rows[0]["n"], "ratio": ratio, "must": must, "holds": ratio <= SECURITY})

    def tell(self, row):
        """A JSON line; for people the limits that are not kept stand out."""
        if self.as_json:
            self.stdout.write(json.dumps(row))
            return
        shown = {key: value for key, value in row.items() if key not in ("path", "floor", "must", "holds", "n")}
        words = " ".join(f"{key}={value}" for key, value in shown.items() if value is not None)
        self.stdout.write(f"{'' if row.get('holds', True) else 'NOT HELD '}{row['path']}: {words}")

    def grow(self, chosen, small, before, large):
        """Pages of the explained statements at two sizes, with the exponent of growth between them.

        `before` was counted before anything was written: undone imports leave pages behind.
        """
        database.enter(large, self.stderr)
        for name, pages in self.pages(chosen).items():
            self.tell(
                {
                    "path": f"growth:{name}",
                    **database.growth(small, before[name], large, pages, name.startswith("list")),
                }
            )

    def pages(self, chosen):
        """Path -> (pages, rows) of its statement."""
        found = {}
        for name, make in chosen.items():
            if name.startswith(("list", "count", "depth")):
                with make() as race:
                    plan = plan_of(race.statement)
                    found[name] = (pages_of(plan), plan["Actual Rows"])
        return found
