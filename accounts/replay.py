"""Idempotency keys: the same create sent twice makes one record and gets the same answer (R-51, A2)."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import exceptions

from accounts.fields import of
from accounts.policy import Group
from accounts.walls import ACTOR, USERS, Statement

OWN = f"user_id = (SELECT {ACTOR})"
OWN_ROWS = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY; ALTER TABLE {{table}} FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON {{table}} FOR SELECT TO {USERS} USING ({OWN});
CREATE POLICY add ON {{table}} FOR INSERT TO {USERS} WITH CHECK ({OWN});
CREATE POLICY change ON {{table}} FOR UPDATE TO {USERS} USING ({OWN}) WITH CHECK ({OWN});"""
OPEN = "".join(f"DROP POLICY IF EXISTS {name} ON {{table}};" for name in ("see", "add", "change"))


class Replay(models.Model):
    """One key of one person, the fingerprint of what was sent with it, and what it made."""

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    user = of(Group.STAFF, models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"))
    key = of(Group.STAFF, models.CharField(max_length=100))
    fingerprint = of(Group.STAFF, models.CharField(max_length=64))
    made = of(Group.STAFF, models.UUIDField(null=True))
    at = of(Group.STAFF, models.DateTimeField(default=timezone.now))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="accounts_replay_once"),
            Statement(name="accounts_replay_wall", make=OWN_ROWS, drop=OPEN),
        ]

    def __str__(self):
        return f"replay {self.pk}"


class OtherBody(exceptions.APIException):
    """422: this key was used with something else (S-87)."""

    status_code = 422


def fingerprint(request):
    """What was sent, as sha256 of method, path and body."""
    body = json.dumps(request.data, sort_keys=True, default=str)
    return hashlib.sha256(f"{request.method} {request.path} {body}".encode()).hexdigest()


def once(request, make):
    """(row id, made now?): runs `make()` unless this key did before. ValidationError without a key, OtherBody for
    a key that came with another body. Key and record are written in one transaction."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > 100:
        raise exceptions.ValidationError(
            {"Idempotency-Key": [_("Send this header with a value of your own, at most 100 characters.")]}
        )
    mark = Replay(user=request.user, key=key, fingerprint=fingerprint(request))
    try:
        with transaction.atomic():
            mark.save(force_insert=True)
    except IntegrityError:
        before = Replay.objects.get(user=request.user, key=key)
        if before.fingerprint != mark.fingerprint or before.made is None:
            raise OtherBody(_("This Idempotency-Key was used for something else.")) from None
        return before.made, False
    mark.made = make().pk
    mark.save(update_fields=["made"])
    return mark.made, True
