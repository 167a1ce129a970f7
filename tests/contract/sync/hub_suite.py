"""What every implementation of `HubApi` and `EnrolApi` must do: the hub in memory, and the hub over the wire.

A subclass named `Test…` overrides the fixture `shop`. Each test enrols a terminal of its own, so that the
tests of one shop do not meet.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Protocol

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from retail.cart import CartRequest
from retail.journal import GENESIS
from retail.rights import RightAsk, RightsRequest
from sync import messages as m
from sync import protocol as p
from sync.enrolment import Enrolled, EnrolmentCode, enrol, escrow, unseal
from sync.ports import Identity
from sync.pull import Puller
from sync.push import Pusher
from tests.fakes.sync_store import FakeClock, MemoryOutbox, MemoryReplica


class Shop(Protocol):
    """A hub with a store, as seen by its owner."""

    def code(self) -> EnrolmentCode:
        """A fresh code for a terminal that is not enrolled yet."""
        ...

    def enrolment(self) -> p.EnrolApi: ...

    def api(self, enrolled: Enrolled, key: Ed25519PrivateKey) -> p.HubTerminal: ...

    def write(self, scope: str, key: str, body: dict[str, Any] | None) -> None:
        """Publish a row of kind `thing`, or take it back."""
        ...

    def begin_generation(self) -> str:
        """As after a restore that lost nothing; returns the new generation."""
        ...

    def revoke(self, terminal_id: str) -> None: ...

    def add_image(self, content: bytes) -> str: ...

    def escrow_of(self, terminal_id: str) -> tuple[Any, str]:
        """The recovery key's private half, and what the terminal left."""
        ...


