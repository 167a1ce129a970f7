"""Cuts the power at seeded moments, and counts the acknowledged sales that are not in what the disk kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import apsw
import msgspec

from proof.power_cut.disk import Cut, Deleted, Event, Synced, Wrote
from proof.power_cut.recording import Acknowledged

SECTORS = (512, 4096)
SURVIVAL = (0.0, 0.3, 0.5, 0.9, 1.0)
"""The chance that a sector which was written and not synced came to the disk all the same."""


class Losses(msgspec.Struct, frozen=True, kw_only=True):
    """What all cuts together came to."""

    cuts: int
    acknowledged: int
    """Sales acknowledged before the cut, summed over the cuts."""
    lost: int
    """Of these, those that the file did not have afterwards."""
    cuts_with_loss: int
    damaged: int
    """Files that SQLite did not find sound, or that hold half a sale."""


def cut_power(events: Sequence[Event], base: Path, name: str, work: Path, *, cuts: int, seed: int) -> Losses:
    """`name` is what the database was called on the watched disk; `work` is a folder for the remains."""
    dice = random.Random(seed)
    moments = sorted(dice.randrange(len(events) + 1) for _ in range(cuts))
    disk = _Disk({name: bytearray(base.read_bytes())})
    acknowledged: set[str] = set()
    passed = total = lost = with_loss = damaged = 0
    for moment in moments:
        for event in events[passed:moment]:
            if isinstance(event, Acknowledged):
                acknowledged.add(event.txn_id)
            else:
                disk.take(event)
        passed = moment
        kept, sound = _look(disk.remains(dice), name, work)
        missing = len(acknowledged - kept)
        total += len(acknowledged)
        lost += missing
        with_loss += bool(missing)
        damaged += not sound
    return Losses(cuts=cuts, acknowledged=total, lost=lost, cuts_with_loss=with_loss, damaged=damaged)


class _Disk:
    """Files as they are on the disk for certain, and what was written to each since its last sync."""

    def __init__(self, files: dict[str, bytearray]) -> None:
        self._files = files
        self._pending: dict[str, list[Wrote | Cut]] = {}

    def take(self, event: Wrote | Cut | Synced | Deleted) -> None:
        if isinstance(event, Deleted):
            self._files.pop(event.file, None)
            self._pending.pop(event.file, None)
            return
        if not isinstance(event, Synced):
            self._pending.setdefault(event.file, []).append(event)
            return
        content = self._files.setdefault(event.file, bytearray())
        for each in self._pending.pop(event.file, []):
            _apply(content, each)

    def remains(self, dice: random.Random) -> dict[str, bytes]:
        """The files after a cut: each sector not yet synced is there or not, as the dice fall."""
        sector, chance = dice.choice(SECTORS), dice.choice(SURVIVAL)
        found = {}
        for name in {*self._files, *self._pending}:
            content = bytearray(self._files.get(name, b""))
            for each in self._pending.get(name, []):
                for part in _sectors(each, sector):
                    if dice.random() < chance:
                        _apply(content, part)
            found[name] = bytes(content)
        return found


def _sectors(event: Wrote | Cut, size: int) -> list[Wrote | Cut]:
    """The parts of a write that come to the disk apart."""
    if isinstance(event, Cut):
        return [event]
    parts: list[Wrote | Cut] = []
    at, end = event.at, event.at + len(event.content)
    while at < end:
        upto = min(end, (at // size + 1) * size)
        parts.append(Wrote(event.file, at, event.content[at - event.at : upto - event.at]))
        at = upto
    return parts


def _apply(content: bytearray, event: Wrote | Cut) -> None:
    if isinstance(event, Cut):
        del content[event.size :]
        content.extend(bytes(event.size - len(content)))
        return
    content.extend(bytes(max(0, event.at - len(content))))
    content[event.at : event.at + len(event.content)] = event.content


def _look(remains: dict[str, bytes], name: str, work: Path) -> tuple[set[str], bool]:
    """The sales in the file as SQLite finds it, and whether it is sound and has none by half."""
    for old in work.iterdir():
        old.unlink()
    for file, content in remains.items():
        (work / file).write_bytes(content)
    connection = apsw.Connection(str(work / name))
    try:
        # What is only looked at need not last.
        connection.execute("PRAGMA synchronous = OFF")
        kept = {row[0] for row in connection.execute("SELECT txn_id FROM sale")}
        (verdict,) = connection.execute("PRAGMA quick_check").fetchall()[0]
        halves = connection.execute(
            """SELECT count(*) FROM sale WHERE seq NOT IN (SELECT seq FROM journal)
                OR NOT EXISTS (SELECT 1 FROM sale_tender WHERE sale_tender.seq = sale.seq)"""
        ).fetchall()[0][0]
    except apsw.Error:
        return set(), False
    finally:
        connection.close()
    return kept, verdict == "ok" and not halves
