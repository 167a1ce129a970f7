"""`tillbridge devices virtual-scanner` and `virtual-scale`: devices that are not there, worked by lines."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from devices.scale.serial.virtual import LIES, VirtualScale
from devices.scanner.serial.virtual import VirtualScanner
from retail.errors import KnownError

SCANNER_LINES = "a code is scanned; half CODE tears it, noise, vanish, back"
SCALE_LINES = (
    f"a weight in grams; moving, overload, underload, zero, vanish, back, lie {'|'.join(LIES[1:])}, lie"
)


def add_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """Declare where its port appears."""
    lines = SCANNER_LINES if what == "scanner" else SCALE_LINES
    parser.description = (
        f"A {what} on a pseudo-terminal (Linux and macOS). It prints the path of its port, for a device "
        f"entry's `port` (framing 8N1); lines on standard input work it: {lines}."
    )
    parser.add_argument(
        "--path", type=Path, help="where its port appears, as a link; a temporary one if not given"
    )
    parser.set_defaults(action=run_scanner if what == "scanner" else run_scale)


def run_scanner(args: argparse.Namespace) -> int:
    """Serve until standard input ends."""
    path = _port(args, "scanner")
    with VirtualScanner(path) as twin:
        _announce(args, path)
        acts: dict[str, Callable[[str], None]] = {
            "half": twin.scan_half,
            "noise": lambda _rest: twin.garble(),
            "vanish": lambda _rest: twin.vanish(),
            "back": lambda _rest: twin.come_back(),
        }
        for line in _lines():
            word, _, rest = line.partition(" ")
            if word in acts:
                acts[word](rest)
            else:
                twin.scan(line)
    return 0


def run_scale(args: argparse.Namespace) -> int:
    """Serve until standard input ends."""
    path = _port(args, "scale")
    with VirtualScale(path) as twin:
        _announce(args, path)
        for line in _lines():
            try:
                _weigh(twin, line)
            except KnownError as error:
                sys.stderr.write(f"{error.message}\n")
    return 0


def _weigh(twin: VirtualScale, line: str) -> None:
    word, _, rest = line.partition(" ")
    lie = next((one for one in LIES if one == rest.strip()), None)
    if word == "lie" and lie is not None:
        twin.lie(lie)
    elif word == "vanish":
        twin.vanish()
    elif word == "back":
        twin.come_back()
    elif word.isascii() and word.isdecimal():
        twin.put(int(word))
    else:
        twin.be(word)


def _lines() -> Iterator[str]:
    return filter(None, (line.strip() for line in sys.stdin))


def _port(args: argparse.Namespace, name: str) -> Path:
    if sys.platform == "win32":
        raise KnownError(
            "no_pseudo_terminals", "Windows has no pseudo-terminals; run this on Linux or macOS."
        )
    if args.path is not None:
        return Path(args.path)
    return Path(tempfile.mkdtemp(prefix="tillbridge-")) / name


def _announce(args: argparse.Namespace, path: Path) -> None:
    if getattr(args, "json", False):
        sys.stdout.write(msgspec.json.encode({"port": str(path)}).decode() + "\n")
    else:
        sys.stdout.write(f"Its port is {path}\n")
    sys.stdout.flush()
