"""Tries one device from the console: a slip, a scan, a reading, two lines, a drawer that opens."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import msgspec

from devices import manager, test_slip
from devices.entries import DeviceEntry
from devices.manifests import manifest_of
from pos_app.ports.devices import DeviceHealth
from pos_app.ports.preview import PreviewFrame, PreviewState
from pos_app.ports.scanners import Scanned
from retail.errors import KnownError

LINES = ("ABCDEFGHIJKLMNOPQRST", "ÄÖÜ äöü ß é € 123,45")


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it; `facts` are what a program may want, `said` is for a person."""

    ok: bool
    said: str
    health: DeviceHealth
    facts: dict[str, str | int | bool | None] = {}


class Unwatched:
    """A camera's preview that nobody looks at; implements `pos_app.ports.preview.PreviewSink`."""

    def wanted(self) -> bool:
        """Nobody looks."""
        return False

    def seen(self, frame: PreviewFrame) -> None:
        """Nobody looks."""

    def is_now(self, state: PreviewState, code: str = "") -> None:
        """Nobody looks."""


def try_device(entry: DeviceEntry, *, drawer: bool, wait_s: float) -> Tried:
    """Build the device and let it work once. Raises KnownError for a bad entry or a device that fails.

    `drawer` opens the drawer on a printer's plug too; `wait_s` is how long a scan is waited for.
    """
    kind = manifest_of(entry.driver).kind
    if kind == "scanner":
        return _scanner(entry, wait_s)
    tries: dict[str, Callable[[], Tried]] = {
        "receipt_printer": lambda: _printer(entry, drawer),
        "scale": lambda: _scale(entry),
        "display": lambda: _display(entry),
        "drawer": lambda: _drawer(entry),
    }
    return tries[kind]()


def _printer(entry: DeviceEntry, drawer: bool) -> Tried:
    printer = manager.build_printer(entry)
    try:
        health = printer.health()
        printer.print(test_slip.document(open_drawer=drawer))
    finally:
        printer.close()
    said = f"The test slip is printed (before it the printer was: {health.state}, {health.code})."
    return Tried(ok=True, said=said, health=health, facts={"printed": True})


def _scanner(entry: DeviceEntry, wait_s: float) -> Tried:
    """Listen until something is scanned, or the time is over."""
    if entry.driver not in manager.DRIVERS:
        raise KnownError("scanner_types", "This scanner types like a keyboard: scan into any text field.")
    scanner = manager.build_scanner(entry, lambda: 0, known=lambda _code: True, preview=Unwatched())
    heard: queue.Queue[Scanned] = queue.Queue()
    thread = threading.Thread(target=scanner.run, args=(heard.put, threading.Event()), daemon=True)
    thread.start()
    try:
        scan = heard.get(timeout=wait_s)
    except queue.Empty:
        health = scanner.health()
        return Tried(
            ok=False, said=f"Nothing was scanned in {wait_s:.0f} s. {health.detail}".strip(), health=health
        )
    finally:
        health = scanner.health()
        scanner.close()
        thread.join(timeout=5)
    if scan.problem:
        said = f"A {scan.problem.replace('_', ' ')} read: {scan.raw[:60]!r}. Check baud rate and framing."
    else:
        said = f"Scanned: {scan.raw!r}."
    facts: dict[str, str | int | bool | None] = {
        "raw": scan.raw,
        "symbology": scan.symbology,
        "problem": scan.problem,
    }
    return Tried(ok=not scan.problem, said=said, health=health, facts=facts)


def _scale(entry: DeviceEntry) -> Tried:
    scale = manager.build_scale(entry)
    try:
        reading = scale.read()
        health = scale.health()
    finally:
        scale.close()
    weight = f"{reading.weight / 1000:.3f} {reading.unit}"
    said = reading.message or f"The scale says: {reading.state}, {weight}."
    facts: dict[str, str | int | bool | None] = {
        "state": reading.state,
        "weight": reading.weight,
        "unit": reading.unit,
        "code": reading.code,
    }
    return Tried(ok=reading.state != "error", said=said, health=health, facts=facts)


def _display(entry: DeviceEntry) -> Tried:
    display = manager.build_display(entry)
    try:
        display.show(*LINES)
        health = display.health()
    finally:
        display.close()
    said = f"The display must now read {LINES[0]!r} and {LINES[1]!r}; it cannot say so itself."
    return Tried(ok=True, said=said, health=health, facts={"shown": True})


def _drawer(entry: DeviceEntry) -> Tried:
    drawer = manager.build_drawer(entry)
    try:
        drawer.open()
        health, is_open = drawer.health(), drawer.is_open()
    finally:
        drawer.close()
    said = "The drawer was told to open" + (" and says that it is open." if is_open else ".")
    return Tried(ok=True, said=said, health=health, facts={"opened": True, "is_open": is_open})
