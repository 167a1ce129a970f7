"""What waits for a person: ops in quarantine, and facts that were accepted but look wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from hub.store.database import Connection
from hub.store.tables import exception_task, op, quarantine


def put_aside(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows to the quarantine."""
    if rows:
        connection.execute(insert(quarantine), rows)


def raise_tasks(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add exception tasks."""
    if rows:
        connection.execute(insert(exception_task), rows)


def in_quarantine(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """Ops that wait in quarantine, oldest first, with what they are."""
    query = (
        select(
            quarantine.c.op_id,
            quarantine.c.code,
            quarantine.c.message,
            quarantine.c.at,
            op.c.terminal_id,
            op.c.seq,
            op.c.kind,
            op.c.v,
            op.c.body,
        )
        .join(op, op.c.op_id == quarantine.c.op_id)
        .where(quarantine.c.resolved_at.is_(None))
        .order_by(quarantine.c.at, op.c.seq)
        .limit(limit)
    )
    return connection.execute(query).all()


def quarantined(connection: Connection, op_id: str) -> bool:
    """Whether this op waits in quarantine."""
    query = select(quarantine.c.op_id).where(quarantine.c.op_id == op_id, quarantine.c.resolved_at.is_(None))
    return connection.execute(query).first() is not None


def release(connection: Connection, op_id: str, at: int, by: str, resolution: str, note: str = "") -> None:
    """Close a quarantine entry: `applied` by a retry, or `kept` aside by a person, who may say why."""
    connection.execute(
        update(quarantine)
        .where(quarantine.c.op_id == op_id)
        .values(resolved_at=at, resolved_by=by, resolution=resolution, note=note)
    )


def open_tasks(connection: Connection, limit: int) -> Sequence[Row[Any]]:
    """Exception tasks that nobody has closed, oldest first."""
    query = (
        select(exception_task)
        .where(exception_task.c.resolved_at.is_(None))
        .order_by(exception_task.c.at, exception_task.c.task_id)
        .limit(limit)
    )
    return connection.execute(query).all()


def of_kinds(connection: Connection, kinds: Sequence[str]) -> Sequence[Row[Any]]:
    """All tasks of these kinds, closed ones too."""
    return connection.execute(select(exception_task).where(exception_task.c.kind.in_(kinds))).all()


def open_about(connection: Connection, kind: str, word: str) -> Sequence[str]:
    """Ids of the open tasks of a kind whose detail names a word (an id)."""
    query = select(exception_task.c.task_id).where(
        exception_task.c.kind == kind,
        exception_task.c.resolved_at.is_(None),
        exception_task.c.detail.contains(f'"{word}"', autoescape=True),
    )
    return connection.execute(query).scalars().all()


def details(connection: Connection, kind: str, terminal_id: str) -> Sequence[str]:
    """The details (JSON) of all tasks of a kind about a terminal, closed ones too."""
    query = select(exception_task.c.detail).where(
        exception_task.c.kind == kind, exception_task.c.terminal_id == terminal_id
    )
    return connection.execute(query).scalars().all()


def close_task(connection: Connection, task_id: str, at: int, by: str, note: str) -> bool:
    """Close a task; False where there is no such open one."""
    done = connection.execute(
        update(exception_task)
        .where(exception_task.c.task_id == task_id, exception_task.c.resolved_at.is_(None))
        .values(resolved_at=at, resolved_by=by, note=note)
    )
    return done.rowcount == 1


def counts(connection: Connection) -> tuple[int, int]:
    """How many ops wait in quarantine, and how many tasks are open."""
    held = select(func.count()).select_from(quarantine).where(quarantine.c.resolved_at.is_(None))
    tasks = select(func.count()).select_from(exception_task).where(exception_task.c.resolved_at.is_(None))
    return connection.execute(held).scalar_one(), connection.execute(tasks).scalar_one()
