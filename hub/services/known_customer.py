"""The customer whom somebody at the hub asks for by id."""

from __future__ import annotations

from hub.store import customers
from hub.store.customers import CustomerRecord
from hub.store.database import Connection
from retail.errors import RuleError


def known_customer(connection: Connection, customer_id: str) -> CustomerRecord:
    """Her record. Raises `RuleError`: "customer_unknown", "customer_erased"."""
    record = customers.get(connection, customer_id)
    if record is None:
        raise RuleError("customer_unknown", "There is no such customer at this hub.")
    if record.erased:
        raise RuleError("customer_erased", "This customer was erased. Nothing of her is left to be shown.")
    return record
