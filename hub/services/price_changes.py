"""Prices with a date: rows of a catalogue file that name one, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hub.services.scopes import price_scope
from hub.store import catalogue, price_changes
from hub.store.database import Connection, Database
from hub.store.feeds import Change, publish
from retail.errors import RuleError
from retail.item import PriceChange
from sync import messages as m


class DatedPrice(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a file that names a price to come."""

    line: int
    change: PriceChange


class DatedOutcome(msgspec.Struct, kw_only=True):
    """What the rows came to."""

    changes: list[Change] = []
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str, str]] = []


def write_dated(connection: Connection, rows: Sequence[DatedPrice], price_list: str, at: int) -> DatedOutcome:
    """Write the prices; one whose moment has passed is refused: it would come into force at once."""
    done = DatedOutcome()
    skus = [one.change.sku for one in rows]
    known = catalogue.items(connection, skus)
    old = {one.key: one.amount for one in price_changes.of_skus(connection, price_list, skus)}
    wanted: list[PriceChange] = []
    for row in rows:
        change = row.change
        if change.sku not in known:
            done.refused.append((row.line, "sku_unknown", f"there is no item {change.sku!r} yet"))
        elif old.get(change.key) == change.amount:
            done.unchanged += 1
        elif change.effective_from <= at:
            done.refused.append(
                (row.line, "price_from_passed", "price_from has passed: leave it empty to set the price now")
            )
        else:
            done.added += change.key not in old
            done.changed += change.key in old
            wanted.append(change)
    price_changes.put(connection, price_list, wanted)
    done.changes = [_put(one) for one in wanted]
    return done


def fold_passed(connection: Connection, price_list: str, skus: Sequence[str], at: int) -> list[Change]:
    """Take away the dated prices that a price set now stands in for."""
    passed = [one for one in price_changes.of_skus(connection, price_list, skus) if one.effective_from <= at]
    price_changes.remove(connection, price_list, passed)
    return [Change(kind="price_change", key=one.key, body=None) for one in passed]


def take_back(database: Database, price_list: str, sku: str, effective_from: int, at: int) -> m.ScopeHead:
    """Take a price to come back. Raises `RuleError` where there is none, or its moment has passed."""
    with database.write() as connection:
        found = [
            one
            for one in price_changes.of_skus(connection, price_list, [sku])
            if one.effective_from == effective_from
        ]
        if not found:
            raise RuleError("price_change_unknown", "There is no such price change.")
        if effective_from <= at:
            raise RuleError("price_from_passed", "This price is in force. Import the one that shall be.")
        price_changes.remove(connection, price_list, found)
        gone = [Change(kind="price_change", key=one.key, body=None) for one in found]
        return publish(connection, price_scope(price_list), gone, at)


def _put(one: PriceChange) -> Change:
    return Change(kind="price_change", key=one.key, body=one)
