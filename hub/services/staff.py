"""Operators of the tills: added, renamed, given a new PIN, deactivated; each change reaches the terminals."""

from __future__ import annotations

from msgspec.structs import replace

from hub.services.clock import Clock
from hub.services.configuration import publish_store
from hub.store import people, stores
from hub.store.database import Connection, Database
from hub.store.identity import new_id
from retail.errors import RuleError
from retail.pin import check_pin_form, hash_pin
from retail.store_config import Operator, Role
from sync import messages as m

MAX_NAME = 60


class StaffService:
    """Changes operators and publishes them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self, store_id: str, name: str, role: Role, pin: str, language: str = "", colour: str = ""
    ) -> tuple[Operator, list[m.ScopeHead]]:
        """A new operator of a store. Raises `RuleError` for a bad PIN or name, or an unknown store."""
        check_pin_form(pin)
        _check_name(name)
        operator = Operator(
            operator_id=new_id(self._clock.now()),
            name=name.strip(),
            role=role,
            pin_hash=hash_pin(pin),
            language=language,
            colour=colour,
        )
        with self._database.write() as connection:
            if stores.by_id(connection, store_id) is None:
                raise RuleError("store_unknown", "There is no such store at this hub.")
            people.put_operator(connection, store_id, operator)
            return operator, publish_store(connection, store_id, self._clock.now())

    def change(
        self,
        operator_id: str,
        *,
        name: str | None = None,
        role: Role | None = None,
        pin: str | None = None,
        active: bool | None = None,
    ) -> tuple[Operator, list[m.ScopeHead]]:
        """Change what is given of an operator. Raises `RuleError` as `add`, or for an unknown operator."""
        if pin is not None:
            check_pin_form(pin)
        if name is not None:
            _check_name(name)
        pin_hash = None if pin is None else hash_pin(pin)
        with self._database.write() as connection:
            store_id, old = _operator(connection, operator_id)
            new = replace(
                old,
                name=old.name if name is None else name.strip(),
                role=old.role if role is None else role,
                pin_hash=pin_hash or old.pin_hash,
                active=old.active if active is None else active,
            )
            people.put_operator(connection, store_id, new)
            return new, publish_store(connection, store_id, self._clock.now())


def _operator(connection: Connection, operator_id: str) -> tuple[str, Operator]:
    store_id = people.store_of_operator(connection, operator_id)
    found = [one for one in people.operators(connection, store_id) if one.operator_id == operator_id]
    if store_id is None or not found:
        raise RuleError("operator_unknown", "There is no such operator at this hub.")
    return store_id, found[0]


def _check_name(name: str) -> None:
    if not 0 < len(name.strip()) <= MAX_NAME or not name.isprintable():
        raise RuleError("operator_name", f"An operator's name has 1 to {MAX_NAME} characters.")
