"""The header's figures: hub, printer and clock, each in a few words and a tone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot

from pos_app.queries import ShowDevices, ShowSync
from pos_app.views.devices import DevicesView
from pos_app.views.sync import SyncView
from ui.marked import counted
from ui.till import Till

_CLOCK_MS = 1_000
_AT_REST = {"idle", "sending", "receiving", "busy", "starting"}


class StatusModel(QObject):
    """Follows the topics `sync`, `devices` and `print`; nothing of it ever asks for an answer."""

    changed = Signal()
    clock_changed = Signal()

    def __init__(self, till: Till, now_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._till = till
        self._now_ms = now_ms
        self._sync: SyncView | None = None
        self._devices: DevicesView | None = None
        self._clock = ""
        till.news.connect(self._on_news)
        till.topic_changed.connect(self._on_topic)
        till.view_changed.connect(self._tick)
        till.view_changed.connect(self.changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_CLOCK_MS)

    def refresh(self) -> None:
        """Ask how hub and printer are: at start."""
        self._on_topic("sync")
        self._on_topic("devices")

    @Property(str, notify=clock_changed)
    def clock(self) -> str:
        """The shop's time of day."""
        return self._clock

    @Property(str, notify=changed)
    def hub_text(self) -> str:
        """How the hub stands, in few words; the sync page has the sentence."""
        sync = self._sync
        if sync is None:
            return ""
        if sync.quarantined:
            return counted("Status", "%n record(s) to look at", len(sync.quarantined))
        if sync.state == "stuck":
            return QCoreApplication.translate("Status", "Hub takes nothing")
        return _progress(sync)

    @Property(str, notify=changed)
    def hub_icon(self) -> str:
        """A cloud, crossed out while the hub is not reached."""
        if self._sync is None:
            return ""
        return "cloud" if self._sync.state in _AT_REST else "cloud-off"

    @Property(bool, notify=changed)
    def hub_away(self) -> bool:
        """Whether the hub is not reached: what stands here of others may be old."""
        return self._sync is not None and self._sync.state == "offline"

    @Property(str, notify=changed)
    def hub_tone(self) -> str:
        """Quiet while all is well; a sale safe on this terminal is no alarm."""
        if self._sync is None or (self._sync.state in _AT_REST and not self._sync.quarantined):
            return "quiet"
        return "caution"

    @Property(str, notify=changed)
    def printer_text(self) -> str:
        """What is wrong with the printer, or how many receipts wait; empty while nothing is."""
        view = self._till.view
        unprinted = view.unprinted if view is not None else 0
        waiting = len(self._devices.jobs) if self._devices is not None else unprinted
        if self._trouble():
            return QCoreApplication.translate("Status", "Printer needs help")
        if waiting:
            return counted("Status", "%n receipt(s) not printed", waiting)
        return ""

    @Property(str, notify=changed)
    def printer_tone(self) -> str:
        """Caution while paper, line or printer are missing."""
        return "caution" if self._trouble() else "quiet"

    @Property(bool, notify=changed)
    def printer_there(self) -> bool:
        """Whether this terminal has a printer at all."""
        return self._devices is not None and any(d.kind == "printer" for d in self._devices.devices)

    def _trouble(self) -> bool:
        devices = () if self._devices is None else self._devices.devices
        return any(d.kind == "printer" and d.state in {"attention", "lost"} for d in devices)

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        ask = self._till.dispatcher.ask_latest
        if topic == "sync":
            ask("status.sync", ShowSync(), self._take_sync)
        elif topic in {"devices", "print"}:
            ask("status.devices", ShowDevices(), self._take_devices)

    @Slot(str, object)
    def _on_news(self, topic: str, view: object) -> None:
        if isinstance(view, SyncView):
            self._take_sync(view)
        elif isinstance(view, DevicesView):
            self._take_devices(view)
        elif topic == "print":
            self._on_topic("print")

    def _take_sync(self, view: SyncView) -> None:
        self._sync = view
        self.changed.emit()

    def _take_devices(self, view: DevicesView) -> None:
        self._devices = view
        self.changed.emit()

    @Slot()
    def _tick(self) -> None:
        text = self._till.figures.time(self._now_ms())
        if text != self._clock:
            self._clock = text
            self.clock_changed.emit()


def _progress(sync: SyncView) -> str:
    """What is on its way to the hub, or that it is not reached."""
    if sync.state in _AT_REST and not sync.waiting_ops:
        return QCoreApplication.translate("Status", "Hub up to date")
    if sync.waiting_sales:
        return counted("Status", "%n sale(s) to send", sync.waiting_sales)
    if sync.state in _AT_REST:
        return QCoreApplication.translate("Status", "Sending")
    return QCoreApplication.translate("Status", "Hub not reached")
