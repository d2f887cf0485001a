"""After a restore into a new cluster: puts the feed's clock ahead, so that older cursors go on (docs/operating.md)."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

# The gap is wider than all that an old cluster can have counted after its last line: cursors of it lie in the gap.
# Lines that were written after the restore and before this ran stand too early: they are moved to the end.
AHEAD = f"""
UPDATE accounts_changeclock SET ahead = (SELECT max(moment) FROM accounts_change)
  - pg_snapshot_xmin(pg_current_snapshot())::text::bigint + {2**40}
WHERE (SELECT max(moment) FROM accounts_change) >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + ahead"""
LATE = """
UPDATE accounts_change c SET moment = pg_current_xact_id()::text::bigint + (SELECT ahead FROM accounts_changeclock)
WHERE c.moment > 0 AND c.seq > (SELECT seq FROM accounts_change ORDER BY moment DESC, seq DESC LIMIT 1)"""


class Command(BaseCommand):
    """Does nothing where nothing is to be done; safe to run at any time."""

    help = "Lets the sync feed go on after a restore into another database cluster."

    def handle(self, *args, **options):
        """One transaction, past the walls: as the role that writes the lines."""
        if "owner" not in connections:
            raise CommandError("continue_changes needs DATABASE_OWNER_URL.")
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE keeper")
            cursor.execute("LOCK TABLE accounts_change IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(AHEAD)
            if cursor.rowcount:
                cursor.execute(LATE)
                self.stdout.write(f"The feed goes on: {cursor.rowcount} late changes moved to its end.")
            else:
                self.stdout.write("The feed needs nothing.")
