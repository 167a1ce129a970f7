"""Operators of the tills, and the people who may manage the hub with their sessions."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from hub.store.database import Connection
from hub.store.tables import admin_session, admin_user, operator
from retail.store_config import Operator


class AdminUser(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who may sign in at the hub."""

    name: str
    role: str
    """`owner` may all, `manager` may all but other people's rights, `viewer` may look."""
    password_hash: str
    active: bool = True


class AdminSession(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in browser; its token is kept as a hash only."""

    name: str
    csrf: str
    created_at: int
    used_at: int


def operators(connection: Connection, store_id: str | None = None) -> tuple[Operator, ...]:
    """All operators, of one store or of all, by name."""
    query = select(operator).order_by(operator.c.name, operator.c.operator_id)
    if store_id is not None:
        query = query.where(operator.c.store_id == store_id)
    return tuple(_operator(row) for row in connection.execute(query))


def store_of_operator(connection: Connection, operator_id: str) -> str | None:
    """The store that an operator belongs to, or None where there is no such operator."""
    query = select(operator.c.store_id).where(operator.c.operator_id == operator_id)
    return connection.execute(query).scalar_one_or_none()


def put_operator(connection: Connection, store_id: str, who: Operator) -> None:
    """Add an operator, or change the one with this id; an operator never moves to another store."""
    values = msgspec.structs.asdict(who)
    values["active"] = int(who.active)
    changed = connection.execute(
        update(operator).where(operator.c.operator_id == who.operator_id).values(values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(operator).values(store_id=store_id, **values))


def user(connection: Connection, name: str) -> AdminUser | None:
    """The admin user of this name, or None."""
    row = connection.execute(select(admin_user).where(admin_user.c.name == name)).one_or_none()
    if row is None:
        return None
    return AdminUser(name=row.name, role=row.role, password_hash=row.password_hash, active=bool(row.active))


def put_user(connection: Connection, who: AdminUser) -> None:
    """Add an admin user or change the one of this name; a change ends the sessions of that name."""
    values = msgspec.structs.asdict(who)
    values["active"] = int(who.active)
    connection.execute(delete(admin_session).where(admin_session.c.name == who.name))
    changed = connection.execute(update(admin_user).where(admin_user.c.name == who.name).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(admin_user).values(values))


def add_session(connection: Connection, token_hash: str, session: AdminSession) -> None:
    """Keep a session under the hash of its token."""
    connection.execute(insert(admin_session).values(token_hash=token_hash, **msgspec.structs.asdict(session)))


def session(connection: Connection, token_hash: str) -> AdminSession | None:
    """The session under this hash, or None."""
    query = select(admin_session).where(admin_session.c.token_hash == token_hash)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return AdminSession(name=row.name, csrf=row.csrf, created_at=row.created_at, used_at=row.used_at)


def touch_session(connection: Connection, token_hash: str, at: int) -> None:
    """Note that the session was used."""
    connection.execute(
        update(admin_session).where(admin_session.c.token_hash == token_hash).values(used_at=at)
    )


def end_session(connection: Connection, token_hash: str) -> None:
    """Sign out."""
    connection.execute(delete(admin_session).where(admin_session.c.token_hash == token_hash))


def end_all_sessions(connection: Connection) -> None:
    """Sign everybody out."""
    connection.execute(delete(admin_session))


def end_old_sessions(connection: Connection, unused_since: int, made_before: int) -> None:
    """Forget sessions that are past their limits."""
    connection.execute(
        delete(admin_session).where(
            (admin_session.c.used_at < unused_since) | (admin_session.c.created_at < made_before)
        )
    )


def _operator(row: Row[Any]) -> Operator:
    return Operator(
        operator_id=row.operator_id,
        name=row.name,
        role=row.role,
        pin_hash=row.pin_hash,
        language=row.language,
        colour=row.colour,
        active=bool(row.active),
    )
