"""Two tills and one last unit, which is sold only under a right: whoever has none lets the customer go."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pos_app import commands as c
from proof.simulation import checks, shop
from proof.simulation.schedule import HOUR_MS, Step
from proof.simulation.sending import send
from proof.simulation.stock_acts import UNIT, post_document
from proof.simulation.terminal import Till

if TYPE_CHECKING:
    from proof.simulation.world import World

CATCH_UP_S = 70.0
ASKING_TURNS = 3
TROUBLES = ("none", "time passes at the hub", "the hub is put back")


def race(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """One unit comes in; a till sells it and tells nobody; something happens; another till tries as well."""
    others = [other for other in world.tills if other.terminal_id != till.terminal_id]
    for one in (*world.tills, *world.tills):
        world.sync(one, CATCH_UP_S)
    if world.broken or not others or checks.strict_left(world) or not checks.settled(world):
        return
    post_document(world, till, "receive", {shop.STRICT.sku: UNIT})
    other = chance.choice(others)
    # Of goods whose stock is kept since a moment ago a till knows it only when the feed says so.
    world.sync(till, CATCH_UP_S)
    world.sync(other, CATCH_UP_S)
    world.hub.take_backup()
    _sell_strictly(world, till)
    trouble = chance.choice(TROUBLES)
    world.say(f"race: {trouble}")
    if trouble == TROUBLES[1]:
        world.hub.clock.skew_ms += 2 * HOUR_MS
    if trouble == TROUBLES[2]:
        world.hub.restore()
        world.destroyed()
    _sell_strictly(world, other)


def _sell_strictly(world: World, till: Till) -> None:
    process = world.process(till)
    outcome = process.send(c.Scan(raw=shop.STRICT.barcode))
    if outcome.sale is None:
        return
    world.turns(till, ASKING_TURNS)
    paid = process.send(c.TenderCash(txn_id=outcome.sale.txn_id, amount=outcome.sale.remaining))
    world.say(f"{till.name} {'sells' if paid.ok else 'may not sell'} the last unit")
    if not paid.ok:
        send(world, till, c.VoidSale())
