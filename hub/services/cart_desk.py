"""What terminals ask about shared carts and parked sales: adopt, share, claim, release (carts.md).

Each request is answered once and its answer kept: one that was lost on the way is asked for again by the
same `request_id`.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec.structs import replace

from hub.services.cart_prices import check_goods
from hub.services.cart_secrets import MAX_SECRETS, hash_of, new_secret
from hub.services.carts import new_cart, put_changes
from hub.services.clock import Clock
from hub.services.held_goods import as_they_stand, hand_to, lock_held
from hub.services.parked_sales import claim_parked, release_parked
from hub.store import carts, meta, parked
from hub.store.carts import CartRecord
from hub.store.database import Connection, Database
from hub.store.feeds import Outgoing, publish_each
from hub.store.terminals import TerminalRecord
from retail.canonical import canonical
from retail.cart import TOKEN_PREFIX, Cart, CartReply, CartRequest, CartState
from retail.cart_merge import checked, live
from retail.errors import RuleError
from retail.ids import timestamp_of

MAX_ID = 80
GONE = "This cart was sold, given up, or is at another till."
OTHER_STORE = "This cart is of another store."


class CartDesk:
    """Answers one terminal's requests."""

    def __init__(self, terminal: TerminalRecord, database: Database, clock: Clock) -> None:
        self._terminal = terminal
        self._database = database
        self._clock = clock

    def answer(self, request: CartRequest) -> CartReply:
        """What became of the request; raises `RuleError` for one that no honest terminal sends."""
        named = (request.request_id, request.cart_id, request.txn_id, request.customer_id or "")
        if not request.request_id or not all(len(one) <= MAX_ID and one.isprintable() for one in named):
            raise RuleError("request_invalid", f"A request has ids of at most {MAX_ID} characters.")
        digest = hashlib.sha256(canonical(request)).hexdigest()
        return self._database.run(lambda connection: self._answer(connection, request, digest))

    def _answer(self, connection: Connection, request: CartRequest, digest: str) -> CartReply:
        known = parked.answered(connection, self._terminal.terminal_id, request.request_id)
        if known is not None:
            if known[0] != digest:
                raise RuleError("request_id_reused", "Another request had this id.")
            return self._again(connection, request, msgspec.json.decode(known[1], type=CartReply))
        now = self._clock.now()
        wanted: Outgoing = {}
        reply = self._work(connection, request, wanted, now)
        kept = msgspec.json.encode(replace(reply, link="")).decode()
        parked.keep_answer(connection, self._terminal.terminal_id, request.request_id, (digest, kept), now)
        publish_each(connection, wanted, now)
        return reply

    def _again(self, connection: Connection, request: CartRequest, reply: CartReply) -> CartReply:
        """The kept answer, less rights that are over; its link with a new secret: none is kept anywhere."""
        if reply.rights:
            return replace(reply, rights=as_they_stand(connection, reply.rights))
        if request.act != "share" or reply.cart is None:
            return reply
        record = carts.find(connection, reply.cart.cart_id, lock=True)
        if record is None:
            return CartReply(code="cart_gone", message=GONE, at=self._clock.now())
        return replace(reply, link=self._link(connection, record.cart, self._clock.now()))

    def _work(self, connection: Connection, request: CartRequest, wanted: Outgoing, now: int) -> CartReply:
        if request.act == "adopt":
            return self._adopt(connection, request.token.removeprefix(TOKEN_PREFIX), wanted, now)
        if request.act == "share":
            return self._share(connection, request, now)
        if request.act == "claim":
            return claim_parked(connection, self._terminal, request, wanted, now)
        if request.txn_id:
            return release_parked(connection, self._terminal, request.txn_id, wanted, now)
        return self._release(connection, request.cart_id, now)

    def _adopt(self, connection: Connection, token: str, wanted: Outgoing, now: int) -> CartReply:
        hashed = hash_of(token)
        cart_id = carts.cart_of_token(connection, hashed, now)
        if cart_id is None:
            return CartReply(
                code="cart_token_invalid",
                message="This code is too old or was used. Show a new one on the phone.",
                at=now,
            )
        held = lock_held(connection, self._terminal.store_id, cart_id, now)
        record = carts.find(connection, cart_id, lock=True)
        if record is None:
            return CartReply(code="cart_gone", message=GONE, at=now)
        if record.cart.store_id != self._terminal.store_id:
            return CartReply(code="cart_of_other_store", message=OTHER_STORE, at=now)
        mine = self._terminal.terminal_id
        if not _may_have(record, mine) or not carts.spend_token(connection, hashed, mine):
            return CartReply(code="cart_gone", message=GONE, at=now)
        carts.set_state(connection, cart_id, "adopted", now, mine)
        rights = hand_to(connection, self._terminal, record.cart, held, wanted, now)
        return CartReply(cart=_waiting(record.cart, "adopted", now), rights=rights, at=now)

    def _share(self, connection: Connection, request: CartRequest, now: int) -> CartReply:
        timestamp_of(request.cart_id)
        changes = checked(request.lines)
        check_goods(connection, changes)
        record = carts.find(connection, request.cart_id, lock=True)
        if record is None:
            cart = new_cart(connection, request.cart_id, self._terminal.store_id, "till", now)
            carts.add(connection, cart)
            record = CartRecord(cart=cart)
        elif record.cart.store_id != self._terminal.store_id:
            return CartReply(code="cart_of_other_store", message=OTHER_STORE, at=now)
        elif not _may_have(record, self._terminal.terminal_id):
            return CartReply(code="cart_gone", message=GONE, at=now)
        changed = put_changes(connection, record, changes, now)
        carts.set_state(connection, changed.cart_id, "open", now)
        if request.customer_id is not None:
            carts.describe(connection, changed.cart_id, request.customer_id)
            changed = replace(changed, customer_id=request.customer_id)
        cart = _waiting(changed, "open", now)
        return CartReply(cart=cart, link=self._link(connection, cart, now), at=now)

    def _release(self, connection: Connection, cart_id: str, now: int) -> CartReply:
        record = carts.find(connection, cart_id, lock=True)
        if record is None or not _may_have(record, self._terminal.terminal_id):
            return CartReply(code="cart_gone", message=GONE, at=now)
        if record.cart.store_id != self._terminal.store_id:
            return CartReply(code="cart_of_other_store", message=OTHER_STORE, at=now)
        carts.set_state(connection, cart_id, "open", now)
        return CartReply(cart=_waiting(record.cart, "open", now), at=now)

    def _link(self, connection: Connection, cart: Cart, now: int) -> str:
        secret = new_secret()
        carts.add_secret(connection, cart.cart_id, hash_of(secret), now, MAX_SECRETS)
        address = (meta.get(connection, meta.URL) or "").rstrip("/")
        return f"{address}/cart#{cart.cart_id}.{secret}"


def _may_have(record: CartRecord, terminal_id: str) -> bool:
    """Whether the cart is free, or this terminal's already."""
    return record.cart.state == "open" or (
        record.cart.state == "adopted" and record.adopted_by == terminal_id
    )


def _waiting(cart: Cart, state: CartState, now: int) -> Cart:
    """The cart with the lines that wait, in a state."""
    return replace(cart, state=state, changed_at=now, lines=live(cart.lines))
