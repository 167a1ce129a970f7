"""`tillbridge enrol`: make this machine a terminal of a store, by the one-time code that the hub shows."""

from __future__ import annotations

import argparse
import json

HELP = "Join a hub: make this machine a terminal, with the code that the hub's console shows."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pos_app.places import add_place_arguments

    parser.add_argument(
        "code", metavar="CODE", help="the whole line that the hub shows, https://HOST:PORT/#CODE.FINGERPRINT"
    )
    add_place_arguments(parser)
    parser.add_argument(
        "--printer",
        metavar="HOST:PORT",
        default="",
        help="receipt printer on the network, e.g. 10.0.0.9:9100",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Enrol, keep the identity, leave the sealed database key with the hub. Raises KnownError."""
    from pos_app.bootstrap.enrolment import enrol_terminal, network_printer
    from pos_app.places import places_of
    from sync.enrolment import EnrolmentCode

    printer = network_printer(args.printer) if args.printer else None
    done = enrol_terminal(places_of(args), EnrolmentCode.parse(args.code), printer)
    if args.json:
        print(json.dumps({"terminal": done.terminal_id, "store": done.store_id, "number": done.terminal_no}))
    else:
        print(f"This machine is now terminal {done.terminal_no} of store {done.store_no}.")
        print("Start it: tillbridge till")
    return 0
