"""A small SMTP server on a socket: takes letters, or answers as it is told to."""

from __future__ import annotations

import base64
import socket
import threading
from types import TracebackType
from typing import BinaryIO, cast


class SmtpServer:
    """Speaks enough of RFC 5321 for smtplib; `answers` maps a command to what is said instead, each once.

    `DROP` as an answer closes the connection without a word.
    """

    DROP = "DROP"

    def __init__(self, *, password: str = "") -> None:
        self._password = password
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port: int = self._listener.getsockname()[1]
        self.letters: list[tuple[str, str]] = []
        """(recipient, whole letter) in order of arrival."""
        self.answers: dict[str, list[str]] = {}
        self.signed_in: list[str] = []

    def __enter__(self) -> SmtpServer:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # A closed listener does not wake its thread everywhere; a last caller does.
        self._closing = True
        with socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join(10)
        self._listener.close()

    _closing = False

    def _serve(self) -> None:
        while True:
            caller, _ = self._listener.accept()
            with caller:
                if self._closing:
                    return
                try:
                    self._talk(caller)
                except (OSError, ConnectionError):
                    continue

    def _talk(self, caller: socket.socket) -> None:
        with cast(BinaryIO, caller.makefile("rwb")) as stream:
            if not self._said("CONNECT", stream, "220 shop.example ready"):
                return
            recipient = ""
            while line := stream.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "RCPT":
                    recipient = line.partition("<")[2].partition(">")[0]
                if not self._said(word, stream, self._plain(word, line)) or word == "QUIT":
                    return
                if self._last.startswith("354") and not self._take(stream, recipient):
                    return

    def _plain(self, word: str, line: str) -> str:
        """What is said to a command where the test wants nothing else."""
        if word == "EHLO":
            auth = "250-AUTH PLAIN\r\n" if self._password else ""
            return f"250-shop.example\r\n{auth}250 8BITMIME"
        if word == "AUTH":
            _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
            self.signed_in.append(user)
            return "235 welcome" if password == self._password else "535 who are you"
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 fine")

    def _take(self, stream: BinaryIO, recipient: str) -> bool:
        letter = b""
        while (part := stream.readline()) != b".\r\n":
            letter += part
        if not self._said("END", stream, "250 taken"):
            return False
        if self._last == "250 taken":
            self.letters.append((recipient, letter.decode()))
        return True

    _last = ""

    def _said(self, word: str, stream: BinaryIO, plain: str) -> bool:
        """Answer; False where the line is to be cut."""
        told = self.answers.get(word)
        self._last = told.pop(0) if told else plain
        if self._last == self.DROP:
            return False
        stream.write(self._last.encode() + b"\r\n")
        stream.flush()
        return True
