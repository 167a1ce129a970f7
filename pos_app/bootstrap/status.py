"""Gathers how this terminal stands, also beside its running till; and how a hub sees all terminals."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from hub.database_choice import is_hub, open_database
from hub.services.live_status import live_status
from hub.settings import DATABASE_VARIABLE
from local_db.keys import load_keys
from local_db.reader import reading_pos
from pos_app.bootstrap.hub_link import SETTING, HubAddress
from pos_app.bootstrap.terminal import PROGRAM
from pos_app.machine import SystemClock
from pos_app.places import Places
from retail.store_config import StoreProfile, TerminalProfile

_WHO = "SELECT terminal_id, store_id, epoch FROM identity"
_WAITING = """SELECT count(*), min(journal.at) FROM journal
WHERE NOT EXISTS (SELECT 1 FROM journal_ack WHERE journal_ack.seq = journal.seq)"""
_SENT = "SELECT max(at) FROM journal_ack"
_ASIDE = """SELECT count(*) FROM journal_ack JOIN journal USING (seq)
WHERE journal_ack.status IN ('quarantined', 'conflict') AND journal.op_id NOT IN
(SELECT key FROM feed_row WHERE kind = 'resolved')"""
_RIGHTS = """SELECT kind, count(*), sum(quantity - max(spent, heard)) FROM held_right
WHERE state = 'open' GROUP BY kind ORDER BY kind"""
_EPOCHS = "SELECT count(*) FROM epoch"
_ADDRESS = "SELECT value FROM setting WHERE name = ?"
_NAMES = """SELECT
(SELECT body FROM feed_row WHERE kind = 'terminal' AND key = ? AND problem = ''),
(SELECT body FROM feed_row WHERE kind = 'store' AND key = ? AND problem = '')"""


def is_hub_folder(data: Path | None) -> bool:
    """Whether `--data` names a hub's folder and no terminal's."""
    return data is not None and is_hub(data)


def hub_status(data: Path) -> dict[str, Any]:
    """As the hub's API tells it; beside a running hub too. Raises `KnownError`."""
    database = open_database(data, os.environ.get(DATABASE_VARIABLE, ""))
    try:
        with database.read() as connection:
            return live_status(connection, SystemClock().now())
    finally:
        database.close()


def terminal_status(places: Places) -> dict[str, Any]:
    """Queue, rights, what was put aside, last sending. Raises `KnownError` where there is no terminal."""
    with reading_pos(places.data, load_keys(places.key_file)) as pos:
        ask = pos.driver.execute
        who = ask(_WHO).fetchone()
        waiting, oldest_at = ask(_WAITING).fetchone()
        address = ask(_ADDRESS, (SETTING,)).fetchone()
        terminal, store = ask(_NAMES, who[:2] if who else ("", "")).fetchone()
        found = {
            "at": SystemClock().now(),
            "terminal_id": who[0] if who else None,
            "store_id": who[1] if who else None,
            **_names(terminal, store),
            "epoch": who[2] if who else None,
            "hub": msgspec.json.decode(address[0], type=HubAddress).url if address else None,
            "program": PROGRAM,
            "waiting": waiting,
            "oldest_at": oldest_at,
            "last_sent_at": ask(_SENT).fetchone()[0],
            "quarantined": ask(_ASIDE).fetchone()[0],
            "rights": {"count": 0, "left": {}},
            "epoch_changes": ask(_EPOCHS).fetchone()[0],
        }
        rights = ask(_RIGHTS).fetchall()
    found["rights"] = {
        "count": sum(count for _, count, _ in rights),
        "left": {kind: left for kind, _, left in rights},
    }
    return found


def _names(terminal: str | None, store: str | None) -> dict[str, Any]:
    """What people call the terminal and its store; None before the configuration has come."""
    own = None if terminal is None else msgspec.json.decode(terminal, type=TerminalProfile)
    shop = None if store is None else msgspec.json.decode(store, type=StoreProfile)
    return {
        "number": own.terminal_no if own else None,
        "name": own.name if own else None,
        "store_number": shop.store_no if shop else None,
        "store_name": shop.name if shop else None,
    }
