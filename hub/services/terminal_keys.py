"""Tells a store's terminals each other's public keys, so that they can prove basket codes with no network."""

from __future__ import annotations

from hub.services.scopes import config_scope
from hub.store import feeds, stores, terminals
from hub.store.database import Connection, Database
from hub.store.feeds import Change, publish
from retail.cart import TerminalKey
from sync import messages as m

KIND = "terminal_key"


def key_changes(connection: Connection, store_id: str) -> list[Change]:
    """A row for each enrolled terminal of the store, and none for the others."""
    return [
        Change(
            kind=KIND,
            key=one.terminal_id,
            body=TerminalKey(
                terminal_id=one.terminal_id,
                public_key=one.public_key,
                terminal_no=one.terminal_no,
                name=one.name,
            )
            if one.public_key and one.revoked_at is None
            else None,
        )
        for one in terminals.every(connection)
        if one.store_id == store_id
    ]


def publish_keys(connection: Connection, store_id: str, at: int) -> m.ScopeHead:
    """Bring the keys in the feed of the store's settings up to date; call it last in the transaction."""
    return publish(connection, config_scope(store_id), key_changes(connection, store_id), at)


def publish_all_keys(database: Database, at: int) -> None:
    """For a hub that enrolled terminals before their keys were told; writes only where one is missing."""
    with database.read() as connection:
        behind = [
            one.profile.store_id
            for one in stores.every(connection)
            if not _told(connection, one.profile.store_id)
        ]
    for store_id in behind:
        with database.write() as connection:
            publish_keys(connection, store_id, at)


def _told(connection: Connection, store_id: str) -> bool:
    known = {row.key for row in feeds.live_rows(connection, config_scope(store_id)) if row.kind == KIND}
    return known == {one.key for one in key_changes(connection, store_id) if one.body is not None}
