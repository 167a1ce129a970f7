"""Logs that a device was lost, once, and that it is back, once, however often it is asked in between."""

from __future__ import annotations

import logging


class Presence:
    """The last known reachability of one device; the first success of all is not worth a line."""

    def __init__(self, name: str, log: logging.Logger) -> None:
        self._name = name
        self._log = log
        self._lost = False

    def lost(self, why: str) -> None:
        """Note that the device cannot be used, with `why` in plain words."""
        if not self._lost:
            self._log.warning("%s is lost: %s", self._name, why)
        self._lost = True

    def back(self) -> None:
        """Note that the device answered."""
        if self._lost:
            self._log.info("%s is back", self._name)
        self._lost = False
