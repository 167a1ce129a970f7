"""What the sell screen, the approval sheet and the price check say of stock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from pos_app import views as v
from pos_app.commands import Scan
from proof import canned_stock as canned
from proof.canned_till import TILL

At = Callable[..., Any]
LAST = replace(TILL, sale=canned.LAST_UNITS)


def rows(desk: Any) -> list[Any]:
    found = desk.screen("sell").property("cart").property("rows")
    return [found.at(i) for i in range(len(found))]


def test_a_line_without_a_right_says_what_is_known_and_how_old_it_is(at: At) -> None:
    bread, honey, wine, lamp = rows(at(LAST))
    assert (bread.stock_text, bread.stock_tone) == ("", "quiet")
    assert honey.stock_text.startswith("Last ones: 0 free as of Nov 21, 2026")
    assert "The hub cannot be asked" in honey.stock_text
    assert wine.stock_text.startswith("Promised to others: 0 free")
    assert (honey.stock_tone, wine.stock_tone) == ("caution", "caution")
    assert (lamp.stock_text, lamp.stock_tone) == ("Last ones: asking the hub …", "quiet")


def test_a_hub_that_was_put_back_says_so_and_a_void_line_says_nothing(at: At) -> None:
    bread, honey, wine, lamp = canned.LAST_UNITS.lines
    assert wine.stock_notice is not None
    frozen = replace(wine.stock_notice, params=wine.stock_notice.params | {"why": "rights_frozen"})
    lines = (bread, replace(honey, voided=True), replace(wine, stock_notice=frozen), lamp)
    found = rows(at(replace(TILL, sale=replace(canned.LAST_UNITS, lines=lines))))
    assert found[1].stock_text == ""
    assert "promises nothing now" in found[2].stock_text


def ask(desk: Any, sale: v.SaleView, permission: str) -> str:
    request = v.ApprovalRequest(permission=permission, message="Approve.")
    desk.answer(Scan, v.Outcome(ok=False, sale=sale, approval=request))
    desk.scan("4006381333931")
    return str(desk.sheet.property("detail"))


def test_a_supervisor_is_told_which_goods_and_what_is_known_of_them(at: At) -> None:
    detail = ask(at(LAST), canned.LAST_UNITS, "sell_without_right").splitlines()
    assert [line.partition(":")[0] for line in detail] == [
        "Blütenhonig 500 g",
        "Rotwein Dornfelder trocken 0,75 l",
        "LED-Lampe E27 8 W",
    ]
    many = replace(canned.LAST_UNITS, lines=canned.LAST_UNITS.lines * 2)
    assert len(ask(at(LAST), many, "sell_without_right").splitlines()) == 4
    assert ask(at(LAST), canned.LAST_UNITS, "price_override") == ""


def checked(at: At, stock: v.StockView | None) -> tuple[Any, Any]:
    desk = at(stock=stock)
    desk.press("F7")
    desk.scan("4008400202532")
    return desk, desk.screen("price_check")


def test_the_price_check_shows_stock_here_and_elsewhere_with_its_age(at: At) -> None:
    _, model = checked(at, canned.STOCK)
    assert model.property("stock_known") is True
    assert (model.property("stock_here"), model.property("stock_tone")) == ("5 here", "positive")
    assert model.property("stock_note") == "1 promised to others · 1 damaged · 1 held for this till"
    assert model.property("stock_age").startswith("as of Nov 21, 2026")
    assert model.property("elsewhere") == [
        {"label": "Kiezmarkt Ahorn", "text": "6"},
        {"label": "Kiezmarkt Schöneberg am Rathaus", "text": "24"},
    ]
    assert model.property("elsewhere_age").startswith("as of ")


def test_none_left_is_said_as_such(at: At) -> None:
    _, model = checked(at, canned.GONE)
    assert (model.property("stock_here"), model.property("stock_tone")) == ("None left here", "caution")
    assert (model.property("elsewhere"), model.property("stock_note")) == ([], "")


def test_nothing_is_said_where_nobody_keeps_stock(at: At) -> None:
    desk, model = checked(at, None)
    assert model.property("stock_known") is False
    nowhere = replace(canned.STOCK, tracked=False)
    _, model = checked(at, nowhere)
    assert (model.property("stock_here"), model.property("stock_known")) == ("", True)
    desk.press("Esc")
    assert desk.screen("price_check").property("stock_known") is False


def test_an_item_found_by_its_name_shows_its_stock_too(at: At) -> None:
    desk = at()
    desk.press("F7")
    model = desk.screen("price_check")
    model.type_text("voll")
    desk.settle()
    model.submit()
    desk.settle()
    assert (model.property("found"), model.property("stock_here")) == (True, "5 here")
