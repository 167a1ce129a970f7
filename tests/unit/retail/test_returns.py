"""Refunds are shares of what was paid: exact over all pieces, and never more than was paid."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail import sale
from retail.discount import Discount
from retail.errors import RuleError
from retail.events import SaleCompleted
from retail.paid import negative, paid_of, priced_of
from retail.pricing import PricedLine, PriceInput, PriceLine, price
from retail.promotion import AppliedPromotion
from retail.receipt_layout import as_text
from retail.refund import left, over_refunded, refund
from retail.returns import check_returns, facts_on, refund_total, return_line
from retail.sale_receipt import sale_receipt
from retail.sale_record import movements, reversal
from retail.sold_receipt import ReturnFact, SoldReceipt, joined, return_facts, sold_receipt
from retail.tax import TaxPolicy
from retail.transaction import Approval, Line, Returned, StockFate, Transaction
from tests.fakes.clock import NOON
from tests.fakes.shop import APPLES, AUSTIN, BERLIN, COLA, MILK, a_deposit, a_line, a_sale, an_origin
from tests.fakes.sold import a_cart, paid, sold

WHY = Returned(reason_id="wrong")


def a_receipt(*lines: Line, discounts: tuple[Discount, ...] = ()) -> SoldReceipt:
    cart = replace(a_cart(lines), discounts=discounts)
    done = sale.priced(cart, BERLIN.tax_table, BERLIN.tax.policy)
    receipt = sold_receipt(sold(cart, [paid("cash", done.total)]))
    assert receipt is not None
    return receipt


def take(
    receipt: SoldReceipt, quantity: int, number: int = 1, place: int = 0, stock: StockFate = "back"
) -> Line:
    """The return line of so much of a receipt's line."""
    return return_line(
        receipt,
        receipt.lines[place],
        receipt.returns,
        quantity,
        line_id=f"back-{number}",
        returned=replace(WHY, stock=stock),
        at=NOON,
    )


def taken(line: Line, number: int = 1) -> ReturnFact:
    assert line.returned is not None
    assert line.returned.refund is not None
    return ReturnFact(
        f"return-{number}",
        line.line_id,
        line.returned.line_id,
        -line.quantity,
        negative(paid_of(line.returned.refund)),
    )


def a_return(*lines: Line) -> Transaction:
    return replace(a_sale(), txn_id="return-1", lines=lines)


def completed_return(*lines: Line) -> SaleCompleted:
    cart = a_return(*lines)
    total = sale.priced(cart, BERLIN.tax_table, BERLIN.tax.policy).total
    return sold(cart, [paid("cash", total)] if total else [], receipt_no="S1-T2-000002")


amounts = st.integers(1, 5_000)
pieces = st.lists(st.integers(1, 5), min_size=1, max_size=6)
policies = st.builds(
    TaxPolicy,
    prices_include_tax=st.booleans(),
    level=st.sampled_from(["line", "document"]),
    inclusive_method=st.sampled_from(["round_tax", "round_net"]),
)


@given(
    unit_price=amounts,
    parts=pieces,
    percent=st.integers(0, 100),
    off=st.integers(0, 900),
    policy=policies,
    tax_class=st.sampled_from(["standard", "reduced", "none"]),
)
def test_all_refunds_of_a_line_add_up_to_what_was_paid_whatever_the_pieces(
    unit_price: int, parts: list[int], percent: int, off: int, policy: TaxPolicy, tax_class: str
) -> None:
    whole = sum(parts)
    discounts = (Discount(discount_id="line", kind="percent", value=str(percent)),)
    (done,) = price(
        PriceInput(
            currency="EUR",
            lines=(
                PriceLine(
                    line_id="x",
                    quantity=whole * 1000,
                    unit_price=unit_price,
                    tax_class=tax_class,
                    discounts=discounts,
                ),
            ),
            discounts=(Discount(discount_id="sale", kind="amount", value=off),),
            tax=BERLIN.tax_table,
            policy=policy,
        )
    ).lines
    receipt = a_receipt(a_line(MILK, whole * 1000, "x"))
    line = msgspec.structs.replace(receipt.lines[0], paid=paid_of(done))
    receipt = replace(receipt, lines=(line,))
    refunded: list[PricedLine] = []
    for number, part in enumerate(parts):
        back = take(receipt, part * 1000, number)
        assert back.returned is not None
        given_back = back.returned.refund
        assert given_back is not None
        assert given_back.net + given_back.tax == given_back.total <= 0
        off_line = given_back.line_discount + given_back.transaction_discount
        assert given_back.extended - off_line == given_back.amount
        refunded.append(given_back)
        receipt = joined(receipt, (taken(back, number),))
        assert not over_refunded(line, receipt.returns)
    for name in (
        "extended", "line_discount", "transaction_discount", "amount", "net", "tax", "total",
    ):  # fmt: skip
        assert sum(getattr(one, name) for one in refunded) == -getattr(done, name)
    assert left(line, receipt.returns) == 0


