"""What becomes of a fork: the chain goes on under another epoch, unless that has just been tried in vain."""

from __future__ import annotations

from retail.errors import KnownError
from sync.ports import Clock, Outbox
from sync.protocol import FOREIGN_JOURNAL, Fork

AGAIN_S = 3600.0
"""A hub that took nothing under a fresh epoch and sees a fork again gets no other one before this is over."""

SENT_AGAIN = KnownError(
    "history_sent_again",
    "The hub held another history of this terminal. Its own goes up once more, under a new name; nothing is "
    "lost, and nothing counts twice.",
)


class Forks:
    """Begins epochs when forks are met; used by the sync thread alone."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self._begun_at: float | None = None
        self._took = False

    def took(self) -> None:
        """The hub acknowledged something under the epoch in force."""
        self._took = True

    def heal(self, fork: Fork) -> KnownError | None:
        """Begin another epoch; what stands in the way, where it would not help or cannot be written.

        It does not help where the journal is another terminal's: known ops stay another's under any epoch.
        Nor at once where the last epoch was begun for nothing.
        """
        now = self._clock.monotonic()
        in_vain = self._begun_at is not None and not self._took and now - self._begun_at < AGAIN_S
        if fork.code == FOREIGN_JOURNAL or in_vain:
            return fork
        try:
            self._outbox.begin_epoch("fork")
        except KnownError as trouble:
            return trouble
        self._begun_at = now
        self._took = False
        return None
