"""A large invented caseload, written through every wall as the people who open the cases."""

import time

from django.core.management import BaseCommand, CommandError

from accounts.models import User
from config.bench.cases import books_of, open_batch
from config.bench.offices import MARK, Plan, found, username


class Command(BaseCommand):
    """`seed --cases N [--seed S]`: an interrupted run continues when it is called again with the same numbers."""

    help = "Writes a large invented caseload with the personas of docs/performance.md; nobody in it exists."

    def add_arguments(self, parser):
        """How many cases, and which dice."""
        parser.add_argument("--cases", type=int, required=True, help="how many cases, at least 100")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other people")

    def handle(self, *args, **options):
        """Prints progress and the number of cases written."""
        if options["cases"] < 100:
            raise CommandError("Ask for at least 100 cases: fewer cannot be spread over fifty organisations.")
        plan = Plan(options["cases"], options["seed"])
        self.begin(plan)
        written, begun, books = 0, time.monotonic(), books_of(plan)
        shares = plan.shares()
        for done, (office, number, size) in enumerate(shares, 1):
            written += open_batch(plan, books, office, number, size)
            if done % max(1, len(shares) // 20) == 0:
                self.stdout.write(f"  {written} of {plan.cases} cases, {time.monotonic() - begun:.0f} s")
        self.stdout.write(f"Written: {written} cases. The caseload has {plan.cases}, all invented.")

    def begin(self, plan):
        """Accounts of a new caseload; a sentence where another one is there."""
        if not User.objects.filter(username__startswith=MARK).exists():
            found(plan)
        elif not User.objects.filter(pk=plan.key(username(0, 0))).exists():
            raise CommandError(
                "This database has a seeded caseload of another size or seed. Ask for the same numbers to continue it,"
                " or use a database of its own (demo --fresh)."
            )
