"""Points, gift cards and credit on the payment screen: the ways, the waiting, what the hub said."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from pos_app.commands import loyalty as cl
from proof.canned_till import ACCOUNTS, ASKING, GIVING_BACK, PAYMENT, SALE
from retail.gift_card import new_code
from ui.tender.gift_card_sheet import GiftCardSheet
from ui.words import say

LEFT: dict[str, str | int] = {"available": 200, "currency": "EUR"}
CODE = new_code(lambda text: text[0])


def accounts(desk: Any) -> Any:
    """The model of the payment screen's ways."""
    desk.press("F12")
    desk.settle()
    return desk.screen("tender").property("accounts")


def texts(model: Any) -> list[str]:
    """The buttons."""
    return [way["text"] for way in model.property("ways")]


def test_the_ways_are_those_of_the_customer_and_a_gift_card(desk: Any) -> None:
    assert texts(accounts(desk)) == ["Gift card", "1250 points, €12.50", "Store credit, €20.00"]
    desk.bus.accounts = replace(ACCOUNTS, points=0, credit=0, customer=False)
    desk.press("Esc")
    assert texts(accounts(desk)) == ["Gift card"]
    desk.bus.accounts = replace(ACCOUNTS, allowed=False)
    desk.press("Esc")
    assert texts(accounts(desk)) == []


def test_points_and_credit_are_one_press_and_take_a_typed_amount(desk: Any) -> None:
    model = accounts(desk)
    desk.press("Shift+F8")
    assert desk.last == cl.TenderPoints(txn_id="t1")
    desk.screen("tender").type_text("5")
    model.choose("points")
    desk.settle()
    assert desk.last == cl.TenderPoints(txn_id="t1", points=500)
    desk.screen("tender").type_text("7")
    desk.press("Shift+F10")
    assert desk.last == cl.TenderStoreCredit(txn_id="t1", amount=700)


def test_a_gift_card_is_scanned_into_its_sheet_or_at_once(desk: Any) -> None:
    accounts(desk)
    desk.press("Shift+F9")
    assert isinstance(desk.sheet, GiftCardSheet)
    desk.shell.scan(CODE)
    desk.settle()
    assert desk.last == cl.TenderGiftCard(txn_id="t1", code=CODE)
    assert desk.sheet is None
    desk.shell.scan(f"]Q1{CODE}")
    desk.settle()
    assert desk.last == cl.TenderGiftCard(txn_id="t1", code=f"]Q1{CODE}")
    sent = len(desk.bus.sent)
    desk.shell.scan("4006381333931")
    desk.settle()
    assert len(desk.bus.sent) == sent
    assert desk.ears.heard[-1] == "error"


@pytest.mark.parametrize("typed", ["0", "0.555", "."])
@pytest.mark.parametrize("key", ["Shift+F8", "Shift+F10", "F10", "F9"])
def test_what_is_typed_and_no_amount_pays_nothing_rather_than_all(desk: Any, typed: str, key: str) -> None:
    accounts(desk)
    model = desk.screen("tender")
    sent = len(desk.bus.sent)
    model.type_text(typed)
    desk.press(key)
    assert (desk.bus.sent[sent:], desk.sheet) == ([], None)
    assert model.property("problem").startswith("Type an amount")
    assert desk.ears.heard[-1] == "error"


def test_while_the_hub_is_asked_one_can_only_wait_or_stop(desk: Any) -> None:
    desk.bus.accounts = ASKING
    model = accounts(desk)
    assert texts(model) == []
    assert "•••• 7KQ2" in model.property("waiting")
    model.cancel()
    desk.settle()
    assert desk.last == cl.CancelAsk(request_id="a1")
    for kind, word in (("points", "3220 points"), ("store_credit", "store credit")):
        desk.bus.accounts = replace(ASKING, asks=(replace(ASKING.asks[0], kind=kind),))
        desk.press("Esc")
        assert word in accounts(desk).property("waiting")


