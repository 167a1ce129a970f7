"""A scope taken over as one file: what is asked, what is refused, what goes on after a cut."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from retail.errors import DataError, KnownError
from sync import messages as m
from sync import protocol as p
from sync.pull import Puller
from sync.snapshot import LEAST_PART, PART, SnapshotTaker
from tests.fakes.hub import FakeHub, FaultyHub, scripted
from tests.fakes.snapshots import SIGNING_KEY, MemorySnapshots, offer
from tests.fakes.sync_store import MemoryReplica

PRICES = "price:standard"


class Reader:
    """A terminal's reading half against a fake hub."""

    def __init__(self, hub: FakeHub, signing_key: str = SIGNING_KEY) -> None:
        for number in range(3):
            hub.feed("catalogue").write("item", f"SKU{number}", {"name": f"Item {number}"})
            hub.feed(PRICES).write("price", f"SKU{number}", {"amount": number})
        self.hub = hub
        self.faults: list[str] = []
        self.replica = MemoryReplica()
        self.store = MemorySnapshots(hub, self.replica)
        self.line = FaultyHub(hub.api("T1"), lambda _name: self.faults.pop(0) if self.faults else "")
        self.taker = SnapshotTaker(self.line, self.replica, self.store, signing_key)
        self.taker.hear(("catalogue", PRICES, "terminal:T1"))
        self.puller = Puller(self.line, self.replica, snapshots=self.taker)

    def read(self, scope: str) -> None:
        while self.puller.step(scope).more:
            pass


@pytest.fixture
def reader(hub: FakeHub) -> Reader:
    return Reader(hub)


