"""Prints on a network printer and believes it only when the printer itself has confirmed the job.

One connection a job: many printers serve one connection at a time, so an idle one would lock other
terminals out.
"""

from __future__ import annotations

import logging
from typing import Annotated

import msgspec

from devices.presence import Presence
from devices.printer.confirmed import ConfirmedOptions, ConfirmedPrinter, Milliseconds, Stop
from devices.printer.network.link import Link
from devices.printer.options import Pictures, no_pictures

log = logging.getLogger(__name__)


class NetworkOptions(ConfirmedOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the printer is and how long each wait may take."""

    host: Annotated[str, msgspec.Meta(min_length=1)]
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 9100
    connect_timeout_ms: Milliseconds = 3000
    """From the name to an open connection."""


class NetworkPrinter(ConfirmedPrinter):
    """A `ReceiptPrinter` at a TCP address."""

    def __init__(self, name: str, options: NetworkOptions, pictures: Pictures = no_pictures) -> None:
        place = f"{options.host}:{options.port}"

        def open_line(stopped: Stop) -> Link:
            return Link(options.host, options.port, timeout_ms=options.connect_timeout_ms, stopped=stopped)

        super().__init__(
            options=options,
            open_line=open_line,
            place=f"The printer at {place}",
            presence=Presence(f"printer {name} at {place}", log),
            log=log,
            pictures=pictures,
        )
