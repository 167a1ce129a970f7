"""A gift card in a sale: no tax, no discount, no stock, never its code; tenders of accounts on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from retail import sale
from retail.discount import Discount
from retail.errors import RuleError
from retail.events import SaleCompleted
from retail.loyalty import PointsEntry
from retail.loyalty_receipt import PointsNote
from retail.receipt_layout import as_text
from retail.report import SessionTotals
from retail.sale_receipt import sale_receipt
from retail.sale_record import reversal
from retail.session_paper import session_report
from retail.sold_receipt import SoldTender, sold_receipt
from retail.store_config import StoreConfig
from retail.tender import Tender
from retail.transaction import Approval, Line, Transaction
from tests.fakes.clock import NOON
from tests.fakes.shop import AUSTIN, BERLIN, BUSINESS_DATE, MILK, ZURICH, a_line, an_origin
from tests.fakes.sold import a_cart, paid, sold

HALF_OFF = Discount(discount_id="d-1", kind="percent", value="50")
WORD = Approval(permission="post_void", operator_id="grace", at=NOON)


def a_gift_card(amount: int = 2500) -> Line:
    """The load of a card that ends in 7KQ2."""
    return Line(
        line_id="line-card",
        kind="gift_card",
        name="Geschenkkarte",
        quantity=1000,
        unit_price=amount,
        tax_class="",
        account_id="g123",
        last4="7KQ2",
        at=NOON,
    )


def with_card() -> Transaction:
    """Milk and a gift card."""
    return a_cart([a_line(MILK), a_gift_card()])


def value(kind: str, amount: int, points: int = 0, left: int | None = None) -> Tender:
    """A tender of an account."""
    last4 = "7KQ2" if kind == "gift_card" else None
    return Tender(
        payment_id=kind,
        kind=kind,  # type: ignore[arg-type]
        amount=amount,
        points=points,
        account_id="acc",
        last4=last4,
        grant_id="grant",
        left=left,
        at=NOON,
    )


def rows(body: SaleCompleted, note: PointsNote | None = None, config: StoreConfig = BERLIN) -> list[str]:
    """The receipt as text, each run of blanks made one."""
    paper = sale_receipt(body, config.profile, "0" * 64, "paper-1", "Ada", note)
    return [" ".join(row.split()) for row in as_text(paper, 42).splitlines()]


def entry(kind: str, points: int) -> PointsEntry:
    """Points of a sale."""
    return PointsEntry(entry_id=f"{kind}{points}", account_id="acc", kind=kind, points=points)  # type: ignore[arg-type]


@pytest.mark.parametrize("config", [BERLIN, AUSTIN, ZURICH], ids=["in the price", "on top", "rounded"])
def test_a_gift_card_bears_no_tax_and_takes_no_discount(config: StoreConfig) -> None:
    plain = sale.priced(a_cart([a_line(MILK)], config), config.tax_table, config.tax.policy)
    cart = sale.discount_sale(a_cart([a_line(MILK), a_gift_card()], config), HALF_OFF)
    done = sale.priced(cart, config.tax_table, config.tax.policy)
    card = done.lines[1]
    assert (card.total, card.tax, card.taxes) == (2500, 0, ())
    cart = sale.discount_sale(a_cart([a_line(MILK)], config), HALF_OFF)
    half = sale.priced(cart, config.tax_table, config.tax.policy)
    assert done.total == half.total + 2500
    assert half.total < plain.total


def test_a_gift_card_line_is_not_changed_but_voided() -> None:
    acts: tuple[Callable[[], object], ...] = (
        lambda: sale.set_quantity(with_card(), "line-card", 2000),
        lambda: sale.discount_line(with_card(), "line-card", HALF_OFF),
    )
    for act in acts:
        with pytest.raises(RuleError) as error:
            act()
        assert error.value.code == "gift_card_fixed"
    assert sale.set_quantity(with_card(), "line-card", 0).line("line-card").voided  # type: ignore[union-attr]


def test_a_gift_card_moves_no_stock_and_does_not_come_back_as_goods() -> None:
    body = sold(with_card(), [paid("cash", 2619)])
    assert [one.sku for one in body.movements] == ["milk"]
    receipt = sold_receipt(body)
    assert receipt is not None
    assert [line.kind for line in receipt.lines] == ["sale"]
    alone = sold(a_cart([a_gift_card()]), [paid("cash", 2500)])
    assert sold_receipt(alone) is None
    assert "[QR:" not in "\n".join(rows(alone))


def test_the_paper_shows_the_end_of_the_card_and_what_was_loaded() -> None:
    assert "Geschenkkarte **** 7KQ2 25,00" in rows(sold(with_card(), [paid("cash", 2619)]))


def test_the_paper_names_what_accounts_paid_and_what_is_left() -> None:
    cart = a_cart([a_line(MILK, 5000)])
    body = sold(
        cart,
        [
            value("points", 200, points=200),
            value("gift_card", 300, left=700),
            value("store_credit", 95, left=0),
        ],
    )
    found = rows(body)
    at = found.index("Punkte (200) 2,00")
    assert found[at + 1 : at + 5] == [
        "Geschenkkarte **** 7KQ2 3,00",
        "noch 7,00",
        "Guthaben 0,95",
        "noch 0,00",
    ]


def test_a_post_void_gives_each_account_its_own_back() -> None:
    cart = a_cart([a_line(MILK, 5000)])
    tenders = [value("points", 200, points=200), value("gift_card", 300, left=700), paid("cash", 100)]
    body = sold(cart, tenders)
    back = reversal(body, "back-1", an_origin(), "S1-T2-000002", WORD, NOON + 1)
    assert [(one.kind, one.amount, one.points, one.grant_id, one.left) for one in back.tenders] == [
        ("points", -200, -200, "", None),
        ("gift_card", -300, 0, "", None),
        ("cash", -95, 0, "", None),
    ]
    found = rows(back)
    assert "Punkte zurückgegeben (200) -2,00" in found
    assert "Zurück auf Geschenkkarte **** 7KQ2 -3,00" in found


def test_a_receipt_of_the_store_knows_which_account_paid() -> None:
    body = sold(a_cart([a_line(MILK)]), [value("points", 100, points=50), paid("cash", 20)])
    receipt = sold_receipt(body)
    assert receipt is not None
    assert receipt.tenders == (SoldTender("points", 100, "", "", "acc", 50), SoldTender("cash", 19))


def test_the_paper_tells_points_and_how_old_the_balance_is() -> None:
    plain = sold(a_cart([a_line(MILK)]), [paid("cash", 119)])
    body = replace(plain, points=(entry("accrual", 3), entry("accrual", 4), entry("redemption", -5)))
    note = PointsNote(points=120, pending=7, credit=550, as_of=NOON)
    found = rows(body, note)
    at = found.index("Punkte gesammelt 7")
    assert found[at + 1 : at + 5] == [
        "Punktestand 120",
        "Punkte, noch nicht frei 7",
        "Guthaben 5,50 EUR",
        "Stand 30.11.2026 13:00",
    ]
    back = replace(plain, points=(entry("reversal", -3), entry("reversal", 9)))
    found = rows(back, PointsNote(points=0, as_of=NOON))
    assert "Punkte zurückgenommen -3" in found
    assert "Punkte, noch nicht frei 0" not in found
    assert "Punktestand 0" in found


def test_a_report_shows_loads_of_gift_cards_and_each_tender_apart() -> None:
    totals = SessionTotals(
        session_id="session-1",
        number=7,
        currency="EUR",
        business_date=BUSINESS_DATE,
        opened_at=NOON,
        taken_at=NOON,
        gift_card_total=2500,
    )
    paper = session_report(totals, BERLIN.profile, "z_report", "paper-1")
    assert "davon Geschenkkarten 25,00" in [" ".join(row.split()) for row in as_text(paper, 42).splitlines()]
