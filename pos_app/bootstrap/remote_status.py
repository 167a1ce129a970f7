"""Asks a running hub how its terminals stand, as a person who may look: signs in once, then reads."""

from __future__ import annotations

import http.client
import json
import sys
from getpass import getpass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from retail.errors import KnownError, RuleError
from sync.enrolment import FINGERPRINT, check_address
from sync.pinning import PinnedContext

WITHIN_S = 10.0
AWAY = "hub_unreachable"
_OK = 200
_SIGNED_OUT = 401


class SignedOut(KnownError):
    """The hub knows the login no more, or does not take it."""


class RemoteHub:
    """A hub at its address; over TLS only the certificate with the given fingerprint is trusted."""

    def __init__(self, url: str, fingerprint: str, name: str, password_file: Path | None) -> None:
        """Raises `RuleError` for an address that is none, or without fingerprint or password."""
        self._url = url.rstrip("/")
        check_address(self._url)
        self._fingerprint = fingerprint.replace(":", "").lower()
        if self._url.startswith("https:") and not FINGERPRINT.fullmatch(self._fingerprint):
            raise RuleError(
                "fingerprint_needed",
                "Give --fingerprint with the 64 hexadecimal digits that the hub prints when it starts.",
            )
        self._cookie = ""
        self._login = {"name": name, "password": _password(password_file)}

    def status(self) -> dict[str, Any]:
        """How every terminal stands. Raises `KnownError` where the hub is away or says no."""
        if self._cookie:
            try:
                return self._ask("GET", "/api/v1/status")
            except SignedOut:
                # A login lasts for hours, and a screen on a wall for days.
                self._cookie = ""
        self._ask("POST", "/api/v1/login", json.dumps(self._login))
        return self._ask("GET", "/api/v1/status")

    def _ask(self, method: str, path: str, body: str | None = None) -> dict[str, Any]:
        line = self._line()
        try:
            headers = {"content-type": "application/json", "cookie": self._cookie}
            line.request(method, path, body, headers)
            answer = line.getresponse()
            content = json.loads(answer.read())
            self._cookie = (answer.getheader("set-cookie") or self._cookie).partition(";")[0]
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise KnownError(AWAY, f"There is no hub to talk to at {self._url}: {error}.") from error
        finally:
            line.close()
        if answer.status == _OK and isinstance(content, dict):
            return content
        message = content.get("message", answer.status) if isinstance(content, dict) else answer.status
        kind = SignedOut if answer.status == _SIGNED_OUT else KnownError
        raise kind("hub_refused", f"The hub says no: {message}")

    def _line(self) -> http.client.HTTPConnection:
        parts = urlsplit(self._url)
        host = parts.hostname or ""
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, parts.port, timeout=WITHIN_S)
        context = PinnedContext(self._fingerprint)
        return http.client.HTTPSConnection(host, parts.port, timeout=WITHIN_S, context=context)


def _password(file: Path | None) -> str:
    if file is not None:
        try:
            return next(iter(file.read_text("utf-8").splitlines()), "")
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError("password_file_unreadable", f"{file} cannot be read as text: {error}.") from error
    if not sys.stdin.isatty():
        raise RuleError("password_needed", "Give --password-file, or run this on a console to type it.")
    return getpass("Password: ")
