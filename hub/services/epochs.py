"""What the hub does when a terminal's history splits: a task for people, and numbers to go on above.

A fork shows in a push or a hello under the old epoch, or only in the op that begins the next one, as after a
rollback that the terminal noticed by itself. Whichever comes first raises the task of the epoch that ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hub.services.doubts import task_row
from hub.services.effects import Doubt, Effects
from hub.store import journal, tasks
from hub.store.database import Connection, Database
from hub.store.terminals import TerminalRecord
from retail.errors import KnownError
from retail.receipt_number import parse
from sync.protocol import FOREIGN_JOURNAL, Fork

FORKED = "journal_forked"
ROLLED_BACK = "journal_rolled_back"
_SALES = ("sale.completed", "sale.post_voided")
_LOOKED_AT = 500
"""Sales of each chain that are looked at for its highest numbers; the newest have them."""


class _Numbered(msgspec.Struct):
    receipt_no: str = ""
    number: int = 0


def forked(seq: int, hub_seq: int) -> Fork:
    """The error for an entry that the hub holds in another form, or never had from this terminal."""
    return Fork(
        FORKED,
        "The hub holds another history of this terminal: its database was rolled back or cloned.",
        seq=seq,
        hub_seq=hub_seq,
    )


def foreign(seq: int) -> Fork:
    """The error for an entry that another terminal has sent; no new epoch heals it."""
    return Fork(
        FOREIGN_JOURNAL,
        "These journal entries were sent by another terminal: one of the two runs on a copy of the other's "
        "data. Enrol one of them anew, in a folder of its own.",
        seq=seq,
    )


def note_fork(database: Database, terminal: TerminalRecord, epoch: str, fork: Fork, at: int) -> None:
    """A person must look at a journal that was cloned or rolled back: one task for the epoch that ended."""
    with database.write() as connection:
        if not _is_noted(connection, terminal.terminal_id, fork.code, epoch):
            doubt = Doubt(kind=fork.code, message=fork.message, detail={**fork.params, "epoch": epoch})
            tasks.raise_tasks(connection, [task_row(doubt, None, terminal.terminal_id, at)])


def follow(
    connection: Connection, terminal_id: str, effects: Iterable[tuple[str, Effects]]
) -> list[tuple[str, Doubt]]:
    """The task of each epoch that an op says has ended, where there is none yet."""
    found = []
    for op_id, effect in effects:
        begun = effect.epoch
        if begun is None or begun.why == "recovered":
            continue
        kind = ROLLED_BACK if begun.why == "rolled_back" else FORKED
        if any(_is_noted(connection, terminal_id, one, begun.before) for one in (FORKED, ROLLED_BACK)):
            continue
        message = (
            "This terminal's database was put back from a copy. It goes on in a history of its own."
            if kind == ROLLED_BACK
            else "This terminal's history split: its database was put back from a copy, or runs twice."
        )
        detail = {"epoch": begun.before, "next_epoch": begun.epoch, "seen_seq": begun.seen_seq}
        found.append((op_id, Doubt(kind=kind, message=message, detail=detail)))
    return found


def numbers_given(connection: Connection, terminal_id: str) -> dict[str, int]:
    """The highest receipt, training receipt and session that this terminal gave out, over all its chains."""
    highest: dict[str, int] = {}
    for epoch in journal.epochs_of(connection, terminal_id):
        bodies = journal.newest_bodies(connection, terminal_id, epoch, _SALES, _LOOKED_AT)
        _raise(highest, filter(None, map(_receipt, bodies)))
        opened = journal.newest_bodies(connection, terminal_id, epoch, ("session.opened",), 1)
        _raise(highest, (("session", _numbered(body).number) for body in opened))
    return highest


def _raise(highest: dict[str, int], found: Iterable[tuple[str, int]]) -> None:
    for name, n in found:
        highest[name] = max(n, highest.get(name, 0))


def _receipt(body: str) -> tuple[str, int] | None:
    try:
        number = parse(_numbered(body).receipt_no)
    except KnownError:
        return None
    return "receipt_training" if number.training else "receipt", number.n


def _numbered(body: str) -> _Numbered:
    try:
        return msgspec.json.decode(body, type=_Numbered)
    except msgspec.MsgspecError:
        return _Numbered()


def _is_noted(connection: Connection, terminal_id: str, kind: str, epoch: str) -> bool:
    """Also where somebody has closed it: the same fork is not told twice."""
    details: Sequence[str] = tasks.details(connection, kind, terminal_id)
    return any(msgspec.json.decode(text).get("epoch") == epoch for text in details)
