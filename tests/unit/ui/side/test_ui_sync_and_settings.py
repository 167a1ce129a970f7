"""Sync status in a person's words, and how the screen looks, without a window."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from msgspec.structs import replace

from hub.services import scopes
from pos_app import commands as c
from pos_app.views.sync import SyncView
from proof.canned_side import SYNC, SYNC_BAD, SYNC_DOWN, SYNC_FIRST
from proof.canned_till import NOW
from sync.status import SyncState
from tests.fakes.side_till import IDLE
from ui.figures import Figures
from ui.sync_status.scopes import SCOPES, first_load, scope_name, scope_rows
from ui.sync_status.sentences import (
    STATES,
    contact_text,
    history_text,
    skew_text,
    span_text,
    waiting_text,
    words_of,
)


def test_every_state_of_sync_has_its_words() -> None:
    assert set(get_args(SyncState)) == set(STATES)
    assert words_of("a state of a newer program") is STATES["stuck"]
    for state, words in STATES.items():
        assert words.title and words.meaning
        assert words.advice or words.tone in {"positive", "quiet"}, state


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (-5, "under 1 min"),
        (59_999, "under 1 min"),
        (240_000, "4 min"),
        (7_199_000, "119 min"),
        (7_200_000, "2 h"),
        (172_800_000, "2 day(s)"),
    ],
)
def test_an_age_has_the_unit_that_matters(span: int, words: str) -> None:
    assert span_text(span) == words


def test_what_waits_is_one_sentence() -> None:
    assert (
        waiting_text(SYNC_DOWN, NOW) == "3 sale(s) not yet at the hub, safe on this terminal; oldest 4 min."
    )
    assert waiting_text(SYNC, NOW) == "Nothing waits: every sale is at the hub."
    acts = replace(SYNC, waiting_ops=2)
    assert waiting_text(acts, NOW).endswith("not yet at the hub, safe on this terminal.")


def test_last_contact_and_a_wrong_clock() -> None:
    never = replace(SYNC, last_contact_at=None)
    assert contact_text(never, Figures(), NOW) == "Never since this terminal was started"
    assert contact_text(SYNC, Figures(), NOW).endswith("(under 1 min ago)")
    assert skew_text(119_999) == ""
    assert "3 min slow" in skew_text(180_000)
    assert "2 h fast" in skew_text(-7_200_000)


def test_progress_counts_all_scopes_together() -> None:
    assert first_load(()) == -1
    assert first_load(SYNC_FIRST.scopes) == pytest.approx(118_019 / 600_019)
    assert (scope_name("price:main"), scope_name("later:x")) == ("Prices", "later")
    made = (
        scopes.price_scope("main"),
        scopes.config_scope("s"),
        scopes.terminal_scope("t"),
        scopes.customers_scope("s"),
        scopes.receipts_scope("s"),
        scopes.stock_scope("s"),
        scopes.cart_scope("s"),
        scopes.CATALOGUE,
        scopes.ELSEWHERE,
    )
    assert {scope.partition(":")[0] for scope in made} == set(SCOPES)


def test_without_the_hub_nothing_from_it_is_called_up_to_date() -> None:
    def details(view: SyncView) -> set[str]:
        return {row.detail for row in scope_rows(view, Figures())}

    assert details(SYNC) == {"up to date"}
    (old,) = details(SYNC_DOWN)
    assert old.startswith("as of ")
    assert details(replace(SYNC_DOWN, last_contact_at=None)) == {"as last read"}


def test_the_page_follows_news_and_tries_at_once(at: Any) -> None:
    desk = at(sync=SYNC_DOWN)
    desk.press("Ctrl+H")
    model = desk.screen("sync")
    assert model.property("title") == "The hub is not reached"
    assert model.property("tone") == "caution"
    assert model.property("facts")[-1]["text"] == "hub_unreachable · terminal-2"
    desk.press("F5")
    assert desk.last == c.SyncNow()
    desk.bus.tell("sync", SYNC_BAD)
    desk.settle()
    assert model.property("title") == "The hub does not accept this terminal"
    assert model.property("quarantine_text").startswith("2 record(s) put aside")
    first = model.property("quarantine").at(0)
    assert first.title.startswith("Sale · S1-T2-000123 · €24.49 · ")
    assert first.detail.startswith("The hub does not know this kind of record yet.")
    assert model.property("resolved").at(0).detail.startswith("The hub has taken it after all.")
    held = {one["label"]: one["text"] for one in model.property("facts")}["Held from the hub"]
    assert held == "2 right(s); 2 units of stock"
    desk.till.topic_changed.emit("sync")
    desk.settle()
    assert model.property("quarantine_text") == ""
    desk.press("F6")
    assert desk.shell.property("route") == "journal"


def test_the_first_catalogue_has_a_bar(at: Any) -> None:
    desk = at(replace(IDLE, item_count=0), sync=SYNC_FIRST)
    desk.press("Ctrl+H")
    model = desk.screen("sync")
    assert model.property("first_progress") == pytest.approx(118_019 / 600_019)
    first = model.property("scopes").at(0)
    assert (first.title, first.detail) == ("Items", "182,000 change(s) to come")
    desk.till.take_view(IDLE)
    assert model.property("first_progress") == -1


def test_a_look_is_chosen_by_tap_and_by_key(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+E")
    model = desk.screen("settings")
    assert [one["text"] for one in model.property("languages")] == ["English", "Deutsch"]
    model.choose_language("de")
    assert desk.last == c.ChooseLook(language="de")
    model.choose_scheme("contrast")
    assert desk.last == c.ChooseLook(scheme="contrast")
    model.choose_scale("1.5")
    assert desk.last == c.ChooseLook(text_scale=1.5)
    desk.press("F2", "F3", "F5")
    assert desk.bus.sent[3:] == [
        c.ChooseLook(language="de"),
        c.ChooseLook(scheme="dark"),
        c.ChooseLook(text_scale=1.25),
    ]


def test_what_is_chosen_already_is_not_sent_again(at: Any) -> None:
    desk = at(replace(IDLE, text_scale=1.0))
    desk.press("Ctrl+E", "F4")
    model = desk.screen("settings")
    model.choose_language("en")
    model.choose_scheme("light")
    model.choose_scale("1.0")
    model.choose_scale("9")
    assert desk.bus.sent == []
    desk.till.take_view(replace(IDLE, text_scale=1.3, languages=()))
    assert model.property("scale") == "1.25"
    desk.press("F2")
    assert desk.bus.sent == []
    desk.till.view = None
    assert (model.property("scale"), model.property("language")) == ("1.0", "")


def test_a_view_that_waits_for_its_answer_is_starting(at: Any) -> None:
    desk = at()
    model = desk.screen("sync")
    assert (model.property("title"), model.property("waiting")) == ("Getting in touch with the hub", "")
    assert model.property("facts") == []
    assert isinstance(desk.bus.sync, SyncView)


@pytest.mark.parametrize(
    ("why", "begins"),
    [
        ("fork", "4 min ago the hub found another history"),
        ("rolled_back", "4 min ago this terminal found its data put back"),
        ("recovered", "4 min ago this terminal took over"),
        ("something newer", "4 min ago the hub found another history"),
    ],
)
def test_a_history_that_split_is_told_for_a_week(why: str, begins: str) -> None:
    view = replace(SYNC, history_why=why, history_at=NOW)
    assert history_text(view, NOW + 240_000).startswith(begins)
    assert history_text(view, NOW + 8 * 24 * 3600 * 1000) == ""
    assert history_text(SYNC, NOW) == ""
