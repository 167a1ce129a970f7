"""Suspended sales, price check, status and notices without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from pos_app.views.sync import QuarantinedView
from proof.canned_till import DEVICES_DOWN, SALE, SUSPENDED, SYNC, SYNC_DOWN, TILL
from ui.words import NOTICES, notice, say


def test_a_suspended_sale_is_resumed_by_keys(desk: Any) -> None:
    desk.press("F6")
    desk.settle()
    model = desk.screen("suspended")
    assert len(model.property("rows")) == 2
    first = model.property("rows").at(0)
    assert (first.title, first.total_text) == ("Rote Jacke", "€23.45")
    desk.press("Down", "Down", "Up", "Down", "Return")
    assert desk.last == c.ResumeSale(txn_id="s2")
    assert desk.shell.property("route") == "sell"


def test_a_refused_resume_stays_on_the_list(desk: Any) -> None:
    refused = v.Notice(code="sale_open", message="x", tone="caution")
    desk.answer(c.ResumeSale, v.Outcome(ok=False, sale=SALE, notice=refused))
    desk.press("F6")
    desk.screen("suspended").resume_at(0)
    desk.settle()
    assert desk.shell.property("route") == "suspended"
    assert desk.shell.property("notice_text") != ""


def test_the_list_follows_its_topic_and_says_when_it_is_empty(desk: Any) -> None:
    desk.press("F6")
    model = desk.screen("suspended")
    assert model.property("empty") is False
    desk.bus.suspended = ()
    desk.till.topic_changed.emit("suspended")
    desk.settle()
    assert (model.property("empty"), model.property("selected")) == (True, -1)
    desk.press("Return")
    assert desk.bus.sent == []
    desk.press("Esc")
    desk.bus.suspended = SUSPENDED
    desk.till.topic_changed.emit("suspended")
    desk.settle()
    assert len(model.property("rows")) == 0


def test_a_scan_on_the_list_is_sold(desk: Any) -> None:
    desk.press("F6")
    desk.scan("4006381333931")
    assert desk.last == c.Scan(raw="4006381333931")
    assert desk.shell.property("route") == "sell"


def test_a_price_is_checked_without_selling(desk: Any) -> None:
    desk.press("F7")
    desk.scan("4008400202532")
    model = desk.screen("price_check")
    assert desk.bus.sent == []
    assert (model.property("found"), model.property("price_text")) == (True, "€1.39")
    assert model.property("deposit_text") == "plus €0.15 deposit"
    desk.press("F2")
    assert desk.last == c.Scan(raw="4008400202532", entry="keyed")
    assert desk.shell.property("route") == "sell"


def test_a_price_is_found_by_name(desk: Any) -> None:
    desk.press("F7")
    model = desk.screen("price_check")
    assert desk.shell.press("F2") is False
    model.type_text("brezel")
    desk.settle()
    assert len(model.property("results")) == 1
    model.submit()
    assert (model.property("name"), model.property("price_text")) == ("Laugenbrezel", "€0.89")
    desk.press("F2")
    assert isinstance(desk.last, c.AddItem)


def test_a_price_by_number_and_one_that_is_not_there(desk: Any) -> None:
    desk.press("F7")
    model = desk.screen("price_check")
    model.type_text("4008 4002-02532")
    model.submit()
    desk.settle()
    assert model.property("found") is True
    missing = v.Notice(code="unknown_barcode", message="x", params={"code": "1"})
    desk.bus.ask = lambda _query, done: done(v.PriceCheckView(raw="1", found=False, notice=missing))
    desk.scan("1")
    assert (model.property("found"), "Unknown" in model.property("problem")) == (False, True)
    assert desk.ears.heard[-1] == "error"
    model.type_text("1")
    desk.press("Esc")
    assert model.property("text") == ""
    desk.press("Esc")
    assert desk.shell.property("route") == "sell"


def test_a_price_check_tells_the_price_of_a_pack_and_its_past_date(desk: Any) -> None:
    desk.press("F7")
    model = desk.screen("price_check")
    desk.scan("4008400202532")
    past = v.Notice(code="expiry_past", message="x", params={"name": "Käse", "date": "2026-11-29"})
    view = replace(model._view, price=398, of_pack=True, notice=past)
    desk.bus.ask = lambda _query, done: done(view)
    desk.scan("1")
    assert model.property("price_text") == "€3.98"
    assert model.property("detail").startswith("€1.39 · ")
    assert desk.ears.heard[-1] == "error"
    assert "expired on 2026-11-29" in desk.shell.property("notice_text")


def test_the_header_says_how_hub_and_printer_are(desk: Any) -> None:
    status = desk.shell.property("status")
    assert (status.property("hub_text"), status.property("hub_tone")) == ("Hub up to date", "quiet")
    assert (status.property("printer_text"), status.property("printer_there")) == ("", True)
    assert status.property("hub_away") is False
    status._on_news("sync", SYNC_DOWN)
    assert status.property("hub_away") is True
    assert (status.property("hub_icon"), status.property("hub_tone")) == ("cloud-off", "caution")
    assert "3" in status.property("hub_text")
    status._on_news("devices", DEVICES_DOWN)
    assert (status.property("printer_text"), status.property("printer_tone")) == (
        "Printer needs help",
        "caution",
    )
    odd = QuarantinedView(seq=1, kind="sale", code="x")
    status._on_news("sync", replace(SYNC, quarantined=(odd,)))
    assert status.property("hub_tone") == "caution"
    status._on_news("sync", replace(SYNC, waiting_ops=1))
    assert status.property("hub_text") == "Sending"
    status._on_news("sync", replace(SYNC, state="offline"))
    assert status.property("hub_text") == "Hub not reached"
    status._on_news("sync", replace(SYNC, state="stuck", waiting_ops=3, waiting_sales=3))
    assert (status.property("hub_text"), status.property("hub_tone")) == ("Hub takes nothing", "caution")
    status._on_news("print", ())
    desk.settle()
    assert status.property("printer_tone") == "quiet"


def test_the_clock_is_the_shops(desk: Any) -> None:
    desk.till.take_view(replace(TILL, language="de"))
    assert desk.shell.property("status").property("clock") == "15:12"


def test_news_of_the_till_are_shown(desk: Any) -> None:
    for heard in desk.bus._heard:
        heard("till", replace(TILL, store_name="Andere Filiale", training=True))
    desk.settle()
    assert desk.shell.property("store_name") == "Andere Filiale"
    assert desk.shell.property("training") is True


def test_a_look_change_asks_for_the_view_anew(desk: Any) -> None:
    desk.bus.till = replace(TILL, scheme="dark", text_scale=1.5, language="ar")
    desk.answer(c.ChooseLook, v.Outcome(ok=True, sale=SALE, changed=frozenset({"look"})))
    desk.till.send(c.ChooseLook(scheme="dark"))
    desk.settle()
    shell = desk.shell
    assert (shell.property("scheme"), shell.property("text_scale")) == ("dark", 1.5)
    assert shell.property("right_to_left") is True


def test_a_notice_can_be_put_away(desk: Any) -> None:
    desk.till.say(notice("nothing_to_pay"))
    assert desk.shell.property("notice_text") != ""
    desk.shell.dismiss()
    assert desk.shell.property("notice_text") == ""


def test_every_notice_says_something_and_survives_missing_figures() -> None:
    for code in NOTICES:
        assert say(v.Notice(code=code, message="")).strip()
    assert "…" in say(v.Notice(code="unknown_barcode", message=""))
    assert say(v.Notice(code="not_a_code", message="Plain English.")) == "Plain English."
