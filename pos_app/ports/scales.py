"""The port of scales: one reading at a time, and never a weight that the scale did not stand by."""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable

import msgspec

from pos_app.ports.devices import DeviceHealth, StopToken

ScaleState = Literal["stable", "moving", "zero", "overload", "underload", "error"]
WeightUnit = Literal["kg", "lb"]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the scale said.

    Only `stable` carries a weight that may be sold: positive, within the scale's capacity, and said twice in
    a row. In every other state `weight` is 0; for `error`, `code` and `message` say what is wrong.
    """

    state: ScaleState
    weight: int = 0
    """Thousandths of `unit`."""
    unit: WeightUnit = "kg"
    code: str = ""
    message: str = ""


@runtime_checkable
class Scale(Protocol):
    """One scale, used from one thread; only `close` may come from another."""

    def read(self, stop: StopToken | None = None) -> Reading:
        """Ask the scale what it weighs now; an answer to an earlier question is never taken for it.

        Raises DeviceUnreachable where the scale cannot be spoken to or says nothing, JobCancelled where
        `stop` is set or the scale closed. A scale that says nonsense is a `Reading` of state `error`.
        """

    def health(self) -> DeviceHealth:
        """Ask the scale how it is; never raises DeviceError."""

    def close(self) -> None:
        """Let the device go and end a wait under way in another thread; a second call does nothing."""
