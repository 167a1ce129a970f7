"""Looks at what this user may do: the data folder, the key file, serial ports, printers on USB."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from devices.discovery import FoundDevice, usb_printers
from devices.usb_ports import SerialPort, serial_ports
from pos_app.bootstrap.doctor.finding import Finding, fail, ok, warn

SERIAL_GROUP = "dialout"


def look_at_data(data: Path) -> Iterator[Finding]:
    """Whether the data folder is there and can be written."""
    if not data.exists():
        yield warn(
            "data_folder",
            f"The data folder {data} is not there: this terminal is not set up.",
            "Enrol it: tillbridge enrol --help. Or name the right folder with --data.",
        )
    elif not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield fail(
            "data_folder",
            f"{getpass.getuser()} may not write the data folder {data}.",
            f"sudo chown -R {getpass.getuser()} '{data}'",
        )
    else:
        yield ok("data_folder", f"The data folder {data} can be written.")


def look_at_ports() -> Iterator[Finding]:
    """Whether what is plugged in may be used."""
    yield from serial_rights(serial_ports())
    yield from usb_rights(usb_printers())


def serial_rights(ports: tuple[SerialPort, ...]) -> Iterator[Finding]:
    """A port that the system gives to others only."""
    if sys.platform == "win32":
        return
    barred = [port.device for port in ports if not os.access(port.device, os.R_OK | os.W_OK)]
    if barred:
        user = getpass.getuser()
        yield fail(
            "serial_rights",
            f"{user} may not use {', '.join(barred)}: what is plugged in there stays dead.",
            f"sudo usermod -aG {SERIAL_GROUP} {user}, then sign out of the computer and in again.",
        )
    elif ports:
        yield ok("serial_rights", f"{len(ports)} serial port(s), all usable.")


def usb_rights(printers: tuple[FoundDevice, ...]) -> Iterator[Finding]:
    """A printer that only root may open."""
    barred = [printer.place for printer in printers if not printer.usable]
    if barred:
        yield fail(
            "usb_rights",
            f"{getpass.getuser()} may not open the USB printer ({', '.join(barred)}).",
            "Install the package's rules (60-tillbridge.rules in /etc/udev/rules.d), then: sudo udevadm "
            "control --reload, and plug the printer in again.",
        )
    elif printers:
        yield ok("usb_rights", f"{len(printers)} printer(s) on USB, all usable.")
