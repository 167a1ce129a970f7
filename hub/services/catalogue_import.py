"""Takes a catalogue in, batch by batch: good rows are in and published, bad ones are reported.

A row that changes nothing makes no feed row, so that the same file may be imported again at any time, also
after it was broken off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from hub.services.catalogue_files import RawRow
from hub.services.catalogue_rows import Candidate, read_row
from hub.services.catalogue_writing import Written, write_batch
from hub.services.clock import Clock
from hub.services.pictures import PictureFolder
from hub.services.price_changes import DatedPrice
from hub.services.promotions import ListRules, rules_of
from hub.store import stores
from hub.store.database import Database
from hub.store.seen import Seen
from retail.errors import RuleError
from sync import messages as m

BATCH = 1000
MAX_LISTED = 1000
"""Problems told one by one; beyond that they are only counted."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a row was refused."""

    line: int
    code: str
    reason: str


class ImportReport(msgspec.Struct, kw_only=True):
    """What an import did, so far."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: list[Problem] = []

    def refuse(self, line: int, code: str, reason: str) -> None:
        """Note a row that was refused."""
        self.refused += 1
        if len(self.problems) < MAX_LISTED:
            self.problems.append(Problem(line=line, code=code, reason=reason))


class CatalogueImport:
    """Imports into one price list."""

    def __init__(self, database: Database, clock: Clock, price_list: str, pictures: Path | None) -> None:
        """`pictures`: the folder that image paths start from; None where there is none, as in an upload.

        Raises `RuleError` while the hub has no store, or where no terminal uses the price list.
        """
        self._database = database
        self._clock = clock
        self._price_list = price_list
        self._pictures = None if pictures is None else PictureFolder(pictures)
        self._tax_classes, self._rules = _rules(database, price_list)

    def run(
        self,
        rows: Iterable[RawRow],
        progress: Callable[[ImportReport], None] | None = None,
        announce: Callable[[list[m.ScopeHead]], None] | None = None,
    ) -> ImportReport:
        """Import all rows; `progress` and `announce` are called after each batch."""
        report = ImportReport()
        with Seen() as seen:
            for batch in _batches(rows):
                report.read += len(batch)
                candidates = self._fresh(seen, self._read(batch, report), report)
                with self._database.write() as connection:
                    written = write_batch(
                        connection, candidates, self._price_list, self._pictures, self._clock.now()
                    )
                _count(report, written)
                if announce is not None:
                    announce(written.heads)
                if progress is not None:
                    progress(report)
        report.problems.sort(key=lambda problem: problem.line)
        return report

    def _read(self, batch: Sequence[RawRow], report: ImportReport) -> list[Candidate | DatedPrice]:
        good: list[Candidate | DatedPrice] = []
        for row in batch:
            try:
                good.append(read_row(row, self._tax_classes, self._rules.currency, self._rules.time_zone))
            except RuleError as error:
                report.refuse(row.line, error.code, error.message)
        return good

    def _fresh(
        self, seen: Seen, candidates: Sequence[Candidate | DatedPrice], report: ImportReport
    ) -> list[Candidate | DatedPrice]:
        """Those whose SKU and barcodes no earlier row of the file has named."""
        lines = seen.lines([word for one in candidates for word in _words(one)])
        known: dict[str, int] = dict(lines)
        fresh: list[Candidate | DatedPrice] = []
        for one in candidates:
            taken = next((word for word in _words(one) if word in known), None)
            if taken is not None:
                what, _, value = taken.partition(" ")
                report.refuse(
                    one.line, f"{what}_twice", f"{what} {value!r} stands on line {known[taken]} already"
                )
                continue
            known.update(dict.fromkeys(_words(one), one.line))
            fresh.append(one)
        seen.add({word: line for word, line in known.items() if word not in lines})
        return fresh


def _words(one: Candidate | DatedPrice) -> list[str]:
    if isinstance(one, DatedPrice):
        return [f"price {one.change.key}"]
    return [f"sku {one.item.sku}", *(f"barcode {code}" for code in one.item.identifiers)]


def _count(report: ImportReport, written: Written) -> None:
    report.added += written.added
    report.changed += written.changed
    report.unchanged += written.unchanged
    for line, code, reason in written.refused:
        report.refuse(line, code, reason)


def _batches(rows: Iterable[RawRow]) -> Iterator[list[RawRow]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _rules(database: Database, price_list: str) -> tuple[frozenset[str], ListRules]:
    """The tax classes that every store knows, and what amounts and times of the price list mean."""
    with database.read() as connection:
        known = stores.every(connection)
        if not known:
            raise RuleError("hub_not_set_up", "This hub has no store yet. Run `tillbridge hub setup` first.")
        rules = rules_of(connection, price_list)
    return frozenset.intersection(*(frozenset(one.tax.classes) for one in known)), rules
