"""The actor of a web request: one transaction, opened here, after sign-in is known (R-12, R-13)."""

from contextlib import contextmanager
from hashlib import sha256

from django.db import DatabaseError, transaction

from accounts.acting import acting
from accounts.performing import code_of

DEADLOCK = "40P01"


class ActorMiddleware:
    """Runs each request of a signed-in person inside `acting`; anonymous requests get no transaction and no rows.

    A view's exception becomes a response before it reaches this middleware, so `process_exception` marks the
    transaction for rollback (kernel-notes, trap 10). A deadlock victim is run once more: nothing of it was kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        response = self.run(request)
        if getattr(request, "deadlocked", False):
            request.deadlocked = False
            response = self.run(request)
        return response

    def run(self, request):
        """The request inside one transaction; a template that renders late is rendered before the look is recorded."""
        session = sha256((request.session.session_key or "").encode()).hexdigest()
        via = "api" if request.path.startswith("/api/") else "page"
        with acting(request.user, request_id=getattr(request, "id", ""), session=session, via=via) as state:
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            if getattr(request, "failed", False):
                state.shown.clear()
                state.recorded = False
            return response

    def process_exception(self, request, exception):
        """Nothing half-written survives a view's exception."""
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
            request.failed = True
        request.deadlocked = isinstance(exception, DatabaseError) and code_of(exception) == DEADLOCK


@contextmanager
def acting_by_token(request, steady=False):
    """The transaction of a machine's call, named to the database by the token's client (R-13, S-59).

    What a refused call looked at is not recorded: it was not shown. `request` is DRF's.
    """
    django = request._request
    options = {"session": request.auth.token_checksum, "via": "client", "steady": steady}
    with acting(request.user, request_id=getattr(django, "id", ""), **options) as state:
        yield
        if getattr(django, "failed", False):
            state.shown.clear()
            state.recorded = False
