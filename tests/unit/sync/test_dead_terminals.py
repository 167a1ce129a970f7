"""A dead terminal's journal goes up by the leave of the one in its place; a fork is healed once."""

from __future__ import annotations

import pytest

from sync import messages as m
from sync.protocol import FOREIGN_JOURNAL, Fork, RecoveryApi
from sync.recovering import DeadTerminal, send_all
from tests.fakes.sync_store import FakeClock, MemoryOutbox

GENERATION = "gen-1"


class Hub(RecoveryApi):
    """Takes what it gets under the old terminal's id; knows forks for the first epochs it hears of."""

    def __init__(self, *forks: str) -> None:
        self.forks = list(forks)
        self.heads: dict[str, m.JournalHead] = {}
        self.of: set[str] = set()

    def recover_key(self, request: m.RecoverKeyRequest) -> m.RecoverKey:
        raise NotImplementedError

    def recover_done(self, request: m.RecoverDone) -> m.RecoverEnd:
        raise NotImplementedError

    def recover_head(self, request: m.RecoverAt) -> m.RecoverHead:
        self.of.add(request.terminal_id)
        head = self.heads.get(request.epoch, m.JournalHead(seq=0, hash="0" * 64))
        return m.RecoverHead(hub_gen=GENERATION, head=head)

    def recover_push(self, request: m.RecoverPush) -> m.PushReply:
        if self.forks:
            raise Fork(self.forks.pop(0), "another history")
        ops = request.push.ops
        head = m.JournalHead(seq=ops[-1].seq, hash=ops[-1].hash)
        self.heads[request.push.epoch] = head
        results = tuple(m.OpResult(seq=op.seq, hash=op.hash, status="applied") for op in ops)
        return m.PushReply(results=results, head=head)


def sent(hub: Hub) -> MemoryOutbox:
    """Three entries of the dead terminal."""
    outbox = MemoryOutbox()
    for _ in range(3):
        outbox.write()
    told: list[tuple[int, int]] = []
    dead = DeadTerminal(hub, "dead")
    send_all(dead, outbox, FakeClock(), "program", lambda there, of: told.append((there, of)))
    assert told[-1] == (outbox.head().seq, outbox.head().seq)
    return outbox


def test_all_goes_up_under_the_old_id_and_epoch() -> None:
    hub = Hub()
    outbox = sent(hub)
    assert hub.of == {"dead"}
    assert outbox.acked() == outbox.head()
    assert list(hub.heads) == [outbox.identity().epoch]


def test_another_history_goes_up_under_an_epoch_of_its_own() -> None:
    outbox = sent(Hub("journal_forked"))
    change = outbox.epoch_change()
    assert change is not None and change.why == "recovered"


@pytest.mark.parametrize("codes", [(FOREIGN_JOURNAL,), ("journal_forked", "journal_forked")])
def test_what_no_epoch_heals_is_told(codes: tuple[str, ...]) -> None:
    with pytest.raises(Fork):
        sent(Hub(*codes))
