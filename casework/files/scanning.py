"""Looks for malware before anybody can open a file (R-33). Which scanner is a setting, CASEWORK_SCANNER:

"clamd:///path/of/socket" or "clamd://host:3310" in production; "builtin" for demo and tests, which knows one harmless
test file and nothing else; "" for none: files then stay in quarantine.
"""

import socket
import struct
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 120
# The EICAR test file, in two halves so that no scanner takes this source for it.
TEST_FILE = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class NoScanner(Exception):
    """There is no scanner, or it does not answer: the file stays in quarantine."""


def infected(reader):
    """Whether the scanner found something in a binary file. NoScanner without an answer."""
    address = settings.FILE_SCANNER
    if address == "builtin":
        return builtin(reader)
    if not address:
        raise NoScanner
    try:
        return said_found(ask_clamd(address, reader))
    except OSError as error:
        raise NoScanner from error


def builtin(reader):
    """Whether the test file is in it, across the borders of pieces too."""
    tail = b""
    while piece := reader.read(PIECE):
        if TEST_FILE in tail + piece:
            return True
        tail = piece[-len(TEST_FILE) :]
    return False


def ask_clamd(address, reader):
    """What clamd answers to INSTREAM: the pieces with their lengths, then a length of zero."""
    with closing(connection(address)) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        while piece := reader.read(PIECE):
            clamd.sendall(struct.pack(">I", len(piece)) + piece)
        clamd.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := clamd.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").decode("ascii", "replace")


def connection(address):
    """A socket to clamd, by path or by host and port."""
    parts = urlsplit(address)
    if parts.hostname:
        return socket.create_connection((parts.hostname, parts.port or 3310), SECONDS)
    clamd = socket.socket(socket.AF_UNIX)
    clamd.settimeout(SECONDS)
    clamd.connect(parts.path)
    return clamd


def said_found(answer):
    """Whether clamd's answer names a finding. NoScanner for anything but a finding or OK."""
    if answer.endswith(" FOUND"):
        return True
    if answer == "stream: OK":
        return False
    raise NoScanner
