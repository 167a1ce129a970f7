"""Several worker processes behind one port, on a real PostgreSQL: replays, news, kills, and a quiet end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from hub import workers as hub_workers
from hub.database_choice import NAMED
from hub.services.terminal_service import MAX_WAIT_MS
from hub.settings import DATABASE_VARIABLE, HubSettings
from hub.store.database import lock_key
from hub.store.lease import NAME
from sync import messages as m
from sync import signing
from sync.client import HttpHub
from sync.protocol import HubBusy, HubUnreachable
from tests.fakes.postgres import Databases
from tests.integration.hub.conftest import DEMO, PATIENT, HubProcess, MachineClock, password_file, tillbridge
from tests.integration.hub.wire_terminal import Terminal

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
WORKERS = 2
WAIT_S = 100


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("workers")
    password, data = password_file(folder), folder / "data"
    words = ("--config", str(DEMO / "store.toml"), "--admin-password-file", str(password))
    tillbridge("hub", "setup", "--data", str(data), "--database", databases.for_a_hub(), *words)
    process = HubProcess(data, "--port", "0", "--loopback-http", "--workers", str(WORKERS))
    process.start()
    yield process
    assert process.stop() == 0


@pytest.fixture
def terminal(workers: HubProcess) -> Iterator[Terminal]:
    made = Terminal(workers, 1)
    yield made
    made.close()


def signing_key(hub: HubProcess) -> object:
    """The key by which terminals are told to check snapshots."""
    with psycopg.connect((hub.data_dir / NAMED).read_text().replace("+psycopg", "").strip()) as connection:
        return connection.execute("SELECT value FROM hub_meta WHERE name = 'signing_key'").fetchone()


def children(hub: HubProcess) -> list[int]:
    assert hub._process is not None
    found = Path(f"/proc/{hub._process.pid}/task/{hub._process.pid}/children").read_text().split()
    return [int(pid) for pid in found]


@pytest.mark.timeout(600)
def test_workers_take_turns_and_no_request_twice(workers: HubProcess, terminal: Terminal) -> None:
    journal, target, at = terminal.journal, "/sync/v1/snapshot?scope=catalogue", MachineClock().now()
    journal.sale("milk")
    assert terminal.client.push(journal.push(terminal.reply.hub_gen)).head == journal.head
    headers = {
        signing.TERMINAL_HEADER: terminal.reply.terminal_id,
        signing.TIME_HEADER: str(at),
        signing.NONCE_HEADER: "a-nonce-of-mine",
        signing.SIGNATURE_HEADER: signing.sign(terminal.key, "GET", target, b"", at, "a-nonce-of-mine"),
    }
    answers = []
    for _ in range(8):
        # A connection each: any worker may take it.
        with httpx.Client(base_url=workers.url, timeout=WAIT_S) as stranger:
            answers.append(stranger.get(target, headers=headers).status_code)
    assert answers == [200] + [401] * 7


@pytest.mark.timeout(600)
def test_news_of_one_worker_wakes_a_poll_at_any_other(workers: HubProcess, terminal: Terminal) -> None:
    journal, gen = terminal.journal, terminal.reply.hub_gen
    scope = f"receipts:{journal.store_id}"
    seen = {head.scope: head.seq for head in terminal.client.hello(journal.hello(gen)).scopes}[scope]
    woken: list[tuple[str, ...]] = []

    def poll() -> None:
        who = terminal.reply.terminal_id
        line = HttpHub(workers.url, "", who, terminal.key, MachineClock(), program="test", timeouts=PATIENT)
        woken.append(line.poke(m.PokeRequest(seen={scope: seen}, wait_ms=MAX_WAIT_MS)).ahead)
        line.close()

    polls = [threading.Thread(target=poll) for _ in range(6)]
    for each in polls:
        each.start()
    journal.sale("bread")
    terminal.client.push(journal.push(gen))
    for each in polls:
        each.join(WAIT_S)
    assert woken == [(scope,)] * 6


@pytest.mark.timeout(600)
def test_a_worker_that_is_killed_is_replaced_and_loses_nothing(
    workers: HubProcess, terminal: Terminal
) -> None:
    journal, before = terminal.journal, children(workers)
    assert len(before) == WORKERS
    for _ in range(20):
        journal.sale("milk")
    os.kill(before[0], signal.SIGKILL)
    sent = 0
    deadline = time.monotonic() + WAIT_S
    while sent < len(journal.ops) and time.monotonic() < deadline:
        try:
            batch = journal.push(terminal.reply.hub_gen, *journal.ops[sent : sent + 2])
            sent = terminal.client.push(batch).head.seq
        except (HubUnreachable, HubBusy):
            continue
    assert sent == len(journal.ops)
    while len(children(workers)) < WORKERS or before[0] in children(workers):
        assert time.monotonic() < deadline


@pytest.mark.timeout(600)
def test_workers_end_with_the_first_process_also_when_that_is_killed(
    tmp_path: Path, databases: Databases
) -> None:
    data, password = tmp_path / "data", password_file(tmp_path)
    words = ("--config", str(DEMO / "store.toml"), "--admin-password-file", str(password))
    tillbridge("hub", "setup", "--data", str(data), "--database", databases.for_a_hub(), *words)
    process = HubProcess(data, "--port", "0", "--loopback-http", "--workers", "2")
    process.start()
    with httpx.Client(base_url=process.url, timeout=WAIT_S) as asking:
        assert asking.get("/health").json() == {"status": "ok"}
    pids = children(process)
    process.kill()
    deadline = time.monotonic() + WAIT_S
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline


@pytest.mark.timeout(600)
def test_a_second_machine_is_refused_until_the_first_is_gone(
    workers: HubProcess, tmp_path: Path, databases: Databases
) -> None:
    # The keys of the first but for the one that signs, and another folder: what a machine that stands by has.
    standby = tmp_path / "standby"
    shutil.copytree(workers.data_dir, standby, ignore=shutil.ignore_patterns("serving.lock*", "signing.key"))
    known = signing_key(workers)
    told = tillbridge("hub", "serve", "--data", str(standby), "--port", "0", "--loopback-http", code=1)
    assert "Another hub serves this database" in told and "Traceback" not in told
    assert "Another hub serves" in tillbridge("hub", "restored", "--data", str(standby), code=1)
    assert signing_key(workers) == known
    workers.kill()
    second = HubProcess(standby, "--port", "0", "--loopback-http")
    second.start()
    assert signing_key(workers) != known
    second.kill()
    workers.start()
    assert signing_key(workers) == known


@pytest.mark.timeout(600)
def test_a_hub_that_finds_another_in_its_place_stops_with_words(tmp_path: Path, databases: Databases) -> None:
    data, password, url = tmp_path / "data", password_file(tmp_path), databases.for_a_hub()
    words = ("--config", str(DEMO / "store.toml"), "--admin-password-file", str(password))
    tillbridge("hub", "setup", "--data", str(data), "--database", url, *words)
    for number in ("1", "2"):
        process = HubProcess(data, "--port", "0", "--loopback-http", "--workers", number)
        process.start()
        with psycopg.connect(url, autocommit=True) as usurper:
            # It waits for the lock, and has it before the hub asks again.
            end = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name LIKE %s AND datname = current_database()"
            )
            with psycopg.connect(url, autocommit=True) as other:
                taking = threading.Thread(
                    target=usurper.execute, args=("SELECT pg_advisory_lock(%s)", [lock_key("serving")])
                )
                taking.start()
                waits = (
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
                    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                )
                while other.execute(waits).fetchone() != (1,):
                    pass
                other.execute(end, [f"{NAME}%"])
                taking.join(WAIT_S)
            assert process._wait() == 1


def test_the_address_is_told_when_a_worker_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, told, early = tmp_path / "gate", threading.Event(), []
    os.mkfifo(gate)
    script = "import os, sys; open(sys.argv[1]).read(); os.write(int(sys.argv[2]), b'!'); sys.stdin.read()"

    def command(_data: Path, _settings: HubSettings, _listener: int, says: int) -> tuple[str, ...]:
        return (sys.executable, "-I", "-S", "-c", script, str(gate), str(says))

    def watch() -> None:
        # Opened once the worker waits there.
        with gate.open("w"):
            early.append(told.is_set())
        if told.wait(WAIT_S):
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(hub_workers, "_command", command)
    before = [(name, signal.getsignal(name)) for name in (signal.SIGINT, signal.SIGTERM)]
    watching = threading.Thread(target=watch)
    watching.start()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        hub_workers.run_workers(tmp_path, HubSettings(), listener, told.set)
    watching.join(WAIT_S)
    for name, handler in before:
        signal.signal(name, handler)
    assert early == [False] and told.is_set()


def test_workers_want_postgres_and_no_password_in_sight(tmp_path: Path) -> None:
    data, password = tmp_path / "data", password_file(tmp_path)
    words = ("--config", str(DEMO / "store.toml"), "--admin-password-file", str(password))
    tillbridge("hub", "setup", "--data", str(data), *words)
    told = tillbridge("hub", "serve", "--data", str(data), "--workers", "2", code=1)
    assert "PostgreSQL" in told
    told = tillbridge("hub", "status", "--data", str(data), "--database", "postgresql://u:geheim@h/x", code=1)
    assert "password" in told and "geheim" not in told
    env = {**os.environ, DATABASE_VARIABLE: f"postgresql://u:geheim@/x?host={tmp_path}"}
    done = subprocess.run(
        [sys.executable, "-m", "pos_app", "hub", "status", "--data", str(tmp_path / "new")],
        capture_output=True,
        text=True,
        check=False,
        env=env,
        timeout=WAIT_S,
    )
    assert done.returncode != 0
    assert "geheim" not in done.stdout + done.stderr
