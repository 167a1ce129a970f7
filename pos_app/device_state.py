"""How a device is, as the screens are told: from what its driver says of itself, or from how it failed."""

from __future__ import annotations

from typing import Literal

from pos_app.device_entries import SavedDevice
from pos_app.ports.devices import DeviceHealth
from pos_app.views.devices import DeviceView

State = Literal["ready", "busy", "attention", "lost", "none"]

_STATES: dict[str, State] = {
    "ready": "ready",
    "unknown": "ready",
    "attention": "attention",
    "not_ready": "attention",
    "unreachable": "lost",
}


def state_of(health: DeviceHealth) -> tuple[State, str, str]:
    """State, code (empty where all is well) and message; a device that cannot be asked counts as ready."""
    return _STATES[health.state], "" if health.state == "ready" else health.code, health.detail


def told(entry: SavedDevice, state: State, code: str = "", message: str = "") -> DeviceView:
    """The news about a device; the screens know its driver and options by its entry."""
    return DeviceView(
        device_id=entry.device_id,
        kind=entry.kind,
        driver=entry.driver,
        driver_name="",
        options={},
        state=state,
        code=code,
        message=message,
    )
