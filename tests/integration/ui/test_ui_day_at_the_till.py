"""A whole day through the screens' view models on real handlers and real files: from PIN to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from pos_app import commands as c
from pos_app import queries as q
from pos_app import views as v
from tests.fakes.counter import Counter, seed
from tests.fakes.shop import BERLIN, PINS
from ui.dispatch import Dispatcher
from ui.platform.sound import Silence
from ui.screens import build_shell


class CounterBus:
    """The real till, answering on the calling thread; its hub is away."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._heard: list[Callable[[str, Any], None]] = []

    def send(self, command: c.Command, done: Callable[[v.Outcome], None]) -> None:
        asked = len(self._counter.nudges.questions)
        done(self._counter.send(command))
        for question in self._counter.nudges.questions[asked:]:
            outcome = self._counter.answer(question=question)
            for heard in self._heard:
                heard("answer", outcome)

    def ask(self, query: q.Query[Any], done: Callable[[Any], None]) -> None:
        done(self._counter.ask(query))

    def listen(self, heard: Callable[[str, Any], None]) -> None:
        """The only news here: that a question to the hub found nobody."""
        self._heard.append(heard)


class Person:
    """Somebody at the till, who presses keys and looks."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.dispatcher = Dispatcher(CounterBus(counter))
        self.shell = build_shell(self.dispatcher, Silence(), counter.clock.now)
        self.shell.start()
        self.settle()

    def close(self) -> None:
        """End it here and now: the collector may run on any thread, and Qt dies with objects of another."""
        self.dispatcher.close()
        shiboken6.delete(self.shell)
        shiboken6.delete(self.dispatcher)

    def settle(self) -> None:
        for _ in range(12):
            QCoreApplication.sendPostedEvents()

    def press(self, *keys: str) -> None:
        for key in keys:
            assert self.shell.press(key), key
            self.settle()

    def do(self, act: Callable[[], None]) -> None:
        act()
        self.settle()

    def screen(self, name: str) -> Any:
        assert self.shell.property("route") == name
        return self.shell.screen(name)

    @property
    def sheet(self) -> Any:
        return self.shell.sheet_model

    def sign_in(self, who: str) -> None:
        model = self.screen("sign_in")
        self.do(lambda: model.choose(who))
        self.do(lambda: model.accept(PINS[who]))

    def approve(self, who: str = "grace") -> None:
        sheet = self.sheet
        sheet.choose_person(who)
        self.do(lambda: sheet.accept(PINS[who]))

    def sell_milk(self) -> None:
        self.screen("sell")
        self.do(lambda: self.shell.scan("4006381333931"))
        self.press("F12", "F8")
        self.screen("change")
        self.press("Return")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed(tmp_path_factory.mktemp("berlin") / "data", BERLIN)


@pytest.fixture
def person(qapp: QGuiApplication, files: Path, tmp_path: Path) -> Iterator[Person]:
    counter = Counter(files, tmp_path / "till")
    made = Person(counter)
    yield made
    made.close()
    counter.close()


def open_till(person: Person) -> None:
    person.sign_in("ada")
    person.screen("open_session").property("count").type_total("100")
    person.press("F12")


def test_from_pin_to_z(person: Person) -> None:
    open_till(person)
    person.sell_milk()
    person.press("Ctrl+T", "F2", "F6")
    sheet = person.sheet
    person.do(lambda: sheet.choose("window"))
    person.do(lambda: sheet.accept("20"))
    person.approve()
    assert person.shell.property("notice_text") == "Paid out: recorded."
    person.press("F7")
    sheet = person.sheet
    person.do(lambda: sheet.choose("change"))
    person.do(sheet.accept)
    person.approve()
    person.press("F12", "F3")
    close = person.screen("close_session")
    close.property("count").type_total("81")
    person.press("F12")
    assert close.property("expected_text").startswith("81,19")
    assert close.property("difference_text").startswith("Short by 0,19")
    person.press("F4")
    close.property("count").type_total("81,19")
    person.press("F12")
    assert close.property("difference_text") == "Exact"
    person.press("F10")
    assert "Till session 1 is closed" in person.screen("open_session").property("closed_text")
    kinds = person.counter.journal()
    assert kinds[0] == "operator.signed_in"
    assert [kind for kind in kinds if kind.startswith(("session", "cash", "drawer", "report"))] == [
        "session.opened",
        "report.x",
        "cash.moved",
        "drawer.no_sale",
        "session.counted",
        "session.counted",
        "session.closed",
    ]


def test_a_sale_is_cancelled_and_printed_again(person: Person) -> None:
    open_till(person)
    person.sell_milk()
    person.press("Ctrl+J")
    journal = person.screen("journal")
    assert journal.property("rows").at(0).title == "Sale S1-T2-000001"
    assert "Milch 1 l" in journal.property("receipt_text")
    person.press("F4", "F8")
    sheet = person.sheet
    person.do(lambda: sheet.choose("mistake"))
    person.do(sheet.accept)
    person.approve()
    assert person.shell.property("notice_text").startswith("S1-T2-000002 cancels the sale. Give 1,19")
    assert journal.property("rows").at(1).struck is True
    person.press("Ctrl+P")
    prints = person.screen("prints")
    assert len(prints.property("rows")) == 3
    person.press("F8")
    assert len(prints.property("rows")) == 2


def test_what_blocks_z_is_taken_away_step_by_step(person: Person) -> None:
    open_till(person)
    person.do(lambda: person.shell.scan("4006381333931"))
    person.press("Ctrl+K")
    close = person.screen("close_session")
    assert "1,19" in close.property("open_sale_text")
    close.property("count").choose_way("total")
    close.property("count").type_total("100")
    person.press("F12")
    assert close.property("problem").startswith("A sale is still open.")
    person.press("Esc", "F5")
    sheet = person.sheet
    person.do(lambda: sheet.accept(""))
    person.press("Ctrl+K", "F3")
    close.property("count").type_total("100")
    person.press("F12", "F10")
    assert "1 suspended" in close.property("problem")
    person.press("F5", "F6", "Return")
    person.screen("sell")
    person.press("Shift+F8")
    sheet = person.sheet
    person.do(sheet.accept)
    person.press("Ctrl+K", "F3")
    close.property("count").type_total("100")
    person.press("F12", "F10")
    person.screen("open_session")


def test_the_till_locks_and_the_sale_stays(person: Person) -> None:
    open_till(person)
    person.do(lambda: person.shell.scan("4006381333931"))
    person.press("Ctrl+L")
    assert "1,19" in person.screen("sign_in").property("reassurance")
    person.do(lambda: person.screen("sign_in").accept("000000"))
    assert person.screen("sign_in").property("problem") == "Wrong PIN. Try again."
    person.do(lambda: person.screen("sign_in").accept(PINS["ada"]))
    assert len(person.screen("sell").property("cart").property("rows")) == 1


def test_settings_are_kept_and_training_is_marked(person: Person) -> None:
    open_till(person)
    person.press("Ctrl+E", "F3", "F5")
    assert (person.shell.property("scheme"), person.shell.property("text_scale")) == ("dark", 1.25)
    person.press("Ctrl+T", "F9")
    person.approve()
    assert person.shell.property("training") is True
    person.press("Esc")
    person.sell_milk()
    person.press("Ctrl+J")
    assert person.screen("journal").property("rows").at(0).badge == "Training"
