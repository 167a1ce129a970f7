"""Reads what virtual printers put on paper: which receipt, original or duplicate, whole or torn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from proof.chaos.store import NAME

_OWN_NUMBER = re.compile(r"^Receipt\s+(S\d+-T\d+-\d+)\s*$")
"""The row that names the receipt itself; others it names stand behind other words."""
_DUPLICATE = "DUPLICATE"


class Tape(msgspec.Struct, kw_only=True):
    """What one or more printers put out, by receipt number."""

    originals: Counter[str] = msgspec.field(default_factory=Counter)
    duplicates: Counter[str] = msgspec.field(default_factory=Counter)
    torn: Counter[str] = msgspec.field(default_factory=Counter)
    """Receipts whose number is on paper but that were not printed to their end: the plug was pulled."""

    def read(self, paper: str) -> None:
        """Count a paper, from one cut to the next: at most one whole receipt, behind what was torn."""
        found = list(_receipts(paper))
        for number, _ in found[:-1]:
            self.torn[number] += 1
        for number, is_duplicate in found[-1:]:
            (self.duplicates if is_duplicate else self.originals)[number] += 1

    @property
    def receipts(self) -> frozenset[str]:
        """All numbers that are on a whole paper."""
        return frozenset((*self.originals, *self.duplicates))

    @property
    def twice(self) -> list[str]:
        """Receipts that were printed as an original more than once."""
        return sorted(number for number, count in self.originals.items() if count > 1)


def read_papers(papers: Iterable[str]) -> Tape:
    """Count papers."""
    tape = Tape()
    for paper in papers:
        tape.read(paper)
    return tape


def _receipts(paper: str) -> Iterable[tuple[str, bool]]:
    """Number, and whether it is a duplicate, of each receipt whose number can be read."""
    marked = pending = False
    for line in paper.splitlines():
        if _DUPLICATE in line:
            pending = True
        elif line.strip() == NAME:
            # The mark stands above the letterhead, and nowhere else.
            marked, pending = pending, False
        elif number := _OWN_NUMBER.match(line):
            yield number[1], marked
