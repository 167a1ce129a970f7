"""Reads the `manifest.toml` of each driver: its name, kind, transports, options, and what it cannot do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib.resources import files
from typing import Annotated, Literal

import msgspec

from retail.errors import KnownError

DRIVER_FOLDERS = (
    "devices.printer.network",
    "devices.printer.file",
    "devices.printer.serial",
    "devices.printer.usb",
    "devices.printer.cups",
    "devices.scanner.serial",
    "devices.wedge",
    "devices.scale.serial",
    "devices.display.serial",
    "devices.drawer.serial",
    "devices.drawer.printer",
    "devices.camera",
)
"""Every package that is a driver; a test holds this list against the folders."""


class OptionManifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One option: its type, its default (None: must be given) and what it means."""

    type: Literal["text", "whole", "yes_no", "choice", "choices"]
    help: Annotated[str, msgspec.Meta(min_length=1)]
    default: str | int | bool | tuple[str, ...] | None = None
    choices: tuple[str | int, ...] = ()


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One driver."""

    name: str
    kind: Literal["receipt_printer", "scanner", "scale", "display", "drawer"]
    title: str
    transports: tuple[Literal["tcp", "file", "keyboard", "serial", "usb", "system", "video"], ...]
    cannot: tuple[str, ...]
    options: dict[str, OptionManifest]


def manifests() -> tuple[Manifest, ...]:
    """The manifests of all drivers."""
    return tuple(_read(package) for package in DRIVER_FOLDERS)


def manifest_of(name: str) -> Manifest:
    """The manifest of the driver called `name`; raises KnownError with the names that there are."""
    by_name = {manifest.name: manifest for manifest in manifests()}
    if name not in by_name:
        raise KnownError(
            "unknown_driver",
            f"There is no driver {name!r}; there are: {', '.join(sorted(by_name))}.",
            driver=name,
        )
    return by_name[name]


def drivers_for(kinds: Sequence[str], options: Collection[str]) -> tuple[str, ...]:
    """The drivers of these kinds that know all of these options and must be given no other."""
    given = frozenset(options)
    return tuple(
        one.name
        for kind in kinds
        for one in manifests()
        if one.kind == kind
        and given <= one.options.keys()
        and all(name in given or option.default is not None for name, option in one.options.items())
    )


def _read(package: str) -> Manifest:
    return msgspec.toml.decode((files(package) / "manifest.toml").read_bytes(), type=Manifest)
