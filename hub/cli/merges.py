"""`tillbridge hub customer merge`, `undo-merge`, `merge-candidates`: customers who turned out to be one."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from hub.bootstrap import Hub

ACTS = ("merge", "undo-merge", "merge-candidates")
Acts = Any
"""What `argparse` gives for sub-commands, whose class has no public name."""


def add_arguments(acts: Acts, add_data: Callable[[argparse.ArgumentParser], None]) -> None:
    """Declare the acts beside the others on customers."""
    merge = acts.add_parser(
        "merge",
        help="two customers are one person",
        description="From now on B stands for A: tills show B, and what both have is one account. Logged, "
        "and `undo-merge A` parts them exactly.",
    )
    merge.add_argument("customer", metavar="A", help="as `find` prints it")
    merge.add_argument("into", metavar="B", help="who stands for both")
    merge.add_argument("--why", default="", metavar="TEXT", help="the reason, which stays on record")
    undo = acts.add_parser(
        "undo-merge",
        help="they are two after all",
        description="Part a customer from who stands for her; everything is as if they had never been one.",
    )
    undo.add_argument("customer", metavar="A", help="who was merged into another")
    candidates = acts.add_parser(
        "merge-candidates",
        help="who shares a phone, an e-mail or a card",
        description="List pairs who share a phone, an e-mail or a card and are not merged.",
    )
    candidates.add_argument(
        "--by-itself", choices=("on", "off"), help="let the hub merge pairs with the same card, and the same "
        "phone or e-mail, by itself (off)",
    )  # fmt: skip
    for each in (merge, undo, candidates):
        add_data(each)
        each.add_argument("--json", action="store_true", help="print JSON")


def run(hub: Hub, args: argparse.Namespace) -> int:
    """Do what was asked. Raises `RuleError` for customers who cannot be merged or parted."""
    by = f"console:{getpass.getuser()}"[:60]
    if args.act == "merge-candidates":
        return _candidates(hub, args)
    if args.act == "merge":
        hub.merges.merge(args.customer, args.into, by, args.why)
    else:
        hub.merges.undo(args.customer, by)
    log = hub.merges.log(args.customer)
    if args.json:
        print(json.dumps({"merges": log}, ensure_ascii=False))
        return 0
    for row in log:
        undone = "  undone" if row["undone_at"] is not None else ""
        print(f"{row['from_id']} is {row['to_id']}  by {row['made_by']}{undone}")
    return 0


def _candidates(hub: Hub, args: argparse.Namespace) -> int:
    if args.by_itself is not None:
        hub.merges.set_by_itself(args.by_itself == "on")
    found = hub.merges.candidates()
    if args.json:
        rows = [msgspec.to_builtins(one) | {"certain": one.certain} for one in found]
        print(json.dumps({"candidates": rows, "by_itself": hub.merges.by_itself}, ensure_ascii=False))
        return 0
    for one in found:
        print(f"{one.customer_ids[0]}  {one.customer_ids[1]}  same {', '.join(one.same)}")
    if not found:
        print("Nobody shares a phone, an e-mail or a card.")
    return 0
