"""What people at the hub do with stock: look, and post a count of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

import msgspec

from hub.services.clock import Clock
from hub.services.doubts import task_row
from hub.services.rights import show_stock
from hub.services.stock_effects import oversold
from hub.store import catalogue, documents, pool, stores, tasks
from hub.store.database import Connection, Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.identity import new_id
from hub.store.pool import StockRow
from retail.errors import RuleError
from retail.stock import COUNTED, counted_delta

KIND = "stock.counted"
COLUMNS = ["sku", "quantity"]
MOST_ROWS = 100_000
A_BATCH = 500
MAX_QUANTITY = 10**12
THOUSANDTHS = Decimal(1000)


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a count."""

    document_id: str
    counted: int
    """SKUs that were counted."""
    moved: int
    """Of them, those that were another number before."""


class StockDesk:
    """Stock of all stores."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def list_stock(self, store_id: str, after: str = "", limit: int = 500) -> list[StockRow]:
        """A store's stock by SKU, behind `after`. Raises `RuleError` for an unknown store."""
        with self._database.read() as connection:
            _check_store(connection, store_id)
            return pool.of_store(connection, store_id, after=after, limit=limit)

    def post_count(self, store_id: str, counts: Mapping[str, int], by: str, note: str = "") -> Posted:
        """Say how many there are now (SKU → thousandths): posted as the differences, all or nothing.

        The store's tills have these figures with their next sync; what they sold and have not sent yet comes
        off when it arrives. Raises `RuleError` for an unknown store or SKU, or a quantity that cannot be.
        """
        now = self._clock.now()
        with self._database.write() as connection:
            _check_store(connection, store_id)
            _check_counts(connection, counts)
            document_id = new_id(now)
            documents.add(connection, document_id, KIND, store_id, by, note, now)
            pool.make_missing(connection, store_id, counts)
            before = pool.locked(connection, store_id, counts)
            deltas = {sku: counted_delta(counts[sku], row.on_hand) for sku, row in before.items()}
            documents.post(connection, _movements(document_id, store_id, deltas, now))
            wanted: Outgoing = {}
            self._keep(connection, store_id, before, wanted, now)
            publish_each(connection, wanted, now)
        moved = sum(1 for delta in deltas.values() if delta)
        return Posted(document_id=document_id, counted=len(counts), moved=moved)

    def _keep(
        self,
        connection: Connection,
        store_id: str,
        before: Mapping[str, StockRow],
        wanted: Outgoing,
        now: int,
    ) -> None:
        """Stock is kept of these from now on; what each terminal sold of the new ones is counted already."""
        rows = pool.locked(connection, store_id, before)
        seen = pool.newest_ops(connection, store_id, [sku for sku, row in before.items() if not row.tracked])
        for sku, row in rows.items():
            row.seen, row.tracked, row.moved_at = (row.seen or seen.get(sku, {})), True, now
            show_stock(wanted, row)
            if row.pool.oversold and not before[sku].pool.oversold:
                tasks.raise_tasks(connection, [task_row(oversold(row), None, "", now)])
        pool.save(connection, rows.values())


def read_counts(text: str) -> dict[str, int]:
    """SKU → thousandths, from CSV with the header `sku,quantity`; quantities are decimals with a point.

    Raises `RuleError` naming the line: nothing of a file is posted that is not whole.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = next(reader, [])
    if [name.strip().lower() for name in header] != COLUMNS:
        raise RuleError("stock_file_header", "The first line must be: sku,quantity")
    counts: dict[str, int] = {}
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        sku, quantity = _row(row, reader.line_num)
        if sku in counts:
            raise RuleError("stock_file_twice", f"Line {reader.line_num}: {sku!r} stands there twice.")
        counts[sku] = quantity
        if len(counts) > MOST_ROWS:
            raise RuleError("stock_file_large", f"A file counts at most {MOST_ROWS} items.")
    return counts


def _row(row: Sequence[str], line: int) -> tuple[str, int]:
    try:
        sku, text = (cell.strip() for cell in row)
        amount = Decimal(text) * THOUSANDTHS
        if not sku or not amount.is_finite() or amount != int(amount):
            raise InvalidOperation
    except (ValueError, ArithmeticError) as error:
        shown = ",".join(row)[:80]
        raise RuleError(
            "stock_file_row", f"Line {line}: {shown!r} is not an item and a quantity such as 12 or 1.250."
        ) from error
    return sku, int(amount)


def _movements(
    document_id: str, store_id: str, deltas: Mapping[str, int], now: int
) -> list[dict[str, object]]:
    return [
        {
            "document_id": document_id,
            "line_id": sku,
            "store_id": store_id,
            "sku": sku,
            "delta": delta,
            "reason": COUNTED,
            "at": now,
        }
        for sku, delta in sorted(deltas.items())
        if delta
    ]


def _check_store(connection: Connection, store_id: str) -> None:
    if stores.by_id(connection, store_id) is None:
        raise RuleError("store_unknown", f"There is no store {store_id[:40]!r} at this hub.")


def _check_counts(connection: Connection, counts: Mapping[str, int]) -> None:
    wanted = sorted(counts)
    known: set[str] = set()
    for start in range(0, len(wanted), A_BATCH):
        known |= catalogue.items(connection, wanted[start : start + A_BATCH]).keys()
    unknown = sorted(set(counts) - known)
    if unknown:
        raise RuleError("sku_unknown", f"There is no item {unknown[0][:60]!r} at this hub.", sku=unknown[0])
    wrong = [sku for sku, quantity in counts.items() if not 0 <= quantity <= MAX_QUANTITY]
    if wrong:
        raise RuleError("quantity_invalid", f"{wrong[0][:60]!r} cannot be counted with that quantity.")
