"""The camera screen: the picture with a frame to aim at, and the item taken last; scanning goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot

from pos_app.commands import Scan
from pos_app.ports.preview import Preview
from pos_app.views import LineView, Notice
from ui.keys import KeyTable
from ui.marked import QT_TRANSLATE_NOOP
from ui.routes import Router
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import say

FRAME_MS = 67
"""A look at the newest frame: at most 15 in a second."""

_WORDS: dict[str, tuple[str, str]] = {
    "none": (
        QT_TRANSLATE_NOOP("Camera", "No camera is set up"),
        QT_TRANSLATE_NOOP(
            "Camera", "Plug one in and add it on the devices screen. A hand scanner goes on working."
        ),
    ),
    "camera_missing": (
        QT_TRANSLATE_NOOP("Camera", "The camera is not there"),
        QT_TRANSLATE_NOOP("Camera", "Plug it in: it is found by itself. A hand scanner goes on working."),
    ),
    "camera_lost": (
        QT_TRANSLATE_NOOP("Camera", "The camera gives no more pictures"),
        QT_TRANSLATE_NOOP("Camera", "Unplug it and plug it in again: it is found by itself."),
    ),
    "camera_busy": (
        QT_TRANSLATE_NOOP("Camera", "The camera gives no picture"),
        QT_TRANSLATE_NOOP("Camera", "Close other programs that use it, or choose another camera."),
    ),
    "live": (
        QT_TRANSLATE_NOOP("Camera", "Waiting for the first picture"),
        QT_TRANSLATE_NOOP("Camera", "This takes a moment."),
    ),
}


class CameraModel(SideScreen):
    """Screen `camera`. A scan, of the camera or any scanner, is sold without leaving the screen."""

    changed = Signal()
    picture_changed = Signal()
    """Apart from `changed`: fifteen times in a second nothing but the picture is new."""

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        preview: Preview,
        parent: QObject | None = None,
    ) -> None:
        super().__init__("camera", till, keys, router, sell, parent)
        self._preview = preview
        self._number = 0
        self._ratio = 0.0
        self._taken = 0
        self._words = _WORDS["none"]
        self._line = ""
        self._refused: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.look)
        till.sale_changed.connect(self._sale_changed)
        self.acts = {**self.acts, "devices": lambda: router.go("devices")}

    @Property(str, notify=picture_changed)
    def picture(self) -> str:
        """Where the newest frame is drawn from; empty while there is none."""
        return f"image://camera/{self._number}" if self._number else ""

    @Property(float, notify=changed)
    def ratio(self) -> float:
        """Width by height of the picture; 0 while there is none."""
        return self._ratio

    @Property(int, notify=changed)
    def taken(self) -> int:
        """How many codes the camera handed on; the screen flashes when it grows."""
        return self._taken

    @Property(str, notify=changed)
    def state_text(self) -> str:
        """What stands in the picture's place."""
        return QCoreApplication.translate("Camera", self._words[0])

    @Property(str, notify=changed)
    def state_hint(self) -> str:
        """What to do about it."""
        return QCoreApplication.translate("Camera", self._words[1])

    @Property(str, notify=changed)
    def item_name(self) -> str:
        """The item taken last; empty before the first."""
        line = self._last_line
        return "" if line is None else line.name

    @Property(str, notify=changed)
    def item_amount(self) -> str:
        """What its line costs."""
        line = self._last_line
        return "" if line is None else self.till.figures.money(line.amount)

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why the last scan was not sold; empty while nothing is wrong."""
        return "" if self._refused is None else say(self._refused)

    @Property(str, notify=changed)
    def total_text(self) -> str:
        """The sale so far."""
        return self.till.figures.money(0 if self.till.sale is None else self.till.sale.total)

    def entered(self) -> None:
        """Begin to look."""
        self._line = ""
        self._refused = None
        self._preview.look(on=True)
        self._timer.start()
        self.look()
        super().entered()

    def left(self) -> None:
        """End to look: nobody makes frames small for a screen that is not there."""
        self._timer.stop()
        self._preview.look(on=False)
        self._number = 0
        self.picture_changed.emit()
        super().left()

    @Slot()
    def look(self) -> None:
        """Take the newest frame, if it is another one."""
        frame = self._preview.newest()
        state, code = self._preview.state()
        words = _WORDS.get(code or state, _WORDS["camera_missing"])
        ratio = 0.0 if frame is None else frame.width / frame.height
        taken = self._taken if frame is None else frame.taken
        if (words, ratio, taken) != (self._words, self._ratio, self._taken):
            self._words, self._ratio, self._taken = words, ratio, taken
            self.changed.emit()
        number = 0 if frame is None else frame.number
        if number != self._number:
            self._number = number
            self.picture_changed.emit()

    def scan(self, raw: str) -> None:
        """Sell it and stay, so that the next one can be held before the camera."""
        if self._home:
            super().scan(raw)
            return
        self._refused = None
        self.till.send(Scan(raw=raw), refused=self._refuse)

    def _refuse(self, notice: Notice) -> None:
        self._refused = notice
        self.till.sounds.error()
        self.changed.emit()

    @Slot()
    def _sale_changed(self) -> None:
        if self.shown:
            self._line = self.till.line_id or self._line
            self.changed.emit()

    @property
    def _last_line(self) -> LineView | None:
        lines = () if self.till.sale is None else self.till.sale.lines
        return next((line for line in lines if line.line_id == self._line), None)
