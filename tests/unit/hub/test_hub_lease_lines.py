"""The lease's line through a pooler that hides the server's numbers, to a silent server, to a hot standby."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from hub.store import lease as leases
from hub.store.database import open_postgres
from hub.store.lease import Lease
from proof.postgres import PostgresServer, postgres
from retail.errors import RuleError
from tests.fakes.ports import lasting_port
from tests.fakes.postgres import Databases

_KEY_DATA = re.compile(rb"K\x00\x00\x00\x0c.{8}", re.DOTALL)
"""BackendKeyData, by which the server tells a client the number of its session."""
_MADE_UP = b"K\x00\x00\x00\x0c\x00\x00\x00\x07\x00\x00\x00\x07"


def nobody() -> None:
    """Nobody is told."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy server may take a while to end a session, and its lock with it."""
    monkeypatch.setattr(leases, "PATIENCE_S", 60)


def _hand_on(source: socket.socket, target: socket.socket, *, hide: bool) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(_KEY_DATA.sub(_MADE_UP, data) if hide else data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@contextmanager
def pooler(server: Path) -> Iterator[int]:
    """A port in front of the server; its clients are told a number that is no session of the server's."""
    listener = socket.create_server(("127.0.0.1", 0))
    open_lines: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            line = socket.socket(socket.AF_UNIX)
            line.connect(str(server / ".s.PGSQL.5432"))
            open_lines.extend((client, line))
            threading.Thread(
                target=_hand_on, args=(client, line), kwargs={"hide": False}, daemon=True
            ).start()
            threading.Thread(target=_hand_on, args=(line, client), kwargs={"hide": True}, daemon=True).start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join()
        for each in open_lines:
            each.close()


def test_behind_a_pooler_the_lease_does_not_end_its_own_session(databases: Databases) -> None:
    name = databases.empty().split("?")[0].rpartition("/")[2]
    with pooler(databases.server.folder) as port:
        engine = open_postgres(f"postgresql://postgres@127.0.0.1:{port}/{name}?sslmode=disable")
        with closing(Lease(engine, nobody)) as mine:
            assert mine._line.info.backend_pid == 7
            again = mine._taken()
            assert again.execute("SELECT pg_backend_pid()").fetchone() != (7,)
            again.close()
        engine.dispose()


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres(fsync=False, listen_addresses="127.0.0.1", port=str(lasting_port())) as made:
        yield made


def test_both_ends_give_a_silent_line_up_also_while_something_is_on_its_way(server: PostgresServer) -> None:
    engine = open_postgres(server.url("hub"))
    with closing(Lease(engine, nobody)) as mine:
        assert mine._line.info.get_parameters()["tcp_user_timeout"] == "25000"
        assert mine._line.execute("SHOW tcp_user_timeout").fetchone() == ("25000",)
        with engine.connect() as other:
            assert other.execute(text("SHOW tcp_user_timeout")).scalar_one() == "0"
    engine.dispose()


def test_a_server_that_only_reads_gives_no_lease(databases: Databases) -> None:
    url = databases.empty()
    engine = open_postgres(url)
    name = url.split("?")[0].rpartition("/")[2]
    with engine.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    with pytest.raises(RuleError) as refused:
        Lease(engine, nobody)
    assert refused.value.code == "database_unreachable"
    engine.dispose()
