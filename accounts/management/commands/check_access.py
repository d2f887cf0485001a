"""`check_access`: recomputes case_access from the grants, and the marks of the sync feed from consents and blocks, and
compares. 0, or 1 and the differing rows."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from accounts.changes.sql import shut

DIFFERENCES = """
WITH due AS (SELECT * FROM access_due((SELECT array_agg(id) FROM casework_case))),
live AS (SELECT case_id, principal, until, opened_at, status::text, language::text, child FROM case_access
  WHERE until IS NULL OR until > now())
SELECT 'missing' AS what, * FROM (SELECT * FROM due EXCEPT SELECT * FROM live) m
UNION ALL SELECT 'too much', * FROM (SELECT * FROM live EXCEPT SELECT * FROM due) t ORDER BY 2, 3, 1 LIMIT 200"""

# Which cases are open to programs: a wrong mark would keep a case open to them that the person has closed.
MARKS = f"""
SELECT CASE WHEN d.closed THEN 'open to programs' ELSE 'closed to programs' END, d.case_id,
  'org:' || d.organisation, NULL
FROM told_due((SELECT array_agg(id) FROM casework_case)) d
JOIN accounts_change e ON e.case_id = d.case_id AND e.record = d.case_id AND e.organisation = d.organisation
WHERE d.closed <> {shut("e")}
UNION ALL SELECT 'not in the feed', c.id, 'org:' || c.organisation_id, NULL FROM casework_case c WHERE NOT EXISTS (
  SELECT FROM accounts_change e WHERE e.case_id = c.id AND e.record = c.id AND e.organisation = c.organisation_id)
ORDER BY 2, 3 LIMIT 200"""

# What recipients' lists are walked by, against the shares, consents and walls themselves.
RECEIPTS = """
SELECT 'other end of a share', s.case_id, 'share:' || s.recipient_id, r.stands_until FROM referrals_receipt r
JOIN referrals_share s ON s.id = r.id
LEFT JOIN receipts_due((SELECT array_agg(DISTINCT case_id) FROM referrals_share)) d ON d.id = r.id
WHERE r.stands_until IS DISTINCT FROM d.until ORDER BY 2, 3 LIMIT 200"""


class Command(BaseCommand):
    """Needs the owner's connection, because it looks at all rows (as the role keeper)."""

    help = "Recomputes case_access from the grants and compares."

    def handle(self, *args, **options):
        """Prints each difference as ids only."""
        if "owner" not in connections:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner may compare all rows.")
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE keeper")
            cursor.execute(DIFFERENCES)
            rows = cursor.fetchall()
            for more in (MARKS, RECEIPTS):
                cursor.execute(more)
                rows += cursor.fetchall()
            cursor.execute("SELECT count(*) FROM case_access")
            total = cursor.fetchone()[0]
        for what, case_id, principal, until, *_keys in rows:
            self.stdout.write(f"{what}: case {case_id}, {principal}, until {until or 'no end'}")
        if rows:
            self.stdout.write(f"{len(rows)} rows differ.")
            sys.exit(1)
        self.stdout.write(f"{total} rows, no difference.")
