"""Recovers the disk of the broken terminal that this one replaces. Part of the composition.

Every step may be repeated and none is done twice: docs/algorithms/recovery.md has them all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from local_db.dead_copy import WRITE_OFF, Taken, note_torn, take_copy
from local_db.dead_disk import DeadDisk, Proved
from local_db.dead_drafts import LeftOpen, settle_drafts
from local_db.keys import load_keys
from local_db.terminal import POS_DB, LocalTerminal
from pos_app.bootstrap.hub_link import HubAddress, read_address
from pos_app.bootstrap.terminal import PROGRAM
from pos_app.machine import SystemClock
from pos_app.places import Places
from retail.errors import DataError, KnownError, RuleError
from retail.transaction import Transaction
from sync import messages as m
from sync.client import HttpHub
from sync.enrolment import from_text, to_text, unseal
from sync.protocol import HubUnreachable, RecoveryApi, RecoveryRefused
from sync.recovering import DeadTerminal, Progress, send_all

Line = Callable[[HubAddress, bytes], RecoveryApi]
SETTING = "recovery"
FOLDER = "recovery"
"""Holds a copy of each disk that was named, until one has come to the hub."""
SHOWN = 100
_NAME = 16
_OF_ANOTHER = "disk_of_another"
_DAMAGED = ("database_damaged", "database_unreadable")


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A recovery under way, kept in this terminal's encrypted `pos.db` so that it goes on after a kill."""

    private_key: str
    """X25519, made for this recovery alone; base64."""
    key: m.RecoverKey | None = None
    """What the hub answered to the recovery code."""


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """What a recovery came to."""

    terminal_no: int
    store_no: int
    proved: Proved
    at_hub: int
    """Entries of the disk's chain that the hub has now."""
    put_aside: int
    """Of these, entries that lie in the hub's quarantine."""
    behind: bool
    """The hub had entries that the disk lacks: it is an older copy, and what it tells is not all."""
    left: LeftOpen
    end: m.RecoverEnd


