"""A hub in memory: keeps the rules of the sync protocol and can be told to misbehave; no wire, no disk."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from retail.cart import CartReply, CartRequest
from retail.events import read_body
from retail.journal import GENESIS, Op, entry_hash
from retail.rights import Right, RightAnswer, RightAsk, RightsReply, RightsRequest
from sync import messages as m
from sync import protocol as p

T = TypeVar("T")
R = TypeVar("R")


class Feed:
    """One scope: the newest row of each key, its checksum, and its place in history."""

    def __init__(self, scope: str, epoch: str) -> None:
        self.scope = scope
        self.rows: dict[tuple[str, str], m.FeedRow] = {}
        self.head = m.ScopeHead(scope=scope, epoch=epoch, seq=0, checksum=p.EMPTY_CHECKSUM)

    def write(self, kind: str, key: str, body: dict[str, Any] | None) -> None:
        """Put a row, or with `body` None its tombstone."""
        old = self.rows.get((kind, key))
        row = m.FeedRow(
            seq=self.head.seq + 1,
            kind=kind,
            key=key,
            op="delete" if body is None else "put",
            rev=old.rev + 1 if old else 1,
            body=body,
        )
        self.rows[kind, key] = row
        digests = [p.row_digest(self.scope, each) for each in (old, row) if each and each.op == "put"]
        checksum = p.fold(self.head.checksum, *digests)
        self.head = msgspec.structs.replace(self.head, seq=row.seq, checksum=checksum)

    def compact(self) -> None:
        """Forget tombstones; older cursors must begin anew."""
        self.rows = {key: row for key, row in self.rows.items() if row.op == "put"}
        self.head = msgspec.structs.replace(self.head, min_seq=self.head.seq)

    def pull(self, request: m.PullRequest) -> m.PullReply:
        stranger = request.epoch not in ("", self.head.epoch) or (request.after and not request.epoch)
        if (
            stranger
            or request.after > self.head.seq
            or 0 < max(request.after, request.began) < self.head.min_seq
        ):
            raise p.SnapshotNeeded("snapshot_needed", "Read the scope from its beginning.")
        rows = sorted(self.rows.values(), key=lambda row: row.seq)
        page = [row for row in rows if row.seq > request.after]
        if not request.after:
            page = [row for row in page if row.op == "put"]
        left = len(page) > request.limit
        page = page[: request.limit]
        return m.PullReply(rows=tuple(page), next=page[-1].seq if left else self.head.seq, head=self.head)


class FakeHub:
    """All that a hub remembers; `api` gives the view of one terminal, `enrol` is `EnrolApi`."""

    def __init__(self) -> None:
        self.hub_gen = "gen-1"
        self.codes: dict[str, tuple[str, m.EnrolReply] | None] = {}
        self.recovery = X25519PrivateKey.generate()
        self.revoked: set[str] = set()
        self.chains: dict[tuple[str, str], list[m.WireOp]] = {}
        self.statuses: dict[str, tuple[m.OpStatus, str | None]] = {}
        self.feeds: dict[str, Feed] = {}
        self.images: dict[str, bytes] = {}
        self.snapshots: dict[str, m.SnapshotReply] = {}
        self.packed: dict[str, bytes] = {}
        self.escrows: dict[str, str] = {}
        self.epochs = Counter[str]()
        self.now = 1_800_000_000_000
        self.pools: dict[tuple[str, str], int] = {}
        """What can be granted, by kind and subject."""
        self.use_within_ms = 3_600_000
        self.replies: dict[str, RightsReply] = {}
        """Given before, by request_id."""
        self.cart_replies: dict[str, CartReply] = {}
        """What the test wants said, by act; anything else is gone."""

    # --- set-up by the test -----------------------------------------------------------------------------

    def new_code(self, code: str = "ABCD-2345") -> str:
        self.codes[code] = None
        return code

    def feed(self, scope: str) -> Feed:
        if scope not in self.feeds:
            self.feeds[scope] = Feed(scope, f"{scope}#{self.epochs[scope]}")
        return self.feeds[scope]

    def begin_anew(self, scope: str) -> None:
        """Give the scope a new history with the same live rows."""
        old = self.feed(scope)
        self.epochs[scope] += 1
        del self.feeds[scope]
        for row in sorted(old.rows.values(), key=lambda row: row.seq):
            if row.op == "put":
                self.feed(scope).write(row.kind, row.key, row.body)

    def backup(self) -> dict[tuple[str, str], list[m.WireOp]]:
        return {key: list(chain) for key, chain in self.chains.items()}

    def restore(self, backup: dict[tuple[str, str], list[m.WireOp]], hub_gen: str) -> None:
        self.chains = {key: list(chain) for key, chain in backup.items()}
        kept = {op.op_id for chain in self.chains.values() for op in chain}
        self.statuses = {op_id: status for op_id, status in self.statuses.items() if op_id in kept}
        self.hub_gen = hub_gen

    def held(self, terminal_id: str) -> list[m.WireOp]:
        """Every op of a terminal, of all its epochs."""
        return [op for (who, _), chain in self.chains.items() if who == terminal_id for op in chain]

    def grant(self, terminal_id: str, request_id: str, ask: RightAsk) -> RightAnswer:
        """All that was asked for, or nothing; a granted right stands in the terminal's feed too."""
        there = self.pools.get((ask.kind, ask.subject), 0)
        told = RightAnswer(kind=ask.kind, subject=ask.subject, available=there)
        if not ask.quantity:
            return told
        if ask.quantity > there:
            return msgspec.structs.replace(told, code="not_enough", message="There is not that much.")
        self.pools[ask.kind, ask.subject] = there - ask.quantity
        right = Right(
            grant_id=f"{request_id}/{ask.subject}",
            kind=ask.kind,
            subject=ask.subject,
            quantity=ask.quantity,
            use_by=self.now + self.use_within_ms,
        )
        self.feed(f"terminal:{terminal_id}").write("right", right.grant_id, msgspec.to_builtins(right))
        return msgspec.structs.replace(told, right=right, available=there - ask.quantity)

    # --- EnrolApi ---------------------------------------------------------------------------------------

    def enrol(self, request: m.EnrolRequest) -> m.EnrolReply:
        if request.code not in self.codes:
            raise p.Unauthorised("enrolment_code_refused", "The enrolment code is wrong, used or too old.")
        spent = self.codes[request.code]
        if spent:
            if spent[0] != request.public_key:
                raise p.Unauthorised(
                    "enrolment_code_refused", "The enrolment code is wrong, used or too old."
                )
            return spent[1]
        number = 1 + sum(1 for each in self.codes.values() if each)
        reply = m.EnrolReply(
            terminal_id=f"T{number}",
            terminal_no=number,
            store_id="S1",
            store_no=1,
            hub_gen=self.hub_gen,
            recovery_key=base64.b64encode(self.recovery.public_key().public_bytes_raw()).decode(),
            server_time=self.now,
        )
        self.codes[request.code] = (request.public_key, reply)
        return reply

    def api(self, terminal_id: str) -> FakeHubApi:
        return FakeHubApi(self, terminal_id)


