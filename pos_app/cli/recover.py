"""`tillbridge recover`: bring what a broken terminal had not sent to the hub, from its disk."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

HELP = (
    "Recover the disk of the broken terminal that this machine replaces: every receipt that it had not sent "
    "goes to the hub, once. The disk is only read. Run it again after any break; close the till before."
)

_COPIED: Mapping[Taken, str] = {
    "first": "The old disk is copied; from now on the copy is read.",
    "again": "Going on with the copy that an earlier run made.",
    "newer": "The old disk is newer than the copy that an earlier run made: it is copied anew.",
    "older_left": "What lies there now is OLDER than the copy that an earlier run made. That copy is used.",
    "another_left": "What lies there now is of ANOTHER terminal than the copy that an earlier run made. That "
    "copy is used.",
    "unreadable_left": "What lies there now cannot be read. The copy that an earlier run made is used.",
}

_UNREAD: Mapping[Unread, str] = {
    "sales": "Which sales were open cannot be read on the old disk.",
    "paper": "Which receipts were not on paper cannot be read on the old disk.",
    "session": "Whether a till session was open cannot be read on the old disk. Count its drawer by hand.",
}

if TYPE_CHECKING:
    from local_db.dead_copy import Taken
    from local_db.dead_drafts import LeftOpen, Unread
    from pos_app.bootstrap.recovery import Recovered


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pos_app.places import add_place_arguments

    parser.add_argument(
        "disk", type=Path, nargs="?", metavar="DIR", help="the old machine's data folder, or a copy of it"
    )
    parser.add_argument("--code", default="", help="the recovery code that `tillbridge hub replace` printed")
    add_place_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Recover, asking on a console for what was not given. Raises KnownError."""
    from pos_app.bootstrap.recovery import Recovery
    from pos_app.places import places_of
    from retail.errors import RuleError

    recovery = Recovery(places_of(args))
    try:
        asks = sys.stdin.isatty() and not args.json
        disk = args.disk or (_asked("Folder of the old machine's data") if asks else "")
        if not disk:
            raise RuleError(
                "disk_needed", "Name the data folder of the old machine: tillbridge recover DIR --code CODE."
            )
        code = args.code or (_asked("Recovery code") if asks and recovery.needs_code else "")
        done = recovery.run(Path(disk), code, _told, _copied)
    finally:
        recovery.close()
    if args.json:
        print(json.dumps(_document(done), ensure_ascii=False))
    else:
        _say(done)
    return 0


def _asked(question: str) -> str:
    return input(f"{question}: ").strip()


def _told(there: int, of: int) -> None:
    print(f"{there} of {of} entries are at the hub", file=sys.stderr, flush=True)


def _copied(taken: Taken) -> None:
    print(_COPIED[taken], file=sys.stderr, flush=True)


def _document(done: Recovered) -> dict[str, Any]:
    left = done.left
    return {
        "terminal_no": done.terminal_no,
        "store_no": done.store_no,
        "entries": done.proved.upto,
        "at_hub": done.at_hub,
        "put_aside": done.put_aside,
        "lost_from": None if done.proved.whole else done.proved.upto + 1,
        "lost_upto": None if done.proved.whole else done.proved.last,
        "behind": done.behind,
        "parked": [txn.txn_id for txn in left.parked],
        "paid": [txn.txn_id for txn in left.paid],
        "unprinted": list(left.unprinted),
        "open_session": left.session_number or None,
        "unread": list(left.unread),
        "rights_back": done.end.rights_back,
        "rights_left": done.end.rights_left,
    }


def _say(done: Recovered) -> None:
    left, proved = done.left, done.proved
    print(f"Terminal {done.terminal_no} of store {done.store_no} is recovered: {done.at_hub} entries of its")
    print("journal are at the hub, each once.")
    if not proved.whole:
        print(f"Entries {proved.upto + 1} to {proved.last} could not be proved and were not taken. A task at")
        print("the hub names them: compare them with paper receipts, and write off what the terminal held.")
    if done.behind:
        print("The hub had entries of the terminal that this disk does not hold: it is an older copy, or the")
        print("terminal went on after an earlier recovery. A task says so. If there is a newer disk, run")
        print("`tillbridge hub replace` again and recover that one.")
    if done.put_aside:
        print(f"{done.put_aside} of them lie in the hub's quarantine: tillbridge hub inbox list.")
    _say_left(left)
    if done.end.rights_back:
        print(f"{done.end.rights_back} rights that it had not spent went back.")
    if done.end.rights_left:
        print(f"{done.end.rights_left} rights stay held: tillbridge hub stock rights.")
    print("Open the till: tillbridge till")


def _say_left(left: LeftOpen) -> None:
    if left.parked:
        print(f"Open or parked sales, parked now for every till of the store: {len(left.parked)}.")
    if left.paid:
        print(
            f"Open sales on which money had been taken: {len(left.paid)}. Tasks at the hub name the amounts:"
        )
        print("tillbridge hub inbox list.")
    if left.unprinted:
        print(f"These receipts may not be on paper; reprint them by number: {', '.join(left.unprinted)}")
    if left.session_number:
        print(f"Till session {left.session_number} was not closed. Count its drawer by hand.")
    for what in left.unread:
        print(_UNREAD[what])
