"""What the cart, the payment and the reports show of returns, exchanges and promotions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from proof import canned_counter as canned
from proof.canned_side import TOTALS, entry
from proof.canned_till import PAYMENT, TILL, line, sale
from ui.figures import Figures
from ui.journal.entries import entry_row
from ui.session.report import report_rows

At = Callable[..., Any]


def cart_of(desk: Any) -> Any:
    return desk.screen("sell").property("cart")


def test_goods_that_come_back_are_told_by_a_word(at: At) -> None:
    desk = at(replace(TILL, sale=canned.EXCHANGE))
    cart = cart_of(desk)
    back, damaged, deposit, wine, _ = (cart.property("rows").at(i) for i in range(5))
    assert (back.badge, back.quantity_text, back.amount_text) == ("Return", "−2", "−1.78")
    assert back.note_text == "S1-T2-000123 · back on the shelf"
    assert damaged.note_text.endswith("damaged")
    assert (deposit.badge, deposit.belongs, deposit.amount_text) == ("", True, "−1.50")
    assert wine.badge == ""
    assert (cart.property("total_label"), cart.property("refund_text")) == ("To pay", "−€8.62")
    assert desk.screen("sell").property("pay_text") == "Pay €3.27"


def test_goods_without_a_receipt_say_so(at: At) -> None:
    loose = line(1, "Brot", -429, quantity=-1000, is_return=True, stock_fate="none")
    cart = cart_of(at(replace(TILL, sale=sale((loose,), refund_total=429))))
    row = cart.property("rows").at(0)
    assert (row.note_text, row.price_text) == ("without a receipt · not into stock", "")


def test_money_that_goes_back_is_never_called_a_payment(at: At) -> None:
    desk = at(replace(TILL, sale=canned.REFUND), payment=canned.REFUND_PAYMENT)
    cart = cart_of(desk)
    assert (cart.property("total_label"), cart.property("total_text")) == ("To give back", "€6.43")
    assert desk.screen("sell").property("pay_text") == "Give back €6.43"
    desk.press("F12")
    tender = desk.screen("tender")
    assert tender.property("gives_back") is True
    assert (tender.property("remaining_text"), tender.property("exact_text")) == ("€6.43", "€6.45")
    assert tender.property("cash_text") == "€6.45 in cash (rounding €0.02)"
    assert (tender.property("quick"), tender.property("cards")) == ([], ["Visa •••• 4242"])


def test_cash_is_given_back_rounded_and_the_screen_says_so(at: At) -> None:
    desk = at(replace(TILL, sale=canned.REFUND), payment=canned.REFUND_PAYMENT)
    desk.bus.answers[c.TenderCash] = v.Outcome(ok=True, change=canned.GIVEN_BACK)
    desk.press("F12", "F8")
    assert desk.last == c.TenderCash(txn_id="t1", amount=-645)
    change = desk.screen("change")
    assert (change.property("refunded"), change.property("change_text")) == (True, "€3.43")
    assert change.property("refunded_partly") is True
    assert change.property("backs") == [
        {"label": "Points", "figure": "€3.00"},
        {"label": "Cash", "figure": "€3.43"},
    ]


@pytest.mark.parametrize(("kind", "backs"), [("cash", []), ("card", [{"label": "Card", "figure": "€6.43"}])])
def test_one_way_back_is_told_as_one_figure(at: At, kind: str, backs: list[dict[str, str]]) -> None:
    desk = at(replace(TILL, sale=canned.REFUND), payment=canned.REFUND_PAYMENT)
    way = v.TenderView(payment_id="p1", kind=kind, amount=-643)
    desk.bus.answers[c.TenderCash] = v.Outcome(ok=True, change=replace(canned.GIVEN_BACK, tenders=(way,)))
    desk.press("F12", "F8")
    change = desk.screen("change")
    assert (change.property("change_text"), change.property("refunded_partly")) == ("€6.43", False)
    assert change.property("backs") == backs
    assert change.property("refunded_cashless") is (kind != "cash")


def test_a_part_is_given_back_in_cash_by_its_figure(at: At) -> None:
    desk = at(replace(TILL, sale=canned.REFUND), payment=canned.REFUND_PAYMENT)
    desk.press("F12")
    tender = desk.screen("tender")
    tender.type_text("2")
    tender.submit()
    desk.settle()
    assert desk.last == c.TenderCash(txn_id="t1", amount=-200)


def test_a_refund_is_suggested_to_the_card_that_paid(at: At) -> None:
    desk = at(replace(TILL, sale=canned.REFUND), payment=canned.REFUND_PAYMENT)
    desk.press("F12", "F9")
    sheet = desk.sheet
    assert (sheet.property("brand"), sheet.property("start")) == ("Visa", "4242")
    assert (sheet.property("gives_back"), sheet.property("amount_text")) == (True, "€6.43")
    sheet.accept("4242")
    desk.settle()
    assert desk.last == c.TenderCard(txn_id="t1", amount=-643, brand="Visa", last4="4242")


def test_a_card_of_a_brand_nobody_listed_can_get_its_money_back(at: At) -> None:
    cards = (
        v.TenderView(payment_id="", kind="card", amount=100),
        v.TenderView(payment_id="", kind="card", amount=100, brand="JCB", last4="1111"),
    )
    desk = at(replace(TILL, sale=canned.REFUND), payment=replace(canned.REFUND_PAYMENT, cards=cards))
    desk.press("F12")
    tender = desk.screen("tender")
    assert tender.property("cards") == ["Card", "JCB •••• 1111"]
    tender.type_text("3")
    tender.refund_to(1)
    desk.settle()
    sheet = desk.sheet
    assert "JCB" in [row["key"] for row in sheet.property("brands")]
    sheet.step(1)
    assert sheet.property("brand") == ""
    sheet.choose("JCB")
    sheet.accept("")
    desk.settle()
    assert desk.last == c.TenderCard(txn_id="t1", amount=-300, brand="JCB", last4=None)


def test_a_payment_suggests_no_card(at: At) -> None:
    cards = canned.REFUND_PAYMENT.cards
    desk = at(payment=replace(PAYMENT, cards=cards))
    desk.press("F12", "F9")
    assert (desk.screen("tender").property("cards"), desk.sheet.property("start")) == ([], "")


def test_promotions_are_named_on_their_line_and_what_is_near_is_said_quietly(at: At) -> None:
    cart = cart_of(at(replace(TILL, sale=canned.OFFERS)))
    milk, meat = cart.property("rows").at(1), cart.property("rows").at(3)
    assert (milk.offer_text, milk.extended_text) == ("3 zum Preis von 2  −1.39", "4.17")
    assert milk.pack_text == "Best before Dec 1, 2026 · Batch L2417B"
    assert meat.pack_text == "Use by Nov 23, 2026 · Batch 4711 · No. 00017"
    assert cart.property("savings_text") == "−€1.62"
    assert cart.property("hints") == [
        "1 more for 2 Joghurt für 2,00 €",
        "€5.38 more for Kaffee gratis ab 20 €",
    ]


def test_an_erased_customer_is_still_said_to_be_there(at: At) -> None:
    nameless = v.CustomerTile(customer_id="k1", name="")
    cart = cart_of(at(replace(TILL, sale=replace(canned.OFFERS, customer=nameless))))
    assert cart.property("customer_name") == "Customer, not known here any more"


def test_the_journal_calls_a_return_and_an_exchange_by_their_names() -> None:
    figures = Figures()
    titles = [entry_row(entry(290, detail=word), figures).title for word in ("return", "exchange")]
    assert titles == ["Return S1-T2-000190", "Exchange S1-T2-000190"]


def test_the_reports_show_returns_and_promotions_where_there_were_any(qapp: object) -> None:
    figures = Figures()
    plain = {row.label for row in report_rows(TOTALS, figures, with_cash=True)}
    assert "Promotions" not in plain
    totals = replace(TOTALS, return_count=2, return_total=-862, promotion_total=162)
    rows = {row.label: row.figure for row in report_rows(totals, figures, with_cash=True)}
    assert rows["Promotions"] == "−€1.62"
    assert rows["%n return(s)".replace("%n", "2")] == "−€8.62"
