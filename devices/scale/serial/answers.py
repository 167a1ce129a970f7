"""Reads what a scale says, and doubts it; pure: the text of one answer in, a reading out.

Toledo 8217: `W` is answered `STX 00.345 CR` with a stable weight, or `STX ? status CR` where there is none.
A stream: the scale sends a line over and over, such as `ST,GS,+  0.345kg`.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

import msgspec

from devices.serial_line import Framing, SerialOptions
from pos_app.ports.scales import Reading, ScaleState, WeightUnit

STX, CR = b"\x02", b"\r"
LONGEST = 64
"""Bytes of an answer; what is longer is no scale's."""

STREAM_PATTERN = (
    r"^\s*(?P<state>[A-Z]{1,2})?[ ,]*(?:GS|NT|TR)?[ ,]*(?P<sign>[+-]?)\s*(?P<weight>\d+(?:\.\d+)?)"
    r"\s*(?P<unit>kg|g|lb|oz)?\s*$"
)
_WEIGHT = re.compile(r"\s*(\d{1,4}\.\d{1,4}|\d{3,6})\s*N?\s*")
_MOVING, _ABOVE, _BELOW, _AT_ZERO = 0x01, 0x02, 0x04, 0x10
_STATUS_BYTE = 2
"""`?` and the status byte."""


class SerialScaleOptions(SerialOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the scale is set: see its handbook's page on the serial interface."""

    framing: Framing = "7E1"
    protocol: Literal["toledo_8217", "stream"] = "toledo_8217"
    unit: Literal["kg", "g", "lb", "oz"] = "kg"
    """What its figures mean; a stream that says its unit must say this one."""
    decimals: Annotated[int, msgspec.Meta(ge=0, le=4)] = 3
    """Places after the point, where the scale sends figures without one."""
    capacity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 15_000
    """Most that it weighs, in thousandths of kg (of lb for lb and oz): what is above is a lie."""
    tolerance: Annotated[int, msgspec.Meta(ge=0, le=100)] = 5
    """How far two stable answers in a row may differ, in the same thousandths: one step of the display."""
    answer_timeout_ms: Annotated[int, msgspec.Meta(ge=50, le=10_000)] = 500
    pattern: str = STREAM_PATTERN
    """Regular expression of a stream's line with the groups `weight` and, where it has them, `state`, `sign`
    and `unit`."""
    stable_words: str = "S,ST"
    """What the group `state` says of a stable weight, with commas."""

    def __post_init__(self) -> None:
        try:
            groups = re.compile(self.pattern).groupindex
        except re.error as error:
            raise ValueError(f"pattern is no regular expression: {error}") from error
        if "weight" not in groups:
            raise ValueError("pattern has no group `weight`")

    @property
    def sold_in(self) -> WeightUnit:
        """The unit of readings."""
        return "kg" if self.unit in ("kg", "g") else "lb"


def toledo_reading(answer: bytes, options: SerialScaleOptions) -> Reading:
    """What `answer`, from STX to CR without them, says."""
    text = bytes(byte & 0x7F for byte in answer).decode("ascii")
    if len(text) == _STATUS_BYTE and text[0] == "?":
        return _by_status(ord(text[1]), options)
    found = _WEIGHT.fullmatch(text)
    if found is None:
        return nonsense(text, options)
    return _weight(found[1], options)


def stream_reading(line: bytes, options: SerialScaleOptions) -> Reading:
    """What one line of a stream says."""
    text = line.decode("ascii", "replace")
    found = re.match(options.pattern, text)
    if found is None:
        return nonsense(text, options)
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    if groups.get("unit", options.unit) != options.unit:
        return _error(
            "scale_unit", f"The scale says {groups['unit']}, but is set up as {options.unit}.", options
        )
    if said := _said(groups, options):
        return _state(said, options)
    try:
        return _weight(groups["weight"], options)
    except (ArithmeticError, KeyError):
        return nonsense(text, options)


def _said(groups: dict[str, str], options: SerialScaleOptions) -> ScaleState | None:
    """What beside the figures speaks against the weight, None for nothing."""
    words = {word.strip() for word in options.stable_words.split(",")}
    if groups.get("state", "") in ("OL", "OF"):
        return "overload"
    if groups.get("sign") == "-":
        return "underload"
    if "state" in re.compile(options.pattern).groupindex and groups.get("state", "") not in words:
        return "moving"
    return None


def agreed(first: Reading, second: Reading, options: SerialScaleOptions) -> Reading:
    """One reading of two answers in a row: a weight counts only if the scale stands by it."""
    if "error" in (first.state, second.state):
        return first if first.state == "error" else second
    if first.state != "stable" or second.state != "stable":
        # Goods were put on or taken away between the two.
        return second if second.state != "stable" else _state("moving", options)
    if abs(first.weight - second.weight) > options.tolerance:
        return _error(
            "scale_jumps",
            f"The scale said {first.weight} and then {second.weight} thousandths and called both stable. "
            "Weigh again; if it goes on, have the scale looked at.",
            options,
        )
    return second


def nonsense(text: str, options: SerialScaleOptions) -> Reading:
    """The scale said something that is no weight."""
    shown = "".join(sign if sign.isprintable() else "·" for sign in text[:20])
    return _error(
        "scale_nonsense",
        f"The scale said {shown!r}, which is no weight. Check its framing, baud rate and protocol.",
        options,
    )


def _by_status(status: int, options: SerialScaleOptions) -> Reading:
    if status & _ABOVE:
        return _state("overload", options)
    if status & _BELOW:
        return _state("underload", options)
    if status & _MOVING:
        return _state("moving", options)
    if status & _AT_ZERO:
        return _state("zero", options)
    return _error(
        "scale_not_zeroed", "The scale has lost its zero. Empty it and press its zero key.", options
    )


def _weight(figures: str, options: SerialScaleOptions) -> Reading:
    value = Decimal(figures)
    if "." not in figures:
        value = value.scaleb(-options.decimals)
    factor = {"kg": Decimal(1000), "g": Decimal(1), "lb": Decimal(1000), "oz": Decimal("62.5")}[options.unit]
    thousandths = int((value * factor).to_integral_value(ROUND_HALF_UP))
    if thousandths > options.capacity:
        return _error(
            "scale_above_capacity",
            f"The scale says {figures} {options.unit}, more than it can weigh. Have it looked at.",
            options,
        )
    if thousandths == 0:
        return _state("zero", options)
    return Reading(state="stable", weight=thousandths, unit=options.sold_in)


def _state(state: ScaleState, options: SerialScaleOptions) -> Reading:
    return Reading(state=state, unit=options.sold_in)


def _error(code: str, message: str, options: SerialScaleOptions) -> Reading:
    return Reading(state="error", unit=options.sold_in, code=code, message=message)
