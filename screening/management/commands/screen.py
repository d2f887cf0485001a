"""`screen FILE…`: the rule on case files, without storing them."""

import json

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from screening.scenarios import read_file, screened


class Command(BaseCommand):
    """Prints one JSON object a file; exit 2 with a sentence for each file that is no case."""

    help = "Runs the decision rule on case files in the shape of config/demo/scenarios, without storing them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        """One file or more."""
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args, **options):
        """Every good file is answered, also beside a bad one."""
        bad = [sentence for name in options["files"] if (sentence := self.screen(name))]
        if bad:
            raise CommandError("\n".join(bad), returncode=2)

    def screen(self, name):
        """Prints the result of one file; returns a sentence where there is none."""
        try:
            self.stdout.write(json.dumps(screened(read_file(name)), ensure_ascii=False))
        except ValidationError as error:
            return f"{name}: {in_words(error)}"
        return ""


def in_words(error):
    """A ValidationError in one line, with the names of the fields."""
    if hasattr(error, "error_dict"):
        return " ".join(f"{field}: {' '.join(said)}" for field, said in error.message_dict.items())
    return " ".join(error.messages)
