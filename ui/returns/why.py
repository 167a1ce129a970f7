"""Why goods come back and where they go: asked the same way with and without a receipt."""

from __future__ import annotations

from typing import cast, get_args

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.queries import ListReasons
from pos_app.views import ReasonView
from retail.transaction import StockFate
from ui.marked import QT_TRANSLATE_NOOP
from ui.picks import Pick, reason_picks, stepped
from ui.till import Till

FATE_WORDS: dict[str, str] = {
    "back": QT_TRANSLATE_NOOP("Returns", "Back on the shelf"),
    "damaged": QT_TRANSLATE_NOOP("Returns", "Damaged"),
    "none": QT_TRANSLATE_NOOP("Returns", "Not into stock"),
}


class WhyModel(QObject):
    """The reason must be picked where the shop keeps reasons; the shelf is where most goods go."""

    changed = Signal()

    def __init__(self, till: Till, about: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._about = about
        self._reasons: list[Pick] = []
        self._reason = ""
        self._fate = "back"

    @Property(list, notify=changed)
    def reasons(self) -> list[Pick]:
        """The reasons; empty where the shop keeps none."""
        return self._reasons

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The one picked."""
        return self._reason

    @Property(list, notify=changed)
    def fates(self) -> list[Pick]:
        """Where the goods can go."""
        return [
            {"key": key, "text": QCoreApplication.translate("Returns", text)}
            for key, text in FATE_WORDS.items()
        ]

    @Property(str, notify=changed)
    def fate(self) -> str:
        """The one picked."""
        return self._fate

    @property
    def reason_id(self) -> str:
        """As commands take it."""
        return self._reason

    @property
    def stock(self) -> StockFate:
        """As commands take it."""
        return cast(StockFate, self._fate)

    @property
    def missing(self) -> bool:
        """Whether a reason is still to be picked."""
        return bool(self._reasons) and not self._reason

    def start(self) -> None:
        """Nothing picked yet; ask for the reasons."""
        self._reason, self._fate = "", get_args(StockFate)[0]
        self._till.dispatcher.ask_latest(f"{self._about}_reasons", ListReasons(kind="return"), self._take)
        self.changed.emit()

    @Slot(str)
    def choose_reason(self, key: str) -> None:
        """Pick why."""
        self._reason = key
        self.changed.emit()

    @Slot(str)
    def choose_fate(self, key: str) -> None:
        """Pick where the goods go."""
        self._fate = key
        self.changed.emit()

    def next_reason(self) -> None:
        """The next one, round the end."""
        if self._reasons:
            self.choose_reason(stepped(self._reasons, self._reason, 1))

    def next_fate(self) -> None:
        """The next one, round the end."""
        keys = list(FATE_WORDS)
        self.choose_fate(keys[(keys.index(self._fate) + 1) % len(keys)])

    def _take(self, reasons: tuple[ReasonView, ...]) -> None:
        self._reasons = reason_picks(reasons, self._till.figures)
        if len(self._reasons) == 1:
            self._reason = self._reasons[0]["key"]
        self.changed.emit()
