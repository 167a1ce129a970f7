"""A device entry: which driver with which options serves one device of a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from devices.manifests import manifest_of
from retail.errors import DataError, KnownError

Options = TypeVar("Options", bound=msgspec.Struct)

OptionValue = str | int | bool | tuple[str, ...]


class DeviceEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One device as it is set up; the same in JSON, in TOML and in a settings table."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,40}$")]
    """Name of the device on its terminal, such as `receipt-printer`; its thread is called `device:<id>`."""
    driver: str
    options: dict[str, OptionValue] = {}


def read_entry(path: Path) -> DeviceEntry:
    """The entry in a `.toml` or `.json` file. Raises DataError for what is none, OSError if unreadable."""
    data = path.read_bytes()
    try:
        if path.suffix == ".toml":
            return msgspec.toml.decode(data, type=DeviceEntry)
        return msgspec.json.decode(data, type=DeviceEntry)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DataError(
            "bad_device_entry", f"{path} is not a device entry: {error}.", path=str(path)
        ) from error


def options_as(entry: DeviceEntry, kind: type[Options]) -> Options:
    """The entry's options as its driver's struct; raises KnownError naming the wrong one and those known."""
    known = manifest_of(entry.driver).options
    unknown = sorted(set(entry.options) - set(known))
    if unknown:
        raise KnownError(
            "unknown_device_option",
            f"The driver {entry.driver} has no option {unknown[0]!r}; it has: {', '.join(known)}.",
            option=unknown[0],
        )
    try:
        return msgspec.convert(entry.options, kind)
    except msgspec.ValidationError as error:
        raise KnownError(
            "bad_device_option", f"An option of the device {entry.id} does not fit: {error}.", device=entry.id
        ) from error


def parse_options(driver: str, words: list[str]) -> dict[str, OptionValue]:
    """`["host=10.0.0.9", "port=9100"]` as values, typed by the driver's manifest. Raises KnownError."""
    texts: dict[str, str] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise KnownError("bad_device_option", f"{word!r} is not of the form NAME=VALUE.", option=word)
        texts[name] = text
    return typed_options(driver, texts)


def typed_options(driver: str, texts: Mapping[str, str]) -> dict[str, OptionValue]:
    """Options as a form or a command line has them, typed by the driver's manifest. Raises KnownError.

    An empty text where a number or a choice is wanted means the default.
    """
    known = manifest_of(driver).options
    values: dict[str, OptionValue] = {}
    for name, text in texts.items():
        option = known.get(name)
        if option is None:
            values[name] = text
        elif text or option.type == "text":
            values[name] = _typed(text, option.type, option.choices)
    return values


def _typed(text: str, kind: str, choices: tuple[str | int, ...]) -> OptionValue:
    if kind == "choices":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind == "yes_no" and text.lower() in ("yes", "true", "no", "false"):
        return text.lower() in ("yes", "true")
    wants_number = kind == "whole" or any(isinstance(choice, int) for choice in choices)
    # What is no number stays text: the check against the driver's struct then says so by the option's name.
    return int(text) if wants_number and text.isdecimal() else text
