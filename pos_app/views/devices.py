"""Read models of the devices at this terminal: how they are, and what can be chosen."""

from __future__ import annotations

from typing import Literal

from pos_app.views import PrintJobView, View


class DeviceView(View, frozen=True, kw_only=True):
    device_id: str
    kind: str
    driver: str
    driver_name: str
    options: dict[str, str]
    state: Literal["ready", "busy", "attention", "lost", "none"]
    code: str = ""
    message: str = ""


class DriverOptionView(View, frozen=True, kw_only=True):
    name: str
    type: str
    default: str
    label: str
    choices: tuple[str, ...] = ()


class DriverView(View, frozen=True, kw_only=True):
    """A driver that can be chosen, from its manifest."""

    driver: str
    name: str
    options: tuple[DriverOptionView, ...]


class DevicesView(View, frozen=True, kw_only=True):
    devices: tuple[DeviceView, ...]
    drivers: tuple[DriverView, ...]
    jobs: tuple[PrintJobView, ...]
