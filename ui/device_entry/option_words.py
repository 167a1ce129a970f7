"""Drivers and their options in a person's words; a manifest's own English stands in for what is not here."""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

DRIVERS: dict[str, str] = {
    "network": QT_TRANSLATE_NOOP("Options", "Network printer"),
    "file": QT_TRANSLATE_NOOP("Options", "File or folder"),
    "printer_serial": QT_TRANSLATE_NOOP("Options", "Printer on a serial cable"),
    "usb": QT_TRANSLATE_NOOP("Options", "USB printer"),
    "cups": QT_TRANSLATE_NOOP("Options", "Print queue (CUPS)"),
    "camera": QT_TRANSLATE_NOOP("Options", "Camera"),
}

FIRST = ("host", "port", "path", "queue", "vendor", "product", "paper_mm", "cut")
"""Shown at once, in this order; the rest is behind a button."""

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
}
