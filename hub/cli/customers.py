"""`tillbridge hub customer`: find, export and erase customers, and forget those who came no more (M8.7)."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hub.cli import merges

if TYPE_CHECKING:
    from hub.bootstrap import Hub


def add_arguments(
    parser: argparse.ArgumentParser, add_data: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Declare what can be done with customers; `add_data` declares `--data`."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    find = acts.add_parser(
        "find",
        help="find customers by name, end of phone, e-mail, card or id",
        description="Find customers, a line each, with the id that the other acts want.",
    )
    find.add_argument("text", metavar="TEXT", help="name, end of phone, e-mail, card or id")
    export = acts.add_parser(
        "export",
        help="everything known of a customer, as JSON",
        description="Write everything known of a customer as JSON: profile, consents, sales, mail.",
    )
    export.add_argument("customer", metavar="ID", help="as `find` prints it")
    export.add_argument(
        "--out", type=Path, metavar="FILE", help="write it into a file that only you can read"
    )
    erase = acts.add_parser(
        "erase",
        help="forget a customer here and at every terminal; her sales stay without her name",
        description="Forget a customer here, and at every terminal with its next sync; her sales stay "
        "without her name. It cannot be undone.",
    )
    erase.add_argument("customer", metavar="ID", help="as `find` prints it")
    retention = acts.add_parser(
        "retention",
        help="erase customers of whom nothing was heard for years",
        description="Erase customers of whom nothing was heard for years. A running hub does so by itself.",
    )
    retention.add_argument("--years", type=int, default=3, metavar="N", help="how many (default 3)")
    retention.add_argument("--dry-run", action="store_true", help="only say who it would be")
    merges.add_arguments(acts, add_data)
    for each in (find, export, erase, retention):
        add_data(each)
        each.add_argument("--json", action="store_true", help="print JSON")


def run(hub: Hub, args: argparse.Namespace) -> int:
    """Do what was asked. Raises `RuleError` where there is no such customer."""
    if args.act in merges.ACTS:
        return merges.run(hub, args)
    if args.act == "find":
        return _find(hub, args.text, as_json=args.json)
    if args.act == "export":
        return _export(hub, args.customer, args.out)
    if args.act == "erase":
        hub.customers.erase(args.customer)
        _say({"erased": args.customer}, f"{args.customer} is erased; terminals follow.", as_json=args.json)
        return 0
    gone = hub.customers.forget_inactive(args.years, dry_run=args.dry_run)
    if args.json:
        _print_json({"customers": gone, "dry_run": args.dry_run, "years": args.years})
        return 0
    for one in gone:
        print(f"{one['customer_id']}  last heard of {_day(one['active_at'])}")
    what = "would be erased" if args.dry_run else "erased"
    print(f"{len(gone)} customers of whom nothing was heard for {args.years} years {what}")
    return 0


def _find(hub: Hub, text: str, *, as_json: bool) -> int:
    found = hub.customers.find(text)
    if as_json:
        _print_json({"customers": found})
        return 0
    for one in found:
        words = [one[name] for name in ("name", "phone", "email", "card_code") if one[name]]
        shown = "erased" if one["erased_at"] else "  ".join(words)
        print(f"{one['customer_id']}  {shown}  last heard of {_day(one['active_at'])}")
    if not found:
        print("nobody", file=sys.stderr)
    return 0


def _export(hub: Hub, customer_id: str, out: Path | None) -> int:
    document = hub.customers.export(customer_id)
    if out is None:
        _print_json(document)
        return 0
    from hub.whole_file import write_whole

    write_whole(out, json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
    print(f"{out} holds everything known of {customer_id}.")
    return 0


def _say(document: dict[str, Any], words: str, *, as_json: bool) -> None:
    if as_json:
        _print_json(document)
    else:
        print(words)


def _day(at: int) -> str:
    return datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).strftime("%Y-%m-%d")


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False))
