"""Writes print jobs to a file, one file a job into a folder, or to a device path such as /dev/usb/lp0.

Nothing answers here, so "confirmed" means: the bytes are on the disk (flushed to it), or the device took
them all.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from devices.presence import Presence
from devices.printer.file.writing import Interrupted, add_to_folder, in_words, write_to
from devices.printer.options import Pictures, RenderOptions, no_pictures
from devices.printer.render import render, render_drawer_kick
from pos_app.ports.devices import DeviceHealth, JobCancelled, JobUnconfirmed, StopToken
from retail.receipt import ReceiptDocument

log = logging.getLogger(__name__)


class FileOptions(RenderOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the bytes go."""

    path: Annotated[str, msgspec.Meta(min_length=1)]
    """A folder (there already), a file (made if need be; its folder must exist) or a device."""
    stall_timeout_ms: Annotated[int, msgspec.Meta(ge=10, le=600_000)] = 10_000
    """For how long a device may take no more bytes."""


class FilePrinter:
    """A `ReceiptPrinter` that ends in the file system."""

    def __init__(self, name: str, options: FileOptions, pictures: Pictures = no_pictures) -> None:
        self._options = options
        self._pictures = pictures
        self._path = Path(options.path)
        self._closed = threading.Event()
        self._presence = Presence(f"printer {name} at {options.path}", log)

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        """See `ReceiptPrinter.print`."""
        self._put(render(document, self._options, self._pictures), document.kind, stop)

    def open_drawer(self) -> None:
        """See `ReceiptPrinter.open_drawer`."""
        self._put(render_drawer_kick(self._options), "drawer", None)

    def health(self) -> DeviceHealth:
        """See `ReceiptPrinter.health`: only whether the path can be written is known."""
        place = self._path if self._path.exists() else self._path.parent
        if not os.access(place, os.W_OK):
            detail = f"{self._path} cannot be written."
            return DeviceHealth(state="unreachable", code="path_not_writable", detail=detail)
        return DeviceHealth(
            state="unknown", code="cannot_be_asked", detail="A file says nothing about paper."
        )

    def close(self) -> None:
        """See `ReceiptPrinter.close`; a write under way ends within 100 ms."""
        self._closed.set()

    def _put(self, data: bytes, kind: str, stop: StopToken | None) -> None:
        def stopped() -> bool:
            return self._closed.is_set() or (stop is not None and stop.is_set())

        with self._errors_in_words():
            if stopped():
                raise Interrupted(0, "cancelled")
            if self._path.is_dir():
                add_to_folder(self._path, kind, data)
            else:
                write_to(self._path, data, stall_ms=self._options.stall_timeout_ms, stopped=stopped)
        self._presence.back()

    @contextlib.contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        try:
            yield
        except Interrupted as error:
            if error.sent:
                raise JobUnconfirmed(
                    "line_lost_midway",
                    f"Writing to {self._path} broke off ({error.why}): look at the paper.",
                ) from error
            raise self._cancelled() from error
        except OSError as error:
            self._presence.lost(error.strerror or str(error))
            raise in_words(self._path, error) from error

    def _cancelled(self) -> JobCancelled:
        if self._closed.is_set():
            return JobCancelled("printer_closed", "The printer was closed before the job began.")
        return JobCancelled("job_cancelled", "Printing was cancelled before it began.")
