"""What the sync engine tells the terminal about itself: one immutable picture for screens and `verify`."""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.ports import EpochChange, Waiting

SyncState = Literal[
    "starting",
    "idle",
    "sending",
    "receiving",
    "offline",
    "busy",
    "unauthorised",
    "fork",
    "nonsense",
    "stuck",
]
"""In a person's words: not asked yet; all at the hub; handing up; reading; no contact; the hub asks for
patience; this terminal is not known to it; the histories differed and ours goes up anew; its answers make no
sense; contact, but the queue does not move."""


class ScopeProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a scope was read, for a progress bar; the numbers are feed positions, not rows."""

    scope: str
    have: int
    of: int

    @property
    def to_go(self) -> int:
        """Positions left; rows left are at most as many."""
        return max(0, self.of - self.have)


class SyncStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The state of sync at one moment; nothing in it is lost while any of it is bad."""

    state: SyncState = "starting"
    waiting: Waiting = Waiting(ops=0, sales=0, oldest_at=None)
    last_contact_at: int | None = None
    """When the hub last gave an answer of this protocol, a refusal too."""
    error_code: str = ""
    """Code of the `SyncError` that the state comes from; empty without one."""
    error_message: str = ""
    quarantined: int = 0
    """Ops that the hub put aside or found in conflict and nobody has dealt with, of `QUARANTINE_COUNTED`."""
    resolved: int = 0
    """Those that people at the hub have dealt with."""
    scopes: tuple[ScopeProgress, ...] = ()
    hub_url: str = ""
    epoch_change: EpochChange | None = None
    """When the chain last went on under another epoch, and why; None where it never did."""
    clock_skew_ms: int = 0
    """Hub's time less ours, at the last hello."""


QUARANTINE_COUNTED = 1000
