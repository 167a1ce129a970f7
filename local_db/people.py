"""Operators who may sign in here, their sealed PINs, and the guards that slow guessing down."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database, Row
from local_db.pos_schema import operator, pin_guard
from local_db.statements import Statement
from retail.pin import SealedPin
from retail.pin_guard import PinGuard
from retail.store_config import Operator

_FIELDS = ("operator_id", "name", "role", "language", "colour")
_ALL = select(*(operator.c[name] for name in _FIELDS)).where(operator.c.active == 1)
_ACTIVE = Statement(_ALL)
_ONE = Statement(_ALL.where(operator.c.operator_id == bindparam("operator_id")))
_PIN = Statement(
    select(operator.c.pin_settings, operator.c.pin_mac).where(
        operator.c.operator_id == bindparam("operator_id"), operator.c.active == 1
    )
)
_GUARD = Statement(
    select(pin_guard.c.failures, pin_guard.c.locked_until).where(
        pin_guard.c.operator_id == bindparam("operator_id")
    )
)
_NEW_GUARD = insert(pin_guard)
_SAVE_GUARD = Statement(
    _NEW_GUARD.on_conflict_do_update(
        index_elements=["operator_id"],
        set_={"failures": _NEW_GUARD.excluded.failures, "locked_until": _NEW_GUARD.excluded.locked_until},
    )
)


class PeopleRows:
    """`pos_app.ports.store.People` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def operators(self) -> tuple[Operator, ...]:
        """Active ones by name; `pin_hash` is empty: a terminal does not keep it."""
        found = map(_operator, self._database.rows(_ACTIVE))
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.operator_id)))

    def operator(self, operator_id: str) -> Operator | None:
        """An active one by id, without a PIN as above."""
        row = self._database.row(_ONE, operator_id=operator_id)
        return None if row is None else _operator(row)

    def sealed_pin(self, operator_id: str) -> SealedPin | None:
        """What is kept of an active operator's PIN."""
        row = self._database.row(_PIN, operator_id=operator_id)
        return None if row is None else SealedPin(settings=row[0], mac=row[1])

    def guard(self, operator_id: str) -> PinGuard:
        """Failures remembered under this id: an operator's, or the caller's word for the terminal itself."""
        row = self._database.row(_GUARD, operator_id=operator_id)
        return PinGuard() if row is None else PinGuard(failures=row[0], locked_until=row[1])

    def save_guard(self, operator_id: str, guard: PinGuard) -> None:
        """Remember failures, so that pulling the plug does not free a locked operator."""
        self._database.change(
            _SAVE_GUARD,
            operator_id=operator_id,
            failures=guard.failures,
            locked_until=guard.locked_until,
        )


def _operator(row: Row) -> Operator:
    return Operator(pin_hash="", **dict(zip(_FIELDS, row, strict=True)))
