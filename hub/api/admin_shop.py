"""Admin routes for terminals and operators."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from hub.api.context import Manager, Services, Viewer
from hub.services import revoking
from hub.services.looking import replaced_view
from hub.services.scopes import config_scope
from hub.services.terminal_keys import key_changes
from hub.store import people, stores, terminals
from hub.store.feeds import Outgoing, publish_each
from hub.store.terminals import TerminalRecord
from retail.errors import RuleError
from retail.store_config import Operator

router = APIRouter()


class NewOperator(BaseModel):
    """An operator of a store; the PIN has 6 to 12 digits."""

    store_id: str | None = Field(default=None, max_length=60)
    """Needed where the hub has several stores."""
    name: str = Field(min_length=1, max_length=60)
    role: Literal["cashier", "supervisor", "manager"] = "cashier"
    pin: str = Field(max_length=60)
    language: str = Field(default="", max_length=20)
    colour: str = Field(default="", max_length=20)


class OperatorChange(BaseModel):
    """What shall change; what is left out stays."""

    name: str | None = Field(default=None, min_length=1, max_length=60)
    role: Literal["cashier", "supervisor", "manager"] | None = None
    pin: str | None = Field(default=None, max_length=60)
    active: bool | None = None


class CodeRequest(BaseModel):
    """Where the terminal reaches the hub, if not at the address it is served under."""

    url: str | None = Field(default=None, max_length=200)


@router.get("/terminals", tags=["terminals"])
def list_terminals(_person: Viewer, services: Services) -> dict[str, Any]:
    """All terminals: enrolled or not, revoked or not, when heard of."""
    with services.database.read() as connection:
        return {"terminals": [_terminal(one) for one in terminals.every(connection)]}


@router.post("/terminals/{terminal_id}/enrolment-code", tags=["terminals"])
def new_code(terminal_id: str, body: CodeRequest, _person: Manager, services: Services) -> dict[str, Any]:
    """A one-time code for the terminal, good for ten minutes; an enrolled one keeps its key until then."""
    code = services.enrolment.new_code(terminal_id, body.url)
    return {"text": code.text(), "minutes": 10}


@router.post("/terminals/{terminal_id}/revoke", tags=["terminals"])
def revoke(terminal_id: str, _person: Manager, services: Services) -> dict[str, Any]:
    """Refuse the terminal from now on, as when it was stolen. A new code enrols it again.

    Carts and parked sales that it had taken are free again at once; its rights stay held.
    """
    now = services.clock.now()
    wanted: Outgoing = {}
    with services.database.write() as connection:
        terminal = terminals.by_id(connection, terminal_id)
        if terminal is None:
            raise RuleError("terminal_unknown", "There is no such terminal at this hub.")
        revoking.revoke(connection, terminal, wanted, now)
        wanted[config_scope(terminal.store_id)] = key_changes(connection, terminal.store_id)
        heads = publish_each(connection, wanted, now)
    services.news.announce(heads)
    return {}


@router.post("/terminals/{terminal_id}/replace", tags=["terminals"])
def replace(terminal_id: str, body: CodeRequest, person: Manager, services: Services) -> dict[str, Any]:
    """Put a new terminal in the place of a broken one: its enrolment code, and the recovery code for a day.

    The broken one is refused from now on. Said again, it brings fresh codes for the same new terminal.
    """
    done, heads = services.replacements.replace(terminal_id, person.name, body.url)
    services.news.announce(heads)
    return replaced_view(done)


@router.get("/operators", tags=["operators"])
def list_operators(_person: Viewer, services: Services) -> dict[str, Any]:
    """All operators, without their PINs."""
    with services.database.read() as connection:
        return {"operators": [_operator(one) for one in people.operators(connection)]}


@router.post("/operators", tags=["operators"])
def add_operator(body: NewOperator, _person: Manager, services: Services) -> dict[str, Any]:
    """Add an operator; the store's terminals learn of it at once."""
    store_id = body.store_id or _only_store(services)
    operator, heads = services.staff.add(store_id, body.name, body.role, body.pin, body.language, body.colour)
    services.news.announce(heads)
    return _operator(operator)


@router.patch("/operators/{operator_id}", tags=["operators"])
def change_operator(
    operator_id: str, body: OperatorChange, _person: Manager, services: Services
) -> dict[str, Any]:
    """Change an operator's name, role, PIN or activity."""
    operator, heads = services.staff.change(
        operator_id, name=body.name, role=body.role, pin=body.pin, active=body.active
    )
    services.news.announce(heads)
    return _operator(operator)


def _only_store(services: Services) -> str:
    with services.database.read() as connection:
        known = stores.every(connection)
    if len(known) != 1:
        raise RuleError("store_ambiguous", "Say which store: give its store_id.")
    return known[0].profile.store_id


def _terminal(one: TerminalRecord) -> dict[str, Any]:
    return {
        "terminal_id": one.terminal_id,
        "number": one.terminal_no,
        "store_id": one.store_id,
        "name": one.name,
        "price_list": one.price_list,
        "enrolled": one.public_key is not None,
        "program": one.program,
        "enrolled_at": one.enrolled_at,
        "revoked_at": one.revoked_at,
        "seen_at": one.seen_at,
    }


def _operator(one: Operator) -> dict[str, Any]:
    return {
        "operator_id": one.operator_id,
        "name": one.name,
        "role": one.role,
        "language": one.language,
        "colour": one.colour,
        "active": one.active,
    }
