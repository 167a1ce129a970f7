"""Takes a scope over as one file instead of page by page: asks for it, checks who made it, fetches, builds.

Everything is a step of the sync thread, so that a sale never waits for more than one part of a download or
one slice of building (docs/algorithms/snapshots.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from retail.errors import DataError, KnownError
from sync import messages as m
from sync.ports import Cursor, Replica, Snapshots
from sync.protocol import (
    HubApi,
    HubNonsense,
    HubUnreachable,
    ScopeForbidden,
    SnapshotFailed,
    SnapshotNeeded,
)
from sync.signing import manifest_text, signature_holds

T = TypeVar("T")

PART = 1024 * 1024
"""Bytes of one request: at 140 kbit/s still inside the time-out of an answer. A slower line gets less."""
LEAST_PART = 64 * 1024
MAX_PACKED = 2 * 1024**3
MAX_SIZE = 16 * 1024**3
MAX_SEQ = 2**53 - 1
LEAST_WAIT_S = 0.5
MOST_WAIT_S = 60.0
FETCHED = 0.5
"""Share of the progress that the download makes."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHECKSUM = re.compile(r"[0-9a-f]{16}")


def has_snapshots(scope: str) -> bool:
    """Whether a scope may be large: catalogue and price lists."""
    return scope == "catalogue" or scope.startswith("price:")


