"""Prints on a USB printer and believes it only when the printer itself has confirmed the job."""

from __future__ import annotations

import logging
from typing import Annotated, Any

import msgspec

from devices.presence import Presence
from devices.printer.confirmed import ConfirmedOptions, ConfirmedPrinter, Stop
from devices.printer.options import Pictures, no_pictures
from devices.printer.usb.link import UsbLink, find_printer

log = logging.getLogger(__name__)

UsbId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{4}$")]


class UsbPrinterOptions(ConfirmedOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which printer: by its ids, which are the same at every socket."""

    vendor: UsbId
    """Vendor id, four hexadecimal digits."""
    product: UsbId
    serial: str = ""
    """Serial number, to tell two printers of one model apart; empty takes the only one."""


class UsbPrinter(ConfirmedPrinter):
    """A `ReceiptPrinter` on USB."""

    def __init__(
        self, name: str, options: UsbPrinterOptions, pictures: Pictures = no_pictures, backend: Any = None
    ) -> None:
        """`backend` is pyusb's; None is the system's libusb."""
        place = ":".join(filter(None, (options.vendor, options.product, options.serial)))

        def open_line(stopped: Stop) -> UsbLink:
            ids = int(options.vendor, 16), int(options.product, 16)
            return UsbLink(find_printer(*ids, options.serial, backend), stopped=stopped)

        super().__init__(
            options=options,
            open_line=open_line,
            place=f"The USB printer {place}",
            presence=Presence(f"printer {name} on USB {place}", log),
            log=log,
            pictures=pictures,
        )
