"""Hubs with wrong designs of stock: promises after a restore, rights that time takes, absolute counts."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import select

from hub.services import rights as rights_of
from hub.services.rights import RightsService
from hub.store import rights, stock
from hub.store.database import Connection
from hub.store.tables import op
from proof.simulation.mutant_hubs import Patches
from retail.errors import RuleError
from retail.stock import COUNTED


def no_freeze() -> Patches:
    """A restored hub promises at once what it promised before and forgot."""

    def awaited(_connection: Connection) -> list[str]:
        return []

    return ((rights, "awaited", awaited),)


def reclaim_on_expiry() -> Patches:
    """What a right holds goes back to the pool when its time is over, whoever has sold it meanwhile."""
    real = RightsService.request

    def request(self: RightsService, terminal: Any, asked: Any) -> Any:
        with self._database.read() as connection:
            held = rights.every(connection)
        for one in held:
            if one.use_by < self._clock.now():
                try:
                    self.write_off(one.grant_id, "the clock", "its time is over")
                except RuleError:
                    continue  # Nothing is left of it.
        return real(self, terminal, asked)

    return ((rights_of.RightsService, "request", request),)


def last_writer_stock() -> Patches:
    """A count says what there is, whatever was sold between the counting and its arrival."""
    real = stock.post

    def post(connection: Connection, rows: list[dict[str, Any]]) -> None:
        real(connection, [_absolute(connection, row) if row["reason"] == COUNTED else row for row in rows])

    return ((stock, "post", post),)


def _absolute(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """The movement that makes the hub's figure what the count found, whatever was sold since."""
    body = connection.execute(select(op.c.body).where(op.c.op_id == row["op_id"])).scalar_one()
    found = {one["sku"]: one["counted"] for one in msgspec.json.decode(body)["counts"]}
    now = stock.on_hand(connection, row["store_id"], row["sku"])
    return {**row, "delta": found[row["sku"]] - now}
