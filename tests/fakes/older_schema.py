"""A hub's database as an older program left it: made by the migrations up to a number."""

from __future__ import annotations

import shutil
from pathlib import Path

from hub.store.database import Database
from hub.store.upgrade import MIGRATIONS, upgrade


def made_up_to(database: Database, number: str, folder: Path) -> None:
    """Give an empty database the schema of this number ("0009"); `folder` is for the test alone."""
    older = folder / f"migrations-{number}"
    shutil.copytree(MIGRATIONS, older, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (older / "versions").glob("m[0-9]*.py"):
        if path.name[1:5] > number:
            path.unlink()
    upgrade(database, folder / "backups", older)
