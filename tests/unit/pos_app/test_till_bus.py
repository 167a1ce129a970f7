"""The till behind its bus: commands and queries in order on the `db` thread, news by topic."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app import commands as c
from pos_app import queries as q
from pos_app.db_worker import DbWorker
from pos_app.ports.hub_desk import HubAnswer
from pos_app.till import Till
from pos_app.views import Outcome, TillView
from pos_app.views.devices import DevicesView, DeviceView
from pos_app.views.sync import SyncView
from retail.rights import RightsRequest
from tests.fakes.counter import Counter
from tests.fakes.faulty_store import FaultyStore
from tests.fakes.shop import BERLIN, OPERATORS
from tests.fakes.stocked import OWN, right, stock, tell
from tests.fakes.store import load_config

WAIT_S = 100.0
READY = DeviceView(device_id="printer", kind="printer", driver="", driver_name="", options={}, state="ready")


class Bench:
    """A till on its own `db` thread, and what a screen heard of it."""

    def __init__(self, seeded: Path, data: Path) -> None:
        self.worker = DbWorker()
        self.worker.start()
        self.counter = self.worker.call(lambda: Counter(seeded, data))
        self.till = Till(self.worker, self.counter.dispatcher)
        self.news: list[tuple[str, Any]] = []
        self.threads: set[str] = set()
        self.till.listen(self._heard)

    def _heard(self, topic: str, view: Any) -> None:
        self.threads.add(threading.current_thread().name)
        self.news.append((topic, view))

    def settle(self) -> None:
        """Until everything handed in so far is done."""
        self.worker.call(lambda: None)

    def close(self) -> None:
        """End it."""
        self.worker.call(self.counter.close)
        self.worker.stop()


@pytest.fixture
def bench(berlin_files: Path, tmp_path: Path) -> Iterator[Bench]:
    """A till in Berlin behind its bus, Ada at it."""
    one = Bench(berlin_files, tmp_path / "till")
    one.counter.stand()
    yield one
    one.close()


def test_what_is_sent_first_is_done_first(bench: Bench) -> None:
    heard: list[Any] = []
    bench.till.send(c.OpenSession(opening_float=0), heard.append)
    bench.till.send(c.Scan(raw="4006381333931"), heard.append)
    bench.till.ask(q.ShowTill(), heard.append)
    bench.settle()
    opened, scanned, shown = heard
    assert isinstance(opened, Outcome)
    assert opened.ok
    assert scanned.sale.total == 119
    assert isinstance(shown, TillView)
    assert shown.sale == scanned.sale


def test_a_question_without_an_answer_is_not_answered_and_stops_nothing(bench: Bench) -> None:
    heard: list[Any] = []
    bench.till.ask(q.ShowPayment(), heard.append)
    bench.till.ask(q.ShowSync(), heard.append)
    bench.settle()
    assert [one.state for one in heard] == ["starting"]


def test_news_reach_every_listener_from_the_db_thread(bench: Bench) -> None:
    others: list[str] = []
    bench.till.listen(lambda topic, _view: others.append(topic))
    bench.till.device_changed(READY)
    bench.till.sync_changed(
        SyncView(state="idle", waiting_ops=0, waiting_sales=0, oldest_at=None, last_contact_at=1)
    )
    bench.till.replica_changed()
    bench.settle()
    assert [topic for topic, _ in bench.news] == others == ["devices", "print", "sync", "till"]
    assert isinstance(bench.news[0][1], DevicesView)
    assert isinstance(bench.news[3][1], TillView)
    assert bench.threads == {"db"}
    heard: list[Any] = []
    bench.till.ask(q.ShowSync(), heard.append)
    bench.settle()
    assert heard[0].state == "idle"


def test_a_listener_that_fails_does_not_stop_the_till(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def broken(topic: str, view: Any) -> None:
        raise RuntimeError(topic)

    bench.till.listen(broken)
    bench.till.device_changed(READY)
    heard: list[Outcome] = []
    bench.till.send(c.Lock(), heard.append)
    bench.settle()
    assert heard[0].ok
    assert "a job of the db thread failed" in caplog.text


def test_the_log_says_what_came_of_a_command_and_names_nobody(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    heard: list[Outcome] = []
    for command in (
        c.OpenSession(opening_float=0),
        c.OpenDrawer(),
        c.Scan(raw="012345678905"),
        c.Scan(raw="nonsense"),
        c.Scan(raw="4006381333931"),
    ):
        bench.till.send(command, heard.append)
    bench.settle()
    sale = heard[-1].sale
    assert sale is not None
    bench.till.send(c.TenderCash(txn_id=sale.txn_id, amount=200), heard.append)
    bench.settle()
    for text in ("asks for no_sale", "asks the cashier", "refused unknown_barcode", "completed S1-T2-000001"):
        assert text in caplog.text
    assert "Ada" not in caplog.text
    assert "nonsense" not in caplog.text


def test_no_news_where_the_files_cannot_be_read(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")

    faulty = FaultyStore(bench.counter.local.store)
    faulty.unreadable = True
    till = Till(bench.worker, bench.counter.dispatcher_on(faulty))
    till.listen(bench._heard)
    till.replica_changed()
    bench.settle()
    assert bench.news == []
    assert "no news on till: The disk of this terminal fails." in caplog.text


def test_who_is_gone_is_off_the_screen_with_the_news(bench: Bench) -> None:
    def take_everybody_away() -> None:
        for scope in ("config:store-1", "terminal:terminal-2"):
            bench.counter.local.replica.reset(scope, "feed-2")
        load_config(bench.counter.local, BERLIN, OPERATORS[1:], epoch="feed-2")

    bench.worker.call(take_everybody_away)
    bench.till.replica_changed()
    bench.settle()
    topic, view = bench.news[-1]
    assert (topic, view.operator) == ("till", None)


def test_an_answer_of_the_hub_is_news_with_its_outcome(bench: Bench) -> None:
    question = RightsRequest(request_id="R1", asks=())
    bench.till.hub_answered(HubAnswer(question=question, unanswered="offline"))
    bench.settle()
    topic, outcome = bench.news[-1]
    assert topic == "answer"
    assert isinstance(outcome, Outcome)
    assert outcome.ok


def synced(state: str) -> SyncView:
    return SyncView(state=state, waiting_ops=0, waiting_sales=0, oldest_at=None, last_contact_at=1)


def test_what_had_no_answer_is_asked_again_when_the_hub_is_heard(bench: Bench) -> None:
    bench.till.send(c.OpenSession(opening_float=0), lambda _outcome: None)
    bench.worker.call(lambda: stock(bench.counter, "milk", 1))
    bench.till.send(c.Scan(raw="4006381333931"), lambda _outcome: None)
    bench.settle()
    questions = bench.counter.nudges.questions
    for state in ("offline", "idle", "idle", "sending"):
        bench.till.sync_changed(synced(state))
    bench.settle()
    assert questions == [questions[0]] * 2


def test_a_right_that_comes_after_its_sale_goes_back(bench: Bench) -> None:
    bench.worker.call(lambda: tell(bench.counter, OWN, "right", "right-1", right(1, "milk", 1)))
    bench.till.replica_changed()
    bench.settle()
    assert bench.worker.call(bench.counter.journal)[-1] == "right.settled"
