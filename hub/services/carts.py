"""Shared carts for people with a phone: begun, changed, handed to a till, forgotten; rules in carts.md.

Whoever knows a cart's secret may do what is here; nobody signs in.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hub.services.cart_goods import FoundGoods, found_goods
from hub.services.cart_prices import ShownCart, check_goods, owner_of, shown
from hub.services.cart_secrets import (
    MAX_SECRETS,
    TOKEN_MS,
    hash_of,
    new_secret,
    new_token,
)
from hub.services.clock import Clock
from hub.services.hold_limits import check_hold, holder_of, longest
from hub.services.reservations import release, reserve
from hub.store import carts, pool, reservations, stores
from hub.store.carts import CartRecord
from hub.store.database import Connection, Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.identity import new_id
from retail import hybrid_clock
from retail.cart import TOKEN_PREFIX, Cart, CartLine
from retail.cart_merge import arriving, checked, live, merge
from retail.errors import KnownError, RuleError

MINUTE_MS = 60_000


class CartUnknown(KnownError):
    """There is no such cart, or the secret is not its own: which of both is not told."""

    def __init__(self) -> None:
        super().__init__("cart_unknown", "There is no such cart. The link may be old.")


class CartClosed(KnownError):
    """The cart can be looked at and not be changed: `cart_at_till`, or `cart_gone`."""


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A new cart, and the only time that its secret is told."""

    cart: ShownCart
    secret: str


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What a till scans to adopt a cart."""

    text: str
    expires_at: int


class CartService:
    """What the web may do with carts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self, store_id: str, lines: Sequence[CartLine], touchpoint: str) -> Begun:
        """A new cart at a store (empty: the only one). Raises `RuleError`."""
        now = self._clock.now()
        secret = new_secret()
        changes = checked(lines)

        def work(connection: Connection) -> ShownCart:
            check_goods(connection, changes)
            cart = new_cart(connection, new_id(now), store_id, touchpoint, now)
            carts.add(connection, cart)
            carts.add_secret(connection, cart.cart_id, hash_of(secret), now, MAX_SECRETS)
            return _changed(connection, CartRecord(cart=cart), changes, now)

        return Begun(cart=self._database.run(work), secret=secret)

    def show(self, cart_id: str, secret: str) -> ShownCart:
        """The cart with the hub's prices of now. Raises `CartUnknown`."""
        with self._database.read() as connection:
            return shown(connection, opened(connection, cart_id, secret).cart, self._clock.now())

    def change(self, cart_id: str, secret: str, lines: Sequence[CartLine]) -> ShownCart:
        """Merge lines into the cart. Raises `CartUnknown`, `CartClosed`, `RuleError`."""
        now = self._clock.now()
        changes = checked(lines)

        def work(connection: Connection) -> ShownCart:
            record = opened(connection, cart_id, secret, lock=True)
            check_open(record)
            check_goods(connection, changes)
            return _changed(connection, record, changes, now)

        return self._database.run(work)

    def remove(self, cart_id: str, secret: str, line_id: str) -> ShownCart:
        """Remove a line for good. Raises as `change`."""
        stamp = hybrid_clock.tick(None, self._clock.now(), "hub")
        gone = CartLine(line_id=line_id, sku="", quantity=0, stamp=stamp, removed=True)
        return self.change(cart_id, secret, [gone])

    def now(self) -> int:
        """The hub's time, by which a client whose clock is wrong counts down."""
        return self._clock.now()

    def token(self, cart_id: str, secret: str) -> Token:
        """What the shopper's phone shows to a till: for a few minutes, once; earlier ones are worthless.

        Raises `CartUnknown`, `CartClosed`, `RuleError` `cart_empty`.
        """
        now = self._clock.now()
        made = new_token()

        def work(connection: Connection) -> Token:
            record = opened(connection, cart_id, secret, lock=True)
            check_open(record)
            if not live(record.cart.lines):
                raise RuleError("cart_empty", "The cart is empty: there is nothing to take to the till.")
            carts.put_token(connection, cart_id, hash_of(made), now + TOKEN_MS)
            return Token(text=TOKEN_PREFIX + made, expires_at=now + TOKEN_MS)

        return self._database.run(work)

    def find_goods(self, cart_id: str, secret: str, words: str, after: str) -> FoundGoods:
        """What the cart's store sells, some at a time. Raises `CartUnknown`."""
        with self._database.read() as connection:
            cart = opened(connection, cart_id, secret).cart
            return found_goods(connection, cart.store_id, words, after, self._clock.now())

    def hold(self, cart_id: str, secret: str, minutes: int, address: str = "") -> ShownCart:
        """Hold the goods of the cart for so many minutes, all or none; what was held before is let go of.

        Only goods whose stock the store keeps can be held. `address` is who asks: its share is bounded, and
        the time of a cart that names no customer (`hold_limits`). Raises `CartUnknown`, `CartClosed`,
        `RuleError` `not_enough`, `not_tracked`, `rights_frozen`, `hold_share`, `hold_address`.
        """
        now = self._clock.now()
        holder = holder_of(address)

        def work(connection: Connection) -> ShownCart:
            cart = self._held(connection, cart_id, secret)
            wanted: Outgoing = {}
            # Whoever holds or sells the goods of this cart at this moment is through after this.
            pool.locked(connection, cart.store_id, _kept(connection, cart))
            cart = self._held(connection, cart_id, secret)
            lines = _kept(connection, cart)
            before = reservations.held_for(connection, owner_of(cart_id), now)
            _let_go(connection, cart, wanted, now)
            check_hold(connection, cart.store_id, holder, lines, before)
            reserve(
                connection,
                wanted,
                now,
                reservation_id=new_id(now),
                store_id=cart.store_id,
                owner=owner_of(cart_id),
                holder=holder,
                lines=lines,
                expires_at=now + longest(minutes, cart.customer_id) * MINUTE_MS,
            )
            publish_each(connection, wanted, now)
            return shown(connection, cart, now)

        # Carts with other goods wait for none of each other's stock, and their sum is bounded all the same.
        return self._database.run(work, queue=f"hold {holder}" if holder else "")

    def let_go(self, cart_id: str, secret: str) -> ShownCart:
        """Hold nothing for the cart any longer. Raises `CartUnknown`, `CartClosed`."""
        now = self._clock.now()

        def work(connection: Connection) -> ShownCart:
            cart = self._held(connection, cart_id, secret)
            wanted: Outgoing = {}
            _let_go(connection, cart, wanted, now)
            publish_each(connection, wanted, now)
            return shown(connection, cart, now)

        return self._database.run(work)

    def _held(self, connection: Connection, cart_id: str, secret: str) -> Cart:
        # Not locked: a push locks the stock before carts, and waiting crosswise would end one of both.
        record = opened(connection, cart_id, secret)
        check_open(record)
        return record.cart


