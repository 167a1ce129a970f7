"""Handlers of the terminal's own settings: printer entry, test print, look of the screen."""

from __future__ import annotations

import msgspec

from pos_app import commands as c
from pos_app.outcomes import done
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail.receipt import Blank, Cut, Qr, ReceiptDocument, Row, Rule, Text

PRINTER_ENTRY = "printer"
"""Setting that holds the receipt printer's entry as JSON."""


class PrinterEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Which driver prints receipts, and its options as text."""

    driver: str
    options: dict[str, str]


def read_entry(text: str | None) -> PrinterEntry | None:
    """The stored entry, or None where no printer is set up."""
    return msgspec.json.decode(text, type=PrinterEntry) if text else None


def write_entry(entry: PrinterEntry) -> str:
    """The entry as the setting keeps it."""
    return msgspec.json.encode(entry).decode()


def save_device(step: Step, command: c.SaveDevice) -> Outcome:
    """Keep the printer's entry; it is built first, so that a bad option is refused here."""
    step.operator()
    step.drivers.build(command.driver, command.options).close()
    entry = PrinterEntry(driver=command.driver, options=command.options)
    step.uow.settings.put(PRINTER_ENTRY, write_entry(entry))
    step.printer_changed = True
    step.changed.add("devices")
    return done(step, Notice(code="device_saved", message="The printer is saved.", tone="positive"))


def test_print(step: Step, _command: c.TestPrint) -> Outcome:
    """A slip that shows width, code page, QR and cut."""
    step.operator()
    profile = step.config().profile
    slip = ReceiptDocument(
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
    step.print(slip)
    return done(step)


def choose_look(step: Step, command: c.ChooseLook) -> Outcome:
    """Language, colours and text size of this screen."""
    chosen = {
        "language": command.language,
        "scheme": command.scheme,
        "text_scale": None if command.text_scale is None else str(command.text_scale),
    }
    for name, value in chosen.items():
        if value is not None:
            step.uow.settings.put(name, value)
    step.changed.update({"look", "till"})
    return done(step)