class Recovery:
    """One run of the recovery, on this terminal's own files while no till has them open."""

    def __init__(self, places: Places, hub: Line | None = None) -> None:
        """`hub` makes the line to the hub, by default over HTTP. Raises as `LocalTerminal`; not enrolled."""
        self._clock = SystemClock()
        if not places.key_file.exists() and not (places.data / POS_DB).exists():
            raise _not_enrolled()
        keys = load_keys(places.key_file)
        self._local = LocalTerminal(places.data, keys, self._clock.now, program=PROGRAM)
        address = read_address(self._local.store)
        if address is None:
            self._local.close()
            raise _not_enrolled()
        self._address = address
        self._api = (hub or _http)(address, keys.private_key)
        self._data = places.data
        self._copies = places.data / FOLDER

    def close(self) -> None:
        """Let go of this terminal's files."""
        self._local.close()

    @property
    def needs_code(self) -> bool:
        """Whether the hub has not opened the disk's key yet."""
        begun = self._begun()
        return begun is None or begun.key is None

    def run(
        self, disk: Path, code: str, told: Progress, copied: Callable[[Taken], None] = lambda _taken: None
    ) -> Recovered:
        """Bring what is on the disk to the hub; `copied` hears which state of the disk it is.

        Raises `KnownError` in plain words; run it again then.
        """
        disk = self._foreign(disk.expanduser().resolve())
        begun = self._begin()
        copy = self._copy_of(disk)
        copied(take_copy(disk, copy, begun.key.terminal_id if begun.key else ""))
        key = self._key(begun, code)
        try:
            with closing(DeadDisk(copy, self._opened(begun, key), self._clock, PROGRAM)) as dead:
                done = self._bring(dead, key, told)
        except DataError as error:
            if error.code == _OF_ANOTHER:
                shutil.rmtree(copy)
            if error.code not in _DAMAGED:
                raise
            note_torn(copy)
            raise _torn(error) from error
        except HubUnreachable as error:
            raise self._cut_off(error) from error
        shutil.rmtree(self._copies)
        with self._local.store.write() as uow:
            uow.settings.remove(SETTING)
        return done

    def _bring(self, dead: DeadDisk, key: m.RecoverKey, told: Progress) -> Recovered:
        if dead.who is None or dead.who.terminal_id != key.terminal_id:
            raise DataError(
                _OF_ANOTHER,
                "This disk is not that of the terminal that was replaced. Name the right folder, then run "
                "the same command again.",
            )
        left = settle_drafts(dead)
        proved = dead.proved
        send_all(DeadTerminal(self._api, key.terminal_id), dead.outbox, self._clock, PROGRAM, told)
        at_hub = dead.outbox.acked().seq
        change = dead.outbox.epoch_change()
        behind = change is not None and change.why == "recovered"
        end = self._api.recover_done(
            m.RecoverDone(
                terminal_id=key.terminal_id,
                entries=proved.upto,
                lost_from=0 if proved.whole else proved.upto + 1,
                lost_upto=0 if proved.whole else proved.last,
                behind=behind,
                paid=tuple(map(_paid, left.paid)),
            )
        )
        return Recovered(
            terminal_no=key.terminal_no,
            store_no=key.store_no,
            proved=proved,
            at_hub=at_hub,
            put_aside=len(dead.outbox.quarantined(SHOWN)),
            behind=behind,
            left=left,
            end=end,
        )

    def _foreign(self, disk: Path) -> Path:
        if disk == self._data:
            raise RuleError(
                "disk_is_own",
                f"{disk} is the data folder of this machine itself. Name the data folder of the old machine, "
                "on its disk or copied from it.",
            )
        return disk

    def _begun(self) -> Begun | None:
        with self._local.store.read() as uow:
            text = uow.settings.get(SETTING)
        return None if text is None else msgspec.json.decode(text, type=Begun)

    def _copy_of(self, disk: Path) -> Path:
        """Where the copy of this folder lies: one of another, perhaps wrong, folder never takes its place."""
        return self._copies / hashlib.sha256(os.fsencode(disk)).hexdigest()[:_NAME]

    def _begin(self) -> Begun:
        """The recovery under way, with its key."""
        begun = self._begun()
        if begun is not None:
            return begun
        return self._keep(Begun(private_key=to_text(X25519PrivateKey.generate().private_bytes_raw())))

    def _keep(self, begun: Begun) -> Begun:
        with self._local.store.write() as uow:
            uow.settings.put(SETTING, msgspec.json.encode(begun).decode())
        return begun

    def _key(self, begun: Begun, code: str) -> m.RecoverKey:
        """Whose disk it is, and the sealed key; asked of the hub where a code is given."""
        if not code:
            if begun.key is None:
                raise RuleError(
                    "recovery_code_needed",
                    "Give the recovery code that `tillbridge hub replace` printed: --code CODE.",
                )
            return begun.key
        public = _private(begun).public_key().public_bytes_raw()
        try:
            key = self._api.recover_key(m.RecoverKeyRequest(code=code, public_key=to_text(public)))
        except RecoveryRefused:
            if begun.key is None:
                raise
            # The code may have run out since: what it opened is here.
            return begun.key
        except HubUnreachable as error:
            raise self._cut_off(error) from error
        self._keep(msgspec.structs.replace(begun, key=key))
        return key

    def _cut_off(self, error: HubUnreachable) -> HubUnreachable:
        return HubUnreachable(
            error.code,
            f"The hub at {self._address.url} does not answer. Start it, or look after the network, then run "
            "the same command again: it goes on where it was, and nothing comes to the hub twice.",
        )

    def _opened(self, begun: Begun, key: m.RecoverKey) -> bytes:
        return unseal(_private(begun), key.sealed, self._address.terminal_id)


def _not_enrolled() -> KnownError:
    return KnownError(
        "not_enrolled",
        "This machine belongs to no hub yet. Enrol it first, with the code that `tillbridge hub replace` "
        "printed: tillbridge enrol CODE.",
    )


def _torn(error: DataError) -> DataError:
    return DataError(
        "disk_torn",
        f"The old disk is torn where the copy ({POS_DB}) has to be read or written. What was sent until now "
        "is at the hub. Name another copy of it. Where there is none, open the till without it, compare "
        "the hub with paper receipts, and " + WRITE_OFF,
        cause=error.message,
    )


def _private(begun: Begun) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(from_text(begun.private_key))


def _http(address: HubAddress, private_key: bytes) -> RecoveryApi:
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    clock = SystemClock()
    return HttpHub(address.url, address.fingerprint, address.terminal_id, key, clock, program=PROGRAM)


def _paid(txn: Transaction) -> m.PaidDraft:
    tenders: dict[str, int] = {}
    for one in txn.tenders:
        tenders[one.kind] = tenders.get(one.kind, 0) + one.amount
    return m.PaidDraft(txn_id=txn.txn_id, currency=txn.currency, tenders=tenders)
