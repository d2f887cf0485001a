"""Writing the two logs. Reading them is in queries.py."""

from django.utils import timezone

from accounts.audit.models import Look, Refusal


def record_look(state):
    """One row for everything one answer showed, in the same transaction (A-03, S-52)."""
    groups = set().union(*state.shown.values())
    held = set().union(*(state.held.get(case_id, ()) for case_id in state.shown))
    Look(
        at=timezone.now(),
        actor=state.user.pk,
        organisation=state.user.organisation_id,
        action=state.action[:40],
        via=state.via,
        case_ids=sorted(state.shown),
        field_groups=sorted(groups),
        rights=sorted(held),
        request_id=state.request_id,
        session=state.session,
    ).save(force_insert=True)


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
