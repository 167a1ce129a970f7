"""`tillbridge devices`: lists the drivers, tries a printer with a test slip, or runs the virtual printer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from devices import manager, test_slip, virtual_printer_cli
from devices.entries import DeviceEntry, parse_options, read_entry
from devices.manifests import Manifest, manifests
from retail.errors import DataError, KnownError

HELP = (
    "List the device drivers with their options (the default), print a test slip on a printer, or run a "
    "virtual receipt printer that writes its paper into a folder and misbehaves on command."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the three actions."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    listing = actions.add_parser("list", help="what can be attached, with every option")
    _json_option(listing)
    listing.set_defaults(action=_list)
    test = actions.add_parser("test", help="ask a printer how it is and print a test slip on it")
    test.add_argument("entry", metavar="ENTRY", nargs="?", help="a .toml or .json file with a device entry")
    test.add_argument("--driver", help="name of the driver, instead of an entry")
    test.add_argument(
        "--option", metavar="NAME=VALUE", nargs="+", action="extend", default=[], help="options of the driver"
    )
    test.add_argument("--drawer", action="store_true", help="open the cash drawer too")
    _json_option(test)
    test.set_defaults(action=_test)
    virtual = actions.add_parser("virtual-printer", help="run a printer that is not there")
    virtual_printer_cli.add_arguments(virtual)
    _json_option(virtual)
    virtual.set_defaults(action=virtual_printer_cli.run)


def run(args: argparse.Namespace) -> int:
    """Do what was chosen. Raises KnownError for everything a person can mend."""
    return int(args.action(args))


def _json_option(parser: argparse.ArgumentParser) -> None:
    # Without a default here the one before the action would be forgotten.
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


def _list(args: argparse.Namespace) -> int:
    found = manifests()
    if args.json:
        _say(msgspec.json.encode({"drivers": found}).decode())
        return 0
    for manifest in found:
        _say(_described(manifest))
    return 0


def _described(manifest: Manifest) -> str:
    lines = [f"{manifest.name} ({manifest.kind}): {manifest.title}"]
    for name, option in manifest.options.items():
        default = "required" if option.default is None else f"default {option.default!r}"
        lines.append(f"    {name} ({option.type}, {default}): {option.help}")
    lines += [f"    cannot {cannot}" for cannot in manifest.cannot]
    return "\n".join(lines)


def _test(args: argparse.Namespace) -> int:
    printer = manager.build_printer(_entry(args))
    try:
        health = printer.health()
        printer.print(test_slip.document(open_drawer=args.drawer))
    finally:
        printer.close()
    if args.json:
        _say(msgspec.json.encode({"printed": True, "health": health}).decode())
    else:
        _say(f"The test slip is printed (before it the printer was: {health.state}, {health.code}).")
    return 0


def _entry(args: argparse.Namespace) -> DeviceEntry:
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


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
