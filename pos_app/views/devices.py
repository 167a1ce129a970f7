"""Read models of the devices at this terminal: how they are, and what can be chosen."""

from __future__ import annotations

from typing import Literal

from pos_app.views import View
from pos_app.views.journal import PrintJobView

DeviceKind = Literal["printer", "scanner", "scale", "display", "drawer"]


class DeviceView(View, frozen=True, kw_only=True):
    """A device as set up, and as it last answered."""

    device_id: str
    """Lasting name of the entry on this terminal; its thread is called `device:<id>`."""
    kind: DeviceKind
    driver: str
    driver_name: str
    options: dict[str, str]
    state: Literal["ready", "busy", "attention", "lost", "none"]
    code: str = ""
    message: str = ""
    name: str = ""
    """What people here call it; empty where nobody named it."""


class DriverOptionView(View, frozen=True, kw_only=True):
    name: str
    type: str
    default: str
    label: str
    choices: tuple[str, ...] = ()
    needed: bool = False
    """Whether it has no default and must be given."""


class DriverView(View, frozen=True, kw_only=True):
    """A driver that can be chosen, from its manifest."""

    driver: str
    name: str
    options: tuple[DriverOptionView, ...]
    kind: DeviceKind = "printer"
    cannot: tuple[str, ...] = ()
    """What to know before it is chosen, in plain English."""


class DevicesView(View, frozen=True, kw_only=True):
    devices: tuple[DeviceView, ...]
    drivers: tuple[DriverView, ...]
    jobs: tuple[PrintJobView, ...]


class FoundDeviceView(View, frozen=True, kw_only=True):
    """Something plugged in or answering that a driver may serve: choosing it fills an entry in."""

    kinds: tuple[DeviceKind, ...]
    """What it may be; several where the plug does not say (a serial port)."""
    name: str
    """As the device or the system calls it."""
    place: str
    """Where it is plugged in, for a person: `/dev/ttyUSB0`, `COM3`, `192.168.1.50`."""
    driver: str
    """The driver to propose; empty where it depends on the kind that is picked."""
    options: dict[str, str]
    """What to put into the entry: the lasting name of the port, the address."""
    usable: bool = True
    """False where this program may not use it; `code` and `message` then say what to do."""
    code: str = ""
    message: str = ""


class FoundDevicesView(View, frozen=True, kw_only=True):
    """What the search found; `searching` while it still goes on."""

    searching: bool
    found: tuple[FoundDeviceView, ...] = ()


class ScanView(View, frozen=True, kw_only=True):
    """A code from a scanner or camera of this terminal; `raw` as `Scan.raw` takes it.

    With `problem` (`torn`, `too_long`) it is no code: the screen says so aloud.
    """

    raw: str
    symbology: str
    device_id: str
    at: int
    problem: Literal["", "torn", "too_long"] = ""


class ScaleView(View, frozen=True, kw_only=True):
    """What the scale says now. Only a `stable` weight can be sold; `lost` where the scale does not answer."""

    state: Literal["stable", "moving", "zero", "overload", "underload", "error", "lost", "none"]
    weight: int
    """Thousandths of `unit`."""
    unit: str
    at: int
    code: str = ""
    message: str = ""
