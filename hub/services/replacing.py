"""Replaces a broken terminal by a new one: docs/algorithms/recovery.md says why it is a new one."""

from __future__ import annotations

import hashlib
import secrets

import msgspec

from hub.services.clock import Clock
from hub.services.configuration import store_feeds
from hub.services.enrolment import ALPHABET, CODE_LENGTH, EnrolmentService
from hub.services.revoking import revoke
from hub.store import meta, replacements, terminals
from hub.store.database import Connection, Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.identity import new_id
from hub.store.replacements import Replacement
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from sync import messages as m
from sync.enrolment import EnrolmentCode

Heads = list[m.ScopeHead]
RECOVERY_CODE_MS = 86_400_000
"""How long a recovery code may be spent."""


class Replaced(msgspec.Struct, frozen=True, kw_only=True):
    """What a person is told: the terminal that broke, the one in its place, and its codes."""

    old: TerminalRecord
    new: TerminalRecord
    enrolment: EnrolmentCode | None
    """None where the new terminal has joined already and only its recovery code ran out."""
    recovery_code: str
    expires_at: int


class ReplacementService:
    """The making of replacements."""

    def __init__(self, database: Database, clock: Clock, enrolment: EnrolmentService) -> None:
        self._database = database
        self._clock = clock
        self._enrolment = enrolment

    def replace(self, terminal_id: str, by: str, url: str | None = None) -> tuple[Replaced, Heads]:
        """Revoke a terminal and make one in its place; said again, fresh codes for the same one.

        Also gives the feeds that moved. Raises `RuleError` for a terminal that is unknown or never joined,
        and while no address of the hub is known.
        """
        now = self._clock.now()
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        with self._database.write() as connection:
            if not (url or meta.get(connection, meta.URL)):
                raise RuleError(
                    "hub_address_unknown",
                    "The hub's address and certificate are known once it ran. Start `tillbridge hub` first.",
                )
            old = _checked(connection, terminal_id)
            let_go: Outgoing = {}
            revoke(connection, old, let_go, now)
            new = _in_its_place(connection, terminal_id) or _made(connection, old, now)
            replacements.put(
                connection,
                Replacement(
                    terminal_id=terminal_id,
                    new_terminal_id=new.terminal_id,
                    at=now,
                    by=by,
                    code_hash=code_hash(code),
                    expires_at=now + RECOVERY_CODE_MS,
                ),
            )
            heads = publish_each(connection, let_go | store_feeds(connection, old.store_id), now)
        joins = None if new.public_key else self._enrolment.new_code(new.terminal_id, url)
        done = Replaced(
            old=old, new=new, enrolment=joins, recovery_code=code, expires_at=now + RECOVERY_CODE_MS
        )
        return done, list(heads)


def code_hash(code: str) -> str:
    """What is kept of a recovery code; capitals and the blanks between its groups are forgiven."""
    return hashlib.sha256("".join(code.upper().replace("-", " ").split()).encode()).hexdigest()


def _checked(connection: Connection, terminal_id: str) -> TerminalRecord:
    found = terminals.by_id(connection, terminal_id)
    if found is None:
        raise RuleError("terminal_unknown", "There is no such terminal at this hub.")
    if found.enrolled_at is None:
        raise RuleError(
            "terminal_never_enrolled",
            "No machine has joined as this terminal yet, so there is nothing to replace. Make an enrolment "
            "code: tillbridge hub enrol-code.",
        )
    return found


def _in_its_place(connection: Connection, terminal_id: str) -> TerminalRecord | None:
    """The terminal that replaced this one, or the one that replaced that; None where none does its work."""
    place = replacements.of(connection, terminal_id, lock=True)
    found = None if place is None else terminals.by_id(connection, place.new_terminal_id)
    if found is None or found.revoked_at is None:
        return found
    return _in_its_place(connection, found.terminal_id)


def _made(connection: Connection, old: TerminalRecord, now: int) -> TerminalRecord:
    numbers = [one.terminal_no for one in terminals.every(connection) if one.store_id == old.store_id]
    made = TerminalRecord(
        terminal_id=new_id(now),
        terminal_no=max(numbers) + 1,
        store_id=old.store_id,
        name=old.name,
        price_list=old.price_list,
    )
    terminals.add(connection, made)
    return made
