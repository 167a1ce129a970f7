"""The slip of a parked sale: which of its lines a basket code carries, and the codes, signed by this till."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app import person_view
from pos_app.device_entries import PRINTER, saved_device
from pos_app.parked import total_of
from pos_app.step import Step
from retail.basket_lines import BasketLine
from retail.basket_qr import LINES_A_PART, MOST_PARTS, encode_basket
from retail.cart_slips import ParkedPaper, parked_slip
from retail.receipt import ReceiptDocument
from retail.transaction import Line, Transaction

SLIP = "suspend_slip"
"""Setting: whether a slip is printed when a sale is parked."""


def can_print(step: Step) -> bool:
    """Whether this till has a printer."""
    return saved_device(step.uow.settings, PRINTER) is not None


def travels(line: Line) -> bool:
    """Whether an item number and a quantity say all of a line: no return, no keyed goods, no price in the
    code, no serial number. Deposits come with their goods."""
    said = not (line.serial or (line.priced_by_code and not line.measured))
    return bool(line.sku) and line.kind == "sale" and line.returned is None and said


def left_out(txn: Transaction) -> tuple[str, ...]:
    """Names of the live lines that do not travel."""
    return tuple(line.name for line in txn.live_lines if not travels(line) and line.kind != "deposit")


def slip_of(step: Step, parked: Transaction, at: int) -> ReceiptDocument:
    """The slip of a sale parked at `at`, in the store's language."""
    config = step.config()
    lines = [line for line in parked.live_lines if travels(line)]
    codes = _codes(step, parked.txn_id, lines)
    paper = ParkedPaper(
        label=parked.note,
        till=config.terminal.name or f"T{config.terminal.terminal_no}",
        operator=person_view.name_of(step, parked.operator_id),
        parked_at=at,
        total=total_of(step, parked),
        currency=parked.currency,
        line_count=len(parked.counted_lines),
        codes=codes,
        left_out=left_out(parked) if codes else (),
        training=parked.training,
    )
    return parked_slip(paper, config.profile, step.ids.new())


def _codes(step: Step, txn_id: str, lines: list[Line]) -> tuple[str, ...]:
    """None for practice, without a key, or for more goods than codes carry."""
    if step.training or not step.private_key or not 0 < len(lines) <= LINES_A_PART * MOST_PARTS:
        return ()
    key = Ed25519PrivateKey.from_private_bytes(step.private_key)
    packed = [BasketLine(line_id=one.line_id, sku=one.sku, quantity=one.quantity) for one in lines]
    return encode_basket(txn_id, packed, key.sign, key.public_key().public_bytes_raw())
