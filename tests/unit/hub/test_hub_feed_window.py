"""Deletions leave the feeds after a month; a terminal that was away longer reads anew and ends up equal."""

from __future__ import annotations

import pytest

from hub.bootstrap import Hub
from hub.services.feed_window import KEPT_MS, forget_tombstones
from hub.services.invariants import check
from hub.services.terminal_service import TerminalService
from hub.store import feeds
from hub.store.feeds import Change, publish
from sync import messages as m
from sync.protocol import SnapshotNeeded
from sync.pull import Puller
from tests.fakes.sync_store import MemoryReplica
from tests.unit.hub.conftest import HandClock

BOTH_ENGINES = True
SCOPE = "catalogue"
HOUR_MS = 3_600_000


def put(hub: Hub, *bodies: tuple[str, int | None]) -> m.ScopeHead:
    with hub.database.write() as connection:
        changes = [Change(kind="item", key=key, body=None if n is None else {"n": n}) for key, n in bodies]
        return publish(connection, SCOPE, changes, hub.clock.now())


def head(hub: Hub) -> m.ScopeHead:
    with hub.database.read() as connection:
        return feeds.heads_of(connection, [SCOPE])[0]


def tidy(hub: Hub) -> int:
    return forget_tombstones(hub.database, hub.clock.now())


def pull(service: TerminalService, replica: MemoryReplica) -> m.ScopeHead:
    """Read to the end, as the sync thread does; the head that was reached."""
    puller = Puller(service, replica, page=7)
    while puller.step(SCOPE).more:
        pass
    cursor = replica.cursor(SCOPE)
    return m.ScopeHead(scope=SCOPE, epoch=cursor.epoch, seq=cursor.seq, checksum=cursor.checksum)


def test_deletions_stay_for_a_month_and_then_go(hub: Hub, clock: HandClock) -> None:
    put(hub, ("a", 1), ("b", 1), ("c", 1))
    put(hub, ("a", None))
    assert tidy(hub) == 0
    put(hub, ("b", None))
    clock.ms += KEPT_MS - 1
    assert tidy(hub) == 0
    clock.ms += 1
    before = head(hub)
    assert tidy(hub) == 1
    after = head(hub)
    assert (after.seq, after.checksum, after.epoch) == (before.seq, before.checksum, before.epoch)
    assert 0 < after.min_seq < after.seq
    assert tidy(hub) == 0
    clock.ms += KEPT_MS
    assert tidy(hub) == 1
    assert head(hub).min_seq == head(hub).seq
    assert [one for one in check(hub.engine) if one.rule == "feed"] == []


def test_a_terminal_that_was_away_longer_reads_anew_and_ends_up_equal(
    hub: Hub, service: TerminalService, clock: HandClock
) -> None:
    away, faithful = MemoryReplica(), MemoryReplica()
    put(hub, *((f"k{n}", 1) for n in range(30)))
    pull(service, away)
    pull(service, faithful)
    put(hub, *((f"k{n}", None) for n in range(0, 30, 3)))
    tidy(hub)
    pull(service, faithful)
    clock.ms += KEPT_MS
    assert tidy(hub) == 10
    put(hub, ("k0", 2), ("k1", 2))
    cursor = away.cursor(SCOPE)
    with pytest.raises(SnapshotNeeded):
        service.pull(m.PullRequest(scope=SCOPE, epoch=cursor.epoch, after=cursor.seq))
    for replica in (away, faithful):
        assert pull(service, replica).checksum == head(hub).checksum
    assert away.rows[SCOPE] == faithful.rows[SCOPE]


def test_deletions_while_a_long_reading_is_under_way_are_not_missed(
    hub: Hub, service: TerminalService, clock: HandClock
) -> None:
    put(hub, *((f"k{n}", 1) for n in range(30)))
    tidy(hub)
    replica = MemoryReplica()
    puller = Puller(service, replica, page=7)
    puller.step(SCOPE)
    put(hub, ("k29", None), ("k3", None))
    tidy(hub)
    clock.ms += KEPT_MS
    assert tidy(hub) == 2
    while puller.step(SCOPE).more:
        pass
    assert replica.cursor(SCOPE).checksum == head(hub).checksum


def test_a_clock_set_back_forgets_nothing_early(hub: Hub, clock: HandClock) -> None:
    put(hub, ("a", 1))
    put(hub, ("a", None))
    tidy(hub)
    clock.ms -= 365 * 24 * HOUR_MS
    for _ in range(3):
        assert tidy(hub) == 0
        clock.ms += HOUR_MS
    assert head(hub).min_seq == 0
