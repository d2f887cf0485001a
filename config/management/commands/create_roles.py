"""Makes the database roles on a server of one's own, with the statements that demo and tests use."""

import os
from urllib.parse import unquote, urlsplit

import psycopg2
from django.core.management import BaseCommand, CommandError

from config.stack import DATABASE, URLS, make_roles, told

PASSWORDS = {**URLS, "DATABASE_BACKUP_URL": "backup"}


class Command(BaseCommand):
    """`create_roles --admin-url postgresql://postgres:…@host/postgres`; may be repeated."""

    help = "Makes the database roles, with the passwords of the DATABASE_…_URL variables."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        """The superuser's address, directly or in a file, and the name of the database."""
        address = parser.add_mutually_exclusive_group(required=True)
        address.add_argument("--admin-url", help="address of a superuser")
        address.add_argument("--admin-url-file", help="file that holds the address of a superuser")
        parser.add_argument("--database", default=DATABASE)
        parser.add_argument("--tests", action="store_true", help="also let tests make databases (PostgreSQL 15)")

    def handle(self, *args, **options):
        """Make what is missing, set the passwords, and name the roles that have none."""
        outside = dict(os.environ) | {"ADMIN": options["admin_url"] or ""}
        if options["admin_url_file"]:
            outside["ADMIN_FILE"] = options["admin_url_file"]
        passwords = {role: password_of(told(os.environ, name)) for name, role in PASSWORDS.items()}
        try:
            make_roles(told(outside, "ADMIN"), passwords, options["database"], options["tests"])
        except psycopg2.Error as error:
            raise CommandError(f"The roles could not be made: {str(error).strip()}") from error
        without = ", ".join(role for role, password in passwords.items() if not password)
        self.stdout.write(
            "The roles and the database are there." + (f" No password set for: {without}." * bool(without))
        )


def password_of(url: str) -> str:
    """The password in an address; empty when it has none."""
    return unquote(urlsplit(url).password or "")
