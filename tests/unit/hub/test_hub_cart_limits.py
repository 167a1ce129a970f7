"""One crowd of strangers does not keep others from their carts."""

from __future__ import annotations

from hub.bootstrap import Hub
from hub.services.cart_limits import MOST_OF_CART, CartLimits


def test_carts_that_are_begun_are_not_counted_as_one_cart(hub: Hub) -> None:
    limits = CartLimits(hub.database, hub.clock)
    for number in range(MOST_OF_CART + 1):
        limits.check(f"192.0.2.{number}", "")
