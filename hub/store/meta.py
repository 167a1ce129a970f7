"""Facts about the hub itself: its generation, its address, its recovery key."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import bindparam, delete, select, update

from hub.store.bulk import insert_missing
from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.tables import hub_meta
from retail.errors import DataError

GENERATION = "generation"
"""UUID, new after every restore from a backup (sync.md, fact 6)."""
URL = "url"
"""Address that terminals are told, as it was served last."""
FINGERPRINT = "fingerprint"
"""SHA-256 of the TLS certificate in use, hex; empty where the hub serves plain http on loopback."""
RECOVERY_KEY = "recovery_key"
"""X25519 public key, base64; its private half lies in a file beside the database."""

SIGNING_KEY = "signing_key"
"""Ed25519 public key, base64, by which terminals check snapshots; its private half lies in a file."""

ELSEWHERE_AT = "elsewhere_at"
"""UTC ms up to which stores have been told of each other's stock."""

MOVED_TO = "moved_to"
"""In a file that is no longer the hub: the URL of the database that is, without a password."""


_GET = Prepared(select(hub_meta.c.value).where(hub_meta.c.name == bindparam("of")))


def get(connection: Connection, name: str) -> str | None:
    """The value kept under `name`, or None."""
    value: str | None = _GET.run(connection, {"of": name}).scalar_one_or_none()
    return value


def need(connection: Connection, name: str) -> str:
    """As `get`; raises `DataError` (`hub_not_set_up`) where there is none."""
    return send_need(connection, name)()


def send_need(connection: Connection, name: str) -> Callable[[], str]:
    """As `need`, for when the value is called for (see `Prepared.send`)."""
    sent = _GET.send(connection, {"of": name})

    def value() -> str:
        found: str | None = sent().scalar_one_or_none()
        if found is None:
            raise DataError("hub_not_set_up", "This hub is not set up yet. Run `tillbridge hub setup` first.")
        return found

    return value


def put(connection: Connection, name: str, value: str) -> None:
    """Keep `value` under `name`."""
    if not insert_missing(connection, hub_meta, {"name": name, "value": value}):
        connection.execute(update(hub_meta).where(hub_meta.c.name == name).values(value=value))


def drop(connection: Connection, name: str) -> None:
    """Keep nothing under `name`."""
    connection.execute(delete(hub_meta).where(hub_meta.c.name == name))
