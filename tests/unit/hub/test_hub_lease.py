"""One machine serves a database: the lock goes with its holder, and comes back after a restart."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import Engine, text

from hub.store import lease as leases
from hub.store.database import open_postgres
from hub.store.lease import Lease
from proof.postgres import postgres
from retail.errors import RuleError
from tests.fakes.postgres import Databases

SOON_S = 0.02
WAIT_S = 60
HOUR_S = 3600


def nobody() -> None:
    """Nobody is told."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy server may take a while to end a session that was cut or closed, and its lock with it."""
    monkeypatch.setattr(leases, "PATIENCE_S", WAIT_S)


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    made = open_postgres(databases.empty())
    yield made
    made.dispose()


def cut(engine: Engine, mine: Lease) -> None:
    """The line of this one breaks."""
    with engine.begin() as connection:
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name"
        connection.execute(text(end), {"name": mine._name})


def refusal(engine: Engine) -> RuleError:
    with pytest.MonkeyPatch.context() as hasty, pytest.raises(RuleError) as refused:
        hasty.setattr(leases, "PATIENCE_S", 0.3)
        Lease(engine, nobody)
    return refused.value


def taken_again(mine: Lease, line: object) -> None:
    """Wait until it holds another line than this one."""
    pause = threading.Event()
    while mine._line is line:
        mine.check()
        pause.wait(SOON_S)


def test_a_second_one_is_told_who_serves_until_the_first_lets_go(engine: Engine) -> None:
    with closing(Lease(engine, nobody)):
        told = refusal(engine)
    assert told.code == "hub_served_elsewhere" and socket.gethostname()[:24] in told.message
    Lease(engine, nobody).close()


def test_a_cut_line_is_taken_up_again(engine: Engine) -> None:
    with closing(Lease(engine, nobody, look_every_s=SOON_S)) as mine:
        line = mine._line
        cut(engine, mine)
        taken_again(mine, line)
        assert refusal(engine).code == "hub_served_elsewhere"
        mine.check()


def test_whoever_finds_another_in_its_place_stops(engine: Engine) -> None:
    told = threading.Event()
    first = Lease(engine, told.set, look_every_s=HOUR_S)
    cut(engine, first)
    with closing(Lease(engine, nobody)), pytest.MonkeyPatch.context() as hasty:
        hasty.setattr(leases, "PATIENCE_S", 0.3)
        first._look_every_s = SOON_S
        watching = threading.Thread(target=first._watch, daemon=True)
        watching.start()
        assert told.wait(WAIT_S)
        watching.join(WAIT_S)
        with pytest.raises(RuleError):
            first.check()
    first.close()


def test_a_line_of_ones_own_that_the_server_still_holds_is_no_other(engine: Engine) -> None:
    first = Lease(engine, nobody, look_every_s=HOUR_S)
    again = first._taken()
    again.close()
    first.close()


def test_a_server_that_crashed_does_not_lock_the_hub_out() -> None:
    with postgres(fsync=False) as server:
        engine = open_postgres(server.url("hub"))
        with closing(Lease(engine, nobody, look_every_s=SOON_S)) as mine:
            line = mine._line
            server.crash()
            server.start()
            taken_again(mine, line)
            assert refusal(engine).code == "hub_served_elsewhere"
        engine.dispose()


def test_a_database_that_is_gone_is_told_plainly() -> None:
    engine = open_postgres("postgresql://nobody@/none?host=/nowhere")
    assert refusal(engine).code == "database_unreachable"


def test_a_line_that_comes_after_the_end_is_closed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "STOP_S", 0.05)
    asking, go_on = threading.Event(), threading.Event()
    lines: list[psycopg.Connection[tuple[object, ...]]] = []

    class Slow(Lease):
        def _taken(self) -> psycopg.Connection[tuple[object, ...]]:
            if lines:
                asking.set()
                assert go_on.wait(WAIT_S)
            lines.append(super()._taken())
            return lines[-1]

    mine = Slow(engine, nobody, look_every_s=SOON_S)
    cut(engine, mine)
    assert asking.wait(WAIT_S)
    mine.close()
    go_on.set()
    mine._thread.join(WAIT_S)
    assert [line.closed for line in lines] == [True, True]
