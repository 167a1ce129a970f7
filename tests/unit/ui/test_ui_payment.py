"""Payment without a window: exact, quick cash, typed, card, split, and the change until the next scan."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from pos_app import commands as c
from pos_app import views as v
from proof.canned_till import PAYMENT, PAYMENT_SPLIT, SALE

CHANGE = v.ChangeView(
    txn_id="t1",
    receipt_no="S1-T2-000123",
    currency="EUR",
    total=3220,
    paid=5000,
    change=1780,
    cash_rounding=0,
)
DONE = v.Outcome(ok=True, change=CHANGE)
PART = v.Outcome(ok=True, sale=SALE)


def test_exact_is_one_key(desk: Any) -> None:
    desk.answer(c.TenderCash, DONE)
    desk.press("F12")
    assert desk.shell.property("route") == "tender"
    desk.press("F8")
    assert desk.last == c.TenderCash(txn_id="t1", amount=3220)
    assert desk.shell.property("route") == "change"


def test_the_exact_amount_has_one_key_only(desk: Any) -> None:
    desk.bus.payment = replace(PAYMENT, cash_remaining=3500)
    desk.press("F12")
    tender = desk.screen("tender")
    assert [row["text"] for row in tender.property("quick")] == ["€40.00", "€50.00", "€100.00"]
    desk.press("F2")
    assert desk.last == c.TenderCash(txn_id=PAYMENT.txn_id, amount=4000)


def test_quick_cash_keys_take_the_next_notes(desk: Any) -> None:
    desk.answer(c.TenderCash, DONE)
    desk.press("F12")
    tender = desk.screen("tender")
    assert [row["text"] for row in tender.property("quick")] == ["€35.00", "€40.00", "€50.00", "€100.00"]
    desk.press("F4")
    assert desk.last == c.TenderCash(txn_id="t1", amount=5000)


def test_a_key_without_an_amount_takes_nothing(desk: Any) -> None:
    desk.press("F12", "F7")
    assert desk.bus.sent == []


def test_a_typed_amount_splits_the_payment(desk: Any) -> None:
    desk.answer(c.TenderCash, PART)
    desk.press("F12")
    tender = desk.screen("tender")
    tender.type_text("10")
    desk.bus.payment = PAYMENT_SPLIT
    tender.submit()
    desk.settle()
    assert desk.last == c.TenderCash(txn_id="t1", amount=1000)
    assert tender.property("typed") == ""
    assert len(tender.property("tenders")) == 2
    assert "in cash" in tender.property("cash_text")
    assert tender.property("rounding_notice") == "Rounded to 5 Rappen"
    assert tender.property("exact_text").endswith("12.20")
    row = tender.property("tenders").at(1)
    assert (row.text, row.detail) == ("Card", "Mastercard •••• 4242")


def test_enter_with_nothing_typed_is_harmless_and_says_what_to_do(desk: Any) -> None:
    desk.press("F12")
    tender = desk.screen("tender")
    tender.submit()
    assert "F8" in tender.property("problem")
    tender.type_text("abc")
    assert tender.property("problem") == ""
    tender.submit()
    assert desk.bus.sent == []


def test_a_second_press_sends_nothing_twice(desk: Any) -> None:
    desk.press("F12")
    desk.bus.send = lambda command, _done: desk.bus.sent.append(command)
    desk.press("F8", "F8", "F2", "F9")
    assert len(desk.bus.sent) == 1
    assert desk.screen("tender").property("ready") is False


def test_a_refused_tender_says_why_beside_the_amount(desk: Any) -> None:
    notice = v.Notice(code="not_a_code_of_ours", message="Too much.", tone="negative")
    desk.answer(c.TenderCash, v.Outcome(ok=False, sale=SALE, notice=notice))
    desk.press("F12", "F8")
    tender = desk.screen("tender")
    assert (tender.property("problem"), tender.property("ready")) == ("Too much.", True)


def test_the_last_tender_and_a_chosen_one_are_taken_back(desk: Any) -> None:
    desk.bus.payment = PAYMENT_SPLIT
    desk.press("F12", "Del")
    assert desk.last == c.RemoveTender(txn_id="t1", payment_id="p2")
    desk.screen("tender").remove("p1")
    assert desk.last == c.RemoveTender(txn_id="t1", payment_id="p1")
    desk.screen("tender").type_text("5")
    assert desk.shell.press("Del") is False


def test_a_card_is_recorded_by_brand_and_last_four(desk: Any) -> None:
    desk.answer(c.TenderCard, DONE)
    desk.press("F12")
    desk.screen("tender").type_text("20")
    desk.press("F9")
    sheet = desk.sheet
    assert sheet.property("amount_text") == "€20.00"
    sheet.step(1)
    assert sheet.property("brand") == "Visa"
    sheet.accept("42")
    assert sheet.property("problem") != ""
    sheet.accept("4242")
    desk.settle()
    assert desk.last == c.TenderCard(txn_id="t1", amount=2000, brand="Visa", last4="4242")
    assert desk.shell.property("route") == "change"
    assert desk.sheet is None


def test_a_card_never_takes_more_than_remains(desk: Any) -> None:
    desk.press("F12")
    desk.screen("tender").type_text("500")
    desk.press("F9")
    assert desk.sheet.property("amount_text") == "€32.20"


def test_a_scan_during_payment_is_refused_aloud_in_the_card_sheet_too(desk: Any) -> None:
    desk.press("F12")
    desk.scan("4006381333931")
    desk.press("F9")
    desk.scan("4006381333931")
    assert desk.bus.sent == []
    assert desk.ears.heard == ["error", "error"]
    assert "payment" in desk.shell.property("notice_text")


def test_a_free_sale_is_finished(desk: Any) -> None:
    desk.answer(c.FinishSale, DONE)
    desk.bus.payment = replace(PAYMENT, total=0, remaining=0, cash_remaining=0, quick_cash=())
    desk.press("F12")
    tender = desk.screen("tender")
    assert tender.property("free") is True
    desk.press("F9")
    assert desk.sheet is None
    tender.submit()
    desk.settle()
    assert desk.last == c.FinishSale(txn_id="t1")


def test_coins_short_of_the_rounded_amount_are_not_the_end(desk: Any) -> None:
    """1.19 in coins for 1.19 that round to 1.20: no card can pay that, and the sale is not free."""
    desk.answer(c.TenderCash, DONE)
    desk.bus.payment = replace(
        PAYMENT, currency="CHF", total=119, remaining=0, cash_remaining=1, cash_rounding=1, quick_cash=(1,)
    )
    desk.press("F12")
    tender = desk.screen("tender")
    assert tender.property("free") is False
    assert tender.property("remaining_text").endswith("0.01")
    desk.press("F9")
    assert desk.sheet is None
    assert "coins" in tender.property("problem")
    tender.submit()
    desk.settle()
    assert desk.bus.sent == []
    desk.press("F8")
    assert desk.last == c.TenderCash(txn_id="t1", amount=1)


def test_a_payment_that_nobody_approves_can_be_tried_again(desk: Any) -> None:
    asks = v.ApprovalRequest(permission="discount_above_limit", message="x", reason_kind="discount")
    desk.answer(c.TenderCash, v.Outcome(ok=False, sale=SALE, approval=asks))
    desk.press("F12", "F8")
    tender = desk.screen("tender")
    assert tender.property("ready") is False
    desk.sheet.cancel()
    assert (desk.sheet, tender.property("ready")) == (None, True)
    desk.press("F8")
    assert len(desk.bus.sent) == 2


def test_escape_empties_the_amount_then_goes_back(desk: Any) -> None:
    desk.press("F12")
    desk.screen("tender").type_text("12")
    desk.press("Esc")
    assert (desk.screen("tender").property("typed"), desk.shell.property("route")) == ("", "tender")
    desk.press("Esc")
    assert desk.shell.property("route") == "sell"


def change(desk: Any) -> Any:
    desk.answer(c.TenderCash, DONE)
    desk.press("F12", "F8")
    return desk.screen("change")


def test_what_is_left_on_the_card_that_paid_is_told(desk: Any) -> None:
    card = v.TenderView(payment_id="p1", kind="gift_card", amount=2220, last4="KC4S", left=451)
    credit = v.TenderView(payment_id="p2", kind="store_credit", amount=1000, left=0)
    cash = v.TenderView(payment_id="p3", kind="cash", amount=100)
    assert DONE.change is not None
    paid = replace(DONE.change, tenders=(card, credit, cash))
    desk.answer(c.TenderCash, replace(DONE, change=paid))
    desk.press("F12", "F8")
    assert desk.screen("change").property("lefts") == [
        {"label": "Left on •••• KC4S", "figure": "€4.51"},
        {"label": "Credit left", "figure": "€0.00"},
    ]


def test_the_change_stays_until_the_next_scan(desk: Any) -> None:
    shown = change(desk)
    assert (shown.property("change_text"), shown.property("anything")) == ("€17.80", True)
    assert shown.property("receipt_no") == "S1-T2-000123"
    assert (shown.property("total_text"), shown.property("paid_text")) == ("€32.20", "€50.00")
    assert shown.property("rounding_text") == ""
    desk.scan("4006381333931")
    assert desk.last == c.Scan(raw="4006381333931")
    assert desk.shell.property("route") == "sell"


def test_a_figure_begins_the_next_sale_and_is_typed(desk: Any) -> None:
    change(desk)
    assert desk.shell.press("4") is False
    assert desk.shell.property("route") == "sell"


def test_enter_begins_the_next_sale_and_other_keys_do_nothing(desk: Any, qtbot: QtBot) -> None:
    change(desk)
    desk.press("F12")
    assert desk.shell.property("route") == "change"
    desk.press("Return")
    assert desk.shell.property("route") == "change", "the second press was meant for the payment"

    def pressed_on() -> bool:
        desk.press("Return")
        return bool(desk.shell.property("route") == "sell")

    qtbot.waitUntil(pressed_on, timeout=60_000)
