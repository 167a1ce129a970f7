"""The tables that feed rows of `catalogue.db` go to, one class a kind; what fits none is kept raw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec
from sqlalchemy import ColumnElement, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from local_db.catalogue_rows import IDENTIFIERS
from local_db.catalogue_schema import (
    category,
    feed_row,
    item,
    item_identifier,
    price,
    price_change,
    promotion,
)
from local_db.database import Database, Row
from local_db.feed import Held
from local_db.statements import Statement
from retail.item import Category, Item, Price, PriceChange
from retail.promotion import Promotion
from retail.sort_key import sort_key
from sync.ports import FeedRow

PRICES = "price:"


class KindTable(Protocol):
    """Rows of one kind in one kind of scope."""

    def held(self, database: Database, scope: str, keys: list[str]) -> dict[str, Held]: ...

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        """Raises `msgspec.ValidationError` for a body that is not of this kind."""
        ...

    def delete(self, database: Database, scope: str, key: str) -> None: ...

    def sweep(self, database: Database, scope: str, current: int) -> None: ...


def _among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """`column` is one of the JSON list `:keys`."""
    return column.in_(select(func.json_each(bindparam("keys")).table_valued("value").c.value))


def _upsert(table: Table, *key: str) -> Statement:
    new = insert(table)
    rest = [name for name in list(table.c.keys()) if name not in (*key, "id")]
    return Statement(
        new.values({name: bindparam(name) for name in (*key, *rest)}).on_conflict_do_update(
            index_elements=list(key), set_={name: new.excluded[name] for name in rest}
        )
    )


def _held(rows: Iterable[Row]) -> dict[str, Held]:
    """Rows of key, digest, round and perhaps row id."""
    return {key: Held(digest.hex(), *rest) for key, digest, *rest in rows}


def _marks(row: FeedRow, held: Held) -> dict[str, Any]:
    return {"rev": row.rev, "digest": bytes.fromhex(held.digest), "round": held.round}


def _check_key(row: FeedRow, named: str) -> None:
    if named != row.key:
        raise msgspec.ValidationError(f"the body names {named[:40]!r}, the row {row.key[:40]!r}")


class ItemTable:
    """Kind `item`: the item and each of its identifiers; triggers keep the word search in step."""

    _HELD = Statement(select(item.c.sku, item.c.digest, item.c.round, item.c.id).where(_among(item.c.sku)))
    _OLD = Statement(select(item.c.id, item.c.identifiers).where(item.c.sku == bindparam("sku")))
    # OR FAIL: the word index is written to disk at every savepoint, and a statement that can be undone by
    # itself sets one (ten times slower); an error here ends the whole transaction anyway.
    _ADD = Statement(
        insert(item)
        .prefix_with("OR FAIL")
        .values({name: bindparam(name) for name in list(item.c.keys()) if name != "id"})
    )
    _CHANGE = Statement(
        update(item)
        .prefix_with("OR FAIL")
        .where(item.c.id == bindparam("which"))
        .values({name: bindparam(name) for name in list(item.c.keys()) if name not in ("id", "sku")})
    )
    _NAME = Statement(insert(item_identifier).on_conflict_do_nothing())
    _UNNAME = Statement(
        delete(item_identifier).where(
            item_identifier.c.identifier == bindparam("which"),
            item_identifier.c.item_id == bindparam("owner"),
        )
    )
    _DELETE = Statement(delete(item).where(item.c.sku == bindparam("which")))
    _STALE = Statement(select(item.c.sku).where(item.c.round != bindparam("round")))

    def held(self, database: Database, scope: str, keys: list[str]) -> dict[str, Held]:  # noqa: ARG002 - one scope
        return _held(database.rows(self._HELD, keys=msgspec.json.encode(keys).decode()))

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:  # noqa: ARG002 - one scope
        value = msgspec.convert(row.body, Item)
        _check_key(row, value.sku)
        item_id, old = self._identifiers(database, row.key)
        fields = msgspec.structs.asdict(value) | {
            "identifiers": msgspec.json.encode(value.identifiers).decode(),
            "active": int(value.active),
            "sort_key": sort_key(value.name),
        }
        if item_id:
            database.change(self._CHANGE, which=item_id, **fields, **_marks(row, held))
        else:
            database.change(self._ADD, **fields, **_marks(row, held))
            item_id = self._identifiers(database, row.key)[0]
        new = set(value.identifiers)
        self._unname(database, item_id, old - new)
        database.change_many(
            self._NAME, [{"identifier": each, "item_id": item_id} for each in sorted(new - old)]
        )

    def delete(self, database: Database, scope: str, key: str) -> None:  # noqa: ARG002 - one scope
        item_id, names = self._identifiers(database, key)
        self._unname(database, item_id, names)
        database.change(self._DELETE, which=key)

    def sweep(self, database: Database, scope: str, current: int) -> None:
        for (sku,) in database.rows(self._STALE, round=current):
            self.delete(database, scope, sku)

    def _identifiers(self, database: Database, sku: str) -> tuple[int, set[str]]:
        row = database.row(self._OLD, sku=sku)
        return (row[0], set(IDENTIFIERS.decode(row[1]))) if row else (0, set())

    def _unname(self, database: Database, item_id: int, names: set[str]) -> None:
        database.change_many(self._UNNAME, [{"which": each, "owner": item_id} for each in sorted(names)])


class CategoryTable:
    """Kind `category`."""

    _HELD = Statement(
        select(category.c.name, category.c.digest, category.c.round).where(_among(category.c.name))
    )
    _PUT = _upsert(category, "name")
    _DELETE = Statement(delete(category).where(category.c.name == bindparam("which")))
    _SWEEP = Statement(delete(category).where(category.c.round != bindparam("current")))

    def held(self, database: Database, scope: str, keys: list[str]) -> dict[str, Held]:  # noqa: ARG002 - one scope
        return _held(database.rows(self._HELD, keys=msgspec.json.encode(keys).decode()))

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:  # noqa: ARG002 - one scope
        value = msgspec.convert(row.body, Category)
        _check_key(row, value.name)
        database.change(self._PUT, **msgspec.structs.asdict(value), **_marks(row, held))

    def delete(self, database: Database, scope: str, key: str) -> None:  # noqa: ARG002 - one scope
        database.change(self._DELETE, which=key)

    def sweep(self, database: Database, scope: str, current: int) -> None:  # noqa: ARG002 - one scope
        database.change(self._SWEEP, current=current)


class ListTable:
    """Rows of one kind in tables of price lists; the list's name is the rest of the scope's."""

    def __init__(self, table: Table, key: str) -> None:
        of_list, column = table.c.list == bindparam("of"), table.c[key]
        self._held = Statement(select(column, table.c.digest, table.c.round).where(of_list, _among(column)))
        self._put = _upsert(table, "list", key)
        self._delete = Statement(delete(table).where(of_list, column == bindparam("which")))
        self._sweep = Statement(delete(table).where(of_list, table.c.round != bindparam("current")))

    def held(self, database: Database, scope: str, keys: list[str]) -> dict[str, Held]:
        names = msgspec.json.encode(keys).decode()
        return _held(database.rows(self._held, of=scope.removeprefix(PRICES), keys=names))

    def delete(self, database: Database, scope: str, key: str) -> None:
        database.change(self._delete, of=scope.removeprefix(PRICES), which=key)

    def sweep(self, database: Database, scope: str, current: int) -> None:
        database.change(self._sweep, of=scope.removeprefix(PRICES), current=current)

    def _store(self, database: Database, scope: str, row: FeedRow, held: Held, **fields: Any) -> None:
        database.change(self._put, list=scope.removeprefix(PRICES), **fields, **_marks(row, held))


class PriceTable(ListTable):
    """Kind `price`."""

    def __init__(self) -> None:
        super().__init__(price, "sku")

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        value = msgspec.convert(row.body, Price)
        _check_key(row, value.sku)
        self._store(database, scope, row, held, sku=value.sku, amount=value.amount)


class PriceChangeTable(ListTable):
    """Kind `price_change`."""

    def __init__(self) -> None:
        super().__init__(price_change, "key")

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        value = msgspec.convert(row.body, PriceChange)
        _check_key(row, value.key)
        self._store(database, scope, row, held, key=value.key, **msgspec.structs.asdict(value))


class PromotionTable(ListTable):
    """Kind `promotion`, as it was sent: a later program may read more in it than this one."""

    def __init__(self) -> None:
        super().__init__(promotion, "promotion_id")

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        value = msgspec.convert(row.body, Promotion)
        _check_key(row, value.promotion_id)
        body = msgspec.json.encode(row.body).decode()
        self._store(database, scope, row, held, promotion_id=value.promotion_id, body=body)


class RawTable:
    """Rows of a kind that this program does not know, or whose body it cannot use (then with the reason)."""

    _OF_KIND = (feed_row.c.scope == bindparam("of")) & (feed_row.c.kind == bindparam("what"))
    _HELD = Statement(
        select(feed_row.c.key, feed_row.c.digest, feed_row.c.round).where(_OF_KIND, _among(feed_row.c.key))
    )
    _PUT = _upsert(feed_row, "scope", "kind", "key")
    _DELETE = Statement(delete(feed_row).where(_OF_KIND, feed_row.c.key == bindparam("which")))
    _SWEEP = Statement(
        delete(feed_row).where(feed_row.c.scope == bindparam("of"), feed_row.c.round != bindparam("current"))
    )

    def held(self, database: Database, scope: str, kind: str, keys: list[str]) -> dict[str, Held]:
        names = msgspec.json.encode(keys).decode()
        return _held(database.rows(self._HELD, of=scope, what=kind, keys=names))

    def put(self, database: Database, scope: str, row: FeedRow, held: Held, problem: str) -> None:
        body = msgspec.json.encode(row.body).decode()
        marks = _marks(row, held)
        database.change(
            self._PUT, scope=scope, kind=row.kind, key=row.key, body=body, problem=problem, **marks
        )

    def delete(self, database: Database, scope: str, kind: str, key: str) -> None:
        database.change(self._DELETE, of=scope, what=kind, which=key)

    def sweep(self, database: Database, scope: str, current: int) -> None:
        database.change(self._SWEEP, of=scope, current=current)
