"""How a terminal joins: one-time codes of at most ten minutes, each spent once (M8.1)."""

from __future__ import annotations

import base64
import hashlib
import secrets

from hub.services.clock import Clock
from hub.services.push import check_epoch
from hub.services.rate_limit import limit_of
from hub.services.terminal_keys import publish_keys
from hub.store import meta, replacements, stores, terminals
from hub.store.database import Connection, Database
from retail.errors import RuleError
from sync import messages as m
from sync.enrolment import EnrolmentCode
from sync.protocol import HubBusy, Unauthorised

CODE_MS = 600_000
"""How long a code may be spent."""
CODE_LENGTH = 12
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No letter that looks like a digit: people type these."""
KEY_BYTES = 32
MAX_TEXT = 200
MAX_WRONG = 20
"""Wrong codes from one address in ten minutes; a code has 59 bits, so this is about load, not about luck."""


class EnrolmentService:
    """`EnrolApi` at the hub, and the making of codes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._wrong = limit_of(database, "enrolment", MAX_WRONG, CODE_MS)

    def new_code(self, terminal_id: str, url: str | None = None) -> EnrolmentCode:
        """A fresh code for a terminal; earlier ones that were not spent become worthless.

        `url` is the hub's address as the terminal reaches it, by default the one it was served under last.
        Raises `RuleError` for a terminal that is unknown or was replaced, or while no address is known.
        """
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        with self._database.write() as connection:
            if terminals.by_id(connection, terminal_id) is None:
                raise RuleError("terminal_unknown", "There is no such terminal at this hub.")
            _check_in_place(connection, terminal_id)
            address = url or meta.get(connection, meta.URL) or ""
            secure = address.startswith("https:")
            fingerprint = (meta.get(connection, meta.FINGERPRINT) or "") if secure else ""
            if not address or (secure and not fingerprint):
                raise RuleError(
                    "hub_address_unknown",
                    "The hub's address and certificate are known once it ran. Start `tillbridge hub` first.",
                )
            terminals.add_code(connection, terminal_id, _hash(code), self._clock.now() + CODE_MS)
        return EnrolmentCode(url=address.rstrip("/"), code=code, fingerprint=fingerprint)

    def enrol(self, request: m.EnrolRequest, peer: str = "") -> m.EnrolReply:
        """Spend a code; the same key and code again, while it is young, get the same answer again.

        Raises `Unauthorised` for a code that is wrong, used or expired, without saying which.
        """
        now = self._clock.now()
        if not self._wrong.allows(peer, now):
            raise HubBusy(
                "too_many_attempts",
                "Too many wrong codes from this address. Wait ten minutes.",
                retry_after=600,
            )
        _check(request)
        with self._database.write() as connection:
            spent = terminals.spend_code(connection, _hash(request.code), request.public_key, now)
            if spent is not None:
                how, terminal_id = spent
                if how == "spent":
                    terminals.enrolled(
                        connection, terminal_id, request.public_key, request.epoch, request.program, now
                    )
                terminal = terminals.by_id(connection, terminal_id)
                if how == "spent" and terminal is not None:
                    publish_keys(connection, terminal.store_id, now)
                store = terminal and stores.by_id(connection, terminal.store_id)
                if terminal and store and terminal.public_key == request.public_key:
                    return m.EnrolReply(
                        terminal_id=terminal_id,
                        terminal_no=terminal.terminal_no,
                        store_id=terminal.store_id,
                        store_no=store.profile.store_no,
                        hub_gen=meta.need(connection, meta.GENERATION),
                        recovery_key=meta.need(connection, meta.RECOVERY_KEY),
                        server_time=now,
                        signing_key=meta.get(connection, meta.SIGNING_KEY) or "",
                    )
        self._wrong.note(peer, now)
        raise Unauthorised(
            "enrolment_code_invalid",
            "This enrolment code is wrong, used, or older than ten minutes. Ask the hub for a new one.",
        )


def _check_in_place(connection: Connection, terminal_id: str) -> None:
    """Raise `RuleError` for a terminal that was replaced: its disk may still speak under its id."""
    place = replacements.of(connection, terminal_id)
    new = None if place is None else terminals.by_id(connection, place.new_terminal_id)
    if new is not None:
        raise RuleError(
            "terminal_replaced",
            f"Terminal {new.terminal_no} took its place, and its own number is not used again. Make a code "
            f"for that one: tillbridge hub enrol-code --terminal {new.terminal_no}.",
        )


def _check(request: m.EnrolRequest) -> None:
    """Raise `RuleError` where the request could never be kept."""
    try:
        key = base64.b64decode(request.public_key, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise RuleError("public_key_invalid", "The terminal's key is not an Ed25519 public key in base64.")
    check_epoch(request.epoch)
    if len(request.program) > MAX_TEXT:
        raise RuleError("enrolment_invalid", "The name of the terminal's program is too long.")


def _hash(code: str) -> str:
    """What is kept of a code; capitals are forgiven, since it is typed by hand."""
    return hashlib.sha256(code.upper().encode()).hexdigest()
