"""Looking as somebody, many people in one transaction."""

from contextlib import contextmanager

from accounts.acting import STATE, Acting, name_actor


@contextmanager
def looking(user):
    """As `acting`, within one transaction for all who look: nothing is written, so nobody needs one of their own."""
    token = STATE.set(state := Acting(user, "test.look"))
    try:
        name_actor(state)
        yield
    finally:
        STATE.reset(token)
