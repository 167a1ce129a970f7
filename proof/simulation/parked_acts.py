"""Parked sales and shared carts in a run: put aside at one till, taken by any, written by several phones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pos_app import commands as c
from proof.simulation import shop
from proof.simulation.clocks import SeededIds
from proof.simulation.schedule import Step
from proof.simulation.sending import pay_rest, send
from proof.simulation.terminal import Till
from retail import hybrid_clock
from retail.cart import CartLine

if TYPE_CHECKING:
    from proof.simulation.world import World

ASKING_TURNS = 4
WRITERS = 3
UNIT = 1000


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
    """Three phones write one cart, in any order; a till scans its code and sells it."""
    carts, ids = world.hub.hub.carts, SeededIds(world.hub.clock, chance)
    lines = [_wish(world, ids.new(), chance, writer) for writer in range(WRITERS)]
    begun = carts.begin("", lines[:1], "web")
    cart_id = begun.cart.cart_id
    writings = [*lines, _wish(world, lines[0].line_id, chance, WRITERS)]
    chance.shuffle(writings)
    for line in writings:
        carts.change(cart_id, begun.secret, [line])
    token = carts.token(cart_id, begun.secret)
    for _ in range(2):
        # Whoever scans it twice has it once.
        send(world, till, c.Scan(raw=token.text))
        world.turns(till, ASKING_TURNS)
    pay_rest(world, till)


def _wish(world: World, line_id: str, chance: random.Random, writer: int) -> CartLine:
    stamp = hybrid_clock.tick(None, world.hub.clock.now() + writer, f"phone-{writer}")
    sku = chance.choice(shop.FREELY_SOLD).sku
    return CartLine(line_id=line_id, sku=sku, quantity=chance.randint(1, 2) * UNIT, stamp=stamp)
