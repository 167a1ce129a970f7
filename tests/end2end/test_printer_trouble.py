"""Selling outlives printer trouble: a receipt waits for paper, a torn one is a person's to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK = "4006381333931"
PAPER_WAIT_S = 100


def test_receipts_wait_for_paper_and_come_out_once(shop: Shop) -> None:
    till = shop.open_till()
    till.open_session("100")
    shop.printer.misbehave("paper_out")
    numbers = []
    for _ in range(2):
        till.scan(MILK)
        numbers.append(till.pay_cash_exact())
        till.next_sale()
    shop.printer.wait_until(lambda record: record.drawer_kicks == 2, PAPER_WAIT_S)
    assert not shop.printer.papers

    shop.printer.misbehave(None)
    shop.printer.wait_for_papers(2, PAPER_WAIT_S)
    for number, paper in zip(numbers, shop.printer.papers, strict=True):
        assert number in paper.text
    assert shop.printer.drawer_kicks == 2
    till.close()


def test_a_receipt_cut_short_is_repeated_by_hand_marked_duplicate(shop: Shop) -> None:
    till = shop.open_till()
    till.open_session("100")
    shop.printer.misbehave("drop_line:400")
    till.scan(MILK)
    first = till.pay_cash_exact()
    till.till.wait_for(r"printing receipt .*: unsure")
    shop.printer.misbehave(None)
    till.next_sale()

    till.scan(MILK)
    second = till.pay_cash_exact()
    till.next_sale()
    shop.printer.wait_for_papers(1, PAPER_WAIT_S)
    assert second in shop.printer.papers[0].text

    till.print_again()
    shop.printer.wait_for_papers(2, PAPER_WAIT_S)
    duplicate = shop.printer.papers[1].text
    assert "DUPLICATE" in duplicate
    assert first in duplicate
    till.close()
