"""Finds what waits for a person, or what a person has done: ops put aside, and exception tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, Select, Table, func, select

from hub.store.database import Connection
from hub.store.tables import exception_task, op, quarantine, terminal


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for; what is empty does not matter."""

    terminal_id: str = ""
    store_id: str = ""
    code: str = ""
    """A code of quarantine or a kind of task."""
    resolved: bool = False
    """What was dealt with, newest first, instead of what waits, oldest first."""


_ASIDE = (
    select(
        quarantine.c.op_id,
        quarantine.c.code,
        quarantine.c.message,
        quarantine.c.at,
        quarantine.c.resolved_at,
        quarantine.c.resolved_by,
        quarantine.c.resolution,
        quarantine.c.note,
        op.c.terminal_id,
        terminal.c.terminal_no,
        terminal.c.store_id,
        op.c.seq,
        op.c.kind,
        op.c.v,
        op.c.body,
    )
    .join(op, op.c.op_id == quarantine.c.op_id)
    .join(terminal, terminal.c.terminal_id == op.c.terminal_id)
)
_TASKS = select(exception_task, terminal.c.terminal_no, terminal.c.store_id).outerjoin(
    terminal, terminal.c.terminal_id == exception_task.c.terminal_id
)


def put_aside(connection: Connection, sought: Sought, limit: int) -> Sequence[Row[Any]]:
    """Ops in quarantine, or those that were."""
    query = _ordered(_ASIDE, quarantine, sought, quarantine.c.code, op.c.terminal_id)
    return connection.execute(query.limit(limit)).all()


def one_aside(connection: Connection, op_id: str) -> Row[Any] | None:
    """An op that is or was in quarantine."""
    return connection.execute(_ASIDE.where(quarantine.c.op_id == op_id)).one_or_none()


def tasks(connection: Connection, sought: Sought, limit: int) -> Sequence[Row[Any]]:
    """Exception tasks that wait, or those that were closed."""
    query = _ordered(_TASKS, exception_task, sought, exception_task.c.kind, exception_task.c.terminal_id)
    return connection.execute(query.limit(limit)).all()


def one_task(connection: Connection, task_id: str) -> Row[Any] | None:
    """An exception task, closed or not."""
    return connection.execute(_TASKS.where(exception_task.c.task_id == task_id)).one_or_none()


def counts(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """How many wait, by code of quarantine and by kind of task."""
    aside = select(quarantine.c.code, func.count()).where(quarantine.c.resolved_at.is_(None))
    open_ = select(exception_task.c.kind, func.count()).where(exception_task.c.resolved_at.is_(None))
    return (
        {row[0]: row[1] for row in connection.execute(aside.group_by(quarantine.c.code))},
        {row[0]: row[1] for row in connection.execute(open_.group_by(exception_task.c.kind))},
    )


def counts_by_terminal(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """How many wait, by terminal: ops put aside, and tasks."""
    aside = (
        select(op.c.terminal_id, func.count())
        .join(quarantine, quarantine.c.op_id == op.c.op_id)
        .where(quarantine.c.resolved_at.is_(None))
    )
    open_ = select(exception_task.c.terminal_id, func.count()).where(exception_task.c.resolved_at.is_(None))
    return (
        {row[0]: row[1] for row in connection.execute(aside.group_by(op.c.terminal_id))},
        {row[0] or "": row[1] for row in connection.execute(open_.group_by(exception_task.c.terminal_id))},
    )


def _ordered(
    query: Select[Any],
    of: Table,
    sought: Sought,
    code: ColumnElement[Any],
    terminal_id: ColumnElement[Any],
) -> Select[Any]:
    if sought.terminal_id:
        query = query.where(terminal_id == sought.terminal_id)
    if sought.store_id:
        query = query.where(terminal.c.store_id == sought.store_id)
    if sought.code:
        query = query.where(code == sought.code)
    if sought.resolved:
        return query.where(of.c.resolved_at.is_not(None)).order_by(of.c.resolved_at.desc(), of.c.at)
    return query.where(of.c.resolved_at.is_(None)).order_by(of.c.at)
