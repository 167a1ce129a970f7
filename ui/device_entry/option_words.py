"""Drivers and their options in a person's words; a manifest's own English stands in for what is not here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.devices import DriverOptionView, DriverView
from ui.marked import QT_TRANSLATE_NOOP

DRIVERS: dict[str, str] = {
    "network": QT_TRANSLATE_NOOP("Options", "Network printer"),
    "file": QT_TRANSLATE_NOOP("Options", "File or folder"),
    "printer_serial": QT_TRANSLATE_NOOP("Options", "Printer on a serial cable"),
    "usb": QT_TRANSLATE_NOOP("Options", "USB printer"),
    "cups": QT_TRANSLATE_NOOP("Options", "Print queue (CUPS)"),
    "scanner_serial": QT_TRANSLATE_NOOP("Options", "Scanner on a cable"),
    "camera": QT_TRANSLATE_NOOP("Options", "Camera"),
    "scale_serial": QT_TRANSLATE_NOOP("Options", "Scale on a cable"),
    "display_serial": QT_TRANSLATE_NOOP("Options", "Display on a cable"),
    "drawer_serial": QT_TRANSLATE_NOOP("Options", "Trigger on a cable"),
    "drawer_printer": QT_TRANSLATE_NOOP("Options", "Plug of another network printer"),
}

FIRST: dict[str, tuple[str, ...]] = {
    "network": ("host", "port", "paper_mm", "cut"),
    "printer_serial": ("port", "baud", "paper_mm", "cut"),
    "usb": ("vendor", "product", "paper_mm", "cut"),
    "cups": ("queue", "paper_mm", "cut"),
    "file": ("path", "paper_mm", "cut"),
    "scanner_serial": ("port", "baud", "terminators", "aim_ids"),
    "camera": ("source",),
    "scale_serial": ("port", "protocol", "baud", "framing"),
    "display_serial": ("port", "protocol", "columns", "code_page"),
    "drawer_serial": ("port", "command", "baud"),
    "drawer_printer": ("host", "port", "drawer_pin"),
}
"""By driver, what is shown at once and in this order; the rest is behind a button."""

_PORT = (
    QT_TRANSLATE_NOOP("Options", "Port"),
    QT_TRANSLATE_NOOP("Options", "By its lasting name, as the search finds it."),
)
_OF_ONE_DRIVER: dict[str, tuple[str, str]] = {
    "scanner_serial.port": _PORT,
    "scale_serial.port": _PORT,
    "display_serial.port": _PORT,
    "drawer_serial.port": _PORT,
    "printer_serial.port": _PORT,
    "display_serial.columns": (
        QT_TRANSLATE_NOOP("Options", "Characters in a line"),
        QT_TRANSLATE_NOOP("Options", "20 on nearly every display."),
    ),
    "display_serial.protocol": (
        QT_TRANSLATE_NOOP("Options", "Command set"),
        QT_TRANSLATE_NOOP("Options", "As the display's self-test names it."),
    ),
    "scale_serial.protocol": (
        QT_TRANSLATE_NOOP("Options", "Who speaks first"),
        QT_TRANSLATE_NOOP("Options", "As the scale's handbook says."),
    ),
    "scanner_serial.prefix": (
        QT_TRANSLATE_NOOP("Options", "Signs before each code"),
        QT_TRANSLATE_NOOP("Options", "As the scanner is set; a code without them counts as torn."),
    ),
    "scanner_serial.suffix": (
        QT_TRANSLATE_NOOP("Options", "Signs after each code"),
        QT_TRANSLATE_NOOP("Options", "As the scanner is set; a code without them counts as torn."),
    ),
}
"""Options that mean something of their own with one driver."""

OPTIONS: dict[str, tuple[str, str]] = {
    "host": (
        QT_TRANSLATE_NOOP("Options", "Address"),
        QT_TRANSLATE_NOOP("Options", "Name or IP address of the printer, such as 192.168.1.50."),
    ),
    "port": (
        QT_TRANSLATE_NOOP("Options", "Port"),
        QT_TRANSLATE_NOOP("Options", "9100 for nearly every printer."),
    ),
    "path": (
        QT_TRANSLATE_NOOP("Options", "Path"),
        QT_TRANSLATE_NOOP("Options", "A folder (one file a print), a file, or a device."),
    ),
    "queue": (
        QT_TRANSLATE_NOOP("Options", "Queue"),
        QT_TRANSLATE_NOOP("Options", "Its name, as the print system lists it."),
    ),
    "server": (
        QT_TRANSLATE_NOOP("Options", "Server"),
        QT_TRANSLATE_NOOP("Options", "Empty for this machine's print system."),
    ),
    "vendor": (
        QT_TRANSLATE_NOOP("Options", "Vendor number"),
        QT_TRANSLATE_NOOP("Options", "Four signs, as the search finds them."),
    ),
    "product": (
        QT_TRANSLATE_NOOP("Options", "Product number"),
        "",
    ),
    "serial": (
        QT_TRANSLATE_NOOP("Options", "Serial number"),
        QT_TRANSLATE_NOOP("Options", "Only for two printers of one model."),
    ),
    "page_numbers": (
        QT_TRANSLATE_NOOP("Options", "The printer's own table numbers"),
        QT_TRANSLATE_NOOP("Options", "Where its self-test says others, as CP1251=73."),
    ),
    "command_timeout_ms": (
        QT_TRANSLATE_NOOP("Options", "Wait for the print system, in ms"),
        "",
    ),
    "baud": (
        QT_TRANSLATE_NOOP("Options", "Baud rate"),
        QT_TRANSLATE_NOOP("Options", "Bits a second, as the device is set."),
    ),
    "framing": (
        QT_TRANSLATE_NOOP("Options", "Framing"),
        QT_TRANSLATE_NOOP("Options", "Data bits, parity and stop bits, as the device is set."),
    ),
    "flow": (
        QT_TRANSLATE_NOOP("Options", "Flow control"),
        QT_TRANSLATE_NOOP("Options", "As the device is set."),
    ),
    "terminators": (
        QT_TRANSLATE_NOOP("Options", "Signs that end a code"),
        QT_TRANSLATE_NOOP("Options", "Any one of them: \\r is Enter, \\n a line feed, \\t a tab."),
    ),
    "gap_ms": (
        QT_TRANSLATE_NOOP("Options", "Longest pause within a code, in ms"),
        "",
    ),
    "max_length": (QT_TRANSLATE_NOOP("Options", "Longest code, in characters"), ""),
    "aim_ids": (
        QT_TRANSLATE_NOOP("Options", "The scanner says which kind of code it read"),
        QT_TRANSLATE_NOOP("Options", "Only if it is set to send AIM identifiers; best where it can."),
    ),
    "encoding": (
        QT_TRANSLATE_NOOP("Options", "Characters of 2D codes"),
        QT_TRANSLATE_NOOP("Options", "As the scanner sends ä, é and the like."),
    ),
    "unit": (QT_TRANSLATE_NOOP("Options", "Unit of the scale's figures"), ""),
    "decimals": (
        QT_TRANSLATE_NOOP("Options", "Places after the point"),
        QT_TRANSLATE_NOOP("Options", "For a scale that sends figures without a point."),
    ),
    "capacity": (
        QT_TRANSLATE_NOOP("Options", "Most that the scale weighs"),
        QT_TRANSLATE_NOOP("Options", "In thousandths of the unit sold by: 15000 is 15 kg."),
    ),
    "tolerance": (
        QT_TRANSLATE_NOOP("Options", "How far two steady readings may differ"),
        QT_TRANSLATE_NOOP("Options", "In the same thousandths: one step of the scale's display."),
    ),
    "answer_timeout_ms": (QT_TRANSLATE_NOOP("Options", "Wait for an answer, in ms"), ""),
    "pattern": (
        QT_TRANSLATE_NOOP("Options", "Pattern of a line"),
        QT_TRANSLATE_NOOP("Options", "For a scale that sends by itself: a regular expression."),
    ),
    "stable_words": (
        QT_TRANSLATE_NOOP("Options", "Words for a steady weight"),
        QT_TRANSLATE_NOOP("Options", "For a scale that sends by itself, with commas."),
    ),
    "code_page": (
        QT_TRANSLATE_NOOP("Options", "Character table"),
        QT_TRANSLATE_NOOP("Options", "CP858 is Latin with the euro."),
    ),
    "code_page_number": (
        QT_TRANSLATE_NOOP("Options", "The display's own table number"),
        QT_TRANSLATE_NOOP("Options", "-1 takes Epson's."),
    ),
    "send_timeout_ms": (QT_TRANSLATE_NOOP("Options", "Wait for the display, in ms"), ""),
    "command": (
        QT_TRANSLATE_NOOP("Options", "Bytes that open the drawer"),
        QT_TRANSLATE_NOOP("Options", "In hexadecimal, as the handbook says: 07, or 1B 70 00 19 FA."),
    ),
    "status_command": (
        QT_TRANSLATE_NOOP("Options", "Bytes that ask whether it is open"),
        QT_TRANSLATE_NOOP("Options", "In hexadecimal; empty if it cannot say."),
    ),
    "open_mask": (
        QT_TRANSLATE_NOOP("Options", "Bits that say it is open"),
        QT_TRANSLATE_NOOP("Options", "Of the answer's first byte; 0 if it cannot say."),
    ),
    "timeout_ms": (QT_TRANSLATE_NOOP("Options", "Wait for the printer, in ms"), ""),
    "paper_mm": (QT_TRANSLATE_NOOP("Options", "Paper width in mm"), ""),
    "cut": (QT_TRANSLATE_NOOP("Options", "Cut"), ""),
    "columns": (
        QT_TRANSLATE_NOOP("Options", "Characters in a line"),
        QT_TRANSLATE_NOOP("Options", "0 takes 48 on 80 mm and 32 on 58 mm; 42 for some Epson printers."),
    ),
    "code_pages": (
        QT_TRANSLATE_NOOP("Options", "Character tables"),
        QT_TRANSLATE_NOOP("Options", "As on the printer's self-test, the preferred first, with commas."),
    ),
    "cancel_kanji": (
        QT_TRANSLATE_NOOP("Options", "Switch Chinese characters off"),
        QT_TRANSLATE_NOOP("Options", "If ä and € come out as Chinese characters."),
    ),
    "drawer_pin": (
        QT_TRANSLATE_NOOP("Options", "Pin of the cash drawer"),
        QT_TRANSLATE_NOOP("Options", "2 for the first drawer, 5 for the second."),
    ),
    "drawer_pulse_ms": (
        QT_TRANSLATE_NOOP("Options", "Drawer pulse in ms"),
        QT_TRANSLATE_NOOP("Options", "2 to 510; longer for a drawer that does not open."),
    ),
    "native_qr": (
        QT_TRANSLATE_NOOP("Options", "The printer draws QR codes itself"),
        QT_TRANSLATE_NOOP("Options", "If not, they are sent as dots."),
    ),
    "qr_module": (
        QT_TRANSLATE_NOOP("Options", "Size of QR codes"),
        QT_TRANSLATE_NOOP("Options", "Dots of one square, 2 to 16."),
    ),
    "source": (
        QT_TRANSLATE_NOOP("Options", "Camera"),
        QT_TRANSLATE_NOOP("Options", "0 for the first one, or its path."),
    ),
    "width": (QT_TRANSLATE_NOOP("Options", "Width of the picture"), ""),
    "height": (QT_TRANSLATE_NOOP("Options", "Height of the picture"), ""),
    "fps": (QT_TRANSLATE_NOOP("Options", "Most pictures looked at in a second"), ""),
    "upc_e": (
        QT_TRANSLATE_NOOP("Options", "Read UPC-E too"),
        QT_TRANSLATE_NOOP("Options", "Short codes of small American packs; more wrong reads."),
    ),
    "equal_reads": (QT_TRANSLATE_NOOP("Options", "Equal reads before a known code is taken"), ""),
    "unknown_reads": (QT_TRANSLATE_NOOP("Options", "Equal reads before an unknown code is taken"), ""),
    "away_ms": (QT_TRANSLATE_NOOP("Options", "Time out of view before a code is taken again, in ms"), ""),
    "retry_ms": (QT_TRANSLATE_NOOP("Options", "Time between two tries to open it, in ms"), ""),
    "connect_timeout_ms": (
        QT_TRANSLATE_NOOP("Options", "Wait for a connection, in ms"),
        "",
    ),
    "status_timeout_ms": (QT_TRANSLATE_NOOP("Options", "Wait for a status answer, in ms"), ""),
    "stall_timeout_ms": (
        QT_TRANSLATE_NOOP("Options", "Longest standstill while printing, in ms"),
        "",
    ),
    "confirm_timeout_ms": (
        QT_TRANSLATE_NOOP("Options", "Wait for the confirmation, in ms"),
        QT_TRANSLATE_NOOP("Options", "Longer for slow printers."),
    ),
    "job_timeout_ms": (QT_TRANSLATE_NOOP("Options", "Longest time for one print, in ms"), ""),
}

CHOICES: dict[str, str] = {
    "full": QT_TRANSLATE_NOOP("Options", "Full"),
    "partial": QT_TRANSLATE_NOOP("Options", "Partial"),
    "none": QT_TRANSLATE_NOOP("Options", "None"),
    "yes": QT_TRANSLATE_NOOP("Options", "Yes"),
    "no": QT_TRANSLATE_NOOP("Options", "No"),
    "toledo_8217": QT_TRANSLATE_NOOP("Options", "The till asks (Toledo 8217)"),
    "stream": QT_TRANSLATE_NOOP("Options", "The scale, all the time"),
    "epson": "Epson",
    "cd5220": "CD5220",
    "rts_cts": "RTS/CTS",
    "dsr_dtr": "DSR/DTR",
    "xon_xoff": "XON/XOFF",
}


def option_words(driver: str, option: DriverOptionView) -> tuple[str, str]:
    """Label and hint of an option of this driver; the manifest's own English where it is not known here."""
    label, hint = _OF_ONE_DRIVER.get(f"{driver}.{option.name}") or OPTIONS.get(
        option.name, (option.label, "")
    )
    return _translated(label), _translated(hint)


def choice_words(choice: str) -> str:
    """One of an option's choices."""
    return _translated(CHOICES.get(choice, choice))


def first_options(driver: DriverView) -> list[str]:
    """The options shown at once; of a driver not known here, what must be given, or else all."""
    known = [option.name for option in driver.options]
    needed = [option.name for option in driver.options if option.needed]
    return [name for name in FIRST.get(driver.driver, needed or known) if name in known]


def _translated(text: str) -> str:
    return QCoreApplication.translate("Options", text) if text else ""
