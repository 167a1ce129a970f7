"""`tillbridge devices`: the device commands, and the entries saved on this terminal."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from devices import cli as device_cli
from devices.cli import HELP
from pos_app.places import add_place_arguments, places_of

if TYPE_CHECKING:
    from pos_app.device_entries import SavedDevice
    from pos_app.ports.store import UnitOfWork

__all__ = ["HELP", "add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions of `devices` and those on entries."""
    actions = device_cli.add_arguments(parser)
    saved = actions.add_parser(
        "saved",
        help="the devices set up on this terminal, also while its till is open",
        description="List the devices set up on this terminal, also while its till is open.",
    )
    saved.set_defaults(action=_saved)
    save = actions.add_parser(
        "save",
        help="set a device up on this terminal; its till must be closed",
        description="Set a device up on this terminal, from a file or from --driver and --option; an ID that "
        "is there already is changed. The till must be closed.",
    )
    save.add_argument("id", metavar="ID", help="lasting name of the device; the receipt printer's is printer")
    device_cli.add_entry_arguments(save)
    save.add_argument("--name", default="", help="what people call it")
    save.set_defaults(action=_save)
    remove = actions.add_parser(
        "remove",
        help="forget a device of this terminal; its till must be closed",
        description="Forget a device of this terminal. The till must be closed.",
    )
    remove.add_argument("id", metavar="ID", help="as `tillbridge devices saved` lists it")
    remove.set_defaults(action=_remove)
    for one in (saved, save, remove):
        add_place_arguments(one)
        device_cli.json_option(one)


def run(args: argparse.Namespace) -> int:
    """Do what was chosen. Raises KnownError for everything a person can mend."""
    return device_cli.run(args)


def _saved(args: argparse.Namespace) -> int:
    from local_db.keys import load_keys
    from local_db.reader import reading_pos
    from local_db.settings import SettingRows
    from pos_app.device_entries import saved_devices

    places = places_of(args)
    with reading_pos(places.data, load_keys(places.key_file)) as database:
        entries = saved_devices(SettingRows(database))
    if args.json:
        print(msgspec.json.encode({"devices": entries}).decode())
        return 0
    for entry in entries:
        print(_described(entry))
    if not entries:
        print("No device is set up on this terminal.")
    return 0


def _save(args: argparse.Namespace) -> int:
    from devices.manifests import manifest_of
    from pos_app import device_entries
    from pos_app.bootstrap.driver_list import KINDS, DriverList
    from pos_app.machine import SystemClock

    wanted = device_cli.entry_of(args)
    entry = device_entries.SavedDevice(
        device_id=args.id,
        kind=KINDS[manifest_of(wanted.driver).kind],
        driver=wanted.driver,
        options={name: _as_text(value) for name, value in wanted.options.items()},
        name=args.name,
    )
    DriverList(SystemClock().now).check(entry.kind, entry.device_id, entry.driver, entry.options)
    with _writing(args) as uow:
        device_entries.save(uow.settings, entry)
    if args.json:
        print(msgspec.json.encode({"saved": entry}).decode())
    else:
        print(f"Saved. {_described(entry)}")
    return 0


def _remove(args: argparse.Namespace) -> int:
    from pos_app import device_entries
    from retail.errors import KnownError

    with _writing(args) as uow:
        if device_entries.saved_device(uow.settings, args.id) is None:
            raise KnownError("device_unknown", f"There is no device {args.id!r} on this terminal.")
        device_entries.remove(uow.settings, args.id)
    print(msgspec.json.encode({"removed": args.id}).decode() if args.json else f"{args.id} is removed.")
    return 0


@contextlib.contextmanager
def _writing(args: argparse.Namespace) -> Iterator[UnitOfWork]:
    """One durable step on the terminal's files. Raises KnownError while its till has them open."""
    from local_db.keys import load_keys
    from local_db.terminal import LocalTerminal
    from pos_app.machine import SystemClock

    places = places_of(args)
    with (
        contextlib.closing(
            LocalTerminal(places.data, load_keys(places.key_file), SystemClock().now)
        ) as local,
        local.store.write() as uow,
    ):
        yield uow


def _described(entry: SavedDevice) -> str:
    options = " ".join(f"{name}={value}" for name, value in sorted(entry.options.items()))
    name = f" “{entry.name}”" if entry.name else ""
    return f"{entry.device_id}{name} ({entry.kind}): {entry.driver} {options}".rstrip()


def _as_text(value: str | int | bool | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)
