"""Points and gift cards in a run: earned and bought, and paid with by a right or within the offline cap."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pos_app import commands as c
from pos_app.commands import customers as cc
from pos_app.commands import loyalty as cl
from proof.simulation import shop
from proof.simulation.schedule import Step
from proof.simulation.sending import pay_rest, send
from proof.simulation.terminal import Till

if TYPE_CHECKING:
    from proof.simulation.world import World

ASKING_TURNS = 4
LOADS = (500, 1000, 2500)
"""What is put on a gift card, minor units."""


def loyal_sale(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """A customer earns points, and as often as not pays with those that she has."""
    outcome = send(world, till, c.Scan(raw=chance.choice(shop.FREELY_SOLD).barcode))
    if outcome.sale is None:
        return
    send(world, till, cc.AttachCustomer(customer_id=chance.choice(world.loyal)))
    world.turns(till, ASKING_TURNS)
    if chance.random() < 0.5:  # noqa: PLR2004 - as often as not
        send(world, till, cl.TenderPoints(txn_id=outcome.sale.txn_id))
        world.turns(till, ASKING_TURNS)
    pay_rest(world, till)


def gift_card(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """A gift card is loaded for cash, or pays for something."""
    code = chance.choice(world.cards)
    if chance.random() < 0.4:  # noqa: PLR2004 - more is paid than loaded
        send(world, till, cl.SellGiftCard(code=code, amount=chance.choice(LOADS)))
    else:
        outcome = send(world, till, c.Scan(raw=chance.choice(shop.FREELY_SOLD).barcode))
        if outcome.sale is not None:
            world.turns(till, ASKING_TURNS)
            send(world, till, cl.TenderGiftCard(txn_id=outcome.sale.txn_id, code=code))
            world.turns(till, ASKING_TURNS)
    pay_rest(world, till)
