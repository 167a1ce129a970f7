"""Finds what is there: serial ports, USB printers, print queues, cameras, and printers at named hosts.

Nothing is sent to a serial port, because a stranger's device may act on it. A network is never searched
unasked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

from devices.camera.lasting import lasting_source
from devices.printer.cups.programs import Cups
from devices.printer.line import LineLost, WaitOver
from devices.usb_ports import SerialPort, serial_ports
from retail.errors import KnownError

PRINTER_PORT = 9100
CONNECT_S = 0.7
"""For each host; a printer in the shop answers in a few milliseconds."""
MOST_HOSTS = 1024
"""What one search may ask: four networks of the usual size."""
AT_ONCE = 64
CUPS_MS = 3000
"""For the print system's list of its queues."""

USB_PRINTER_CLASS = 7
ON_A_CABLE = ("scanner", "scale", "display", "drawer", "receipt_printer")


class FoundDevice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a driver may serve; `kinds` as in manifests."""

    kinds: tuple[str, ...]
    name: str
    place: str
    driver: str = ""
    """Empty where it depends on the kind."""
    options: dict[str, str] = {}
    usable: bool = True
    code: str = ""
    message: str = ""


def find(hosts: Sequence[str] = ()) -> tuple[FoundDevice, ...]:
    """Everything that is found; `hosts` are names, addresses, or networks such as 192.168.1.0/24.

    Raises KnownError for a network that is none or too large.
    """
    asked = expanded(hosts)
    return (
        *(_serial(port) for port in serial_ports()),
        *usb_printers(),
        *print_queues(),
        *cameras(),
        *network_printers(asked),
    )


def expanded(hosts: Sequence[str]) -> tuple[str, ...]:
    """Every single host that was named."""
    found: list[str] = []
    for text in hosts:
        if "/" not in text:
            found.append(text)
            continue
        try:
            network = ipaddress.ip_network(text, strict=False)
        except ValueError as error:
            raise KnownError(
                "bad_network", f"{text[:40]!r} is no network. Write it like 192.168.1.0/24."
            ) from error
        if network.num_addresses > MOST_HOSTS:
            raise KnownError(
                "network_too_large",
                f"{text} has {network.num_addresses} addresses; name {MOST_HOSTS} at most.",
            )
        found += [str(address) for address in network.hosts()]
    return tuple(dict.fromkeys(found))[:MOST_HOSTS]


def network_printers(hosts: Sequence[str], port: int = PRINTER_PORT) -> tuple[FoundDevice, ...]:
    """Those of `hosts` that take a connection where receipt printers do."""
    if not hosts:
        return ()
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="devices:host") as pool:
        answers = list(pool.map(lambda host: _answers(host, port), hosts))
    return tuple(
        FoundDevice(
            kinds=("receipt_printer",),
            name="Printer on the network",
            place=f"{host}:{port}",
            driver="network",
            options={"host": host, "port": str(port)},
        )
        for host, answered in zip(hosts, answers, strict=True)
        if answered
    )


def usb_printers() -> tuple[FoundDevice, ...]:
    """Printers by their USB class, also those that this user may not open."""
    # Imported here: loading pyusb looks for a library of the system.
    import usb.core  # noqa: PLC0415 - loaded by the search that needs it

    try:
        devices = list(usb.core.find(find_all=True, custom_match=_is_printer) or ())
    except (usb.core.USBError, usb.core.NoBackendError, ValueError):
        return ()
    return tuple(_usb_printer(device) for device in devices)


def print_queues() -> tuple[FoundDevice, ...]:
    """The queues of this machine's print system; none where it has none, or does not answer."""
    try:
        names = Cups("", "", timeout_ms=CUPS_MS, stopped=lambda: False).queues()
    except (LineLost, WaitOver):
        return ()
    return tuple(
        FoundDevice(
            kinds=("receipt_printer",),
            name=f"Print queue {name}",
            place="CUPS",
            driver="cups",
            options={"queue": name},
        )
        for name in names
    )


def cameras() -> tuple[FoundDevice, ...]:
    """Cameras as Linux lists them; elsewhere a camera is chosen by its number."""
    folder = Path("/sys/class/video4linux")
    found = []
    for entry in sorted(folder.glob("video*")) if folder.is_dir() else ():
        name = (entry / "name").read_text(encoding="utf-8", errors="replace").strip()
        index = (entry / "index").read_text(encoding="ascii").strip() if (entry / "index").exists() else "0"
        if index != "0":  # the second node of the same camera carries no pictures
            continue
        found.append(
            FoundDevice(
                kinds=("scanner",),
                name=name,
                place=f"/dev/{entry.name}",
                driver="camera",
                options={"source": lasting_source(Path("/dev") / entry.name)},
            )
        )
    return tuple(found)


def _serial(port: SerialPort) -> FoundDevice:
    return FoundDevice(kinds=ON_A_CABLE, name=port.title, place=port.device, options={"port": port.lasting})


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=CONNECT_S):
            return True
    except (OSError, UnicodeError):
        return False


def _is_printer(device: Any) -> bool:
    if device.bDeviceClass == USB_PRINTER_CLASS:
        return True
    return any(
        interface.bInterfaceClass == USB_PRINTER_CLASS
        for configuration in device
        for interface in configuration
    )


def _usb_printer(device: Any) -> FoundDevice:
    ids = f"{device.idVendor:04x}:{device.idProduct:04x}"
    options = {"vendor": f"{device.idVendor:04x}", "product": f"{device.idProduct:04x}"}
    try:
        names = [text for text in (device.manufacturer, device.product) if text]
        number = device.serial_number or ""
    except (ValueError, OSError, NotImplementedError):
        return FoundDevice(
            kinds=("receipt_printer",),
            name=f"USB printer {ids}",
            place=f"USB {ids}",
            driver="usb",
            options=options,
            usable=False,
            code="usb_not_allowed",
            message="This user may not open it. `tillbridge doctor` says how to allow it.",
        )
    if number:
        options["serial"] = number
    return FoundDevice(
        kinds=("receipt_printer",),
        name=" ".join(names) or f"USB printer {ids}",
        place=f"USB {ids}",
        driver="usb",
        options=options,
    )
