"""Rows about people that hang on no case: sealed with a key of their own under the master key, as drafts are (R-30).

Who reaches the row opens it; the wall of its table says who that is. The key is no history: where the row is erased,
its older versions cannot be opened any more.
"""

import json
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from accounts.fields import of
from accounts.history import Audited
from accounts.policy import Group
from accounts.vault import decrypt, encrypt, unwrap, wrap


class OwnKey(Audited):
    """A row with a key of its own. `sealed` holds a dict of texts."""

    unrecorded = frozenset({"wrapped_key", "master_version"})

    id = of(Group.STAFF, models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False))
    wrapped_key = of(Group.STAFF, models.BinaryField())
    master_version = of(Group.STAFF, models.PositiveSmallIntegerField())
    sealed = of(Group.STAFF, models.BinaryField())

    class Meta:
        abstract = True


def place(row):
    """Text to which the key of the row is bound."""
    return f"{row._meta.model_name}:{row.pk}"


def key_of(row):
    """The key of the row; a new one, wrapped into the row, where it has none yet."""
    if row.wrapped_key:
        return unwrap(bytes(row.wrapped_key), place(row), row.master_version)
    key = AESGCM.generate_key(bit_length=256)
    row.wrapped_key, row.master_version = wrap(key, place(row))
    return key


def seal(row, values):
    """Puts the values (name -> text) into the row; the caller saves it."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    row.sealed = encrypt(key_of(row), text.encode(), place(row).encode())


def opened(row):
    """The values of the row. KeyGone or InvalidTag when it cannot be opened."""
    return json.loads(decrypt(key_of(row), bytes(row.sealed), place(row).encode()))
