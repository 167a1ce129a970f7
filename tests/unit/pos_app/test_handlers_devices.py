"""Devices of a terminal: entries, who may change them, trying one, and goods weighed on the scale."""

from __future__ import annotations

import pytest

from pos_app import commands as c
from pos_app import queries as q
from pos_app.commands import devices as d
from pos_app.views.devices import DeviceKind, ScaleView
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR


def save(device_id: str, kind: DeviceKind, **options: str) -> d.SaveDevice:
    return d.SaveDevice(device_id=device_id, kind=kind, driver="fake", options=options)


def test_many_devices_are_kept_by_their_ids_and_outlive_a_restart(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    counter.ok(save("printer", "printer", width="32"))
    counter.ok(save("left-scanner", "scanner"))
    counter.ok(save("right-scanner", "scanner"))
    counter.ok(save("scale", "scale"))
    counter.ok(d.RenameDevice(device_id="scale", name="  Fruit \n scale\x07 " + "x" * 60))
    counter.restart()
    counter.stand(SUPERVISOR)
    devices = counter.ask(q.ShowDevices()).devices
    assert [(one.device_id, one.kind) for one in devices] == [
        ("left-scanner", "scanner"),
        ("printer", "printer"),
        ("right-scanner", "scanner"),
        ("scale", "scale"),
    ]
    assert devices[3].name.startswith("Fruit scale xxx")
    assert len(devices[3].name) == 40
    assert devices[1].options == {"width": "32"}
    counter.ok(d.RemoveDevice(device_id="left-scanner"))
    assert counter.journal()[-6:] == ["device.changed"] * 6
    assert len(counter.ask(q.ShowDevices()).devices) == 3


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (save("Scale!", "scale"), "bad_device_id"),
        (save("", "scale"), "bad_device_id"),
        (save("x" * 41, "scale"), "bad_device_id"),
        (save("receipts", "printer"), "bad_device_id"),
        (save("printer", "drawer"), "bad_device_id"),
        (save("second-scale", "scale"), "second_of_a_kind"),
        (d.RemoveDevice(device_id="nobody"), "device_unknown"),
        (d.RenameDevice(device_id="nobody", name="x"), "device_unknown"),
        (d.TestDevice(device_id="nobody"), "device_unknown"),
    ],
)
def test_what_cannot_be_saved_is_refused_by_name(counter: Counter, command: c.Command, code: str) -> None:
    counter.stand(SUPERVISOR)
    counter.ok(save("scale", "scale"))
    assert counter.refused(command) == code


