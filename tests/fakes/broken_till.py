"""A till that broke, the hub, and the machine in its place; the wire between them can be cut."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from hub.services.replacing import Replaced
from hub.store import meta, sales, terminals
from hub.store.terminals import TerminalRecord
from local_db.dead_copy import Taken
from local_db.keys import create_keys
from local_db.terminal import LocalTerminal
from pos_app.bootstrap.hub_link import HubAddress, write_address
from pos_app.bootstrap.recovery import Recovered, Recovery
from pos_app.commands import Scan, TenderCash
from pos_app.places import Places
from retail.errors import KnownError
from sync import messages as m
from sync.enrolment import seal
from sync.ports import Identity
from sync.protocol import HubUnreachable, RecoveryApi
from tests.fakes.store import KEYS
from tests.fakes.two_tills import Store

T = TypeVar("T")
MILK = "4006381333931"
URL = "http://127.0.0.1:1"


class Wire(RecoveryApi):
    """The hub without the wire; `cut_after` calls the line breaks after the hub has done its part."""

    def __init__(self, store: Store, terminal_id: str) -> None:
        self._store = store
        self._terminal_id = terminal_id
        self.cut_after = 10_000

    @property
    def _terminal(self) -> TerminalRecord:
        with self._store.hub.database.read() as connection:
            found = terminals.by_id(connection, self._terminal_id)
        assert found is not None
        return found

    def _answer(self, work: Callable[[], T]) -> T:
        said = work()
        self.cut_after -= 1
        if self.cut_after < 0:
            raise HubUnreachable("hub_unreachable", "The line broke.")
        return said

    def recover_key(self, request: m.RecoverKeyRequest) -> m.RecoverKey:
        return self._answer(lambda: self._store.hub.recovery.key(self._terminal, request))

    def recover_head(self, request: m.RecoverAt) -> m.RecoverHead:
        return self._answer(lambda: self._store.hub.recovery.head(self._terminal, request))

    def recover_push(self, request: m.RecoverPush) -> m.PushReply:
        return self._answer(lambda: self._store.hub.recovery.push(self._terminal, request))

    def recover_done(self, request: m.RecoverDone) -> m.RecoverEnd:
        return self._answer(lambda: self._store.hub.recovery.done(self._terminal, request))


class Shop(Store):
    """Till A is enrolled and has left its key; it can break."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.copied: list[Taken] = []
        with self.hub.database.write() as connection:
            terminals.enrolled(connection, "terminal-1", "key", "epoch-1", "test", 1)
            public = meta.need(connection, meta.RECOVERY_KEY)
            terminals.keep_escrow(connection, "terminal-1", seal(public, KEYS.database_key, "terminal-1"))

    def replace(self) -> Replaced:
        """A manager replaces till A."""
        return self.hub.replacements.replace("terminal-1", "console", URL)[0]

    def disk(self) -> Path:
        """Till A's folder as it lies there, with its till in the middle of its work."""
        target = self.folder / "disk"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for path in self.a.data.iterdir():
            if path.is_file() and not path.name.endswith(("-shm", ".lock")):
                shutil.copyfile(path, target / path.name)
        return target

    def new_machine(self, done: Replaced) -> Places:
        """The terminal in its place, enrolled, never opened."""
        found = Places(data=self.folder / "new", keys=self.folder / "new-keys")
        if not found.data.exists():
            local = LocalTerminal(found.data, create_keys(found.key_file), self.clock.now, ballast_bytes=0)
            who = Identity(
                terminal_id=done.new.terminal_id, store_id=done.new.store_id, epoch="n", hub_gen="g"
            )
            local.outbox.enrol(who)
            address = HubAddress(url=URL, fingerprint="", terminal_id=who.terminal_id, store_id=who.store_id)
            write_address(local.store, address)
            local.close()
        return found

    def recover(
        self, done: Replaced, disk: Path, *, code: str | None = None, cut_after: int = 10_000
    ) -> Recovered:
        """`tillbridge recover` on the new machine."""
        wire = Wire(self, done.new.terminal_id)
        wire.cut_after = cut_after
        recovery = Recovery(self.new_machine(done), lambda _address, _key: wire)
        try:
            spoken = done.recovery_code if code is None else code
            return recovery.run(disk, spoken, lambda _there, _of: None, self.copied.append)
        finally:
            recovery.close()

    @property
    def sold(self) -> int:
        with self.hub.database.read() as connection:
            return sales.count(connection)


def sell(shop: Shop, code: str = MILK) -> str:
    """Till A sells one; the receipt's number."""
    sale = shop.a.sale(Scan(raw=code))
    return shop.a.change(TenderCash(txn_id=sale.txn_id, amount=sale.total)).receipt_no


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        act()
    return caught.value.code
