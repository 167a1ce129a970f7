"""Commands about parked sales of other tills, and about carts that go to a phone."""

from __future__ import annotations

from pos_app.commands import Command
from retail.basket_lines import BasketLine


class AddCartLines(Command, frozen=True, kw_only=True):
    """Goods of a cart or a basket code for the sale; they may wait for the question of the buyer's age.

    No screen sends this.
    """

    wishes: tuple[BasketLine, ...]
    cart_id: str
    touchpoint: str
    code: str
    """Of the notice that tells what came."""
    signed: bool = False
    """A terminal made the code: its weights are right. What a phone had in hand, it may have changed."""
    at: int = 0
    count: int = 0
    """Lines of it that are on the sale already."""
    left_out: tuple[str, ...] = ()
    """Names of what is not: told with the rest, after the question."""
    then: Command | None = None
    """What waited for a question of its own when the cart came: it is asked next."""


class DropClaim(Command, frozen=True, kw_only=True):
    """Wait no longer for a parked sale, or give back one that the hub granted already."""

    txn_id: str


class PrintSlip(Command, frozen=True, kw_only=True):
    """Print the slip of a sale that is parked here, with the code that carries its goods to any till."""

    txn_id: str


class ShareCart(Command, frozen=True, kw_only=True):
    """Ask the hub for the link that opens the goods of the open sale on a phone."""


class PrintLink(Command, frozen=True, kw_only=True):
    """Print the link that was asked for last."""


class HandOver(Command, frozen=True, kw_only=True):
    """The customer has the cart on the phone: the sale here is over, and nothing was paid."""
