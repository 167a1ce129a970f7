"""`tillbridge demo`: a whole shop on this machine, with a hub, a till and a printer that shows its paper."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos_app.cli.demo.shop import DemoShop

HELP = (
    "A demo shop: hub, till and virtual printer. With a screen the till opens on it; without one it is "
    "driven through a sale under Xvfb, and leaves pictures and the receipt in a folder."
)


STOPPED = 143
"""Exit code of a program ended by SIGTERM, as a shell tells it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--data, --out, --no-screen, --papers."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the demo shop (a new one)")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("demo-output"), help="where pictures go (demo-output)"
    )
    parser.add_argument(
        "--papers", type=Path, metavar="DIR", help="only show a virtual printer's paper from its folder"
    )
    parser.add_argument(
        "--no-screen", action="store_true", help="run the journey even where there is a screen"
    )


def run(args: argparse.Namespace) -> int:
    """Open the shop, then the till or the journey. Raises KnownError where a part does not start."""
    from pos_app.cli.demo.shop import DemoShop

    if args.papers is not None:
        from ui.paper_window import show_papers

        return show_papers(args.papers)
    # A stop from outside ends the programs that were started, as Ctrl+C does.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(STOPPED))
    folder = args.data or Path(tempfile.mkdtemp(prefix="tillbridge-demo-"))
    shop = DemoShop(folder, _say)
    try:
        shop.open()
        if args.no_screen or not has_screen():
            from pos_app.cli.demo.journey import run_journey

            run_journey(shop, args.out, _say)
            return 0
        return _open_till(shop)
    finally:
        shop.close()


def has_screen() -> bool:
    """Whether a window can be shown to a person here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_till(shop: DemoShop) -> int:
    from pos_app.cli.demo.processes import Program

    _say("Sign in as Anna with PIN 271828, as supervisor Selma with 314159.")
    _say(f"Cards of customers and gift cards, to be typed as if scanned, are in {shop.folder / 'cards.txt'}.")
    _say("Stock is kept of honey (one left here), coffee, olive oil, chocolate, lamps and red wine.")
    _say("Wine and lamps from the other store wait to be booked in: Ctrl+I, then Enter.")
    _say(f"Receipts appear in a window of their own and in {shop.papers}.")
    with (
        Program.tillbridge("demo", "--papers", shop.papers),
        Program.tillbridge("till", *shop.places, "--windowed") as till,
    ):
        return till.process.wait()


def _say(text: str) -> None:
    print(text, flush=True)
