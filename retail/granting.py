"""How a right is used up and given back, as the hub keeps it: spending never fails, it covers less.

A holder spends only its own; what is left comes back by its settle or by a manager's word, never by time
(sync.md, fact 5).
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

GrantState = Literal["open", "settling", "settled", "written_off"]
"""`settling`: the holder gave back what it has, and sales of it that the hub lacks account for the rest."""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a grant so far: thousandths of the unit, points, or minor units."""

    quantity: int
    spent: int = 0
    returned: int = 0
    state: GrantState = "open"

    @property
    def held(self) -> int:
        """What is still promised to the holder."""
        return self.quantity - self.spent - self.returned if self.state in ("open", "settling") else 0


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """What a spending came to."""

    grant: Grant
    covered: int
    """What of it the grant covers; what is beyond was sold without a right."""


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What a settling came to."""

    grant: Grant
    back: int
    """What nobody holds any more."""
    differs: bool
    """Whether the holder says otherwise than the hub knows."""


def spend(grant: Grant, quantity: int) -> Spent:
    """The holder used `quantity`; a right with nothing left is settled by that."""
    covered = max(0, min(quantity, grant.held))
    after = replace(grant, spent=grant.spent + covered)
    return Spent(grant=_closed_if_empty(after), covered=covered)


def settle(grant: Grant, unspent: int) -> Settled:
    """The holder gives back `unspent` and spends no more.

    Where it says that it spent more than the hub has heard of, that part waits for the sales which say so:
    they may lie in quarantine.
    """
    if grant.state != "open":
        return Settled(grant=grant, back=0, differs=unspent > 0)
    held = grant.held
    back = max(0, min(unspent, held))
    after = replace(grant, returned=grant.returned + back, state="settling")
    return Settled(grant=_closed_if_empty(after), back=back, differs=unspent != held)


def write_off(grant: Grant) -> Settled:
    """A manager takes what is left back: the holder is lost, or will never settle."""
    back = grant.held
    after = replace(grant, returned=grant.returned + back, state="written_off") if back else grant
    return Settled(grant=after, back=back, differs=False)


def _closed_if_empty(grant: Grant) -> Grant:
    return (
        replace(grant, state="settled") if grant.state in ("open", "settling") and not grant.held else grant
    )
