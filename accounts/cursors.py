"""Opaque, signed places in a keyset list (R-05: no counts, no guessing)."""

import datetime
import uuid

from django.core import signing
from django.core.exceptions import BadRequest, ValidationError
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


def asked(params, chips):
    """(chip, place in the list) of an address; `chips` are (code, label) pairs. BadRequest for anything else in it."""
    show = params.get("show", "")
    if params.keys() - {"show", "older"} or show not in dict(chips):
        raise BadRequest
    try:
        return show, read(params.get("older", ""))
    except ValidationError as error:
        raise BadRequest from error
