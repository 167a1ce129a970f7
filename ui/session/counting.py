"""Counting cash: how many of each note and coin, or the total as one figure."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from retail.currency import currency as currency_of
from ui.rows import Row, Rows
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate

Way = Literal["pieces", "total"]
_MOST_PIECES = 99_999


class PieceRow(Row, frozen=True, kw_only=True):
    """One note or coin; its key is the value in minor units."""

    value_text: str
    count_text: str
    """As typed; empty while none was."""
    amount_text: str
    """What these pieces come to; empty for nothing."""
    coin: bool


class CountModel(QObject):
    """A count under way. `total` is what it comes to, or None while what was typed is no amount."""

    changed = Signal()
    cleared = Signal()
    """What was typed is gone: fields are to be emptied."""

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._way: Way = "pieces"
        self._counts: dict[str, int] = {}
        self._typed = ""
        self._problem = ""
        self._notes = Rows(PieceRow, self)
        self._coins = Rows(PieceRow, self)
        till.view_changed.connect(self._show)

    @property
    def total(self) -> int | None:
        """Minor units counted; None for nothing readable."""
        if self._way == "total":
            return self._till.figures.read_amount(self._typed)
        return sum(int(key) * count for key, count in self._counts.items())

    @property
    def untouched(self) -> bool:
        """Whether nothing at all was entered."""
        return not self._typed.strip() if self._way == "total" else not self._counts

    @Property(QObject, constant=True)
    def notes(self) -> Rows:
        """The notes of the currency, largest first."""
        return self._notes

    @Property(QObject, constant=True)
    def coins(self) -> Rows:
        """The coins of the currency, largest first."""
        return self._coins

    @Property(str, notify=changed)
    def way(self) -> str:
        """`pieces`: notes and coins are counted; `total`: one figure is typed."""
        return self._way

    @Property(bool, notify=changed)
    def by_pieces(self) -> bool:
        """Whether the currency's notes and coins are known and counted."""
        return self._way == "pieces"

    @Property(bool, notify=changed)
    def can_count_pieces(self) -> bool:
        """Whether the currency's notes and coins are known at all."""
        return len(self._notes) + len(self._coins) > 0

    @Property(list, notify=changed)
    def ways(self) -> list[dict[str, str]]:
        """Both ways to count, as choices."""
        return [
            {"key": "pieces", "text": translate("Counting", "Notes and coins")},
            {"key": "total", "text": translate("Counting", "Total")},
        ]

    @Property(str, notify=changed)
    def total_text(self) -> str:
        """What was counted so far; a dash where it is no amount."""
        return "–" if self.total is None else self._till.figures.money(self.total)

    @Property(str, notify=changed)
    def typed(self) -> str:
        """The total as typed."""
        return self._typed

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What is wrong with the entry; empty while nothing is."""
        return self._problem

    @Property(str, notify=changed)
    def unit(self) -> str:
        """The currency beside the figure."""
        return self._till.figures.currency

    @Property(str, notify=changed)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self._till.figures.separator

    @Slot(str)
    def choose_way(self, key: str) -> None:
        """Count by pieces or by one figure; each keeps what was entered in it."""
        if key == "total" or self.can_count_pieces:
            self._way = "total" if key == "total" else "pieces"
            self._problem = ""
            self.changed.emit()

    @Slot(str)
    def type_total(self, text: str) -> None:
        """The total was edited."""
        self._typed = text
        self._problem = ""
        self.changed.emit()

    @Slot(str, str)
    def set_count(self, key: str, text: str) -> None:
        """The number of one note or coin was edited; an empty field is none."""
        figures = text.strip()
        if not figures:
            self._counts.pop(key, None)
        elif figures.isdecimal():
            self._counts[key] = min(int(figures), _MOST_PIECES)
        self._problem = ""
        self._show()

    @Slot(str, int)
    def step(self, key: str, by: int) -> None:
        """One more or one fewer of a note or coin, never below none."""
        left = self._counts.get(key, 0) + by
        if left > 0:
            self._counts[key] = min(left, _MOST_PIECES)
        else:
            self._counts.pop(key, None)
        self._show()

    def blame_unreadable(self) -> None:
        """Say that the total is no amount."""
        example = self._till.figures.typed(15000)
        self.blame(say(notice("amount_unreadable", example=example)))

    def blame(self, text: str) -> None:
        """Show what is wrong, and sound the error tone."""
        self._problem = text
        self._till.sounds.error()
        self.changed.emit()

    def clear(self) -> None:
        """Begin anew; the way of counting stays."""
        self._counts.clear()
        self._typed = ""
        self._problem = ""
        self._show()
        self.cleared.emit()

    @Slot()
    def _show(self) -> None:
        cash = currency_of(self._till.figures.currency)
        self._notes.show([self._row(value, coin=False) for value in cash.notes])
        self._coins.show([self._row(value, coin=True) for value in cash.coins])
        if not self.can_count_pieces:
            self._way = "total"
        self.changed.emit()

    def _row(self, value: int, *, coin: bool) -> PieceRow:
        count = self._counts.get(str(value), 0)
        return PieceRow(
            key=str(value),
            value_text=self._till.figures.money(value),
            count_text=str(count) if count else "",
            amount_text=self._till.figures.money(value * count) if count else "",
            coin=coin,
        )
