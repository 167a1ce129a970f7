"""Reads the status bytes of ESC/POS printers: `DLE EOT n` (answered at once) and `GS r 1` (in its turn).

Bit layouts are those of Epson's ESC/POS command reference. The fixed bits tell the two kinds of answer
apart, so that a late real-time status is never taken for the confirmation of a job.
"""

from __future__ import annotations

import msgspec

from pos_app.ports.devices import DeviceHealth

DLE_EOT = b"\x10\x04"
PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 1, 2, 3, 4
GS_R_PAPER = b"\x1dr\x01"

FIXED_MASK, REAL_TIME_FIXED = 0b1001_0011, 0b0001_0010
JOB_ANSWERS = (0b0000_0000, 0b0000_0011, 0b0000_1100, 0b0000_1111)
"""Paper there, nearly used up, gone, both: each sensor has two bits that are alike, and all others are 0."""

OFFLINE = 0b0000_1000  # n = 1
COVER_OPEN = 0b0000_0100  # n = 2
STOPPED_FOR_PAPER = 0b0010_0000  # n = 2
ERROR = 0b0100_0000  # n = 2
CUTTER_ERROR = 0b0000_1000  # n = 3
UNRECOVERABLE = 0b0010_0000  # n = 3
PAPER_LOW = 0b0000_1100  # n = 4
PAPER_OUT = 0b0110_0000  # n = 4


def is_real_time(byte: int) -> bool:
    """Whether `byte` can be an answer to `DLE EOT`."""
    return byte & FIXED_MASK == REAL_TIME_FIXED


def is_job_answer(byte: int) -> bool:
    """Whether `byte` can be an answer to `GS r 1`."""
    return byte in JOB_ANSWERS


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to `DLE EOT` 1 to 4; one that was not asked for is 0, which says that nothing is wrong."""

    printer: int
    paper: int
    offline_cause: int = 0
    error_cause: int = 0

    def health(self) -> DeviceHealth:
        """The worst of what the printer says."""
        for wrong, code, detail in (
            (self.offline_cause & COVER_OPEN, "cover_open", "The printer's cover is open: close it."),
            (
                self.paper & PAPER_OUT or self.offline_cause & STOPPED_FOR_PAPER,
                "paper_out",
                "The printer has no paper: put in a new roll.",
            ),
            (self.error_cause & CUTTER_ERROR, "cutter_jam", "The blade is jammed: clear the paper path."),
            (
                self.error_cause & UNRECOVERABLE,
                "printer_fault",
                "The printer has a fault: have it serviced.",
            ),
            (
                self.offline_cause & ERROR,
                "printer_error",
                "The printer has an error: switch it off and on.",
            ),
            (self.printer & OFFLINE, "offline", "The printer is offline: look at its panel."),
        ):
            if wrong:
                return DeviceHealth(state="not_ready", code=code, detail=detail)
        if self.paper & PAPER_LOW:
            return DeviceHealth(state="attention", code="paper_low", detail="The roll is nearly used up.")
        return DeviceHealth(state="ready", code="ready")
