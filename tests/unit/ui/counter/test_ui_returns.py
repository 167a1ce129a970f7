"""Returns without a window: found by number, scan and item, picked, refused, and put on the sale."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app import queries as q
from pos_app import views as v
from pos_app.commands.returns import ReturnLines, ReturnPick, ReturnWithoutReceipt
from pos_app.queries.returns import FindReceipts
from proof import canned_counter as canned
from proof.canned_till import SALE
from tests.fakes.side_till import refused

At = Callable[..., Any]


def shown(desk: Any) -> str:
    return str(desk.shell.property("route"))


def rows(model: Any, name: str = "lines") -> list[Any]:
    found = model.property(name)
    return [found.at(i) for i in range(len(found))]


def test_the_newest_receipts_stand_there_with_what_can_come_back(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R")
    finding = desk.screen("returns").property("finding")
    first, second, third, fourth = rows(finding, "rows")
    assert (first.number, first.total_text, first.badge) == ("S1-T2-000123", "€47.31", "")
    assert "and 3 more" in first.detail
    assert "till T1" in second.detail
    assert (third.badge, third.struck) == ("All returned", False)
    assert (fourth.badge, fourth.struck) == ("Cancelled", True)
    assert finding.property("known_text").startswith("Receipts of other tills as of ")


def test_a_receipt_is_looked_for_as_it_is_typed_and_opened_by_enter(at: At) -> None:
    desk = at()
    asked: list[q.Query[Any]] = []
    answer = desk.bus._answer

    def noting(query: q.Query[Any]) -> Any:
        asked.append(query)
        return answer(query)

    desk.bus._answer = noting
    desk.press("Ctrl+R")
    finding = desk.screen("returns").property("finding")
    finding.type_text("12")
    assert desk.shell.press("Return") is True
    assert desk.screen("returns").property("picking") is False
    desk.settle()
    assert FindReceipts(text="12") in asked
    assert desk.screen("returns").property("receipt_no") == "S1-T2-000123"


def test_escape_leads_back_step_by_step_and_forgets_what_was_picked(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R")
    model = desk.screen("returns")
    model.property("finding").type_text("12")
    desk.settle()
    desk.press("Return", "F3", "Esc")
    assert (model.property("picking"), model.property("finding").property("text")) == (False, "12")
    desk.press("Esc")
    assert (shown(desk), model.property("finding").property("text")) == ("returns", "")
    desk.press("Esc")
    assert shown(desk) == "sell"
    assert desk.bus.sent == []


def test_nothing_found_says_what_to_do(at: At) -> None:
    desk = at(receipts=())
    desk.press("Ctrl+R")
    finding = desk.screen("returns").property("finding")
    assert (finding.property("empty"), finding.property("empty_text")) == (True, "No receipt yet")
    assert desk.shell.press("Return") is False
    desk.scan("S1-T9-000001\x1d")
    assert finding.property("empty_text") == "No receipt found for S1-T9-000001"
    assert desk.ears.heard[-1] == "error"


def test_packs_of_one_item_are_told_apart(at: At) -> None:
    first, *others = canned.RETURNABLE.lines
    desk = at(returnable=replace(canned.RETURNABLE, lines=(replace(first, batch="L7", serial="9"), *others)))
    desk.press("Ctrl+R", "Return")
    assert rows(desk.screen("returns"))[0].detail.endswith(" left · Batch L7 · No. 9")


def test_what_comes_back_is_picked_by_keys_and_never_more_than_is_left(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "Return")
    model = desk.screen("returns")
    assert [row.name for row in rows(model)].count("Mineralwasser Medium 0,75\u00a0l") == 1
    assert model.property("ready") is False
    desk.press("Down", "+", "+", "+")
    bread = rows(model)[1]
    assert (bread.picked_text, bread.amount_text, bread.can_more) == ("2", "€1.78", False)
    assert bread.detail == "3 sold for €2.67 · 1 returned before · 2 left"
    desk.press("-")
    assert rows(model)[1].picked_text == "1"
    desk.press("Down", "+")
    assert rows(model)[2].picked_text == "0.848\u00a0kg"
    desk.press("-")
    assert rows(model)[2].picked_text == "0"
    desk.press("Down", "Down", "F3")
    assert (model.property("refund_text"), model.property("deposit_text")) == (
        "€7.73",
        "with €1.50 deposit",
    )
    desk.press("F3")
    assert rows(model)[4].can_fewer is False
    desk.press("Down")
    assert rows(model)[5].spent is True
    desk.press("+")
    assert rows(model)[5].can_fewer is False


def test_everything_is_one_key_and_another_press_takes_it_back(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "Return", "F4")
    model = desk.screen("returns")
    assert [row.can_more for row in rows(model)] == [False] * 6
    desk.press("F4")
    assert model.property("refund_text") == "€0.00"
    assert [row.can_fewer for row in rows(model)] == [False] * 6


def test_a_part_of_what_is_weighed_is_typed(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "Return", "Down", "Down", "F2")
    sheet = desk.sheet
    assert (sheet.property("start"), sheet.property("unit")) == ("0.848", "kg")
    sheet.accept("x")
    assert sheet.property("problem") != ""
    sheet.accept("0.9")
    assert sheet.property("problem").startswith("Not so much of Äpfel Elstar")
    sheet.accept("0.5")
    desk.settle()
    assert desk.shell.sheet_model is None
    assert rows(desk.screen("returns"))[2].picked_text == "0.500\u00a0kg"
    desk.press("Up", "F2")
    desk.sheet.accept("1.5")
    assert "whole" in desk.sheet.property("problem")


def test_it_goes_on_the_sale_with_reason_and_place(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "Return", "F12")
    model = desk.screen("returns")
    assert model.property("problem") == "Pick what comes back."
    desk.press("F3", "F12")
    assert model.property("problem") == "Pick a reason."
    desk.press("F5", "F6", "F6", "F12")
    assert desk.last == ReturnLines(
        txn_id="r1", picks=(ReturnPick(line_id="s1", quantity=1000, stock="damaged"),), reason_id="q2"
    )
    assert shown(desk) == "sell"


def test_a_refusal_is_said_where_it_was_pressed_and_what_was_picked_stays(at: At) -> None:
    desk = at()
    desk.bus.answers[ReturnLines] = refused("return_more_than_left", name="Bauernbrot")
    desk.press("Ctrl+R", "Return", "F3", "F6", "F12")
    model = desk.screen("returns")
    assert model.property("problem").startswith("Not so much of Bauernbrot")
    assert (shown(desk), model.property("ready"), desk.ears.heard[-1]) == ("returns", True, "error")


def test_above_the_limit_a_supervisor_is_asked_and_cancelling_changes_nothing(at: At) -> None:
    desk = at()
    request = v.ApprovalRequest(permission="refund_above_limit", message="A supervisor approves it.")
    desk.bus.answers[ReturnLines] = v.Outcome(ok=False, sale=SALE, approval=request)
    desk.press("Ctrl+R", "Return", "F3", "F6", "F12")
    assert desk.sheet.property("why") == "This refund is above the cashier's limit."
    desk.press("Esc")
    assert (shown(desk), desk.screen("returns").property("ready")) == ("returns", True)


def test_a_second_press_sends_nothing_twice(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "Return", "F3", "F6")
    desk.bus.send = lambda command, _done: desk.bus.sent.append(command)
    desk.press("F12", "F12")
    assert len(desk.bus.sent) == 1


def test_an_item_of_the_receipt_is_scanned_to_pick_it(at: At) -> None:
    bread = canned.RETURNABLE.lines[1]
    desk = at(returnable=replace(canned.RETURNABLE, lines=(canned.RETURNABLE.lines[0], bread)))
    desk.bus.item = replace(desk.bus.item, sku=bread.sku)
    desk.press("Ctrl+R", "Return")
    model = desk.screen("returns")
    desk.scan("4006381333955")
    desk.scan("4006381333955")
    assert (model.property("selected"), rows(model)[1].picked_text) == (1, "2")
    desk.scan("4006381333955")
    assert rows(model)[1].picked_text == "2"
    assert "Laugenbrezel" in desk.shell.property("notice_text")
    desk.bus.item = replace(desk.bus.item, sku="another")
    desk.scan("4006381333955")
    assert model.property("picking") is False


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (canned.RETURNABLE, ""),
        (canned.FOREIGN, "As known at"),
        (replace(canned.FOREIGN, as_of=None), "The hub was not heard yet"),
        (replace(canned.RETURNABLE, reversed=True), "This sale was cancelled."),
        (replace(canned.RETURNABLE, lines=canned.RETURNABLE.lines[-1:]), "Everything of this receipt"),
    ],
)
def test_what_is_known_of_the_receipt_is_said(at: At, view: Any, said: str) -> None:
    desk = at(returnable=view)
    desk.press("Ctrl+R", "Return")
    caution = desk.screen("returns").property("caution")
    assert caution.startswith(said) if said else caution == ""


def test_a_receipt_scanned_while_selling_leads_to_its_lines(at: At) -> None:
    desk = at()
    known = v.Notice(
        code="receipt_scanned",
        message="This is receipt S1-T2-000123.",
        params={"receipt_no": "S1-T2-000123", "txn_id": "r1"},
        acts=("return",),
    )
    desk.bus.answers[c.Scan] = v.Outcome(ok=False, sale=SALE, notice=known)
    desk.scan("S1-T2-000123")
    assert (shown(desk), desk.screen("returns").property("picking")) == ("returns", True)
    desk.press("Esc", "Esc")
    unknown = v.Notice(
        code="receipt_not_here",
        message="Receipt S9-T9-000009 is not known here.",
        params={"receipt_no": "S9-T9-000009"},
        acts=("find_receipt",),
    )
    desk.bus.answers[c.Scan] = v.Outcome(ok=False, sale=SALE, notice=unknown)
    desk.scan("S9-T9-000009")
    assert (shown(desk), desk.screen("returns").property("picking")) == ("returns", False)
    assert "S9-T9-000009" in desk.shell.property("notice_text")


def test_the_journal_leads_to_the_return_of_a_sale(at: At) -> None:
    desk = at()
    desk.press("Ctrl+J", "F6")
    assert (shown(desk), desk.screen("returns").property("picking")) == ("returns", True)


def test_without_a_receipt_the_item_is_found_counted_and_priced(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "F7")
    model = desk.screen("no_receipt")
    assert (shown(desk), model.property("found")) == ("no_receipt", False)
    assert desk.shell.press("+") is False
    desk.scan("4008400202532")
    desk.scan("4008400202532")
    assert (model.property("quantity_text"), model.property("refund_text")) == ("2", "€2.78")
    desk.press("+", "-", "-", "-")
    assert model.property("quantity_text") == "1"
    desk.press("F3")
    desk.sheet.accept("x")
    assert desk.sheet.property("problem") != ""
    desk.sheet.accept("1.00")
    desk.press("F12")
    assert model.property("problem") == "Pick a reason."
    desk.press("F6", "F2")
    desk.sheet.accept("3")
    desk.press("F12")
    sku = desk.bus.item.sku
    assert desk.last == ReturnWithoutReceipt(sku=sku, quantity=3000, unit_price=100, reason_id="q1")
    assert shown(desk) == "sell"


def test_without_a_receipt_an_item_is_found_by_a_word_or_a_number(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "F7")
    model = desk.screen("no_receipt")
    model.type_text("brot")
    desk.settle()
    assert len(model.property("results")) == 2
    desk.press("Down")
    model.submit()
    desk.settle()
    assert model.property("name").startswith("Vollkornbrot")
    desk.press("Esc")
    assert model.property("found") is False
    model.type_text("4008400202532")
    model.submit()
    desk.settle()
    assert model.property("found") is True
    desk.press("F6", "F12")
    assert desk.last.unit_price is None
    desk.press("Ctrl+R", "F7", "Esc")
    assert shown(desk) == "returns"


def test_without_a_receipt_an_unknown_code_and_a_refusal_are_said(at: At) -> None:
    desk = at()
    desk.press("Ctrl+R", "F7")
    model = desk.screen("no_receipt")
    answer = desk.bus._answer
    gone = v.Notice(code="unknown_barcode", message="Unknown", params={"code": "1"})
    desk.bus._answer = lambda query: (
        v.PriceCheckView(raw="1", found=False, notice=gone)
        if isinstance(query, q.CheckPrice)
        else answer(query)
    )
    desk.scan("1")
    assert (model.property("problem").startswith("Unknown barcode 1"), model.property("found")) == (
        True,
        False,
    )
    desk.bus._answer = answer
    desk.bus.answers[ReturnWithoutReceipt] = refused("return_price_needed")
    desk.scan("2")
    desk.press("F6", "F12")
    assert "no price" in model.property("problem")
