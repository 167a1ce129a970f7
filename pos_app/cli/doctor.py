"""`tillbridge doctor`: what is wrong with this terminal, in plain words, and how to mend it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_app.bootstrap.doctor.finding import Finding
    from pos_app.places import Places

HELP = (
    "Look at libraries, rights, ports, devices, clock, disk, databases and the hub, and say how to mend what "
    "is wrong. Changes nothing, and may run beside the till. Exit code 1 where something does not work."
)
MARKS = {"ok": "ok   ", "warn": "WARN ", "fail": "FAIL "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--data, --keys, --json."""
    from pos_app.places import add_place_arguments

    add_place_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """0 where everything works (there may be warnings), 1 where something does not."""
    import logging

    import msgspec

    from pos_app.places import places_of

    # What a driver logs of a lost device is in the findings.
    logging.getLogger("devices").addHandler(logging.NullHandler())
    findings = tuple(_findings(places_of(args)))
    works = all(one.state != "fail" for one in findings)
    if args.json:
        print(msgspec.json.encode({"ok": works, "findings": findings}).decode())
        return 0 if works else 1
    for one in findings:
        print(f"{MARKS[one.state]}{one.message}")
        if one.mend:
            print(f"       → {one.mend}")
    wrong = sum(one.state == "fail" for one in findings)
    warnings = sum(one.state == "warn" for one in findings)
    if wrong:
        print(f"{wrong} thing(s) do not work; see FAIL above.")
    else:
        print(f"Nothing is broken; {warnings} thing(s) to see to." if warnings else "Everything works.")
    return 0 if works else 1


def _findings(places: Places) -> Iterator[Finding]:
    from pos_app.bootstrap.doctor import device_checks, files, hub_check, machine, rights
    from pos_app.bootstrap.driver_list import DriverList
    from pos_app.bootstrap.terminal import PROGRAM
    from pos_app.machine import SystemClock

    clock, seen = SystemClock(), files.Seen()
    yield from machine.look(places.data, clock.now())
    yield from rights.look_at_data(places.data)
    yield from rights.look_at_ports()
    yield from files.look(places, seen, clock.now())
    if seen.devices is not None:
        yield from device_checks.look(seen.devices, DriverList(clock.now))
        yield from hub_check.look(seen, clock, PROGRAM)
