"""What a camera asks of the catalogue, from its own thread; part of the composition layer."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong

from pos_app.bus import Bus
from pos_app.queries import CheckPrice

LONGEST_S = 2.0
"""A camera waits no longer for an answer: the code then counts as unknown and needs more reads."""


def has_item(bus: Bus, raw: str) -> bool:
    """Whether the catalogue knows what `raw` means; waits its turn on the `db` thread, but not for ever."""
    found: Future[bool] = Future()
    bus.ask(CheckPrice(raw=raw), lambda view: found.set_result(view.found))
    try:
        return found.result(timeout=LONGEST_S)
    except TookTooLong:
        return False
