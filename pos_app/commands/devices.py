"""What a person can ask of the devices at this terminal."""

from __future__ import annotations

from pos_app.commands import Command
from pos_app.views.devices import DeviceKind


class SaveDevice(Command, frozen=True, kw_only=True):
    """Save the entry of a device: driver and options as its manifest names them. A supervisor's act.

    `device_id` of lower-case letters, digits, `-` and `_` stays the same for good; a known one is replaced.
    """

    device_id: str
    kind: DeviceKind
    driver: str
    options: dict[str, str]
    name: str = ""


class RemoveDevice(Command, frozen=True, kw_only=True):
    """Forget a device's entry. A supervisor's act."""

    device_id: str


class RenameDevice(Command, frozen=True, kw_only=True):
    """What people call the device; its id stays. A supervisor's act."""

    device_id: str
    name: str


class TestDevice(Command, frozen=True, kw_only=True):
    """Try a device: a slip of the printer, a greeting on the display, one reading of the scale.

    Opening a drawer is a no-sale and is recorded as one. A scanner is tried by scanning.
    """

    device_id: str = "printer"
    reason_id: str = ""


class FindDevices(Command, frozen=True, kw_only=True):
    """Look what is plugged in; the answers come as news on `found_devices`, because it takes a while.

    `hosts` are names or addresses to ask whether a printer answers there; a network is never searched
    unasked.
    """

    hosts: tuple[str, ...] = ()


class WatchScale(Command, frozen=True, kw_only=True):
    """Read the scale over and over, and tell each reading as news on `scale`; for the weight sheet."""

    on: bool
