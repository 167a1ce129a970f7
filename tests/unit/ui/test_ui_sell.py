"""Selling without a window: scans, typing, keys, the cart and what is shown of it."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from proof.canned_till import SALE, SYNC, TILL, line, sale

UNKNOWN = v.Outcome(
    ok=False,
    sale=SALE,
    notice=v.Notice(
        code="unknown_barcode",
        message="Unknown barcode",
        tone="caution",
        params={"code": "4006381333931"},
        acts=("search", "department"),
    ),
)


def rows(model: Any) -> list[Any]:
    return [model.at(i) for i in range(len(model))]


def test_a_scan_is_sent_and_heard(desk: Any) -> None:
    desk.answer(c.Scan, v.Outcome(ok=True, sale=SALE, line_id="l8"))
    desk.scan("4006381333931")
    assert desk.last == c.Scan(raw="4006381333931")
    assert desk.ears.heard == ["accepted"]


def test_a_quantity_before_the_scan_counts_once(desk: Any) -> None:
    search = desk.screen("sell").property("search")
    search.edit("3*")
    assert search.property("quantity_text") == "3 ×"
    assert search.property("text") == ""
    desk.scan("4006381333931")
    assert desk.last.quantity == 3000
    desk.scan("4006381333931")
    assert desk.last.quantity == 1000


def test_a_weight_before_the_code_and_the_code_in_one(desk: Any) -> None:
    sell = desk.screen("sell")
    sell.type_text("0,345x4006381333931")
    sell.submit()
    assert (desk.last.raw, desk.last.quantity, desk.last.entry) == ("4006381333931", 345, "keyed")


def test_what_was_half_typed_is_gone_after_a_scan(desk: Any) -> None:
    sell = desk.screen("sell")
    sell.type_text("br")
    desk.settle()
    desk.scan("4006381333931")
    assert sell.property("search").property("text") == ""


def test_a_typed_number_is_looked_up_as_a_code(desk: Any) -> None:
    sell = desk.screen("sell")
    sell.type_text("4006-3813 33931")
    sell.submit()
    assert desk.last == c.Scan(raw="4006381333931", entry="keyed")
    sell.submit()
    assert len(desk.bus.sent) == 1


def test_a_word_adds_the_first_result_or_the_chosen_one(desk: Any) -> None:
    sell, search = desk.screen("sell"), desk.screen("sell").property("search")
    sell.type_text("brot")
    desk.settle()
    names = [row.name for row in rows(search.property("results"))]
    assert names[0].startswith("Bauernbrot")
    desk.press("Down", "Down")
    assert search.property("chosen") == 1
    sell.submit()
    assert isinstance(desk.last, c.AddItem)
    assert desk.last.entry == "search"
    assert desk.last.sku.startswith("4006381333948")


def test_enter_before_the_answer_waits_for_it(desk: Any) -> None:
    sell = desk.screen("sell")
    sell.type_text("brezel")
    sell.submit()
    assert desk.bus.sent == []
    desk.settle()
    assert isinstance(desk.last, c.AddItem)


def test_nothing_found_says_so(desk: Any) -> None:
    search = desk.screen("sell").property("search")
    search.edit("xylofon")
    assert search.property("nothing_found") is False
    desk.settle()
    assert search.property("nothing_found") is True
    search.edit("")
    assert search.property("active") is False


def test_escape_empties_the_field_then_forgets_the_quantity(desk: Any) -> None:
    search = desk.screen("sell").property("search")
    search.edit("4*bro")
    desk.press("Esc")
    assert (search.property("text"), search.property("quantity_text")) == ("", "4 ×")
    desk.press("Esc")
    assert search.property("quantity_text") == ""


def test_a_tile_is_added_with_the_quantity(desk: Any) -> None:
    sell = desk.screen("sell")
    sell.add_tile("sku")
    assert desk.last == c.AddItem(sku="sku", quantity=None, entry="grid")
    sell.property("search").edit("2*")
    sell.add_tile("sku")
    assert desk.last.quantity == 2000


def test_categories_by_key_and_pages_as_they_are_needed(desk: Any) -> None:
    grid = desk.screen("sell").property("grid")
    assert grid.property("chosen") == 0
    assert len(grid.property("tiles")) == 24
    desk.press("PgDown")
    assert (grid.property("chosen"), len(grid.property("tiles"))) == (1, 4)
    desk.press("PgUp", "PgUp")
    assert grid.property("chosen") == 0
    grid.more()
    first = grid.property("tiles").at(0)
    assert (first.initials, first.price_text, first.colour) == ("BK", "€4.29", 0)
    desk.till.take_view(replace(TILL, language="de"))
    assert grid.property("tiles").at(0).price_text == "4,29\u00a0€"


def test_pictures_that_arrive_later_are_shown(desk: Any, qtbot: Any) -> None:
    grid = desk.screen("sell").property("grid")
    assert any(not row.picture for row in rows(grid.property("tiles")))
    asked: list[Any] = []
    desk.bus.ask = lambda query, _done: asked.append(query)
    grid._pictures.setInterval(1)
    for heard in desk.bus._heard:
        heard("sync", SYNC)
    qtbot.waitUntil(lambda: any(type(query).__name__ == "CategoryItems" for query in asked), timeout=60_000)


def test_a_new_catalogue_is_asked_for(desk: Any) -> None:
    asked: list[object] = []
    desk.bus.ask = lambda query, _done: asked.append(type(query).__name__)
    desk.till.take_view(replace(TILL, arrivals=1))
    assert "ListCategories" in asked


def test_the_cart_shows_lines_and_totals_as_text(desk: Any) -> None:
    cart = desk.screen("sell").property("cart")
    shown = rows(cart.property("rows"))
    assert [row.amount_text for row in shown][:3] == ["4.29", "2.67", "2.54"]
    assert shown[1].price_text == "× 0.89"
    assert shown[2].price_text.startswith("0.848\u00a0kg ×")
    assert (shown[3].voided, shown[3].note_text) == (True, "Void")
    assert shown[4].extended_text == "3.79"
    assert shown[6].belongs is True
    assert cart.property("total_text") == "€32.20"
    assert cart.property("savings_text") == "−€0.38"
    assert (cart.property("empty"), cart.property("payable")) == (False, True)
    assert desk.screen("sell").property("pay_text") == "Pay €32.20"


def test_the_newest_line_is_selected_and_stays_so_by_its_id(desk: Any) -> None:
    cart = desk.screen("sell").property("cart")
    assert cart.property("selected") == 7
    desk.press("Up", "Up")
    assert cart.property("selected") == 5
    more = replace(SALE, lines=(*SALE.lines, line(9, "Neu", 100)))
    desk.answer(c.Scan, v.Outcome(ok=True, sale=more, line_id="l9"))
    desk.scan("1234567890128")
    assert cart.property("selected") == 8
    desk.press("Up")
    desk.till.refresh()
    desk.settle()
    assert cart.property("selected") == 7


def test_the_same_item_again_raises_its_quantity_and_glows(desk: Any) -> None:
    cart = desk.screen("sell").property("cart")
    raised = tuple(
        replace(one, quantity=4000, amount=356) if one.line_id == "l2" else one for one in SALE.lines
    )
    desk.answer(c.Scan, v.Outcome(ok=True, sale=replace(SALE, lines=raised), line_id="l2"))
    desk.scan("4006381333955")
    row = cart.property("rows").at(1)
    assert (row.quantity_text, row.bumps) == ("4", 1)
    assert cart.property("selected") == 1


def test_void_is_one_key_and_undo_one_more(desk: Any) -> None:
    desk.press("Del")
    assert desk.last == c.VoidLine(line_id="l8")
    desk.press("Up", "Up", "Up", "Up")
    desk.press("Del")
    assert len(desk.bus.sent) == 1
    assert "already void" in desk.shell.property("notice_text")
    desk.press("Ctrl+Z")
    assert desk.last == c.UndoVoid(line_id="l4")


def test_delete_belongs_to_a_field_with_text_but_f8_does_not(desk: Any) -> None:
    desk.screen("sell").type_text("bro")
    assert desk.shell.press("Del") is False
    assert desk.shell.press("F8") is True
    assert desk.last == c.VoidLine(line_id="l8")


def test_nothing_to_void_pay_or_undo_is_said(desk: Any) -> None:
    desk.till.take_view(replace(TILL, sale=None))
    for key in ("F8", "F12", "F2", "F5", "Ctrl+Z"):
        desk.till.say(None)
        desk.press(key)
        assert desk.shell.property("notice_text") != "", key
    assert desk.bus.sent == []
    assert desk.shell.property("route") == "sell"


def test_an_unknown_code_offers_the_department_with_its_code(desk: Any) -> None:
    desk.answer(c.Scan, UNKNOWN)
    desk.scan("4006381333931")
    sell = desk.screen("sell")
    assert "4006381333931" in sell.property("unknown_text")
    assert desk.ears.heard == ["error"]
    desk.press("F10")
    assert desk.sheet.property("code") == "4006381333931"
    assert sell.property("unknown_text") == ""


def test_an_unknown_code_goes_when_one_types_or_escapes(desk: Any) -> None:
    desk.answer(c.Scan, UNKNOWN)
    sell = desk.screen("sell")
    desk.scan("4006381333931")
    sell.type_text("b")
    assert sell.property("unknown_text") == ""
    sell.type_text("")
    desk.scan("4006381333931")
    desk.press("Esc")
    assert sell.property("unknown_text") == ""


def test_a_refusal_is_shown_and_heard_until_the_next_success(desk: Any) -> None:
    refused = v.Notice(code="item_gone", message="x", tone="negative")
    desk.answer(c.Scan, v.Outcome(ok=False, sale=SALE, notice=refused))
    desk.scan("1")
    assert desk.shell.property("notice_tone") == "negative"
    assert desk.ears.heard == ["error"]
    desk.answer(c.Scan, v.Outcome(ok=True, sale=SALE, line_id="l1"))
    desk.scan("1")
    assert desk.shell.property("notice_text") == ""


def test_a_quantity_from_the_barcode_is_not_edited(desk: Any) -> None:
    fixed = sale((line(1, "Bergkäse", 1245, quantity_fixed=True),))
    desk.till.take_view(replace(TILL, sale=fixed))
    desk.press("F2")
    assert desk.sheet is None
    assert "Bergkäse" in desk.shell.property("notice_text")


def test_the_strip_offers_undo_only_where_it_can_be(desk: Any) -> None:
    sell = desk.screen("sell")
    assert "undo" in [row["act"] for row in sell.property("strip")]
    desk.till.take_view(replace(TILL, sale=replace(SALE, can_undo_void=False)))
    assert "undo" not in [row["act"] for row in sell.property("strip")]


def test_torn_and_endless_scans_are_refused_aloud(desk: Any) -> None:
    class Torn:
        text, complete, too_long = "40063", False, False

    class Endless:
        text, complete, too_long = "4" * 4096, True, True

    for bad in (Torn(), Endless()):
        desk.shell.scanned(bad)
    assert desk.bus.sent == []
    assert desk.ears.heard == ["error", "error"]


def test_a_pin_keyed_as_fast_as_a_scan_is_not_shown(desk: Any) -> None:
    class Pin:
        text, complete, too_long = "271828", False, False

    desk.shell.scanned(Pin())
    assert "271828" in desk.shell.property("notice_text")
    desk.till.take_view(replace(TILL, locked=True))
    desk.shell.scanned(Pin())
    assert "271828" not in desk.shell.property("notice_text")


def test_of_a_sale_paid_in_part_the_rest_is_asked_for(desk: Any) -> None:
    paid = v.TenderView(payment_id="p1", kind="points", amount=100)
    desk.bus.tell("till", replace(TILL, sale=replace(SALE, tenders=(paid,), remaining=3120)))
    desk.settle()
    assert desk.screen("sell").property("pay_text") == "Pay the other €31.20"
