"""Who this terminal is at the hub, as `pos.db` remembers it since it was enrolled."""

from __future__ import annotations

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.pos_schema import identity
from local_db.statements import Statement
from sync.ports import Identity

_FIELDS = ("terminal_id", "store_id", "epoch", "hub_gen")
_READ = Statement(select(*(identity.c[name] for name in _FIELDS)))
_NEW = insert(identity)
_WRITE = Statement(
    _NEW.on_conflict_do_update(index_elements=["only"], set_={name: _NEW.excluded[name] for name in _FIELDS})
)


def read_identity(database: Database) -> Identity | None:
    """None before this terminal was enrolled."""
    row = database.row(_READ)
    return None if row is None else Identity(**dict(zip(_FIELDS, row, strict=True)))


def write_identity(database: Database, identity: Identity) -> None:
    """Remember it, in place of an older one."""
    database.change(_WRITE, only=1, **msgspec.structs.asdict(identity))
