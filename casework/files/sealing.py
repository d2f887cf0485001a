"""A file as chunks under AES-256-GCM: written in one pass, read from any place, in bounded memory (R-33).

Every chunk is bound to what the file is (`about`), to its number and to whether it is the last one. A file that was
cut, put in another order, lengthened or laid in the place of another raises InvalidTag; nothing of it is handed out.
Each file has a key of its own, made from the case's key and the file's random name, so counting nonces are safe.
"""

import io

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024  # bytes of the file in one chunk
TAG = 16
STEP = CHUNK + TAG


def file_key(key, salt):
    """The key of one file (32 bytes), from the key of its case and the file's own random `salt` (bytes)."""
    return HKDF(SHA256(), 32, salt, b"casework file 1").derive(key)


def nonce(place):
    """Twelve bytes that count the chunks."""
    return place.to_bytes(12, "big")


def bound(about, place, last):
    """What a chunk is bound to: the file, its number, and whether another follows."""
    return about + b"|%d|%d" % (place, last)


class Sealer:
    """Seals what is written to it into `raw`, a binary file. `finish()` writes the last chunk; without it the file
    cannot be opened."""

    def __init__(self, raw, key, about):
        self.raw, self.cipher, self.about = raw, AESGCM(key), about
        self.left, self.place = bytearray(), 0

    def write(self, data):
        """Takes bytes; whole chunks go out as soon as it is known that another follows."""
        self.left += data
        while len(self.left) > CHUNK:
            self.seal(bytes(self.left[:CHUNK]), last=False)
            del self.left[:CHUNK]

    def seal(self, chunk, *, last):
        """Writes one chunk."""
        self.raw.write(self.cipher.encrypt(nonce(self.place), chunk, bound(self.about, self.place, last)))
        self.place += 1

    def finish(self):
        """Writes the last chunk."""
        self.seal(bytes(self.left), last=True)
        self.left.clear()


class Opener(io.RawIOBase):
    """Reads a sealed file from any place. InvalidTag at once for one that was cut, and for any chunk that is not the
    one that was written there."""

    def __init__(self, raw, key, about):
        super().__init__()
        self.raw, self.cipher, self.about = raw, AESGCM(key), about
        size = raw.seek(0, io.SEEK_END)
        self.last = max(size - 1, 0) // STEP
        self.length = size - (self.last + 1) * TAG
        self.at, self.place, self.chunk = 0, -1, b""
        if size - self.last * STEP < TAG:
            raise InvalidTag
        self.load(self.last)

    def load(self, place):
        """Opens one chunk and keeps it."""
        if place != self.place:
            self.raw.seek(place * STEP)
            about = bound(self.about, place, place == self.last)
            self.chunk = self.cipher.decrypt(nonce(place), self.raw.read(STEP), about)
            self.place = place

    def readable(self):
        """Always."""
        return True

    def seekable(self):
        """Always."""
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        """Moves; ValueError before the beginning."""
        self.at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.length}[whence]
        if self.at < 0:
            raise ValueError("There is nothing before the beginning.")
        return self.at

    def readinto(self, buffer):
        """What is left of the chunk at this place, at most."""
        if self.at >= self.length:
            return 0
        self.load(self.at // CHUNK)
        start = self.at % CHUNK
        part = self.chunk[start : start + len(buffer)]
        buffer[: len(part)] = part
        self.at += len(part)
        return len(part)

    def close(self):
        """Closes the file beneath too."""
        self.raw.close()
        super().close()
