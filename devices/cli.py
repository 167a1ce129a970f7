"""`tillbridge devices`: lists drivers, finds and tries devices, runs virtual ones."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import msgspec

from devices import discovery, trying, virtual_printer_cli, virtual_serial_cli
from devices.entries import DeviceEntry, parse_options, read_entry
from devices.manifests import Manifest, drivers_for, manifests
from retail.errors import DataError, KnownError

HELP = (
    "List the device drivers with their options (the default), find what is plugged in, try a device, save "
    "it as an entry of this terminal, or run a virtual one that misbehaves on command."
)

Actions = argparse._SubParsersAction
"""Argparse gives the type no other name."""
SCAN_WAIT_S = 20.0


def add_arguments(parser: argparse.ArgumentParser) -> Actions[argparse.ArgumentParser]:
    """Declare the actions; returns them, so that the terminal's own command adds those on its entries."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    listing = actions.add_parser(
        "list",
        help="what can be attached, with every option",
        description="List every driver: what it is for, its options with their defaults, what it cannot do.",
    )
    listing.set_defaults(action=_list)
    find = actions.add_parser(
        "find",
        help="what is plugged into this machine",
        description="Find what is plugged into this machine, each with the --driver and --option to try it.",
    )
    find.add_argument(
        "--host",
        nargs="+",
        action="extend",
        default=[],
        metavar="HOST",
        help="look for printers at these hosts too, or in a network such as 192.168.1.0/24",
    )
    find.set_defaults(action=_find)
    test = actions.add_parser(
        "test",
        help="print a slip, wait for a scan, weigh, show two lines, open a drawer",
        description="Try a device: a printer prints a slip, a scanner waits for a scan, a scale says what it "
        "weighs, a display shows two lines, a drawer opens. Exits with 1 where it did not work.",
    )
    add_entry_arguments(test)
    test.add_argument("--drawer", action="store_true", help="open the drawer on the printer's plug too")
    test.add_argument(
        "--wait",
        type=float,
        default=SCAN_WAIT_S,
        metavar="S",
        help=f"seconds to wait for a scan ({SCAN_WAIT_S:.0f})",
    )
    test.set_defaults(action=_test)
    virtual = actions.add_parser("virtual-printer", help="run a printer that is not there")
    virtual_printer_cli.add_arguments(virtual)
    virtual.set_defaults(action=virtual_printer_cli.run)
    for what in ("scanner", "scale"):
        one = actions.add_parser(f"virtual-{what}", help=f"run a {what} that is not there")
        virtual_serial_cli.add_arguments(one, what)
        json_option(one)
    for one in (listing, find, test, virtual):
        json_option(one)
    return actions


def add_entry_arguments(parser: argparse.ArgumentParser) -> None:
    """ENTRY, or --driver with --option."""
    parser.add_argument("entry", metavar="ENTRY", nargs="?", help="a .toml or .json file with a device entry")
    parser.add_argument("--driver", help="name of the driver, instead of an entry")
    parser.add_argument(
        "--option", metavar="NAME=VALUE", nargs="+", action="extend", default=[], help="options of the driver"
    )


def run(args: argparse.Namespace) -> int:
    """Do what was chosen. Raises KnownError for everything a person can mend."""
    # What a driver logs of a lost device is said by the error too.
    logging.getLogger("devices").addHandler(logging.NullHandler())
    return int(args.action(args))


def json_option(parser: argparse.ArgumentParser) -> None:
    # Without a default here the one before the action would be forgotten.
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


def _list(args: argparse.Namespace) -> int:
    found = manifests()
    if args.json:
        say(msgspec.json.encode({"drivers": found}).decode())
        return 0
    for manifest in found:
        say(_described(manifest))
    return 0


def _described(manifest: Manifest) -> str:
    lines = [f"{manifest.name} ({manifest.kind}): {manifest.title}"]
    for name, option in manifest.options.items():
        default = "required" if option.default is None else f"default {option.default!r}"
        lines.append(f"    {name} ({option.type}, {default}): {option.help}")
    lines += [f"    cannot {cannot}" for cannot in manifest.cannot]
    return "\n".join(lines)


def _find(args: argparse.Namespace) -> int:
    found = discovery.find(args.host)
    if args.json:
        say(msgspec.json.encode({"found": found}).decode())
        return 0
    for one in found:
        options = " ".join(f"{name}={value}" for name, value in one.options.items())
        drivers = one.driver or " or ".join(drivers_for(one.kinds, one.options))
        say(f"{one.place}: {one.name}\n    --driver {drivers}\n    --option {options}")
        if one.message:
            say(f"    {one.message}")
    if not found:
        say("Nothing was found. Keyboard scanners need no entry; name network printers with --host.")
    return 0


def _test(args: argparse.Namespace) -> int:
    tried = trying.try_device(entry_of(args), drawer=args.drawer, wait_s=args.wait)
    if args.json:
        say(msgspec.json.encode({"ok": tried.ok, **tried.facts, "health": tried.health}).decode())
    else:
        say(tried.said)
    return 0 if tried.ok else 1


def entry_of(args: argparse.Namespace) -> DeviceEntry:
    """The entry that ENTRY, or --driver with --option, names. Raises KnownError."""
    if args.entry and not args.driver:
        try:
            return read_entry(Path(args.entry))
        except OSError as error:
            raise DataError(
                "device_entry_unreadable", f"{args.entry} cannot be read: {error.strerror}."
            ) from error
    if args.driver and not args.entry:
        return DeviceEntry(id="test", driver=args.driver, options=parse_options(args.driver, args.option))
    raise KnownError("no_device_named", "Name either an ENTRY file or a --driver with its --option.")


def say(text: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