@given(unit_price=amounts, parts=pieces, voided=st.sets(st.integers(0, 5)))
def test_refunds_stay_exact_when_some_of_them_are_cancelled(
    unit_price: int, parts: list[int], voided: set[int]
) -> None:
    whole = sum(parts) * 1000
    discount = (Discount(discount_id="d", kind="amount", value=unit_price // 3),)
    receipt = a_receipt(a_line(MILK, whole, price=unit_price), discounts=discount)
    facts = []
    for number, part in enumerate(parts):
        back = take(receipt, part * 1000, number)
        facts.append(taken(back, number))
        receipt = joined(receipt, (facts[-1],))
    receipt = replace(receipt, returns=tuple(one for at, one in enumerate(facts) if at not in voided))
    line = receipt.lines[0]
    rest = left(line, receipt.returns)
    if rest:
        receipt = joined(receipt, (taken(take(receipt, rest, 99), 99),))
    assert sum(priced_of(one.paid, "").total for one in receipt.returns) == priced_of(line.paid, "").total


def test_what_two_terminals_took_back_at_once_never_makes_a_refund_negative() -> None:
    receipt = a_receipt(a_line(MILK, 3000, price=67))
    line = receipt.lines[0]
    first = taken(take(receipt, 2000, 1), 1)
    dear = replace(receipt, returns=(replace_paid(first, 250),))
    assert refund(line, dear.returns, 1000).amount == 0
    assert over_refunded(line, dear.returns)
    twice = replace(receipt, returns=(first, taken(take(receipt, 2000, 2), 2)))
    assert left(line, twice.returns) == -1000
    with pytest.raises(RuleError) as refusal:
        take(twice, 1000, 3)
    assert (refusal.value.code, refusal.value.params["left"]) == ("return_more_than_left", 0)


def replace_paid(fact: ReturnFact, amount: int) -> ReturnFact:
    return replace(fact, paid=replace(fact.paid, amount=amount))


@pytest.mark.parametrize(
    ("quantity", "code"),
    [(0, "quantity_out_of_range"), (-1000, "quantity_out_of_range"), (500, "whole_pieces_only"),
     (3000, "return_more_than_left")],
)  # fmt: skip
def test_a_quantity_that_cannot_come_back_is_refused(quantity: int, code: str) -> None:
    with pytest.raises(RuleError) as refusal:
        take(a_receipt(a_line(MILK, 2000)), quantity)
    assert refusal.value.code == code


def test_measured_goods_and_packs_come_back_in_parts_with_their_stock() -> None:
    apples = a_receipt(a_line(APPLES, 345))
    assert take(apples, 100).quantity == -100
    pack = replace(a_line(MILK, 3000), stock_quantity=1000)
    receipt = a_receipt(pack)
    stock = []
    for number in range(3):
        back = take(receipt, 1000, number)
        stock.append(back.stock_quantity)
        receipt = joined(receipt, (taken(back, number),))
    assert stock == [-333, -334, -333]


def test_promotions_come_back_with_their_share() -> None:
    receipt = a_receipt(a_line(MILK, 3000))
    priced = priced_of(receipt.lines[0].paid, "x")
    off = AppliedPromotion(promotion_id="p", name="3 for 2", applied=100, quantity=3000)
    line = replace(
        receipt.lines[0],
        paid=paid_of(replace(priced, extended=457, promotion_discount=100, promotions=(off,))),
    )
    back = priced_of(refund(line, (), 1000), "y")
    assert (back.promotion_discount, back.promotions[0].quantity, back.extended) == (33, 1000, 119 + 33)


def test_a_receipt_knows_what_was_sold_how_it_was_paid_and_what_came_back() -> None:
    cart = a_cart([a_line(COLA, 2000), a_deposit(COLA), replace(a_line(MILK), voided=True)])
    receipt = sold_receipt(sold(cart, [paid("card", 100, brand="Visa", last4="1234"), paid("cash", 500)]))
    assert receipt is not None
    assert [line.line_id for line in receipt.lines] == ["line-cola", "deposit-cola"]
    assert [(one.kind, one.amount, one.last4) for one in receipt.tenders] == [
        ("card", 100, "1234"),
        ("cash", 123, ""),
    ]
    assert receipt.line("line-cola") == receipt.lines[0]
    assert receipt.line("nothing") is None
    text = msgspec.json.encode(receipt)
    assert msgspec.json.decode(text, type=SoldReceipt) == receipt
    fact = taken(take(receipt, 1000))
    more = joined(receipt, (fact, fact))
    assert (more.returns, more.facts_of("line-cola"), more.facts_of("x")) == ((fact,), (fact,), ())


def test_only_what_was_sold_can_come_back() -> None:
    receipt = a_receipt(a_line(MILK, 2000))
    returned = completed_return(take(receipt, 1000))
    assert sold_receipt(returned) is None
    ((of, fact),) = return_facts(returned)
    assert (of, fact.of_line, fact.quantity, fact.paid.amount) == ("sale-1", "line-milk", 1000, 119)
    word = Approval(permission="post_void", operator_id="grace", at=NOON)
    back = reversal(returned, "void-1", an_origin(), "S1-T2-000003", word, NOON)
    assert (back.total, sold_receipt(back), return_facts(back)) == (119, None, ())
    loose = replace(take(receipt, 1000), returned=Returned(reason_id="wrong"))
    assert return_facts(completed_return(loose)) == ()


def test_an_exchange_is_one_document_with_one_amount() -> None:
    receipt = a_receipt(
        a_line(COLA, 2000), discounts=(Discount(discount_id="d", kind="percent", value="10"),)
    )
    loose = replace(a_line(MILK, -1000, "loose"), returned=Returned(reason_id="wrong"), discounts=())
    cart = replace(
        a_sale(),
        txn_id="exchange",
        lines=(take(receipt, 1000), loose, a_line(COLA, 3000, "new"), a_line(MILK, 1000, "new-milk")),
        discounts=(Discount(discount_id="e", kind="amount", value=100),),
    )
    done = sale.priced(cart, BERLIN.tax_table, BERLIN.tax.policy)
    assert [line.total for line in done.lines] == [-89, -119, 297 - 71, 119 - 29]
    assert done.total == 297 + 119 - 100 - 89 - 119
    assert done.net_total + done.tax_total == done.total
    assert sum(group.tax for group in done.tax_groups) == done.tax_total
    assert [group.letter for group in done.tax_groups] == ["A", "B"]
    assert done.subtotal - done.line_discount_total - done.transaction_discount_total == done.total
    assert refund_total(done, cart) == 89 + 119


def test_a_tax_that_the_store_no_longer_has_keeps_its_code() -> None:
    receipt = a_receipt(a_line(COLA))
    cart = a_return(take(receipt, 1000))
    (group,) = sale.priced(cart, AUSTIN.tax_table, AUSTIN.tax.policy).tax_groups
    assert (group.name, group.rate, group.net + group.tax) == ("V", "0.19", -99)


def test_a_transaction_never_takes_back_more_than_is_left() -> None:
    receipt = a_receipt(a_line(MILK, 2000))
    cart = a_return(take(receipt, 2000))
    check_returns(cart, receipt)
    check_returns(a_sale(), receipt)
    assert [fact.quantity for fact in facts_on(cart, receipt)] == [2000]
    meanwhile = joined(receipt, (taken(take(receipt, 1000, 7), 7),))
    gone = replace(receipt, lines=())
    for changed, code in (
        (meanwhile, "return_more_than_left"),
        (gone, "return_more_than_left"),
        (replace(receipt, reversed=True), "already_reversed"),
    ):
        with pytest.raises(RuleError) as refusal:
            check_returns(cart, changed)
        assert refusal.value.code == code
    # A line without its refund counts with its goods.
    bare = replace(take(receipt, 1000), returned=Returned(txn_id="sale-1", line_id="line-milk", reason_id=""))
    assert facts_on(a_return(bare), receipt)[0].paid.amount == 0


def test_a_line_that_came_back_is_voided_or_left_alone() -> None:
    cart = a_return(take(a_receipt(a_line(MILK, 2000)), 1000))
    with pytest.raises(RuleError) as refusal:
        sale.set_quantity(cart, "back-1", 2000)
    assert refusal.value.code == "return_is_fixed"
    with pytest.raises(RuleError) as refusal:
        sale.discount_line(cart, "back-1", None)
    assert refusal.value.code == "return_is_fixed"
    assert sale.set_quantity(cart, "back-1", 0).live_lines == ()
    more, line_id = sale.add_line(cart, a_line(MILK, line_id="sold"))
    assert (line_id, len(more.live_lines)) == ("sold", 2)
    assert len(sale.add_returns(cart, (replace(cart.lines[0], line_id="b"),)).lines) == 2


@pytest.mark.parametrize(
    ("stock", "moved", "undone"),
    [
        ("back", [(1000, "return")], [(-1000, "post_void")]),
        ("damaged", [(1000, "return_damaged")], [(-1000, "return_damaged")]),
        ("none", [], []),
    ],
)
def test_goods_go_where_the_cashier_said(
    stock: StockFate, moved: list[tuple[int, str]], undone: list[tuple[int, str]]
) -> None:
    body = completed_return(take(a_receipt(a_line(MILK, 2000)), 1000, stock=stock))
    assert [(one.delta, one.reason) for one in body.movements] == moved
    word = Approval(permission="post_void", operator_id="grace", at=NOON)
    back = reversal(body, "void-1", an_origin(), "S1-T2-000003", word, NOON)
    assert [(one.delta, one.reason) for one in back.movements] == undone
    assert movements(body.lines, "sale") == body.movements


def test_the_paper_of_an_exchange_names_the_first_receipt() -> None:
    receipt = a_receipt(a_line(COLA, 3000), a_line(APPLES, 500), discounts=(TENTH,))
    loose = replace(a_line(MILK, -1000, "loose"), returned=Returned(reason_id="wrong"))
    back = (take(receipt, 2000), take(receipt, 500, 2, place=1), loose)
    deposit = replace(take(receipt, 1000, 3), kind="deposit")
    cart = replace(a_return(*back, deposit, a_line(COLA, 1000, "new")), discounts=(TENTH,))
    total = sale.priced(cart, BERLIN.tax_table, BERLIN.tax.policy).total
    body = sold(cart, [paid("cash", total)], receipt_no="S1-T2-000002")
    rows = paper_rows(body)
    assert rows[5:] == [
        "RÜCKGABE Cola 0,5 l -1,78 A",
        "2, von Beleg S1-T2-000001",
        "RÜCKGABE Äpfel -1,35 B",
        "0,500 kg, von Beleg S1-T2-000001",
        "RÜCKGABE Milch 1 l -1,19 B",
        "ohne Beleg",
        "RÜCKGABE Pfand Cola 0,5 l -0,89 A",
        "Cola 0,5 l 0,99 A",
        "-" * 42,
        "Zwischensumme -4,22",
        "Rabatt auf alles 10 % -0,10",
        "ERSTATTUNG -4,32 EUR",
        "Bar zurückgezahlt -4,32",
        "",
    ]
    word = Approval(permission="post_void", operator_id="grace", at=NOON)
    undone = reversal(body, "void-1", an_origin(), "S1-T2-000003", word, NOON)
    assert "RÜCKGABE Cola 0,5 l 1,78 A" in paper_rows(undone, 20)


TENTH = Discount(discount_id="d", kind="percent", value="10")


def paper_rows(body: SaleCompleted, most: int = 19) -> list[str]:
    """The first rows of a receipt, each run of blanks as one."""
    text = as_text(sale_receipt(body, BERLIN.profile, "f" * 64, "doc", "Ada"), 42)
    return [" ".join(row.split()) for row in text.splitlines()][:most]
