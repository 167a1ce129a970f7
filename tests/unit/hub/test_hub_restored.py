"""A hub put back from a backup, and terminals that hold more than it: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub.bootstrap import DATABASE, Hub, build_hub
from hub.services.invariants import check
from hub.services.restoring import begin_generation
from hub.services.setup import ShopPlan, set_up
from hub.store import journal as ops
from hub.store import meta, terminals
from hub.store.upgrade import back_up
from sync.ports import Identity
from sync.protocol import Fork
from sync.push import Pusher
from tests.fakes.sync_store import FakeClock, MemoryOutbox
from tests.unit.hub.terminal_journal import AT

BACKED_UP = 4
SENT = 9
MORE = 3


class Restored:
    """A hub with a backup of its first ops, and a terminal that sent more since."""

    def __init__(self, folder: Path, plan: ShopPlan) -> None:
        self.folder = folder
        with self.hub() as hub:
            set_up(hub.database, plan, None, AT)
            with hub.database.read() as connection:
                self.terminal, gen = terminals.every(connection)[0], meta.need(connection, meta.GENERATION)
            self.outbox = MemoryOutbox(
                Identity(
                    terminal_id=self.terminal.terminal_id,
                    store_id=self.terminal.store_id,
                    epoch="epoch-1",
                    hub_gen=gen,
                )
            )
            self.drain(hub, BACKED_UP)
            self.backup = back_up(hub.database, folder / "backup.db")
            self.drain(hub, SENT - BACKED_UP)

    @contextmanager
    def hub(self) -> Iterator[Hub]:
        hub = build_hub(self.folder / "hub")
        yield hub
        hub.close()

    def put_back(self) -> None:
        (self.folder / "hub" / DATABASE).write_bytes(self.backup.read_bytes())

    def pusher(self, hub: Hub) -> Pusher:
        api = hub.terminal_service(self.terminal.terminal_id)
        return Pusher(api, self.outbox, FakeClock(), program="test", op_versions={})

    def drain(self, hub: Hub, fresh: int) -> None:
        for _ in range(fresh):
            self.outbox.write()
        pusher = self.pusher(hub)
        pusher.hello()
        while pusher.step().more:
            pass

    def expect_everything_once(self, hub: Hub) -> None:
        assert self.outbox.acked() == self.outbox.head()
        with hub.database.read() as connection:
            held = [
                (row.seq, row.hash, row.epoch) for row in ops.ops_of(connection, self.terminal.terminal_id)
            ]
        assert held == [(one.seq, one.hash, "epoch-1") for one in self.outbox.entries]
        assert check(hub.engine) == []


@pytest.fixture
def restored(tmp_path: Path, plan: ShopPlan) -> Restored:
    return Restored(tmp_path, plan)


@pytest.mark.parametrize("times", [1, 2])
def test_what_the_backup_lacks_is_sent_again_under_the_same_epoch(times: int, restored: Restored) -> None:
    for _ in range(times):
        restored.put_back()
        with restored.hub() as hub:
            begin_generation(hub.database, FakeClock())
            restored.drain(hub, MORE)
            restored.expect_everything_once(hub)


def test_it_heals_also_where_nobody_said_that_it_was_restored(restored: Restored) -> None:
    restored.put_back()
    with restored.hub() as hub:
        restored.drain(hub, MORE)
        restored.expect_everything_once(hub)


def test_nothing_is_taken_from_a_terminal_that_has_not_heard_of_it(restored: Restored) -> None:
    restored.put_back()
    with restored.hub() as hub:
        begin_generation(hub.database, FakeClock())
        restored.outbox.write()
        # The push meets 412, says hello by itself, and goes on from the hub's head.
        while restored.pusher(hub).step().more:
            pass
        restored.expect_everything_once(hub)


@pytest.mark.parametrize("kept", [BACKED_UP - 1, BACKED_UP + 1])
def test_a_terminal_that_was_rolled_back_too_is_found_out_where_they_differ(
    kept: int, restored: Restored
) -> None:
    restored.put_back()
    with restored.hub() as hub:
        begin_generation(hub.database, FakeClock())
        del restored.outbox.entries[kept:]
        restored.outbox.marks = {seq: mark for seq, mark in restored.outbox.marks.items() if seq <= kept}
        for _ in range(MORE):
            restored.outbox.write(salt=b"another history")
        if kept < BACKED_UP:
            with pytest.raises(Fork):
                restored.pusher(hub).hello()
        else:
            # The hub lost what differed: its chain and the terminal's are one history again.
            restored.drain(hub, 0)
            restored.expect_everything_once(hub)
