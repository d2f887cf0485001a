"""Secrets from the environment or from files, and the starts that are refused (S-64)."""

import base64
import binascii
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

WEAK = ("", "changeme", "secret", "django-insecure", "default")
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}


def secret(name, default=None):
    """Value of `name`, or of the file in `name`_FILE. ImproperlyConfigured when neither is set and no default."""
    path = os.environ.get(f"{name}_FILE")
    value = Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"Set {name}, or {name}_FILE to a file that holds it. `manage.py demo` does it for you."
        )
    return value


def vault_keys(text):
    """{version: 32 bytes} from "1:<base64>,2:<base64>" (commas or lines). ImproperlyConfigured with a sentence."""
    keys = {}
    for entry in text.replace("\n", ",").split(","):
        if not entry.strip():
            continue
        version, _, encoded = entry.strip().partition(":")
        try:
            keys[int(version)] = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as error:
            raise ImproperlyConfigured("CASEWORK_VAULT_KEYS must look like 1:<base64 of 32 bytes>.") from error
    if not keys or any(len(key) != 32 for key in keys.values()):
        raise ImproperlyConfigured("CASEWORK_VAULT_KEYS must hold at least one key of 32 bytes, as 1:<base64>.")
    return keys


def refuse_unsafe(secret_key, keys, hosts, *, debug, demo):
    """ImproperlyConfigured for a default key, DEBUG or demo mode on a public host, or `*` hosts."""
    public = [host for host in hosts if host not in LOOPBACK]
    if len(secret_key) < 32 or secret_key.lower().startswith(WEAK[1:]) or len(set(secret_key)) < 8:
        raise ImproperlyConfigured("CASEWORK_SECRET_KEY is too short or a default. Make one of 50 random characters.")
    if any(len(set(key)) < 8 for key in keys.values()):
        raise ImproperlyConfigured("CASEWORK_VAULT_KEYS holds a key that is not random.")
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        raise ImproperlyConfigured("CASEWORK_HOSTS must name each host; * is not allowed.")
    if (debug or demo) and public:
        raise ImproperlyConfigured(
            "CASEWORK_DEBUG and CASEWORK_DEMO work on a loopback address only, never on a public host."
        )


def file_scanner(address, hosts):
    """The scanner of files: "", "builtin" or the address of a clamd. ImproperlyConfigured for anything else, and for
    the built-in one, which finds nothing but a test file, on a public host."""
    known = address in ("", "builtin") or address.startswith("clamd://")
    if not known:
        raise ImproperlyConfigured("CASEWORK_SCANNER must look like clamd:///path/of/socket or clamd://host:3310.")
    if address == "builtin" and any(host not in LOOPBACK for host in hosts):
        raise ImproperlyConfigured("CASEWORK_SCANNER=builtin is for demo and tests: on a public host name a clamd.")
    return address


def whole_days(name, text):
    """A number of days from 1 to 3650. ImproperlyConfigured for anything else."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 3650):
        raise ImproperlyConfigured(f"{name} is a whole number of days from 1 to 3650.")
    return int(text)
