"""`tillbridge verify`: whether what must hold does, on a terminal and, with --hub, on both sides."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HELP = "Check a terminal's files, and with --hub what must be the same at the hub; works beside both."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--data, --keys, --hub, --json."""
    from pos_app.places import add_place_arguments

    add_place_arguments(parser)
    parser.add_argument("--hub", type=Path, metavar="DIR", help="the hub's data folder, on this machine")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """0 where everything holds, 1 where something does not. Raises KnownError for files that do not open."""
    from local_db import invariants
    from local_db.keys import load_keys
    from pos_app.bootstrap.verification import check_hub, compare
    from pos_app.places import places_of

    places = places_of(args)
    keys = load_keys(places.key_file)
    findings = [("terminal", one.invariant, one.message) for one in invariants.check(places.data, keys)]
    counted: dict[str, int] = {}
    if args.hub is not None:
        both, differences = compare(places.data, keys, args.hub)
        counted = {
            "entries": both.entries,
            "receipts": both.receipts,
            "waiting": both.waiting,
            "at_hub": both.at_hub,
        }
        findings += [("hub", one.invariant, one.message) for one in check_hub(args.hub)]
        findings += [("both", one.invariant, one.message) for one in differences]
    if args.json:
        rows = [{"where": where, "invariant": name, "message": text} for where, name, text in findings]
        print(json.dumps({"ok": not findings, **counted, "findings": rows}))
        return 1 if findings else 0
    for where, name, text in findings:
        print(f"{where}: {name}: {text}")
    if counted:
        print(", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counted.items()))
    print("Something does not hold; see above." if findings else "Everything holds.")
    return 1 if findings else 0
