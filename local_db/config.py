"""The store's configuration, assembled from the rows that the hub sent and kept until they change."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import bindparam, select

from local_db.database import Database
from local_db.identity import read_identity
from local_db.pos_schema import feed_row
from local_db.statements import Statement
from retail.consent import ConsentText
from retail.loyalty import LoyaltyProgram
from retail.store_config import (
    Department,
    Reason,
    StoreConfig,
    StoreProfile,
    TaxSettings,
    TerminalProfile,
)

T = TypeVar("T")
_BODIES = Statement(
    select(feed_row.c.body)
    .where(
        feed_row.c.scope == bindparam("scope"), feed_row.c.kind == bindparam("kind"), feed_row.c.problem == ""
    )
    .order_by(feed_row.c.key)
)


class ConfigCache:
    """Keeps the assembled configuration; `forget` it when rows of a scope changed."""

    def __init__(self) -> None:
        self._known = False
        self._config: StoreConfig | None = None

    def forget(self) -> None:
        """Assemble anew at the next call."""
        self._known = False

    def price_list(self, database: Database) -> str:
        """This terminal's price list, empty before it is known; may be asked outside of a transaction."""
        if not self._known:
            with database.some_transaction():
                self.get(database)
        return self._config.terminal.price_list if self._config else ""

    def logo(self, database: Database) -> str:
        """Digest of the picture above receipts, empty for none; may be asked outside of a transaction."""
        with database.some_transaction():
            config = self.get(database)
        return config.profile.logo if config else ""

    def get(self, database: Database) -> StoreConfig | None:
        """None until store, terminal and tax have all come from the hub."""
        if not self._known:
            self._config = _assemble(database)
            self._known = True
        return self._config


def _assemble(database: Database) -> StoreConfig | None:
    identity = read_identity(database)
    if identity is None:
        return None
    config, own = f"config:{identity.store_id}", f"terminal:{identity.terminal_id}"
    profiles = _read(database, config, "store", StoreProfile)
    taxes = _read(database, config, "tax", TaxSettings)
    terminals = _read(database, own, "terminal", TerminalProfile)
    programs = _read(database, config, "loyalty", LoyaltyProgram)
    if not (profiles and taxes and terminals):
        return None
    return StoreConfig(
        profile=profiles[0],
        terminal=terminals[0],
        tax=taxes[0],
        departments=_read(database, config, "department", Department),
        reasons=_read(database, config, "reason", Reason),
        consent_texts=_read(database, config, "consent_text", ConsentText),
        loyalty=programs[0] if programs else None,
    )


def _read(database: Database, scope: str, kind: str, shape: type[T]) -> tuple[T, ...]:
    rows = database.rows(_BODIES, scope=scope, kind=kind)
    return tuple(msgspec.json.decode(body, type=shape) for (body,) in rows)
