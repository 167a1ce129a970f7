"""`tillbridge hub inbox`: what waits for a person: see it, have it explained, try it again, resolve it."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hub.cli.options import CONSOLE
from retail.errors import RuleError

if TYPE_CHECKING:
    from hub.bootstrap import Hub

A_PAGE = 200
WIDTH = 80
"""Columns of a console."""


def add_arguments(
    parser: argparse.ArgumentParser, add_data: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Declare what can be done; `add_data` declares `--data`."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    show = acts.add_parser(
        "list",
        help="what waits, oldest first",
        description="List records that the hub put aside, and facts that it accepted and that look wrong.",
    )
    show.add_argument("--terminal", type=int, metavar="N", help="of this terminal")
    show.add_argument("--store", type=int, metavar="N", help="of this store, by number")
    show.add_argument("--code", default="", metavar="WORD", help="of this code or kind")
    show.add_argument("--resolved", action="store_true", help="what was dealt with, newest first")
    one = acts.add_parser(
        "show",
        help="one of them: what it is, why, what to do",
        description="Explain one of them, with all that it says and what applying it would change.",
    )
    retry = acts.add_parser(
        "retry",
        help="apply a record that was put aside",
        description="Apply a record that was put aside, as after an upgrade; its till hears of it.",
    )
    done = acts.add_parser(
        "resolve",
        help="say that it was dealt with",
        description="Say that it was dealt with: a record stays aside for good, a task is closed.",
    )
    for each in (one, retry, done):
        each.add_argument("which", metavar="ID", help="as `list` prints it")
    for each in (retry, done):
        each.add_argument("--note", default="", metavar="TEXT", help="what was found out or done")
    for each in (show, one, retry, done):
        add_data(each)
        each.add_argument("--json", action="store_true", help="print JSON")


def run(hub: Hub, args: argparse.Namespace) -> int:
    """Do what was asked. Raises `RuleError` for what cannot be."""
    from hub.services.quarantine import QuarantineService

    quarantine = QuarantineService(hub.database, hub.clock)
    if args.act == "list":
        return _list(hub, args)
    if args.act == "show":
        return _show(hub, args.which, as_json=args.json)
    if args.act == "retry":
        quarantine.retry(args.which, CONSOLE, args.note)
        return _say({"op_id": args.which, "outcome": "applied"}, "It is applied.", as_json=args.json)
    if _aside(hub, args.which) is not None:
        quarantine.keep_aside(args.which, CONSOLE, args.note)
        return _say({"op_id": args.which, "outcome": "kept"}, "It stays aside for good.", as_json=args.json)
    _close(hub, args.which, args.note)
    return _say({"task_id": args.which, "outcome": "closed"}, "The task is closed.", as_json=args.json)


def _list(hub: Hub, args: argparse.Namespace) -> int:
    from hub.cli.reports import terminal_of
    from hub.services.inbox import counts_view, quarantine_view, tasks_view
    from hub.store import stores
    from hub.store.inbox import Sought

    with hub.database.read() as connection:
        by_number = {one.profile.store_no: one.profile.store_id for one in stores.every(connection)}
    if args.store is not None and args.store not in by_number:
        raise RuleError("store_unknown", f"There is no store {args.store} at this hub.")
    sought = Sought(
        terminal_id="" if args.terminal is None else terminal_of(hub, args.terminal, args.store),
        store_id="" if args.store is None else by_number[args.store],
        code=args.code,
        resolved=args.resolved,
    )
    with hub.database.read() as connection:
        counts = counts_view(connection)
        aside = quarantine_view(connection, sought, A_PAGE + 1)
        tasks = tasks_view(connection, sought, A_PAGE + 1)
    more = max(len(aside), len(tasks)) > A_PAGE
    aside, tasks = aside[:A_PAGE], tasks[:A_PAGE]
    if args.json:
        found = {"counts": counts, "quarantine": aside, "exceptions": tasks}
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for one in (*aside, *tasks):
        print(f"{one.get('task_id') or one['op_id']}  till {one['terminal_no'] or '-'}  {one['kind']}")
        print(textwrap.fill(_short(one), WIDTH, initial_indent="  ", subsequent_indent="  "))
    if more:
        print("More than these; ask for fewer: --terminal N, --store N, --code WORD.")
    elif not aside and not tasks:
        print("Nothing." if args.resolved else "Nothing waits.")
    return 0


def _short(one: dict[str, Any]) -> str:
    receipt = one.get("said", {}).get("receipt_no", "")
    words = f"{one['explained']['title']}{' (' + receipt + ')' if receipt else ''}"
    if one["resolved_at"] is None:
        return words
    how = one.get("resolution") or "closed"
    return f"{words}; {how} by {one['resolved_by']}{': ' + one['note'] if one['note'] else ''}"


def _show(hub: Hub, which: str, *, as_json: bool) -> int:
    from hub.services.inbox import one_task

    found = _aside(hub, which)
    if found is None:
        with hub.database.read() as connection:
            found = one_task(connection, which)
    if found is None:
        raise RuleError("inbox_unknown", f"Nothing with the id {which[:80]!r} waits or waited here.")
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    explained = found["explained"]
    print(explained["title"])
    print(f"  what:  {found['message']}")
    print(f"  why:   {explained['why']}")
    print(f"  to do: {explained['do']}")
    if "would_change" in found:
        print(f"  applying it: {json.dumps(found['would_change'], ensure_ascii=False)}")
    print(json.dumps(found.get("body", found.get("detail")), ensure_ascii=False, indent=2))
    return 0


def _aside(hub: Hub, op_id: str) -> dict[str, Any] | None:
    from hub.services.inbox import one_aside

    with hub.database.read() as connection:
        return one_aside(connection, op_id)


def _close(hub: Hub, task_id: str, note: str) -> None:
    from hub.store import tasks

    with hub.database.write() as connection:
        if not tasks.close_task(connection, task_id, hub.clock.now(), CONSOLE, note):
            raise RuleError("inbox_unknown", f"Nothing with the id {task_id[:80]!r} waits here.")


def _say(document: dict[str, Any], words: str, *, as_json: bool) -> int:
    print(json.dumps(document, ensure_ascii=False) if as_json else words)
    return 0