def test_the_answer_brings_the_tender_or_says_why_not(desk: Any) -> None:
    desk.bus.accounts = ASKING
    model = accounts(desk)
    desk.bus.accounts = ACCOUNTS
    no = v.Notice(code="gift_card_not_enough", message="no", tone="caution", params=LEFT)
    desk.bus.tell("answer", v.Outcome(ok=True, sale=SALE, notice=no, changed=frozenset({"payment"})))
    desk.settle()
    assert model.property("waiting") == ""
    assert len(texts(model)) == 3
    assert say(desk.till.notice).startswith("Only €2.00 are left")
    assert desk.ears.heard[-1] == "error"
    done = v.ChangeView(txn_id="t1", receipt_no="S1-T2-1", currency="EUR", total=3220, paid=3220, change=0)
    desk.bus.tell("answer", v.Outcome(ok=True, change=done))
    desk.settle()
    assert desk.shell.property("route") == "change"


def test_a_refund_offers_points_first_the_card_that_paid_and_credit(desk: Any) -> None:
    desk.bus.payment = replace(PAYMENT, total=-1720, remaining=-1720, cash_remaining=-1720)
    desk.bus.accounts = GIVING_BACK
    model = accounts(desk)
    assert texts(model) == ["Give back 300 points, €3.00", "Back to gift card •••• 7KQ2", "As store credit"]
    model.choose("points")
    desk.settle()
    assert desk.last == cl.TenderPoints(txn_id="t1")
    model.choose("g1")
    desk.settle()
    assert desk.last == cl.RefundToGiftCard(txn_id="t1", account_id="g1")
    sent = len(desk.bus.sent)
    desk.press("Shift+F9")
    assert desk.bus.sent[sent:] == [cl.RefundToGiftCard(txn_id="t1", account_id="g1")]
    desk.bus.accounts = replace(GIVING_BACK, gift_cards=())
    desk.press("Esc")
    accounts(desk)
    desk.press("Shift+F9")
    assert (desk.sheet, desk.till.notice.code) == (None, "card_did_not_pay")


def test_credit_is_offered_for_a_refund_before_there_is_a_customer(desk: Any) -> None:
    desk.bus.payment = replace(PAYMENT, total=-1720, remaining=-1720, cash_remaining=-1720)
    desk.bus.accounts = replace(GIVING_BACK, points_due=0, gift_cards=(), customer=False)
    assert texts(accounts(desk)) == ["As store credit"]
    sent = len(desk.bus.sent)
    desk.press("Shift+F10")
    assert (desk.bus.sent[sent:], desk.till.notice.code) == ([], "customer_needed")


def test_a_gift_card_is_sold_by_code_and_amount(desk: Any) -> None:
    desk.press("Shift+F5")
    sheet = desk.sheet
    sheet.accept("25")
    assert (sheet.property("problem"), sheet.property("code_wrong")) == (
        "Scan the card first, or type its code.",
        True,
    )
    desk.shell.scan(CODE)
    assert (sheet.property("code"), sheet.property("problem")) == (CODE, "")
    sheet.accept("")
    assert (sheet.property("problem") != "", sheet.property("code_wrong")) == (True, False)
    no = v.Notice(code="gift_card_code_invalid", message="no", tone="caution")
    desk.answer(cl.SellGiftCard, v.Outcome(ok=False, notice=no))
    sheet.accept("25")
    desk.settle()
    assert (sheet.property("problem") != "", sheet.property("code_wrong")) == (True, True)
    desk.answer(cl.SellGiftCard, v.Outcome(ok=True, sale=SALE))
    sheet.accept("25")
    desk.settle()
    assert desk.last == cl.SellGiftCard(code=CODE, amount=2500)
    assert not any(isinstance(one, c.Scan) for one in desk.bus.sent)


def test_the_cart_shows_points_and_how_old_they_are(desk: Any) -> None:
    cart = desk.screen("sell").property("cart")
    assert cart.property("customer_points") == ""
    anna = v.CustomerTile(customer_id="k", name="Anna", points=120, as_of=0, earns=3, loyalty=True)
    desk.bus.tell("till", replace(desk.bus.till, sale=replace(SALE, customer=anna)))
    desk.settle()
    assert cart.property("customer_points") == "Points not known here yet · +3 with this sale"
    anna = replace(anna, as_of=1_795_270_320_000, earns=0)
    desk.bus.tell("till", replace(desk.bus.till, sale=replace(SALE, customer=anna)))
    desk.settle()
    assert cart.property("customer_points").startswith("120 points, as of ")
