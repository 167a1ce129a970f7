"""Fetches the pictures that items name, one at a time, after the catalogue."""

from __future__ import annotations

from retail.errors import DataError
from sync.ports import Clock, Replica
from sync.protocol import HubApi, ImageMissing

AT_ONCE = 20
ASK_AGAIN_S = 3600.0


class ImageFetcher:
    """Keeps which pictures the hub does not have, so as not to ask for them all the time."""

    def __init__(self, api: HubApi, replica: Replica, clock: Clock) -> None:
        self._api = api
        self._replica = replica
        self._clock = clock
        self._absent: dict[str, float] = {}
        self._wanted: list[str] = []

    def step(self) -> bool:
        """Fetch one missing picture; False where none is missing. Raises what `HubApi` raises."""
        now = self._clock.monotonic()
        if not self._wanted:
            self._absent = {d: at for d, at in self._absent.items() if now - at < ASK_AGAIN_S}
            missing = self._replica.missing_images(AT_ONCE + len(self._absent))
            self._wanted = [digest for digest in missing if digest not in self._absent]
        if not self._wanted:
            return False
        digest = self._wanted[0]
        try:
            self._replica.store_image(digest, self._api.image(digest))
        except (ImageMissing, DataError):
            # Not there, or other content than its digest says: an item without a picture sells just as well.
            self._absent[digest] = now
        self._wanted.pop(0)
        return True
