"""What a demo needs before its pages can answer, in one process because loading Django takes seconds."""

from django.core.management import BaseCommand, call_command, get_commands


class Command(BaseCommand):
    """Migrate, load the demo data, and add a caseload when asked."""

    help = "Migrates and loads the demo data (called by the demo command)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        """`--cases`: how many invented cases to add; 0 adds none."""
        parser.add_argument("--cases", type=int, default=0)

    def handle(self, *args, **options):
        """Each step prints what it does."""
        call_command("migrate", database="owner", verbosity=0)
        self.call_if_there("load_demo")
        if options["cases"]:
            self.call_if_there("seed", cases=options["cases"])

    def call_if_there(self, name, **options):
        """A step that this stage of the project may not have yet."""
        if name in get_commands():
            call_command(name, **options)
        else:
            self.stderr.write(f"There is no command {name} yet: its data is missing.")
