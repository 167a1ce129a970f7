"""`tillbridge till`: the counter's program."""

from __future__ import annotations

import argparse
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_app.bootstrap.terminal import Terminal
    from pos_app.places import Places

HELP = "Open the till: sell, take money, print receipts, sync with the hub."

LOG_BYTES = 2_000_000
LOG_FILES = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pos_app.places import add_place_arguments

    add_place_arguments(parser)
    parser.add_argument("--windowed", action="store_true", help="a window instead of the full screen")
    parser.add_argument(
        "--scanner",
        metavar="NAME=VALUE",
        nargs="+",
        default=[],
        help="how the keyboard-wedge scanner is set, such as max_gap_ms=60; see tillbridge devices",
    )
    parser.add_argument("--silent", action="store_true", help="no sounds")
    parser.add_argument(
        "--verbose", action="store_true", help="say on standard error what is done, a line each"
    )


def run(args: argparse.Namespace) -> int:
    """Open the till's window and return when it is closed."""
    from pos_app.bootstrap.terminal import Terminal
    from pos_app.places import places_of

    places = places_of(args)
    set_up_log(places.data, verbose=args.verbose)
    return sell(Terminal(places), places, args.scanner, full_screen=not args.windowed, sound=not args.silent)


def sell(terminal: Terminal, places: Places, scanner: list[str], *, full_screen: bool, sound: bool) -> int:
    """Run a terminal with its window until the window is closed; the exit code.

    `scanner` holds options of the keyboard wedge as NAME=VALUE. Raises `KnownError` for one that is wrong.
    """
    from devices.entries import DeviceEntry, parse_options
    from devices.manager import build_wedge
    from pos_app.machine import SystemClock
    from ui.application import WindowOptions, run_till

    entry = DeviceEntry(id="scanner", driver="wedge", options=parse_options("wedge", scanner))
    wedge = build_wedge(entry)
    till = terminal.start()
    try:
        return run_till(
            till,
            wedge,
            SystemClock().now,
            WindowOptions(
                cache=places.data / "cache",
                full_screen=full_screen,
                sound=sound,
                preview=terminal.preview,
            ),
        )
    finally:
        terminal.stop()


def set_up_log(data: Path, *, verbose: bool) -> None:
    """A rotating log beside the data: what was done and what failed; no names, no card numbers (M4.1)."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    handlers: list[logging.Handler] = [
        RotatingFileHandler(
            data / "till.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
        )
    ]
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(threadName)s %(levelname)s %(message)s", handlers=handlers
    )
    if verbose:
        for name in ("pos_app", "ui.dispatch"):
            logging.getLogger(name).setLevel(logging.DEBUG)
    # httpx says every request at INFO; the sync status says what matters.
    logging.getLogger("httpx").setLevel(logging.WARNING)
