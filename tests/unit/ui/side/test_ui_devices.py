"""The devices of a till: how each is said to be, and the acts on one, without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.commands import devices as d
from proof import canned_devices as canned
from proof.canned_side import JOBS
from tests.fakes.side_till import refused


def shown(desk: Any) -> list[Any]:
    rows = desk.screen("devices").property("rows")
    return [rows.at(i) for i in range(len(rows))]


def at_devices(at: Any, view: Any = canned.COUNTER) -> Any:
    desk = at(devices=view)
    desk.press("Ctrl+D")
    return desk


def test_each_device_says_what_it_is_and_how(at: Any) -> None:
    desk = at_devices(at)
    assert [(row.key, row.title, row.state_text) for row in shown(desk)] == [
        ("printer", "Receipt printer", "Ready"),
        ("scanner", "Handscanner links", "Ready"),
        ("camera", "Camera that reads codes", "Not there"),
        ("scale", "Scale", "Ready"),
        ("display", "Customer display", "Not there"),
    ]
    printer, scanner, camera = shown(desk)[:3]
    assert printer.detail == "Network printer · 192.168.1.50"
    assert scanner.detail.startswith("Barcode scanner · Scanner on a cable · /dev/serial/by-id/")
    assert (scanner.problem, camera.problem) == (
        "",
        "The camera is not there. Plug it in: it is found by itself.",
    )


def test_states_in_word_and_tone(at: Any) -> None:
    desk = at_devices(at)
    for state, code, word, tone, problem in (
        ("busy", "", "Printing", "positive", ""),
        ("none", "", "Not asked yet", "quiet", ""),
        ("ready", "not_asked", "Ready", "positive", ""),
        ("attention", "paper_low", "Look at it", "caution", "The roll is nearly used up."),
        ("lost", "of_a_new_driver", "Not there", "negative", "What the driver says."),
    ):
        printer = replace(canned.COUNTER.devices[2], state=state, code=code, message="What the driver says.")
        desk.bus.devices = replace(canned.COUNTER, devices=(printer,))
        desk.bus.tell("devices", desk.bus.devices)
        desk.settle()
        row = shown(desk)[0]
        assert (row.state_text, row.state_tone) == (word, tone)
        assert row.problem.startswith(problem) and bool(row.problem) == bool(problem)


def test_nothing_is_set_up(at: Any) -> None:
    desk = at_devices(at, canned.NO_DEVICES)
    model = desk.screen("devices")
    assert (model.property("empty"), model.property("selected")) == (True, -1)
    desk.press("F3", "F4", "F6", "F8", "Up", "Down")
    assert (desk.sheet, desk.bus.sent, desk.shell.property("route")) == (None, [], "devices")
    desk.bus.devices = replace(canned.NO_DEVICES, devices=(canned.SCANNER,))
    desk.till.topic_changed.emit("devices")
    desk.settle()
    assert model.property("no_printer_text").startswith("No printer is set up.")
    assert model.property("selected") == 0


def test_the_one_selected_stays_selected(at: Any) -> None:
    desk = at_devices(at)
    model = desk.screen("devices")
    desk.press("Down", "Down", "Down")
    desk.bus.devices = replace(canned.COUNTER, devices=(canned.SCANNER, canned.SCALE))
    desk.bus.tell("devices", desk.bus.devices)
    desk.settle()
    assert shown(desk)[model.property("selected")].key == "scale"
    model.select(99)
    desk.press("Down")
    assert model.property("selected") == 1


def test_prints_that_wait_are_one_key_away(at: Any) -> None:
    desk = at_devices(at, replace(canned.COUNTER, jobs=JOBS))
    assert desk.screen("devices").property("jobs_text") == "3 print(s) not on paper"
    desk.press("F9")
    assert desk.shell.property("route") == "prints"


def test_another_name(at: Any) -> None:
    desk = at_devices(at)
    desk.press("Down", "F6")
    assert (desk.sheet.property("kind"), desk.sheet.property("name")) == (
        "Barcode scanner",
        "Handscanner links",
    )
    desk.answer(d.RenameDevice, refused("device_unknown"))
    desk.sheet.accept("Left")
    desk.settle()
    assert desk.sheet.property("problem") == "This device is not set up here."
    desk.answer(d.RenameDevice, desk.bus.outcome)
    desk.sheet.accept(" Left ")
    desk.settle()
    assert (desk.last, desk.sheet) == (d.RenameDevice(device_id="scanner", name="Left"), None)


def test_removing_is_asked_once(at: Any) -> None:
    desk = at_devices(at)
    desk.press("Down", "Del")
    sheet = desk.sheet
    assert sheet.property("title") == "Remove Handscanner links?"
    assert (sheet.property("danger"), sheet.property("picks"), sheet.property("chosen")) == (True, [], "")
    assert "forgotten" in sheet.property("explanation")
    assert sheet.property("accept_text") == "Remove"
    sheet.step(1)
    sheet.cancel()
    assert desk.bus.sent == []
    desk.press("F8")
    desk.sheet.accept()
    desk.settle()
    assert (desk.last, desk.sheet) == (d.RemoveDevice(device_id="scanner"), None)


def test_a_scan_leaves_the_list_and_sells(at: Any) -> None:
    desk = at_devices(at)
    desk.scan("4006381333931")
    assert desk.last == c.Scan(raw="4006381333931")
    assert desk.shell.property("route") == "sell"
