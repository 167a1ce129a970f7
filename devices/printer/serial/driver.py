"""Prints on a serial printer and believes it only when the printer itself has confirmed the job."""

from __future__ import annotations

import logging
from typing import Annotated, Literal

import msgspec

from devices.presence import Presence
from devices.printer.confirmed import ConfirmedOptions, ConfirmedPrinter, Stop
from devices.printer.options import Pictures, no_pictures
from devices.printer.serial.link import SerialLink
from devices.serial_line import Framing, SerialOptions

log = logging.getLogger(__name__)


class SerialPrinterOptions(ConfirmedOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the printer is and how its line is set; the printer's self-test print says the latter."""

    port: Annotated[str, msgspec.Meta(min_length=1)]
    """Lasting name of the port, see `devices.serial_line`."""
    baud: Annotated[int, msgspec.Meta(ge=1200, le=4_000_000)] = 38_400
    framing: Framing = "8N1"
    flow: Literal["none", "dsr_dtr", "rts_cts", "xon_xoff"] = "none"
    """How the printer says that its buffer is full; most are delivered with `dsr_dtr`."""

    @property
    def line(self) -> SerialOptions:
        """What the port is opened with; the handshake by DSR is ours."""
        flow = "none" if self.flow == "dsr_dtr" else self.flow
        return SerialOptions(port=self.port, baud=self.baud, framing=self.framing, flow=flow)


class SerialPrinter(ConfirmedPrinter):
    """A `ReceiptPrinter` on a serial port."""

    def __init__(self, name: str, options: SerialPrinterOptions, pictures: Pictures = no_pictures) -> None:
        def open_line(stopped: Stop) -> SerialLink:
            return SerialLink(options.line, dsr=options.flow == "dsr_dtr", stopped=stopped)

        super().__init__(
            options=options,
            open_line=open_line,
            place=f"The printer on {options.port}",
            presence=Presence(f"printer {name} on {options.port}", log),
            log=log,
            pictures=pictures,
        )
