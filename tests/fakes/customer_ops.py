"""Ops about customers as a till writes them, for the journals of the hub's tests."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from retail.consent import Consent, Purpose
from retail.events import CustomerConsented, CustomerSaved, FieldChange, Origin, ReceiptEmailed
from retail.personal import Personal, personal_hash
from sync.messages import WireOp
from tests.unit.hub.terminal_journal import AT, Journal

SALT = "5a" * 16


def stamp(ms: int = AT, node: str = "t", counter: int = 0) -> str:
    """A hybrid time."""
    return f"{ms:012x}-{counter:04x}-{node}"


def beside(data: dict[str, str]) -> dict[str, Any]:
    """Personal data as it goes over the wire."""
    return {"salt": SALT, "data": data}


def saved(journal: Journal, customer_id: str, at: int = AT, **values: str) -> WireOp:
    """`customer.saved` of these fields, all written at one time."""
    return saved_as(journal, customer_id, values, hlc=stamp(at, journal.terminal_id))


def saved_as(journal: Journal, customer_id: str, values: dict[str, str], hlc: str, **more: Any) -> WireOp:
    """The same with a stamp of its own; `more` changes the op after it was hashed."""
    body = CustomerSaved(
        origin=journal.origin(),
        customer_id=customer_id,
        changes=tuple(FieldChange(field=name, hlc=hlc) for name in sorted(values)),
        personal_hash=personal_hash(Personal(salt=SALT, data=values)),
    )
    return journal.add("customer.saved", body, **({"personal": beside(values)} | more))


def consented(journal: Journal, customer_id: str, purpose: Purpose, *, given: bool, version: str) -> WireOp:
    """`customer.consented` with one answer."""
    answer = Consent(
        purpose=purpose, given=given, text_version=version, language="de", at=AT + len(journal.ops)
    )
    body = CustomerConsented(origin=journal.origin(), customer_id=customer_id, consents=(answer,))
    return journal.add("customer.consented", body)


def mailed(
    journal: Journal, sale: WireOp, address: str, customer_id: str = "", origin: Origin | None = None
) -> WireOp:
    """`receipt.emailed` of a sale."""
    body = ReceiptEmailed(
        origin=origin or journal.origin(),
        txn_id=sale.body["txn_id"],
        receipt_no=sale.body["receipt_no"],
        customer_id=customer_id,
        personal_hash=personal_hash(Personal(salt=SALT, data={"address": address})),
    )
    return journal.add("receipt.emailed", body, personal=beside({"address": address}))


def sale_of(journal: Journal, customer_id: str, *, training: bool = False) -> WireOp:
    """A sale of milk to this customer."""
    body = journal.sale_body("milk", training=training)
    return journal.add("sale.completed", replace(body, origin=replace(body.origin, customer_id=customer_id)))
