"""How often strangers may ask about carts: per address, per cart, and per wrong secret."""

from __future__ import annotations

from hub.services.clock import Clock
from hub.services.rate_limit import RateLimit, limit_of
from hub.store.database import Database
from sync.protocol import HubBusy

MINUTE_MS = 60_000
TEN_MINUTES_MS = 10 * MINUTE_MS
MOST_BEGUN = 60
"""Carts that one address may begin in ten minutes: a shop's visitors may share one."""
MOST_ASKED = 600
"""Requests of one address in a minute."""
MOST_OF_CART = 120
"""Requests about one cart in a minute."""
MOST_WRONG = 30
"""Wrong secrets from one address in ten minutes; a secret has 256 bits, so this is about load."""


class TooOften(HubBusy):
    """Come again later; nothing was done."""

    status = 429


class CartLimits:
    """Counts in memory what is about load, and for all workers together what is about guessing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._clock = clock
        self._asked = RateLimit(MOST_ASKED, MINUTE_MS)
        self._of_cart = RateLimit(MOST_OF_CART, MINUTE_MS)
        self._begun = limit_of(database, "cart_begun", MOST_BEGUN, TEN_MINUTES_MS)
        self._wrong = limit_of(database, "cart_wrong", MOST_WRONG, TEN_MINUTES_MS)

    def check(self, peer: str, cart_id: str) -> None:
        """A request of this address about this cart (empty: one that is to be begun). Raises `TooOften`."""
        now = self._clock.now()
        if not self._wrong.allows(peer, now):
            raise _too_often(TEN_MINUTES_MS)
        if not self._asked.allows(peer, now) or (cart_id and not self._of_cart.allows(cart_id, now)):
            raise _too_often(MINUTE_MS)
        self._asked.note(peer, now)
        if cart_id:
            self._of_cart.note(cart_id, now)

    def check_begin(self, peer: str) -> None:
        """This address begins a cart. Raises `TooOften`."""
        now = self._clock.now()
        if not self._begun.allows(peer, now):
            raise _too_often(TEN_MINUTES_MS)
        self._begun.note(peer, now)

    def wrong(self, peer: str) -> None:
        """This address gave a secret that opens nothing."""
        self._wrong.note(peer, self._clock.now())


def _too_often(window_ms: int) -> TooOften:
    return TooOften(
        "too_many_requests",
        "Too many requests. Wait a little.",
        retry_after=window_ms // 1000,
    )
