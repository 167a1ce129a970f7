"""What belongs to this terminal alone: named settings and gapless counters."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.pos_schema import counter, setting
from local_db.statements import Statement

_GET = Statement(select(setting.c.value).where(setting.c.name == bindparam("name")))
_NEW = insert(setting)
_PUT = Statement(_NEW.on_conflict_do_update(index_elements=["name"], set_={"value": _NEW.excluded.value}))
_REMOVE = Statement(delete(setting).where(setting.c.name == bindparam("name")))
_STARTING = Statement(
    select(setting.c.name, setting.c.value)
    .where(func.substr(setting.c.name, 1, bindparam("length")) == bindparam("prefix"))
    .order_by(setting.c.name)
)
_COUNT = Statement(select(counter.c.n).where(counter.c.name == bindparam("name")))
_NEW_COUNT = insert(counter)
_COUNT_ON = Statement(
    _NEW_COUNT.on_conflict_do_update(index_elements=["name"], set_={"n": _NEW_COUNT.excluded.n})
)
_MINE = "count:"
"""Before the names of `next_count`, so that no caller's counter meets one of this package's own."""


class SettingRows:
    """`pos_app.ports.store.Settings` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """The value, or None where it was never put."""
        row = self._database.row(_GET, name=name)
        return None if row is None else row[0]

    def put(self, name: str, value: str) -> None:
        """Insert or replace."""
        self._database.change(_PUT, name=name, value=value)

    def remove(self, name: str) -> None:
        """Forget it."""
        self._database.change(_REMOVE, name=name)

    def starting(self, prefix: str) -> dict[str, str]:
        """Those whose names begin so, by name."""
        rows = self._database.rows(_STARTING, prefix=prefix, length=len(prefix))
        return {row[0]: row[1] for row in rows}

    def next_count(self, counter: str) -> int:
        """1, 2, 3, …: the count is used only if the unit of work commits, so no number is ever left out."""
        row = self._database.row(_COUNT, name=count_name(counter))
        following = (row[0] if row else 0) + 1
        set_count(self._database, count_name(counter), following)
        return following


def count_name(counter: str) -> str:
    """How a counter of `next_count` is called in the table."""
    return _MINE + counter


def set_count(database: Database, name: str, n: int) -> None:
    """Let a row of the counter table say `n`."""
    database.change(_COUNT_ON, name=name, n=n)
