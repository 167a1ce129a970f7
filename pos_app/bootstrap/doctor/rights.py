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
    user = getpass.getuser()
    place = first_barred(data)
    if place is not None:
        yield fail(
            "data_folder",
            f"{user} may not look into {place}, so nothing is known of the terminal in {data}.",
            "Run this as the user of the till, or give that user a data folder within reach (--data).",
        )
    elif not data.exists():
        yield warn(
            "data_folder",
            f"The data folder {data} is not there: this terminal is not set up.",
            "Enrol it: tillbridge enrol --help. Or name the right folder with --data.",
        )
    elif not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield fail(
            "data_folder",
            f"{user} may not write the data folder {data}.",
            f"Run this as the user of the till. If that is {user}: sudo chown -R {user} '{data}'",
        )
    else:
        yield ok("data_folder", f"The data folder {data} can be written.")


def first_barred(data: Path) -> Path | None:
    """The outermost folder on the way into `data` that this user may not look into, or None."""
    way = (*reversed(data.absolute().parents), data.absolute())
    return next((one for one in way if os.path.isdir(one) and not os.access(one, os.X_OK)), None)  # noqa: PTH112 - Path.is_dir fails without rights


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
        # A computer may have a port that nothing hangs on; a device set up on it fails by itself.
        yield warn(
            "serial_rights",
            f"{user} may not use {', '.join(barred)}: what is plugged in there stays dead.",
            serial_mend(),
        )
    elif ports:
        yield ok("serial_rights", f"{len(ports)} serial port(s), all usable.")


def serial_mend() -> str:
    """How this user is let at the serial ports."""
    return f"sudo usermod -aG {SERIAL_GROUP} {getpass.getuser()}, then sign out of the computer and in again."


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
