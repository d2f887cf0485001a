"""What may be stored at all: decided before a byte is kept, in bounded time and memory (R-33, S-67, S-68, S-72)."""

import subprocess
import sys
import threading
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.files import cleaning
from casework.files.kinds import TYPES, named
from casework.files.uploads import MOST

PROGRAM = Path(cleaning.__file__)
SECONDS = 180  # by the clock, whatever the processor did
MOST_COPY = 64 * 1024 * 1024  # bytes; a copy that grows beyond is no copy of 20 MiB
PIECE = 64 * 1024
TAKEN = gettext_lazy("Photos and scans (JPEG, PNG, WebP, PDF), sound (M4A, MP3, Ogg) and plain text, up to 20 MB.")
OTHER = gettext_lazy("This file is damaged, or not what its name says. Save it again and add the new one.")
WHY = {
    cleaning.LOCKED: gettext_lazy("This document is locked by a password. Save it without one and add that."),
    cleaning.MANY_PIXELS: gettext_lazy("This picture is too large: at most 50 million pixels. Make it smaller."),
    cleaning.MORE_THAN_SOUND: gettext_lazy("This recording holds more than sound. Save it as sound only."),
}


class Unreadable(ValidationError):
    """The file cannot be read, or holds what is not taken."""


def check(upload):
    """The type code of an upload. ValidationError with a sentence for what is not taken."""
    if not upload.size:
        raise ValidationError(_("This file is empty. Choose another one."))
    if upload.size > MOST or getattr(upload, "problem", "") == "large":
        raise ValidationError(_("This file is too large: at most 20 MB. Make it smaller, or send it in parts."))
    code = named(upload.name or "")
    if code is None:
        raise ValidationError(TAKEN)
    declared = (upload.content_type or "").partition(";")[0].strip().lower()
    upload.seek(0)
    if declared not in TYPES[code].declared or not TYPES[code].begins(upload.read(64)):
        raise Unreadable(OTHER)
    for _piece in through("check", code, upload.chunks()):
        pass
    return code


def clean(code, reader):
    """The pieces of a copy without metadata. Unreadable where there can be none; then nothing before it counts."""
    return through("clean", code, iter(lambda: reader.read(PIECE), b""))


def through(verb, code, pieces):
    """Sends `pieces` through a program of its own, without our environment; yields what it answers."""
    child = subprocess.Popen(
        [sys.executable, "-I", str(PROGRAM), verb, code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    clock = threading.Timer(SECONDS, child.kill)
    clock.start()
    try:
        fill(child.stdin, pieces)
        yield from bounded(child.stdout)
        if status := child.wait():
            raise Unreadable(WHY.get(status, OTHER))
    finally:
        clock.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def fill(pipe, pieces):
    """Writes all pieces; a program that has seen enough may close its end before."""
    try:
        with pipe:
            for piece in pieces:
                pipe.write(piece)
    except BrokenPipeError:
        return


def bounded(pipe):
    """Pieces of an answer, up to MOST_COPY."""
    size = 0
    while piece := pipe.read(PIECE):
        size += len(piece)
        if size > MOST_COPY:
            raise Unreadable(OTHER)
        yield piece
