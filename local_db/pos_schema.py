"""The tables of `pos.db` as SQLAlchemy Core sees them.

Keys, checks, indexes and triggers are said once, in the migrations; a test compares the columns.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: str) -> Table:
    """A table whose columns are text, or whole numbers where the name ends in `#`."""
    typed = [Column(one.rstrip("#"), Integer if one.endswith("#") else Text) for one in columns]
    return Table(name, metadata, *typed)


journal = _table(
    "journal", "seq#", "op_id", "kind", "v#", "hlc", "body", "prev_hash", "hash", "business_date", "at#"
)
journal_ack = _table("journal_ack", "seq#", "status", "code", "at#")
sale = _table(
    "sale", "seq#", "txn_id", "kind", "receipt_no", "session_id", "business_date", "at#", "operator_id",
    "training#", "currency", "total#", "tax_total#", "discount_total#", "rounding#", "cash_kept#", "change#",
    "reverses", "promotion_total#", "return_kind", "return_total#",
)  # fmt: skip
sale_line = _table(
    "sale_line", "seq#", "position#", "line_id", "kind", "sku", "name", "category", "department_id",
    "quantity#", "unit_price#", "tax_class", "discount#", "net#", "tax#", "total#", "voided#",
)  # fmt: skip
sale_tender = _table("sale_tender", "seq#", "position#", "payment_id", "kind", "amount#", "brand", "last4")
sale_tax = _table("sale_tax", "seq#", "position#", "code", "rate", "net#", "tax#", "gross#")
stock_movement = _table("stock_movement", "seq#", "position#", "line_id", "sku", "delta#", "reason")

sale_return = _table("sale_return", "seq#", "position#", "line_id", "of_txn", "of_line", "quantity#")

till_session = _table(
    "till_session", "session_id", "number#", "state", "business_date", "currency", "opening_float#",
    "opened_by", "opened_at#", "counted#",
)  # fmt: skip
session_count = _table("session_count", "session_id", "name", "n#")
cash_move = _table(
    "cash_move", "n#", "move_id", "session_id", "kind", "amount#", "reason_id", "note", "operator_id", "at#"
)
z_report = _table("z_report", "number#", "session_id", "operator_id", "taken_at#", "totals")

draft = _table("draft", "txn_id", "state", "body", "suspended_at#")
print_job = _table(
    "print_job", "n#", "job_id", "txn_id", "document", "state", "attempts#", "error", "error_message",
    "created_at#",
)  # fmt: skip

operator = _table(
    "operator", "operator_id", "name", "role", "language", "colour", "active#", "pin_settings", "pin_mac"
)
pin_guard = _table("pin_guard", "operator_id", "failures#", "locked_until#")
setting = _table("setting", "name", "value")
counter = _table("counter", "name", "n#")
epoch = _table("epoch", "seq#", "epoch", "before", "why", "at#")
skipped_number = _table("skipped_number", "n#", "counter", "after#", "upto#", "at#")
identity = _table("identity", "only#", "terminal_id", "store_id", "epoch", "hub_gen")

personal = _table("personal", "op_id", "salt", "blob")
customer_op = _table("customer_op", "seq#", "customer_id")
customer = _table("customer", "customer_id", "name", "profile")
customer_key = _table("customer_key", "kind", "key", "customer_id")

account_entry = _table(
    "account_entry", "seq#", "position#", "entry_id", "account_id", "kind", "act", "amount#", "active_at#",
    "of_entry", "held#",
)  # fmt: skip
account_heard = _table("account_heard", "kind", "account_id", "available#", "at#")
value_ask = _table("value_ask", "request_id", "txn_id", "kind", "account_id", "body")

feed_cursor = _table("feed_cursor", "scope", "epoch", "seq#", "checksum", "round#", "sweeping#")
feed_row = _table("feed_row", "scope", "kind", "key", "rev#", "digest", "round#", "body", "problem")

receipt = _table("receipt", "txn_id", "scope", "rev#", "digest", "round#", "number#", "at#", "body")
receipt_item = _table("receipt_item", "sku", "at#", "txn_id")

cart_ask = _table("cart_ask", "n#", "request_id", "state", "body")
kept_sale = _table("kept_sale", "txn_id")

stock_change = _table("stock_change", "seq#", "position#", "sku", "delta#", "reason")
stock_document = _table("stock_document", "document_id", "kind", "state", "at#", "body")
stock_line = _table("stock_line", "document_id", "sku", "n#", "body")
held_right = _table(
    "held_right", "grant_id", "kind", "subject", "quantity#", "spent#", "heard#", "use_by#", "state"
)
right_use = _table("right_use", "seq#", "position#", "grant_id", "kind", "subject", "quantity#")
right_request = _table(
    "right_request", "n#", "request_id", "txn_id", "request", "asked_at#", "state", "reply", "code", "message"
)

FACTS = (
    "stock_change", "right_use",
    "journal", "sale", "sale_line", "sale_tender", "sale_tax", "stock_movement", "sale_return",
    "account_entry", "cash_move", "z_report", "epoch", "skipped_number",
)  # fmt: skip
"""Tables whose rows are never changed and never deleted; triggers see to it."""
