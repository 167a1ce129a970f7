"""A list model over frozen structs: showing new rows changes only what differs, never the whole list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all rows; `key` tells one from another. Every field is a role of the same name."""

    key: str


class Rows(QAbstractListModel):
    """Rows of one struct. Views keep their delegates, their selection and their place when it changes."""

    count_changed = Signal()

    def __init__(self, kind: type[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = [field.name for field in msgspec.structs.fields(kind)]
        self._rows: list[Row] = []

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """The fields of the struct."""
        return {_FIRST_ROLE + i: QByteArray(name.encode()) for i, name in enumerate(self._fields)}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many rows; none below a row."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _FIRST_ROLE) -> Any:
        """One field of one row; None outside the list."""
        field = role - _FIRST_ROLE
        if not (0 <= index.row() < len(self._rows) and 0 <= field < len(self._fields)):
            return None
        return getattr(self._rows[index.row()], self._fields[field])

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, row: int) -> Row | None:
        """The row at a place, or None outside the list."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place(self, key: str) -> int:
        """Where the row with this key stands, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), -1)

    def show(self, rows: Sequence[Row]) -> None:
        """Make the list these rows by the fewest steps: remove, insert, move, update."""
        before = len(self._rows)
        self._drop_missing({row.key for row in rows})
        for place, row in enumerate(rows):
            if place < len(self._rows) and self._rows[place].key == row.key:
                self._update(place, row)
                continue
            found = next((i for i in range(place, len(self._rows)) if self._rows[i].key == row.key), -1)
            if found < 0:
                self.beginInsertRows(QModelIndex(), place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
            else:
                self.beginMoveRows(QModelIndex(), found, found, QModelIndex(), place)
                self._rows.insert(place, self._rows.pop(found))
                self.endMoveRows()
                self._update(place, row)
        if len(self._rows) != before:
            self.count_changed.emit()

    def _drop_missing(self, wanted: set[str]) -> None:
        for place in range(len(self._rows) - 1, -1, -1):
            if self._rows[place].key not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()

    def _update(self, place: int, row: Row) -> None:
        old = self._rows[place]
        if old == row:
            return
        self._rows[place] = row
        roles = [
            _FIRST_ROLE + i for i, name in enumerate(self._fields) if getattr(old, name) != getattr(row, name)
        ]
        index = self.index(place)
        self.dataChanged.emit(index, index, roles)
