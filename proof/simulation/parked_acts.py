"""Parked sales and shared carts in a run: put aside at one till, taken by any, written by several phones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pos_app import commands as c
from pos_app.commands import carts as cart_commands
from proof.simulation import shop
from proof.simulation.clocks import MachineClock, SeededIds
from proof.simulation.schedule import HOUR_MS, Step
from proof.simulation.sending import pay_rest, send
from proof.simulation.terminal import Till
from retail import hybrid_clock
from retail.cart import CartLine

if TYPE_CHECKING:
    from proof.simulation.world import World

ASKING_TURNS = 4
WRITERS = 3
UNIT = 1000
SKEWS = (0, 0, -30 * HOUR_MS, -90_000, 90_000, 2 * HOUR_MS)
"""How far the clock of a phone is off."""
SET_BACK = (0, 0, 600_000, 2 * HOUR_MS)
"""How far the hub's clock is set back while the phones write, before somebody puts it right."""


def park(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """Something is scanned and put aside."""
    for _ in range(chance.randint(1, 2)):
        send(world, till, c.Scan(raw=chance.choice(shop.FREELY_SOLD).barcode))
    send(world, till, c.SuspendSale())


def resume(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """A parked sale, of this till or another, is taken and paid."""
    with world.process(till).store.read() as uow:
        known = {txn.txn_id for txn, _ in uow.drafts.suspended()} | {one.txn_id for one in uow.carts.parked()}
    if known:
        send(world, till, c.ResumeSale(txn_id=chance.choice(sorted(known))))
        world.turns(till, ASKING_TURNS)
        pay_rest(world, till)


def phone_cart(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """Three phones, each with a clock of its own, write one cart in any order; a till sells it."""
    phones = [_Phone(world, f"phone-{number}", chance) for number in range(WRITERS)]
    carts, ids = world.hub.hub.carts, SeededIds(world.hub.clock, chance)
    lines = [phone.wish(ids.new()) for phone in phones]
    begun = carts.begin("", lines[:1], "web")
    cart_id = begun.cart.cart_id
    writings = [*lines, phones[-1].wish(lines[0].line_id)]
    chance.shuffle(writings)
    for line in writings:
        carts.change(cart_id, begun.secret, [line])
    back = chance.choice(SET_BACK)
    world.hub.clock.skew_ms -= back
    _change_what_is_read(world, chance.choice(phones), cart_id, begun.secret)
    token = carts.token(cart_id, begun.secret)
    world.hub.clock.skew_ms += back
    for _ in range(2):
        # Whoever scans it twice has it once.
        send(world, till, c.Scan(raw=token.text))
        world.turns(till, ASKING_TURNS)
    pay_rest(world, till)


def sold_twice(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """A sale goes to a phone, and from there to another till; the first, out of reach, is paid as well."""
    others = [other for other in world.tills if other.terminal_id != till.terminal_id]
    for _ in range(chance.randint(1, 2)):
        send(world, till, c.Scan(raw=chance.choice(shop.FREELY_SOLD).barcode))
    if not others or not send(world, till, cart_commands.ShareCart()).ok:
        return
    world.turns(till, ASKING_TURNS)
    shared = world.process(till).desk.hand_off
    if shared is None or not shared.link:
        return
    cart_id, _, secret = shared.link.partition("#")[2].partition(".")
    token = world.hub.hub.carts.token(cart_id, secret)
    other = chance.choice(others)
    send(world, other, c.Scan(raw=token.text))
    world.turns(other, ASKING_TURNS)
    world.network.weather = "dead"
    for one in chance.sample((till, other), 2):
        pay_rest(world, one)


class _Phone:
    """A writer of carts; its clock may stand anywhere."""

    def __init__(self, world: World, name: str, chance: random.Random) -> None:
        self._name = name
        self._chance = chance
        self._clock = MachineClock(world.clock)
        self._clock.skew_ms = chance.choice(SKEWS)

    def wish(self, line_id: str) -> CartLine:
        """Some goods as this phone wants them, and has not read before."""
        sku = self._chance.choice(shop.FREELY_SOLD).sku
        quantity = self._chance.randint(1, 2) * UNIT
        return CartLine(line_id=line_id, sku=sku, quantity=quantity, stamp=self.stamp(None))

    def stamp(self, read: str | None) -> str:
        """Later than what was read."""
        return hybrid_clock.tick(read, self._clock.now(), self._name)


def _change_what_is_read(world: World, phone: _Phone, cart_id: str, secret: str) -> None:
    """Whoever has read a line and changes it has changed it, wherever the clocks stand."""
    carts = world.hub.hub.carts
    read = carts.show(cart_id, secret).lines[0]
    wanted = CartLine(
        line_id=read.line_id, sku=read.sku, quantity=read.quantity + UNIT, stamp=phone.stamp(read.stamp)
    )
    after = {line.line_id: line.quantity for line in carts.change(cart_id, secret, [wanted]).lines}
    if after[read.line_id] != wanted.quantity:
        world.breaks("cart", f"{wanted.quantity} were wanted, the cart has {after[read.line_id]}")
