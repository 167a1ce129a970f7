"""Selling with devices on pseudo-terminals: scans past the keyboard's focus, weights, paper, hostile codes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
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

MILK, BREAD, SOAP, APPLES = "4006381333931", "4012345678901", "4000177061008", "4130"
SUPERVISOR_PIN = "314159"
WAIT_S = 30.0
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

    def __init__(self, till: Counter, scanner: VirtualScanner, scale: VirtualScale) -> None:
        self.till = till
        self.scanner = scanner
        self.scale = scale

    def scan(self, code: str, outcome: str = "done") -> None:
        """Hold a pack under the scanner, and hear what the till made of it."""
        mark = self.till.till.mark()
        self.scanner.scan(code)
        self.till.till.wait_for(rf"\bScan: {outcome}$", after=mark)

    def act(self, word: str, act: Callable[[], None]) -> str:
        """Do something at the window; the till's word on it."""
        mark = self.till.till.mark()
        act()
        return self.till.till.wait_for(rf"\b{word}: (.+)$", after=mark)[1]

    def key(self, text: str) -> None:
        """Key a text and Enter, as a person does."""
        self.till.screen.type(text)
        self.till.screen.press("Return")

    def weigh(self, act: Callable[[], None], then: str) -> None:
        """Change what the scale says, let the till hear of it, and take the weight with Enter."""
        act()
        before = self.scale.asked
        pause = threading.Event()
        for _ in range(int(WAIT_S / 0.05)):
            if self.scale.asked >= before + READINGS:
                break
            pause.wait(0.05)
        assert self.act("AddItem", lambda: self.till.screen.press("Return")) == then


@pytest.fixture
def desk(shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    ports = {name: tmp_path / name for name in ("scanner", "scale", "printer")}
    shop.attach("scanner-1", "scanner_serial", ports["scanner"], "aim_ids=true")
    shop.attach("scale", "scale_serial", ports["scale"], "framing=8N1", "answer_timeout_ms=200")
    shop.attach("printer", "printer_serial", ports["printer"], "baud=115200")
    with (
        VirtualScanner(ports["scanner"]) as scanner,
        VirtualScale(ports["scale"]) as scale,
        SerialCable(ports["printer"], shop.printer),
    ):
        till = shop.open_till()
        till.open_session("100")
        yield Desk(till, scanner, scale)
        till.close()


def paper_of(printer: VirtualPrinter) -> str:
    """The text of the only paper, as soon as it is out."""
    (paper,) = printer.wait_for_papers(1, WAIT_S)
    assert paper.errors == ()
    return paper.text


def test_scanned_past_the_search_and_weighed_and_printed_down_a_serial_line(shop: Shop, desk: Desk) -> None:
    till = desk.till
    till.screen.press("ctrl+f")
    till.screen.type("soa")
    desk.scan(f"]E0{MILK}")
    desk.scan(f"]E0{SOAP}")
    till.screen.press("Escape")

    desk.scale.put(345)
    assert desk.act("Scan", lambda: desk.key(APPLES)) == "asks the cashier"
    desk.weigh(lambda: desk.scale.be("moving"), "refused weight_moving")
    desk.scale.put(345)
    for lie in LIES_TOLD:
        desk.weigh(partial(desk.scale.lie, lie), "refused scale_error")
    desk.weigh(lambda: desk.scale.lie(""), "done")
    receipt_no = till.pay_cash_exact()

    text = paper_of(shop.printer)
    assert text.count("Whole milk 1 l") == text.count("Soap") == 1
    assert "0.345 kg" in text
    assert shop.printer.drawer_kicks == 1
    till.till.wait_for(r"hub: idle, 0 entries waiting")
    assert shop.find(receipt_no)["total"] == 119 + 205 + 86


def test_expiry_asks_a_supervisor_and_the_batch_is_on_paper(shop: Shop, desk: Desk) -> None:
    till = desk.till
    good, past = (f"]d2010{MILK}17{expiry}10{batch}" for expiry, batch in (("301231", "L7"), ("240229", "L1")))
    desk.scan(good)
    desk.scan(past, "asks for sell_expired")
    assert desk.act("Scan", lambda: desk.key(SUPERVISOR_PIN)) == "done"
    receipt_no = till.pay_cash_exact()
    text = paper_of(shop.printer)
    assert "L7" in text
    assert "L1" in text
    sold = [entry for entry in shop.journal() if entry["kind"] == "sale.completed"]
    assert len(sold) == 1
    till.till.wait_for(r"hub: idle, 0 entries waiting")
    assert shop.find(receipt_no)["total"] == 2 * 119


def test_hostile_codes_leave_the_till_selling(shop: Shop, desk: Desk) -> None:
    for content in HOSTILE:
        for framed in (content, f"]Q3{content}", f"]Q1{content}"):
            desk.scanner.scan(framed)
        desk.scan(f"]E0{MILK}")
    receipt_no = desk.till.pay_cash_exact()
    text = paper_of(shop.printer)
    assert f"{len(HOSTILE)} x" in text
    desk.till.till.wait_for(r"hub: idle, 0 entries waiting")
    desk.till.close()
    assert shop.find(receipt_no)["total"] == len(HOSTILE) * 119
    assert shop.verify()["ok"] is True
