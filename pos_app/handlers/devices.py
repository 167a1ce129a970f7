"""Handlers of the devices at this terminal: their entries, trying one, finding them, watching the scale."""

from __future__ import annotations

from typing import Literal

from pos_app import device_entries
from pos_app.commands import OpenDrawer
from pos_app.commands import devices as d
from pos_app.device_entries import SavedDevice
from pos_app.handlers.session import open_drawer
from pos_app.outcomes import done
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail.errors import RuleError
from retail.events import DeviceChanged
from retail.receipt import Blank, Cut, Qr, ReceiptDocument, Row, Rule, Text
from retail.transaction import Approval

LONGEST_NAME = 40


def save_device(step: Step, command: d.SaveDevice) -> Outcome:
    """Keep an entry; it is built first, so that a bad option is refused here."""
    approval = step.authorise("devices")
    step.drivers.check(command.kind, command.device_id, command.driver, command.options)
    entry = SavedDevice(
        device_id=command.device_id,
        kind=command.kind,
        driver=command.driver,
        options=command.options,
        name=_name(command.name),
    )
    device_entries.save(step.uow.settings, entry)
    _record(step, entry, "saved", approval)
    return _changed(step, Notice(code="device_saved", message="The device is saved.", tone="positive"))


def remove_device(step: Step, command: d.RemoveDevice) -> Outcome:
    """Forget an entry; what waits for paper waits for the next printer."""
    approval = step.authorise("devices")
    entry = _entry(step, command.device_id)
    device_entries.remove(step.uow.settings, command.device_id)
    _record(step, entry, "removed", approval)
    return _changed(step, Notice(code="device_removed", message="The device is removed.", tone="info"))


def rename_device(step: Step, command: d.RenameDevice) -> Outcome:
    """Another name for people; the id, and with it everything set up, stays."""
    approval = step.authorise("devices")
    found = _entry(step, command.device_id)
    entry = SavedDevice(
        device_id=found.device_id,
        kind=found.kind,
        driver=found.driver,
        options=found.options,
        name=_name(command.name),
    )
    device_entries.save(step.uow.settings, entry)
    _record(step, entry, "renamed", approval)
    return _changed(step, None)


def test_device(step: Step, command: d.TestDevice) -> Outcome:
    """Let a device show that it works; whoever is signed in may, but a drawer opens for a no-sale only."""
    step.operator()
    entry = _entry(step, command.device_id)
    if entry.kind == "printer":
        step.print(_slip(step))
    elif entry.kind == "drawer":
        return open_drawer(step, OpenDrawer(reason_id=command.reason_id))
    else:
        step.device_work.append(lambda work: work.test(command.device_id))
    return done(step)


def find_devices(step: Step, command: d.FindDevices) -> Outcome:
    """Begin to look; what is found comes as news."""
    step.operator()
    step.device_work.append(lambda work: work.find(command.hosts))
    return done(step)


def watch_scale(step: Step, command: d.WatchScale) -> Outcome:
    """The weight sheet opened or closed."""
    step.operator()
    step.device_work.append(lambda work: work.watch_scale(command.on))
    return done(step)


def _record(
    step: Step, entry: SavedDevice, act: Literal["saved", "removed", "renamed"], approval: Approval
) -> None:
    """Who said so stays on record; addresses and options do not."""
    body = DeviceChanged(
        origin=step.origin(),
        device_id=entry.device_id,
        kind=entry.kind,
        driver=entry.driver,
        act=act,
        approvals=(approval,),
    )
    step.record("device.changed", body)


def _changed(step: Step, notice: Notice | None) -> Outcome:
    step.device_work.append(lambda work: work.reload())
    step.changed.add("devices")
    return done(step, notice)


def _entry(step: Step, device_id: str) -> SavedDevice:
    found = device_entries.saved_device(step.uow.settings, device_id)
    if found is None:
        raise RuleError("device_unknown", "This device is not set up on this terminal.", device=device_id)
    return found


def _name(text: str) -> str:
    """What people typed, without what no label can show."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_NAME]


def _slip(step: Step) -> ReceiptDocument:
    """A slip that shows width, code page, QR and cut."""
    profile = step.config().profile
    return ReceiptDocument(
        document_id=step.ids.new(),
        kind="test",
        language=profile.languages[0],
        blocks=(
            Text(profile.name, align="center", bold=True, size=2),
            Rule(),
            Row("1234567890", "€ 1.234,56"),
            Text("ÄÖÜ äöü ß éèê ñ ç å ø"),
            Blank(),
            Qr(data="TILLBRIDGE TEST", caption="Tillbridge"),
            Cut(),
        ),
    )
