"""What the return screen shows before anything comes back is what goes back in the end, to the cent."""

from __future__ import annotations

import pytest

from pos_app import commands as c
from pos_app.commands.returns import ReturnLines, ReturnPick
from pos_app.queries.returns import QuoteReturn, ShowReturnable
from retail.errors import RuleError
from tests.fakes.counter import Counter

MILK, COLA = "4006381333931", "4012345678901"


def sell(counter: Counter, quantity: int = 3000) -> str:
    counter.sale(c.Scan(raw=MILK, quantity=quantity))
    sale = counter.sale(c.Scan(raw=COLA, quantity=quantity))
    discount = c.DiscountSale(amount=10)
    sale = counter.sale(discount)
    return counter.change(c.TenderCash(txn_id=sale.txn_id, amount=sale.total)).txn_id


def picks(counter: Counter, txn_id: str, quantity: int) -> tuple[ReturnPick, ...]:
    lines = counter.ask(ShowReturnable(txn_id=txn_id)).lines
    return tuple(ReturnPick(line_id=one.line_id, quantity=quantity) for one in lines)


@pytest.mark.parametrize("quantity", [1000, 2000, 3000])
def test_a_quote_is_what_goes_back(counter: Counter, quantity: int) -> None:
    txn_id = sell(counter)
    wanted = picks(counter, txn_id, quantity)
    quoted = counter.ask(QuoteReturn(txn_id=txn_id, picks=wanted))
    goods = tuple(one for one in wanted if one.line_id in quoted.lines)
    sale = counter.sale(ReturnLines(txn_id=txn_id, picks=goods))
    assert quoted.total == sale.refund_total == quoted.goods + quoted.deposits
    assert quoted.deposits > 0
    assert sum(quoted.lines.values()) == quoted.goods


def test_what_stands_on_the_sale_already_counts(counter: Counter) -> None:
    txn_id = sell(counter)
    whole = counter.ask(QuoteReturn(txn_id=txn_id, picks=picks(counter, txn_id, 3000))).total
    deposits = {one.line_id for one in counter.ask(ShowReturnable(txn_id=txn_id)).lines if one.parent}
    goods = tuple(one for one in picks(counter, txn_id, 1000) if one.line_id not in deposits)
    taken = counter.sale(ReturnLines(txn_id=txn_id, picks=goods)).refund_total
    assert counter.ask(QuoteReturn(txn_id=txn_id, picks=picks(counter, txn_id, 9000))).total == whole - taken


def test_an_unknown_receipt_has_no_quote(counter: Counter) -> None:
    with pytest.raises(RuleError, match="not known here"):
        counter.ask(QuoteReturn(txn_id="nowhere", picks=()))
