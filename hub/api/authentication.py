"""Proves which terminal a request is from: known key, right signature, fresh time, new nonce (M8.1)."""

from __future__ import annotations

from collections.abc import Mapping

from hub.services.clock import Clock
from hub.store import terminals
from hub.store.database import Database
from hub.store.nonces import Nonces
from hub.store.terminals import TerminalRecord
from sync.protocol import Unauthorised
from sync.signing import (
    MAX_SKEW_MS,
    NONCE_HEADER,
    SIGNATURE_HEADER,
    TERMINAL_HEADER,
    TIME_HEADER,
    signature_holds,
    signed_text,
)

NONCE_LENGTHS = range(8, 129)
MAX_TIME_DIGITS = 15


class Authenticator:
    """Checks signed requests."""

    def __init__(self, database: Database, nonces: Nonces, clock: Clock) -> None:
        self._database = database
        self._nonces = nonces
        self._clock = clock

    def terminal(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> TerminalRecord:
        """The terminal that signed the request. Raises `Unauthorised`, which tells nothing more.

        Only who holds the key learns that its clock is wrong.
        """
        time_text = headers.get(TIME_HEADER, "")
        nonce = headers.get(NONCE_HEADER, "")
        if not _is_number(time_text) or len(nonce) not in NONCE_LENGTHS:
            raise _refused()
        at, now = int(time_text), self._clock.now()
        with self._database.glance() as connection:
            terminal = terminals.by_id(connection, headers.get(TERMINAL_HEADER, ""))
        if terminal is None or terminal.public_key is None or terminal.revoked_at is not None:
            raise _refused()
        text = signed_text(method, target, body, at, nonce)
        if not signature_holds(terminal.public_key, headers.get(SIGNATURE_HEADER, ""), text):
            raise _refused()
        if abs(now - at) > MAX_SKEW_MS:
            raise Unauthorised(
                "clock_wrong",
                "The terminal's clock is more than five minutes off the hub's. Set it right.",
                server_time=now,
            )
        if not self._nonces.first_use(terminal.terminal_id, nonce, now):
            raise _refused()
        return terminal


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MAX_TIME_DIGITS


def _refused() -> Unauthorised:
    return Unauthorised("unauthorised", "The hub does not accept this terminal's signature.")
