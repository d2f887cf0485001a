"""The eight types of file that are taken: name, content and declared type must all agree (R-33)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Type:
    """One type: its word, endings of names, declared types, how it begins, and what a copy is served as."""

    word: object
    endings: tuple
    declared: tuple
    begins: Callable[[bytes], bool]
    served: str


def at(place, *starts):
    """Whether one of `starts` stands at a place of the beginning of the file."""
    return lambda head: head[place:].startswith(starts)


def is_mp3(head):
    """A tag, or the first eleven bits of a frame of sound."""
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2,))


def is_webp(head):
    """The container and its content."""
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def is_text(head):
    """None of the others; whether it is text at all is seen when it is read."""
    return bool(head) and not any(kind.begins(head) for code, kind in TYPES.items() if code != "txt")


TYPES = {
    "jpeg": Type(
        _("Photo (JPEG)"), ("jpg", "jpeg"), ("image/jpeg", "image/pjpeg"), at(0, b"\xff\xd8\xff"), "image/jpeg"
    ),
    "png": Type(_("Picture (PNG)"), ("png",), ("image/png",), at(0, b"\x89PNG\r\n\x1a\n"), "image/png"),
    "webp": Type(_("Picture (WebP)"), ("webp",), ("image/webp",), is_webp, "image/webp"),
    "pdf": Type(_("Document (PDF)"), ("pdf",), ("application/pdf",), at(0, b"%PDF-"), "application/pdf"),
    "m4a": Type(_("Sound (M4A)"), ("m4a",), ("audio/mp4", "audio/x-m4a", "audio/m4a"), at(4, b"ftyp"), "audio/mp4"),
    "mp3": Type(_("Sound (MP3)"), ("mp3",), ("audio/mpeg", "audio/mp3"), is_mp3, "audio/mpeg"),
    # Firefox calls every .ogg a video; what is in it decides.
    "ogg": Type(_("Sound (Ogg)"), ("ogg",), ("audio/ogg", "application/ogg", "video/ogg"), at(0, b"OggS"), "audio/ogg"),
    "txt": Type(_("Text"), ("txt",), ("text/plain",), is_text, "text/plain; charset=utf-8"),
}
PICTURES = ("jpeg", "png", "webp")
CHOICES = [(code, kind.word) for code, kind in TYPES.items()]
ACCEPT = ",".join(f".{ending}" for kind in TYPES.values() for ending in kind.endings)


def named(name):
    """The type that the name of a file claims, or None."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return next((code for code, kind in TYPES.items() if ending in kind.endings), None)
