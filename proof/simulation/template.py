"""What each run begins with: made once a process by the product's own steps, then copied in memory."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlcipher3 import dbapi2

from hub.services.catalogue_writing import write_batch
from hub.services.setup import STANDARD_LIST, set_up
from hub.store import terminals
from local_db.images import ImageFolder
from local_db.upgrade import CATALOGUE_MIGRATIONS, POS_MIGRATIONS, Migrations, upgrade
from pos_app import commands as c
from pos_app.commands import customers as cc
from pos_app.commands import stock as cs
from proof.simulation.clocks import MachineClock, SeededIds, WorldClock, seeded_secrets
from proof.simulation.hub import HubMachine
from proof.simulation.memory import Disk, HubDisk, catalogue_disk, pos_disk
from proof.simulation.shop import CARDS, FLOAT, LOYAL, PLAN, SCARCE, SCARCE_UNITS, catalogue
from proof.simulation.shop import PROGRAM as LOYALTY
from proof.simulation.terminal import PROGRAM, Parts, Process, Till, TillDisks
from proof.simulation.transport import Network
from retail.store_config import Operator
from sync import messages as m
from sync.ports import Identity

ADDRESS = "http://127.0.0.1:1"
_SEED = "template"


@dataclass(frozen=True, kw_only=True)
class Template:
    """A hub that is set up, and its tills: enrolled, filled, with an open session."""

    hub_disk: HubDisk
    """The one database of a hub in this process; `hub` is copied into it."""
    hub: dbapi2.Connection
    tills: tuple[TillDisks, ...]
    terminal_ids: tuple[str, ...]
    operator: Operator
    loyal: tuple[str, ...]
    """Ids of customers whom every till knows."""
    cards: tuple[str, ...]
    """Codes of gift cards, with nothing on them."""
    folder: Path
    images: ImageFolder

    def close(self) -> None:
        """Let go of all databases."""
        for disks in self.tills:
            disks.close()
        self.hub.close()
        self.hub_disk.close()


def build_template(folder: Path) -> Template:
    """Set up the shop and enrol its tills; `folder` is for pictures and keys, which no run writes."""
    chance = random.Random(_SEED)
    world = WorldClock()
    with seeded_secrets(chance):
        disk = HubDisk()
        clock = MachineClock(world)
        machine = HubMachine(disk, folder, clock)
        hub = machine.hub
        set_up(hub.database, PLAN, None, clock.now())
        with hub.database.write() as connection:
            write_batch(connection, catalogue(), STANDARD_LIST, None, clock.now())
            records = sorted(terminals.every(connection), key=lambda one: one.terminal_no)
        hub.loyalty.set_program(records[0].store_id, LOYALTY)
        cards = hub.gift_cards.make(CARDS, PLAN.store.currency, "manager")
        network = Network(machine, lambda _words: None)
        images = ImageFolder(folder / "images")
        tills = []
        for record in records:
            ids = SeededIds(clock, chance)
            disks = _empty_disks()
            till = _till(record.terminal_id, disks, clock, images, chance)
            _join(till, machine, network, ids.new())
            tills.append(disks)
        operator = _operator(till, network)
        for record, disks in zip(records, tills, strict=True):
            till = _till(record.terminal_id, disks, clock, images, chance, operator)
            process = till.running(network.line(record.terminal_id, ""))
            _open_session(process)
            if record is records[0]:
                _receive(process)
                loyal = [_customer(process, name) for name in LOYAL]
        return Template(
            hub_disk=disk,
            hub=disk.copy(),
            tills=tuple(tills),
            terminal_ids=tuple(record.terminal_id for record in records),
            operator=operator,
            loyal=tuple(loyal),
            cards=tuple(cards),
            folder=folder,
            images=images,
        )


def _empty_disks() -> TillDisks:
    pos, goods = pos_disk(), catalogue_disk()
    _migrate(pos, POS_MIGRATIONS, "pos.db")
    _migrate(goods, CATALOGUE_MIGRATIONS, "catalogue.db")
    return TillDisks(pos=pos, catalogue=goods)


def _migrate(disk: Disk, migrations: Migrations, name: str) -> None:
    database = disk.open(name, lambda _when, _sql: None)
    upgrade(database.connection, migrations, file_name=name)


def _till(
    terminal_id: str,
    disks: TillDisks,
    clock: MachineClock,
    images: ImageFolder,
    chance: random.Random,
    operator: Operator | None = None,
) -> Till:
    nobody = Operator(operator_id="", name="", role="manager", pin_hash="")
    return Till(
        "",
        terminal_id,
        disks,
        clock,
        images=images,
        operator=operator or nobody,
        parts=Parts(),
        chance=chance,
    )


def _join(till: Till, machine: HubMachine, network: Network, epoch: str) -> None:
    """Enrol by a code, then read all feeds."""
    code = machine.hub.enrolment.new_code(till.terminal_id, ADDRESS)
    key = Ed25519PrivateKey.from_private_bytes(till.chance.randbytes(32))
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    reply = machine.hub.enrolment.enrol(
        m.EnrolRequest(code=code.code, public_key=public, epoch=epoch, program=PROGRAM)
    )
    process = till.running(network.line(till.terminal_id, ""))
    process.outbox.enrol(
        Identity(terminal_id=reply.terminal_id, store_id=reply.store_id, epoch=epoch, hub_gen=reply.hub_gen)
    )
    while process.worker.turn() == 0.0:
        pass


def _receive(process: Process) -> None:
    """The scarce goods come in."""
    document = process.send(cs.BeginStockDocument(kind="receive")).document_id
    for one in SCARCE:
        process.send(cs.AddStockItem(document_id=document, sku=one.sku, quantity=SCARCE_UNITS * 1000))
    if not process.send(cs.PostStockDocument(document_id=document)).ok:
        raise RuntimeError("the stock does not come in")
    process.worker.nudge()
    while process.worker.turn() == 0.0:
        pass


def _customer(process: Process, name: str) -> str:
    outcome = process.send(cc.CreateCustomer(name=name))
    if not outcome.ok or outcome.notice is None:
        raise RuntimeError(f"the customer is not kept: {outcome.notice}")
    process.worker.nudge()
    while process.worker.turn() == 0.0:
        pass
    return str(outcome.notice.params["customer_id"])


def _operator(till: Till, network: Network) -> Operator:
    with till.running(network.line(till.terminal_id, "")).store.read() as uow:
        return uow.people.operators()[0]


def _open_session(process: Process) -> None:
    outcome = process.send(c.OpenSession(opening_float=FLOAT))
    if not outcome.ok:
        raise RuntimeError(f"the session does not open: {outcome.notice}")
    while process.worker.turn() == 0.0:
        pass
