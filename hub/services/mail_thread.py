"""The thread that sends mail, apart from all that answers a caller."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from hub.services.mail import TIMEOUT_S

_LOG = logging.getLogger("tillbridge.hub")
LOOK_EVERY_S = 5.0


class MailThread:
    """Runs `step` on a thread of its own until `stop`, soon after something was queued."""

    def __init__(self, step: Callable[[], int], every_s: float = LOOK_EVERY_S) -> None:
        self._step = step
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the letter in hand; one that is half sent at the end is sent again another time."""
        self._stopping.set()
        self._thread.join(TIMEOUT_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                more = self._step() > 0
            except Exception:  # noqa: BLE001 - see below
                # A full disk passes; the only thread that sends mail must not end by it.
                _LOG.exception("mail could not be worked on")
                more = False
            if not more:
                self._stopping.wait(self._every_s)
