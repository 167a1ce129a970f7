"""Brings the body of an old op to the version that this program reads (sync.md, invariant 12).

A step says what the absence of a field meant when the op was made, so that a default that changes later
cannot change an old fact. The stored body, and with it the chain of hashes, is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Step = Callable[[dict[str, Any]], dict[str, Any]]

_SALE_KINDS: Final = ("sale.completed", "sale.post_voided")
_LINE_2: Final[Mapping[str, Any]] = {
    "batch": "",
    "serial": "",
    "expiry": "",
    "best_before": "",
    "returned": None,
}
"""Before version 2 nothing came back, and what a pack's code says of itself was not kept."""
_AMOUNT_2: Final[Mapping[str, Any]] = {"promotion_discount": 0, "promotions": []}


def upcast(kind: str, body: dict[str, Any], v: int, to: int) -> dict[str, Any]:
    """The body of version `v` as one of version `to`; `body` stays as it is."""
    for version in range(v, to):
        step = STEPS.get((kind, version))
        body = step(body) if step else body
    return body


def _with(fields: Mapping[str, Any]) -> Step:
    """A step that adds fields of the body itself."""
    return lambda body: {**fields, **body}


def _voided_2(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "lines": _each(body.get("lines"), _LINE_2)}


def _sale_2(body: dict[str, Any]) -> dict[str, Any]:
    return {**_voided_2(body), "amounts": _each(body.get("amounts"), _AMOUNT_2)}


def _each(rows: Any, fields: Mapping[str, Any]) -> Any:
    """Each row with the fields; what is no list of rows is left for the reader of the body to refuse."""
    if not isinstance(rows, list):
        return rows
    return [{**fields, **row} if isinstance(row, dict) else row for row in rows]


STEPS: Final[Mapping[tuple[str, int], Step]] = {
    **{(kind, 1): _sale_2 for kind in _SALE_KINDS},
    **{(kind, 2): _with({"rights": [], "overrides": [], "points": [], "values": []}) for kind in _SALE_KINDS},
    ("sale.voided", 1): _voided_2,
    **{(kind, 1): _with({"transaction": None}) for kind in ("sale.suspended", "sale.resumed")},
}
"""(kind, version) → what makes the next version of it; a pair that is not here changed only the number."""
