"""Operators as tiles and names."""

from __future__ import annotations

from pos_app.permissions import LEAST_ROLE, may
from pos_app.step import Step
from pos_app.views import OperatorTile
from retail.pin_guard import wait_ms
from retail.store_config import Operator


def tile(step: Step, operator: Operator) -> OperatorTile:
    """One person, with how long the PIN pad is still closed to them."""
    guard = step.uow.people.guard(operator.operator_id)
    waits = wait_ms(guard, step.clock.now())
    return OperatorTile(
        operator_id=operator.operator_id,
        name=operator.name,
        role=operator.role,
        colour=operator.colour,
        locked_until=guard.locked_until if waits else None,
    )


def operators(step: Step) -> tuple[OperatorTile, ...]:
    """Everybody who may sign in here."""
    return tuple(tile(step, operator) for operator in step.uow.people.operators())


def supervisors(step: Step, permission: str) -> tuple[OperatorTile, ...]:
    """Those who may approve an act; nobody for a permission that does not exist."""
    if permission not in LEAST_ROLE:
        return ()
    return tuple(
        tile(step, operator) for operator in step.uow.people.operators() if may(operator.role, permission)
    )


def name_of(step: Step, operator_id: str) -> str:
    """A person's name, or the bare id of one who is gone."""
    names = {one.operator_id: one.name for one in step.uow.people.operators()}
    return names.get(operator_id, operator_id)
