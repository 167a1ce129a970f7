"""The main job on real parts: scans by wedge, cash, the printed paper, the sale at the hub exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP = "4006381333931", "4000177061008"
PAPER_WAIT_S = 100


def test_a_sale_goes_from_barcode_to_paper_to_the_hub(shop: Shop) -> None:
    till = shop.open_till()
    till.open_session("100")
    assert [till.scan(code) for code in (MILK, MILK, SOAP)] == ["done", "done", "done"]
    receipt_no = till.pay_cash("10")
    assert receipt_no == "S1-T1-000001"

    shop.printer.wait_for_papers(1, PAPER_WAIT_S)
    paper = shop.printer.papers[0]
    assert paper.errors == ()
    for words in ("Testladen Süd", "DE999999999", "Whole milk 1 l", "TOTAL", "4.43 EUR", receipt_no):
        assert words in paper.text
    assert "-5.57" in paper.text  # change due
    assert shop.printer.drawer_kicks == 1

    till.till.wait_for(r"hub: idle, 0 entries waiting")
    sale = shop.find(receipt_no)
    assert (sale["total"], sale["currency"]) == (443, "EUR")
    till.close()
    found = shop.verify()
    assert (found["ok"], found["receipts"], found["waiting"]) == (True, 1, 0)


def test_a_sale_made_while_the_hub_is_down_arrives_when_it_is_back(shop: Shop) -> None:
    till = shop.open_till()
    till.open_session("100")
    till.till.wait_for(r"hub: idle")
    shop.stop_hub()
    numbers = []
    for _ in range(3):
        till.scan(MILK)
        numbers.append(till.pay_cash_exact())
        till.next_sale()
    shop.printer.wait_for_papers(3, PAPER_WAIT_S)
    till.till.wait_for(r"hub: offline")

    mark = till.till.mark()
    shop.start_hub()
    till.till.wait_for(r"hub: idle, 0 entries waiting", timeout=180, after=mark)
    assert [shop.find(number)["receipt_no"] for number in numbers] == numbers
    till.close()
    assert shop.verify()["receipts"] == 3
