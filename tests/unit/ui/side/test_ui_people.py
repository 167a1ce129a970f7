"""Signing in, the wait after wrong PINs, locking and the menu, without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject

from pos_app import commands as c
from pos_app import views as v
from proof.canned_side import OPERATORS, SESSION, SESSION_NONE
from proof.canned_till import TILL
from tests.fakes.side_till import IDLE, refused


def test_a_tile_and_a_pin_sign_in(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    model = desk.screen("sign_in")
    assert desk.shell.property("route") == "sign_in"
    assert model.property("title") == "Who is signing in?"
    desk.press("Down", "Down")
    assert model.property("title") == "PIN of Mehmet Demir"
    desk.answer(c.SignIn, v.Outcome(ok=True, changed=frozenset({"till"})))
    desk.bus.till = IDLE
    model.accept("4711")
    desk.settle()
    assert desk.last == c.SignIn(operator_id="o4", pin="4711")
    assert desk.shell.property("route") == "sell"


def test_what_is_told_at_the_sign_in_is_still_there_on_the_next_screen(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    found = v.Notice(
        code="last_sale_waiting",
        message="x",
        tone="caution",
        params={"number": "S1-T2-000123", "change": "€1"},
    )
    desk.answer(c.SignIn, v.Outcome(ok=True, notice=found, changed=frozenset({"till"})))
    desk.bus.till = IDLE
    desk.press("Down")
    desk.screen("sign_in").accept("4711")
    desk.settle()
    assert desk.shell.property("route") == "sell"
    assert "S1-T2-000123" in desk.shell.property("notice_text")


def test_a_pin_without_a_person_asks_for_one(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    desk.screen("sign_in").accept("1")
    assert desk.bus.sent == []
    assert "name" in desk.screen("sign_in").property("problem")
    assert desk.ears.heard == ["error"]


def test_the_only_person_is_picked(at: Any) -> None:
    desk = at(replace(IDLE, operator=None), operators=OPERATORS[:1])
    assert desk.screen("sign_in").property("chosen") == "o1"
    desk.press("Up")
    assert desk.screen("sign_in").property("chosen") == "o1"


def test_a_wrong_pin_is_said_and_the_wait_counts_down(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    model = desk.screen("sign_in")
    desk.press("Up")
    desk.answer(c.SignIn, refused("wrong_pin"))
    model.accept("1")
    desk.settle()
    assert model.property("problem") == "Wrong PIN. Try again."
    desk.answer(c.SignIn, refused("pin_wait", seconds=62))
    model.accept("1")
    desk.settle()
    sent = len(desk.bus.sent)
    model.accept("1")
    assert len(desk.bus.sent) == sent
    assert (model.property("waiting"), "1:02" in model.property("problem")) == (True, True)
    for _ in range(3):
        model._countdown.tick()
    assert "59 s" in model.property("problem")
    for _ in range(59):
        model._countdown.tick()
    assert (model.property("waiting"), model.property("problem")) == (False, "")
    model._countdown.tick()


def test_another_person_does_not_wait(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    model = desk.screen("sign_in")
    model.choose("o1")
    desk.answer(c.SignIn, refused("pin_wait", seconds=5))
    model.accept("1")
    desk.settle()
    model.choose("o2")
    assert model.property("waiting") is False


def test_without_people_it_waits_for_the_hub_and_goes_on_by_itself(at: Any) -> None:
    empty = replace(IDLE, operator=None, store_name="", terminal_name="", session=SESSION_NONE)
    desk = at(empty, operators=())
    model = desk.screen("sign_in")
    assert (model.property("empty"), model.property("place")) == (True, "")
    desk.bus.operators = OPERATORS
    for heard in desk.bus._heard:
        heard("till", replace(IDLE, operator=None))
    desk.settle()
    assert (model.property("empty"), len(model.property("operators"))) == (False, 4)
    assert model.property("place") == "Feinkost Musterstadt · Kasse 2"


def test_a_customer_without_goods_is_no_sale_that_stays(at: Any) -> None:
    assert TILL.sale is not None
    desk = at(replace(TILL, locked=True, sale=replace(TILL.sale, lines=(), tenders=())))
    assert desk.screen("sign_in").property("reassurance") == ""


def test_the_open_sale_stays_while_locked(at: Any) -> None:
    desk = at(replace(TILL, locked=True))
    model = desk.screen("sign_in")
    assert model.property("locked") is True
    assert model.property("locked_text") == "Locked by Anna Schmidt"
    assert "32.20" in model.property("reassurance")
    assert model.property("chosen") == "o1"
    desk.scan("4006381333931")
    assert "locked" in desk.shell.property("notice_text")
    assert desk.bus.sent == []


def test_nobody_sells_by_scanning_while_signed_out(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    desk.scan("4006381333931")
    assert "nobody is signed in" in desk.shell.property("notice_text")
    desk.press("F9")
    assert desk.shell.property("route") == "sync"
    desk.scan("4006381333931")
    assert desk.bus.sent == []
    desk.press("Esc", "F10")
    assert desk.shell.property("route") == "settings"
    desk.press("Esc")
    assert desk.shell.property("route") == "sign_in"


def auto_lock(desk: Any) -> Any:
    return next(one for one in desk.shell.findChildren(QObject) if type(one).__name__ == "AutoLock")


def test_an_idle_till_locks_and_only_a_person_delays_it(at: Any) -> None:
    desk = at(replace(TILL, auto_lock_s=300))
    lock = auto_lock(desk)
    assert lock.running
    assert lock.eventFilter(desk.shell, QEvent(QEvent.Type.TouchBegin)) is False
    assert lock.eventFilter(desk.shell, QEvent(QEvent.Type.MouseMove)) is False
    lock.idle()
    desk.settle()
    assert desk.last == c.Lock()
    desk.till.take_view(replace(TILL, locked=True))
    assert not lock.running
    lock.idle()
    assert len(desk.bus.sent) == 1
    lock.seen()
    assert not lock.running


def test_keys_and_scans_count_as_somebody_there(at: Any) -> None:
    desk = at(replace(TILL, auto_lock_s=300, session=SESSION))
    timer = auto_lock(desk)._timer
    acts = ((desk.press, "F2"), (desk.press, "x"), (desk.scan, "4006381333931"))
    for act, told in acts:
        before = timer.timerId()
        act(told)
        assert timer.timerId() != before


def test_a_shop_may_never_lock_by_itself(at: Any) -> None:
    assert not auto_lock(at(replace(TILL, auto_lock_s=0))).running


def test_locking_closes_the_question_that_was_open(at: Any) -> None:
    desk = at(replace(TILL, session=SESSION))
    desk.press("F2")
    assert desk.sheet is not None
    desk.till.take_view(replace(TILL, session=SESSION, locked=True))
    desk.settle()
    assert (desk.sheet, desk.shell.property("route")) == (None, "sign_in")


def test_the_menu_leads_everywhere_and_its_keys_too(at: Any) -> None:
    desk = at(replace(IDLE, unprinted=3))
    desk.press("F11")
    rows = {row["act"]: row for row in desk.sheet.property("rows")}
    assert rows["prints"]["note"] == "3 not on paper"
    assert rows["close_session"]["note"] == "2 suspended"
    desk.sheet.run("journal")
    desk.settle()
    assert desk.shell.property("route") == "journal"
    desk.press("F11", "Ctrl+E")
    assert (desk.sheet, desk.shell.property("route")) == (None, "settings")
    for key, route in (
        ("Ctrl+T", "session"),
        ("Ctrl+P", "prints"),
        ("Ctrl+D", "devices"),
        ("Ctrl+S", "sell"),
    ):
        desk.press(key)
        assert desk.shell.property("route") == route
    desk.press("Ctrl+L")
    assert desk.last == c.Lock()
    desk.press("Ctrl+Q")
    assert desk.last == c.SignOut()


def test_the_menu_shows_a_stranger_nothing_of_the_till(at: Any) -> None:
    desk = at(replace(IDLE, operator=None))
    desk.press("F11")
    assert [row["act"] for row in desk.sheet.property("rows")] == ["sync", "settings"]
    assert desk.sheet.property("title") == ""
    desk.press("Ctrl+J")
    assert desk.shell.property("route") == "sign_in"
