"""What ops say of customers, checked before anything is written: profiles, consents, mail, whose sale."""

from __future__ import annotations

from typing import Any

import msgspec

from hub.services.effects import Permanent
from hub.services.hybrid_stamps import MAX_STAMP
from hub.store import customers, outbox
from hub.store.database import Connection
from hub.store.identity import new_id
from hub.store.terminals import TerminalRecord
from retail import hybrid_clock
from retail.customer import FIELDS, SHOP_CARD_DIGITS, tidy
from retail.customer_merge import Answered, Profile, Written
from retail.errors import DataError, KnownError, RuleError
from retail.events import Body, CustomerConsented, CustomerSaved, ReceiptEmailed, read_body
from retail.personal import Personal, read_personal
from retail.tender import holds_card_number
from sync import messages as m

SALES = ("sale.completed", "sale.post_voided")
KINDS = ("customer.saved", "customer.consented", "receipt.emailed")
MAX_CUSTOMER_ID = 64
MAX_WORD = 60
"""Longest version, language or channel of a consent."""


class Conflict(Permanent):
    """Nothing can be applied and trying again would not help; the op is acknowledged and kept."""


class PersonalRefused(Permanent):
    """The personal data is not what a till sends; it is not kept either."""


class CustomerWork(msgspec.Struct, frozen=True, kw_only=True):
    """What one op does to customers; empty parts do nothing."""

    op_id: str
    customer_id: str = ""
    at: int
    """When the hub heard of it: a till whose clock stands years behind makes nobody look forgotten."""
    profile: Profile | None = None
    """To be merged with what is held, stamped as the till said."""
    consents: tuple[dict[str, Any], ...] = ()
    sale_id: str = ""
    mail: dict[str, Any] | None = None


def work_of(connection: Connection, terminal: TerminalRecord, op: m.WireOp, now: int) -> CustomerWork | None:
    """What `op` does to customers; None where nothing, as for whoever was erased: erasure wins over all.

    Raises `Permanent`, `Conflict` among them, for what cannot be applied as it is.
    """
    if op.kind in SALES:
        return _sale(connection, terminal, op, now)
    if op.kind not in KINDS:
        return None
    body = read_body(op.kind, op.body, op.v)
    customer_id = getattr(body, "customer_id", "")
    if len(customer_id) > MAX_CUSTOMER_ID:
        raise Permanent("bad_body", "The id of the customer is longer than any id.")
    if customer_id and _is_erased(connection, terminal, customer_id):
        return None
    try:
        return _work(op, body, customer_id, now, terminal.terminal_id)
    except (DataError, RuleError) as error:
        kind = Conflict if error.code == "personal_missing" else PersonalRefused
        raise kind(error.code, error.message) from error


def keepable(connection: Connection, op: m.WireOp, now: int) -> dict[str, Any] | None:
    """The row that keeps an op's personal data, also while the op is in quarantine; None where there is none.

    What its body does not vouch for is not kept, nor the number of a payment card (rule 7), nor anything of
    a customer who was erased.
    """
    expected = op.body.get("personal_hash")
    if op.personal is None or not isinstance(expected, str):
        return None
    try:
        kept = read_personal(op.personal, expected)
    except KnownError:
        return None
    if any(_is_card(text) for text in kept.data.values()):
        return None
    said = op.body.get("customer_id")
    customer_id = said[:MAX_CUSTOMER_ID] if isinstance(said, str) else ""
    held = customers.get(connection, customer_id) if customer_id else None
    if held is not None and held.erased:
        return None
    return {
        "op_id": op.op_id,
        "customer_id": customer_id,
        "salt": kept.salt,
        "blob": msgspec.json.encode(kept.data, order="sorted").decode(),
        "at": now,
    }


def _work(op: m.WireOp, body: Body, customer_id: str, now: int, terminal_id: str) -> CustomerWork:
    if isinstance(body, ReceiptEmailed):
        return _mail(op, body, customer_id, now)
    if not customer_id:
        raise Permanent("bad_body", "The op names no customer.")
    if isinstance(body, CustomerConsented):
        profile, rows = _consents(op, body)
    else:
        assert isinstance(body, CustomerSaved)  # noqa: S101 - the only kind that is left
        profile, rows = _saved(op, body), ()
    seen = {terminal_id: _stamp(op.hlc)}
    return CustomerWork(
        op_id=op.op_id,
        customer_id=customer_id,
        at=now,
        profile=msgspec.structs.replace(profile, seen=seen),
        consents=rows,
    )


