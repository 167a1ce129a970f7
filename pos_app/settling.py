"""How a till gives back what is left of a right: units, points or money."""

from __future__ import annotations

from pos_app.ports.rights import HeldRight
from pos_app.step import Step
from retail.events import RightSettled


def settle(step: Step, right: HeldRight) -> None:
    """Nothing more is spent of it; the hub hears so where anything is left to give back."""
    step.uow.rights.settle(right.grant_id)
    if right.left:
        body = RightSettled(
            origin=step.origin(),
            grant_id=right.grant_id,
            kind=right.kind,
            subject=right.subject,
            unspent=right.left,
        )
        step.record("right.settled", body)
