"""Sheets above the devices: another name, and taking one away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, Slot

from pos_app.commands.devices import RemoveDevice, RenameDevice
from ui.picks import Pick
from ui.screen import SheetModel
from ui.sell.line_sheets import EntrySheet
from ui.till import Till

translate = QCoreApplication.translate


class RenameSheet(EntrySheet):
    """What people call the device."""

    scans_pass = False

    def __init__(
        self, till: Till, close: Callable[[SheetModel], None], device_id: str, kind: str, name: str
    ) -> None:
        super().__init__(till, close)
        self._device_id = device_id
        self._kind = kind
        self._name = name

    @Property(str, constant=True)
    def kind(self) -> str:
        """What it is."""
        return self._kind

    @Property(str, constant=True)
    def name(self) -> str:
        """The name until now."""
        return self._name

    @Slot(str)
    def accept(self, name: str) -> None:
        """Call it so."""
        self.till.send(RenameDevice(device_id=self._device_id, name=name.strip()), self.done, self.refused)


class RemoveSheet(EntrySheet):
    """Asked once before an entry goes; drawn as the sheets that ask for a reason, without one."""

    scans_pass = False
    danger = Property(bool, lambda _self: True, constant=True)
    picks = Property(list, lambda _self: list[Pick](), constant=True)
    chosen = Property(str, lambda _self: "", constant=True)

    def __init__(self, till: Till, close: Callable[[SheetModel], None], device_id: str, name: str) -> None:
        super().__init__(till, close)
        self._device_id = device_id
        self._name = name

    @Property(str, constant=True)
    def title(self) -> str:
        """Which one."""
        return translate("DeviceSetup", "Remove {name}?").format(name=self._name)

    @Property(str, constant=True)
    def explanation(self) -> str:
        """What it means."""
        return translate(
            "DeviceSetup", "The till no longer uses it. How it is set is forgotten; it can be set up again."
        )

    @Property(str, constant=True)
    def accept_text(self) -> str:
        """The label of the button."""
        return translate("DeviceSetup", "Remove")

    @Slot(int)
    def step(self, by: int) -> None:
        """There is nothing to pick."""

    @Slot()
    def accept(self) -> None:
        """Remove it."""
        self.till.send(RemoveDevice(device_id=self._device_id), self.done, self.refused)
