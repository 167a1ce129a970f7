"""What a stock document of a terminal says, worked out without touching the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from retail.events import Movement, StockMoved

SENT = "stock.sent"
ARRIVED = "stock.arrived"
KINDS = ("stock.counted", "stock.received", "stock.adjusted", SENT, ARRIVED)


class StockWork(msgspec.Struct, frozen=True, kw_only=True):
    """A stock document beyond its movements."""

    kind: str
    skus: tuple[str, ...]
    """SKUs whose stock is kept from now on, also those of which nothing moved."""
    other_store: str = ""
    transfer_id: str = ""
    reference: str = ""
    believed: Mapping[str, int] = {}
    """Of a count: what its terminal believed to be there, SKU → thousandths."""
    unheard: frozenset[str] = frozenset()
    """Of a count: SKUs of which its terminal did not know that their stock is kept."""


def work_of(kind: str, body: StockMoved) -> StockWork:
    """The document of an op of this kind."""
    skus = {one.sku for one in body.movements} | {one.sku for one in body.counts}
    counts = body.counts if kind == "stock.counted" else ()
    return StockWork(
        kind=kind,
        skus=tuple(sorted(skus)),
        other_store=body.other_store,
        transfer_id=body.transfer_id or body.document_id,
        reference=body.reference,
        # Of an item that a made-up document counts twice, the second.
        believed={one.sku: one.expected for one in counts},
        unheard=frozenset(one.sku for one in counts if one.first),
    )


def oddities(kind: str, body: StockMoved) -> list[tuple[str, str, dict[str, Any]]]:
    """(kind, message, detail) of what a person should know about the document."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    if kind == "stock.counted" and _sums(body.movements) != _differences(body):
        found.append(("count_differs", "What a count moved is not what it says was found.", {}))
    wrong = [one.sku for one in body.movements if _goes_the_wrong_way(kind, one)]
    if wrong:
        found.append(
            ("transfer_backwards", "A transfer moved stock in the wrong direction.", {"skus": wrong[:20]})
        )
    return found


def _sums(movements: tuple[Movement, ...]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in movements:
        sums[one.sku] = sums.get(one.sku, 0) + one.delta
    return {sku: delta for sku, delta in sums.items() if delta}


def _differences(body: StockMoved) -> dict[str, int]:
    differences: dict[str, int] = {}
    for one in body.counts:
        differences[one.sku] = differences.get(one.sku, 0) + one.counted - one.expected
    return {sku: delta for sku, delta in differences.items() if delta}


def _goes_the_wrong_way(kind: str, one: Movement) -> bool:
    return (kind == SENT and one.delta > 0) or (kind == ARRIVED and one.delta < 0)
