"""A receipt printer in memory, for tests of everything that prints.

It keeps the port's promises (the contract suite runs on it too): a failure set by `fail` hits the next
job and decides how much of it is on paper.
"""

from __future__ import annotations

import threading

from pos_app.ports.devices import (
    DeviceError,
    DeviceHealth,
    JobCancelled,
    JobRefused,
    JobUnconfirmed,
    StopToken,
)
from retail.receipt import Barcode, Qr, ReceiptDocument
from retail.receipt_layout import as_text

MOST_QR_BYTES = 2331
"""What a QR code at level M holds."""


class FakePrinter:
    """Prints into `papers`, as text of `width` columns."""

    def __init__(self, width: int = 48) -> None:
        self.width = width
        self.papers: list[str] = []
        self.drawer_kicks = 0
        self.printed_at = threading.Condition()
        self._failure: DeviceError | None = None
        self._health = DeviceHealth(state="ready", code="ready")
        self._closed = False

    def fail(self, failure: DeviceError | None) -> None:
        """Raise `failure` for every job until it is None; a JobUnconfirmed prints the job all the same."""
        self._failure = failure

    def set_health(self, health: DeviceHealth) -> None:
        """What `health` answers from now on."""
        self._health = health

    def wait_for_papers(self, count: int, timeout_s: float = 100.0) -> list[str]:
        """The papers, as soon as there are `count`; raises TimeoutError."""
        with self.printed_at:
            if not self.printed_at.wait_for(lambda: len(self.papers) >= count, timeout_s):
                raise TimeoutError(f"{len(self.papers)} of {count} papers after {timeout_s} s")
        return self.papers

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        """See `ReceiptPrinter.print`."""
        self._refuse_bad_codes(document)
        self._begin(stop)
        with self.printed_at:
            if document.open_drawer:
                self.drawer_kicks += 1
            self.papers.append(as_text(document, self.width))
            self.printed_at.notify_all()
        if self._failure:
            raise self._failure

    def open_drawer(self) -> None:
        """See `ReceiptPrinter.open_drawer`."""
        self._begin(None)
        self.drawer_kicks += 1
        if self._failure:
            raise self._failure

    def health(self) -> DeviceHealth:
        """See `ReceiptPrinter.health`."""
        return self._health

    def close(self) -> None:
        """See `ReceiptPrinter.close`."""
        self._closed = True

    def _begin(self, stop: StopToken | None) -> None:
        if self._closed:
            raise JobCancelled("printer_closed", "The printer was closed before the job began.")
        if stop is not None and stop.is_set():
            raise JobCancelled("job_cancelled", "Printing was cancelled before it began.")
        if self._failure and not isinstance(self._failure, JobUnconfirmed):
            raise self._failure

    def _refuse_bad_codes(self, document: ReceiptDocument) -> None:
        for block in document.blocks:
            if isinstance(block, Qr) and not 0 < len(block.data.encode()) <= MOST_QR_BYTES:
                raise JobRefused("qr_not_printable", "The QR code is empty or holds too much.")
            if isinstance(block, Barcode) and not (block.data.isascii() and block.data.isprintable()):
                raise JobRefused("barcode_not_printable", "The barcode holds other than printable ASCII.")
