"""A place in the feed as text that only we can make and read (R-05).

Sealed and not only signed: its numbers would tell how much all organisations together write. The master key it was
sealed with is named in front, so a place lives as long as that key is kept.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.vault import decrypt, encrypt

LONGEST = 400  # characters of a cursor


@dataclass(frozen=True)
class Place:
    """Everything up to `(moment, seq)` was told. `start` is the moment at which this reader began from nothing:
    what was gone before that was never told to them. `without` are kinds that its token could not see: they were passed
    by untold, so the place serves no token that can."""

    start: int
    moment: int
    seq: int
    without: tuple = ()


def key(version):
    """A key of its own under the master key of that version. KeyError for a version that is not at hand."""
    return sha256(b"changes cursor" + settings.VAULT_KEYS[version]).digest()


def about(organisation, version):
    """What a place is bound to: another organisation's cursor is no cursor."""
    return f"changes:{organisation}:{version}".encode()


def invalid():
    """What is said of a cursor that is none."""
    return ValidationError({"cursor": _("This place in the feed is not valid. Start from the beginning.")})


def write(place, organisation):
    """The cursor."""
    version = max(settings.VAULT_KEYS)
    text = json.dumps(list(asdict(place).values())).encode()
    sealed = encrypt(key(version), text, about(organisation, version))
    return f"{version}.{urlsafe_b64encode(sealed).decode().rstrip('=')}"


def read(text, organisation, kinds=()):
    """The place of a cursor, None for ''. ValidationError for anything we did not write for this organisation, and for
    one that passed rows of `kinds` by."""
    if not text:
        return None
    place = opened(text, organisation)
    if set(place.without) & set(kinds):
        raise invalid()
    return place


def opened(text, organisation):
    """The place that a cursor names. ValidationError for anything we did not write for this organisation."""
    try:
        number, _dot, sealed = text[:LONGEST].partition(".")
        version = int(number)
        raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return Place(*json.loads(decrypt(key(version), raw, about(organisation, version))))
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise invalid() from error
