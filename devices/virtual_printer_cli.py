"""`tillbridge devices virtual-printer`: runs the virtual printer as a process until it is interrupted."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading
from pathlib import Path

import msgspec

from retail.errors import KnownError

LOOPBACK = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where it listens, where its paper goes and how it misbehaves."""
    parser.description = (
        "A receipt printer on TCP. Each paper becomes paper-0001.txt and paper-0001.png in the folder --out, "
        "and what happens a line of log.jsonl. Faults: paper_out[:BYTES], cover_open[:BYTES], paper_low, "
        "drop_line[:BYTES], swallow, mute, slow[:BYTES a second]."
    )
    parser.add_argument("--port", type=int, default=9100, help="port to listen on, 0 for a free one (9100)")
    parser.add_argument(
        "--host", default=LOOPBACK, help=f"address to listen on ({LOOPBACK}: only this machine)"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the papers; made if need be")
    parser.add_argument(
        "--paper", type=int, choices=(80, 58), default=80, help="width of the roll in mm (80)"
    )
    parser.add_argument("--misbehave", metavar="FAULT", help="show a fault from the start")
    parser.add_argument(
        "--control", metavar="PORT", type=int, help="listen here for faults, one a line; `ok` ends one"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; the first line on stdout says where."""
    # Imported here: listing drivers needs none of Pillow.
    from devices.printer.virtual.control import ControlPort  # noqa: PLC0415 - loaded by the command that needs it
    from devices.printer.virtual.folder import PaperFolder  # noqa: PLC0415 - loaded by the command that needs it
    from devices.printer.virtual.misbehaviour import parse_misbehaviour  # noqa: PLC0415 - loaded by the command that needs it
    from devices.printer.virtual.server import DOTS_58_MM, DOTS_80_MM, VirtualPrinter  # noqa: PLC0415 - loaded by the command that needs it

    fault = parse_misbehaviour(args.misbehave) if args.misbehave else None
    dots = DOTS_80_MM if args.paper == 80 else DOTS_58_MM  # noqa: PLR2004 - the choices of --paper
    with contextlib.ExitStack() as stack:
        try:
            folder = PaperFolder(args.out)
            printer = VirtualPrinter(host=args.host, port=args.port, dots=dots, watchers=[folder])
            stack.callback(printer.close)
            control = None
            if args.control is not None:
                control = stack.enter_context(
                    contextlib.closing(ControlPort(printer, host=args.host, port=args.control))
                )
        except (OSError, OverflowError) as error:
            raise KnownError(
                "virtual_printer_not_started",
                f"The virtual printer cannot start: {error}. Choose another --port, --control or --out.",
            ) from error
        if fault:
            printer.misbehave(fault)
        printer.start()
        _announce(args, printer.port, control.port if control else None)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
    return 0


def _announce(args: argparse.Namespace, port: int, control: int | None) -> None:
    state = {"host": args.host, "port": port, "control": control, "out": str(args.out)}
    if getattr(args, "json", False):
        sys.stdout.write(msgspec.json.encode(state).decode() + "\n")
    else:
        sys.stdout.write(f"Virtual printer on {args.host}:{port}, papers in {args.out}.\n")
        if control is not None:
            sys.stdout.write(f"Commands for it on {args.host}:{control}.\n")
    sys.stdout.flush()
