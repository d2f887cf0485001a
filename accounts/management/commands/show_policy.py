"""`show_policy [--json]`: both policy tables for people who do not read code."""

import json

from django.core.management.base import BaseCommand

from accounts.policy import ACTIONS, READABLE, WRITABLE, Group, Role


def action_rows():
    """{action: {role: [rights]}}; an empty list means that the role alone decides."""
    return {
        action: {role.value: sorted(right.value for right in rights) for role, rights in row.items()}
        for action, row in sorted(ACTIONS.items())
    }


def field_rows():
    """{role: {right: {group: "read" or "write"}}}"""
    table = {}
    for (role, right), groups in READABLE.items():
        row = table.setdefault(role.value, {}).setdefault(right.value, {})
        row.update({group.value: "read" for group in sorted(groups)})
    for (role, right), groups in WRITABLE.items():
        row = table.setdefault(role.value, {}).setdefault(right.value, {})
        for group in sorted(groups):
            row[group.value] = "write" if group.value in row else "add"
    return table


class Command(BaseCommand):
    """Prints who may do what, and who may read or write which field groups."""

    help = "Prints both policy tables."

    def add_arguments(self, parser):
        """--json for machines."""
        parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")

    def handle(self, *args, **options):
        """Two tables, nothing about any case."""
        if options["json"]:
            self.stdout.write(json.dumps({"actions": action_rows(), "fields": field_rows()}, indent=1))
            return
        self.stdout.write("WHO MAY DO WHAT (role: for which right; 'any' needs no case)\n")
        for action, row in action_rows().items():
            who = "; ".join(f"{role}: {', '.join(rights) or 'any'}" for role, rights in row.items())
            self.stdout.write(f"  {action:32} {who or 'nobody'}")
        self.stdout.write("\nWHO READS (r), WRITES (W) OR ADDS WITHOUT READING (a) WHICH FIELD GROUP\n")
        names = [group.value for group in Group]
        self.stdout.write(f"  {'role, right':38}" + " ".join(name[:9].ljust(9) for name in names))
        marks = {"read": "r", "write": "W", "add": "a"}
        for role, rights in field_rows().items():
            for right, groups in rights.items():
                cells = " ".join(marks.get(groups.get(name, ""), "-").ljust(9) for name in names)
                self.stdout.write(f"  {f'{role}, {right}':38}{cells}")
        silent = sorted({role.value for role in Role} - field_rows().keys())
        self.stdout.write(f"\nNo field of any case: {', '.join(silent)}")
