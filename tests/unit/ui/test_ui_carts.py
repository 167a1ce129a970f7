"""Parked sales of other tills in the list, and the sheet that sends a sale to a phone, without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from pos_app.commands.carts import DropClaim, HandOver, PrintLink, PrintSlip, ShareCart
from pos_app.views.carts import HandOffView
from proof.canned_carts import HAND_OFF, PARKED, PARKED_DOWN
from proof.canned_till import SALE, SUSPENDED, SYNC, SYNC_DOWN

ASKED = v.Outcome(ok=True, changed=frozenset({"suspended"}))
SHARED = v.Outcome(ok=True, sale=SALE, changed=frozenset({"hand_off"}))


def open_list(desk: Any, *more: v.SuspendedView) -> Any:
    desk.bus.suspended = (*SUSPENDED, *more)
    desk.press("F6")
    desk.settle()
    return desk.screen("suspended")


def test_the_list_says_where_a_sale_is_and_what_is_in_the_way(desk: Any) -> None:
    model = open_list(desk, *PARKED)
    rows = [model.property("rows").at(place) for place in range(5)]
    assert [one.where for one in rows] == ["", "", "at Kasse 1", "at Kasse 1", "at Selbstbedienung 4"]
    assert [bool(one.state_text) for one in rows] == [False, False, False, True, True]
    assert not any(one.dimmed for one in rows)
    desk.bus.suspended = PARKED_DOWN
    desk.till.news.emit("suspended", None)
    desk.settle()
    row = model.property("rows").at(0)
    assert row.dimmed and "Kasse 1" in row.state_text


def test_what_can_be_done_depends_on_the_sale(desk: Any) -> None:
    model = open_list(desk, *PARKED, *(replace(one, txn_id="x") for one in PARKED_DOWN[:1]))
    told = []
    for place in range(6):
        model.select(place)
        told.append(tuple(model.property(name) for name in ("here", "under_way", "openable")))
    assert told == [
        (True, False, True),
        (True, False, True),
        (False, False, True),
        (False, True, False),
        (False, True, True),
        (False, False, False),
    ]


def test_it_opens_when_the_hub_has_answered(desk: Any) -> None:
    model = open_list(desk, *PARKED)
    desk.answer(c.ResumeSale, ASKED)
    model.resume_at(2)
    desk.settle()
    assert desk.last == c.ResumeSale(txn_id="s3")
    assert desk.shell.property("route") == "suspended"
    desk.till.news.emit("answer", v.Outcome(ok=True, sale=SALE))
    desk.settle()
    assert desk.shell.property("route") == "sell"


def test_what_is_said_as_a_sale_opens_is_read_on_the_sell_screen(desk: Any) -> None:
    model = open_list(desk, *PARKED)
    desk.answer(c.ResumeSale, ASKED)
    model.resume_at(2)
    desk.settle()
    told = v.Notice(code="resumed_alone", message="no", tone="caution")
    desk.bus.tell("answer", v.Outcome(ok=True, sale=SALE, notice=told))
    desk.settle()
    assert desk.shell.property("route") == "sell"
    assert desk.shell.property("notice_text").startswith("The hub is not reached.")
    desk.press("F6")
    assert desk.shell.property("notice_text") == "", "it goes with the screen"
    told = v.Notice(code="parked_customer", message="no", params={"name": "Anna", "other": "Bert"})
    desk.answer(c.ResumeSale, v.Outcome(ok=True, sale=SALE, notice=told))
    model.resume_at(0)
    desk.settle()
    assert desk.shell.property("route") == "sell"
    assert desk.shell.property("notice_text").startswith("This is the sale of Anna. Bert is not on it")


def test_a_customer_alone_on_a_sale_is_not_taken_for_the_one_that_opens(desk: Any) -> None:
    alone = replace(SALE, lines=(), tenders=())
    model = open_list(desk, *PARKED)
    desk.answer(c.ResumeSale, replace(ASKED, sale=alone))
    model.resume_at(2)
    desk.settle()
    desk.till.news.emit("answer", v.Outcome(ok=True, sale=alone))
    desk.settle()
    assert desk.shell.property("route") == "suspended"
    desk.till.news.emit("answer", v.Outcome(ok=True, sale=SALE))
    desk.settle()
    assert desk.shell.property("route") == "sell"


def test_waiting_can_be_given_up_and_a_slip_is_printed(desk: Any) -> None:
    model = open_list(desk, *PARKED)
    model.select(3)
    desk.press("F4", "Return")
    assert desk.bus.sent == []
    desk.press("F8")
    assert desk.last == DropClaim(txn_id="s4")
    model.select(0)
    desk.press("F8", "F4")
    assert desk.last == PrintSlip(txn_id="s1")


def test_a_sale_goes_to_a_phone(desk: Any) -> None:
    desk.answer(ShareCart, SHARED)
    desk.press("Shift+F6")
    desk.settle()
    sheet = desk.sheet
    assert sheet.property("ready") is True
    assert sheet.property("code").startswith("data:image/png")
    assert "7 line" in sheet.property("goods_text") and "Geschenkkarte" in sheet.property("goods_text")
    sheet.print_link()
    assert desk.last == PrintLink()
    desk.settle()
    desk.shell.scan("4006381333931")
    assert not any(isinstance(one, c.Scan) for one in desk.bus.sent), "it would not be on the phone"
    assert desk.till.notice.code == "scan_in_question"
    rest = v.Notice(code="hand_over_rest", message="no", tone="caution", params={"names": "Geschenkkarte"})
    desk.answer(HandOver, v.Outcome(ok=False, notice=rest))
    sheet.accept()
    desk.settle()
    assert sheet.property("problem").startswith("Not on the phone: Geschenkkarte.")
    desk.answer(HandOver, v.Outcome(ok=True))
    sheet.accept()
    desk.settle()
    assert (desk.last, desk.sheet) == (HandOver(), None)


def test_while_a_link_is_shown_the_loss_of_the_hub_is_told(desk: Any) -> None:
    desk.answer(ShareCart, SHARED)
    desk.press("Shift+F6")
    desk.settle()
    sheet = desk.sheet
    desk.bus.tell("sync", SYNC_DOWN)
    desk.settle()
    assert "Keep the sale here" in sheet.property("state_text")
    desk.bus.tell("sync", SYNC)
    desk.settle()
    assert "camera" in sheet.property("state_text")


def test_without_the_hub_the_sale_stays_and_one_may_try_again(desk: Any) -> None:
    desk.bus.hand_off = HandOffView(state="offline")
    desk.answer(ShareCart, SHARED)
    desk.press("Shift+F6")
    desk.settle()
    sheet = desk.sheet
    assert (sheet.property("ready"), sheet.property("code"), sheet.property("goods_text")) == (False, "", "")
    assert "not reached" in sheet.property("state_text")
    desk.bus.hand_off = HandOffView(state="refused", message="No.")
    sheet.accept()
    desk.settle()
    assert "No." in sheet.property("state_text")
    desk.bus.hand_off = HAND_OFF
    sheet.accept()
    desk.settle()
    assert sheet.property("ready") is True
    sheet.cancel()
    desk.settle()
    assert desk.sheet is None


def test_the_sheet_goes_where_a_sale_cannot_be_sent(desk: Any) -> None:
    refused = v.Notice(code="payment_begun", message="x", tone="caution")
    desk.answer(ShareCart, v.Outcome(ok=False, sale=SALE, notice=refused))
    desk.press("Shift+F6")
    desk.settle()
    assert desk.sheet is None
    assert desk.shell.property("notice_text") != ""


def test_goods_of_a_cart_that_came_may_ask_for_an_age(desk: Any) -> None:
    prompt = v.AgePrompt(age_limit=16, born_on_or_before="2010-11-21", item_name="Bier")
    desk.bus.tell("answer", v.Outcome(ok=True, sale=SALE, age=prompt))
    desk.settle()
    assert type(desk.sheet).__name__ == "AgeSheet"
