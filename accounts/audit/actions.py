"""Writing the two logs. Reading them is in queries.py."""

from django.db import connection
from django.utils import timezone

from accounts.audit.models import Refusal

# One plain statement, because it runs on every page: by the ORM it costs eight times SELECT 1, so less than three.
# Who looked is what the database was told when the transaction began, not a second word of the program.
LOOK = """
INSERT INTO audit_look (id, at, actor, organisation, action, via, case_ids, field_groups, rights, request_id, session)
VALUES (gen_random_uuid(), clock_timestamp(), nullif(current_setting('app.actor', true), '')::uuid,
  nullif(current_setting('app.organisation', true), '')::uuid, %s, %s, %s, %s, %s, %s, %s)"""


def record_look(state):
    """One row for everything one answer showed, in the same transaction (A-03, S-52)."""
    groups = set().union(*state.shown.values())
    held = set().union(*(state.held.get(case_id, ()) for case_id in state.shown))
    lists = ["{" + ",".join(sorted(names)) + "}" for names in (state.shown, groups, held)]
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [state.action[:40], state.via, *lists, state.request_id, state.session])


def record_refusal(user, action, kind, wanted, outcome, request_id=""):
    """A row that survives the rollback of the request. `wanted` is a public reference or id, never a value."""
    Refusal(
        at=timezone.now(),
        actor=getattr(user, "pk", None),
        action=action[:40],
        kind=kind[:40],
        wanted=str(wanted).encode("ascii", "replace").decode().replace("\0", "?")[:64],
        outcome=outcome,
        request_id=request_id,
    ).save(force_insert=True, using="auditor")
