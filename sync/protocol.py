"""What the hub offers a terminal, as one protocol that the httpx client and the hub both implement."""

from __future__ import annotations

import hashlib
from typing import Protocol

from retail.canonical import canonical
from retail.cart import CartReply, CartRequest
from retail.errors import KnownError
from retail.rights import RightsReply, RightsRequest
from sync import messages as m


class PushApi(Protocol):
    """What takes journal entries; every call is safe to repeat.

    All raise `HubUnreachable`, `HubNonsense`, `Unauthorised` or `HubBusy`; more where named.
    """

    def hello(self, request: m.Hello) -> m.HelloReply:
        """Compare heads and learn what may be read. Raises `Fork` when the hub knows another chain."""
        ...

    def push(self, request: m.PushRequest) -> m.PushReply:
        """Hand up journal entries in order. Raises `Fork` (409) or `WrongGeneration` (412)."""
        ...


class HubApi(PushApi, Protocol):
    """The hub as one enrolled terminal sees it; every call is safe to repeat and raises as `PushApi` does."""

    def pull(self, request: m.PullRequest) -> m.PullReply:
        """Read a scope after a cursor. Raises `SnapshotNeeded` (410), `ScopeForbidden` (403)."""
        ...

    def snapshot(self, scope: str) -> m.SnapshotReply:
        """Whether a scope can be had as a file. Raises `ScopeForbidden`."""
        ...

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        """A piece of a packed snapshot. Raises `SnapshotNeeded` (410) where the file is there no more."""
        ...

    def poke(self, request: m.PokeRequest) -> m.PokeReply:
        """Wait for news; a hint only."""
        ...

    def escrow(self, request: m.EnrolEscrow) -> None:
        """Leave the sealed database key with the hub, so that a dead terminal's disk can be read."""
        ...

    def image(self, digest: str) -> bytes:
        """The picture with this SHA-256. Raises `ImageMissing` (404)."""
        ...


class HubDesk(Protocol):
    """What a terminal asks the hub while somebody waits at the counter; raises as `HubApi` does."""

    def rights(self, request: RightsRequest) -> RightsReply:
        """Ask for rights, or only how much there is; idempotent by `request_id`."""
        ...

    def carts(self, request: CartRequest) -> CartReply:
        """Adopt, share, claim or release; idempotent by `request_id`."""
        ...


class HubTerminal(HubApi, HubDesk, Protocol):
    """All that an enrolled terminal may ask."""


class RecoveryApi(Protocol):
    """What the terminal in a broken one's place may ask; raises as `HubApi`, and `RecoveryRefused` (403)."""

    def recover_key(self, request: m.RecoverKeyRequest) -> m.RecoverKey:
        """Spend the recovery code; the same key gets the same answer again while the code lasts."""
        ...

    def recover_head(self, request: m.RecoverAt) -> m.RecoverHead:
        """How far the hub has the broken terminal's chain."""
        ...

    def recover_push(self, request: m.RecoverPush) -> m.PushReply:
        """Hand up entries of the broken terminal. Raises `Fork` or `WrongGeneration` as `push` does."""
        ...

    def recover_done(self, request: m.RecoverDone) -> m.RecoverEnd:
        """Everything is at the hub: settle what the broken terminal held."""
        ...


class EnrolApi(Protocol):
    """What a terminal may ask before it is enrolled."""

    def enrol(self, request: m.EnrolRequest) -> m.EnrolReply:
        """Spend a one-time code. Raises `Unauthorised` for a wrong, used or expired one."""
        ...


class SyncError(KnownError):
    """The hub could not be talked to, or said no; what was to be sent is safe on the terminal."""

    status = 0
    """HTTP status that carries this error; 0 where there was no answer."""


class HubUnreachable(SyncError):
    """No connection, a time-out, or a broken answer: try again later."""


class HubNonsense(SyncError):
    """The answer is not of this protocol, or contradicts itself: nothing was taken over."""


class Unauthorised(SyncError):
    """The hub does not know this terminal's key, or has revoked it, or the code is not valid."""

    status = 401


class ScopeForbidden(SyncError):
    """The scope belongs to another store or terminal."""

    status = 403


class RecoveryRefused(SyncError):
    """The recovery code is not valid, or this terminal may not recover that one (any more)."""

    status = 403


class ImageMissing(SyncError):
    """The hub has no picture with this digest."""

    status = 404


class Fork(SyncError):
    """The hub holds another history for this terminal and epoch: the database was rolled back or cloned."""

    status = 409


FOREIGN_JOURNAL = "journal_of_another"
"""Code of a `Fork` that no new epoch heals: the entries were sent by another terminal."""


class SnapshotNeeded(SyncError):
    """The cursor is too old or of another history: read the scope from its beginning."""

    status = 410


class SnapshotFailed(SyncError):
    """A snapshot could not be taken in here, such as for a full disk; the catalogue in use stays as it is."""


class WrongGeneration(SyncError):
    """The hub was restored from a backup since: say hello again and replay."""

    status = 412


class TooMuch(SyncError):
    """More than `MAX_OPS` ops or too many bytes in one request."""

    status = 413


class HubBusy(SyncError):
    """Nothing was applied; try again after `retry_after` seconds (param)."""

    status = 503


def row_digest(scope: str, row: m.FeedRow) -> str:
    """16 hex digits that stand for a live feed row in its scope's checksum.

    First 8 bytes of SHA-256 over the RFC 8785 JSON of [scope, kind, key, rev, body].
    """
    text = canonical([scope, row.kind, row.key, row.rev, row.body])
    return hashlib.sha256(text).hexdigest()[:16]


def fold(checksum: str, *digests: str) -> str:
    """Checksum with the digests of rows that came or went folded in (XOR, so order does not matter)."""
    value = int(checksum, 16)
    for digest in digests:
        value ^= int(digest, 16)
    return f"{value:016x}"


EMPTY_CHECKSUM = "0" * 16
