"""What is durable, kept outside of all databases: each journal entry, noted as its COMMIT returns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from proof.simulation.memory import Disk

SALES = ("sale.completed", "sale.post_voided")
STOCK = ("stock.counted", "stock.received", "stock.adjusted", "stock.sent", "stock.arrived")
MONEY = (*SALES, *STOCK)
"""What is never refused."""
_NEW = "SELECT seq, op_id, kind, body FROM journal WHERE seq > ? ORDER BY seq"
_NUMBERS = "SELECT receipt_no, txn_id FROM sale WHERE seq > ?"
_IDS = "SELECT op_id FROM journal"
_HEAD = "SELECT coalesce(max(seq), 0) FROM journal"


class Entry(msgspec.Struct, frozen=True):
    """A journal entry that was durable once, and so a receipt that was printed where it is a sale."""

    op_id: str
    kind: str
    machine: str
    seq: int
    body: dict[str, Any]


class Ledger:
    """Entries by op_id, and which of them physics took: their only copies were destroyed before any push."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.poison: set[str] = set()
        """Entries made by the simulation to be put aside by the hub."""
        self.lost_by_physics: set[str] = set()
        self._numbers: dict[str, dict[str, str]] = {}
        self.rolled_back = 0
        """How often a till's disk was put back."""
        self.destroyed = 0
        """How often a disk or the hub's database was put back to an older state, or a disk was copied."""

    def given_twice(self, disk: Disk, terminal_id: str, after: int) -> list[str]:
        """Receipt numbers on a disk after this entry that its terminal gave to another sale before."""
        given = self._numbers.setdefault(terminal_id, {})
        rows = disk.raw.execute(_NUMBERS, (after,)).fetchall()
        return [number for number, txn_id in rows if given.setdefault(number, txn_id) != txn_id]

    def note(self, disk: Disk, machine: str, after: int) -> int:
        """Note what is new on a disk; returns its newest seq."""
        newest = after
        for seq, op_id, kind, body in disk.raw.execute(_NEW, (after,)).fetchall():
            newest = seq
            self.entries.setdefault(op_id, Entry(op_id, kind, machine, seq, msgspec.json.decode(body)))
        return newest

    def destroyed_all_but(self, places: Iterable[set[str]]) -> None:
        """Something was destroyed; what is in none of the places left is gone, and nobody's fault."""
        self.destroyed += 1
        left: set[str] = set().union(*places)
        self.lost_by_physics |= self.entries.keys() - left

    def expected(self) -> dict[str, Entry]:
        """Entries that must reach the hub."""
        return {key: entry for key, entry in self.entries.items() if key not in self.lost_by_physics}


def on_disk(disk: Disk) -> set[str]:
    """The op_ids of the journal on a disk."""
    return {op_id for (op_id,) in disk.raw.execute(_IDS)}


def newest_on(disk: Disk) -> int:
    """The newest seq of the journal on a disk."""
    return int(disk.raw.execute(_HEAD).fetchone()[0])
