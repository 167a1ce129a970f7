"""The port of receipt printers: what the till asks of one, and how one says that it failed.

Every call runs on the device's own thread, may block, and ends within the timeouts of the driver's options.
The errors say what the print queue may do next: only `JobUnconfirmed` leaves open whether paper came out.
"""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable

import msgspec

from retail.errors import KnownError
from retail.receipt import ReceiptDocument

HealthState = Literal["unknown", "ready", "attention", "not_ready", "unreachable"]


class DeviceError(KnownError):
    """A device did not do what it was asked; `code` and `message` say why and what to do."""


# These are named for what happened, not for being errors: the queue reads `except JobUnconfirmed`.


class DeviceUnreachable(DeviceError):
    """The device could not be spoken to at all; nothing of this job was printed: it is safe to try again."""


class DeviceNotReady(DeviceError):
    """The device answered that it cannot print now (no paper, cover open, offline); nothing was printed."""


class JobUnconfirmed(DeviceError):
    """The job, or a part of it, was sent and never confirmed: it may or may not be on paper.

    Never repeat it silently: a person looks at the paper, and a second print is marked DUPLICATE.
    """


class JobRefused(DeviceError):
    """This device cannot print the document itself; nothing was printed, and trying again will not help."""


class JobCancelled(DeviceError):
    """The stop token was set, or the driver closed, before any of the job was sent; nothing was printed."""


class StopToken(Protocol):
    """Asked at least every 100 ms of a wait whether to give up; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """True as soon as the wait should end."""


class DeviceHealth(msgspec.Struct, frozen=True, kw_only=True):
    """How a device is, as last asked.

    `state`: ready, attention (works, but see `code`: paper_low), not_ready (paper_out, cover_open, offline,
    fault), unreachable, unknown (a device that cannot be asked, such as a file). `code` is a stable word the
    screens translate, and `detail` plain English for the log.
    """

    state: HealthState
    code: str
    detail: str = ""


@runtime_checkable
class ReceiptPrinter(Protocol):
    """One receipt printer and the cash drawer on its plug.

    Used from one thread; only `close` may come from another.
    """

    def print(self, document: ReceiptDocument, stop: StopToken | None = None) -> None:
        """Print `document`, opening the drawer first if it says so.

        Returns only when the printer confirmed the whole job. Raises DeviceUnreachable, DeviceNotReady,
        JobRefused or JobCancelled (nothing printed), or JobUnconfirmed (it may or may not be on paper). A
        driver whose device cannot answer confirms what it can and says so in its manifest.
        """

    def open_drawer(self) -> None:
        """Kick the cash drawer open; raises as `print` does.

        JobUnconfirmed means that the kick was sent and not answered: the drawer may be open.
        """

    def health(self) -> DeviceHealth:
        """Ask the device how it is; never raises DeviceError: what is wrong is the answer."""

    def close(self) -> None:
        """Let the device go and end a wait under way in another thread; a second call does nothing."""
