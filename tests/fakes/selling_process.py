"""A process that sells as fast as it can and says what was durable: to be killed at any instant.

`python -m tests.fakes.selling_process DATA` prints `draft N` and `sold N` after the commit of each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from local_db.terminal import LocalTerminal
from tests.fakes.clock import CountedIds
from tests.fakes.shop import COLA, MILK, a_line
from tests.fakes.store import a_completed, a_draft, open_terminal, record


def main() -> None:
    terminal = open_terminal(Path(sys.argv[1]))
    # Ids go on behind those of the processes that were killed before.
    ids = CountedIds(10 * _sold(terminal) + 1)
    while True:
        number = _sell(terminal, ids)
        _say(f"sold {number}")


def _sell(terminal: LocalTerminal, ids: CountedIds) -> int:
    """One sale: a draft of two lines, then its completion; a draft that a crash left is completed first."""
    with terminal.store.read() as unit:
        draft = unit.drafts.current()
    if draft is None:
        number = _sold(terminal) + 1
        for lines in ((a_line(MILK),), (a_line(MILK), a_line(COLA))):
            with terminal.store.write() as unit:
                unit.drafts.save(a_draft(number, *lines))
        _say(f"draft {number}")
    else:
        number = int(draft.txn_id.removeprefix("txn-"))
    with terminal.store.write() as unit:
        count = unit.settings.next_count("receipt")
        if count != number:
            raise AssertionError(f"receipt {count} for draft {number}")
        record(unit, a_completed(number, a_line(MILK), a_line(COLA)), ids)
        unit.drafts.remove(f"txn-{number}")
        unit.sessions.count("session-1", "drawer")
    return number


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _sold(terminal: LocalTerminal) -> int:
    with terminal.store.read() as unit:
        return unit.sessions.sums("session-1").sales_count


if __name__ == "__main__":
    main()
