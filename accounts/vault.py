"""Sealed fields: AES-256-GCM under a key per case, bound to model, field, row and case (R-30, architecture.md).

The master keys live in the environment and never in the database. A wrong key, a lost key or a value moved
to another field, row or case raises; ciphertext or an empty text is never handed out in its place.
"""

import datetime
import json
import os
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db import models

from accounts.acting import current

NONCE = 12


class Sealed(bytes):
    """Ciphertext on its way to or from the database. Its repr tells nothing."""

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__


class KeyGone(LookupError):
    """The case key does not exist (erased) or may not be read by this actor."""


def encrypt(key, text, about):
    """nonce + AES-256-GCM ciphertext of `text` (bytes), bound to `about` (bytes)."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text, about)


def decrypt(key, value, about):
    """The bytes behind `encrypt`. cryptography.exceptions.InvalidTag for a wrong key, place or a changed byte."""
    return AESGCM(key).decrypt(bytes(value[:NONCE]), bytes(value[NONCE:]), about)


def wrap(case_key, case_id, version=None):
    """(wrapped key, master version) for storage beside the case. LookupError for an unknown master version."""
    version = version or max(settings.VAULT_KEYS)
    return encrypt(settings.VAULT_KEYS[version], case_key, f"case-key:{case_id}:{version}".encode()), version


def unwrap(wrapped, case_id, version):
    """The case key. KeyGone when the master key of that version is not at hand; InvalidTag when it is wrong."""
    if version not in settings.VAULT_KEYS:
        raise KeyGone(f"Vault key version {version} is not configured.")
    return decrypt(settings.VAULT_KEYS[version], wrapped, f"case-key:{case_id}:{version}".encode())


def new_key(case_id):
    """A fresh key for a case that is about to be created, held for this actor; returns (wrapped, version)."""
    key = AESGCM.generate_key(bit_length=256)
    current().keys[str(case_id)] = key
    return wrap(key, case_id)


def key_for(case_id):
    """The key of one case, loaded once for each actor. RuntimeError with no actor, KeyGone where there is none."""
    keys = current().keys
    if str(case_id) not in keys:
        current().load_cases([case_id])
    if keys.get(str(case_id)) is None:
        raise KeyGone("This record cannot be opened: its key is gone or not open to you.")
    return keys[str(case_id)]


def place_of(instance, field):
    """What a value is bound to: model, field, row and case. History rows open as the row they describe."""
    model = getattr(instance, "instance_type", type(instance))
    case_id = getattr(instance, model.case_column)
    return (
        case_id,
        f"{model._meta.label_lower}:{field.attname}:{instance.serializable_value(model._meta.pk.attname)}:{case_id}",
    )


def is_sealed(model, path):
    """Whether a path such as "case__label" ends in a sealed field of `model` or of a related one."""
    for part in path.lstrip("-+").split("__"):
        try:
            field = model._meta.get_field(part)
        except (FieldDoesNotExist, AttributeError):
            return False
        if isinstance(field, SealedMixin):
            return True
        model = field.related_model
    return False


class SealedAttribute:
    """Opens on reading, keeps the same ciphertext when the same value is set again (so that nothing 'changes')."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        value = instance.__dict__[self.field.attname]
        if value is None:
            return self.field.empty
        return self.field.open(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance, value):
        stored = instance.__dict__.get(self.field.attname)
        plain = isinstance(stored, Sealed) and not isinstance(value, Sealed)
        if plain and value == self.field.open(instance, stored):
            return
        instance.__dict__[self.field.attname] = value


class SealedMixin:
    """Storage of a sealed value. Comparing, sorting or updating by value is refused: the database sees ciphertext."""

    empty = None

    def __init__(self, *args, **options):
        super().__init__(*args, **{"null": True, "blank": True, **options})

    def db_type(self, connection):
        """bytea, whatever the value is in Python."""
        return "bytea"

    def get_internal_type(self):
        """No built-in type: keeps Django's text converters away."""
        return "BinaryField"

    def contribute_to_class(self, cls, name, **options):
        """Puts the opening attribute on the model."""
        super().contribute_to_class(cls, name, **options)
        setattr(cls, self.attname, SealedAttribute(self))

    def open(self, instance, value):
        """The plain value. KeyGone or InvalidTag when it cannot be opened."""
        case_id, place = place_of(instance, self)
        return self.parse(decrypt(key_for(case_id), value, place.encode()).decode())

    def from_db_value(self, value, expression, connection):
        """Ciphertext as it came; it is opened only when somebody looks at the attribute."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance, add):
        """Seals what was typed; leaves what was not touched byte for byte."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or value == self.empty:
            return None
        if isinstance(value, Sealed):
            return value
        case_id, place = place_of(model_instance, self)
        sealed = Sealed(encrypt(key_for(case_id), self.format(self.to_python(value)).encode(), place.encode()))
        model_instance.__dict__[self.attname] = sealed
        return sealed

    def get_prep_value(self, value):
        """Only ciphertext reaches the database: update(name="x") and bulk_update raise TypeError."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: set it on the row and save the row.")
        return value

    def get_db_prep_value(self, value, connection, prepared=False):
        """bytea for the driver."""
        value = value if prepared else self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value)

    def get_lookup(self, lookup_name):
        """Only `isnull`; FieldError for anything that would compare ciphertext."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed and cannot be searched by {lookup_name}.")
        return super().get_lookup(lookup_name)

    def get_transform(self, name):
        """None: a sealed value has no parts in the database."""
        return

    def value_to_string(self, obj):
        """Ciphertext in hexadecimal, so that a dump never holds the plain value."""
        value = obj.__dict__.get(self.attname)
        return bytes(value).hex() if isinstance(value, Sealed) else ""


class EncryptedTextField(SealedMixin, models.TextField):
    """Sealed text; nothing is stored for an empty one."""

    empty = ""

    @cached_property
    def validators(self):
        """Text may not hold the one character that PostgreSQL and PDF cannot carry."""
        from django.core.validators import ProhibitNullCharactersValidator

        return [ProhibitNullCharactersValidator(), *super().validators]

    def parse(self, text):
        """Text as it was typed."""
        return text

    format = parse


class EncryptedDateField(SealedMixin, models.DateField):
    """A sealed date."""

    def parse(self, text):
        """The date behind its ISO form."""
        return datetime.date.fromisoformat(text)

    def format(self, value):
        """ISO 8601."""
        return value.isoformat()


class EncryptedJSONField(SealedMixin, models.JSONField):
    """Sealed JSON."""

    def to_python(self, value):
        """JSON values are kept as they are."""
        return value

    def parse(self, text):
        """The value behind its JSON text."""
        return json.loads(text)

    def format(self, value):
        """Compact JSON, keys in order."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
