"""The port of scanners that the till runs itself: serial ones and cameras, each on a thread of its own.

Keyboard wedges are none of these: their keys come through the window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, runtime_checkable

import msgspec

from pos_app.ports.devices import DeviceHealth, StopToken


class Scanned(msgspec.Struct, frozen=True, kw_only=True):
    """One code as a scanner handed it on.

    `raw` goes to `retail.identifiers.parse` as it is: it begins with the AIM identifier (`]E0`, `]d2` …)
    where the scanner gives one, and keeps FNC1 as GS (`\\x1d`). `symbology` is the same identifier, or empty
    where the scanner does not say what it read. `at_ms` is UTC milliseconds of the read. With a `problem` it
    is no code: what arrived was torn or too long, is told to the cashier, and never sold.
    """

    raw: str
    symbology: str = ""
    device_id: str
    at_ms: int
    problem: Literal["", "torn", "too_long"] = ""


@runtime_checkable
class Scanner(Protocol):
    """One scanner; `run` has the device's thread, the other two may be called from any."""

    def run(self, heard: Callable[[Scanned], None], stop: StopToken) -> None:
        """Hand every code to `heard`, on this thread, until `stop` is set or the scanner closed.

        Looks for the device again by itself while it is away, and never raises DeviceError: what is wrong
        is in `health`. `heard` must return at once.
        """

    def health(self) -> DeviceHealth:
        """How the device is, as last seen by `run`; never waits for it."""

    def close(self) -> None:
        """Let the device go and end `run`; a second call does nothing."""
