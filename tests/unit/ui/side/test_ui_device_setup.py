"""The guided set-up: each step, each way back, and that nothing is half-there, without a window."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import views as v
from pos_app.commands import devices as d
from pos_app.views.devices import DevicesView, DriverOptionView, DriverView, ScaleView
from proof import canned_devices as canned
from tests.fakes.side_till import refused

APPROVAL = v.Outcome(ok=False, approval=v.ApprovalRequest(permission="devices", message="x"))


def begin(at: Any, view: DevicesView = canned.NO_DEVICES, downs: int = 0) -> Any:
    """At the step that searches for the kind so many below the printer."""
    desk = at(devices=view)
    desk.press("Ctrl+D", "F2", *(["Down"] * downs), "F12")
    return desk


def found(desk: Any, view: object = canned.FOUND) -> list[Any]:
    desk.bus.tell("found_devices", view)
    desk.settle()
    rows = desk.screen("device_setup").finder.property("rows")
    return [rows.at(i) for i in range(len(rows))]


def options(desk: Any) -> dict[str, Any]:
    rows = desk.screen("device_setup").form.property("options")
    return {rows.at(i).key: rows.at(i) for i in range(len(rows))}


def step(desk: Any) -> str:
    return str(desk.screen("device_setup").property("step"))


def saves(desk: Any) -> list[d.SaveDevice]:
    return [one for one in desk.bus.sent if isinstance(one, d.SaveDevice)]


def test_a_scanner_from_nothing_to_its_first_code(at: Any) -> None:
    desk = begin(at, downs=1)
    model = desk.screen("device_setup")
    assert desk.last == d.FindDevices(hosts=())
    assert model.property("step_text") == "Step 2 of 4 · Barcode scanner"
    assert model.finder.property("state_text") == "Looking…"
    assert [row.detail for row in found(desk)] == ["/dev/ttyACM0", "/dev/ttyUSB0"]
    assert (step(desk), model.finder.property("selected")) == ("find", 0)
    desk.press("F12")
    assert set(options(desk)) == {"port", "baud", "terminators", "aim_ids"}
    assert options(desk)["terminators"].value == "\\r\\n"
    model.form.set_name(" Left ")
    model.form.set_option("terminators", "\\r")
    desk.press("F12")
    port = canned.SCANNER.options["port"]
    assert saves(desk) == [
        d.SaveDevice(
            device_id="scanner",
            kind="scanner",
            driver="scanner_serial",
            options={"port": port, "terminators": "\r"},
            name="Left",
        )
    ]
    assert (step(desk), model.property("added"), model.property("sends")) == ("try", True, False)
    desk.bus.tell("scan", canned.READ)
    desk.settle()
    trial = model.trial
    assert (trial.property("code"), trial.property("own")) == ("4006381333931", True)
    assert "Frische Vollmilch" in trial.property("code_text")
    desk.scan("typed by a wedge")
    assert (trial.property("code"), trial.property("own")) == ("typed by a wedge", False)
    desk.press("F12")
    assert desk.shell.property("route") == "devices"
    assert desk.shell.property("notice_text") == "Left is set up."


def test_a_supervisor_is_asked_and_nobody_coming_leaves_nothing(at: Any) -> None:
    desk = begin(at, downs=1)
    found(desk)
    desk.press("F12")
    desk.answer(d.SaveDevice, APPROVAL)
    desk.press("F12")
    assert "supervisor" in desk.sheet.property("why")
    desk.sheet.cancel()
    desk.settle()
    model = desk.screen("device_setup")
    assert (step(desk), model.property("busy"), model.property("added")) == ("options", False, False)
    desk.press("Esc", "Esc", "Esc")
    assert desk.shell.property("route") == "devices"
    assert len(saves(desk)) == 1


def test_what_was_added_can_be_taken_back(at: Any) -> None:
    desk = begin(at, downs=4)
    found(desk)
    desk.press("F12", "F12", "F4")
    assert desk.last == d.TestDevice(device_id="display")
    assert "greeting" in desk.screen("device_setup").trial.property("sent_text")
    desk.answer(d.RemoveDevice, refused("device_unknown"))
    desk.press("F8")
    assert desk.screen("device_setup").property("problem") != ""
    desk.answer(d.RemoveDevice, v.Outcome(ok=True))
    desk.press("F8")
    assert desk.last == d.RemoveDevice(device_id="display")
    assert desk.shell.property("route") == "devices"


def test_what_was_there_before_is_not_taken_back(at: Any) -> None:
    desk = at(devices=canned.COUNTER)
    desk.press("Ctrl+D", "F3")
    model = desk.screen("device_setup")
    assert (step(desk), model.property("step_text")) == ("options", "Receipt printer")
    assert options(desk)["host"].value == "192.168.1.50"
    assert set(options(desk)) == {"host", "port", "paper_mm", "cut"}
    desk.press("F3")
    assert model.form.property("all_shown") is True
    assert options(desk)["cancel_kanji"].choices[0]["text"] == "Yes"
    model.form.set_option("host", " 10.0.0.9 ")
    model.form.set_option("paper_mm", "58")
    desk.press("F12")
    assert desk.last == d.SaveDevice(
        device_id="printer", kind="printer", driver="network", options={"host": "10.0.0.9", "paper_mm": "58"}
    )
    before = len(desk.bus.sent)
    desk.press("F8")
    assert (step(desk), len(desk.bus.sent)) == ("try", before)
    desk.press("Esc")
    assert (step(desk), options(desk)["host"].value) == ("options", "10.0.0.9")
    desk.press("F2")
    assert model.form.property("driver") == "file"
    desk.press("F12")
    assert (model.property("problem"), desk.bus.sent[before:]) == ("Fill in: Path.", [])
    desk.press("Esc")
    assert desk.shell.property("route") == "devices"


def test_what_was_typed_survives_news_and_a_refusal(at: Any) -> None:
    desk = at(devices=canned.COUNTER)
    desk.press("Ctrl+D", "F3")
    model = desk.screen("device_setup")
    model.form.set_option("host", "10.0.0.9")
    desk.bus.tell("devices", canned.COUNTER)
    desk.till.topic_changed.emit("devices")
    desk.settle()
    desk.answer(d.SaveDevice, refused("bad_device_option"))
    desk.press("F12")
    assert model.property("problem").startswith("One of the options")
    assert (options(desk)["host"].value, model.property("busy")) == ("10.0.0.9", False)


def test_a_printer_in_the_network_is_asked_for_by_its_address(at: Any) -> None:
    desk = begin(at)
    model = desk.screen("device_setup")
    rows = found(desk)
    assert rows[0].title == "EPSON TM-T20III"
    assert (rows[-1].state_text, rows[-1].problem[:13]) == ("Not usable", "This user may")
    model.finder.type_host(" 10.0.0.7 ")
    desk.press("F12")
    assert desk.last == d.FindDevices(hosts=("10.0.0.7",))
    found(desk)
    assert model.finder.property("state_text") == "No printer answered at 10.0.0.7."
    model.finder.select(len(rows) - 1)
    desk.press("F12")
    assert model.property("problem").startswith("This one cannot be used")
    desk.press("F6")
    assert (step(desk), options(desk)["host"].value) == ("options", "10.0.0.7")
    desk.press("Esc", "F5")
    assert desk.last == d.FindDevices(hosts=())


def test_nothing_found_is_entered_by_hand(at: Any) -> None:
    desk = begin(at, downs=3)
    model = desk.screen("device_setup")
    found(desk, canned.SEARCHING)
    assert (model.finder.property("searching"), model.finder.property("empty")) == (True, False)
    assert found(desk, canned.NOTHING) == []
    assert model.finder.property("empty") is True
    desk.press("Down", "F12")
    assert model.property("problem").startswith("Pick what was found")
    desk.press("F6", "F12")
    assert (step(desk), model.property("problem")) == ("options", "Fill in: Port.")
    model.form.set_option("port", "/dev/ttyS3")
    desk.press("F12")
    assert saves(desk)[-1].options == {"port": "/dev/ttyS3"}


def test_the_only_one_of_its_kind_is_replaced_and_a_second_scanner_is_not(at: Any) -> None:
    desk = at(devices=canned.COUNTER)
    desk.press("Ctrl+D", "F2")
    model = desk.screen("device_setup")
    about = {kind["key"]: kind["about"] for kind in model.property("kinds")}
    assert about["scale"].startswith("Takes the place") and "keyboard" in about["scanner"]
    desk.press("Up", "Up", "Up", "F12")
    rows = found(desk)
    assert [row.state_text for row in rows] == ["Used: Handscanner links", "Used: Scale"]
    desk.press("F12", "F12")
    assert saves(desk)[-1].device_id == "scale"
    desk.press("Ctrl+D", "F2", "Down", "F12")
    free = replace(canned.FOUND.found[0], options={"port": "/dev/ttyS7"})
    found(desk, replace(canned.FOUND, found=(free,)))
    desk.press("F12", "F12")
    assert (saves(desk)[-1].device_id, saves(desk)[-1].name) == ("scanner-2", "")
    desk.press("Ctrl+D", "F2", "Down", "F12")
    found(desk)
    desk.press("F12", "F12")
    assert (saves(desk)[-1].device_id, saves(desk)[-1].name) == ("scanner", "Handscanner links")


def test_a_scale_is_watched_only_while_it_is_tried(at: Any) -> None:
    desk = at(devices=canned.COUNTER)
    desk.press("Ctrl+D", "Down", "Down", "Down", "F4")
    assert d.WatchScale(on=True) in desk.bus.sent
    trial = desk.screen("device_setup").trial
    for view, figure, text in (
        (ScaleView(state="none", weight=0, unit="", at=1), "", ""),
        (canned.STEADY, "0.848\u00a0kg", "Steady"),
        (canned.OVERLOAD, "–\u2009–\u2009–", "Too much on the scale"),
    ):
        desk.bus.tell("scale", view)
        desk.settle()
        assert (trial.property("scale_figure"), trial.property("scale_text")) == (figure, text)
    desk.press("Esc")
    assert desk.last == d.WatchScale(on=False)
    desk.bus.tell("scale", canned.STEADY)
    desk.bus.tell("scan", canned.READ)
    desk.settle()
    assert desk.shell.property("route") == "sell"


def test_a_scale_that_begins_late_is_watched_then(at: Any) -> None:
    desk = at(devices=canned.COUNTER)
    desk.press("Ctrl+D", "Down", "Down", "Down", "F4")
    desk.bus.tell("scale", ScaleView(state="none", weight=0, unit="", at=1, code="no_scale"))
    desk.bus.sent.clear()
    desk.bus.tell("devices", canned.COUNTER)
    desk.settle()
    assert desk.bus.sent == [d.WatchScale(on=True)]


def test_a_drawer_opens_for_a_reason(at: Any) -> None:
    drawer = replace(canned.SCALE, device_id="drawer", kind="drawer", driver="drawer_serial")
    desk = at(devices=replace(canned.COUNTER, devices=(drawer,)))
    desk.press("Ctrl+D", "F4", "F4")
    assert desk.bus.sent == []
    desk.sheet.choose("r1")
    desk.sheet.accept()
    desk.settle()
    assert desk.last == d.TestDevice(device_id="drawer", reason_id="r1")
    assert "open" in desk.screen("device_setup").trial.property("sent_text")


def test_a_scan_in_the_middle_is_refused_aloud(at: Any) -> None:
    desk = begin(at)
    desk.bus.tell("scan", canned.READ)
    desk.settle()
    assert desk.shell.property("notice_text").startswith("Not added: a device is being set up.")
    assert desk.ears.heard[-1] == "error"
    assert desk.shell.property("route") == "device_setup"


def test_a_driver_of_tomorrow_is_shown_as_it_calls_itself(at: Any) -> None:
    driver = DriverView(
        driver="new",
        name="A new scale",
        kind="scale",
        options=(DriverOptionView(name="wire", type="text", default="", label="The wire.", needed=True),),
    )
    entry = replace(canned.SCALE, driver="new", options={})
    desk = at(devices=DevicesView(devices=(entry,), drivers=(driver,), jobs=()))
    desk.press("Ctrl+D", "F3", "F2", "F12")
    model = desk.screen("device_setup")
    assert model.form.property("drivers") == [{"key": "new", "text": "A new scale"}]
    assert (model.property("problem"), model.form.property("has_more")) == ("Fill in: The wire..", False)


def test_no_driver_means_nothing_to_save(at: Any) -> None:
    desk = begin(at, DevicesView(devices=(), drivers=(), jobs=()))
    found(desk)
    desk.press("F6", "F2", "F3")
    assert options(desk) == {}
