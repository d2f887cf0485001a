"""Sealed files on disk, under random names in the folder of settings.FILES_DIR (R-33, S-92).

A blob is written as NAME.part and gets its name when the transaction that knows it commits. What a rolled-back
transaction or a crash leaves is a .part that no row names: `sweep` removes it. A file with its full name is never
removed by anything but `discard`.
"""

import hashlib
import io
import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings

from accounts.afterwards import afterwards
from accounts.vault import key_for
from casework.files.sealing import CHUNK, Opener, Sealer, file_key

DAY = 24 * 3600  # seconds


class CannotStore(Exception):
    """The disk is full or does not take it: nothing was kept, and the page answers 503 (S-92)."""


@dataclass(frozen=True)
class Written:
    """A blob on disk: its name, and size and sha256 (hexadecimal) of what was sealed into it."""

    name: str
    size: int
    sha256: str


def path_of(name, waiting=False):
    """Where a blob lies; `waiting` before its transaction commits."""
    return Path(settings.FILES_DIR) / name[:2] / (f"{name}.part" if waiting else name)


def about(row_id, case_id, part):
    """What the chunks of a blob are bound to: row, case, and whether it is the original or the copy."""
    return f"{UUID(str(row_id))}:{UUID(str(case_id))}:{part}".encode()


def write_blob(row, part, chunks):
    """Seals `chunks` (bytes) as the `part` ("original" or "copy") of a row; returns what was `Written`.

    CannotStore when the disk does not take it. Whatever goes wrong, no half file stays.
    """
    name = secrets.token_hex(16)
    path = path_of(name, waiting=True)
    key = file_key(key_for(row.case_id), bytes.fromhex(name))
    try:
        written = pour(path, name, partial(Sealer, key=key, about=about(row.pk, row.case_id, part)), chunks)
    except BaseException as error:
        discard(name)
        if isinstance(error, OSError):
            raise CannotStore from error
        raise
    afterwards(settle, name)
    return written


def pour(path, name, sealer_of, chunks):
    """Writes all chunks through to the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as raw:
        sealer = sealer_of(raw)
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            sealer.write(chunk)
        sealer.finish()
        raw.flush()
        os.fsync(raw.fileno())
    return Written(name, size, digest.hexdigest())


def settle(name):
    """Gives a blob its name, once the row that names it is committed."""
    final = path_of(name)
    with suppress(FileNotFoundError):
        path_of(name, waiting=True).rename(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def open_blob(row, part, name):
    """A readable, seekable file of what was sealed. FileNotFoundError, InvalidTag, KeyGone."""
    key = file_key(key_for(row.case_id), bytes.fromhex(name))
    try:
        raw = path_of(name).open("rb")
    except FileNotFoundError:  # committed, and the process died before it could be renamed
        raw = path_of(name, waiting=True).open("rb")
    return io.BufferedReader(Opener(raw, key, about(row.pk, row.case_id, part)), CHUNK)


def discard(name):
    """Removes a blob in whatever state it is; nothing where there is none."""
    for waiting in (True, False):
        path_of(name, waiting).unlink(missing_ok=True)


def stale_parts(now=None):
    """Names of blobs that have waited for their transaction for more than a day."""
    before = (now or time.time()) - DAY
    return [path.stem for path in Path(settings.FILES_DIR).glob("??/*.part") if path.stat().st_mtime < before]


def sweep(unknown_of):
    """Finishes or removes what crashes left; `unknown_of(names)` says which names no row knows. Returns how many
    blobs it removed."""
    waiting = stale_parts()
    unknown = set(unknown_of(waiting)) if waiting else set()
    for name in waiting:
        if name in unknown:
            path_of(name, waiting=True).unlink(missing_ok=True)
        else:
            settle(name)
    return len(unknown)
