"""A terminal on real files with made-up keys, its configuration as a hub sends it, and sales to record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from local_db.keys import TerminalKeys
from local_db.terminal import LocalTerminal
from local_db.unit_of_work import LocalUnitOfWork
from retail.events import SaleCompleted
from retail.item import Category, Item, Price
from retail.journal import Op
from retail.pin import SALT_BYTES, hash_pin
from retail.sale import priced
from retail.sale_record import completed, reversal
from retail.store_config import Operator, StoreConfig
from retail.tender import Tender, settle
from retail.transaction import Approval, Line, Transaction
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM, Identity
from tests.fakes.clock import NOON, CountedIds
from tests.fakes.shop import BERLIN, ITEMS, MILK, OPERATORS, PINS, PRICES, a_line, a_sale, an_origin

KEYS = TerminalKeys(database_key=bytes(range(32)), pin_pepper=b"p" * 32, private_key=b"k" * 32)
BALLAST = 64 * 1024
IDS = CountedIds()


def open_terminal(data: Path, now: Callable[[], int] = lambda: NOON, **more: Any) -> LocalTerminal:
    """The terminal of folder `data`, with a small ballast."""
    return LocalTerminal(data, KEYS, now, **({"ballast_bytes": BALLAST} | more))


def enrol(terminal: LocalTerminal, config: StoreConfig = BERLIN) -> None:
    """Give the terminal the identity of a made-up shop."""
    who = config.terminal.terminal_id
    terminal.outbox.enrol(
        Identity(terminal_id=who, store_id=config.profile.store_id, epoch="epoch-1", hub_gen="gen-1")
    )


def page(
    scope: str, rows: Iterable[tuple[str, str, msgspec.Struct | None]], epoch: str = "feed-1", first: int = 1
) -> PullReply:
    """Rows of a feed (kind, key, body), `None` for a deletion, as one answer of the hub."""
    feed = tuple(
        FeedRow(
            seq=seq,
            kind=kind,
            key=key,
            op="delete" if body is None else "put",
            rev=seq,
            body=None if body is None else msgspec.to_builtins(body),
        )
        for seq, (kind, key, body) in enumerate(rows, start=first)
    )
    last = first + len(feed) - 1
    head = ScopeHead(scope=scope, epoch=epoch, seq=last, checksum=EMPTY_CHECKSUM)
    return PullReply(rows=feed, next=last, head=head)


@lru_cache
def _pin_hash(pin: str) -> str:
    return hash_pin(pin, b"s" * SALT_BYTES)


def load_config(
    terminal: LocalTerminal,
    config: StoreConfig = BERLIN,
    operators: Iterable[Operator] = OPERATORS,
    epoch: str = "feed-1",
) -> None:
    """Enrol, and bring the configuration and the operators with their PINs."""
    enrol(terminal, config)
    settings: list[tuple[str, str, msgspec.Struct | None]] = [
        ("store", config.profile.store_id, config.profile),
        ("tax", "settings", config.tax),
        *(("department", one.department_id, one) for one in config.departments),
        *(("reason", one.reason_id, one) for one in config.reasons),
    ]
    people = [replace(one, pin_hash=_pin_hash(PINS[one.operator_id])) for one in operators]
    own: list[tuple[str, str, msgspec.Struct | None]] = [
        ("terminal", config.terminal.terminal_id, config.terminal),
        *(("operator", one.operator_id, one) for one in people),
    ]
    for scope, rows in (
        (f"config:{config.profile.store_id}", settings),
        (f"terminal:{config.terminal.terminal_id}", own),
    ):
        terminal.replica.apply(scope, page(scope, rows, epoch))


def load_catalogue(
    terminal: LocalTerminal,
    items: Iterable[Item] = ITEMS,
    prices: dict[str, int] = PRICES,
    categories: Iterable[Category] = (),
) -> None:
    """Bring items, categories and the price list `main`."""
    rows: list[tuple[str, str, msgspec.Struct | None]] = [
        *(("item", one.sku, one) for one in items),
        *(("category", one.name, one) for one in categories),
    ]
    terminal.replica.apply("catalogue", page("catalogue", rows))
    terminal.replica.apply(
        "price:main",
        page("price:main", [("price", sku, Price(sku=sku, amount=amount)) for sku, amount in prices.items()]),
    )


def a_draft(number: int, *lines: Line, config: StoreConfig = BERLIN) -> Transaction:
    """An open sale of its own, of a litre of milk where no lines are named."""
    return replace(a_sale(config), txn_id=f"txn-{number}", lines=lines or (a_line(MILK),))


def a_completed(
    number: int,
    *lines: Line,
    cash: int | None = None,
    card: int = 0,
    training: bool = False,
    session_id: str = "session-1",
) -> SaleCompleted:
    """A paid sale: by `card` first, the rest in exact coins or in `cash` handed over."""
    txn = replace(a_draft(number, *lines), training=training)
    amounts = priced(txn, BERLIN.tax_table, BERLIN.tax.policy)
    tenders = (
        [Tender(payment_id=f"pay-{number}-card", kind="card", amount=card, brand="Visa", at=NOON)]
        if card
        else []
    )
    rest = amounts.total - card
    if rest:
        handed = rest if cash is None else cash
        tenders.append(Tender(payment_id=f"pay-{number}-cash", kind="cash", amount=handed, at=NOON))
    settlement = settle(amounts.total, tenders, None)
    origin = replace(an_origin(training=training), session_id=session_id)
    mark = "TR" if training else ""
    return completed(
        replace(txn, tenders=tuple(tenders)), amounts, settlement, origin, f"S1-T2-{mark}{number:06d}"
    )


def a_reversal(sale: SaleCompleted, number: int) -> SaleCompleted:
    """The post-void of `sale`."""
    approval = Approval(permission="post_void", operator_id="grace", reason_id="mistake", at=NOON)
    return reversal(sale, f"txn-{number}", sale.origin, f"S1-T2-{number:06d}", approval, NOON)


def an_op(kind: str, body: msgspec.Struct, number: int | None = None, ids: CountedIds = IDS) -> Op:
    """An op with a fresh id and time."""
    op_id = ids.new()
    stamp = f"{NOON + (number or 0):012x}-0000-T2"
    return Op(op_id=op_id, kind=kind, v=1, hlc=stamp, body=msgspec.json.decode(msgspec.json.encode(body)))


def record(unit: LocalUnitOfWork, body: SaleCompleted, ids: CountedIds = IDS) -> int:
    """Journal a completed sale or post-void and write its rows; returns its seq."""
    kind = "sale.post_voided" if body.reverses else "sale.completed"
    entry = unit.journal.append(an_op(kind, body, ids=ids))
    unit.sales.add(body, entry.seq, "post_void" if body.reverses else "sale")
    return entry.seq
