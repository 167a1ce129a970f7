"""Two tills and their hub with parked sales, slips and phones: what tests of carts do with them."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.store import carts as hub_carts
from hub.store import catalogue
from pos_app import commands as c
from pos_app.commands.carts import PrintSlip
from pos_app.commands.hub_desk import HubAnswered, TendRights
from pos_app.device_entries import PRINTER, SavedDevice, save
from pos_app.ports.hub_desk import HubAnswer
from pos_app.queries import ListSuspended
from pos_app.views import Outcome, SaleView
from pos_app.views.sync import SyncView
from retail.cart import CartLine, CartRequest, TerminalKey
from retail.hybrid_clock import Stamp
from retail.receipt import Qr
from sync.pull import Puller
from tests.fakes.clock import NOON
from tests.fakes.shop import BERLIN, ITEMS
from tests.fakes.store import KEYS, page
from tests.fakes.two_tills import Store, SyncedTill

MILK, COLA = "4006381333931", "4012345678901"
STORE_ID = BERLIN.profile.store_id
ONLINE = SyncView(state="idle", waiting_ops=0, waiting_sales=0, oldest_at=None, last_contact_at=NOON)


def with_keys(folder: Path) -> Store:
    """A hub with goods, and tills that know each other's keys."""
    made = Store(folder)
    public = Ed25519PrivateKey.from_private_bytes(KEYS.private_key).public_key().public_bytes_raw()
    with made.hub.database.write() as connection:
        catalogue.put_items(connection, ITEMS)
    keys = [
        TerminalKey(
            terminal_id=f"terminal-{number}",
            public_key=base64.b64encode(public).decode(),
            terminal_no=number,
        )
        for number in (1, 2)
    ]
    rows = [("terminal_key", one.terminal_id, one) for one in keys]
    config = f"config:{STORE_ID}"
    for till in (made.a, made.b):
        till.live.sync = ONLINE
        first = till.local.replica.cursor(config).seq + 1
        till.local.replica.apply(config, page(config, rows, first=first))
    return made


def pull(till: SyncedTill) -> None:
    """What the sync thread does: fetch, and have it looked after."""
    puller = Puller(till.hub.terminal_service(till.terminal_id), till.local.replica, page=50)
    while puller.step(f"cart:{STORE_ID}").more:
        pass
    till.ok(TendRights())


def everybody_knows(store: Store) -> None:
    for till in (store.a, store.b):
        till.push()
    for till in (store.a, store.b):
        pull(till)


def hub_answers(till: SyncedTill, *, offline: bool = False) -> Outcome:
    """All that the till asked is answered, or the hub is not there; what came of the last."""
    outcome = Outcome(ok=False)
    while till.nudges.questions:
        question = till.nudges.questions.pop(0)
        if offline:
            answer = HubAnswer(question=question, unanswered="offline", code="hub_unreachable", message="")
        elif isinstance(question, CartRequest):
            reply = till.hub.terminal_service(till.terminal_id).carts(question)
            answer = HubAnswer(question=question, carts=reply)
        else:
            rights = till.hub.terminal_service(till.terminal_id).rights(question)
            answer = HubAnswer(question=question, rights=rights)
        outcome = till.ok(HubAnswered(answer=answer))
    return outcome


def park(till: SyncedTill, *codes: str, note: str = "red jacket") -> SaleView:
    for code in codes or (MILK,):
        outcome = till.ok(c.Scan(raw=code))
    assert outcome.sale is not None
    till.ok(c.SuspendSale(note=note))
    return outcome.sale


def pay(till: SyncedTill) -> str:
    sale = till.dispatcher.look(lambda step: step.uow.drafts.current())
    assert sale is not None
    return till.change(c.TenderCash(txn_id=sale.txn_id, amount=10_000)).txn_id


def listed(till: SyncedTill) -> list[tuple[str, str]]:
    return [(one.txn_id, one.state) for one in till.ask(ListSuspended())]


def notice(outcome: Outcome) -> str:
    assert outcome.notice is not None, outcome
    return outcome.notice.code


def line_ids(outcome: Outcome) -> list[str]:
    assert outcome.sale is not None, outcome
    return [line.line_id for line in outcome.sale.lines]


def hub_answers_first(till: SyncedTill) -> Outcome:
    """The oldest question alone is answered: what it led to is still to be asked."""
    later = till.nudges.questions[1:]
    del till.nudges.questions[1:]
    question = till.nudges.questions.pop()
    assert isinstance(question, CartRequest)
    reply = till.hub.terminal_service(till.terminal_id).carts(question)
    outcome = till.send(HubAnswered(answer=HubAnswer(question=question, carts=reply)))
    till.nudges.questions[:0] = later
    return outcome


def with_printer(till: SyncedTill) -> None:
    entry = SavedDevice(device_id=PRINTER, kind="printer", driver="file", options={})
    with till.local.store.write() as uow:
        save(uow.settings, entry)


def slip(till: SyncedTill, txn_id: str) -> list[str]:
    with_printer(till)
    till.ok(PrintSlip(txn_id=txn_id))
    return [block.data for block in till.jobs()[-1].document.blocks if isinstance(block, Qr)]


def wish(store: Store, sku: str = "milk", units: int = 1) -> CartLine:
    stamp = Stamp(ms=store.clock.now(), counter=0, node="phone").text()
    return CartLine(line_id=store.a.ids.new(), sku=sku, quantity=units * 1000, stamp=stamp)


def phone(store: Store, *lines: CartLine) -> tuple[str, str, str]:
    """A cart on a phone: its id, its secret, and the code that the phone shows."""
    begun = store.hub.carts.begin(STORE_ID, lines, "web")
    cart_id = begun.cart.cart_id
    return cart_id, begun.secret, store.hub.carts.token(cart_id, begun.secret).text


def state(store: Store, cart_id: str) -> str:
    with store.hub.database.read() as connection:
        found = hub_carts.find(connection, cart_id)
    assert found is not None
    return found.cart.state
