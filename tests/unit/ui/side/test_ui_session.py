"""Opening, cash movements, X, the blind count and Z, without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from proof.canned_side import SESSION, SESSION_COUNTED, SESSION_NONE, TOTALS
from proof.canned_till import SALE
from retail.session import CashMoveKind
from tests.fakes.side_till import IDLE, refused

UNOPENED = replace(IDLE, session=SESSION_NONE)


def labels(model: Any) -> list[str]:
    rows = model.property("report")
    return [rows.at(i).label for i in range(len(rows))]


def test_a_typed_float_opens_the_till(at: Any) -> None:
    desk = at(UNOPENED)
    assert desk.shell.property("route") == "open_session"
    model = desk.screen("open_session")
    desk.press("F12")
    assert desk.bus.sent == []
    assert model.property("count").property("problem") != ""
    model.property("count").type_total("150,5")
    assert model.property("open_text") == "Open with €150.50"
    desk.press("F12")
    assert desk.last == c.OpenSession(opening_float=15050)


def test_an_empty_till_is_a_zero_that_was_typed(at: Any) -> None:
    desk = at(UNOPENED)
    desk.screen("open_session").property("count").type_total("0")
    desk.press("F12")
    assert desk.last == c.OpenSession(opening_float=0)


def test_an_opening_that_nobody_approves_can_be_tried_again(at: Any) -> None:
    desk = at(UNOPENED)
    asks = v.ApprovalRequest(permission="earlier_day", message="x")
    desk.answer(c.OpenSession, v.Outcome(ok=False, approval=asks))
    desk.screen("open_session").property("count").type_total("0")
    desk.press("F12")
    assert desk.screen("open_session").property("busy") is True
    assert "clock" in desk.sheet.property("why")
    desk.sheet.cancel()
    assert desk.screen("open_session").property("busy") is False
    desk.press("F12")
    assert len(desk.bus.sent) == 2


def test_notes_and_coins_add_up(at: Any) -> None:
    desk = at(UNOPENED)
    desk.press("F2")
    count = desk.screen("open_session").property("count")
    count.set_count("5000", "3")
    count.set_count("1", "7")
    count.step("5000", 1)
    count.step("1", -1)
    count.step("2", -1)
    count.set_count("10", "x")
    assert count.property("total_text") == "€200.06"
    rows = count.property("notes")
    fifty = rows.at(rows.place("5000"))
    assert (fifty.count_text, fifty.amount_text) == ("4", "€200.00")
    count.set_count("5000", "")
    count.step("1", -6)
    assert count.property("total_text") == "€0.00"
    desk.press("F3")
    assert count.property("by_pieces") is False


def test_a_currency_without_known_cash_is_typed(at: Any) -> None:
    count = at(replace(UNOPENED, currency="XCD")).screen("open_session").property("count")
    assert (count.property("can_count_pieces"), count.property("way")) == (False, "total")
    count.choose_way("pieces")
    assert count.property("way") == "total"


def test_a_refused_opening_is_said_where_it_was_typed(at: Any) -> None:
    desk = at(UNOPENED)
    desk.answer(c.OpenSession, refused("amount_out_of_range", amount=1))
    count = desk.screen("open_session").property("count")
    count.type_total("1")
    desk.press("F12")
    assert count.property("problem") == "This amount is not possible. Key it again."
    desk.scan("4006381333931")
    assert "not open yet" in desk.shell.property("notice_text")


def test_cash_moves_with_reason_and_note(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+T", "F6")
    sheet = desk.sheet
    sheet.accept("x")
    assert "12.50" in sheet.property("problem") or "50" in sheet.property("problem")
    sheet.accept("12.50")
    assert sheet.property("problem") == "Pick a reason."
    sheet.step(-1)
    assert sheet.property("chosen") == "r3"
    sheet.step(1)
    sheet.type_note(" Fenster ")
    sheet.accept("12.50")
    desk.settle()
    assert desk.last == c.MoveCash(move="paid_out", amount=1250, reason_id="r1", note="Fenster")
    assert desk.sheet is None
    moves: dict[str, CashMoveKind] = {"F3": "float_entry", "F4": "cash_pickup"}
    for key, move in moves.items():
        desk.press(key)
        opened: Any = desk.sheet
        opened.accept("5")
        desk.settle()
        assert desk.last == c.MoveCash(move=move, amount=500)


def test_the_drawer_opens_with_a_reason_and_a_supervisor(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+T", "F7")
    desk.sheet.accept()
    assert desk.sheet.property("problem") == "Pick a reason."
    desk.sheet.choose("r2")
    asked = v.ApprovalRequest(permission="no_sale", message="x", reason_kind="no_sale")
    desk.answer(c.OpenDrawer, v.Outcome(ok=False, approval=asked))
    desk.sheet.accept()
    desk.settle()
    assert desk.last == c.OpenDrawer(reason_id="r2")
    assert desk.sheet.property("reason") == "r2"


def test_x_report_training_and_signing_out(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+T", "F2")
    assert desk.last == c.TakeXReport()
    desk.press("F9")
    assert desk.last == c.SetTraining(on=True)
    desk.press("F10")
    assert desk.last == c.SignOut()
    model = desk.screen("session")
    assert model.property("title") == "Till session 41"
    assert [fact["text"] for fact in model.property("facts")][2] == "€150.00"


def test_expected_cash_never_shows_on_the_session_screen(at: Any) -> None:
    desk = at()
    desk.bus.session = replace(SESSION, totals=TOTALS)
    desk.press("Ctrl+T")
    assert desk.screen("session").property("has_report") is True
    shown = labels(desk.screen("session"))
    assert "Expected in the till" not in shown
    assert not any(label.startswith("Cash ×") for label in shown)


def test_nothing_moves_without_a_session(at: Any) -> None:
    desk = at()
    desk.bus.session = SESSION_NONE
    desk.press("Ctrl+T", "F3")
    assert (desk.sheet, "No till session" in desk.shell.property("notice_text")) == (None, True)


def test_the_count_is_blind_then_compared_then_closed(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+T", "F12")
    model = desk.screen("close_session")
    assert (model.property("counting"), model.property("expected_text"), labels(model)) == (True, "", [])
    desk.press("F12")
    assert desk.bus.sent == []
    desk.press("F3")
    model.property("count").type_total("295")
    desk.answer(c.DeclareCount, v.Outcome(ok=True, changed=frozenset({"session"})))
    desk.bus.session = SESSION_COUNTED
    desk.press("F12")
    assert desk.last == c.DeclareCount(counted=29500)
    assert (model.property("difference_text"), model.property("difference_tone")) == (
        "Short by €5.00",
        "negative",
    )
    assert (model.property("counted_text"), model.property("expected_text")) == ("€295.00", "€300.00")
    assert "Expected in the till" in labels(model)
    desk.press("F12")
    assert isinstance(desk.last, c.DeclareCount)
    said = v.Notice(
        code="session_closed", message="Z report 41 is closed and printing.", params={"number": 41}
    )
    desk.answer(c.CloseSession, v.Outcome(ok=True, changed=frozenset({"session", "till"}), notice=said))
    desk.bus.till, desk.bus.session = UNOPENED, SESSION_NONE
    desk.press("F10")
    assert desk.shell.property("notice_text") == ""  # the screen says it once, and the difference with it
    closing: object = desk.last
    assert closing == c.CloseSession()
    assert desk.shell.property("route") == "open_session"
    closed = desk.screen("open_session").property("closed_text")
    assert "Till session 41 is closed" in closed and "Short by €5.00" in closed


def test_a_declared_count_is_counted_again_or_taken_back(at: Any) -> None:
    desk = at(replace(IDLE, session=SESSION_COUNTED))
    model = desk.screen("close_session")
    assert (desk.shell.property("route"), model.property("counting")) == ("close_session", False)
    desk.press("F4")
    assert model.property("counting") is True
    desk.press("Esc")
    assert model.property("counting") is False
    desk.press("Esc")
    assert desk.shell.property("route") == "close_session"
    desk.press("F5")
    assert desk.last == c.ReopenSession()
    desk.scan("4006381333931")
    assert "being counted" in desk.shell.property("notice_text")


def test_over_and_exact_have_their_own_words(at: Any) -> None:
    desk = at(replace(IDLE, session=SESSION_COUNTED))
    model = desk.screen("close_session")
    for over, text, tone in ((250, "Over by €2.50", "caution"), (0, "Exact", "positive")):
        desk.bus.session = replace(SESSION_COUNTED, totals=replace(TOTALS, over_short=over))
        desk.till.topic_changed.emit("session")
        desk.settle()
        assert (model.property("difference_text"), model.property("difference_tone")) == (text, tone)


def test_what_was_wrong_with_a_count_is_gone_with_the_next_figure(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+K", "F3")
    model = desk.screen("close_session")
    model.property("count").type_total("75000000")
    desk.answer(c.DeclareCount, refused("amount_out_of_range", amount=1))
    desk.press("F12")
    assert model.property("problem") != ""
    model.property("count").type_total("7")
    assert model.property("problem") == ""


def test_what_blocks_the_close_is_said(at: Any) -> None:
    desk = at(replace(IDLE, sale=SALE))
    desk.press("Ctrl+K")
    model = desk.screen("close_session")
    assert "€32.20" in model.property("open_sale_text")
    assert model.property("suspended_text").startswith("2 suspended sale(s)")
    assert model.property("blocked") is True
    desk.press("F6")
    assert desk.shell.property("route") == "suspended"


def test_a_customer_without_goods_is_no_open_sale(at: Any) -> None:
    desk = at(replace(IDLE, sale=replace(SALE, lines=(), tenders=()), suspended_count=0))
    desk.press("Ctrl+K")
    assert desk.screen("close_session").property("open_sale_text") == ""


def test_suspended_sales_stop_z_but_not_the_count(at: Any) -> None:
    parked = replace(SESSION_COUNTED, suspended_count=1)
    desk = at(replace(IDLE, session=parked))
    desk.press("F10")
    assert desk.bus.sent == []
    assert "Go on selling" in desk.screen("close_session").property("problem")
    assert "Go on selling" in desk.screen("close_session").property("suspended_text")
    desk.bus.session = replace(SESSION_COUNTED, suspended_count=0)
    desk.till.topic_changed.emit("session")
    desk.settle()
    desk.answer(c.CloseSession, refused("sale_open"))
    desk.press("F10")
    assert desk.screen("close_session").property("problem").startswith("A sale is still open")
