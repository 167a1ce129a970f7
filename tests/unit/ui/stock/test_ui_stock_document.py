"""One stock document without a window: scanned, corrected, looked over blind until declared, and posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from pos_app import views as v
from pos_app.commands import stock as c
from proof import canned_stock as canned
from tests.fakes.side_till import refused

At = Callable[..., Any]
DONE = v.Outcome(ok=True, document_id="d1")


def opened(at: At, document: Any = canned.COUNT, **views: object) -> tuple[Any, Any]:
    """A desk on a document, with what was sent to begin it forgotten."""
    desk = at(document=document, **views)
    desk.press("Ctrl+I", "F2")
    desk.bus.sent.clear()
    desk.ears.heard.clear()
    return desk, desk.screen("stock_document")


def lines(model: Any) -> list[Any]:
    found = model.property("lines")
    return [found.at(i) for i in range(len(found))]


def shown(desk: Any) -> str:
    return str(desk.shell.property("route"))


def said(desk: Any) -> str:
    return "" if desk.till.notice is None else str(desk.till.notice.code)


def test_a_count_is_blind_until_it_is_declared(at: At) -> None:
    desk, model = opened(at)
    assert model.property("blind") is True
    assert {(row.detail, row.word, row.change_text) for row in lines(model)} == {("", "", "")}
    assert [fact["label"] for fact in model.property("facts")] == ["Pieces", "Reference"]
    assert model.property("finish_text") == "Declare the count"
    desk.press("F12")
    assert desk.bus.sent == []
    assert (model.property("blind"), model.property("finish_text")) == (False, "Post the count")
    first, *_, last, new = lines(model)
    assert (new.detail, new.word, new.change_text) == ("counted for the first time", "", "+3")
    assert (first.detail, first.word, first.change_text) == ("9 expected", "2 missing", "−2")
    assert (last.word, last.tone, last.change_text) == ("as expected", "positive", "")
    facts = {fact["label"]: fact["text"] for fact in model.property("facts")}
    assert facts["Items that differ"] == "4"
    assert (facts["Pieces missing"], facts["Pieces too many"]) == ("3", "1")
    assert "supervisor" in model.property("caution")


def test_a_declared_count_is_posted_once_and_leads_back_to_the_list(at: At) -> None:
    desk, model = opened(at)
    told = v.Notice(code="stock_posted", message="no", tone="positive")
    desk.answer(c.PostStockDocument, v.Outcome(ok=True, notice=told))
    desk.press("F12", "F12")
    assert desk.last == c.PostStockDocument(document_id="d1")
    assert (shown(desk), desk.ears.heard) == ("stock", ["accepted"])
    assert model.property("ready") is True
    assert desk.shell.property("notice_text") == "The stock is changed."


def test_posting_that_is_refused_stays_and_may_be_tried_again(at: At) -> None:
    desk, model = opened(at)
    desk.answer(c.PostStockDocument, refused("stock_document_gone"))
    desk.press("F12", "F12")
    assert (shown(desk), said(desk)) == ("stock_document", "stock_document_gone")
    assert model.property("ready") is True


def test_a_supervisor_who_says_no_leaves_it_as_it_was(at: At) -> None:
    desk, model = opened(at)
    request = v.ApprovalRequest(permission="count_difference", message="Approve.")
    desk.answer(c.PostStockDocument, v.Outcome(ok=False, approval=request))
    desk.press("F12", "F12")
    assert "count" in desk.sheet.property("why")
    desk.press("Esc")
    assert (shown(desk), model.property("ready")) == ("stock_document", True)


def test_scans_are_counted_and_unknown_codes_say_what_to_do(at: At) -> None:
    desk, _ = opened(at)
    desk.scan("4006381333931")
    assert desk.last == c.ScanStock(document_id="d1", raw="4006381333931")
    assert desk.ears.heard == ["accepted"]
    unknown = v.Notice(code="unknown_barcode", message="Unknown.", params={"code": "123"})
    desk.answer(c.ScanStock, v.Outcome(ok=False, notice=unknown))
    desk.scan("123")
    assert (said(desk), shown(desk)) == ("stock_code_unknown", "stock_document")
    assert desk.ears.heard[-1] == "error"


def test_no_scan_is_counted_while_it_is_looked_over_or_after_it_was_posted(at: At) -> None:
    desk, _ = opened(at)
    desk.press("F12")
    desk.scan("4006381333931")
    assert (desk.bus.sent, said(desk)) == ([], "scan_in_stock_review")
    desk.press("F4")
    desk.scan("4006381333931")
    assert len(desk.bus.sent) == 1
    desk, _ = opened(at, canned.POSTED)
    desk.scan("4006381333931")
    assert (desk.bus.sent, said(desk)) == ([], "stock_document_posted")


def test_the_line_touched_last_is_selected_and_changed_by_keys(at: At) -> None:
    desk, model = opened(at)
    assert lines(model)[model.property("selected")].key == "sku7"
    desk.answer(c.ScanStock, replace(DONE, line_id="sku2", changed=frozenset({"stock"})))
    desk.scan("4006381333931")
    assert lines(model)[model.property("selected")].key == "sku2"
    desk.press("+")
    assert desk.last == c.SetStockQuantity(document_id="d1", sku="sku2", quantity=8000)
    desk.press("-")
    assert desk.last == c.SetStockQuantity(document_id="d1", sku="sku2", quantity=6000)
    desk.press("Down", "Down")
    desk.press("-")
    assert desk.last == c.SetStockQuantity(document_id="d1", sku="sku4", quantity=0)
    desk.press("F8")
    assert desk.last == c.RemoveStockLine(document_id="d1", sku="sku4")
    desk.press("Ctrl+Z")
    assert desk.last == c.UndoStockChange(document_id="d1")


def test_goods_received_are_never_none(at: At) -> None:
    one = replace(canned.RECEIVE.lines[0], quantity=1000)
    desk, model = opened(at, replace(canned.RECEIVE, lines=(one,)))
    assert lines(model)[0].can_fewer is False
    desk.press("-")
    assert desk.bus.sent == []


def test_a_quantity_is_keyed(at: At) -> None:
    desk, _ = opened(at)
    desk.press("Up", "Up", "F2")
    sheet = desk.sheet
    assert (sheet.property("title"), sheet.property("name")) == (
        "How many are there?",
        "Mineralwasser Medium 0,75 l",
    )
    assert (sheet.property("start"), sheet.property("unit"), sheet.property("decimal")) == ("48", "", False)
    sheet.accept("viel")
    assert sheet.property("problem") != ""
    sheet.accept("0")
    desk.settle()
    assert desk.last == c.SetStockQuantity(document_id="d1", sku="sku5", quantity=0)
    assert desk.sheet is None


def test_an_item_is_found_by_its_name_and_a_number_is_a_code(at: At) -> None:
    desk, model = opened(at)
    finding = model.property("finding")
    finding.type_text("br")
    desk.settle()
    assert finding.property("searching") is True
    desk.press("Down", "Del")
    assert finding.property("selected") == 1
    finding.submit()
    desk.settle()
    assert isinstance(desk.bus.sent[-1], c.AddStockItem)
    assert finding.property("text") == ""
    finding.type_text("4006-381")
    finding.submit()
    desk.settle()
    assert desk.last == c.ScanStock(document_id="d1", raw="4006381")
    finding.type_text("xylofon")
    desk.settle()
    assert finding.property("nothing") is True
    finding.submit()
    desk.press("Esc")
    assert (finding.property("text"), shown(desk)) == ("", "stock_document")


def test_an_adjustment_needs_a_reason_and_a_direction(at: At) -> None:
    desk, model = opened(at, canned.ADJUST)
    head = model.property("head")
    assert [pick["key"] for pick in head.property("ways")] == ["out", "in"]
    desk.press("F12", "F12")
    assert (desk.bus.sent, said(desk)) == ([], "reason_missing")
    desk.press("F6")
    assert desk.last == c.SetStockHead(document_id="d1", reason_id="stock.broken")
    desk.press("F9")
    assert desk.last == c.SetStockHead(document_id="d1", outgoing=False)
    desk.bus.document = replace(canned.ADJUST, reason_id="stock.found", outgoing=False)
    desk.till.topic_changed.emit("stock")
    desk.settle()
    assert (head.property("way"), head.property("reason")) == ("in", "stock.found")
    assert lines(model)[0].change_text == "+4"
    desk.press("F12")
    assert desk.last == c.PostStockDocument(document_id="d1", reason_id="stock.found")


def test_a_posted_adjustment_says_why_and_is_only_read(at: At) -> None:
    posted = replace(canned.ADJUST, reason_id="stock.own_use", posted_at=canned.POSTED.posted_at)
    desk, model = opened(at, posted)
    assert {"label": "Reason", "text": "Own use"} in model.property("facts")
    assert (model.property("draft"), model.property("tools"), model.property("caution")) == (False, [], "")
    desk.press("F12", "F8", "+", "F6", "F9", "F10")
    assert desk.bus.sent == []


def test_a_transfer_goes_to_another_store(at: At) -> None:
    desk, model = opened(at, canned.SEND)
    head = model.property("head")
    assert next(pick["text"] for pick in head.property("stores")) == "Kiezmarkt Ahorn"
    desk.press("F12", "F12")
    assert said(desk) == "other_store_needed"
    desk.press("F5")
    assert desk.last == c.SetStockHead(document_id="d1", other_store="s2")
    head.choose_store("s4")
    assert desk.last == c.SetStockHead(document_id="d1", other_store="s4")
    desk, model = opened(at, replace(canned.SEND, stores=()))
    assert model.property("head").property("no_store") is True


def test_goods_that_arrive_are_compared_with_what_was_sent(at: At) -> None:
    _, model = opened(at, canned.ARRIVE)
    first, second = lines(model)
    assert (first.detail, first.word) == ("4 sent", "")
    assert (second.word, second.tone) == ("1 missing", "caution")
    assert model.property("head").property("stores") == []
    assert model.property("detail").startswith("From Kiezmarkt Ahorn · Begun ")


def test_the_reference_is_kept(at: At) -> None:
    desk, _ = opened(at, canned.RECEIVE)
    desk.press("F7")
    assert desk.sheet.property("start") == "LS 2026-11-4711"
    desk.answer(c.SetStockHead, refused("card_number_refused"))
    desk.sheet.accept("4111 1111 1111 1111")
    desk.settle()
    assert desk.sheet.property("problem") != ""
    desk.answer(c.SetStockHead, DONE)
    desk.sheet.accept(" LS 12 ")
    desk.settle()
    assert (desk.last.reference, desk.sheet) == ("LS 12", None)


def test_a_draft_is_thrown_away_only_by_pressing_twice(at: At) -> None:
    desk, _ = opened(at)
    desk.press("F10")
    assert (desk.bus.sent, said(desk)) == ([], "stock_drop_again")
    desk.scan("4006381333931")
    desk.press("F10")
    assert not isinstance(desk.last, c.DropStockDocument)
    desk.press("F10")
    assert (desk.last, shown(desk)) == (c.DropStockDocument(document_id="d1"), "stock")


def test_a_draft_begun_by_mistake_is_not_kept(at: At) -> None:
    desk, model = opened(at, canned.EMPTY_COUNT)
    assert (model.property("empty"), model.property("ready")) == (True, False)
    desk.press("F12")
    assert said(desk) == "stock_document_empty"
    desk.press("Esc")
    assert (desk.last, shown(desk)) == (c.DropStockDocument(document_id="d1"), "stock")


def test_the_way_back_leads_from_the_summary_to_the_goods_and_then_to_the_list(at: At) -> None:
    desk, model = opened(at)
    desk.press("F12", "Esc")
    assert (model.property("working"), shown(desk)) == (True, "stock_document")
    desk.press("Esc")
    assert (shown(desk), desk.bus.sent) == ("stock", [])
