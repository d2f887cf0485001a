"""The actor of a transaction: set once a request, task or command; without one the database shows no rows (R-12).

Everything that belongs to one actor's work lives in `Acting`: opened case keys, the rights held on each case, and
the cases shown, which become one row of the read log before the answer leaves (A-03).
"""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

STATE: ContextVar["Acting | None"] = ContextVar("acting", default=None)


@dataclass
class Acting:
    """One actor in one transaction."""

    user: object
    action: str = ""
    request_id: str = ""
    session: str = ""
    via: str = "page"
    keys: dict[str, bytes | None] = field(default_factory=dict)
    held: dict[str, frozenset] = field(default_factory=dict)
    shown: dict[str, set] = field(default_factory=dict)
    numbers: set = field(default_factory=set)  # of the shares through which it was seen, for "seen by"
    recorded: bool = False  # an act of looking that is recorded even where it shows nothing: a search

    def load_cases(self, case_ids):
        """Keys and rights of these cases in one statement, whatever their number."""
        from accounts.access import keys_and_rights

        wanted = [str(case_id) for case_id in case_ids if str(case_id) not in self.held]
        if wanted:
            keys_and_rights(self, wanted)

    def show(self, case_id, groups=()):
        """Notes that this case is shown, for the read log."""
        self.shown.setdefault(str(case_id), set()).update(groups)

    def show_share(self, share, groups=()):
        """The same for what somebody sees through a share: its number stands beside the rights of the look, so that two
        shares of one case with one organisation are told apart."""
        self.show(share.case_id, groups)
        self.numbers.add(share.number)


def current() -> Acting:
    """The actor of this transaction. RuntimeError without one: then nothing confidential may be touched."""
    state = STATE.get()
    if state is None:
        raise RuntimeError("Nobody is acting: wrap this in acting(user, …).")
    return state


def acting_user():
    """The user who is acting, or None."""
    state = STATE.get()
    return state.user if state else None


@contextmanager
def acting(user, action="", *, request_id="", session="", via="task", steady=False):
    """A transaction in which `user` acts and is named to the database. Reads are recorded before it commits.

    `action` becomes the reason in the history. Nested use restores the outer actor. No user: no rows. `steady`: all
    statements see the same moment (only for the outermost use: the database refuses it later).
    """
    outer = STATE.get()
    with transaction.atomic():
        if steady:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        state = Acting(user, action, request_id or str(uuid.uuid4()), session, via)
        token = STATE.set(state)
        try:
            name_actor(state)
            yield state
            record_reads(state)
        finally:
            STATE.reset(token)
        if outer is not None:
            name_actor(outer)


def name_actor(state):
    """Tells the database who acts, for this transaction only, in one round trip (R-12)."""
    from accounts.access import every_principal
    from accounts.policy import bound_by_consent

    user = state.user
    if user is None or not getattr(user, "is_active", False):
        actor, organisation, principals = "", "", []
    else:
        actor, organisation, principals = str(user.pk), str(user.organisation_id or ""), every_principal(user)
    consent = organisation if organisation and bound_by_consent(user) else None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.actor', %s, true), set_config('app.organisation', %s, true),"
            " set_config('app.reason', %s, true), set_config('app.principals', %s::text[]::text, true),"
            " set_config('app.blocked', (blocked_cases(%s, %s) || closed_cases(%s))::text, true)",
            [actor, organisation, state.action, principals, actor or None, organisation or None, consent],
        )


def name_reason(action):
    """The name of the action for the history rows of the statements that follow."""
    current().action = action
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reason', %s, true)", [action])


def record_reads(state):
    """One row for all cases this page showed. If it cannot be written, nothing is shown (A-03)."""
    if state.shown or state.recorded:
        from accounts.audit.actions import record_look

        record_look(state)
