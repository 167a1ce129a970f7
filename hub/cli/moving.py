"""`tillbridge hub move`: from the SQLite file to PostgreSQL, with a line of progress on a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from retail.errors import RuleError

AddData = Callable[[argparse.ArgumentParser], None]
_CLEAR = "\r\x1b[K"


def add_arguments(parser: argparse.ArgumentParser, add_data: AddData) -> None:
    """--data, --database, --json."""
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(data_dir: Path, url: str, *, as_json: bool) -> int:
    """Move; 0 when all is there. Raises KnownError, and the hub is what it was."""
    from hub.bootstrap import SystemClock
    from hub.database_choice import is_hub
    from hub.moving import ASIDE, move

    if not is_hub(data_dir):
        raise RuleError("no_hub_here", f"There is no hub in {data_dir}.")
    if not url:
        raise RuleError("database_missing", "Say where to: --database postgresql://user@host/name.")
    shows = sys.stderr.isatty() and not as_json
    try:
        done = move(data_dir, url, SystemClock(), _progress if shows else _silence)
    finally:
        if shows:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
    if as_json:
        print(json.dumps({"database": done.database, "aside": done.aside, "rows": done.rows}))
        return 0
    if done.rows:
        print(f"{sum(done.rows.values())} rows of {len(done.rows)} tables are in {done.database}.")
    print(f"The hub in {data_dir} is served from {done.database} now.")
    if done.aside == ASIDE:
        print(f"The old file is {ASIDE}.")
    else:
        print(
            f"The old file could not be renamed to {ASIDE} and is still called {done.aside}. It is marked as "
            "left, and nothing serves it; rename it when no other program has it open."
        )
    return 0


def _progress(table: str, done: int, whole: int) -> None:
    print(f"{_CLEAR}{table}: {done} of {whole} rows", end="", file=sys.stderr, flush=True)


def _silence(_table: str, _done: int, _whole: int) -> None:
    """Nobody looks."""
