"""`tillbridge hub replace`: put a new terminal in the place of a broken one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from hub.cli.options import CONSOLE
from hub.cli.reports import terminal_of

if TYPE_CHECKING:
    from hub.bootstrap import Hub

_GROUP = 4


def add_arguments(
    parser: argparse.ArgumentParser, add_data: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Declare the arguments; `add_data` declares `--data`."""
    add_data(parser)
    parser.add_argument("terminal", type=int, metavar="TERMINAL", help="number of the terminal that broke")
    parser.add_argument("--store", type=int, metavar="N", help="the store's number, where there are several")
    parser.add_argument(
        "--url", metavar="URL", help="how the new machine reaches the hub, if not as it was served"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(hub: Hub, args: argparse.Namespace) -> int:
    """Revoke, make anew, print both codes. Raises `RuleError` for what cannot be replaced."""
    from hub.services.looking import replaced_view

    done, _heads = hub.replacements.replace(terminal_of(hub, args.terminal, args.store), CONSOLE, args.url)
    if args.json:
        print(json.dumps(replaced_view(done), ensure_ascii=False))
        return 0
    print(f"Terminal {done.old.terminal_no} is refused from now on.")
    print(f"Terminal {done.new.terminal_no} takes its place, under the same name. On the new machine:")
    if done.enrolment is not None:
        print(f"  1. within ten minutes:     tillbridge enrol '{done.enrolment.text()}'")
    else:
        print("  1. nothing: it has joined already")
    code = "-".join(done.recovery_code[at : at + _GROUP] for at in range(0, len(done.recovery_code), _GROUP))
    print("  2. connect the old disk, or copy the old data folder over; then, within a day:")
    print(f"     tillbridge recover DIR --code {code}")
    print("  3. open the till:          tillbridge till")
    print("Without the old disk, leave out 2, and write off what the old terminal held:")
    print("  tillbridge hub stock rights   and   tillbridge hub stock write-off")
    return 0
