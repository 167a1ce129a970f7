"""Serial ports by names that last: a USB cable is found again at any socket by its ids and serial number."""

from __future__ import annotations

from pathlib import Path

import msgspec
from serial.tools import list_ports

USB = "usb:"
BY_ID = Path("/dev/serial/by-id")


class SerialPort(msgspec.Struct, frozen=True, kw_only=True):
    """One serial port of this machine."""

    device: str
    """What the system calls it today: `/dev/ttyUSB0`, `COM3`."""
    lasting: str
    """The name to keep: `usb:VID:PID:SERIAL` where the cable has a number, else a path that lasts longest."""
    title: str
    vid: int = 0
    pid: int = 0


def serial_ports() -> tuple[SerialPort, ...]:
    """All there are, by name."""
    links = _links()
    ports = [
        SerialPort(
            device=port.device,
            lasting=_lasting(port.vid, port.pid, port.serial_number) or links.get(port.device, port.device),
            title=port.description if port.description not in (None, "n/a") else port.device,
            vid=port.vid or 0,
            pid=port.pid or 0,
        )
        for port in list_ports.comports()
    ]
    return tuple(sorted(ports, key=lambda port: port.device))


def path_of(name: str) -> str:
    """The port that a lasting name means now; the name itself where it is a path or nothing answers to it."""
    if not name.startswith(USB):
        return name
    return next((port.device for port in serial_ports() if port.lasting == name), name)


def _lasting(vid: int | None, pid: int | None, number: str | None) -> str:
    if vid is None or pid is None or not number or not number.isprintable():
        return ""
    return f"{USB}{vid:04x}:{pid:04x}:{number}"


def _links() -> dict[str, str]:
    """Today's path to the link that udev keeps for the same plug."""
    if not BY_ID.is_dir():
        return {}
    return {str(link.resolve()): str(link) for link in sorted(BY_ID.iterdir())}
