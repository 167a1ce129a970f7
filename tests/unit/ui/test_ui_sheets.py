"""The sheets of a sale: what is typed becomes one exact command; a refusal stays where it was typed."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from pos_app.commands import devices as d
from pos_app.views.devices import ScaleView, ScanView
from proof.canned_till import SALE, TILL

REFUSED = v.Outcome(ok=False, sale=SALE, notice=v.Notice(code="whole_pieces_only", message="Whole."))
ASKED = v.Outcome(
    ok=False,
    sale=SALE,
    approval=v.ApprovalRequest(permission="price_override", message="x", reason_kind="price_override"),
)
AGE = v.Outcome(
    ok=False, sale=SALE, age=v.AgePrompt(age_limit=16, born_on_or_before="2010-11-21", item_name="Rotwein")
)
WEIGHT = v.Outcome(
    ok=False,
    sale=SALE,
    weight=v.WeightPrompt(sku="s", name="Äpfel", unit="kg", unit_price=299, entry="grid"),
)


def name(desk: Any) -> str:
    return type(desk.sheet).__name__ if desk.sheet is not None else ""


def test_quantity(desk: Any) -> None:
    desk.press("Up", "Up", "F2")
    assert (desk.sheet.property("start"), desk.sheet.property("unit")) == ("6", "")
    desk.sheet.accept("x")
    assert desk.sheet.property("problem") != ""
    desk.sheet.accept("4")
    desk.settle()
    assert desk.last == c.SetQuantity(line_id="l6", quantity=4000)
    assert desk.sheet is None


def test_weight_of_a_line_by_hand(desk: Any) -> None:
    desk.press("F2")
    assert (desk.sheet.property("unit"), desk.sheet.property("decimal")) == ("kg", True)
    assert desk.sheet.property("title") == "Weight or measure"
    desk.sheet.accept("0,512")
    assert desk.last == c.SetQuantity(line_id="l8", quantity=512)


def test_a_refusal_stays_in_the_sheet(desk: Any) -> None:
    desk.answer(c.SetQuantity, REFUSED)
    desk.press("F2")
    desk.sheet.accept("4")
    desk.settle()
    assert "piece" in desk.sheet.property("problem") or desk.sheet.property("problem") == "Whole."
    assert desk.shell.property("notice_text") == ""


def test_the_weight_of_a_picked_item(desk: Any) -> None:
    desk.answer(c.AddItem, WEIGHT)
    desk.screen("sell").add_tile("s")
    desk.settle()
    assert name(desk) == "WeightSheet"
    assert "2.99" in desk.sheet.property("name")
    desk.sheet.accept("")
    assert desk.sheet.property("problem") != ""
    desk.answer(c.AddItem, v.Outcome(ok=True, sale=SALE))
    desk.sheet.accept("0.8")
    desk.settle()
    assert c.AddItem(sku="s", quantity=800, entry="grid") in desk.bus.sent
    assert desk.sheet is None


def test_the_weight_on_the_scale_is_shown_live_and_taken_by_enter(desk: Any) -> None:
    desk.answer(c.AddItem, WEIGHT)
    desk.screen("sell").add_tile("s")
    desk.settle()
    assert desk.last == d.WatchScale(on=True)
    assert desk.sheet.property("scale_text") == ""
    dashes = "–\u2009–\u2009–"
    for view, figure, text, tone in (
        (scale("none"), "", "", "quiet"),
        (scale("moving"), dashes, "Still moving", "caution"),
        (scale("zero"), "0.000\u00a0kg", "Nothing on the scale", "quiet"),
        (scale("overload"), dashes, "Too much on the scale", "negative"),
        (scale("lost", unit=""), dashes, "The scale does not answer", "negative"),
        (scale("error", code="x", message="The scale jumps."), dashes, "The scale jumps.", "negative"),
        (scale("stable", weight=345), "0.345\u00a0kg", "Steady", "positive"),
    ):
        desk.till.news.emit("scale", view)
        desk.settle()
        shown = [desk.sheet.property(f"scale_{name}") for name in ("figure", "text", "tone", "ready")]
        assert shown == [figure, text, tone, view.state == "stable"]
    desk.answer(c.AddItem, v.Outcome(ok=True, sale=SALE))
    desk.sheet.accept("")
    desk.settle()
    assert desk.bus.sent[-2:] == [c.AddItem(sku="s", weigh=True, entry="grid"), d.WatchScale(on=False)]
    assert desk.sheet is None


def test_a_scan_of_a_device_goes_where_a_wedges_goes(desk: Any) -> None:
    desk.till.news.emit("scan", ScanView(raw="4006381333931", symbology="", device_id="s", at=1))
    desk.settle()
    assert desk.last == c.Scan(raw="4006381333931")
    before = len(desk.bus.sent)
    for problem in ("torn", "too_long"):
        desk.till.news.emit(
            "scan", ScanView(raw="40\x0063", symbology="", device_id="s", at=1, problem=problem)
        )
        desk.settle()
        assert desk.shell.property("notice_text") != ""
    assert len(desk.bus.sent) == before


def test_an_age_question_gives_an_open_price_back(desk: Any) -> None:
    desk.press("F10")
    sheet = desk.sheet
    sheet.keep("12.5")
    desk.answer(c.Scan, AGE)
    desk.scan("4006381333931")
    assert name(desk) == "AgeSheet"
    desk.sheet.confirm()
    desk.settle()
    assert desk.last == c.ConfirmAge(age_limit=16, confirmed=True)
    assert (desk.sheet, desk.sheet.property("typed")) == (sheet, "12.5")
    desk.sheet.accept("12.5")
    desk.settle()
    assert desk.sheet is None


def test_an_age_question_of_the_sheet_itself_ends_it(desk: Any) -> None:
    desk.answer(c.AddDepartmentLine, AGE)
    desk.press("F10")
    desk.sheet.accept("2.50")
    desk.settle()
    assert name(desk) == "AgeSheet"
    desk.sheet.confirm()
    desk.settle()
    assert desk.sheet is None


def test_weighing_goes_on_after_another_items_question(desk: Any) -> None:
    desk.answer(c.AddItem, WEIGHT)
    desk.screen("sell").add_tile("s")
    desk.settle()
    first = desk.sheet
    desk.answer(c.Scan, ASKED)
    desk.scan("4006381333931")
    assert name(desk) == "ApprovalSheet"
    desk.sheet.cancel()
    desk.settle()
    assert desk.sheet is first
    assert desk.last == d.WatchScale(on=True)
    desk.answer(c.Scan, AGE)
    desk.scan("4006381333931")
    desk.till.news.emit("scale", scale("stable", weight=9))
    desk.screen("journal").router.go("journal")
    desk.settle()
    assert (desk.sheet, desk.last) == (None, d.WatchScale(on=False))


def scale(state: Any, **more: Any) -> ScaleView:
    fields: dict[str, Any] = {"weight": 0, "unit": "kg", "at": 1} | more
    return ScaleView(state=state, **fields)


def test_price_is_asked_of_a_supervisor_without_signing_out(desk: Any) -> None:
    desk.answer(c.OverridePrice, ASKED)
    desk.press("F4")
    desk.sheet.accept("nonsense")
    assert desk.sheet.property("problem") != ""
    desk.sheet.accept("19.90")
    desk.settle()
    assert name(desk) == "ApprovalSheet"
    assert "supervisor" in desk.sheet.property("why")
    sheet = desk.sheet
    sheet.accept("1234")
    assert sheet.property("problem") == "Pick who approves."
    sheet.choose_person("o2")
    sheet.accept("1234")
    assert "reason" in sheet.property("problem")
    sheet.step(1)
    assert sheet.property("reason") == "r1"
    wrong = v.Notice(code="wrong_pin", message="Wrong PIN.", tone="negative")
    desk.answer(c.OverridePrice, v.Outcome(ok=False, sale=SALE, notice=wrong))
    again: list[int] = []
    sheet.refused_again.connect(lambda: again.append(1))
    sheet.accept("0000")
    desk.settle()
    assert name(desk) == "ApprovalSheet"
    assert ("PIN" in sheet.property("problem"), again) == (True, [1])
    desk.answer(c.OverridePrice, v.Outcome(ok=True, sale=SALE))
    sheet.accept("1234")
    desk.settle()
    assert desk.last == c.OverridePrice(
        line_id="l8",
        unit_price=1990,
        approval=c.Approving(operator_id="o2", pin="1234", reason_id="r1"),
    )
    assert desk.sheet is None
    assert desk.shell.property("operator_name") == "Anna Schmidt"


def test_discount_by_percent_amount_and_away(desk: Any) -> None:
    desk.press("Up", "Up", "Up", "F3")
    sheet = desk.sheet
    assert (sheet.property("unit"), sheet.property("removable")) == ("%", True)
    sheet.accept("200")
    assert sheet.property("problem") != ""
    sheet.accept("12,5")
    assert desk.last == c.DiscountLine(line_id="l5", percent="12.5")
    desk.settle()
    desk.press("F9")
    sheet = desk.sheet
    sheet.choose(True)
    assert sheet.property("unit") == "EUR"
    sheet.accept("0")
    assert sheet.property("problem") != ""
    sheet.accept("2")
    assert desk.last == c.DiscountSale(amount=200)
    sheet.remove()
    assert desk.last == c.DiscountSale()


def test_department_line_by_keys(desk: Any) -> None:
    desk.press("F10")
    desk.settle()
    sheet = desk.sheet
    assert [pick["key"] for pick in sheet.property("picks")] == ["d1", "d2", "d3"]
    sheet.step(-1)
    assert sheet.property("chosen") == "d3"
    sheet.accept("")
    assert sheet.property("problem") != ""
    sheet.accept("2,50")
    assert desk.last == c.AddDepartmentLine(department_id="d3", amount=250)


def test_suspend_and_void_the_sale(desk: Any) -> None:
    desk.press("F5")
    assert (desk.sheet.property("prints"), desk.sheet.property("slip")) == (True, False)
    desk.sheet.switch_slip()
    desk.sheet.accept(" rote Jacke ")
    desk.settle()
    assert desk.last == c.SuspendSale(note="rote Jacke", slip=True)
    desk.press("Shift+F8")
    desk.settle()
    desk.sheet.accept()
    assert desk.sheet.property("problem") == "Pick a reason." or "reason" in desk.sheet.property("problem")
    desk.sheet.step(1)
    desk.sheet.accept()
    desk.settle()
    assert desk.last == c.VoidSale(reason_id="r1")
    assert desk.sheet is None


def test_age_is_a_question_with_two_answers(desk: Any) -> None:
    desk.answer(c.Scan, AGE)
    desk.scan("4101530002802")
    assert desk.sheet.property("age_text") == "16+"
    assert "2010" in desk.sheet.property("born_text")
    desk.sheet.confirm()
    desk.settle()
    assert desk.last == c.ConfirmAge(age_limit=16, confirmed=True)
    desk.scan("4101530002802")
    desk.press("Esc")
    assert desk.last == c.ConfirmAge(age_limit=16, confirmed=False)


def test_a_scan_in_a_question_is_refused_aloud(desk: Any) -> None:
    desk.answer(c.Scan, AGE)
    desk.scan("4101530002802")
    sent = len(desk.bus.sent)
    desk.ears.heard.clear()
    desk.scan("4006381333931")
    assert (len(desk.bus.sent), desk.ears.heard) == (sent, ["error"])
    assert name(desk) == "AgeSheet"


def test_a_scan_passes_through_any_other_sheet(desk: Any) -> None:
    for key in ("F2", "F3", "F10"):
        desk.press(key)
        desk.scan("4006381333931")
        assert desk.last == c.Scan(raw="4006381333931")
        desk.press("Esc")
        assert desk.sheet is None


def test_all_keys_do_their_act_from_their_sheet(desk: Any) -> None:
    desk.press("F1")
    rows = desk.sheet.property("rows")
    assert {"act": "pay", "label": "Pay", "keys": "F12", "icon": "banknote"} in rows
    desk.press("F2")
    assert name(desk) == "QuantitySheet"
    desk.press("Esc", "F1", "F1")
    assert desk.sheet is None
    desk.press("F1")
    sheet: Any = desk.sheet
    sheet.run("suspended")
    assert desk.shell.property("route") == "suspended"
    desk.press("F1")
    desk.scan("4006381333931")
    assert desk.shell.property("route") == "sell"


def test_a_late_answer_never_closes_another_sheet(desk: Any) -> None:
    desk.press("F2")
    first = desk.sheet
    first.cancel()
    desk.press("F3")
    first.close()
    assert name(desk) == "DiscountSheet"


def test_a_sheet_goes_with_its_screen(desk: Any) -> None:
    desk.press("F2")
    desk.till.completed.emit(
        v.ChangeView(txn_id="t", receipt_no="1", currency="EUR", total=1, paid=1, change=0)
    )
    assert desk.sheet is None
    assert desk.shell.property("route") == "change"


def test_nobody_there_closes_what_is_open(desk: Any) -> None:
    desk.press("F2")
    desk.till.take_view(replace(TILL, locked=True))
    assert desk.shell.property("route") == "sign_in"
    assert desk.sheet is None
