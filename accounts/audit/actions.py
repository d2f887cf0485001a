"""Writing the two logs. Reading them is in queries.py."""

from django.db import connection
from django.utils import timezone

from accounts.audit.models import Refusal


def record_look(state):
    """One row for everything one answer showed, in the same transaction (A-03, S-52)."""
    groups = set().union(*state.shown.values())
    held = set().union(*(state.held.get(case_id, ()) for case_id in state.shown))
    lists = ["{" + ",".join(sorted(names)) + "}" for names in (state.shown, groups, held | state.numbers)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT note_look(%s, %s, %s, %s, %s, %s, %s)",
            [state.action[:40], state.via, *lists, state.request_id, state.session],
        )


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
