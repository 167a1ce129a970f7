"""The base of every screen's and every sheet's view model: acts by name, scans, and coming and going."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot

from ui.keys import KeyTable, key_name, label_of
from ui.till import Till


class ScreenModel(QObject):
    """One screen's logic, testable without QML. A subclass fills `acts` for every row of its key scope.

    Each subclass makes its own `changed`: PySide 6.10 crashes on a property that notifies by a signal of its
    base class.
    """

    changed: Signal
    """Any property changed: screens are small, one signal tells all."""
    takes_gift_cards = False
    """Whether a scanned gift card is for the screen itself; elsewhere it is looked at."""

    def __init__(self, scope: str, till: Till, keys: KeyTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scope = scope
        self.till = till
        self.keys = keys
        self.acts: dict[str, Callable[[], None]] = {}

    def entered(self) -> None:
        """The screen is shown from now on."""

    def left(self) -> None:
        """Another screen is shown from now on."""

    def scan(self, raw: str) -> None:
        """A scan while this screen is shown; every screen decides, none ignores it."""
        raise NotImplementedError

    def can(self, act: str) -> bool:
        """Whether the act makes sense now; a key for one that does not goes on to the focused field."""
        return act in self.acts

    def press(self, key: str) -> bool:
        """Do the act of a key; False if it has none here, and the key belongs to the focused field."""
        act = self.keys.act(self.scope, key)
        if not act or not self.can(act):
            return False
        self.acts[act]()
        return True

    @Slot(str)
    def run(self, act: str) -> None:
        """Do an act by its name, as its button does."""
        if self.can(act):
            self.acts[act]()

    @Slot(str, result=str)
    def key_of(self, act: str) -> str:
        """The key of an act as it is printed on the keyboard: the hint on its button."""
        return key_name(self.keys.binding(self.scope, act).keys[0])

    @Slot(str, result=str)
    def label_of(self, act: str) -> str:
        """The act's label."""
        return label_of(self.keys.binding(self.scope, act))


class SheetModel(QObject):
    """One sheet's logic. `close` is called with the sheet itself when it is done.

    Like a screen, each subclass makes its own `changed`.
    """

    changed: Signal
    problem_changed = Signal()
    scans_pass = True
    """Whether a scan while it is open goes on to the screen; otherwise it is refused aloud."""

    def __init__(
        self, till: Till, close: Callable[[SheetModel], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.till = till
        self._close = close
        self._problem = ""

    @Property(str, notify=problem_changed)
    def problem(self) -> str:
        """What is wrong with the entry and what to do about it; empty while nothing is."""
        return self._problem

    def blame(self, text: str) -> None:
        """Show what is wrong in the sheet, and sound the error tone."""
        self._problem = text
        self.problem_changed.emit()
        if text:
            self.till.sounds.error()

    def takes_scan(self, raw: str) -> bool:  # noqa: ARG002 - for the sheets that want it
        """Whether a scan was for the sheet itself, and stays there."""
        return False

    def left(self) -> None:
        """It is no longer shown, however that came."""

    def returned(self) -> None:
        """It is shown again, after a question that came between was answered."""

    def close(self) -> None:
        """Go away; nothing happens where another sheet has taken the place meanwhile."""
        self._close(self)

    @Slot()
    def cancel(self) -> None:
        """Close without doing anything."""
        self.close()
