"""Liveness and readiness: ok or not ok, and nothing else (R-54)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def alive(request):
    """200 as long as the process answers. Does not touch the database."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def ready(request):
    """200 when the database answers as this role, all migrations are in and a vault key is at hand; else 503."""
    try:
        executor = MigrationExecutor(connection)
        complete = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        complete = False
    good = complete and bool(settings.VAULT_KEYS)
    return HttpResponse("ok" if good else "not ok", content_type="text/plain", status=200 if good else 503)
