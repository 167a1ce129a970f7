"""A gift card scanned while one sells, or looked at from the menu: balance, paying with it, loading it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from pos_app.commands import loyalty as cl
from pos_app.views.loyalty import ValueAskView
from proof.canned_till import NOW, SALE, TILL
from retail.gift_card import new_code
from ui.tender.gift_card_look import GiftCardLook
from ui.tender.gift_card_sheet import GiftCardSheet

CODE = new_code(lambda text: text[0])
TOLD = ValueAskView(
    request_id="b1",
    kind="gift_card",
    quantity=0,
    last4=CODE[-4:],
    at=0,
    pending=False,
    available=1250,
    as_of=NOW,
    currency="EUR",
)


def answered(desk: Any, *asks: ValueAskView, notice: v.Notice | None = None) -> None:
    """The hub answered."""
    desk.bus.asks = asks
    desk.bus.tell("answer", v.Outcome(ok=True, sale=desk.till.sale, notice=notice))
    desk.settle()


def test_a_card_scanned_while_selling_opens_its_sheet_and_asks_the_hub(desk: Any) -> None:
    desk.scan(f"]Q1{CODE}")
    sheet = desk.sheet
    assert isinstance(sheet, GiftCardLook)
    assert desk.last == cl.AskGiftCard(code=f"]Q1{CODE}")
    assert (sheet.property("chosen"), sheet.property("last4")) == (True, f"•••• {CODE[-4:]}")
    assert sheet.property("state_text") == "Asking the hub …"
    answered(desk, replace(TOLD, pending=True))
    assert sheet.property("balance_text") == ""
    answered(desk, TOLD)
    assert sheet.property("balance_text") == "€12.50"
    assert sheet.property("state_text").startswith("On the card, as of ")
    assert sheet.property("worth") is True
    assert not any(isinstance(one, c.Scan) for one in desk.bus.sent)


def test_it_pays_the_open_sale(desk: Any) -> None:
    desk.scan(CODE)
    assert desk.sheet.property("pays") is True
    desk.sheet.pay()
    desk.settle()
    assert desk.shell.property("route") == "tender"
    assert desk.last == cl.TenderGiftCard(txn_id="t1", code=CODE)
    sent = len(desk.bus.sent)
    desk.press("Esc", "F12")
    assert len(desk.bus.sent) == sent


def test_looked_at_while_one_pays_it_pays_at_once(desk: Any) -> None:
    desk.press("F12", "Ctrl+G")
    desk.sheet.type_code(CODE)
    desk.sheet.ask()
    desk.settle()
    desk.sheet.pay()
    desk.settle()
    assert desk.last == cl.TenderGiftCard(txn_id="t1", code=CODE)
    assert desk.sheet is None


@pytest.mark.parametrize("kind", ["none", "gift_card", "training"])
def test_with_nothing_to_pay_by_it_only_loading_is_offered(desk: Any, kind: str) -> None:
    line = replace(SALE.lines[0], kind="gift_card")
    sale = {
        "none": None,
        "gift_card": replace(SALE, lines=(line,)),
        "training": replace(SALE, training=True),
    }[kind]
    desk.bus.tell("till", replace(TILL, sale=sale))
    desk.settle()
    desk.scan(CODE)
    assert desk.sheet.property("pays") is False


def test_loading_takes_the_code_along(desk: Any) -> None:
    desk.press("Ctrl+U")
    desk.scan(CODE)
    desk.sheet.load()
    desk.settle()
    assert desk.shell.property("route") == "sell"
    assert isinstance(desk.sheet, GiftCardSheet)
    assert desk.sheet.property("code") == CODE
    desk.sheet.accept("10")
    desk.settle()
    assert desk.last == cl.SellGiftCard(code=CODE, amount=1000)


def test_what_the_hub_says_no_to_stands_on_the_sheet_alone(desk: Any) -> None:
    desk.scan(CODE)
    no = v.Notice(code="balance_blocked", message="no", tone="caution")
    answered(desk, notice=no)
    assert desk.sheet.property("problem").startswith("This gift card is blocked")
    assert desk.shell.property("notice_text") == ""
    assert desk.sheet.property("state_text") == ""
    assert (desk.sheet.property("worth"), desk.sheet.property("loads")) == (False, False)
    answered(desk, TOLD)
    assert desk.sheet.property("balance_text") == ""


def test_an_empty_card_does_not_pay(desk: Any) -> None:
    desk.scan(CODE)
    answered(desk, replace(TOLD, available=0))
    assert (desk.sheet.property("balance_text"), desk.sheet.property("worth")) == ("€0.00", False)


def test_from_the_menu_the_code_is_asked_for_first(desk: Any) -> None:
    desk.press("F11", "Ctrl+G")
    sheet = desk.sheet
    assert (sheet.property("chosen"), sheet.property("last4")) == (False, "")
    sheet.ask()
    assert sheet.property("problem") == "Scan the card first, or type its code."
    sheet.type_code("abc")
    no = v.Notice(code="gift_card_code_invalid", message="no", tone="caution")
    desk.answer(cl.AskGiftCard, v.Outcome(ok=False, notice=no))
    sheet.ask()
    desk.settle()
    assert sheet.property("problem").startswith("This is no code")
    assert sheet.property("chosen") is False
    desk.answer(cl.AskGiftCard, v.Outcome(ok=True, sale=SALE))
    desk.scan(CODE)
    assert (sheet.property("chosen"), sheet.property("typed"), sheet.property("problem")) == (True, CODE, "")


def test_a_signed_out_till_looks_at_no_card(desk: Any) -> None:
    desk.bus.tell("till", replace(TILL, operator=None))
    desk.settle()
    desk.scan(CODE)
    assert desk.sheet is None
    assert desk.ears.heard[-1] == "error"


def test_a_hub_that_did_not_answer_is_asked_again(desk: Any) -> None:
    desk.scan(CODE.lower())
    sheet = desk.sheet
    assert sheet.property("last4") == f"•••• {CODE[-4:]}"
    assert sheet.property("unheard") is False
    answered(desk, notice=v.Notice(code="balance_needs_hub", message="no", tone="caution"))
    assert sheet.property("unheard") is True
    sent = len(desk.bus.sent)
    sheet.ask()
    desk.settle()
    assert [type(one) for one in desk.bus.sent[sent:]] == [cl.AskGiftCard]
    assert (sheet.property("unheard"), sheet.property("problem")) == (False, "")
    answered(desk, TOLD)
    assert sheet.property("balance_text") == "€12.50"
