"""What somebody may see, worked out from grants, teams and blocks alone: never from `case_access` or the policies.

Read as `keeper` on the owner's connection, which no policy binds; nothing of the fast path is used here.
"""

from contextlib import contextmanager

from django.db import connections, transaction

# A caseworker reaches what they are assigned to; a supervisor what belongs to their teams or was given to one of them
# as second team; both what they broke the glass for.
VISIBLE = """
SELECT c.id FROM casework_case c WHERE (
  %(worker)s AND EXISTS (SELECT FROM casework_caseuserobjectpermission p
    WHERE p.content_object_id = c.id AND p.user_id = %(user)s AND (p.until IS NULL OR p.until > now()))
  OR %(lead)s AND (c.team_id = ANY (%(teams)s::uuid[])
    OR EXISTS (SELECT FROM casework_casegroupobjectpermission p JOIN accounts_team t ON t.group_id = p.group_id
      WHERE p.content_object_id = c.id AND t.id = ANY (%(teams)s::uuid[]) AND (p.until IS NULL OR p.until > now())))
  OR EXISTS (SELECT FROM casework_breakglass g WHERE g.case_id = c.id AND g.user_id = %(user)s AND g.until > now()))
AND NOT EXISTS (SELECT FROM casework_conflictblock b WHERE b.case_id = c.id AND b.lifted_at IS NULL
  AND (b.user_id = %(user)s OR b.organisation_id = %(office)s OR EXISTS (SELECT FROM casework_caseuserobjectpermission p
    WHERE p.content_object_id = b.other_case_id AND p.user_id = %(user)s AND (p.until IS NULL OR p.until > now()))))
"""


@contextmanager
def keeper():
    """A cursor that sees every row. Needs DATABASE_OWNER_URL."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        yield cursor


def visible(user, where="TRUE", *values):
    """Ids of all cases that a caseworker or supervisor may see, newest first, narrowed by SQL over the case `c`."""
    asked = {
        "user": user.pk,
        "office": user.organisation_id,
        "teams": list(user.team_ids),
        "worker": "caseworker" in user.role_codes,
        "lead": "supervisor" in user.role_codes,
    }
    with keeper() as cursor:
        cursor.execute(f"{VISIBLE} AND ({where}) ORDER BY c.opened_at DESC, c.id DESC", {**asked, **dict(values)})
        return [row[0] for row in cursor.fetchall()]
