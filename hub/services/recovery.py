"""Lets the terminal in a broken one's place bring its journal in: key, entries, rights (recovery.md)."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.services.clock import Clock
from hub.services.doubts import task_row
from hub.services.effects import Doubt
from hub.services.enrolment import CODE_MS
from hub.services.push import PushService, check_epoch
from hub.services.rate_limit import limit_of
from hub.services.replacing import code_hash
from hub.services.rights import RightsService
from hub.store import journal, meta, replacements, rights, stores, tasks, terminals
from hub.store.database import Connection, Database
from hub.store.replacements import Replacement
from hub.store.terminals import TerminalRecord
from retail.errors import DataError, RuleError
from sync import messages as m
from sync.enrolment import seal, unseal
from sync.protocol import HubBusy, RecoveryRefused

MAX_WRONG = 20
"""Wrong codes of one terminal in ten minutes."""
MAX_PAID = 100
IN_PART = "recovered_in_part"
PAYMENT = "recovered_payment"


class RecoveryService:
    """`RecoveryApi` at the hub; `recovery_key` is the file of the key that opens escrowed ones."""

    def __init__(self, database: Database, clock: Clock, recovery_key: Path, rights_: RightsService) -> None:
        self._database = database
        self._clock = clock
        self._recovery_key = recovery_key
        self._rights = rights_
        self._wrong = limit_of(database, "recovery", MAX_WRONG, CODE_MS)

    def key(self, terminal: TerminalRecord, request: m.RecoverKeyRequest) -> m.RecoverKey:
        """Spend a recovery code: the broken terminal's database key, for this request's public key alone.

        Raises `RecoveryRefused` for a code that is wrong, used, too old or not this terminal's, without
        saying which; `RuleError` where the broken terminal has left no key.
        """
        now = self._clock.now()
        if not self._wrong.allows(terminal.terminal_id, now):
            raise HubBusy("too_many_attempts", "Too many wrong codes. Wait ten minutes.", retry_after=600)
        with self._database.write() as connection:
            place = replacements.by_code(connection, terminal.terminal_id, code_hash(request.code))
            if place is not None and _is_open(place, request.public_key, now):
                opened = self._opened(connection, place, terminal, request.public_key)
                replacements.opened(connection, place.terminal_id, request.public_key)
                return opened
        self._wrong.note(terminal.terminal_id, now)
        raise RecoveryRefused(
            "recovery_code_invalid",
            "This recovery code is wrong, used, older than a day, or for another terminal. Make a new one at "
            "the hub: tillbridge hub replace.",
        )

    def head(self, terminal: TerminalRecord, request: m.RecoverAt) -> m.RecoverHead:
        """How far the broken terminal's chain is here; also when all is done. Raises `RecoveryRefused`."""
        check_epoch(request.epoch)
        with self._database.read() as connection:
            old = self._place(connection, terminal, request.terminal_id)
            return m.RecoverHead(
                hub_gen=meta.need(connection, meta.GENERATION),
                head=journal.head(connection, old.terminal_id, request.epoch),
            )

    def push(self, terminal: TerminalRecord, request: m.RecoverPush) -> m.PushReply:
        """As the broken terminal's own push. Raises `RecoveryRefused`, else as `PushService.push`."""
        old = self._old(terminal, request.terminal_id)
        return PushService(self._database, self._clock).push(old, request.push)

    def done(self, terminal: TerminalRecord, request: m.RecoverDone) -> m.RecoverEnd:
        """Settle what the broken terminal held, and tell people what was lost; the same answer again."""
        if len(request.paid) > MAX_PAID:
            raise RuleError("recovery_invalid", f"No till has more than {MAX_PAID} open sales.")
        with self._database.read() as connection:
            place = self._place(connection, terminal, request.terminal_id)
            held = rights.of_terminal(connection, request.terminal_id)
        if place.reply is not None:
            return msgspec.json.decode(place.reply, type=m.RecoverEnd)
        back = 0
        # Of an older copy nobody knows what the terminal spent after it, no more than of a torn journal.
        if not request.lost_from and not request.behind:
            back = sum(self._rights.hand_back(one.grant_id, terminal.terminal_id) for one in held)
        end = m.RecoverEnd(rights_back=back, rights_left=len(held) - back)
        now = self._clock.now()
        with self._database.write() as connection:
            held_place = replacements.of(connection, request.terminal_id, lock=True)
            if held_place is not None and held_place.reply is None:
                told = _told_of(connection, request.terminal_id)
                rows = [task_row(one, None, request.terminal_id, now) for one in _doubts(request, end, told)]
                tasks.raise_tasks(connection, rows)
                terminals.nothing_waits(connection, request.terminal_id)
                replacements.done(connection, request.terminal_id, now, msgspec.json.encode(end).decode())
        return end

    def _opened(
        self, connection: Connection, place: Replacement, terminal: TerminalRecord, public_key: str
    ) -> m.RecoverKey:
        old = terminals.by_id(connection, place.terminal_id)
        store = stores.by_id(connection, terminal.store_id)
        sealed = replacements.escrow_of(connection, place.terminal_id)
        assert old is not None and store is not None  # noqa: S101 - they are referred to
        if not sealed:
            raise RuleError(
                "escrow_missing",
                "The broken terminal never left its database key here, so its disk cannot be read.",
            )
        raw = unseal(self._own_key(), sealed, old.terminal_id)
        try:
            again = seal(public_key, raw, terminal.terminal_id)
        except DataError as error:
            raise RuleError("public_key_invalid", error.message) from error
        return m.RecoverKey(
            terminal_id=old.terminal_id,
            terminal_no=old.terminal_no,
            store_no=store.profile.store_no,
            sealed=again,
        )

    def _own_key(self) -> X25519PrivateKey:
        try:
            return X25519PrivateKey.from_private_bytes(base64.b64decode(self._recovery_key.read_bytes()))
        except (OSError, ValueError) as error:
            raise RuleError(
                "recovery_key_missing",
                f"The hub's own recovery key ({self._recovery_key.name} in its data folder) is missing or "
                "damaged. Put it back from the hub's backup.",
            ) from error

    def _old(self, terminal: TerminalRecord, terminal_id: str) -> TerminalRecord:
        with self._database.read() as connection:
            place = self._place(connection, terminal, terminal_id)
            old = terminals.by_id(connection, terminal_id)
        if old is None or place.done_at is not None:
            raise _refused()
        return old

    @staticmethod
    def _place(connection: Connection, terminal: TerminalRecord, terminal_id: str) -> Replacement:
        place = replacements.of(connection, terminal_id)
        if place is None or place.new_terminal_id != terminal.terminal_id or place.opened_for is None:
            raise _refused()
        return place


