"""The entries of this terminal's devices, as its settings keep them: one setting `device.<id>` each."""

from __future__ import annotations

import logging
import re
from typing import TypeVar

import msgspec

from pos_app.ports.store import Settings
from pos_app.views.devices import DeviceKind
from retail.errors import DataError

logger = logging.getLogger(__name__)

PREFIX = "device."
FIRST_PRINTER = "printer"
"""Setting that held the only device there was, the receipt printer, in version 0.1; and its id since."""
PRINTER = FIRST_PRINTER

ONE_EACH: frozenset[DeviceKind] = frozenset({"printer", "scale", "display", "drawer"})
"""Kinds of which a terminal has one: money, weight and paper must have one answer."""

_ID = re.compile(r"[a-z0-9_-]{1,40}")


class SavedDevice(msgspec.Struct, frozen=True, kw_only=True):
    """Which driver with which options (as text) serves a device."""

    device_id: str
    kind: DeviceKind
    driver: str
    options: dict[str, str]
    name: str = ""


class _FirstPrinter(msgspec.Struct, frozen=True, kw_only=True):
    """What version 0.1 kept."""

    driver: str
    options: dict[str, str]


Entry = TypeVar("Entry", SavedDevice, _FirstPrinter)


def saved_devices(settings: Settings) -> tuple[SavedDevice, ...]:
    """All entries, by id; of the first version's printer as if it had been saved by this one.

    One that cannot be read is left out and logged: the till opens without that device.
    """
    texts = settings.starting(PREFIX)
    read = {name: _read(name, text, SavedDevice) for name, text in texts.items()}
    found = {name: entry for name, entry in read.items() if entry is not None}
    first = settings.get(FIRST_PRINTER)
    old = _read(FIRST_PRINTER, first, _FirstPrinter) if first and PREFIX + PRINTER not in texts else None
    if old is not None:
        found[PREFIX + PRINTER] = SavedDevice(
            device_id=PRINTER, kind="printer", driver=old.driver, options=old.options
        )
    return tuple(found[name] for name in sorted(found))


def saved_device(settings: Settings, device_id: str) -> SavedDevice | None:
    """The entry of one device, or None."""
    return next((one for one in saved_devices(settings) if one.device_id == device_id), None)


def save(settings: Settings, entry: SavedDevice) -> None:
    """Insert or replace.

    Raises `DataError` for an id that is none, a second one of a kind of one, or another device's serial port.
    """
    if not _ID.fullmatch(entry.device_id):
        raise DataError(
            "bad_device_id",
            "The id of a device is 1 to 40 of the characters a-z, 0-9, - and _.",
            device=entry.device_id[:40],
        )
    if (entry.kind == "printer") != (entry.device_id == PRINTER):
        raise DataError(
            "bad_device_id",
            f"The receipt printer's id is {PRINTER!r}, and no other device's.",
            device=PRINTER,
        )
    for other in saved_devices(settings):
        port, name = _port(other), other.name or other.device_id
        if other.device_id != entry.device_id and port and port == _port(entry):
            raise DataError(
                "port_taken",
                f"The port {port} belongs to the {other.kind} {name} already. Two devices cannot share one: "
                "choose another port, or remove that device first.",
                port=port,
                kind=other.kind,
                device=name,
            )
        same_kind = other.kind == entry.kind and other.kind in ONE_EACH
        if other.device_id != entry.device_id and same_kind:
            raise DataError(
                "second_of_a_kind",
                f"This terminal has a {entry.kind} already: {other.device_id}. Change or remove it.",
                kind=entry.kind,
                device=other.device_id,
            )
    settings.put(PREFIX + entry.device_id, msgspec.json.encode(entry).decode())
    _forget_first(settings, entry.device_id)


def remove(settings: Settings, device_id: str) -> None:
    """Forget an entry; one that is not there is forgotten already."""
    settings.remove(PREFIX + device_id)
    _forget_first(settings, device_id)


def _port(entry: SavedDevice) -> str:
    """Its serial port, empty where it has none; a network printer's `port` is a number, which many share."""
    port = entry.options.get("port", "").strip()
    return "" if port.isdecimal() else port


def _read(name: str, text: str, kind: type[Entry]) -> Entry | None:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        logger.warning("the device entry %s cannot be read: %s", name, error)
        return None


def _forget_first(settings: Settings, device_id: str) -> None:
    if device_id == PRINTER:
        settings.remove(FIRST_PRINTER)
