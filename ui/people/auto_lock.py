"""Locks a till that nobody stands at; the open cart stays."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from pos_app.commands import Lock
from ui.till import Till

_PRESENCE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
"""What only a person causes; a mouse that is moved by a passing sleeve is nobody."""


class AutoLock(QObject):
    """Locks the till after `TillView.auto_lock_s` seconds without a key, a tap or a scan; 0 means never.

    An event filter on the application for taps; of keys and scans the shell tells it, because the key filter
    keeps them from everybody else.
    """

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        till.view_changed.connect(self._view_changed)

    @property
    def running(self) -> bool:
        """Whether an idle till will lock."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and form
        """Note that somebody is there; every event passes."""
        if event.type() in _PRESENCE:
            self.seen()
        return False

    @Slot()
    def seen(self) -> None:
        """Somebody is there: wait the whole time anew."""
        if self._timer.isActive():
            self._timer.start()

    @Slot()
    def idle(self) -> None:
        """Nobody was there for long enough."""
        view = self._till.view
        if view is not None and view.operator is not None and not view.locked:
            self._till.send(Lock())

    @Slot()
    def _view_changed(self) -> None:
        view = self._till.view
        if view is None or view.operator is None or view.locked or view.auto_lock_s <= 0:
            self._timer.stop()
            return
        wanted = view.auto_lock_s * 1000
        if not self._timer.isActive() or self._timer.interval() != wanted:
            self._timer.start(wanted)