class Terminal:
    """One enrolled terminal with its journal and its engine."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.key = Ed25519PrivateKey.generate()
        self.code = shop.code()
        self.epoch = "epoch-" + self.key.public_key().public_bytes_raw().hex()[:12]
        self.enrolled = enrol(
            shop.enrolment(), self.code, key=self.key, epoch=self.epoch, program="tillbridge/test"
        )
        reply = self.enrolled.reply
        self.terminal_id = reply.terminal_id
        self.api = shop.api(self.enrolled, self.key)
        self.outbox = MemoryOutbox(
            Identity(
                terminal_id=reply.terminal_id,
                store_id=reply.store_id,
                epoch=self.epoch,
                hub_gen=reply.hub_gen,
            )
        )
        self.replica = MemoryReplica()
        self.pusher = self.pusher_of(self.outbox)
        self.puller = Puller(self.api, self.replica, page=3)
        self.scope = f"terminal:{reply.terminal_id}"

    def pusher_of(self, outbox: MemoryOutbox) -> Pusher:
        return Pusher(self.api, outbox, FakeClock(), program="tillbridge/test", op_versions={})

    def write(self, count: int, kind: str = "operator.signed_in") -> tuple[m.WireOp, ...]:
        return tuple(self.outbox.write(kind) for _ in range(count))

    def push(self, *ops: m.WireOp, hub_gen: str = "") -> m.PushReply:
        """Push exactly these, past the engine."""
        gen = hub_gen or self.outbox.identity().hub_gen
        return self.api.push(m.PushRequest(hub_gen=gen, epoch=self.epoch, ops=ops))

    def hello(self, head: m.JournalHead | None = None) -> m.HelloReply:
        return self.api.hello(
            m.Hello(
                terminal_id=self.terminal_id,
                epoch=self.epoch,
                head=head or self.outbox.head(),
                acked=self.outbox.acked(),
                hub_gen=self.outbox.identity().hub_gen,
                op_versions={"operator.signed_in": 1},
                program="tillbridge/test",
                now=FakeClock().now(),
            )
        )

    def pull(self, epoch: str = "", after: int = 0, limit: int = 200) -> m.PullReply:
        return self.api.pull(m.PullRequest(scope=self.scope, epoch=epoch, after=after, limit=limit))

    def drain(self) -> None:
        assert any(not self.pusher.step().more for _ in range(100))

    def read_all(self) -> None:
        assert any(not self.puller.step(self.scope).more for _ in range(100))


def statuses(reply: m.PushReply) -> list[str]:
    return [result.status for result in reply.results]


class HubContract:
    """The rules of docs/algorithms/sync.md that a hub keeps."""

    @pytest.fixture
    def shop(self) -> Shop:
        raise NotImplementedError

    @pytest.fixture
    def till(self, shop: Shop) -> Terminal:
        return Terminal(shop)

    # --- enrolment --------------------------------------------------------------------------------------

    def test_a_code_enrols_and_says_who_we_are(self, till: Terminal) -> None:
        reply = till.enrolled.reply
        assert reply.terminal_id
        assert reply.store_id
        assert reply.hub_gen
        assert len(base64.b64decode(reply.recovery_key)) == 32
        assert till.hello().head == m.JournalHead(seq=0, hash=GENESIS)

    def test_the_same_key_gets_the_same_answer_again(self, till: Terminal) -> None:
        again = enrol(
            till.shop.enrolment(), till.code, key=till.key, epoch=till.epoch, program="tillbridge/test"
        )
        assert again.reply.terminal_id == till.terminal_id

    def test_a_code_is_spent_once(self, till: Terminal) -> None:
        other = Ed25519PrivateKey.generate()
        with pytest.raises(p.Unauthorised):
            enrol(till.shop.enrolment(), till.code, key=other, epoch="E2", program="x")

    def test_a_wrong_code_is_refused(self, shop: Shop) -> None:
        wrong = msgspec.structs.replace(shop.code(), code="WRONG-WRONG")
        with pytest.raises(p.Unauthorised):
            enrol(shop.enrolment(), wrong, key=Ed25519PrivateKey.generate(), epoch="E1", program="x")

    def test_the_database_key_can_be_recovered(self, till: Terminal) -> None:
        escrow(till.api, till.enrolled.reply, b"database key")
        recovery, sealed = till.shop.escrow_of(till.terminal_id)
        assert unseal(recovery, sealed, till.terminal_id) == b"database key"

    def test_a_revoked_terminal_may_do_nothing(self, till: Terminal) -> None:
        till.shop.revoke(till.terminal_id)
        with pytest.raises(p.Unauthorised):
            till.hello()
        with pytest.raises(p.Unauthorised):
            till.push(*till.write(1))
        with pytest.raises(p.Unauthorised):
            till.pull()
        with pytest.raises(p.Unauthorised):
            till.api.poke(m.PokeRequest(seen={till.scope: 0}, wait_ms=0))
        with pytest.raises(p.Unauthorised):
            till.api.image("ab" * 32)
        with pytest.raises(p.Unauthorised):
            till.api.escrow(m.EnrolEscrow(escrow="x"))
        with pytest.raises(p.Unauthorised):
            till.api.rights(RightsRequest(request_id="R", asks=()))
        with pytest.raises(p.Unauthorised):
            till.api.carts(CartRequest(request_id="R", act="claim", txn_id="T"))

    # --- what somebody waits for ------------------------------------------------------------------------

    def test_what_the_hub_does_not_have_it_does_not_grant(self, till: Terminal) -> None:
        asks = tuple(RightAsk(kind="stock", subject="moonstone", quantity=one) for one in (1000, 0))
        request = RightsRequest(request_id=f"R-{till.terminal_id}", asks=asks)
        reply = till.api.rights(request)
        assert [(one.subject, one.right, one.available) for one in reply.answers] == [
            ("moonstone", None, 0)
        ] * 2
        assert reply.answers[0].code
        assert till.api.rights(request) == reply

    def test_a_cart_that_is_not_there_is_gone(self, till: Terminal) -> None:
        reply = till.api.carts(
            CartRequest(request_id=f"C-{till.terminal_id}", act="claim", txn_id="moonstone")
        )
        assert reply.code
        assert (reply.cart, reply.transaction) == (None, None)

    # --- push -------------------------------------------------------------------------------------------

    def test_ops_are_taken_in_order_and_named_by_their_hash(self, till: Terminal) -> None:
        ops = till.write(3)
        reply = till.push(*ops)
        assert [(each.seq, each.hash) for each in reply.results] == [(op.seq, op.hash) for op in ops]
        assert statuses(reply) == ["applied"] * 3
        assert reply.head == m.JournalHead(seq=3, hash=ops[2].hash)
        assert till.hello().head == reply.head

    def test_nothing_to_push_is_no_error(self, till: Terminal) -> None:
        assert till.push().results == ()

    def test_what_is_known_is_a_duplicate(self, till: Terminal) -> None:
        ops = till.write(3)
        till.push(*ops[:2])
        reply = till.push(*ops)
        assert statuses(reply) == ["duplicate", "duplicate", "applied"]
        assert statuses(till.push(*ops)) == ["duplicate"] * 3
        assert reply.head.seq == 3

    def test_a_bad_op_is_put_aside_and_the_next_goes_on(self, till: Terminal) -> None:
        ops = (*till.write(1), *till.write(1, "martian.landed"), *till.write(1))
        reply = till.push(*ops)
        assert statuses(reply) == ["applied", "quarantined", "applied"]
        assert reply.results[1].code
        assert reply.head.seq == 3

    def test_the_hub_stops_at_a_gap(self, till: Terminal) -> None:
        ops = till.write(4)
        assert till.push(*ops[2:]).results == ()
        reply = till.push(ops[0], *ops[2:])
        assert [result.seq for result in reply.results] == [1]
        assert reply.head == m.JournalHead(seq=1, hash=ops[0].hash)

    def test_another_history_is_a_fork_and_changes_nothing(self, till: Terminal) -> None:
        ops = till.write(3)
        head = till.push(*ops).head
        other = MemoryOutbox(till.outbox.identity())
        other.entries = list(ops[:1])
        forged = other.write(salt=b"again")
        with pytest.raises(p.Fork):
            till.push(forged)
        with pytest.raises(p.Fork):
            till.pusher_of(other).hello()
        assert till.hello().head == head

    def test_an_op_that_does_not_follow_is_a_fork(self, till: Terminal) -> None:
        till.push(*till.write(1))
        (second,) = till.write(1)
        with pytest.raises(p.Fork):
            till.push(msgspec.structs.replace(second, prev="f" * 64))

    def test_a_terminal_that_went_back_is_a_fork_at_hello(self, till: Terminal) -> None:
        till.push(*till.write(3))
        other = MemoryOutbox(till.outbox.identity())
        other.entries = till.outbox.entries[:1]
        with pytest.raises(p.Fork):
            till.pusher_of(other).hello()

    def test_a_changed_body_is_never_applied(self, till: Terminal) -> None:
        (op,) = till.write(1)
        changed = msgspec.structs.replace(op, body={**op.body, "more": 1})
        assert statuses(till.push(changed)) == ["quarantined"]

    def test_a_hundred_ops_are_enough(self, till: Terminal) -> None:
        ops = till.write(101)
        with pytest.raises(p.TooMuch):
            till.push(*ops)
        assert len(till.push(*ops[:100]).results) == 100

    def test_the_engine_drains_a_queue(self, till: Terminal) -> None:
        till.write(250)
        till.drain()
        assert till.hello().head == till.outbox.head() == till.outbox.acked()

    def test_another_generation_is_refused_until_hello(self, till: Terminal) -> None:
        till.write(3)
        till.drain()
        generation = till.shop.begin_generation()
        (op,) = till.write(1)
        with pytest.raises(p.WrongGeneration):
            till.push(op)
        till.drain()
        assert till.outbox.identity().hub_gen == generation
        assert till.outbox.acked().seq == 4

    # --- pull -------------------------------------------------------------------------------------------

    def test_a_feed_is_read_in_pages(self, till: Terminal) -> None:
        start = till.pull().head.seq
        for number in range(5):
            till.shop.write(till.scope, f"K{number}", {"number": number})
        first = till.pull(till.pull().head.epoch, start, 2)
        assert [row.key for row in first.rows] == ["K0", "K1"]
        assert first.next == first.rows[-1].seq < first.head.seq
        assert first.rows[0].body == {"number": 0}
        rest = till.pull(first.head.epoch, first.next)
        assert [row.key for row in rest.rows] == ["K2", "K3", "K4"]
        assert rest.next == rest.head.seq == first.head.seq
        assert till.pull(rest.head.epoch, rest.next).rows == ()

    def test_only_the_newest_state_of_a_key_is_kept(self, till: Terminal) -> None:
        for number in range(3):
            till.shop.write(till.scope, "K", {"number": number})
        rows = [row for row in till.pull().rows if row.key == "K"]
        assert [row.body for row in rows] == [{"number": 2}]

    def test_a_deletion_is_a_row(self, till: Terminal) -> None:
        till.shop.write(till.scope, "K", {"number": 1})
        before = till.pull().head
        till.shop.write(till.scope, "K", None)
        (row,) = till.pull(before.epoch, before.seq).rows
        assert (row.key, row.op, row.body) == ("K", "delete", None)
        assert row.seq > before.seq

    def test_the_engine_holds_what_the_checksum_says(self, till: Terminal) -> None:
        for number in range(7):
            till.shop.write(till.scope, f"K{number}", {"name": f"Grüße {number}", "amount": -number})
        till.read_all()
        till.shop.write(till.scope, "K1", {"name": "new", "amount": 2**40})
        till.shop.write(till.scope, "K2", None)
        till.read_all()
        head = till.pull().head
        assert till.replica.cursor(till.scope).checksum == head.checksum
        assert till.replica.cursor(till.scope).seq == head.seq
        keys = {key for _, key in till.replica.rows[till.scope]}
        assert {"K0", "K1", "K3"} <= keys
        assert "K2" not in keys

    def test_a_cursor_of_another_history_is_worthless(self, till: Terminal) -> None:
        till.shop.write(till.scope, "K", {})
        head = till.pull().head
        with pytest.raises(p.SnapshotNeeded):
            till.pull("another", head.seq)
        with pytest.raises(p.SnapshotNeeded):
            till.pull(head.epoch, head.seq + 1)

    @pytest.mark.parametrize("scope", ["terminal:another", "config:another", "stock:another"])
    def test_foreign_scopes_are_forbidden(self, till: Terminal, scope: str) -> None:
        with pytest.raises(p.ScopeForbidden):
            till.api.pull(m.PullRequest(scope=scope, epoch="", after=0))
        with pytest.raises(p.ScopeForbidden):
            till.api.poke(m.PokeRequest(seen={scope: 0}, wait_ms=0))

    def test_hello_names_the_scopes_of_this_terminal(self, till: Terminal) -> None:
        till.shop.write(till.scope, "K", {})
        other = Terminal(till.shop)
        till.shop.write(other.scope, "K", {})
        scopes = {head.scope: head for head in till.hello().scopes}
        assert scopes[till.scope] == till.pull().head
        assert other.scope not in scopes

    # --- poke, images -----------------------------------------------------------------------------------

    def test_a_poke_names_what_is_ahead(self, till: Terminal) -> None:
        till.shop.write(till.scope, "K", {})
        seq = till.pull().head.seq
        assert till.api.poke(m.PokeRequest(seen={till.scope: seq - 1}, wait_ms=5000)).ahead == (till.scope,)
        assert till.api.poke(m.PokeRequest(seen={till.scope: seq}, wait_ms=0)).ahead == ()

    def test_a_picture_is_had_by_its_digest(self, till: Terminal) -> None:
        content = b"\x89PNG\r\n\x1a\n not really"
        digest = till.shop.add_image(content)
        assert digest == hashlib.sha256(content).hexdigest()
        assert till.api.image(digest) == content
        with pytest.raises(p.ImageMissing):
            till.api.image("ab" * 32)
