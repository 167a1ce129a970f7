"""The wait after wrong PINs, counted down by the second."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_SECOND_MS = 1000
_MINUTE_S = 60


class Countdown(QObject):
    """Counts whole seconds down to zero; the rule itself is kept by the handler, this only shows it."""

    ticked = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seconds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, seconds: int) -> None:
        """Begin at this many seconds; none ends a count that runs."""
        self.seconds = max(0, seconds)
        if self.seconds:
            self._timer.start()
        else:
            self._timer.stop()
        self.ticked.emit()

    @Slot()
    def tick(self) -> None:
        """One second has passed."""
        if self.seconds == 0:
            return
        self.seconds -= 1
        if self.seconds == 0:
            self._timer.stop()
        self.ticked.emit()
        if self.seconds == 0:
            self.ended.emit()

    @property
    def text(self) -> str:
        """`4:05` for minutes, `5` for seconds alone."""
        if self.seconds < _MINUTE_S:
            return str(self.seconds)
        return f"{self.seconds // _MINUTE_S}:{self.seconds % _MINUTE_S:02d}"
