"""What the status bytes of a printer mean, and that the two kinds of answer are never mixed up."""

from __future__ import annotations

import pytest

from devices.printer.status import Status, is_job_answer, is_real_time

FIXED = 0x12


@pytest.mark.parametrize(
    ("status", "state", "code"),
    [
        (Status(printer=FIXED, paper=FIXED), "ready", "ready"),
        (Status(printer=FIXED, paper=FIXED | 0x0C), "attention", "paper_low"),
        (Status(printer=FIXED, paper=FIXED | 0x6C), "not_ready", "paper_out"),
        (Status(printer=FIXED | 8, paper=FIXED, offline_cause=FIXED | 0x20), "not_ready", "paper_out"),
        (Status(printer=FIXED | 8, paper=FIXED, offline_cause=FIXED | 0x04), "not_ready", "cover_open"),
        (
            Status(printer=FIXED | 8, paper=FIXED, offline_cause=FIXED | 0x40, error_cause=FIXED | 8),
            "not_ready",
            "cutter_jam",
        ),
        (
            Status(printer=FIXED | 8, paper=FIXED, offline_cause=FIXED | 0x40, error_cause=FIXED | 0x20),
            "not_ready",
            "printer_fault",
        ),
        (Status(printer=FIXED | 8, paper=FIXED, offline_cause=FIXED | 0x40), "not_ready", "printer_error"),
        (Status(printer=FIXED | 8, paper=FIXED, offline_cause=FIXED), "not_ready", "offline"),
    ],
)
def test_health_is_the_worst_that_the_printer_says(status: Status, state: str, code: str) -> None:
    health = status.health()
    assert (health.state, health.code) == (state, code)


def test_no_byte_is_both_a_real_time_status_and_a_confirmation() -> None:
    assert not [byte for byte in range(256) if is_real_time(byte) and is_job_answer(byte)]
    assert all(is_real_time(FIXED | bits) for bits in (0, 0x08, 0x6C))
    assert all(is_job_answer(bits) for bits in (0, 0x03, 0x0C))
    # The first byte of an unasked automatic status is neither.
    assert not is_real_time(0x10)
    assert not is_job_answer(0x10)
