"""The two threads over real sockets: names, hand-over, and an end long before any time-out."""

from __future__ import annotations

import queue
import threading

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from retail.journal import GENESIS
from retail.rights import RightsReply, RightsRequest
from sync import messages as m
from sync.client import HttpHub
from sync.service import SyncService
from sync.status import SyncStatus
from sync.worker import WorkerSettings
from tests.fakes.lying_hub import SILENT, LyingHub, http
from tests.fakes.sync_store import FakeClock, MemoryOutbox, MemoryReplica
from tests.unit.sync.hub_client import PATIENT

KEY = Ed25519PrivateKey.generate()
WAIT_S = 60
HELLO = m.HelloReply(
    hub_gen="gen-1",
    server_time=FakeClock().now(),
    head=m.JournalHead(seq=0, hash=GENESIS),
    scopes=(m.ScopeHead(scope="catalogue", epoch="E1", seq=1, checksum="0" * 16),),
)
PAGE = m.PullReply(rows=(), next=1, head=HELLO.scopes[0])


def ignored(_question: object, _said: object) -> None:
    """Nobody asks the hub in this test."""


def line_to(server: LyingHub) -> HttpHub:
    return HttpHub(server.url, "", "T1", KEY, FakeClock(), program="x", timeouts=PATIENT)


def service(work: LyingHub, poll: LyingHub, told: queue.Queue[tuple[str, SyncStatus]]) -> SyncService:
    return SyncService(
        line_to(work),
        line_to(poll),
        MemoryOutbox(),
        MemoryReplica(),
        FakeClock(),
        settings=WorkerSettings(hub_url=work.url, program="x", op_versions={}),
        listener=lambda status: told.put((threading.current_thread().name, status)),
        answered=ignored,
    )


def test_a_hint_of_the_poll_thread_reaches_the_sync_thread_and_both_end_at_once() -> None:
    told: queue.Queue[tuple[str, SyncStatus]] = queue.Queue()
    newer = msgspec.structs.replace(HELLO.scopes[0], seq=2)
    more = http(200, msgspec.json.encode(m.PullReply(rows=(), next=2, head=newer)))
    work = LyingHub(http(200, msgspec.json.encode(HELLO)), http(200, msgspec.json.encode(PAGE)), more, SILENT)
    poll = LyingHub(http(200, b'{"ahead": ["catalogue"]}'), SILENT)
    with work, poll:
        sync = service(work, poll, told)
        sync.start()
        names = set()
        while True:
            name, status = told.get(timeout=WAIT_S)
            names.add(name)
            if status.scopes and status.scopes[0].have == 2:
                break
        assert names == {"sync"}
        assert sync.stop(timeout=WAIT_S)
    assert poll.requests[0].startswith(b"GET /sync/v1/poke?seen=catalogue%3A1")
    assert not {"sync", "sync-poke"} & {thread.name for thread in threading.enumerate()}


def test_a_stop_cuts_a_call_that_the_hub_never_answers() -> None:
    told: queue.Queue[tuple[str, SyncStatus]] = queue.Queue()
    with LyingHub(SILENT) as work, LyingHub() as poll:
        sync = service(work, poll, told)
        sync.start()
        assert work.asked.wait(WAIT_S)
        assert sync.stop(timeout=WAIT_S)
    assert [status.state for _, status in told.queue] == ["starting"]


def test_a_nudge_wakes_the_sync_thread() -> None:
    told: queue.Queue[tuple[str, SyncStatus]] = queue.Queue()
    outbox = MemoryOutbox()
    hello = http(200, msgspec.json.encode(msgspec.structs.replace(HELLO, scopes=())))
    with LyingHub(hello, SILENT) as work, LyingHub() as poll:
        sync = SyncService(
            line_to(work),
            line_to(poll),
            outbox,
            MemoryReplica(),
            FakeClock(),
            settings=WorkerSettings(hub_url=work.url, program="x", op_versions={}),
            listener=lambda status: told.put(("", status)),
            answered=ignored,
        )
        sync.start()
        while told.get(timeout=WAIT_S)[1].state != "idle":
            pass
        outbox.write()
        work.asked.clear()
        sync.nudge()
        assert work.asked.wait(WAIT_S)
        assert sync.stop(timeout=WAIT_S)
    assert work.requests[1].startswith(b"POST /sync/v1/push")


def test_a_thread_that_does_not_end_is_reported() -> None:
    """A listener that hangs stands for a connect that cannot be interrupted."""
    hang, hung = threading.Event(), threading.Event()

    def listener(_status: SyncStatus) -> None:
        hung.set()
        hang.wait(WAIT_S)

    with LyingHub() as work, LyingHub() as poll:
        sync = SyncService(
            line_to(work),
            line_to(poll),
            MemoryOutbox(),
            MemoryReplica(),
            FakeClock(),
            settings=WorkerSettings(hub_url=work.url, program="x", op_versions={}),
            listener=listener,
            answered=ignored,
        )
        sync.start()
        assert hung.wait(WAIT_S)
        assert not sync.stop(timeout=0.01)
        hang.set()
        assert sync.stop(timeout=WAIT_S)


def test_a_question_is_asked_at_once_and_answered_on_the_sync_thread() -> None:
    told: queue.Queue[tuple[str, object, object]] = queue.Queue()
    states: queue.Queue[str] = queue.Queue()
    hello = http(200, msgspec.json.encode(msgspec.structs.replace(HELLO, scopes=())))
    asked = RightsRequest(request_id="R1", asks=())
    reply = RightsReply(answers=(), at=5)
    with LyingHub(hello, http(200, msgspec.json.encode(reply)), SILENT) as work, LyingHub() as poll:
        sync = SyncService(
            line_to(work),
            line_to(poll),
            MemoryOutbox(),
            MemoryReplica(),
            FakeClock(),
            settings=WorkerSettings(hub_url=work.url, program="x", op_versions={}),
            listener=lambda status: states.put(status.state),
            answered=lambda question, said: told.put((threading.current_thread().name, question, said)),
        )
        sync.start()
        while states.get(timeout=WAIT_S) != "idle":
            pass
        sync.ask(asked)
        assert told.get(timeout=WAIT_S) == ("sync", asked, reply)
        assert sync.stop(timeout=WAIT_S)
    assert work.requests[1].startswith(b"POST /sync/v1/rights")
