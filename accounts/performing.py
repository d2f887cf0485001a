"""`performing`: permission, savepoint, and the action's name for the history, in one place."""

from contextlib import ExitStack, contextmanager

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from accounts.access import allowed, case_id_of, held_on, refuse
from accounts.acting import STATE, acting, name_reason
from accounts.policy import may

STALE, STILL_WORKS = "CW412", "CW409"


class Stale(Exception):
    """Somebody else saved the row since it was read (R-50). Nothing was written; both versions can be shown."""


def code_of(error):
    """SQLSTATE of a database error, or ''."""
    return getattr(error.__cause__, "pgcode", "") or ""


@contextmanager
def performing(by, action, subject=None):
    """Runs the body as `action` by `by` on `subject` (for a creation: its parent), all of it or nothing.

    Http404 or PermissionDenied where policy refuses (recorded), Stale for a lost race. Opens the actor's
    transaction itself where nobody acts yet (commands, tests).
    """
    with ExitStack() as stack:
        if STATE.get() is None:
            stack.enter_context(acting(by, action))
        if not allowed(by, action, subject):
            kind = subject._meta.label_lower if subject is not None else ""
            refuse(by, action, kind, getattr(subject, "pk", ""), sees(by, subject))
        before = STATE.get().action
        name_reason(action)
        try:
            with transaction.atomic():
                yield
        except DatabaseError as error:
            if code_of(error) == STALE:
                raise Stale from error
            if code_of(error) == STILL_WORKS:
                raise ValidationError(
                    _("This account still works on cases. They must be handed over first.")
                ) from error
            raise
        finally:
            STATE.get().held.clear()
        name_reason(before)


def sees(user, subject):
    """Whether the refusal may admit that the subject exists: for staff pages always, for a case by its view action."""
    if subject is None or case_id_of(subject) is None:
        return True
    return may(user, "case.view") and bool(held_on(subject))