def in_turn(news: Sequence[str], todo: Sequence[str]) -> list[str]:
    """Scopes to be read: `news` go before `todo`, those that come as files after it.

    A snapshot under way is not what somebody waits for whose PIN was changed; other rows of the catalogue
    would only make a half-built one worthless.
    """
    return [*(one for one in news if not has_snapshots(one)), *todo, *filter(has_snapshots, news)]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What one step did."""

    share: float
    """Of all that is to be done, 0 to 1."""
    of: int
    """Feed position of the snapshot, 0 before it is known."""
    wait: float = 0.0
    """Seconds until the next step is worth while."""
    finished: bool = False
    """The cursor now stands at the snapshot."""


@dataclass(kw_only=True)
class _Job:
    """The scopes that go into one new catalogue, and how far they are."""

    to_ask: list[str]
    scopes: list[str]
    manifests: list[m.SnapshotManifest] = field(default_factory=list)
    have: dict[str, int] = field(default_factory=dict)
    building: Iterator[float] | None = None
    part: int = PART


class SnapshotTaker:
    """At most one new catalogue at a time; used on the sync thread."""

    def __init__(self, api: HubApi, replica: Replica, store: Snapshots, signing_key: str) -> None:
        """`signing_key` is the hub's, as it came with the enrolment (raw Ed25519, base64)."""
        self._api = api
        self._replica = replica
        self._store = store
        self._signing_key = signing_key
        self._readable: tuple[str, ...] = ()
        self._pages_only: set[str] = set()
        self._taken: dict[str, tuple[str, int]] = {}
        self._clean: set[str] = set()
        """Scopes of which no half-fetched file lies here."""
        self._job: _Job | None = None

    def hear(self, scopes: Iterable[str]) -> None:
        """The scopes that this terminal may read."""
        self._readable = tuple(filter(has_snapshots, scopes))
        if self._job and not set(self._job.scopes) <= set(self._readable):
            self._job = None  # One of them may be read no more, so nobody would ever finish it.

    def distrust(self, scope: str) -> None:
        """Read this scope by pages until `trust`."""
        self._pages_only.add(scope)

    def trust(self, scope: str) -> None:
        """The scope was read to its end and is as the hub's; what was fetched of it and not used goes.

        Raises `SnapshotFailed` where the disk refuses that, once.
        """
        self._pages_only.discard(scope)
        if has_snapshots(scope) and scope not in self._clean:
            self._clean.add(scope)
            self._locally(lambda: self._store.forget(scope))

    def is_taking(self, scope: str) -> bool:
        """Whether the job under way brings this scope."""
        return self._job is not None and scope in self._job.scopes

    def step(self, scope: str) -> Taken | None:
        """Go on with the scope, or begin with it; None where it is to be read by pages.

        Raises `HubNonsense` for a snapshot that is refused, `SnapshotFailed` where this machine cannot take
        it, else what `HubApi` raises; the next step goes on or begins again.
        """
        if not has_snapshots(scope) or scope in self._pages_only:
            return None
        if self._job is None:
            others = [each for each in self._readable if each != scope and self._is_empty(each)]
            self._job = _Job(to_ask=[scope, *others], scopes=[scope, *others])
        try:
            return self._advance(self._job, scope)
        except SnapshotNeeded as error:
            self._job = None
            raise HubNonsense(
                "snapshot_gone", "The hub took the snapshot away; it is asked again."
            ) from error

    def _is_empty(self, scope: str) -> bool:
        return scope not in self._pages_only and not self._replica.cursor(scope).epoch

    def _advance(self, job: _Job, scope: str) -> Taken | None:
        if scope not in job.scopes:
            return Taken(share=0.0, of=0, wait=LEAST_WAIT_S)
        if job.to_ask:
            return self._ask(job, scope)
        for manifest in job.manifests:
            if job.have[manifest.scope] < manifest.packed_size:
                self._fetch(job, manifest)
                return self._progress(job, scope, FETCHED * _fetched(job))
        return self._build(job, scope)

    def _ask(self, job: _Job, scope: str) -> Taken | None:
        asked = job.to_ask[0]
        try:
            reply = self._api.snapshot(asked)
        except (HubNonsense, ScopeForbidden):
            self._give_up(asked)
            raise
        if reply.state == "building":
            wait = min(max(reply.retry_after, LEAST_WAIT_S), MOST_WAIT_S)
            return Taken(share=0.0, of=0, wait=wait)
        job.to_ask.pop(0)
        if reply.state == "none":
            job.scopes.remove(asked)
            if asked != scope:
                return self._progress(job, scope, 0.0)
            # The others come by their own steps: it must not wait for them.
            self._job = None
            return None
        manifest = self._checked(asked, reply)
        self._clean.discard(asked)
        job.have[asked] = self._locally(lambda: self._store.begin(manifest))
        job.manifests.append(manifest)
        return self._progress(job, scope, 0.0)

    def _checked(self, scope: str, reply: m.SnapshotReply) -> m.SnapshotManifest:
        """The manifest in a reply. Raises `HubNonsense` for one that is not the hub's or cannot be used."""
        if not signature_holds(self._signing_key, reply.signature, manifest_text(reply.manifest)):
            raise self._refused(scope, "snapshot_signature", "it is not signed by the hub of this terminal")
        try:
            manifest = msgspec.json.decode(reply.manifest, type=m.SnapshotManifest)
        except (msgspec.DecodeError, RecursionError) as error:
            raise self._refused(
                scope, "snapshot_manifest", f"its manifest cannot be read: {error}"
            ) from error
        cursor = self._replica.cursor(scope)
        reason = manifest_fault(manifest, cursor)
        if not reason and manifest.scope != scope:
            reason = "it is of another scope"
        # Without a cursor the catalogue was begun anew: it is worth the same snapshot again.
        if not reason and cursor.epoch and self._taken.get(scope) == (manifest.epoch, manifest.seq):
            reason = "it was taken before and the hub does not go on from it"
        if reason:
            raise self._refused(scope, "snapshot_manifest", reason)
        return manifest

    def _fetch(self, job: _Job, manifest: m.SnapshotManifest) -> None:
        start = job.have[manifest.scope]
        length = min(job.part, manifest.packed_size - start)
        part = m.SnapshotPart(
            scope=manifest.scope, epoch=manifest.epoch, seq=manifest.seq, start=start, length=length
        )
        try:
            content = self._api.snapshot_part(part)
        except (HubNonsense, ScopeForbidden):
            self._give_up(manifest.scope)
            raise
        except HubUnreachable as error:
            if error.code == "hub_timeout":
                job.part = max(LEAST_PART, job.part // 2)
            raise
        if len(content) != length:
            reason = f"a part has {len(content)} bytes instead of {length}"
            raise self._refused(manifest.scope, "snapshot_part", reason)
        job.have[manifest.scope] = self._locally(lambda: self._store.append(manifest, content))

    def _build(self, job: _Job, scope: str) -> Taken:
        building = job.building or self._store.build(tuple(job.manifests))
        job.building = building
        share = self._locally(lambda: next(building, None))
        if share is not None:
            return self._progress(job, scope, FETCHED + (1 - FETCHED) * share)
        self._taken.update({each.scope: (each.epoch, each.seq) for each in job.manifests})
        self._job = None
        return self._progress(job, scope, 1.0, finished=True)

    def _locally(self, work: Callable[[], T]) -> T:
        """Work on this disk. Raises `HubNonsense` for a bad file, `SnapshotFailed` for a bad disk."""
        try:
            return work()
        except DataError as error:
            scope = str(error.params.get("scope", ""))
            if self._job and scope in self._job.scopes:
                self._store.forget(scope)
            raise self._refused(scope, error.code, error.message) from error
        except KnownError as error:
            self._job = None
            raise SnapshotFailed(error.code, error.message, **error.params) from error
        except Exception:
            # A fault of this program: half a build must not be taken for the whole, and pages bring the same.
            self._pages_only.update(self._job.scopes if self._job else ())
            self._job = None
            raise

    def _refused(self, scope: str, code: str, reason: str) -> HubNonsense:
        self._give_up(scope)
        return HubNonsense(
            code,
            f"The snapshot of {scope} cannot be used: {reason}. What is here stays in use; pages are read.",
            scope=scope,
        )

    def _give_up(self, scope: str) -> None:
        self._job = None
        self.distrust(scope)

    @staticmethod
    def _progress(job: _Job, scope: str, share: float, *, finished: bool = False) -> Taken:
        of = next((each.seq for each in job.manifests if each.scope == scope), 0)
        return Taken(share=share, of=of, finished=finished)


def _fetched(job: _Job) -> float:
    whole = sum(each.packed_size for each in job.manifests)
    return sum(job.have.values()) / whole


def manifest_fault(manifest: m.SnapshotManifest, cursor: Cursor) -> str:
    """Why a manifest cannot be used, in plain words; empty where it can."""
    if manifest.format != m.SNAPSHOT_FORMAT:
        return "it has a format that this program does not know"
    digests = (manifest.sha256, manifest.packed_sha256)
    if not (all(map(_DIGEST.fullmatch, digests)) and _CHECKSUM.fullmatch(manifest.checksum)):
        return "its digests are malformed"
    if not (manifest.epoch and 0 < manifest.seq <= MAX_SEQ and all(n >= 0 for n in manifest.rows.values())):
        return "its position or its counts are malformed"
    if not (0 < manifest.packed_size <= MAX_PACKED and 0 < manifest.size <= MAX_SIZE):
        return "it is larger than any may be, or empty"
    if manifest.epoch == cursor.epoch and manifest.seq < cursor.seq:
        return "it is older than what is here"
    return ""
