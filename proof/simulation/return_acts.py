"""Returns and exchanges in a run: goods of a receipt of any till of the store, or of none, come back."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pos_app import commands as c
from pos_app.commands.returns import ReturnLines, ReturnPick, ReturnWithoutReceipt
from proof.simulation import shop
from proof.simulation.schedule import Step
from proof.simulation.sending import pay_rest, send
from proof.simulation.terminal import Till
from retail.refund import left
from retail.sold_receipt import SoldReceipt
from retail.transaction import StockFate

if TYPE_CHECKING:
    from proof.simulation.world import World

UNIT = 1000
RECEIPTS = 12
"""Of the newest receipts known at a till, own and of others, one is brought back."""
WITHOUT_RECEIPT, EXCHANGED = 0.12, 0.3
"""Shares of what comes back."""
FATES: tuple[StockFate, ...] = ("back", "back", "damaged", "none")


def take_back(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """Goods come back; now and then something is bought with it."""
    if chance.random() < WITHOUT_RECEIPT:
        sku = chance.choice(shop.FREELY_SOLD).sku
        send(world, till, ReturnWithoutReceipt(sku=sku, stock=chance.choice(FATES)))
    else:
        with world.process(till).store.read() as uow:
            known = uow.receipts.newest(RECEIPTS, training=False)
        if not known:
            return
        _of_receipt(world, till, chance.choice(known).receipt, chance)
    if chance.random() < EXCHANGED:
        send(world, till, c.Scan(raw=chance.choice(shop.FREELY_SOLD).barcode))
    pay_rest(world, till)


def _of_receipt(world: World, till: Till, receipt: SoldReceipt, chance: random.Random) -> None:
    """Some of its goods, as often as not all that is left of a line."""
    picks = []
    for line in receipt.lines:
        there = left(line, receipt.returns)
        if line.kind != "sale" or line.sku == shop.STRICT.sku or there < UNIT:
            continue
        whole = chance.random() < 0.5  # noqa: PLR2004 - as often as not
        quantity = there if whole else chance.randint(1, there // UNIT) * UNIT
        picks.append(ReturnPick(line_id=line.line_id, quantity=quantity, stock=chance.choice(FATES)))
    if picks:
        some = tuple(chance.sample(picks, chance.randint(1, len(picks))))
        send(world, till, ReturnLines(txn_id=receipt.txn_id, picks=some))
