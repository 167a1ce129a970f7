"""A sale with devices on pseudo-terminals: scans past the keyboard's focus, weights, paper; bad codes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devices.printer.virtual.cable import SerialCable
from devices.printer.virtual.server import VirtualPrinter
from devices.scale.serial.virtual import Lie, VirtualScale
from devices.scanner.serial.virtual import VirtualScanner
from pos_app.cli.demo.counter import Counter

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

MILK, SOAP, APPLES = "4006381333931", "4000177061008", "4130"
SUPERVISOR_PIN = "314159"
WAIT_S = 100.0
READINGS = 4
"""Answers of the scale after which the till must have made up its mind: two that agree, and two to spare."""
LIES_TOLD: tuple[Lie, ...] = ("jumps", "above_capacity", "garbage")
HOSTILE = (
    "https://example.org/" + "A" * 10_240,
    "\x00\x1b[2J\x07\x08\x7f\x9b31m",
    "'; DROP TABLE item; --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{\\rtf1 %s%n%n ${jndi:ldap://x/a}",
    "]d2\x1d\x1d\x1d01",
    "\u202e4006381333931\ufeff",
)


class Desk:
    """The till's window, and what lies beside it."""

    def __init__(self, till: Counter, scanner: VirtualScanner) -> None:
        self.till = till
        self.scanner = scanner

    def scan(self, code: str, outcome: str = "done") -> None:
        """Hold a pack under the scanner, and hear what the till made of it."""
        mark = self.till.till.mark()
        self.scanner.scan(code)
        self.till.till.wait_for(rf"\bScan: {outcome}$", after=mark)
        self.till.till.wait_for(r"\bScan: shown$", after=mark)

    def act(self, word: str, act: Callable[[], None]) -> str:
        """Do something at the window; the till's word on it."""
        mark = self.till.till.mark()
        act()
        said = self.till.till.wait_for(rf"\b{word}: (?!shown$)(.+)$", after=mark)[1]
        self.till.till.wait_for(rf"\b{word}: shown$", after=mark)
        return said

    def key(self, text: str) -> None:
        """Key a text and Enter, as a person does."""
        self.till.screen.type(text)
        self.till.screen.press("Return")


def weigh(desk: Desk, scale: VirtualScale, act: Callable[[], None], then: str) -> None:
    """Change what the scale says, let the till hear of it, and take the weight with Enter."""
    act()
    before = scale.asked
    pause = threading.Event()
    for _ in range(int(WAIT_S / 0.05)):
        if scale.asked >= before + READINGS:
            break
        pause.wait(0.05)
    assert desk.act("AddItem", lambda: desk.till.screen.press("Return")) == then


@contextmanager
def desk_of(shop: Shop, port: Path) -> Iterator[Desk]:
    """The till open for selling, with a scanner at `port` that says what it read."""
    shop.attach("scanner-1", "scanner_serial", port, "aim_ids=true")
    with VirtualScanner(port) as scanner:
        till = shop.open_till()
        try:
            till.open_session("100")
            yield Desk(till, scanner)
        finally:
            till.close()


@pytest.fixture
def desk(shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    with desk_of(shop, tmp_path / "scanner") as made:
        yield made


def paper_of(printer: VirtualPrinter) -> str:
    """The text of the only paper, as soon as it is out."""
    (paper,) = printer.wait_for_papers(1, WAIT_S)
    assert paper.errors == ()
    return paper.text


def test_scanned_past_the_search_and_weighed_and_printed_down_a_serial_line(
    shop: Shop, tmp_path: Path
) -> None:
    shop.attach("scale", "scale_serial", tmp_path / "scale", "framing=8N1", "answer_timeout_ms=3000")
    shop.attach("printer", "printer_serial", tmp_path / "printer", "baud=115200")
    with (
        VirtualScale(tmp_path / "scale") as scale,
        SerialCable(tmp_path / "printer", shop.printer),
        desk_of(shop, tmp_path / "scanner") as desk,
    ):
        till = desk.till
        till.screen.press("ctrl+f")
        till.screen.type("soa")
        desk.scan(f"]E0{MILK}")
        desk.scan(f"]E0{SOAP}")
        till.screen.press("Escape")

        assert desk.act("Scan", lambda: desk.key(APPLES)) == "asks the cashier"
        weigh(desk, scale, lambda: scale.be("moving"), "refused weight_moving")
        scale.put(345)
        for lie in LIES_TOLD:
            weigh(desk, scale, partial(scale.lie, lie), "refused scale_error")
        weigh(desk, scale, lambda: scale.lie(""), "done")
        mark = till.till.mark()
        receipt_no = till.pay_cash_exact()

        text = paper_of(shop.printer)
        assert text.count("Whole milk 1 l") == text.count("Soap") == 1
        assert "0.345 kg" in text
        assert shop.printer.drawer_kicks == 1
        till.till.wait_for(r"hub: idle, 0 entries waiting", after=mark)
        assert shop.find(receipt_no)["total"] == 119 + 205 + 86


def test_expiry_asks_a_supervisor_and_the_batch_is_on_paper(shop: Shop, desk: Desk) -> None:
    till = desk.till
    desk.scan(f"]d2010{MILK}1730123110L7")
    desk.scan(f"]d2010{MILK}1724022910L1", "asks for sell_expired")
    assert desk.act("Scan", lambda: desk.key(SUPERVISOR_PIN)) == "done"
    mark = till.till.mark()
    receipt_no = till.pay_cash_exact()
    text = paper_of(shop.printer)
    assert "L7" in text
    assert "L1" in text
    till.till.wait_for(r"hub: idle, 0 entries waiting", after=mark)
    assert shop.find(receipt_no)["total"] == 2 * 119


def test_hostile_codes_leave_the_till_selling(shop: Shop, desk: Desk) -> None:
    for content in HOSTILE:
        for framed in (content, f"]Q3{content}", f"]Q1{content}"):
            desk.scanner.scan(framed)
        desk.scan(f"]E0{MILK}")
    mark = desk.till.till.mark()
    receipt_no = desk.till.pay_cash_exact()
    text = paper_of(shop.printer)
    assert f"{len(HOSTILE)} x" in text
    desk.till.till.wait_for(r"hub: idle, 0 entries waiting", after=mark)
    desk.till.close()
    assert shop.find(receipt_no)["total"] == len(HOSTILE) * 119
    assert shop.verify()["ok"] is True
