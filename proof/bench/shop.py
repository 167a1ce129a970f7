"""A made-up shop's settings as feed rows, and a terminal that has received them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import msgspec

from local_db.keys import TerminalKeys
from local_db.terminal import CATALOGUE_DB, LocalTerminal
from pos_app.machine import SystemClock
from proof.bench.goods import PRICE_LIST
from retail.pin import hash_pin
from retail.store_config import Department, Operator, Reason, StoreProfile, TaxSettings, TerminalProfile
from retail.tax import TaxPolicy, TaxRate
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM, Identity

STORE_ID = "0198a000-0000-7000-8000-000000000001"
TERMINAL_ID = "0198a000-0000-7000-8000-000000000002"
EPOCH = "0198a000-0000-7000-8000-000000000003"
HUB_GENERATION = "0198a000-0000-7000-8000-000000000004"
CASHIER_ID = "0198a000-0000-7000-8000-000000000005"
CASHIER_PIN = "481516"
PROFILE = StoreProfile(
    store_id=STORE_ID,
    store_no=1,
    name="Bench & Bank",
    address=("Messweg 1", "20095 Hamburg"),
    tax_id="DE123456789",
    currency="EUR",
    country="DE",
    time_zone="Europe/Berlin",
    languages=("de", "en"),
    receipt_footer=("Vielen Dank für Ihren Einkauf!",),
)
TAX = TaxSettings(
    policy=TaxPolicy(),
    classes={
        "standard": (TaxRate(code="standard", name="MwSt.", rate="0.19", letter="A"),),
        "reduced": (TaxRate(code="reduced", name="MwSt.", rate="0.07", letter="B"),),
    },
)
DEPARTMENTS = (Department(department_id="d1", name="Sonstiges", tax_class="standard"),)
REASONS = (Reason(reason_id="r1", kind="void", texts={"en": "Mistake", "de": "Irrtum"}),)

Put = tuple[str, str, msgspec.Struct]
"""Kind, key and body of a feed row."""


def cashier() -> Operator:
    """Who sells; hashing the PIN takes a tenth of a second."""
    return Operator(operator_id=CASHIER_ID, name="Bea Bench", role="cashier", pin_hash=hash_pin(CASHIER_PIN))


def open_terminal(data: Path, keys: TerminalKeys, catalogue: Path | None = None) -> LocalTerminal:
    """The files of a terminal in folder `data`; `catalogue` is copied in where it has none yet."""
    data.mkdir(parents=True, exist_ok=True)
    if catalogue is not None and not (data / CATALOGUE_DB).exists():
        copyfile(catalogue, data / CATALOGUE_DB)
    return LocalTerminal(data, keys, SystemClock().now)


def configure(terminal: LocalTerminal, operator: Operator) -> None:
    """What enrolment and the first pull would have brought, by the same ways in."""
    terminal.outbox.enrol(
        Identity(terminal_id=TERMINAL_ID, store_id=STORE_ID, epoch=EPOCH, hub_gen=HUB_GENERATION)
    )
    profile = TerminalProfile(terminal_id=TERMINAL_ID, terminal_no=1, price_list=PRICE_LIST)
    own: list[Put] = [("terminal", TERMINAL_ID, profile), ("operator", operator.operator_id, operator)]
    _apply(terminal, f"terminal:{TERMINAL_ID}", own)
    shared: list[Put] = [("store", STORE_ID, PROFILE), ("tax", "settings", TAX)]
    shared += [("department", one.department_id, one) for one in DEPARTMENTS]
    shared += [("reason", one.reason_id, one) for one in REASONS]
    _apply(terminal, f"config:{STORE_ID}", shared)


def _apply(terminal: LocalTerminal, scope: str, bodies: Sequence[Put]) -> None:
    rows = tuple(
        FeedRow(seq=seq, kind=kind, key=key, op="put", rev=1, body=msgspec.to_builtins(body))
        for seq, (kind, key, body) in enumerate(bodies, 1)
    )
    head = ScopeHead(scope=scope, epoch=EPOCH, seq=len(rows), checksum=EMPTY_CHECKSUM)
    terminal.replica.apply(scope, PullReply(rows=rows, next=head.seq, head=head))
