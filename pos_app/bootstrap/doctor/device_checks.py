"""Looks at the devices set up on this terminal: is what they hang on there, and does the printer answer.

A serial port is not opened: the running till has it, and a stranger's device may act on what it is sent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from devices.serial_line import TCP
from devices.usb_ports import USB, path_of
from pos_app.bootstrap.doctor.finding import Finding, fail, ok, warn
from pos_app.bootstrap.doctor.rights import serial_mend
from pos_app.device_entries import SavedDevice
from pos_app.ports.device_drivers import DeviceDrivers
from pos_app.ports.devices import DeviceHealth
from retail.errors import KnownError

ASKED = ("network", "file", "usb", "cups", "drawer_printer")
"""Drivers whose health can be asked beside a running till."""


def look(devices: Sequence[SavedDevice], drivers: DeviceDrivers) -> Iterator[Finding]:
    """One finding for each device."""
    if not any(one.kind == "printer" for one in devices):
        yield warn(
            "no_printer",
            "No receipt printer is set up: sales go on without paper.",
            "Set one up at the till (Ctrl+D) or with tillbridge devices save.",
        )
    for device in devices:
        yield _one(device, drivers)


def _one(device: SavedDevice, drivers: DeviceDrivers) -> Finding:
    code, name = f"device:{device.device_id}", f"The {device.kind}"
    if (device.name or device.device_id) != device.kind:
        name = f'{name} "{device.name or device.device_id}"'
    try:
        drivers.check(device.kind, device.device_id, device.driver, device.options)
        if device.driver in ASKED:
            return _by_health(code, name, _health(device, drivers))
    except KnownError as error:
        return fail(code, f"{name} cannot be used: {error.message}", "Set it up again.")
    port = device.options.get("port", "")
    if not port or port.startswith(TCP):
        return ok(code, f"{name} is set up ({device.driver}); tillbridge devices test tries it.")
    return _by_port(code, name, port)


def _health(device: SavedDevice, drivers: DeviceDrivers) -> DeviceHealth:
    who = (device.device_id, device.driver, device.options)
    built = drivers.build_drawer(*who) if device.kind == "drawer" else drivers.build_printer(*who)
    try:
        return built.health()
    finally:
        built.close()


def _by_health(code: str, name: str, health: DeviceHealth) -> Finding:
    if health.state in ("ready", "unknown"):
        return ok(code, f"{name} answers." if health.state == "ready" else f"{name} cannot be asked.")
    mend = "See to it, then run this again."
    said = f"{name}: {health.detail or health.code}"
    return warn(code, said, mend) if health.state == "attention" else fail(code, said, mend)


def _by_port(code: str, name: str, port: str) -> Finding:
    place = path_of(port)
    gone = place.startswith(USB) if sys.platform == "win32" else not Path(place).exists()
    if gone:
        return fail(
            code,
            f"{name} is not plugged in: there is no port {port}.",
            "Plug its cable in. If it has another cable now: tillbridge devices find, then save it anew.",
        )
    if sys.platform != "win32" and not os.access(place, os.R_OK | os.W_OK):
        return fail(code, f"{name}: this user may not use {place}.", serial_mend())
    return ok(code, f"{name} is plugged in ({place}).")
