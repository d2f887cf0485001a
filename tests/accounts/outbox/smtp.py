"""A mail server on the loopback address that can also behave badly."""

import contextlib
import email
import socket
import threading
import time


class MailServer:
    """Takes mail, or what `mood` says: "kind", "silent" (no greeting), "refuses", "hangs" (has the mail, says nothing)."""

    def __init__(self):
        self.mood = "kind"
        self.mails, self.held = [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            self.held.append(client)
            if self.mood != "silent":
                threading.Thread(target=self.talk, args=[client], daemon=True).start()

    def talk(self, client):
        lines = client.makefile("rwb")
        self.say(lines, "220 here")
        for line in lines:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say(lines, "354 go on")
                self.take(lines)
            elif word == b"QUIT":
                self.say(lines, "221 bye")
                break
            else:
                refused = word == b"RCPT" and self.mood == "refuses"
                self.say(lines, "550 no" if refused else "250 ok")

    def take(self, lines):
        body = b""
        for line in lines:
            if line == b".\r\n":
                break
            body += line
        self.mails.append(email.message_from_bytes(body))
        if self.mood != "hangs":
            self.say(lines, "250 taken")

    def say(self, lines, text):
        lines.write(f"{text}\r\n".encode())
        lines.flush()

    def stop(self):
        with contextlib.suppress(OSError):  # ends the accept() that waits; closing alone would not
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for client in self.held:
            client.close()


def soon(happens, seconds=120):
    """Whether it becomes true in time."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if happens():
            return True
        time.sleep(0.05)
    return bool(happens())