class FakeHubApi:
    """`HubTerminal` for one terminal."""

    def __init__(self, hub: FakeHub, terminal_id: str) -> None:
        self._hub = hub
        self._terminal_id = terminal_id

    def hello(self, request: m.Hello) -> m.HelloReply:
        self._check()
        chain = self._hub.chains.setdefault((self._terminal_id, request.epoch), [])
        for known in (request.head, request.acked):
            if 0 < known.seq <= len(chain) and chain[known.seq - 1].hash != known.hash:
                raise p.Fork("fork", f"Entry {known.seq} differs.")
        return m.HelloReply(
            hub_gen=self._hub.hub_gen,
            server_time=self._hub.now,
            head=head_of(chain),
            scopes=tuple(feed.head for feed in self._hub.feeds.values() if self._may_read(feed.scope)),
        )

    def push(self, request: m.PushRequest) -> m.PushReply:
        self._check()
        if len(request.ops) > m.MAX_OPS:
            raise p.TooMuch("too_many_ops", f"At most {m.MAX_OPS} ops at once.")
        if request.hub_gen != self._hub.hub_gen:
            raise p.WrongGeneration("wrong_generation", "The hub was restored; say hello.")
        chain = list(self._hub.chains.get((self._terminal_id, request.epoch), []))
        at = {op.op_id: op for each in self._hub.chains.values() for op in each}
        statuses: dict[str, tuple[m.OpStatus, str | None]] = {}
        results = []
        for op in request.ops:
            continues = (op.seq, op.prev) == (len(chain) + 1, head_of(chain).hash)
            if op.op_id in at:
                results.append(m.OpResult(seq=op.seq, hash=at[op.op_id].hash, status="duplicate"))
                if continues and at[op.op_id].hash == op.hash:
                    chain.append(op)
                continue
            if op.seq <= len(chain) or (op.seq == len(chain) + 1 and op.prev != head_of(chain).hash):
                raise p.Fork("fork", f"Entry {op.seq} differs.")
            if op.seq > len(chain) + 1:
                break
            status, code = judge(op)
            chain.append(op)
            at[op.op_id] = op
            statuses[op.op_id] = (status, code)
            results.append(m.OpResult(seq=op.seq, hash=op.hash, status=status, code=code))
        self._hub.chains[self._terminal_id, request.epoch] = chain
        self._hub.statuses |= statuses
        return m.PushReply(results=tuple(results), head=head_of(chain))

    def pull(self, request: m.PullRequest) -> m.PullReply:
        self._check()
        if not self._may_read(request.scope):
            raise p.ScopeForbidden("scope_forbidden", "Not a scope of this terminal.")
        if request.scope not in self._hub.feeds:
            if request.epoch:
                raise p.SnapshotNeeded("snapshot_needed", "Read the scope from its beginning.")
            head = m.ScopeHead(scope=request.scope, epoch="", seq=0, checksum=p.EMPTY_CHECKSUM)
            return m.PullReply(rows=(), next=0, head=head)
        return self._hub.feeds[request.scope].pull(request)

    def snapshot(self, scope: str) -> m.SnapshotReply:
        self._check()
        if not self._may_read(scope):
            raise p.ScopeForbidden("scope_forbidden", "Not a scope of this terminal.")
        return self._hub.snapshots.get(scope, m.SnapshotReply(state="none"))

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        self._check()
        if part.scope not in self._hub.packed:
            raise p.SnapshotNeeded("snapshot_gone", "That snapshot is not here any more.")
        return self._hub.packed[part.scope][part.start : part.start + part.length]

    def poke(self, request: m.PokeRequest) -> m.PokeReply:
        self._check()
        if not all(self._may_read(scope) for scope in request.seen):
            raise p.ScopeForbidden("scope_forbidden", "Not a scope of this terminal.")
        feeds = self._hub.feeds
        ahead = [s for s, seq in request.seen.items() if s in feeds and feeds[s].head.seq > seq]
        return m.PokeReply(ahead=tuple(ahead))

    def escrow(self, request: m.EnrolEscrow) -> None:
        self._check()
        self._hub.escrows[self._terminal_id] = request.escrow

    def image(self, digest: str) -> bytes:
        self._check()
        if digest not in self._hub.images:
            raise p.ImageMissing("image_missing", "There is no such picture.")
        return self._hub.images[digest]

    def rights(self, request: RightsRequest) -> RightsReply:
        self._check()
        hub = self._hub
        if request.request_id not in hub.replies:
            answers = tuple(hub.grant(self._terminal_id, request.request_id, ask) for ask in request.asks)
            hub.replies[request.request_id] = RightsReply(answers=answers, at=hub.now)
        return hub.replies[request.request_id]

    def carts(self, request: CartRequest) -> CartReply:
        self._check()
        gone = CartReply(code="cart_gone", message="That cart is not here any more.", at=self._hub.now)
        return self._hub.cart_replies.get(request.act, gone)

    def _check(self) -> None:
        if self._terminal_id in self._hub.revoked:
            raise p.Unauthorised("terminal_revoked", "This terminal is not known to the hub.")

    def _may_read(self, scope: str) -> bool:
        name, _, owner = scope.partition(":")
        return owner == {"terminal": self._terminal_id, "config": "S1", "stock": "S1"}.get(name, owner)


