"""Prints that are not on paper, and the printer's entry, without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.commands import devices as d
from pos_app.views.devices import DevicesView
from proof.canned_side import DEVICES, DEVICES_DOWN, DRIVERS, JOBS
from tests.fakes.side_till import refused


def options(model: Any) -> dict[str, Any]:
    rows = model.property("options")
    return {rows.at(i).key: rows.at(i) for i in range(len(rows))}


def test_prints_say_what_is_wrong_and_are_printed_or_let_go(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+P")
    model = desk.screen("prints")
    first = model.property("rows").at(0)
    assert (first.title, first.state_text) == ("Receipt S1-T2-000198", "Check the paper")
    assert first.detail.startswith("The line to the printer broke.")
    assert model.property("doubtful") is True
    desk.press("F4")
    assert desk.last == c.RetryPrint(job_id="j1")
    desk.press("Down", "F8")
    assert desk.last == c.DropPrint(job_id="j2")
    assert "journal" in desk.shell.property("notice_text")
    desk.press("Down", "Del")
    assert desk.last == c.DropPrint(job_id="j3")
    assert desk.shell.property("notice_text") == "Let go. It will not be printed."


def test_prints_follow_news_and_keep_the_one_selected(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+P", "Down")
    desk.bus.jobs = JOBS[1:]
    desk.bus.tell("print", JOBS[1:])
    desk.settle()
    model = desk.screen("prints")
    assert model.property("rows").at(model.property("selected")).key == "j2"
    desk.bus.jobs = ()
    desk.till.topic_changed.emit("print")
    desk.settle()
    assert (model.property("empty"), model.property("selected")) == (True, -1)
    desk.press("F4", "F8")
    assert desk.bus.sent == []
    desk.press("F9")
    assert desk.shell.property("route") == "devices"


def test_the_printer_says_how_it_is_in_words(at: Any) -> None:
    desk = at(devices=DEVICES_DOWN)
    desk.press("Ctrl+D")
    model = desk.screen("devices")
    assert model.property("health_text").startswith("The printer does not answer.")
    assert (model.property("health_tone"), model.property("jobs_text")) == (
        "negative",
        "3 print(s) not on paper",
    )
    for state, code, words in (
        ("ready", "", "Ready."),
        ("busy", "", "Printing."),
        ("none", "", "Not asked yet."),
        ("attention", "paper_low", "The roll is nearly used up. Keep a new one at hand."),
    ):
        printer = replace(DEVICES.devices[0], state=state, code=code)
        desk.bus.devices = replace(DEVICES, devices=(printer,))
        desk.bus.tell("devices", desk.bus.devices)
        desk.settle()
        assert model.property("health_text") == words


def test_an_option_is_changed_and_saved(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+D")
    model = desk.screen("devices")
    assert options(model)["host"].value == "192.168.1.50"
    assert set(options(model)) == {"host", "port", "paper_mm", "cut"}
    desk.press("F3")
    assert options(model)["cancel_kanji"].choices[0]["text"] == "Yes"
    model.set_option("host", " 10.0.0.9 ")
    model.set_option("paper_mm", "58")
    assert model.property("edited") is True
    desk.press("F12")
    assert desk.last == d.SaveDevice(
        device_id="printer",
        kind="printer",
        driver="network",
        options={"host": "10.0.0.9", "paper_mm": "58"},
    )
    assert model.property("edited") is False


def test_what_was_typed_survives_news_of_the_printer(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+D")
    model = desk.screen("devices")
    model.set_option("host", "10.0.0.9")
    desk.bus.tell("devices", DEVICES)
    desk.settle()
    assert options(model)["host"].value == "10.0.0.9"


def test_a_missing_option_and_a_refusal_are_said(at: Any) -> None:
    desk = at(devices=DevicesView(devices=(), drivers=DRIVERS, jobs=()))
    desk.press("Ctrl+D")
    model = desk.screen("devices")
    assert model.property("health_text").startswith("No printer is set up.")
    desk.press("F12")
    assert (model.property("problem"), desk.bus.sent) == ("Fill in: Address.", [])
    desk.answer(d.SaveDevice, refused("bad_device_option"))
    model.set_option("host", "x")
    desk.press("F12")
    assert model.property("problem").startswith("One of the options")
    assert model.property("busy") is False


def test_a_test_print_prints_what_is_saved(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+D", "F4")
    assert desk.bus.sent == [d.TestDevice(device_id="printer")]
    assert "on its way" in desk.shell.property("notice_text")
    desk.press("F2")
    assert desk.screen("devices").property("driver") == "file"
    desk.screen("devices").set_option("path", "receipts")
    desk.press("F4")
    assert [type(one) for one in desk.bus.sent[1:]] == [d.SaveDevice, d.TestDevice]
    assert desk.bus.sent[1].options == {"path": "receipts"}
    desk.press("F9")
    assert desk.shell.property("route") == "prints"


def test_no_driver_means_nothing_to_save(at: Any) -> None:
    desk = at(devices=DevicesView(devices=(), drivers=(), jobs=()))
    desk.press("Ctrl+D", "F2", "F12")
    assert desk.bus.sent == []
