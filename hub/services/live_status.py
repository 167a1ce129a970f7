"""How every terminal stands at this moment, by store, as one plain document for people and programs."""

from __future__ import annotations

from typing import Any

from hub.store import inbox, journal, meta, replacements, rights, stores, terminals
from hub.store.database import Connection
from hub.store.rights import RightRecord
from hub.store.terminals import TerminalRecord


def live_status(connection: Connection, now: int) -> dict[str, Any]:
    """Queue, rights, quarantine, contact and program of each terminal; what waits after a restore."""
    known = terminals.every(connection)
    aside, tasks = inbox.counts_by_terminal(connection)
    places = {one.terminal_id: one.new_terminal_id for one in replacements.every(connection)}
    awaited = set(rights.awaited(connection))
    numbers = {one.terminal_id: one.terminal_no for one in known}
    held: dict[str, list[RightRecord]] = {}
    for record in rights.held_records(connection):
        held.setdefault(record.terminal_id, []).append(record)

    def one(terminal: TerminalRecord) -> dict[str, Any]:
        which = terminal.terminal_id
        return {
            "terminal_id": which,
            "number": terminal.terminal_no,
            "name": terminal.name,
            "state": _state(terminal, replaced=which in places),
            "replaced_by": numbers.get(places.get(which, "")),
            "program": terminal.program,
            "seen_at": terminal.seen_at,
            "silent_ms": None if terminal.seen_at is None else max(0, now - terminal.seen_at),
            "waiting": terminal.waiting,
            "oldest_at": terminal.oldest_at,
            "rights": _rights(held.get(which, [])),
            "quarantined": aside.get(which, 0),
            "exception_tasks": tasks.get(which, 0),
            "epoch_changes": max(0, len(journal.epochs_of(connection, which)) - 1),
            "awaited": which in awaited,
        }

    return {
        "at": now,
        "generation": meta.need(connection, meta.GENERATION),
        "rights_frozen": bool(awaited),
        "quarantined": sum(aside.values()),
        "exception_tasks": sum(tasks.values()),
        "stores": [
            {
                "store_id": store.profile.store_id,
                "number": store.profile.store_no,
                "name": store.profile.name,
                "terminals": [one(each) for each in known if each.store_id == store.profile.store_id],
            }
            for store in stores.every(connection)
        ],
    }


def _state(terminal: TerminalRecord, *, replaced: bool) -> str:
    if replaced:
        return "replaced"
    if terminal.revoked_at is not None:
        return "revoked"
    return "enrolled" if terminal.public_key is not None else "not_enrolled"


def _rights(records: list[RightRecord]) -> dict[str, Any]:
    """How many rights, and what is left of them by kind: thousandths of units, points, minor units."""
    left: dict[str, int] = {}
    for record in records:
        left[record.kind] = left.get(record.kind, 0) + record.grant.held
    return {"count": len(records), "left": left}
