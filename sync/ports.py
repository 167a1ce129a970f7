"""What the sync engine needs of the terminal's databases; `local_db` implements it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol

import msgspec

from sync import messages as m
from sync.messages import (
    SNAPSHOT_FORMAT,
    FeedRow,
    JournalHead,
    OpResult,
    PullReply,
    SnapshotManifest,
    WireOp,
)
from sync.protocol import EMPTY_CHECKSUM, fold, row_digest

# local_db reaches the wire's words through this module only.
__all__ = [
    "EMPTY_CHECKSUM",
    "SNAPSHOT_FORMAT",
    "Clock",
    "Cursor",
    "EpochChange",
    "EpochReason",
    "FeedRow",
    "Identity",
    "JournalHead",
    "OpResult",
    "Outbox",
    "PullReply",
    "Quarantined",
    "Replica",
    "Signal",
    "SnapshotManifest",
    "Snapshots",
    "Waiting",
    "WireOp",
    "fold",
    "row_digest",
]


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who this terminal is at the hub."""

    terminal_id: str
    store_id: str
    epoch: str
    hub_gen: str


EpochReason = Literal["fork", "rolled_back", "recovered"]
"""The hub holds another history; the file was put back from a copy; it came from a dead machine's disk."""


class EpochChange(msgspec.Struct, frozen=True, kw_only=True):
    """That this terminal's chain went on under another epoch, and when (UTC milliseconds)."""

    epoch: str
    why: EpochReason
    at: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """How much is not yet at the hub."""

    ops: int
    sales: int
    """Of these, sales and post-voids."""
    oldest_at: int | None
    """When the oldest was made; None where nothing waits."""


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """How far a scope was read here, and the checksum over the rows held."""

    scope: str
    epoch: str
    seq: int
    checksum: str


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """An op that the hub put aside or found in conflict."""

    seq: int
    kind: str
    status: str
    code: str
    receipt_no: str = ""
    total: int | None = None
    currency: str = ""
    """What the entry was about, where it says so; amounts in minor units."""
    at: int = 0
    """When it was made (UTC ms)."""
    outcome: str = ""
    """`applied` or `kept` where people at the hub have dealt with it; empty while it waits for them."""


class Clock(Protocol):
    """The terminal's clock, injected."""

    def now(self) -> int:
        """UTC milliseconds since 1970; may jump when somebody sets the machine's clock."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; never jumps."""
        ...


class Signal(Protocol):
    """What a thread waits on; `threading.Event` is one."""

    def set(self) -> None: ...

    def clear(self) -> None: ...

    def wait(self, timeout: float | None = None) -> bool: ...


class Outbox(Protocol):
    """The journal as a queue: what is not acknowledged waits, in order of `seq`."""

    def identity(self) -> Identity: ...

    def adopt_generation(self, hub_gen: str) -> None:
        """The hub was restored: remember its new generation."""
        ...

    def head(self) -> m.JournalHead:
        """The newest entry; seq 0 and GENESIS before the first."""
        ...

    def acked(self) -> m.JournalHead:
        """The newest entry of the unbroken acknowledged prefix."""
        ...

    def hash_at(self, seq: int) -> str | None:
        """The chain hash of entry `seq`; GENESIS for 0, None where there is none."""
        ...

    def waiting(self, limit: int) -> tuple[m.WireOp, ...]:
        """The oldest unacknowledged entries."""
        ...

    def count_waiting(self) -> Waiting: ...

    def acknowledge(self, results: Sequence[m.OpResult], at: int) -> int:
        """Mark entries acknowledged where the hub's hash equals ours; returns how many were."""
        ...

    def rewind(self, seq: int) -> int:
        """Forget acknowledgements above `seq`, so that they are sent again; returns how many."""
        ...

    def quarantined(self, limit: int) -> tuple[Quarantined, ...]:
        """What waits for people at the hub, oldest first; then what they dealt with, newest first."""
        ...

    def begin_epoch(self, why: EpochReason) -> str:
        """Let the chain go on under another epoch, journaled, all of it to be sent again; returns it."""
        ...

    def raise_numbers(self, highest: Mapping[str, int]) -> None:
        """Numbers up to these were given out by another history of this terminal: go on above them."""
        ...

    def epoch_change(self) -> EpochChange | None:
        """The last change of the epoch, None where there was none since enrolment."""
        ...


class Snapshots(Protocol):
    """Takes snapshot files down and makes a new catalogue of them; used on the sync thread.

    Raises `DataError` with the param `scope` where a file is not what its manifest says, other `KnownError`s
    where this machine is at fault, such as for a full disk. Either way the catalogue in use is untouched.
    """

    def begin(self, manifest: m.SnapshotManifest) -> int:
        """Make ready to take the packed file down; returns how many bytes of it are here already."""
        ...

    def append(self, manifest: m.SnapshotManifest, content: bytes) -> int:
        """Keep the next bytes; returns how many are here now."""
        ...

    def forget(self, scope: str) -> None:
        """Throw away what was taken down of a scope."""
        ...

    def build(self, manifests: Sequence[m.SnapshotManifest]) -> Iterator[float]:
        """Build a new catalogue and swap it in, a slice of work a step; yields the share done, up to 1.

        Rows and cursors of other scopes are kept. When it ends the cursors stand at the manifests' seq.
        """
        ...

    def fill_search(self) -> bool:
        """Add a slice of a new catalogue's items to the word search; False where none is left."""
        ...


class Replica(Protocol):
    """Hub data copied here, a scope at a time; rows and cursor change in one transaction."""

    def cursor(self, scope: str) -> Cursor:
        """Where a scope stands; epoch "" and seq 0 before the first pull."""
        ...

    def scopes(self) -> tuple[str, ...]:
        """Those that were ever read here, in the order of their names."""
        ...

    def apply(self, scope: str, reply: m.PullReply) -> Cursor:
        """Take over rows and cursor in one transaction."""
        ...

    def reset(self, scope: str, epoch: str) -> None:
        """Begin a scope anew under this epoch: the cursor goes to seq 0, its checksum to empty.

        The rows held stay readable and are replaced as rows arrive; the `apply` whose reply reaches
        `head.seq` drops those that did not arrive again, in the same transaction as its cursor.
        """
        ...

    def missing_images(self, limit: int) -> tuple[str, ...]:
        """Digests of pictures that items name and the picture folder lacks."""
        ...

    def store_image(self, digest: str, content: bytes) -> None:
        """Keep a picture. Raises `DataError` where the content's SHA-256 is not `digest`."""
        ...
