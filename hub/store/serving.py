"""Lets one program serve a data folder at a time; a kill frees it, whatever the system."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from retail.errors import RuleError

FILE = "serving.lock"


class Serving:
    """Holds the folder until it is closed. Commands beside the hub, such as an import, need no such hold.

    A transaction on a file of its own is a lock that every system knows and lets go when the program ends.
    """

    def __init__(self, folder: Path) -> None:
        """Raises `RuleError` (`hub_runs_already`) where another program serves the folder."""
        self._held = sqlite.connect(str(folder / FILE), timeout=0, isolation_level=None)
        try:
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite.OperationalError as error:
            self._held.close()
            raise RuleError(
                "hub_runs_already",
                f"Another hub serves {folder} already. Stop it first, or give this one a folder of its own.",
            ) from error

    def close(self) -> None:
        """Let go of the folder."""
        self._held.close()
