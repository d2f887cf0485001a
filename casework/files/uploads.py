"""What a browser sends is sealed while it arrives: no plain bytes on disk, at most a chunk of each in memory.

Django's own handlers would write big files in clear into the folder for temporary files. The key of an upload lives in
memory only, and its file has no name, so a killed process leaves nothing behind.
"""

import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from casework.files.sealing import CHUNK, Opener, Sealer

MOST = 20 * 1024 * 1024  # bytes of one file, and of all files of one request


class SealedUpload(UploadedFile):
    """A file that was sent. `problem` is "" or why it was not kept: "large" or "full"."""

    problem = ""


class Incoming:
    """A nameless file that only this process can open."""

    def __init__(self):
        folder = Path(settings.FILES_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.raw = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - open until the request ends
        self.key = os.urandom(32)
        self.sealer = Sealer(self.raw, self.key, b"incoming")

    def opened(self):
        """What arrived, ready to be read."""
        self.sealer.finish()
        self.raw.flush()
        return io.BufferedReader(Opener(self.raw, self.key, b"incoming"), CHUNK)


class SealedUploadHandler(FileUploadHandler):
    """Takes files from people who are signed in, up to MOST bytes a request; drops the rest and says so."""

    spent = 0

    def new_file(self, *args, **kwargs):
        """Before the first byte of a file."""
        super().new_file(*args, **kwargs)
        self.incoming, self.problem = None, ""
        if not getattr(getattr(self.request, "user", None), "is_authenticated", False):
            self.problem = "stranger"

    def receive_data_chunk(self, raw_data, start):
        """Seals one piece; nothing of a file that is too large or cannot be stored is kept."""
        self.spent += len(raw_data)
        if self.spent > MOST and not self.problem:
            self.problem = "large"
        if self.problem:
            self.incoming = None
            return
        try:
            self.incoming = self.incoming or Incoming()
            self.incoming.sealer.write(raw_data)
        except OSError:
            self.incoming, self.problem = None, "full"

    def file_complete(self, file_size):
        """The file for request.FILES, also where it was not kept: the form then says why."""
        try:
            opened = self.incoming.opened() if self.incoming else io.BytesIO()
        except OSError:
            opened, self.problem = io.BytesIO(), "full"
        upload = SealedUpload(opened, self.file_name, self.content_type, file_size, self.charset)
        upload.problem = self.problem
        return upload
