"""Stock in a run: goods come in, are counted, run short, and a manager writes rights off."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hub.store import rights
from pos_app.commands import stock as cs
from pos_app.ports.stock import DocumentKind
from proof.simulation import shop
from proof.simulation.schedule import Step
from proof.simulation.sending import send
from proof.simulation.terminal import Till
from retail.errors import RuleError

if TYPE_CHECKING:
    from proof.simulation.world import World

UNIT = 1000
MOST_RECEIVED = 2
COUNTED_WRONG = (-UNIT, 0, 0, UNIT)
"""How far a count is from what the till believes."""


def receive(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """Some of the scarce goods come in."""
    skus = [one.sku for one in shop.SCARCE]
    post_document(world, till, "receive", {sku: chance.randint(1, MOST_RECEIVED) * UNIT for sku in skus})


def count(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """A scarce item is counted; now and then more or less is there than was believed."""
    one = chance.choice(shop.SCARCE)
    with world.process(till).store.read() as uow:
        known = uow.stock.get(one.sku)
    there = max(0, (known.on_hand if known else 0) + chance.choice(COUNTED_WRONG))
    post_document(world, till, "count", {one.sku: there})


def write_off(world: World, _till: Till, _step: Step, chance: random.Random) -> None:
    """A manager takes a right back from a till that he believes to be lost."""
    with world.hub.database.read() as connection:
        held = rights.every(connection)
    if not held:
        return
    world.written_off = True
    try:
        world.hub.hub.rights.write_off(chance.choice(held).grant_id, "manager", "the till is lost")
    except RuleError as error:
        world.say(f"no write-off: {error.code}")


def post_document(world: World, till: Till, kind: DocumentKind, lines: dict[str, int]) -> None:
    """A stock document, begun, filled and posted."""
    document_id = send(world, till, cs.BeginStockDocument(kind=kind)).document_id
    for sku, quantity in lines.items():
        send(world, till, cs.AddStockItem(document_id=document_id, sku=sku, quantity=max(quantity, UNIT)))
        if quantity < UNIT:
            send(world, till, cs.SetStockQuantity(document_id=document_id, sku=sku, quantity=quantity))
    send(world, till, cs.PostStockDocument(document_id=document_id))
