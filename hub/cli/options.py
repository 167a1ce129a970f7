"""Options that say where a hub keeps its data, for every command that opens one."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from hub.settings import DATABASE_VARIABLE
from retail.errors import RuleError

CONSOLE = "console"
"""Who did it, on record: whoever sits at the hub's own console."""


def add_data(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Declare `--data` and `--database`; under a sub-command they only count where given."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=default,
        help="the hub's data folder (default: tillbridge/hub in the user's data folder)",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        default="" if default is None else default,
        help="postgresql://user@host/name in place of a SQLite file; without a password, see docs/hub.md "
        f"(default: {DATABASE_VARIABLE}, then what the folder was used with last)",
    )


def database_of(given: str, variable: str = DATABASE_VARIABLE) -> str:
    """The URL of the command line, else of the environment. Raises `RuleError` for a password in sight."""
    from hub.store.postgres_engine import has_password

    if given and has_password(given):
        raise RuleError(
            "password_in_sight",
            "Everybody on this machine can read a command line. Leave the password out of it: put it into "
            f"the file of PGPASSFILE, a service of PGSERVICEFILE, or the variable {variable}.",
        )
    return given or os.environ.get(variable, "")


def need_hub(folder: Path, database: str) -> None:
    """Raise `RuleError` where no hub lives."""
    from hub.database_choice import is_hub

    if not database and not is_hub(folder):
        raise RuleError("no_hub_here", f"There is no hub in {folder}. Run `tillbridge hub setup` first.")
