"""A real hub process with the bench's shop, and a terminal that joined it as any terminal does."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.bootstrap import build_hub
from hub.services.setup import (
    DepartmentPart,
    OperatorPart,
    ReasonPart,
    ShopPlan,
    StorePart,
    TaxPart,
    TerminalPart,
    set_up,
)
from hub.settings import HubSettings
from local_db.keys import TerminalKeys, load_keys
from local_db.terminal import CATALOGUE_DB, LocalTerminal
from pos_app.bootstrap.enrolment import enrol_terminal
from pos_app.bootstrap.hub_link import read_address
from pos_app.cli.demo.processes import Program
from pos_app.machine import SystemClock
from pos_app.places import Places
from proof.bench.counter import PROGRAM, Counter
from proof.bench.machine import resident_mb
from proof.bench.shop import CASHIER_PIN, DEPARTMENTS, PROFILE, REASONS, TAX
from retail.events import VERSIONS
from sync.client import HttpHub
from sync.enrolment import EnrolmentCode
from sync.pull import Puller
from sync.push import Pusher

TERMINALS = 4
PLAN = ShopPlan(
    store=StorePart(
        number=PROFILE.store_no,
        name=PROFILE.name,
        address=PROFILE.address,
        tax_id=PROFILE.tax_id,
        currency=PROFILE.currency,
        country=PROFILE.country,
        time_zone=PROFILE.time_zone,
        languages=PROFILE.languages,
        receipt_footer=PROFILE.receipt_footer,
    ),
    tax=TaxPart(policy=TAX.policy, classes=TAX.classes),
    terminals=tuple(TerminalPart(number=number) for number in range(1, TERMINALS + 1)),
    operators=(OperatorPart(name="Bea Bench", pin=CASHIER_PIN),),
    departments=tuple(
        DepartmentPart(id=one.department_id, name=one.name, tax_class=one.tax_class) for one in DEPARTMENTS
    ),
    reasons=tuple(ReasonPart(id=one.reason_id, kind=one.kind, texts=one.texts) for one in REASONS),
)


class HubSide:
    """The hub's folder, and its process while the `with` block runs; a second block takes the same port."""

    def __init__(self, folder: Path, *, database: str = "", workers: int = 1) -> None:
        """`database`: a PostgreSQL by its URL; empty: a file in the folder."""
        self.folder = folder
        self._workers = workers
        self._port = "0"
        hub = build_hub(folder, HubSettings(database=database))
        with closing(hub):
            set_up(hub.database, PLAN, ("bench", "a password for the bench"), hub.clock.now())

    def __enter__(self) -> Self:
        workers = ("--workers", str(self._workers)) if self._workers > 1 else ()
        self._program = Program.tillbridge(
            "hub", "--data", self.folder, "--loopback-http", "--port", self._port, *workers
        )
        address = self._program.wait_for(r"listening on (http://\S+:(\d+))")
        self.url, self._port = address[1], address[2]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._program.stop()

    def enrolment_code(self, number: int = 1) -> EnrolmentCode:
        """A code for a terminal, as the hub's console gives it."""
        text = self._say("enrol-code", "--terminal", str(number), "--json")
        return EnrolmentCode.parse(json.loads(text)["text"])

    def sales(self) -> int:
        """How many sales the hub has."""
        return int(json.loads(self._say("status", "--json"))["sales"])

    @property
    def process_id(self) -> int:
        """Of the process that was started; workers are its children."""
        return self._program.process.pid

    def resident_mb(self) -> float:
        """Memory that the hub's process holds now, in MB."""
        return resident_mb(self.process_id)

    def _say(self, *words: str) -> str:
        with Program.tillbridge("hub", words[0], "--data", self.folder, *words[1:]) as program:
            program.wait_for(r"\}\s*$")
            found = re.search(r"\{.*\}", program.text(), re.DOTALL)
            return found[0] if found else "{}"


def join(hub: HubSide, places: Places, catalogue: Path, number: int = 1) -> None:
    """Enrol a terminal and receive the shop's settings; its catalogue is copied, as fast as that goes."""
    places.data.mkdir(parents=True, exist_ok=True)
    copyfile(catalogue, places.data / CATALOGUE_DB)
    enrol_terminal(places, hub.enrolment_code(number))
    with closing(open_joined(places)) as terminal, closing(line(terminal, load_keys(places.key_file))) as api:
        pusher = Pusher(api, terminal.outbox, SystemClock(), program=PROGRAM, op_versions=VERSIONS)
        puller = Puller(api, terminal.replica)
        for head in pusher.hello().scopes:
            while puller.step(head.scope).more:
                pass


def open_joined(places: Places) -> LocalTerminal:
    """The files of the terminal in `places`."""
    return LocalTerminal(places.data, load_keys(places.key_file), SystemClock().now)


def line(terminal: LocalTerminal, keys: TerminalKeys) -> HttpHub:
    """The terminal's line to its hub."""
    address = read_address(terminal.store)
    if address is None:
        raise RuntimeError("the terminal has not joined a hub")
    key = Ed25519PrivateKey.from_private_bytes(keys.private_key)
    return HttpHub(address.url, address.fingerprint, address.terminal_id, key, SystemClock(), program=PROGRAM)


def sell_offline(places: Places, items: int, sales: int) -> None:
    """Open a session and make that many sales, none of which goes to the hub yet."""
    keys = load_keys(places.key_file)
    with closing(open_joined(places)) as terminal:
        with terminal.store.read() as uow:
            operator = uow.people.operators()[0]
        counter = Counter(terminal, keys, operator, items)
        counter.open_session()
        counter.sell(sales)