def _is_open(place: Replacement, public_key: str, now: int) -> bool:
    return now < place.expires_at and place.done_at is None and place.opened_for in (None, public_key)


def _told_of(connection: Connection, terminal_id: str) -> set[str]:
    """Sales that an earlier recovery of this terminal has raised a task about."""
    known = tasks.details(connection, PAYMENT, terminal_id)
    return {msgspec.json.decode(detail)["txn_id"] for detail in known}


def _doubts(request: m.RecoverDone, end: m.RecoverEnd, told: set[str]) -> list[Doubt]:
    found = [
        Doubt(
            kind=PAYMENT,
            message="Money was taken on a sale that was still open when the terminal broke.",
            detail={"txn_id": one.txn_id, "currency": one.currency, "tenders": one.tenders},
        )
        for one in request.paid
        if one.txn_id not in told
    ]
    if request.lost_from:
        detail = {
            "entries": request.entries,
            "lost_from": request.lost_from,
            "lost_upto": request.lost_upto,
            "rights_left": end.rights_left,
        }
        message = "The end of a broken terminal's journal could not be read: sales may be missing."
        found.append(Doubt(kind=IN_PART, message=message, detail=detail))
    elif request.behind:
        detail = {"entries": request.entries, "rights_left": end.rights_left}
        message = "The disk of a broken terminal is an older copy: sales that it made later may be missing."
        found.append(Doubt(kind=IN_PART, message=message, detail=detail))
    return found


def _refused() -> RecoveryRefused:
    return RecoveryRefused(
        "recovery_forbidden",
        "This terminal may not recover that one, or the recovery is finished. Make a new recovery code at "
        "the hub: tillbridge hub replace.",
    )
