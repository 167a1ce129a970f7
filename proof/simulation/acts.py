"""What each kind of step does: to a till by its commands, to the hub by its services, to both by force."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from hub.services.catalogue_writing import write_batch
from hub.services.setup import STANDARD_LIST
from pos_app import commands as c
from pos_app.commands import customers as cc
from pos_app.views import Outcome
from proof.simulation import account_acts, parked_acts, race, return_acts, shop, stock_acts
from proof.simulation.schedule import Step
from proof.simulation.sending import pay_cash, send
from proof.simulation.terminal import Till
from retail.journal import Op

if TYPE_CHECKING:
    from proof.simulation.world import World

Act = Callable[["World", Till, Step, random.Random], None]
MOST_LINES = 4
SCARCE_SHARE = 0.2
ASKING_TURNS = 3
"""Turns of the sync engine between scan and payment: enough to ask for a right where the hub answers."""
_LAST_SALES = "SELECT txn_id FROM sale WHERE kind = 'sale' ORDER BY seq DESC LIMIT 5"


def scan(world: World, till: Till, chance: random.Random) -> Outcome:
    """One item is scanned, often one of the scarce."""
    goods = shop.SCARCE if chance.random() < SCARCE_SHARE else shop.FREELY_SOLD
    return send(world, till, c.Scan(raw=chance.choice(goods).barcode))


def sell(world: World, till: Till, step: Step, chance: random.Random) -> None:
    """Whole sales, for cash."""
    for _ in range(step.size):
        outcome = None
        for _line in range(chance.randint(1, MOST_LINES)):
            outcome = scan(world, till, chance)
        if outcome is None or outcome.sale is None:
            return
        world.turns(till, ASKING_TURNS)
        pay_cash(world, till, outcome.sale)
        world.clock.pass_ms(chance.randint(1, 30_000))


def part_sale(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """Something is scanned and the sale left open: a crash finds it so."""
    scan(world, till, chance)


def post_void(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """One of the last sales is cancelled."""
    found = [txn_id for (txn_id,) in till.disks.pos.raw.execute(_LAST_SALES)]
    if found:
        send(world, till, c.PostVoid(txn_id=chance.choice(found), reason_id=shop.VOID_REASON))


def customer(world: World, till: Till, step: Step, _chance: random.Random) -> None:
    """A new customer, put on the next sale."""
    name = f"Customer {step.n}"
    outcome = send(world, till, cc.CreateCustomer(name=name, attach=True))
    if outcome.ok and outcome.notice is not None:
        customer_id = str(outcome.notice.params["customer_id"])
        world.written[till.name][customer_id] = name
        world.names[customer_id].add((name, till.name))


def edit_customer(world: World, till: Till, step: Step, chance: random.Random) -> None:
    """A customer who is known here, of this machine or another, gets another name."""
    everyone = {*world.loyal, *(one for names in world.written.values() for one in names)}
    with world.process(till).store.read() as uow:
        known = [one for one in sorted(everyone) if uow.customers.get(one)]
    if not known:
        return
    customer_id = chance.choice(known)
    name = f"Renamed {step.n}"
    if send(world, till, cc.EditCustomer(customer_id=customer_id, name=name)).ok:
        world.written[till.name][customer_id] = name
        world.names[customer_id].add((name, till.name))


def poison(world: World, till: Till, step: Step, chance: random.Random) -> None:
    """An entry that the hub cannot use: of a kind that it does not know, or with a body that is none."""
    kind, body = chance.choice((("future.kind", {"n": step.n}), ("customer.saved", {"n": step.n})))
    process = world.process(till)
    op_id = till.ids.new()
    world.ledger.poison.add(op_id)
    with process.store.write() as uow:
        uow.journal.append(Op(op_id=op_id, kind=kind, v=1, hlc=uow.journal.last_hlc(), body=body))
    process.worker.nudge()


def sync(world: World, till: Till, step: Step, _chance: random.Random) -> None:
    """The sync engine works for some seconds, in that weather."""
    world.sync(till, step.size)


def crash(world: World, till: Till, _step: Step, _chance: random.Random) -> None:
    """The plug is pulled between two steps."""
    world.say(f"{till.name} dies")
    till.die()


def hub_crash(world: World, _till: Till, _step: Step, _chance: random.Random) -> None:
    """The hub's process ends and begins anew."""
    world.hub.start()


def late(world: World, _till: Till, step: Step, _chance: random.Random) -> None:
    """A request that its sender gave up arrives after all."""
    if world.network.in_flight:
        world.network.deliver_late(step.size)


def price(world: World, _till: Till, step: Step, chance: random.Random) -> None:
    """The hub changes the price of an item."""
    one = chance.choice(shop.catalogue())
    changed = type(one)(line=1, item=one.item, amount=one.amount + step.size, image="")
    with world.hub.database.write() as connection:
        write_batch(connection, [changed], STANDARD_LIST, None, world.hub.clock.now())


def backup(world: World, _till: Till, _step: Step, _chance: random.Random) -> None:
    """The hub is backed up."""
    world.hub.take_backup()


def restore(world: World, _till: Till, _step: Step, _chance: random.Random) -> None:
    """The hub's database is put back from its backup."""
    if world.hub.backup is not None:
        world.hub.restore()
        world.destroyed()


def image(world: World, till: Till, _step: Step, _chance: random.Random) -> None:
    """Somebody takes an image of a till's disk."""
    till.die()
    world.image(till)


def rollback(world: World, till: Till, _step: Step, chance: random.Random) -> None:
    """Somebody puts the image back."""
    world.roll_back(till, whole=chance.random() < 0.5)  # noqa: PLR2004 - as often as not


def clone(world: World, till: Till, _step: Step, _chance: random.Random) -> None:
    """Somebody starts a second machine from a copy of this one's disk."""
    till.die()
    world.clone(till)


def clock(world: World, till: Till, step: Step, chance: random.Random) -> None:
    """A machine's clock is set wrong, as often as not the hub's."""
    machine = world.hub.clock if chance.random() < 0.5 else till.clock  # noqa: PLR2004 - as often as not
    machine.skew_ms += step.size


ACTS: dict[str, Act] = {
    "sell": sell,
    "part_sale": part_sale,
    "post_void": post_void,
    "customer": customer,
    "edit_customer": edit_customer,
    "poison": poison,
    "sync": sync,
    "crash": crash,
    "hub_crash": hub_crash,
    "late": late,
    "price": price,
    "backup": backup,
    "restore": restore,
    "image": image,
    "rollback": rollback,
    "clone": clone,
    "clock": clock,
    "receive": stock_acts.receive,
    "count": stock_acts.count,
    "write_off": stock_acts.write_off,
    "race": race.race,
    "loyal_sale": account_acts.loyal_sale,
    "gift_card": account_acts.gift_card,
    "park": parked_acts.park,
    "resume": parked_acts.resume,
    "phone_cart": parked_acts.phone_cart,
    "sold_twice": parked_acts.sold_twice,
    "take_back": return_acts.take_back,
}