def head_of(chain: list[m.WireOp]) -> m.JournalHead:
    return (
        m.JournalHead(seq=chain[-1].seq, hash=chain[-1].hash) if chain else m.JournalHead(seq=0, hash=GENESIS)
    )


def judge(op: m.WireOp) -> tuple[m.OpStatus, str | None]:
    """What becomes of a new op: applied, or put aside with the reason."""
    fact = Op(op_id=op.op_id, kind=op.kind, v=op.v, hlc=op.hlc, body=op.body)
    if entry_hash(op.prev, fact) != op.hash:
        return "quarantined", "hash_mismatch"
    try:
        read_body(op.kind, op.body, op.v)
    except KeyError:
        return "quarantined", "unknown_kind"
    except msgspec.ValidationError:
        return "quarantined", "bad_body"
    return "applied", None


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


Fault = Callable[[str], str]
"""Given the name of a call, what goes wrong with it: "", "before", "after", "twice", "busy" or "nonsense"."""


def scripted(faults: Iterable[str]) -> Fault:
    """Faults in the order given, then none."""
    script = iter(faults)
    return lambda _name: next(script, "")


class FaultyHub:
    """`HubTerminal` over a line that drops requests, drops answers, doubles, or brings a stranger's words."""

    def __init__(self, api: p.HubTerminal, fault: Fault) -> None:
        self._api = api
        self._fault = fault
        self.calls: list[str] = []

    def _through(self, name: str, call: Callable[[T], R], request: T) -> R:
        self.calls.append(name)
        fault = self._fault(name)
        if fault == "before":
            raise p.HubUnreachable("hub_unreachable", "The request was lost.")
        if fault == "busy":
            raise p.HubBusy("hub_busy", "Nothing was applied.", retry_after=20.0)
        reply = call(request)
        if fault == "twice":
            reply = call(request)
        if fault == "after":
            raise p.HubUnreachable("hub_timeout", "The answer was lost.")
        if fault == "nonsense":
            raise p.HubNonsense("hub_nonsense", "The answer is not of this protocol.")
        return reply

    def hello(self, request: m.Hello) -> m.HelloReply:
        return self._through("hello", self._api.hello, request)

    def push(self, request: m.PushRequest) -> m.PushReply:
        return self._through("push", self._api.push, request)

    def pull(self, request: m.PullRequest) -> m.PullReply:
        return self._through("pull", self._api.pull, request)

    def snapshot(self, scope: str) -> m.SnapshotReply:
        return self._through("snapshot", self._api.snapshot, scope)

    def snapshot_part(self, part: m.SnapshotPart) -> bytes:
        return self._through("snapshot_part", self._api.snapshot_part, part)

    def poke(self, request: m.PokeRequest) -> m.PokeReply:
        return self._through("poke", self._api.poke, request)

    def escrow(self, request: m.EnrolEscrow) -> None:
        return self._through("escrow", self._api.escrow, request)

    def image(self, digest: str) -> bytes:
        return self._through("image", self._api.image, digest)

    def rights(self, request: RightsRequest) -> RightsReply:
        return self._through("rights", self._api.rights, request)

    def carts(self, request: CartRequest) -> CartReply:
        return self._through("carts", self._api.carts, request)
