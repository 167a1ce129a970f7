"""When the engine tries again, and which pictures it asks for."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import protocol as p
from sync.backoff import Lane, delay, jittered
from sync.images import ImageFetcher
from tests.fakes.hub import FakeHub, FaultyHub, digest_of, scripted
from tests.fakes.sync_store import FakeClock, MemoryReplica

NEARLY_ONE = 1 - 2**-53


@pytest.mark.parametrize(
    ("failures", "longest"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60), (9999, 60)]
)
def test_the_longest_wait_doubles_to_its_cap(failures: int, longest: float) -> None:
    assert delay(failures, NEARLY_ONE) == pytest.approx(longest)
    assert delay(failures, 0.0) == 0.5


@given(st.integers(1, 10**6), st.floats(0, 1, exclude_max=True))
def test_a_wait_is_within_its_bounds(failures: int, random: float) -> None:
    assert 0.5 <= delay(failures, random) <= 60


@given(st.floats(0, 1, exclude_max=True))
def test_a_timer_drifts_by_a_fifth(random: float) -> None:
    assert 24 <= jittered(30, random) <= 36


def test_a_thousand_tills_that_lost_one_hub_do_not_come_back_together() -> None:
    dice = random.Random(1)  # noqa: S311 - dice, no secrets
    lanes = [Lane(30.0, dice.random) for _ in range(1000)]
    for lane in lanes:
        for _ in range(8):
            lane.failed(0.0)
    seconds = Counter(int(lane.due_at) for lane in lanes)
    assert max(seconds) < 60
    assert len(seconds) > 55
    assert max(seconds.values()) < 45, "full jitter: about 17 in each second"


def test_a_lane_is_hurried_only_when_it_is_well() -> None:
    lane = Lane(30, lambda: 0.5)
    lane.done(100)
    assert lane.due_at == 130
    lane.hurry()
    assert lane.due_at == 0
    lane.failed(100, at_least=20)
    assert lane.due_at == 120
    lane.hurry()
    assert lane.due_at == 120
    lane.failed(200)
    assert lane.due_at == 201
    lane.hold(200, 300)
    assert (lane.due_at, lane.failures) == (500, 2)
    lane.again()
    assert (lane.due_at, lane.failures) == (0, 0)


def test_who_waits_brings_a_failed_try_forward_and_nothing_else() -> None:
    lane = Lane(30, lambda: 0.5)
    lane.done(100)
    lane.seek(2)
    assert lane.due_at == 130
    lane.failed(200, at_least=60)
    lane.seek(2)
    assert lane.due_at == 202
    lane.seek(50)
    assert lane.due_at == 202


@pytest.fixture
def replica(hub: FakeHub) -> MemoryReplica:
    replica = MemoryReplica()
    for content in (b"one", b"two", b"three"):
        hub.images[digest_of(content)] = content
        replica.wanted.append(digest_of(content))
    return replica


def test_missing_pictures_are_fetched_one_by_one(
    hub: FakeHub, replica: MemoryReplica, clock: FakeClock
) -> None:
    images = ImageFetcher(hub.api("T1"), replica, clock)
    assert [images.step() for _ in range(4)] == [True, True, True, False]
    assert replica.pictures == hub.images


def test_an_absent_or_false_picture_is_asked_for_again_after_an_hour(
    hub: FakeHub, replica: MemoryReplica, clock: FakeClock
) -> None:
    one, two, _ = replica.wanted
    content = hub.images.pop(one)
    hub.images[two] = b"another"
    line = FaultyHub(hub.api("T1"), scripted([]))
    images = ImageFetcher(line, replica, clock)
    assert [images.step() for _ in range(4)] == [True, True, True, False]
    assert len(replica.pictures) == 1
    clock.pass_(3599)
    assert not images.step()
    hub.images[one] = content
    clock.pass_(1)
    assert [images.step() for _ in range(3)] == [True, True, False]
    assert len(replica.pictures) == 2
    assert len(line.calls) == 5


def test_a_picture_that_was_on_its_way_is_asked_for_again(
    hub: FakeHub, replica: MemoryReplica, clock: FakeClock
) -> None:
    images = ImageFetcher(FaultyHub(hub.api("T1"), scripted(["after"])), replica, clock)
    with pytest.raises(p.HubUnreachable):
        images.step()
    assert [images.step() for _ in range(4)] == [True, True, True, False]
    assert len(replica.pictures) == 3
