"""Today's journal: rows in words, search, older pages, reprint and post-void, without a window."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from pos_app import commands as c
from pos_app import queries as q
from pos_app import views as v
from pos_app.views.journal import JournalEntryView
from proof.canned_side import JOURNAL, entry
from retail.events import BODIES
from retail.session import CashMoveKind
from ui.figures import Figures
from ui.journal.entries import KINDS, MOVES, entry_row, has_number


def row(model: Any, place: int) -> Any:
    return model.property("rows").at(place)


def test_entries_are_said_in_words(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J")
    model = desk.screen("journal")
    first, cancelled = row(model, 0), row(model, 4)
    assert first.title == "Sale S1-T2-000199"
    assert first.detail == "Anna Schmidt · not yet at the hub · not printed"
    assert (first.badge, first.badge_tone) == ("Not printed", "caution")
    assert (cancelled.badge, cancelled.struck) == ("Cancelled", True)
    desk.press("F5")
    assert model.property("filter") == "all"
    assert row(model, 4).title == "Drawer opened without a sale"


def test_every_kind_state_and_print_has_words() -> None:
    figures = Figures()
    assert set(KINDS) == set(BODIES)
    for kind in KINDS:
        assert entry_row(entry(1, kind, txn_id="t", receipt_no=""), figures).title == KINDS[kind]
    for state in ("waiting", "applied", "duplicate", "quarantined", "conflict"):
        assert "hub" in entry_row(entry(101, state=state), figures).detail
    assert entry_row(entry(1, "later.kind"), figures).title == "later.kind"
    assert entry_row(entry(101, training=True), figures).badge == "Training"


@pytest.mark.parametrize(
    ("kind", "detail", "title"),
    [
        *(("cash.moved", move, MOVES[move]) for move in get_args(CashMoveKind)),
        ("training.switched", "on", "Training switched on"),
        ("training.switched", "off", "Training switched off"),
    ],
)
def test_an_entry_says_which_movement_it_was(kind: str, detail: str, title: str) -> None:
    assert entry_row(entry(1, kind, detail=detail), Figures()).title == title


def test_only_the_sale_is_struck_when_it_was_cancelled() -> None:
    again = entry_row(entry(1, "receipt.reprinted", reversed=True), Figures())
    assert (again.struck, again.badge) == (False, "")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("s1-t2-000123", True),
        ("123", True),
        ("000123", True),
        ("23", False),
        ("x", False),
    ],
)
def test_a_receipt_is_found_by_its_number(wanted: str, found: bool) -> None:
    assert (
        has_number(
            JournalEntryView(seq=1, kind="x", at=0, operator_name="", receipt_no="S1-T2-000123"), wanted
        )
        is found
    )
    training = JournalEntryView(seq=1, kind="x", at=0, operator_name="", receipt_no="S1-T2-TR000123")
    assert has_number(training, "123") is True
    assert has_number(JournalEntryView(seq=1, kind="x", at=0, operator_name=""), wanted) is False


def test_the_receipt_of_the_selected_sale_is_shown(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J")
    model = desk.screen("journal")
    assert "SUMME" in model.property("receipt_text")
    assert "[CUT]" not in model.property("receipt_text")
    desk.press("F5", "Down", "Down", "Down", "Down")
    assert (model.property("selected"), model.property("can_reprint"), model.property("receipt_text")) == (
        4,
        False,
        "",
    )
    desk.press("F4")
    assert "Select a sale" in desk.shell.property("notice_text")
    assert desk.bus.sent == []


def test_older_pages_come_when_the_end_is_seen(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J")
    model = desk.screen("journal")
    rows = model.property("rows")
    assert (len(rows), model.property("complete")) == (50, False)
    desk.press("PgDown")
    assert len(rows) == 100
    for _ in range(4):
        model.more()
        desk.settle()
    assert model.property("complete") is True
    assert len(rows) == sum(1 for one in JOURNAL if one.kind in {"sale.completed", "sale.post_voided"})
    desk.till.topic_changed.emit("journal")
    desk.settle()
    assert len(rows) > 100


def test_a_number_is_looked_for_through_the_whole_day(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J")
    model = desk.screen("journal")
    model.find("12")
    desk.settle()
    assert row(model, model.property("selected")).title == "Sale S1-T2-000012"
    model.type_number("99999")
    model.find("99999")
    desk.settle()
    assert "No receipt 99999 today" in desk.shell.property("notice_text")
    desk.press("Esc")
    assert desk.shell.property("route") == "journal"
    model.find("  ")
    desk.press("Esc")
    assert desk.shell.property("route") == "sell"


def test_a_scanned_receipt_number_is_found_and_a_barcode_is_sold(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J")
    desk.scan("S1-T2-000150")
    model = desk.screen("journal")
    assert row(model, model.property("selected")).title == "Sale S1-T2-000150"
    desk.scan("4006381333931")
    assert desk.last == c.Scan(raw="4006381333931")
    assert desk.shell.property("route") == "sell"


def test_a_receipt_is_printed_again(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J", "Down", "F4")
    assert desk.last == c.Reprint(txn_id="t298")


def test_a_z_report_is_shown_and_printed_again(at: Any) -> None:
    day = (
        entry(300, "cash.moved"),
        entry(299, "session.closed", z_number=7),
        entry(298, "session.closed", z_number=6),
    )
    desk = at(journal=day)
    desk.press("Ctrl+J", "F5")
    model = desk.screen("journal")
    assert (model.property("can_reprint"), model.property("receipt_text")) == (False, "")
    desk.press("F4")
    assert desk.bus.sent == []
    desk.press("Down")
    assert row(model, 1).title == "Till closed, Z report 7"
    assert (model.property("can_reprint"), model.property("receipt_text")) == (True, "Z REPORT 7")
    assert model.property("can_post_void") is False
    desk.press("F4")
    assert desk.last == c.ReprintZ(number=7)
    desk.press("Down")
    assert model.property("receipt_text") == "Z REPORT 6"
    desk.press("Up", "Up")
    assert model.property("receipt_text") == ""


def test_a_sale_is_cancelled_with_a_reason_and_the_money_is_named(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J", "F8")
    assert desk.sheet.property("title") == "Cancel sale S1-T2-000199 of €43.12?"
    assert desk.sheet.property("danger") is True
    desk.sheet.step(1)
    for cash, card, words in (
        (500, 0, "Give €5.00 back in cash."),
        (0, 700, "Cancel €7.00 on the card terminal."),
        (500, 700, "Give €5.00 back in cash and cancel €7.00 on the card terminal."),
    ):
        done = v.Notice(
            code="post_voided",
            message="x",
            tone="positive",
            params={"receipt_no": "S1-T2-000200", "cash": cash, "card": card, "currency": "EUR"},
        )
        desk.answer(c.PostVoid, v.Outcome(ok=True, notice=done))
        if desk.sheet is None:
            desk.press("F8")
            again: Any = desk.sheet
            again.choose("r1")
        desk.sheet.accept()
        desk.settle()
        assert desk.last == c.PostVoid(txn_id="t299", reason_id="r1")
        assert desk.shell.property("notice_text").endswith(words)
        assert desk.sheet is None


def test_what_cannot_be_cancelled_says_why(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J", "Down", "Down", "Down")
    model = desk.screen("journal")
    assert "Sell the items again" in model.property("why_no_post_void")
    desk.press("F8")
    assert "cannot be cancelled" in desk.shell.property("notice_text")
    desk.press("Down")
    assert model.property("why_no_post_void") == "This sale is cancelled already."
    desk.press("F8")
    assert desk.sheet is None
    assert desk.bus.sent == []


def test_an_empty_day_is_said(at: Any) -> None:
    desk = at(journal=())
    desk.press("Ctrl+J", "F8", "PgDown")
    model = desk.screen("journal")
    assert (model.property("empty"), model.property("complete")) == (True, True)
    assert "Select a sale" in desk.shell.property("notice_text")


def test_news_of_the_hub_refresh_what_is_shown(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+J")
    desk.bus.journal = (entry(299, state="applied"),)
    desk.bus.tell("sync", desk.bus.sync)
    desk.settle()
    assert "at the hub" in row(desk.screen("journal"), 0).detail
    asked: list[q.Query[Any]] = []
    desk.press("Esc")
    desk.bus.ask = lambda query, _done: asked.append(query)
    desk.bus.tell("sync", desk.bus.sync)
    desk.settle()
    assert asked == []
