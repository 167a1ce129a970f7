"""The weight of goods from the scale: one fresh, stable reading for one line, and no other."""

from __future__ import annotations

from pos_app.step import Step
from pos_app.views.devices import ScaleView
from retail.errors import RuleError
from retail.item import Item

FRESH_MS = 2_000
"""How old a reading may be: longer ago something else may have lain on the scale."""

_WHY = {
    "moving": ("weight_moving", "The scale is still moving. Wait until it rests."),
    "zero": ("weight_zero", "There is nothing on the scale."),
    "overload": ("weight_overload", "There is too much on the scale. Weigh it in parts."),
    "underload": ("weight_underload", "The scale is below zero. Empty it and press its zero key."),
    "lost": ("scale_lost", "The scale does not answer. Check it, or type the weight."),
    "error": (
        "scale_error",
        "The scale has a fault. Type the weight from its display, or have it looked at.",
    ),
}


def weight_of(step: Step, item: Item) -> int:
    """The weight on the scale in thousandths of the item's unit; the reading is used up with this step.

    Raises `RuleError` where there is no reading, it is old, not stable, used already, or of another unit.
    """
    reading = step.desk.weighed
    if reading is None or reading.state == "none":
        raise RuleError("no_scale_reading", "The scale is not being read. Type the weight.")
    if reading.state != "stable":
        raise RuleError(*_WHY[reading.state])
    if not 0 <= step.clock.now() - reading.at <= FRESH_MS:
        raise RuleError("weight_stale", "The scale has said nothing for a while. Wait for its next reading.")
    if reading.at <= step.desk.weight_used_at:
        raise RuleError("weight_used", "This reading is sold already. Wait for the next one.")
    weight = _in_unit(reading, item.unit)
    step.later.append(lambda: setattr(step.desk, "weight_used_at", reading.at))
    return weight


def _in_unit(reading: ScaleView, unit: str) -> int:
    if reading.weight <= 0:
        raise RuleError(*_WHY["zero"])
    if unit == reading.unit:
        return reading.weight
    if (unit, reading.unit) == ("g", "kg"):
        return reading.weight * 1000
    raise RuleError(
        "scale_unit",
        f"The scale weighs in {reading.unit}, and this item is sold by {unit}. Type the quantity.",
        unit=unit,
    )