def test_a_serial_port_has_one_device_and_a_number_is_none(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    counter.ok(save("scale", "scale", port="/dev/ttyUSB0"))
    assert counter.refused(save("left", "scanner", port="/dev/ttyUSB0")) == "port_taken"
    counter.ok(save("scale", "scale", port="/dev/ttyUSB1"))
    counter.ok(save("left", "scanner", port="/dev/ttyUSB0"))
    counter.ok(d.RenameDevice(device_id="left", name="Left"))
    counter.ok(save("printer", "printer", port="9100"))
    counter.ok(save("drawer", "drawer", port="9100"))


def test_only_a_supervisor_says_where_paper_and_weights_come_from(counter: Counter) -> None:
    for command in (
        save("scale", "scale"),
        d.RemoveDevice(device_id="scale"),
        d.RenameDevice(device_id="scale", name="x"),
    ):
        assert counter.refused(command) == "approval:devices"
    approved = d.SaveDevice(device_id="scale", kind="scale", driver="fake", options={}, approval=supervisor())
    counter.ok(approved)
    assert [one.device_id for one in counter.ask(q.ShowDevices()).devices] == ["scale"]


def test_the_printer_of_the_first_version_is_still_there(counter: Counter) -> None:
    with counter.local.store.write() as uow:
        uow.settings.put("printer", '{"driver":"fake","options":{"width":"40"}}')
    (device,) = counter.ask(q.ShowDevices()).devices
    assert (device.device_id, device.driver, device.options) == ("printer", "fake", {"width": "40"})
    counter.stand(SUPERVISOR)
    counter.ok(save("printer", "printer", width="32"))
    (device,) = counter.ask(q.ShowDevices()).devices
    assert device.options == {"width": "32"}
    counter.ok(d.RemoveDevice(device_id="printer"))
    assert counter.ask(q.ShowDevices()).devices == ()


def test_an_entry_that_cannot_be_read_leaves_the_others_and_can_be_saved_anew(counter: Counter) -> None:
    with counter.local.store.write() as uow:
        uow.settings.put("device.scale", "{")
        uow.settings.put("printer", "[]")
        uow.settings.put("device.left", '{"device_id":"left","kind":"scanner","driver":"fake","options":{}}')
    assert [one.device_id for one in counter.ask(q.ShowDevices()).devices] == ["left"]
    counter.stand(SUPERVISOR)
    counter.ok(save("scale", "scale"))
    assert len(counter.ask(q.ShowDevices()).devices) == 2


def test_each_kind_is_tried_in_its_own_way(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    for kind in ("printer", "scale", "display", "drawer"):
        counter.ok(save(kind, kind))
    counter.nudges.names.clear()
    counter.ok(d.TestDevice())
    assert "ÄÖÜ äöü ß" in counter.paper()
    counter.ok(d.TestDevice(device_id="scale"))
    counter.ok(d.TestDevice(device_id="display"))
    assert counter.nudges.names == ["print", "test scale", "test display"]
    counter.ok(d.TestDevice(device_id="drawer", reason_id="change"))
    assert counter.journal()[-1] == "drawer.no_sale"


def test_looking_for_devices_and_watching_the_scale_are_asked_of_their_threads(counter: Counter) -> None:
    counter.nudges.names.clear()
    counter.ok(d.FindDevices(hosts=("10.0.0.9",)))
    counter.ok(d.WatchScale(on=True))
    counter.ok(d.WatchScale(on=False))
    assert counter.nudges.names == ["find 10.0.0.9", "watch scale", "leave scale"]


# --- goods from the scale -------------------------------------------------------------------------------


def says(counter: Counter, state: str, weight: int = 0, unit: str = "kg", age_ms: int = 0) -> None:
    at = counter.clock.now() - age_ms
    counter.dispatcher.weighed(
        ScaleView(state=state, weight=weight, unit=unit, at=at)  # type: ignore[arg-type]
    )


WEIGHED = c.AddItem(sku="apples", weigh=True)


def test_a_stable_weight_is_sold_as_it_stands(counter: Counter) -> None:
    says(counter, "stable", 345)
    (line,) = counter.sale(WEIGHED).lines
    assert (line.quantity, line.unit) == (345, "kg")
    with counter.local.store.read() as uow:
        draft = uow.drafts.current()
    assert draft is not None
    assert draft.lines[0].weighed


def test_a_weight_changed_by_hand_is_no_longer_the_scales(counter: Counter) -> None:
    says(counter, "stable", 345)
    line_id = counter.ok(WEIGHED).line_id
    counter.ok(c.SetQuantity(line_id=line_id, quantity=400))
    with counter.local.store.read() as uow:
        draft = uow.drafts.current()
    assert draft is not None
    assert not draft.lines[0].weighed


@pytest.mark.parametrize(
    ("state", "weight", "unit", "age_ms", "code"),
    [
        ("moving", 0, "kg", 0, "weight_moving"),
        ("zero", 0, "kg", 0, "weight_zero"),
        ("overload", 0, "kg", 0, "weight_overload"),
        ("underload", 0, "kg", 0, "weight_underload"),
        ("error", 0, "kg", 0, "scale_error"),
        ("lost", 0, "", 0, "scale_lost"),
        ("none", 0, "", 0, "no_scale_reading"),
        ("stable", 345, "kg", 2_500, "weight_stale"),
        ("stable", 345, "kg", -60_000, "weight_stale"),
        ("stable", 345, "lb", 0, "scale_unit"),
        ("stable", -5, "kg", 0, "weight_zero"),
    ],
)
def test_no_other_reading_is_sold(
    counter: Counter, state: str, weight: int, unit: str, age_ms: int, code: str
) -> None:
    says(counter, state, weight, unit, age_ms)
    assert counter.refused(WEIGHED) == code


def test_without_a_reading_nothing_is_weighed(counter: Counter) -> None:
    assert counter.refused(WEIGHED) == "no_scale_reading"


def test_a_reading_is_sold_once(counter: Counter) -> None:
    says(counter, "stable", 345)
    counter.ok(WEIGHED)
    assert counter.refused(WEIGHED) == "weight_used"
    counter.clock.pass_ms(200)
    says(counter, "stable", 346)
    counter.ok(WEIGHED)
