"""The list of stock work without a window: what can be begun, what is on its way, drafts, what was posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from pos_app.commands.stock import BeginStockDocument
from pos_app.ports.stock import DocumentKind
from pos_app.views.stock import StockWorkView
from proof import canned_stock as canned
from proof.canned_till import TILL
from tests.fakes.side_till import refused

At = Callable[..., Any]


def rows(model: Any) -> list[Any]:
    found = model.property("rows")
    return [found.at(i) for i in range(len(found))]


def shown(desk: Any) -> str:
    return str(desk.shell.property("route"))


def test_what_is_on_its_way_stands_first_then_drafts_then_what_was_posted(at: At) -> None:
    desk = at()
    desk.press("Ctrl+I")
    found = rows(desk.screen("stock"))
    assert [row.section for row in found] == ["On its way here"] + ["Not posted yet"] * 2 + ["Posted"] * 4
    assert found[0].title == "From Kiezmarkt Schöneberg am Rathaus"
    assert "Umlagerung 14" in found[0].detail
    assert [row.badge for row in found[:3]] == ["", "Draft", "Draft"]
    assert found[3].detail.startswith("LS 2026-11-4711 · Posted ")
    assert found[3].detail.endswith("Anna Schmidt")
    assert found[5].detail.startswith("To Lager Süd")


def test_a_transfer_that_is_being_booked_in_is_a_draft_and_not_listed_twice(at: At) -> None:
    coming = replace(canned.WORK.transfers[0], transfer_id="tr1")
    desk = at(work=replace(canned.WORK, transfers=(coming,)))
    desk.press("Ctrl+I")
    assert [row.section for row in rows(desk.screen("stock"))][:2] == ["Not posted yet", "Not posted yet"]


def test_each_kind_begins_with_its_key(at: At) -> None:
    kinds: tuple[tuple[str, DocumentKind], ...] = (
        ("F2", "count"),
        ("F3", "receive"),
        ("F4", "send"),
        ("F5", "arrive"),
        ("F6", "adjust"),
    )
    for key, kind in kinds:
        desk = at()
        desk.press("Ctrl+I", key)
        assert desk.last == BeginStockDocument(kind=kind)
        assert shown(desk) == "stock_document"


def test_a_transfer_on_its_way_is_booked_in_and_a_draft_gone_on_with(at: At) -> None:
    desk = at()
    desk.press("Ctrl+I", "Return")
    assert desk.last == BeginStockDocument(kind="arrive", transfer_id="tr2")
    desk = at()
    desk.press("Ctrl+I", "Down", "Return")
    assert desk.bus.sent == []
    assert (shown(desk), desk.screen("stock_document").property("title")) == ("stock_document", "Count")
    desk.press("Esc")
    assert shown(desk) == "stock"
    desk.screen("stock").open_at(99)
    assert shown(desk) == "stock"


def test_what_cannot_be_begun_says_so_and_stays(at: At) -> None:
    desk = at()
    desk.answer(BeginStockDocument, refused("training_stock"))
    desk.press("Ctrl+I", "F2")
    assert shown(desk) == "stock"
    assert desk.till.notice.code == "training_stock"
    desk.press("F3")
    assert len(desk.bus.sent) == 2


def test_nothing_yet(at: At) -> None:
    desk = at(work=StockWorkView())
    desk.press("Ctrl+I")
    model = desk.screen("stock")
    assert (model.property("empty"), model.can("open")) == (True, False)
    assert model.property("kinds") == ["count", "receive", "send", "arrive", "adjust"]


def test_a_scan_on_the_list_shows_price_and_stock_and_sells_nothing(at: At) -> None:
    desk = at()
    desk.press("Ctrl+I")
    desk.scan("4008400202532")
    assert (shown(desk), desk.bus.sent) == ("price_check", [])
    assert desk.screen("price_check").property("stock_here") == "5 here"


def test_nobody_looks_at_stock_while_the_till_is_locked(at: At) -> None:
    desk = at(replace(TILL, locked=True))
    desk.press("Ctrl+I")
    assert shown(desk) == "sign_in"
    desk.screen("stock").scan("4008400202532")
    assert desk.till.notice.code == "scan_while_signed_out"


def test_what_changed_is_asked_for_anew(at: At) -> None:
    desk = at()
    desk.press("Ctrl+I")
    desk.bus.work = StockWorkView()
    desk.till.topic_changed.emit("stock")
    desk.settle()
    assert desk.screen("stock").property("empty") is True
    desk.bus.work = canned.WORK
    desk.bus.tell("till", TILL)
    desk.settle()
    assert len(rows(desk.screen("stock"))) == 7


def test_the_menu_leads_there(at: At) -> None:
    desk = at()
    desk.press("F11")
    assert "stock" in [row["act"] for row in desk.sheet.property("rows")]
    desk.sheet.run("stock")
    desk.settle()
    assert shown(desk) == "stock"
