"""`load_scenarios DIR`: invented case files stored as cases, as far as the screening."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from accounts.acting import acting
from accounts.models import User
from accounts.policy import may
from screening.loading import load_case
from screening.management.commands.screen import in_words
from screening.scenarios import read_file


class Command(BaseCommand):
    """Prints how many were stored; exit 1 with a sentence for each file that was refused."""

    help = "Stores case files that are marked as invented through the normal actions, as far as the screening."

    def add_arguments(self, parser):
        """The folder, and whose cases they become."""
        parser.add_argument("folder", metavar="DIR")
        parser.add_argument("--by", default="", metavar="USERNAME", help="caseworker; else the first with a team")

    def handle(self, *args, **options):
        """Each file by itself: a refused one leaves nothing behind and stops none of the others."""
        files = sorted(Path(options["folder"]).glob("*.json"))
        if not files:
            raise CommandError(f"{options['folder']} holds no .json file.")
        by = caseworker(options["by"])
        refused = [sentence for path in files if (sentence := self.load(path, by))]
        self.stdout.write(f"{len(files) - len(refused)} of {len(files)} invented cases stored.")
        if refused:
            raise CommandError("\n".join(refused))

    def load(self, path, by):
        """Stores one file in a transaction of its own; returns a sentence where it was refused."""
        try:
            with acting(by, "case.open"):
                load_case(read_file(path), by=by, team=by.teams.filter(is_active=True).order_by("name").first())
        except ValidationError as error:
            return f"{path.name}: {in_words(error)}"
        return ""


def caseworker(username):
    """The account that stores them. CommandError where there is none that may open a case in a team."""
    accounts = (
        User.objects.with_standing().filter(is_active=True, teams__is_active=True).order_by("username").distinct()
    )
    found = accounts.filter(username=username) if username else accounts
    for user in found:
        if may(user, "case.open"):
            return user
    who = f"{username} is no" if username else "There is no"
    raise CommandError(f"{who} caseworker with a team; name one with --by.")