def test_both_scopes_of_an_empty_till_go_into_one_new_catalogue(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    offer(reader.hub, PRICES, b"prices")
    reader.read("catalogue")
    reader.read(PRICES)
    assert reader.store.built == [("catalogue", PRICES)]
    assert reader.line.calls == ["snapshot"] * 2 + ["snapshot_part"] * 2 + ["pull"] * 2
    assert len(reader.replica.rows[PRICES]) == 3


def test_deltas_go_on_from_the_snapshot(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    reader.hub.feed("catalogue").write("item", "SKU1", {"name": "Other"})
    reader.read("catalogue")
    assert reader.replica.rows["catalogue"]["item", "SKU1"].body == {"name": "Other"}
    assert reader.replica.cursor("catalogue").seq == 4


def test_a_small_scope_is_read_in_pages(reader: Reader) -> None:
    reader.read("catalogue")
    assert reader.line.calls == ["snapshot", "pull"]
    assert reader.store.built == []


def test_a_small_companion_is_left_out_and_the_large_one_taken(reader: Reader) -> None:
    offer(reader.hub, PRICES)
    reader.read("catalogue")
    reader.read(PRICES)
    assert reader.store.built == [(PRICES,)]
    assert set(reader.replica.rows) == {"catalogue", PRICES}


def test_other_scopes_never_ask_for_one(reader: Reader) -> None:
    reader.hub.feed("terminal:T1").write("terminal", "T1", {})
    reader.read("terminal:T1")
    assert reader.line.calls == ["pull"]


def test_a_hub_that_is_making_one_is_given_time(reader: Reader) -> None:
    reader.hub.snapshots["catalogue"] = m.SnapshotReply(state="building", retry_after=3.0)
    assert reader.puller.step("catalogue").wait == 3.0
    assert reader.puller.step(PRICES).wait == 3.0
    assert reader.taker.is_taking(PRICES)
    offer(reader.hub, "catalogue")
    reader.read("catalogue")
    assert reader.store.built == [("catalogue",)]


def test_a_scope_that_comes_late_waits_for_the_catalogue_under_way(reader: Reader) -> None:
    reader.hub.snapshots["catalogue"] = m.SnapshotReply(state="building", retry_after=9.0)
    reader.puller.step("catalogue")
    assert reader.puller.step("price:late").wait > 0
    assert not reader.taker.is_taking("price:late")


def test_a_job_with_a_scope_that_may_be_read_no_more_is_dropped(reader: Reader) -> None:
    reader.hub.snapshots["catalogue"] = m.SnapshotReply(state="building", retry_after=9.0)
    reader.puller.step("catalogue")
    reader.taker.hear(("catalogue", PRICES))
    assert reader.taker.is_taking(PRICES)
    reader.taker.hear(("catalogue", "price:other"))
    assert not reader.taker.is_taking("catalogue")


def test_the_share_done_moves_on_and_leaves_deltas_to_come(reader: Reader) -> None:
    for number in range(50):
        reader.hub.feed("catalogue").write("item", f"X{number}", {})
    offer(reader.hub, "catalogue", b"x" * (2 * PART + 5))
    seen = []
    while not (step := reader.puller.step("catalogue")).swapped:
        assert step.more
        seen.append(step.have)
    assert seen == sorted(seen)
    assert seen[0] == 0 and seen[-1] > 40
    assert step.have == step.of - 1


def test_a_cut_download_goes_on_where_it_was(reader: Reader) -> None:
    offer(reader.hub, "catalogue", b"x" * (3 * PART))
    reader.faults = ["", "", "", "", "before"]
    with pytest.raises(p.HubUnreachable):
        reader.read("catalogue")
    reader.line.calls.clear()
    reader.read("catalogue")
    assert reader.line.calls == ["snapshot_part"] * 1 + ["pull"]


def test_410_brings_a_new_one(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    reader.read("catalogue")
    reader.hub.begin_anew("catalogue")
    offer(reader.hub, "catalogue", b"another")
    reader.read("catalogue")
    assert reader.store.built == [("catalogue",)] * 2
    assert reader.replica.cursor("catalogue").epoch == "catalogue#1"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": 99}, "snapshot_manifest"),
        ({"scope": "price:other"}, "snapshot_manifest"),
        ({"epoch": ""}, "snapshot_manifest"),
        ({"seq": 0}, "snapshot_manifest"),
        ({"rows": {"item": -1}}, "snapshot_manifest"),
        ({"checksum": "nonsense"}, "snapshot_manifest"),
        ({"sha256": "Z" * 64}, "snapshot_manifest"),
        ({"packed_size": 10**15}, "snapshot_manifest"),
        ({"size": 0}, "snapshot_manifest"),
        ({"packed_size": 100}, "snapshot_part"),
    ],
)
def test_a_manifest_that_cannot_be_right_is_refused_and_pages_are_read(
    reader: Reader, changes: dict[str, Any], code: str
) -> None:
    offer(reader.hub, "catalogue", **changes)
    with pytest.raises(p.HubNonsense) as caught:
        reader.read("catalogue")
    assert caught.value.code == code
    assert reader.store.built == []
    reader.read("catalogue")
    assert len(reader.replica.rows["catalogue"]) == 3


def test_a_stranger_s_signature_is_refused(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    good = reader.hub.snapshots["catalogue"]
    reader.hub.snapshots["catalogue"] = msgspec.structs.replace(good, manifest=good.manifest + " ")
    with pytest.raises(p.HubNonsense) as caught:
        reader.read("catalogue")
    assert caught.value.code == "snapshot_signature"
    assert "snapshot_part" not in reader.line.calls


def test_a_signed_text_that_is_no_manifest_is_refused(hub: FakeHub) -> None:
    from sync.signing import sign_manifest
    from tests.fakes.snapshots import HUB_KEY

    reader = Reader(hub)
    hub.snapshots["catalogue"] = m.SnapshotReply(
        state="ready", manifest="{}", signature=sign_manifest(HUB_KEY, "{}")
    )
    with pytest.raises(p.HubNonsense, match="cannot be read"):
        reader.read("catalogue")


def test_one_that_is_older_than_what_is_here_is_refused(reader: Reader) -> None:
    reader.read("catalogue")
    seq = reader.replica.cursor("catalogue").seq
    reader.hub.feed("catalogue").compact()
    reader.replica.cursors["catalogue"] = msgspec.structs.replace(
        reader.replica.cursor("catalogue"), seq=seq - 1
    )
    offer(reader.hub, "catalogue", seq=1)
    with pytest.raises(p.HubNonsense, match="older than what is here"):
        reader.read("catalogue")


def test_the_same_one_twice_is_refused_for_a_hub_that_does_not_go_on_from_it(reader: Reader) -> None:
    """A hub whose snapshot is of an epoch that its feed does not know would else be asked for ever."""
    offer(reader.hub, "catalogue", epoch="another")
    with pytest.raises(p.HubNonsense, match="taken before"):
        reader.read("catalogue")
    assert reader.store.built == [("catalogue",)]
    reader.read("catalogue")
    assert reader.replica.cursor("catalogue").epoch == "catalogue#0"


def test_one_that_the_hub_took_away_is_asked_for_again(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    del reader.hub.packed["catalogue"]
    with pytest.raises(p.HubNonsense) as caught:
        reader.read("catalogue")
    assert caught.value.code == "snapshot_gone"
    offer(reader.hub, "catalogue")
    reader.read("catalogue")
    assert reader.store.built == [("catalogue",)]


def test_a_companion_that_may_not_be_asked_for_is_left_out(hub: FakeHub) -> None:
    reader = Reader(hub)
    offer(hub, "catalogue")
    reader.faults = ["", "nonsense"]
    with pytest.raises(p.HubNonsense):
        reader.read("catalogue")
    reader.read("catalogue")
    assert reader.store.built == [("catalogue",)]


def test_a_torn_file_is_thrown_away_and_pages_are_read(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    offer(reader.hub, PRICES, b"prices")
    reader.store.trouble["build"] = DataError("snapshot_torn", "It is torn.", scope="catalogue")
    with pytest.raises(p.HubNonsense) as caught:
        reader.read("catalogue")
    assert caught.value.code == "snapshot_torn"
    assert list(reader.store.packed.values()) == [b"prices"]
    reader.read("catalogue")
    assert reader.store.built == []
    assert len(reader.replica.rows["catalogue"]) == 3


@pytest.mark.parametrize("step", ["begin", "append", "build"])
def test_a_disk_that_is_full_is_told_and_tried_again(reader: Reader, step: str) -> None:
    offer(reader.hub, "catalogue")
    reader.store.trouble[step] = KnownError("snapshot_no_room", "The disk is full.", free=1)
    with pytest.raises(p.SnapshotFailed) as caught:
        reader.read("catalogue")
    assert (caught.value.code, caught.value.params) == ("snapshot_no_room", {"free": 1})
    reader.read("catalogue")
    assert reader.store.built == [("catalogue",)]


def test_a_bad_file_that_names_no_scope_is_told(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    reader.store.trouble["begin"] = DataError("nonsense", "What is this?")
    with pytest.raises(p.HubNonsense):
        reader.read("catalogue")


def test_a_checksum_that_differs_after_one_is_mended_in_pages(reader: Reader) -> None:
    offer(reader.hub, "catalogue", checksum="f" * 16)
    reader.read("catalogue")
    assert reader.line.calls.count("pull") == 2
    assert len(reader.replica.rows["catalogue"]) == 3
    reader.hub.begin_anew("catalogue")
    offer(reader.hub, "catalogue", b"another")
    reader.read("catalogue")
    assert len(reader.store.built) == 2


def test_a_scripted_line_is_the_same_as_a_quiet_one(hub: FakeHub) -> None:
    """An answer that is lost after the hub gave it is asked for again."""
    reader = Reader(hub)
    offer(hub, "catalogue")
    reader.line = FaultyHub(hub.api("T1"), scripted(["after", "", "after"]))
    taker = SnapshotTaker(reader.line, reader.replica, reader.store, SIGNING_KEY)
    puller = Puller(reader.line, reader.replica, snapshots=taker)
    for _ in range(2):
        with pytest.raises(p.HubUnreachable):
            while puller.step("catalogue").more:
                pass
    while puller.step("catalogue").more:
        pass
    assert reader.store.built == [("catalogue",)]


def test_a_line_that_brings_no_parts_of_a_file_is_read_in_pages(reader: Reader) -> None:
    """A proxy that drops the header Range, say: it would be asked the same for ever."""
    offer(reader.hub, "catalogue")
    reader.faults = ["", "", "nonsense"]
    with pytest.raises(p.HubNonsense):
        reader.read("catalogue")
    reader.read("catalogue")
    assert reader.store.built == []
    assert len(reader.replica.rows["catalogue"]) == 3


def test_a_slow_line_is_asked_for_smaller_parts(reader: Reader) -> None:
    offer(reader.hub, "catalogue", b"x" * PART)
    reader.faults = ["", "", "after", "after"]
    for _ in range(2):
        with pytest.raises(p.HubUnreachable):
            reader.read("catalogue")
    reader.line.calls.clear()
    reader.read("catalogue")
    assert reader.line.calls.count("snapshot_part") == 4
    assert reader.store.built == [("catalogue",)]


def test_a_part_is_never_too_small_to_come_to_an_end(reader: Reader) -> None:
    offer(reader.hub, "catalogue", b"x" * PART)
    reader.faults = ["", "", *["after"] * 9]
    for _ in range(9):
        with pytest.raises(p.HubUnreachable):
            reader.read("catalogue")
    reader.line.calls.clear()
    reader.read("catalogue")
    assert reader.line.calls.count("snapshot_part") == PART // LEAST_PART


def test_a_fault_of_the_program_while_building_is_not_taken_for_the_end(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    reader.store.trouble["build"] = ValueError("a fault")
    with pytest.raises(ValueError, match="a fault"):
        reader.read("catalogue")
    reader.read("catalogue")
    assert reader.store.built == []
    assert len(reader.replica.rows["catalogue"]) == 3


def test_what_was_fetched_of_a_scope_goes_when_pages_brought_it(reader: Reader) -> None:
    offer(reader.hub, "catalogue", b"x" * (2 * PART))
    reader.faults = ["", "", "", "nonsense"]
    with pytest.raises(p.HubNonsense):
        reader.read("catalogue")
    assert any(reader.store.packed.values())
    reader.read("catalogue")
    assert not any(reader.store.packed.values())


def test_a_catalogue_that_was_begun_anew_takes_the_same_one_again(reader: Reader) -> None:
    offer(reader.hub, "catalogue")
    reader.read("catalogue")
    del reader.replica.cursors["catalogue"]
    reader.read("catalogue")
    assert reader.store.built == [("catalogue",)] * 2
