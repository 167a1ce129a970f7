"""The wire messages of the sync protocol, version 1: what terminal and hub say to each other.

Every message is JSON. Times are UTC milliseconds since 1970, hashes lower-case hex SHA-256, ids UUID text.
An unknown field is ignored, so that a newer side may say more; a missing required field is an error.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

PROTOCOL_VERSION = 1
MAX_OPS = 100
"""Most ops in one push; more is refused with 413."""

SNAPSHOT_FORMAT = 1
"""Tables and columns of a snapshot file, see docs/algorithms/snapshots.md."""

OpStatus = Literal["applied", "duplicate", "quarantined", "conflict"]
"""All four acknowledge: the op is durable at the hub and never sent again."""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all messages: immutable, fields by name."""


class EnrolRequest(Message, frozen=True, kw_only=True):
    """A one-time code (at most 10 minutes old) against the terminal's new Ed25519 public key (M8.1)."""

    code: str
    public_key: str
    """Raw Ed25519 public key, base64."""
    epoch: str
    """UUID minted by the terminal for the chain that it now begins."""
    program: str = ""


class EnrolReply(Message, frozen=True, kw_only=True):
    terminal_id: str
    terminal_no: int
    store_id: str
    store_no: int
    hub_gen: str
    """Generation of the hub: a new UUID after every restore from backup."""
    recovery_key: str
    """Hub's X25519 public key (base64) for which the terminal seals its database key."""
    server_time: int
    signing_key: str = ""
    """Hub's Ed25519 public key (base64) by which it signs snapshots; empty from a hub without snapshots."""


class EnrolEscrow(Message, frozen=True, kw_only=True):
    """Second step of enrolment: the sealed database key, sent signed like every later request."""

    escrow: str


class ScopeHead(Message, frozen=True, kw_only=True):
    """How far a feed has come at the hub."""

    scope: str
    epoch: str
    """UUID of this feed's history; a new one means that a cursor of the old one is worthless."""
    seq: int
    checksum: str
    """16 hex digits: XOR over the live rows of the first 8 bytes of each row's hash, see `row_digest`."""
    min_seq: int = 0
    """A cursor below this has missed compacted deletions: answer 410 (see `PullRequest.began`)."""


class JournalHead(Message, frozen=True, kw_only=True):
    seq: int
    hash: str


class Hello(Message, frozen=True, kw_only=True):
    terminal_id: str
    epoch: str
    head: JournalHead
    """The terminal's newest journal entry."""
    acked: JournalHead
    """The newest one that the hub has acknowledged."""
    hub_gen: str
    op_versions: dict[str, int]
    program: str
    now: int
    waiting: int = 0
    """Entries not yet at the hub, and when the oldest was made: what `tillbridge status` shows."""
    oldest_at: int | None = None


class HelloReply(Message, frozen=True, kw_only=True):
    hub_gen: str
    server_time: int
    head: JournalHead
    """The newest entry of this terminal's chain that the hub holds; seq 0 and GENESIS before the first."""
    scopes: tuple[ScopeHead, ...]
    """The scopes that this terminal may read."""
    minimum_program: str = ""
    durable_seq: int | None = None
    numbers: dict[str, int] = {}
    """While the hub holds nothing of this chain: the highest `receipt`, `receipt_training` and `session` that
    the terminal is known to have given out under its other epochs; it goes on above them."""


class WireOp(Message, frozen=True, kw_only=True):
    """One journal entry on its way up; `hash` is the chain hash that the terminal computed."""

    seq: int
    op_id: str
    kind: str
    v: int
    hlc: str
    body: dict[str, Any]
    prev: str
    hash: str
    personal: dict[str, Any] | None = None
    """Personal data that belongs to the op and stands beside it, never in the hashed body (rule 10): the body
    holds only its salted hash. Gone after an erasure; the op stays valid without it."""


class PushRequest(Message, frozen=True, kw_only=True):
    hub_gen: str
    epoch: str
    ops: tuple[WireOp, ...]


class OpResult(Message, frozen=True, kw_only=True):
    seq: int
    hash: str
    """The hash that the hub stored; the terminal marks the op acknowledged only where it equals its own."""
    status: OpStatus
    code: str | None = None
    """Why an op was quarantined or in conflict, as a stable word."""


class PushReply(Message, frozen=True, kw_only=True):
    results: tuple[OpResult, ...]
    head: JournalHead
    durable_seq: int | None = None


class PullRequest(Message, frozen=True, kw_only=True):
    scope: str
    epoch: str
    """Feed epoch of the cursor; empty for a first pull."""
    after: int
    limit: int = 200
    began: int = 0
    """While a scope is read from its beginning: `head.seq` of the first page. The cursor is good while
    `max(after, began) ≥ min_seq`: rows deleted before the reading began were never among those read."""


