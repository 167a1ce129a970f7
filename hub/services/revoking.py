"""Refuses a terminal from now on, and gives back what others wait for: carts and parked sales it had taken.

Its rights stay held: it may have spent them offline, and only its journal or a manager ends them (stock.md).
"""

from __future__ import annotations

from msgspec.structs import replace

from hub.services.parked_sales import show
from hub.store import carts, parked, terminals
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from hub.store.terminals import TerminalRecord


def revoke(connection: Connection, terminal: TerminalRecord, wanted: Outgoing, now: int) -> None:
    """Take its key away, if it has one yet, and free what it had taken; news for its store into `wanted`.

    The customers of these carts and sales stand there and want to pay. What it sold of them and could not
    send is found by the lines.
    """
    if terminal.revoked_at is None:
        terminals.revoke(connection, terminal.terminal_id, now)
    carts.open_again(connection, terminal.terminal_id, now)
    for record in parked.claimed_by(connection, terminal.terminal_id):
        txn_id = record.shown.txn_id
        parked.claim(connection, txn_id, terminal.terminal_id, "", now)
        show(wanted, record.store_id, txn_id, replace(record.shown, claimed_by=""))