def _saved(op: m.WireOp, body: CustomerSaved) -> Profile:
    personal = read_personal(op.personal, body.personal_hash)
    names = [change.field for change in body.changes]
    if sorted(names) != sorted(personal.data) or not names or not set(names) <= set(FIELDS):
        raise PersonalRefused("personal_malformed", "The fields written are not those of the personal data.")
    # Without a country nothing is added to a phone: what the till has tidied stays as it is.
    if tidy(personal.data, "") != personal.data:
        raise PersonalRefused("personal_malformed", "A field is not written as a till writes it.")
    fields = {
        change.field: Written(value=personal.data[change.field], stamp=_stamp(change.hlc))
        for change in body.changes
    }
    return Profile(customer_id=body.customer_id, fields=fields)


def _consents(op: m.WireOp, body: CustomerConsented) -> tuple[Profile, tuple[dict[str, Any], ...]]:
    words = [word for one in body.consents for word in (one.text_version, one.language, one.channel)]
    purposes = {one.purpose for one in body.consents}
    if any(len(word) > MAX_WORD for word in words) or len(purposes) != len(body.consents):
        raise Permanent("bad_body", "A consent is answered twice or too long.")
    stamp = _stamp(op.hlc)
    rows = tuple(
        {
            "op_id": op.op_id,
            "purpose": one.purpose,
            "customer_id": body.customer_id,
            "given": int(one.given),
            "text_version": one.text_version,
            "language": one.language,
            "channel": one.channel,
            "at": one.at,
        }
        for one in body.consents
    )
    answers: dict[str, Answered] = {one.purpose: Answered(consent=one, stamp=stamp) for one in body.consents}
    return Profile(customer_id=body.customer_id, consents=answers), rows


def _mail(op: m.WireOp, body: ReceiptEmailed, customer_id: str, now: int) -> CustomerWork:
    personal: Personal = read_personal(op.personal, body.personal_hash)
    address = personal.data.get("address", "")
    if set(personal.data) != {"address"} or tidy({"email": address}, "") != {"email": address} or not address:
        raise PersonalRefused("personal_malformed", "The address is not written as a till writes it.")
    mail = {
        "outbox_id": new_id(now),
        "channel": outbox.EMAIL,
        "dedup_key": f"{outbox.EMAIL}:{op.op_id}",
        "op_id": op.op_id,
        "customer_id": customer_id,
        "subject_id": body.txn_id,
        "address": address,
        "due_at": now,
        "created_at": now,
    }
    return CustomerWork(op_id=op.op_id, at=now, mail=mail)


def _sale(connection: Connection, terminal: TerminalRecord, op: m.WireOp, now: int) -> CustomerWork | None:
    """Whose sale it was, read from a body that was checked before. A sale is never refused."""
    origin = op.body["origin"]
    customer_id = origin.get("customer_id")
    if not customer_id or len(customer_id) > MAX_CUSTOMER_ID or origin.get("training"):
        return None
    held = customers.get(connection, customer_id)
    if held is not None and (held.erased or held.store_id != terminal.store_id):
        return None
    return CustomerWork(op_id=op.op_id, customer_id=customer_id, at=now, sale_id=op.body["txn_id"])


def _is_erased(connection: Connection, terminal: TerminalRecord, customer_id: str) -> bool:
    held = customers.get(connection, customer_id)
    if held is not None and held.store_id != terminal.store_id:
        raise Permanent("foreign_customer", "The customer is of another store.")
    return held is not None and held.erased


def _stamp(text: str) -> str:
    if len(text) > MAX_STAMP:
        raise Permanent("bad_hybrid_time", "The hybrid time is longer than any.")
    return hybrid_clock.parse(text).text()


def _is_card(text: str) -> bool:
    if text.startswith(("+", "0")):
        return False
    return sum(char.isdigit() for char in text) > SHOP_CARD_DIGITS and holds_card_number(text)
