"""Writes a store's settings into the feeds that its terminals read."""

from __future__ import annotations

from hub.services.scopes import RESOLVED, RIGHT, config_scope, price_scope, terminal_scope
from hub.services.terminal_keys import key_changes
from hub.store import customers, loyalty, people, stores, terminals
from hub.store.database import Connection
from hub.store.feeds import Change, publish_each, whole
from retail.errors import RuleError
from retail.store_config import TerminalProfile
from sync import messages as m


def publish_store(connection: Connection, store_id: str, at: int) -> list[m.ScopeHead]:
    """Bring the feeds of a store's settings up to date; returns their heads.

    Call it last in the transaction that changed the settings. Raises `RuleError` for an unknown store.
    """
    return publish_each(connection, store_feeds(connection, store_id), at)


def store_feeds(connection: Connection, store_id: str) -> dict[str, list[Change]]:
    """What `config:<store>` and the `terminal:<id>` feeds of its terminals shall hold, and the price lists.

    The feed of a price list is only named, so that a terminal can read it while it is empty.
    """
    scope = config_scope(store_id)
    wanted = {scope: whole(connection, scope, _store_changes(connection, store_id))}
    for terminal in terminals.every(connection):
        if terminal.store_id == store_id:
            scope = terminal_scope(terminal.terminal_id)
            # Rights come and go with requests and sales, and what was put aside with what people decide.
            own = _terminal_changes(connection, terminal)
            wanted[scope] = whole(connection, scope, own, leave=(RIGHT, RESOLVED))
            wanted[price_scope(terminal.price_list)] = []
    return wanted


def _store_changes(connection: Connection, store_id: str) -> list[Change]:
    record = stores.by_id(connection, store_id)
    if record is None:
        raise RuleError("store_unknown", f"There is no store {store_id[:40]!r} at this hub.")
    return [
        Change(kind="store", key=store_id, body=record.profile),
        Change(kind="tax", key="settings", body=record.tax),
        *(
            Change(kind="department", key=one.department_id, body=one)
            for one in stores.departments(connection, store_id)
        ),
        *(Change(kind="reason", key=one.reason_id, body=one) for one in stores.reasons(connection, store_id)),
        *(
            Change(kind="consent_text", key=one.purpose, body=one)
            for one in customers.consent_texts(connection, store_id)
        ),
        *_program(connection, store_id),
        *(one for one in key_changes(connection, store_id) if one.body is not None),
    ]


def _program(connection: Connection, store_id: str) -> list[Change]:
    program = loyalty.program(connection, store_id)
    return [] if program is None else [Change(kind="loyalty", key="program", body=program)]


def _terminal_changes(connection: Connection, terminal: terminals.TerminalRecord) -> list[Change]:
    """Its profile and its operators; PIN hashes go to enrolled terminals of the store and nowhere else."""
    profile = TerminalProfile(
        terminal_id=terminal.terminal_id,
        terminal_no=terminal.terminal_no,
        name=terminal.name,
        price_list=terminal.price_list,
    )
    return [
        Change(kind="terminal", key=terminal.terminal_id, body=profile),
        *(
            Change(kind="operator", key=who.operator_id, body=who)
            for who in people.operators(connection, terminal.store_id)
        ),
    ]
