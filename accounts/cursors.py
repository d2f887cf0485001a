"""Opaque, signed places in a keyset list (R-05: no counts, no guessing)."""

import datetime
import uuid

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SALT = "cursor"


def place(at, key):
    """The cursor after the row with this moment and id."""
    return signing.dumps([at.isoformat(), str(key)], salt=SALT, compress=False)


def read(text):
    """(moment, id) of a cursor, None for ''. ValidationError for anything we did not sign."""
    if not text:
        return None
    try:
        at, key = signing.loads(text, salt=SALT)
        return datetime.datetime.fromisoformat(at), uuid.UUID(key)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(
            {"cursor": _("This place in the list is not valid. Start from the beginning.")}
        ) from error