class FeedRow(Message, frozen=True, kw_only=True):
    """One row of a feed: the latest state of `key`, or its tombstone."""

    seq: int
    kind: str
    key: str
    op: Literal["put", "delete"]
    rev: int
    body: dict[str, Any] | None = None


class PullReply(Message, frozen=True, kw_only=True):
    rows: tuple[FeedRow, ...]
    next: int
    """Cursor after these rows; equal to `head.seq` when nothing is left."""
    head: ScopeHead


class SnapshotManifest(Message, frozen=True, kw_only=True):
    """What a snapshot file holds and how it is to be checked; signed by the hub as text."""

    format: int
    """`SNAPSHOT_FORMAT` of the program that made it."""
    scope: str
    epoch: str
    seq: int
    """The cursor at which deltas go on."""
    checksum: str
    """Of the scope's rows at `seq`, see `ScopeHead`."""
    rows: dict[str, int]
    """Rows of each table of the file."""
    size: int
    """Bytes of the unpacked SQLite file, and its SHA-256 in hex."""
    sha256: str
    packed_size: int
    """Bytes of the zstd-compressed file, and its SHA-256 in hex."""
    packed_sha256: str
    made_at: int


class SnapshotReply(Message, frozen=True, kw_only=True):
    """Whether a scope can be had as one file instead of page by page."""

    state: Literal["none", "building", "ready"]
    """`none`: read pages. `building`: ask again after `retry_after`. `ready`: take the file of `manifest`."""
    manifest: str = ""
    """JSON of a `SnapshotManifest`, to the byte what was signed."""
    signature: str = ""
    """Ed25519 over `sync.signing.manifest_text`, base64."""
    retry_after: float = 0.0
    """Seconds."""


class SnapshotPart(Message, frozen=True, kw_only=True):
    """Bytes `start` to `start + length` (not included) of a packed snapshot file."""

    scope: str
    epoch: str
    seq: int
    start: int
    length: int


class PokeRequest(Message, frozen=True, kw_only=True):
    """Long poll: answers as soon as a scope is ahead of what is named here, or after `wait_ms`."""

    seen: dict[str, int]
    wait_ms: int = 25_000


class PokeReply(Message, frozen=True, kw_only=True):
    ahead: tuple[str, ...]
    """Scopes with something new; a hint only, empty after a quiet wait."""


class RecoverKeyRequest(Message, frozen=True, kw_only=True):
    """The recovery code against an X25519 public key of the terminal that replaces a broken one."""

    code: str
    public_key: str
    """Raw X25519 public key, base64; made for this recovery alone."""


class RecoverKey(Message, frozen=True, kw_only=True):
    """Whose disk may be read, and by which key."""

    terminal_id: str
    terminal_no: int
    store_no: int
    sealed: str
    """The broken terminal's database key, sealed for the public key, with the asking terminal as context."""


class RecoverAt(Message, frozen=True, kw_only=True):
    """Asks how far the hub has the chain of the broken terminal under this epoch."""

    terminal_id: str
    epoch: str


class RecoverHead(Message, frozen=True, kw_only=True):
    hub_gen: str
    head: JournalHead


class RecoverPush(Message, frozen=True, kw_only=True):
    """Entries of the broken terminal, pushed by the one in its place."""

    terminal_id: str
    push: PushRequest


class PaidDraft(Message, frozen=True, kw_only=True):
    """An open sale of the broken terminal on which money had been taken."""

    txn_id: str
    currency: str
    tenders: dict[str, int]
    """Kind of tender → amount in minor units."""


class RecoverDone(Message, frozen=True, kw_only=True):
    """All that could be read of the disk is at the hub."""

    terminal_id: str
    entries: int
    """Entries that the disk's chain proved."""
    lost_from: int = 0
    """First entry that could not be proved; 0 where the whole journal was there."""
    lost_upto: int = 0
    behind: bool = False
    """The hub held entries of this terminal that are not on the disk: it is an older copy."""
    paid: tuple[PaidDraft, ...] = ()


class RecoverEnd(Message, frozen=True, kw_only=True):
    rights_back: int
    """Rights that the broken terminal held and had not spent: what was left of them went back."""
    rights_left: int
    """Rights still held, because lost entries may have spent them; a manager writes them off."""


class Refusal(Message, frozen=True, kw_only=True):
    """Body of every answer that is not 200; the HTTP status names the class of error, see `sync.protocol`.

    May be left out (an empty body): the status alone says enough. A 429 or 503 may carry the header
    `Retry-After` in seconds.
    """

    error: str = ""
    """Stable snake_case word that screens translate."""
    message: str = ""
    params: dict[str, Any] = {}
    """What fills the translated text; `server_time` where the terminal's clock is why it was refused."""
