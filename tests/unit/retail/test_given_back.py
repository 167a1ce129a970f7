"""A gift card gets back what it paid and never more, over any returns of any receipts that it paid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail import sale
from retail.given_back import may_go_back, refunded
from retail.paid import negative, paid_of
from retail.returns import return_line
from retail.sold_receipt import (
    GivenBack,
    ReturnFact,
    SoldReceipt,
    SoldTender,
    joined,
    return_facts,
    sold_receipt,
)
from retail.tender import Tender
from retail.transaction import Returned
from tests.fakes.clock import NOON
from tests.fakes.shop import BERLIN, MILK, a_line
from tests.fakes.sold import a_cart, paid, sold

CARD = "g-1"


def bought(txn_id: str, pieces: int, by_card: int) -> SoldReceipt:
    """So much milk at 1.19, a part of it paid by the card."""
    cart = a_cart((a_line(MILK, pieces * 1000, "x"),))
    done = sale.priced(cart, BERLIN.tax_table, BERLIN.tax.policy)
    receipt = sold_receipt(sold(cart, [paid("cash", done.total)]))
    assert receipt is not None
    card = SoldTender("gift_card", min(by_card, done.total), last4="1234", account_id=CARD)
    return replace(receipt, txn_id=txn_id, tenders=(card, SoldTender("cash", done.total - card.amount)))


def back(receipt: SoldReceipt, pieces: int, txn_id: str) -> ReturnFact:
    line = return_line(
        receipt,
        receipt.lines[0],
        receipt.returns,
        pieces * 1000,
        line_id=f"{txn_id} {receipt.txn_id}",
        returned=Returned(reason_id="wrong"),
        at=NOON,
    )
    assert line.returned is not None
    assert line.returned.refund is not None
    return ReturnFact(txn_id, line.line_id, "x", pieces * 1000, negative(paid_of(line.returned.refund)))


parts = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5)


@given(first=st.integers(0, 400), second=st.integers(0, 400), returns=parts)
def test_all_returns_of_two_receipts_together_give_the_card_no_more_than_it_paid(
    first: int, second: int, returns: list[tuple[int, int]]
) -> None:
    receipts = [bought("a", 6, first), bought("b", 6, second)]
    whole = sum(one.tenders[0].amount for one in receipts)
    got = 0
    for number, counts in enumerate(returns):
        facts = []
        for place, pieces in enumerate(counts):
            held = sum(fact.quantity for fact in receipts[place].returns) // 1000
            if pieces and held + pieces <= 6:
                facts.append((place, back(receipts[place], pieces, f"r{number}")))
        may = sum(may_go_back(receipts[place], CARD, [fact]) for place, fact in facts)
        assert may <= refunded(fact for _, fact in facts)
        got += may
        for place, fact in facts:
            said = (GivenBack("gift_card", CARD, may), GivenBack("gift_card", "another", 7))
            receipts[place] = joined(receipts[place], (replace(fact, given=said),))
    assert got <= whole


def test_one_receipt_gives_the_card_back_all_that_it_paid() -> None:
    receipt = bought("a", 5, 200)
    one = back(receipt, 1, "r1")
    assert may_go_back(receipt, CARD, [one]) == 119
    receipt = joined(receipt, (replace(one, given=(GivenBack("gift_card", CARD, 119),)),))
    two = back(receipt, 2, "r2")
    assert may_go_back(receipt, CARD, [two]) == 81
    assert may_go_back(receipt, "another", [two]) == 0


def test_a_return_says_once_for_each_sale_what_it_gave_onto_accounts() -> None:
    receipt = bought("a", 5, 200)
    lines = tuple(
        return_line(
            receipt,
            receipt.lines[0],
            receipt.returns,
            1000,
            line_id=f"back-{number}",
            returned=Returned(reason_id="wrong", txn_id=of, line_id="x"),
            at=NOON,
        )
        for number, of in enumerate(("a", "a", "b"))
    )
    lines = tuple(
        replace(line, returned=replace(line.returned, txn_id=of))
        for line, of in zip(lines, ("a", "a", "b"), strict=True)
        if line.returned
    )
    tenders = [
        Tender(payment_id="p1", kind="gift_card", amount=-200, account_id=CARD, at=NOON),
        Tender(payment_id="p2", kind="cash", amount=-157, at=NOON),
    ]
    facts = return_facts(sold(replace(a_cart(lines), txn_id="r1"), tenders, receipt_no="S1-T2-000002"))
    told = (GivenBack("gift_card", CARD, 200),)
    assert [(of, fact.given) for of, fact in facts] == [("a", told), ("a", ()), ("b", told)]
