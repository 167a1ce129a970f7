"""Trying a device that is set up: its state as it says it, and the code, weight or slip that came of it."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.devices import TestDevice, WatchScale
from pos_app.queries import CheckPrice
from pos_app.views import Outcome, PriceCheckView
from pos_app.views.devices import DeviceView, ScaleView, ScanView
from ui.device_entry.health import Health, health_of
from ui.device_entry.kinds import Kind
from ui.scale_words import ScaleShown, show_scale
from ui.till import Till
from ui.words import say

translate = QCoreApplication.translate

_SHOWN = 60


class Trial(QObject):
    """One device being tried; `begin` and `end` frame it."""

    changed = Signal()

    def __init__(self, till: Till, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._kind: Kind | None = None
        self._device_id = ""
        self._health = Health("", "quiet")
        self._scale: ScaleView | None = None
        self._code = ""
        self._symbology = ""
        self._own = False
        self._meaning = ""
        self._sent = False
        till.news.connect(self._on_news)

    def begin(self, kind: Kind, device_id: str) -> None:
        """Try this device."""
        self._kind = kind
        self._device_id = device_id
        self._health = health_of(None)
        self._scale = None
        self._code = self._symbology = self._meaning = ""
        self._own = self._sent = False
        self._watch(True)
        self.changed.emit()

    def end(self) -> None:
        """Nobody looks any more."""
        if self._kind is not None:
            self._watch(False)
            self._kind = None

    def heard(self, device: DeviceView | None) -> None:
        """How the device is now."""
        self._health = health_of(device)
        if self._kind is not None and (self._scale is None or self._scale.state == "none"):
            self._watch(True)  # the scale's thread has only now begun
        self.changed.emit()

    @Property(str, notify=changed)
    def icon(self) -> str:
        """The icon of the kind."""
        return "" if self._kind is None else self._kind.icon

    @Property(str, notify=changed)
    def text(self) -> str:
        """What to do."""
        return "" if self._kind is None else translate("DeviceSetup", self._kind.try_text)

    @Property(str, notify=changed)
    def sent_text(self) -> str:
        """What is to be seen now; empty before the test was sent."""
        kind = self._kind
        return translate("DeviceSetup", kind.tried_text) if kind is not None and self._sent else ""

    @Property(str, notify=changed)
    def health_word(self) -> str:
        """How the device is."""
        return self._health.word

    @Property(str, notify=changed)
    def health_tone(self) -> str:
        """Its tone."""
        return self._health.tone

    @Property(str, notify=changed)
    def health_text(self) -> str:
        """What is wrong with it and what to do; empty while nothing is."""
        return self._health.sentence

    @Property(str, notify=changed)
    def scale_figure(self) -> str:
        """The weight now; empty where no scale is tried."""
        return self._shown.figure

    @Property(str, notify=changed)
    def scale_text(self) -> str:
        """How the scale is."""
        return self._shown.words

    @Property(str, notify=changed)
    def scale_tone(self) -> str:
        """Its tone."""
        return self._shown.tone

    @Property(str, notify=changed)
    def code(self) -> str:
        """The code read last; empty before the first."""
        return self._code

    @Property(str, notify=changed)
    def code_text(self) -> str:
        """What the code is, and what stands behind it."""
        return " · ".join(part for part in (self._meaning, self._symbology) if part)

    @Property(bool, notify=changed)
    def own(self) -> bool:
        """Whether this device read it, and not another one."""
        return self._own

    @property
    def can_send(self) -> bool:
        """Whether the device is tried by telling it something."""
        return self._kind is not None and self._kind.kind in {"printer", "display", "drawer"}

    @property
    def needs_reason(self) -> bool:
        """Whether trying it is an opening of the drawer without a sale."""
        return self._kind is not None and self._kind.kind == "drawer"

    def send(self) -> None:
        """Let the device show that it works."""
        self._till.send(TestDevice(device_id=self._device_id), self.was_sent)

    def was_sent(self, outcome: Outcome) -> None:
        """The test is on its way."""
        if outcome.ok:
            self._sent = True
            self.changed.emit()

    def scanned(self, raw: str) -> None:
        """A code came in, from wherever; nothing is sold."""
        self._code = "".join(sign if sign.isprintable() else "␝" for sign in raw)[:_SHOWN]
        self._symbology = ""
        self._own = False
        self._meaning = ""
        self._till.dispatcher.ask_latest("tried_code", CheckPrice(raw=raw), self._meant)
        self.changed.emit()

    def _meant(self, view: PriceCheckView) -> None:
        if view.item is not None:
            price = "" if view.price is None else self._till.figures.money(view.price)
            self._meaning = " · ".join(part for part in (view.item.name, price) if part)
        elif view.notice is not None:
            self._meaning = say(view.notice)
        self.changed.emit()

    def _watch(self, on: bool) -> None:
        if self._kind is not None and self._kind.kind == "scale":
            self._till.dispatcher.send(WatchScale(on=on), lambda _outcome: None)

    @property
    def _shown(self) -> ScaleShown:
        return show_scale(self._scale, self._till.figures)

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if self._kind is None:
            return
        if topic == "scale" and isinstance(view, ScaleView):
            self._scale = view
            self.changed.emit()
        elif topic == "scan" and isinstance(view, ScanView) and not view.problem:
            # The shell has handed the code itself to the screen already.
            self._own = view.device_id == self._device_id
            self._symbology = view.symbology
            if view.symbology.startswith("]"):  # an AIM identifier stands before the code itself
                self._code = self._code.removeprefix(view.symbology)
            self.changed.emit()
