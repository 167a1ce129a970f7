"""The sheet for goods sold by weight: shows the scale live, and takes its weight or one that is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

from pos_app.commands import AddItem
from pos_app.commands.devices import WatchScale
from pos_app.views import WeightPrompt
from pos_app.views.devices import ScaleView
from retail.transaction import EntryMethod
from ui.scale_words import ScaleShown, show_scale
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till
from ui.words import notice, say


class WeightSheet(EntrySheet):
    """The item just picked is sold by weight: put it on the scale, or type what it weighs."""

    changed = Signal()

    def __init__(self, till: Till, close: Callable[[SheetModel], None], prompt: WeightPrompt) -> None:
        super().__init__(till, close)
        self._prompt = prompt
        self._scale: ScaleView | None = None
        self._shown = ScaleShown()
        till.news.connect(self._on_news)
        self._watch(True)

    def left(self) -> None:
        """Nobody looks at the scale any more."""
        self.till.news.disconnect(self._on_news)
        self._watch(False)

    def returned(self) -> None:
        """The sheet that came between may have let the scale rest."""
        super().returned()
        self._watch(True)

    @Property(str, notify=changed)
    def scale_figure(self) -> str:
        """The weight now; dashes while the scale tells none, empty where there is no scale."""
        return self._shown.figure

    @Property(str, notify=changed)
    def scale_text(self) -> str:
        """How the scale is, in words; empty where there is none."""
        return self._shown.words

    @Property(str, notify=changed)
    def scale_tone(self) -> str:
        """The tone of these words."""
        return self._shown.tone

    @Property(bool, notify=changed)
    def scale_ready(self) -> bool:
        """Whether Enter on the empty field takes the scale's weight."""
        return self._shown.ready

    @Property(str, constant=True)
    def title(self) -> str:
        """What is asked."""
        return QCoreApplication.translate("Sheets", "Weight or measure")

    @Property(str, constant=True)
    def name(self) -> str:
        """The item and its price."""
        price = self.till.figures.money(self._prompt.unit_price)
        return f"{self._prompt.name} · {price}\u00a0/\u00a0{self._prompt.unit}"

    @Property(str, constant=True)
    def unit(self) -> str:
        """The unit beside the figure."""
        return self._prompt.unit

    @Property(str, constant=True)
    def start(self) -> str:
        """Nothing is weighed yet."""
        return ""

    @Property(str, constant=True)
    def separator(self) -> str:
        """The decimal sign of the keypad."""
        return self.till.figures.separator

    @Property(bool, constant=True)
    def decimal(self) -> bool:
        """A weight has parts."""
        return True

    @Slot(str)
    def accept(self, text: str) -> None:
        """Sell that much of it; nothing typed means what lies on the scale."""
        entry: EntryMethod = _ENTRIES.get(self._prompt.entry, "grid")
        if not text.strip() and self._scale is not None and self._scale.state != "none":
            command = AddItem(sku=self._prompt.sku, weigh=True, entry=entry)
            self.till.send(command, self.done, self.refused)
            return
        quantity = self.till.figures.read_quantity(text)
        if not quantity:
            example = self.till.figures.quantity(345, self._prompt.unit)
            self.blame(say(notice("weight_unreadable", example=example)))
            return
        self.till.send(AddItem(sku=self._prompt.sku, quantity=quantity, entry=entry), self.done, self.refused)

    def _watch(self, on: bool) -> None:
        # Not through the till: what the bar says now stays.
        self.till.dispatcher.send(WatchScale(on=on), lambda _outcome: None)

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if topic == "scale" and isinstance(view, ScaleView):
            self._scale = view
            self._shown = show_scale(view, self.till.figures)
            self.changed.emit()


_ENTRIES: dict[str, EntryMethod] = {"scan": "scan", "keyed": "keyed", "search": "search", "grid": "grid"}
