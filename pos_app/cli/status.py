"""`tillbridge status`: how a terminal stands with its hub, or how a hub sees all its terminals."""

from __future__ import annotations

import argparse
import json
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from retail.errors import KnownError

HELP = (
    "Say how this terminal stands: what waits, since when, what it holds, what was put aside. With the data "
    "folder of a hub, or the address of one, it says so of every terminal. Works beside running programs. "
    "Exits with 0 where it could look, however things stand, and with 1 where it could not."
)
WATCH_S = 2.0
WIDTH = 80
"""Columns of a console."""
_MINUTE_MS = 60_000
_HOUR_MIN = 60
_DAY_H = 48


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from pos_app.places import add_place_arguments

    add_place_arguments(parser)
    parser.add_argument("--hub", default="", metavar="URL", help="ask a running hub; needs a person's login")
    parser.add_argument("--name", default="admin", help="with --hub: who is asking (admin)")
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="with --hub: a file whose first line is the password",
    )
    parser.add_argument(
        "--fingerprint", default="", metavar="HEX", help="with --hub: the certificate that the hub shows"
    )
    parser.add_argument("--watch", action="store_true", help="show it again every 2 seconds until Ctrl-C")
    parser.add_argument("--json", action="store_true", help="print JSON, with --watch one document a line")


def run(args: argparse.Namespace) -> int:
    """Print it. Raises KnownError where there is neither terminal nor hub."""
    look = _looking(args)
    while True:
        found = _found(look, watching=args.watch)
        if args.json:
            print(json.dumps(found, ensure_ascii=False), flush=True)
        else:
            # Home and clear, as `watch` does: the picture stands still.
            print("\x1b[H\x1b[2J" if args.watch else "", end="")
            print("\n".join(lines_of(found)), flush=True)
        if not args.watch:
            return 0
        time.sleep(WATCH_S)


def _found(look: Callable[[], dict[str, Any]], *, watching: bool) -> dict[str, Any]:
    """What there is to see; to who watches also that a hub is away, which may come back."""
    from pos_app.bootstrap.remote_status import AWAY

    try:
        return look()
    except KnownError as error:
        if not watching or error.code != AWAY:
            raise
        return {"error": error.code, "message": error.message}


def _looking(args: argparse.Namespace) -> Callable[[], dict[str, Any]]:
    from pos_app.bootstrap.status import hub_status, is_hub_folder, terminal_status
    from pos_app.places import places_of

    if args.hub:
        from pos_app.bootstrap.remote_status import RemoteHub

        return RemoteHub(args.hub, args.fingerprint, args.name, args.password_file).status
    if is_hub_folder(args.data):
        return lambda: hub_status(args.data)
    places = places_of(args)
    return lambda: terminal_status(places)


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """A terminal or a hub in words that fit a console, each line further indented where it goes on."""
    for line in _words(found):
        indent = " " * (len(line) - len(line.lstrip()))
        yield from textwrap.wrap(line, WIDTH, subsequent_indent=f"{indent}    ")


def _words(found: dict[str, Any]) -> list[str]:
    if "error" in found:
        return [found["message"]]
    return _hub_words(found) if "stores" in found else _terminal_words(found)


def _terminal_words(one: dict[str, Any]) -> list[str]:
    if one["terminal_id"] is None:
        return ["This terminal belongs to no hub yet."]
    sent = one["last_sent_at"]
    return [
        f"{_named(one)}, hub {one['hub']}, {one['program']}",
        f"  waiting: {_queue(one, one['at'])}",
        f"  last taken by the hub: {'never' if sent is None else _span(one['at'] - sent) + ' ago'}",
        f"  holds: {_rights(one['rights'])}",
        f"  put aside by the hub: {one['quarantined']}; history went on under another name: "
        f"{one['epoch_changes']} times",
    ]


def _named(one: dict[str, Any]) -> str:
    """What people call the terminal; its id where its configuration has not come yet."""
    if one["number"] is None or one["store_number"] is None:
        return f"Terminal {one['terminal_id']}"
    own = f"Terminal {one['number']} {one['name']}".rstrip()
    return f"{own} of store {one['store_number']} {one['store_name']}"


def _hub_words(found: dict[str, Any]) -> list[str]:
    lines = [f"{found['quarantined']} put aside, {found['exception_tasks']} tasks: tillbridge hub inbox"]
    if found["rights_frozen"]:
        lines.append("Nothing is promised until all terminals have replayed (tillbridge hub stock thaw).")
    for store in found["stores"]:
        lines.append(f"Store {store['number']} {store['name']}")
        for one in store["terminals"]:
            place = f", replaced by {one['replaced_by']}" if one["replaced_by"] else ""
            seen = one["silent_ms"]
            contact = "never heard of" if seen is None else f"heard of {_span(seen)} ago"
            lines += [
                f"  {one['number']} {one['name']}: {one['state']}{place}, {contact}, {one['program'] or '-'}",
                f"    waiting: {_queue(one, found['at'])}; holds: {_rights(one['rights'])}; put aside: "
                f"{one['quarantined']}; tasks: {one['exception_tasks']}; epochs: {one['epoch_changes'] + 1}"
                f"{'; has yet to replay' if one['awaited'] else ''}",
            ]
    return lines


def _queue(one: dict[str, Any], now: int) -> str:
    if not one["waiting"]:
        return "nothing"
    age = "" if one["oldest_at"] is None else f", the oldest {_span(now - one['oldest_at'])} old"
    return f"{one['waiting']} entries{age}"


def _rights(held: dict[str, Any]) -> str:
    if not held["count"]:
        return "no rights"
    parts = (f"{left / 1000 if kind == 'stock' else left:g} {kind}" for kind, left in held["left"].items())
    return f"{held['count']} rights ({', '.join(parts)})"


def _span(ms: int) -> str:
    minutes = max(0, ms) // _MINUTE_MS
    if minutes < _HOUR_MIN * 2:
        return f"{minutes} min" if minutes else f"{max(0, ms) // 1000} s"
    hours = minutes // _HOUR_MIN
    return f"{hours} h" if hours < _DAY_H else f"{hours // 24} days"
