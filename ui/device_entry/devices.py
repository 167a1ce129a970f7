"""The devices screen: what is set up at this terminal, how each is, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.queries import ShowDevices
from pos_app.views.devices import DevicesView, DeviceView
from ui.device_entry.health import health_of, place_of
from ui.device_entry.kinds import KINDS, kind_of
from ui.device_entry.option_words import DRIVERS
from ui.device_entry.setup import SetupModel
from ui.device_entry.sheets import RemoveSheet, RenameSheet
from ui.device_words import device_words
from ui.keys import KeyTable
from ui.marked import counted
from ui.routes import Router
from ui.rows import Row, Rows
from ui.sell.sheets import Sheets
from ui.side_screen import SideScreen
from ui.till import Till

translate = QCoreApplication.translate


class DeviceRow(Row, frozen=True, kw_only=True):
    """One device; the key is its lasting id."""

    icon_name: str
    title: str
    detail: str
    problem: str
    state_text: str
    state_tone: str


class DevicesModel(SideScreen):
    """Screen `devices`."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        sell: Callable[[str], None],
        setup: SetupModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__("devices", till, keys, router, sell, parent)
        self._sheets = sheets
        self._setup = setup
        self._rows = Rows(DeviceRow, self)
        self._view: DevicesView | None = None
        self._selected = -1
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        self.changed.connect(self._fill)
        self.acts = {
            **self.acts,
            "up": lambda: self.select(self._selected - 1),
            "down": lambda: self.select(self._selected + 1),
            "add": self._add,
            "edit": lambda: self._with_selected(self._setup.edit),
            "test": lambda: self._with_selected(self._setup.try_out),
            "rename": self._rename,
            "remove": self._remove,
            "prints": lambda: router.go("prints"),
        }

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        """The devices, in the order of their kinds."""
        return self._rows

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the till has answered."""
        return self._view is not None

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether none is set up."""
        return self._view is not None and not self._view.devices

    @Property(int, notify=changed)
    def selected(self) -> int:
        """The row selected; -1 for none."""
        return self._selected

    @Property(str, notify=changed)
    def no_printer_text(self) -> str:
        """What it means that no printer is set up; empty where there is one."""
        view = self._view
        if view is None or not view.devices or any(one.kind == "printer" for one in view.devices):
            return ""
        return device_words("no_printer")

    @Property(str, notify=changed)
    def jobs_text(self) -> str:
        """How many prints wait; empty for none."""
        count = len(self._view.jobs) if self._view is not None else 0
        return counted("Devices", "%n print(s) not on paper", count) if count else ""

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a device; outside the list nothing happens."""
        if 0 <= row < len(self._rows):
            self._selected = row
            self.changed.emit()

    def refresh(self) -> None:
        """Ask how the devices are."""
        self.till.dispatcher.ask_latest("devices", ShowDevices(), self._take)

    def _take(self, view: DevicesView) -> None:
        kept = self._rows.at(self._selected)
        self._view = view
        self._fill()
        place = self._rows.place(kept.key) if kept is not None else -1
        last = len(self._rows) - 1
        self._selected = place if place >= 0 else min(max(self._selected, 0), last)
        self.changed.emit()

    @Slot()
    def _fill(self) -> None:
        self._rows.show([_row(one) for one in self._devices])

    @property
    def _devices(self) -> list[DeviceView]:
        devices = self._view.devices if self._view is not None else ()
        return sorted(devices, key=lambda one: (KINDS.index(kind_of(one)), one.device_id))

    @property
    def _device(self) -> DeviceView | None:
        devices = self._devices
        return devices[self._selected] if 0 <= self._selected < len(devices) else None

    def _add(self) -> None:
        if self._view is not None:
            self._setup.add(self._view)

    def _with_selected(self, act: Callable[[DevicesView, DeviceView], None]) -> None:
        device = self._device
        if self._view is not None and device is not None:
            act(self._view, device)

    def _rename(self) -> None:
        device = self._device
        if device is not None:
            kind = translate("DeviceSetup", kind_of(device).name)
            self._sheets.show(
                "device_name",
                lambda: RenameSheet(self.till, self._sheets.close, device.device_id, kind, device.name),
            )

    def _remove(self) -> None:
        device = self._device
        if device is not None:
            self._sheets.show(
                "reason",
                lambda: RemoveSheet(self.till, self._sheets.close, device.device_id, _title(device)),
            )

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic in {"devices", "print"} and self.shown:
            self.refresh()

    @Slot(str, object)
    def _on_news(self, topic: str, _view: object) -> None:
        self._on_topic(topic)


def _title(device: DeviceView) -> str:
    return device.name or translate("DeviceSetup", kind_of(device).name)


def _row(device: DeviceView) -> DeviceRow:
    kind = kind_of(device)
    health = health_of(device)
    named = translate("DeviceSetup", kind.name) if device.name else ""
    known = DRIVERS.get(device.driver)
    driver = translate("Options", known) if known else device.driver_name
    detail = [named, driver, place_of(device.options)]
    return DeviceRow(
        key=device.device_id,
        icon_name=kind.icon,
        title=_title(device),
        detail=" · ".join(part for part in dict.fromkeys(detail) if part),
        problem=health.sentence,
        state_text=health.word,
        state_tone=health.tone,
    )
