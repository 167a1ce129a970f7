"""The keyboard on the screen, for a till without one: what its keys are, and typing them into the window.

Its keys come in as a person's do, through the key filter, so that every field and every act works with it.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent

from ui.till import Till

_LETTERS: dict[str, tuple[str, str, str]] = {
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnmß"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbnéèàç"),
    "es": ("qwertyuiop", "asdfghjklñ", "zxcvbnmáé"),
    "it": ("qwertyuiopè", "asdfghjklòà", "zxcvbnmùì"),
    "pl": ("qwertyuiopó", "asdfghjklłą", "zxcvbnmęśćń"),
}
_FIGURES = "1234567890"
_SIGNS: tuple[str, str, str] = ('!"#$%&/()=', "+*'?:;,§€£", "@.-_<>[]{}")
_ENDS = "@.-_"
_NAMED: dict[str, Qt.Key] = {
    "back": Qt.Key.Key_Backspace,
    "enter": Qt.Key.Key_Return,
    "tab": Qt.Key.Key_Tab,
}


class ScreenKeyboard(QObject):
    """Shown or not; letters of the operator's language, or signs."""

    changed = Signal()

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._shown = False
        self._shift = False
        self._signs = False
        till.view_changed.connect(self.changed)

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether it stands below the screen."""
        return self._shown

    @Property(bool, notify=changed)
    def shift(self) -> bool:
        """Whether the next letter is a capital."""
        return self._shift

    @Property(bool, notify=changed)
    def signs(self) -> bool:
        """Whether signs are shown in place of letters."""
        return self._signs

    @Property(list, notify=changed)
    def rows(self) -> list[list[str]]:
        """The keys that type themselves: figures, then three rows."""
        language = self._till.figures.language.partition("-")[0]
        rows = _SIGNS if self._signs else _LETTERS.get(language, _LETTERS["en"])
        last = rows[2] if self._signs else rows[2] + _ENDS
        return [[self._cased(sign) for sign in row] for row in (_FIGURES, rows[0], rows[1], last)]

    @Slot()
    def toggle(self) -> None:
        """Show it, or put it away."""
        self._shown = not self._shown
        self._shift = self._signs = False
        self.changed.emit()

    @Slot(str)
    def press(self, key: str) -> None:
        """A key was tapped: a sign, `space`, `back`, `enter`, `tab`, `shift` or `signs`."""
        if key == "shift":
            self._shift = not self._shift
        elif key == "signs":
            self._signs, self._shift = not self._signs, False
        else:
            self._type(key)
            self._shift = False
        self.changed.emit()

    def _type(self, key: str) -> None:
        window = QGuiApplication.focusWindow() or next(iter(QGuiApplication.topLevelWindows()), None)
        if window is None:
            return
        text = " " if key == "space" else "" if key in _NAMED else key
        code = _NAMED.get(key, Qt.Key.Key_Space if key == "space" else Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(window, event)

    def _cased(self, sign: str) -> str:
        """`ß` has no capital that anybody types."""
        return sign.upper() if self._shift and len(sign.upper()) == 1 else sign
