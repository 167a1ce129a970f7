"""What is wrong with a printer and what to do, in the operator's language, by its driver's codes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.marked import QT_TRANSLATE_NOOP
from ui.plugged_words import PLUGGED_CODES

MIDWAY = "_midway"
"""A code that ends so says that the trouble came while printing: the paper has to be looked at."""

DEVICE_CODES: dict[str, str] = {
    "ready": QT_TRANSLATE_NOOP("Devices", "Ready."),
    "no_printer": QT_TRANSLATE_NOOP(
        "Devices", "No printer is set up. Sales go on without paper; the journal prints a receipt later."
    ),
    "paper_out": QT_TRANSLATE_NOOP("Devices", "The printer has no paper. Put in a new roll."),
    "paper_low": QT_TRANSLATE_NOOP("Devices", "The roll is nearly used up. Keep a new one at hand."),
    "cover_open": QT_TRANSLATE_NOOP("Devices", "The printer's cover is open. Close it."),
    "cutter_jam": QT_TRANSLATE_NOOP(
        "Devices", "The printer's blade is jammed. Open the cover and clear the paper."
    ),
    "printer_fault": QT_TRANSLATE_NOOP("Devices", "The printer has a fault. Have it serviced."),
    "printer_error": QT_TRANSLATE_NOOP("Devices", "The printer has an error. Switch it off and on."),
    "offline": QT_TRANSLATE_NOOP(
        "Devices", "The printer is offline. Look at its panel and press its button."
    ),
    "printer_unreachable": QT_TRANSLATE_NOOP(
        "Devices",
        "The printer does not answer. Is it switched on, plugged in, and is its address right?",
    ),
    "printer_silent": QT_TRANSLATE_NOOP("Devices", "The printer stopped answering while printing."),
    "not_confirmed": QT_TRANSLATE_NOOP("Devices", "The printer did not confirm the print."),
    "drawer_unconfirmed": QT_TRANSLATE_NOOP("Devices", "The drawer was told to open, and did not answer."),
    "line_lost": QT_TRANSLATE_NOOP("Devices", "The line to the printer broke."),
    "cancelled": QT_TRANSLATE_NOOP("Devices", "Printing was cancelled."),
    "job_cancelled": QT_TRANSLATE_NOOP("Devices", "Printing was cancelled before it began."),
    "printer_closed": QT_TRANSLATE_NOOP("Devices", "The printer was switched off in the program."),
    "printer_bug": QT_TRANSLATE_NOOP("Devices", "The printer's driver failed."),
    "print_interrupted": QT_TRANSLATE_NOOP("Devices", "The program ended while this was printing."),
    "print_too_old": QT_TRANSLATE_NOOP(
        "Devices", "This waited so long that it is not printed without being asked for."
    ),
    "qr_not_printable": QT_TRANSLATE_NOOP("Devices", "The printer cannot print this QR code."),
    "qr_too_wide": QT_TRANSLATE_NOOP("Devices", "The QR code is too wide for this paper."),
    "barcode_not_printable": QT_TRANSLATE_NOOP("Devices", "The printer cannot print this barcode."),
    "path_not_writable": QT_TRANSLATE_NOOP(
        "Devices", "The file or folder cannot be written. Check the path and the rights."
    ),
    "cannot_be_asked": QT_TRANSLATE_NOOP("Devices", "This kind of printer cannot say how it is."),
    "queue_stopped": QT_TRANSLATE_NOOP(
        "Devices", "The print queue is stopped. Start it in the system's settings."
    ),
    "cups_unclear": QT_TRANSLATE_NOOP("Devices", "The print system did not say whether it took the print."),
    "cups_lost": QT_TRANSLATE_NOOP("Devices", "The print system stopped answering."),
    "cups_job_failed": QT_TRANSLATE_NOOP("Devices", "The print system gave the print up."),
    "camera_missing": QT_TRANSLATE_NOOP(
        "Devices", "The camera is not there. Plug it in: it is found by itself."
    ),
    "camera_busy": QT_TRANSLATE_NOOP(
        "Devices", "The camera is there but gives no picture. Close other programs that use it."
    ),
    "camera_lost": QT_TRANSLATE_NOOP(
        "Devices", "The camera gives no more pictures. Unplug it and plug it in again."
    ),
    "disk_full": QT_TRANSLATE_NOOP("Devices", "The disk is full. Free some space."),
}


def device_words(code: str, message: str = "") -> str:
    """The sentence of a code; `message`, the plain English of it, where the code is not known here."""
    if not code:
        return message
    midway = code.endswith(MIDWAY)
    plain = code.removesuffix(MIDWAY)
    source = DEVICE_CODES.get(plain) or PLUGGED_CODES.get(plain)
    if source is None:
        return message or code
    text = QCoreApplication.translate("Devices", source)
    look = QCoreApplication.translate("Devices", "Look at the paper before you print it again.")
    return f"{text} {look}" if midway else text
