"""Snapshots in the sync thread's work: sales go first, other scopes go on, then words are searched."""

from __future__ import annotations

import msgspec

from retail.errors import KnownError
from sync import messages as m
from sync.backoff import Timing
from sync.snapshot import PART
from sync.worker import SyncWorker
from tests.fakes.hub import FakeHub
from tests.fakes.snapshots import SIGNING_KEY, MemorySnapshots, offer
from tests.fakes.worker_till import SETTINGS, Till


class SnapshotTill(Till):
    """A till that takes snapshots."""

    def __init__(self, hub: FakeHub) -> None:
        super().__init__(hub)
        self.store = MemorySnapshots(hub, self.replica)
        self.worker = SyncWorker(
            self.line,
            self.outbox,
            self.replica,
            Timing(clock=self.clock, random=lambda: 0.5, signal=self.signal),
            settings=msgspec.structs.replace(SETTINGS, signing_key=SIGNING_KEY),
            listener=self.statuses.append,
            seen=lambda cursors: self.rounds.append(dict(cursors)),
            answered=lambda question, said: self.answers.append((question, said)),
            snapshots=self.store,
        )


def shop(hub: FakeHub) -> SnapshotTill:
    for number in range(3):
        hub.feed("catalogue").write("item", f"SKU{number}", {})
        hub.feed("price:a").write("price", f"SKU{number}", {})
    hub.feed("config:S1").write("store", "S1", {})
    return SnapshotTill(hub)


def test_a_sale_waits_for_one_part_at_most(hub: FakeHub) -> None:
    till = shop(hub)
    offer(hub, "catalogue", b"x" * (5 * PART))
    while "snapshot_part" not in till.line.calls:
        till.worker.turn()
    till.outbox.write()
    till.worker.nudge()
    till.rest()
    parts = [place for place, name in enumerate(till.line.calls) if name == "snapshot_part"]
    assert till.line.calls.index("push") < parts[1]
    assert till.store.built == [("catalogue",)]
    assert till.store.unfilled < 0, "the word search is filled without further ado"


def test_news_of_a_small_scope_waits_for_one_part_at_most(hub: FakeHub) -> None:
    """Somebody whose right to sign in is gone must not sell on for as long as a catalogue takes."""
    till = shop(hub)
    till.rest()
    hub.begin_anew("catalogue")
    offer(hub, "catalogue", b"x" * (5 * PART))
    till.worker.hint(["catalogue"])
    till.line.calls.clear()
    while "snapshot_part" not in till.line.calls:
        till.worker.turn()
    hub.feed("config:S1").write("store", "S1", {"name": "Another"})
    hub.feed("price:a").write("price", "SKU0", {"amount": 7})
    till.worker.hint(["price:a", "config:S1"])
    till.line.calls.clear()
    till.rest()
    assert till.line.calls.index("pull") == 0
    assert till.line.calls[1:5] == ["snapshot_part"] * 4, "other rows of the catalogue come when it is built"
    assert till.replica.rows["config:S1"]["store", "S1"].body == {"name": "Another"}
    assert till.replica.rows["price:a"]["price", "SKU0"].body == {"amount": 7}


def test_other_scopes_go_on_while_the_hub_makes_one(hub: FakeHub) -> None:
    till = shop(hub)
    hub.snapshots["catalogue"] = m.SnapshotReply(state="building", retry_after=5.0)
    pause = till.rest()
    assert set(till.replica.rows) == {"config:S1"}
    assert 4 < pause <= 5
    assert till.state == "receiving"
    offer(hub, "catalogue")
    till.live(6)
    assert set(till.replica.rows) == {"config:S1", "catalogue", "price:a"}
    assert till.state == "idle"


def test_a_refused_one_does_not_hold_up_others_and_is_told(hub: FakeHub) -> None:
    till = shop(hub)
    offer(hub, "catalogue", format=99)
    till.rest()
    assert set(till.replica.rows) == {"config:S1", "price:a"}
    assert (till.state, till.status.error_code) == ("nonsense", "snapshot_manifest")
    till.live(60)
    assert len(till.replica.rows["catalogue"]) == 3
    assert till.state == "idle"


def test_a_full_disk_is_told_and_tried_again(hub: FakeHub) -> None:
    till = shop(hub)
    offer(hub, "catalogue")
    till.store.trouble["build"] = KnownError("snapshot_no_room", "The disk is full.")
    till.rest()
    assert (till.state, till.status.error_code) == ("stuck", "snapshot_no_room")
    till.live(60)
    assert till.store.built == [("catalogue",)]
    assert till.state == "idle"


def test_a_till_without_the_hub_s_key_reads_pages(hub: FakeHub) -> None:
    till = Till(hub)
    hub.feed("catalogue").write("item", "SKU1", {})
    offer(hub, "catalogue")
    till.rest()
    assert "snapshot" not in till.line.calls
    assert len(till.replica.rows["catalogue"]) == 1
