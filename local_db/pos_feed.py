"""Feed rows that live in `pos.db`: configuration, operators, and kinds that a later program will know."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.accounts import ACCOUNT, ALIAS, CUSTOMERS
from local_db.carts import SHAPES as CART_SHAPES
from local_db.customers import CUSTOMER, KINDS, CustomerRows
from local_db.database import Database
from local_db.feed import Held, RowId
from local_db.outbox import RESOLVED
from local_db.pos_schema import feed_row, operator
from local_db.rights import RIGHT, RightRows
from local_db.statements import Statement
from local_db.stock import SHAPES as STOCK_SHAPES
from retail.consent import ConsentText
from retail.customer_alias import CustomerAlias
from retail.errors import KnownError
from retail.loyalty import AccountState, LoyaltyProgram
from retail.pin import seal
from retail.resolution import Resolution
from retail.rights import Right
from retail.store_config import (
    Department,
    Operator,
    Reason,
    StoreProfile,
    TaxSettings,
    TerminalProfile,
)
from sync.ports import FeedRow

OPERATOR = "operator"
TERMINAL = "terminal:"
"""Before the terminal's id: the name of its own scope."""
SHAPES: dict[str, type[msgspec.Struct]] = {
    "store": StoreProfile,
    "tax": TaxSettings,
    "department": Department,
    "reason": Reason,
    "consent_text": ConsentText,
    "loyalty": LoyaltyProgram,
    "terminal": TerminalProfile,
    OPERATOR: Operator,
    RIGHT: Right,
    RESOLVED: Resolution,
    **STOCK_SHAPES,
    ACCOUNT: AccountState,
    ALIAS: CustomerAlias,
    **CART_SHAPES,
}

_IS_ROW = (
    (feed_row.c.scope == bindparam("scope"))
    & (feed_row.c.kind == bindparam("kind"))
    & (feed_row.c.key == bindparam("key"))
)
_HELD = Statement(
    select(feed_row.c.key, feed_row.c.digest, feed_row.c.round).where(
        feed_row.c.scope == bindparam("scope"),
        feed_row.c.kind == bindparam("kind"),
        feed_row.c.key.in_(select(func.json_each(bindparam("keys")).table_valued("value").c.value)),
    )
)
_NEW = insert(feed_row)
_PUT = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["scope", "kind", "key"],
        set_={name: _NEW.excluded[name] for name in ("rev", "digest", "round", "body", "problem")},
    )
)
_DELETE = Statement(delete(feed_row).where(_IS_ROW))
_SWEEP = Statement(
    delete(feed_row).where(feed_row.c.scope == bindparam("scope"), feed_row.c.round != bindparam("round"))
)
_NEW_OPERATOR = insert(operator)
_PUT_OPERATOR = Statement(
    _NEW_OPERATOR.on_conflict_do_update(
        index_elements=["operator_id"],
        set_={name: _NEW_OPERATOR.excluded[name] for name in operator.c.keys()[1:]},
    )
)
_DROP_OPERATOR = Statement(delete(operator).where(operator.c.operator_id == bindparam("which")))
_DROP_UNNAMED = Statement(
    delete(operator).where(
        operator.c.operator_id.not_in(
            select(feed_row.c.key).where(feed_row.c.kind == OPERATOR, feed_row.c.problem == "")
        )
    )
)


class PosRows:
    """`local_db.feed.RowTables` on `pos.db`; seals PIN hashes with `pepper` and forgets them (M8.2)."""

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper

    def held(self, database: Database, scope: str, ids: Sequence[RowId]) -> dict[RowId, Held]:
        """Of `ids`, those that are there."""
        found: dict[RowId, Held] = {}
        for kind in {kind for kind, _ in ids}:
            keys = msgspec.json.encode([key for each, key in ids if each == kind]).decode()
            for key, digest, in_round in database.rows(_HELD, scope=scope, kind=kind, keys=keys):
                found[kind, key] = Held(digest, in_round)
        return found

    def put(self, database: Database, scope: str, row: FeedRow, held: Held) -> None:
        """Insert or replace; a body that cannot be used is kept with its reason and shown to nobody."""
        problem = self._use(database, row)
        body = {name: value for name, value in (row.body or {}).items() if name != "pin_hash"}
        if row.kind == OPERATOR:
            body["pin_hash"] = ""
        database.change(
            _PUT,
            scope=scope,
            kind=row.kind,
            key=row.key,
            rev=row.rev,
            digest=held.digest,
            round=held.round,
            body=msgspec.json.encode(body).decode(),
            problem=problem,
        )

    def delete(self, database: Database, scope: str, row_id: RowId) -> None:
        """Remove the row and what was made of it."""
        kind, key = row_id
        database.change(_DELETE, scope=scope, kind=kind, key=key)
        if kind == OPERATOR:
            database.change(_DROP_OPERATOR, which=key)
        if kind == CUSTOMER:
            CustomerRows(database).left(key)
        if kind == RIGHT:
            RightRows(database).taken_away(key)

    def sweep(self, database: Database, scope: str, current: int) -> None:
        """Drop the rows of other rounds, and operators that no row names any more."""
        database.change(_SWEEP, scope=scope, round=current)
        database.change(_DROP_UNNAMED)
        if scope.startswith(TERMINAL):
            RightRows(database).swept()
        if scope.startswith(CUSTOMERS):
            CustomerRows(database).swept()

    def _use(self, database: Database, row: FeedRow) -> str:
        """Why the body cannot be used, empty where it can."""
        shape = SHAPES.get(row.kind)
        if shape is None and row.kind not in KINDS:
            return ""
        try:
            if shape is None:
                CustomerRows(database).arrived(row.kind, row.key, row.body)
                return ""
            value = msgspec.convert(row.body, shape)
            if isinstance(value, Right):
                RightRows(database).put(value)
            if isinstance(value, Operator):
                self._put_operator(database, row.key, value)
        except (msgspec.ValidationError, KnownError) as error:
            if row.kind == OPERATOR:
                database.change(_DROP_OPERATOR, which=row.key)
            return str(error)
        return ""

    def _put_operator(self, database: Database, key: str, person: Operator) -> None:
        sealed = seal(person.pin_hash, self._pepper)
        database.change(
            _PUT_OPERATOR,
            operator_id=key,
            name=person.name,
            role=person.role,
            language=person.language,
            colour=person.colour,
            active=int(person.active),
            pin_settings=sealed.settings,
            pin_mac=sealed.mac,
        )