def new_cart(connection: Connection, cart_id: str, store_id: str, touchpoint: str, now: int) -> Cart:
    """A cart without lines. Raises `RuleError` `store_unknown`."""
    known = stores.every(connection)
    found = [one for one in known if store_id in (one.profile.store_id, "")]
    if len(found) != 1:
        raise RuleError("store_unknown", "Say at which of the stores the cart is.")
    return Cart(
        cart_id=cart_id,
        store_id=found[0].profile.store_id,
        currency=found[0].profile.currency,
        touchpoint=touchpoint,
        created_at=now,
        changed_at=now,
    )


def opened(connection: Connection, cart_id: str, secret: str, *, lock: bool = False) -> CartRecord:
    """The cart that this secret opens. Raises `CartUnknown`."""
    record = None
    if cart_id.isprintable() and carts.opens(connection, cart_id, hash_of(secret)):
        record = carts.find(connection, cart_id, lock=lock)
    if record is None:
        raise CartUnknown()
    return record


def check_open(record: CartRecord) -> None:
    """Raise `CartClosed` for a cart that its shopper cannot change."""
    if record.cart.state == "adopted":
        raise CartClosed("cart_at_till", "A till has this cart. It comes back when it is not paid for there.")
    if record.cart.state != "open":
        raise CartClosed("cart_gone", "This cart was sold or given up. Begin a new one.")


def put_changes(connection: Connection, record: CartRecord, changes: Sequence[CartLine], now: int) -> Cart:
    """Merge checked lines in and write what is new; the cart after it. Raises `RuleError` `cart_full`."""
    before = set(record.cart.lines)
    held = record.cart.lines
    lines = merge(held, arriving(changes, held, now))
    new = [line for line in lines if line not in before]
    if not new:
        return record.cart
    carts.put_lines(connection, record.cart.cart_id, new, now)
    carts.set_state(connection, record.cart.cart_id, record.cart.state, now, record.adopted_by)
    # Read again: a line that comes from elsewhere may have been sold already.
    found = carts.find(connection, record.cart.cart_id)
    return record.cart if found is None else found.cart


def _changed(connection: Connection, record: CartRecord, changes: Sequence[CartLine], now: int) -> ShownCart:
    return shown(connection, put_changes(connection, record, changes, now), now)


def _kept(connection: Connection, cart: Cart) -> dict[str, int]:
    """SKU → how much of it the cart wants, of goods whose stock is kept. RuleError where there are none."""
    wanted: dict[str, int] = {}
    for line in live(cart.lines):
        wanted[line.sku] = wanted.get(line.sku, 0) + line.quantity
    rows = pool.everywhere(connection, sorted(wanted))
    kept = {row.sku: wanted[row.sku] for row in rows if row.store_id == cart.store_id}
    if not kept:
        raise RuleError("not_tracked", "The store keeps no stock of these goods: they cannot be held.")
    return kept


def _let_go(connection: Connection, cart: Cart, wanted: Outgoing, now: int) -> None:
    for one in reservations.open_of(connection, cart.store_id, [owner_of(cart.cart_id)]):
        release(connection, wanted, now, one.reservation_id)
