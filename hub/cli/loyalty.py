"""`tillbridge hub loyalty` and `tillbridge hub gift-cards`: programs, accounts, codes, adjustments."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from hub.cli.who import customer_named
from retail.errors import RuleError
from retail.money import amount_text, parse_amount

if TYPE_CHECKING:
    from hub.bootstrap import Hub

LISTED = 5_000
"""Cards listed at once."""
AddData = Callable[[argparse.ArgumentParser], None]


def add_loyalty(parser: argparse.ArgumentParser, add_data: AddData) -> None:
    """Declare what can be done with programs and accounts."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    program = acts.add_parser(
        "program",
        help="show, set or end a store's program",
        description="Show the program of a store, after setting it from a TOML or JSON file, or ending it.",
    )
    program.add_argument("--store", type=int, metavar="N", help="the store's number, where there are several")
    program.add_argument(
        "--file", type=Path, metavar="FILE", help="the program, see docs/algorithms/loyalty.md"
    )
    program.add_argument("--end", action="store_true", help="give no more points; those that there are stay")
    account = acts.add_parser(
        "account",
        help="points and store credit of a customer, with all entries",
        description="Show the points and the store credit of a customer, and everything entered on them.",
    )
    adjust = acts.add_parser(
        "adjust",
        help="give or take points, or store credit, with a reason",
        description="Give points (or with a number below zero take them), or with --credit store credit.",
    )
    account.add_argument("customer", metavar="WHO", help="card, end of the phone, e-mail, name or id")
    adjust.add_argument("customer", metavar="WHO", help="card, e-mail, phone or id, in full")
    adjust.add_argument("amount", metavar="AMOUNT", help="points, or with --credit an amount such as 12.50")
    adjust.add_argument("--credit", action="store_true", help="store credit in place of points")
    adjust.add_argument("--why", required=True, metavar="TEXT", help="the reason, which stays on record")
    for each in (program, account, adjust):
        add_data(each)
        each.add_argument("--json", action="store_true", help="print JSON")


def add_gift_cards(parser: argparse.ArgumentParser, add_data: AddData) -> None:
    """Declare what can be done with gift cards."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    make = acts.add_parser(
        "make",
        help="make codes, as CSV for the printer of the cards",
        description="Make codes and print them as CSV, once: the hub keeps hashes only. A card is worth "
        "nothing until a till loads it.",
    )
    make.add_argument("count", type=int, metavar="N", help="how many")
    make.add_argument("--currency", required=True, metavar="CODE", help="such as EUR")
    make.add_argument(
        "--out", type=Path, metavar="FILE", help="write them into a file that only you can read"
    )
    every = acts.add_parser("list", help="cards and what is on them", description="List gift cards.")
    every.add_argument("--all", action="store_true", help="also those that were never loaded")
    show = acts.add_parser("show", help="a card with all entries", description="Show a gift card.")
    block = acts.add_parser(
        "block", help="a card was lost or stolen", description="Let nothing be spent of a card any more."
    )
    unblock = acts.add_parser("unblock", help="a card was found", description="Let a card be used again.")
    adjust = acts.add_parser(
        "adjust", help="put an amount on a card, with a reason", description="Put an amount on a card."
    )
    for each in (show, block, unblock, adjust):
        each.add_argument("card", metavar="ACCOUNT", help="as `list` prints it; - asks for the card's code")
    adjust.add_argument("amount", metavar="AMOUNT", help="such as 12.50; below zero, after `--`: taken off")
    for each in (block, adjust):
        each.add_argument("--why", required=True, metavar="TEXT", help="the reason, which stays on record")
    for each in (make, every, show, block, unblock, adjust):
        add_data(each)
        each.add_argument("--json", action="store_true", help="print JSON")


def run_loyalty(hub: Hub, args: argparse.Namespace) -> int:
    """Do what was asked. Raises `RuleError` for what a person can mend."""
    if args.act == "program":
        return _program(hub, args)
    args.customer = customer_named(hub, args.customer, to_change=args.act == "adjust")
    if args.act == "adjust" and args.credit:
        amount = parse_amount(args.amount, hub.loyalty.currency(args.customer))
        hub.loyalty.adjust_credit(args.customer, amount, _me(), args.why)
    elif args.act == "adjust":
        hub.loyalty.adjust_points(args.customer, _points(args.amount), _me(), args.why)
    found = hub.loyalty.account(args.customer)
    if args.json:
        _print_json(found)
        return 0
    state = found["state"]
    if state is None:
        print("nothing was ever entered")
        return 0
    tier = f"  tier {state['tier_id']}" if state["tier_id"] else ""
    currency = hub.loyalty.currency(args.customer)
    credit = f"{amount_text(state['credit'], currency)} {currency} store credit"
    print(f"{state['points']} points  {state['pending']} pending  {credit}{tier}")
    for row in found["ledger"]:
        print(_entry(row, f"{row['points']:+}", row["kind"]))
    for row in found["credit_ledger"]:
        print(_entry(row, f"{_signed(row['amount'], row['currency'])} {row['currency']}", row["act"]))
    return 0


def _list(hub: Hub, args: argparse.Namespace) -> int:
    cards = hub.gift_cards.every(LISTED + 1, used_only=not args.all)
    more = len(cards) > LISTED
    cards = cards[:LISTED]
    if args.json:
        _print_json({"gift_cards": cards})
        return 0
    for card in cards:
        blocked = "  blocked" if card["blocked_at"] is not None else ""
        balance = amount_text(card["balance"], card["currency"])
        print(f"{card['account_id']}  {balance} {card['currency']}{blocked}")
    if more:
        print(f"Only the newest {LISTED} are listed.")
    if not cards:
        print("No cards." if args.all else "No card was loaded yet; --all shows those too that were not.")
    return 0


def run_gift_cards(hub: Hub, args: argparse.Namespace) -> int:
    """Do what was asked. Raises `RuleError` for what a person can mend."""
    if args.act == "make":
        return _make(hub, args)
    if args.act == "list":
        return _list(hub, args)
    which = getpass.getpass("Code of the card: ") if args.card == "-" else args.card
    if args.act == "block":
        hub.gift_cards.block(which, _me(), args.why)
    elif args.act == "unblock":
        hub.gift_cards.unblock(which, _me())
    elif args.act == "adjust":
        currency = hub.gift_cards.show(which)["currency"]
        hub.gift_cards.adjust(which, parse_amount(args.amount, currency), _me(), args.why)
    card = hub.gift_cards.show(which)
    if args.json:
        _print_json(card)
        return 0
    blocked = f"  blocked: {card['blocked_why']}" if card["blocked_at"] is not None else ""
    currency = card["currency"]
    held = f"  {amount_text(card['held'], currency)} held by tills" if card["held"] else ""
    print(f"{card['account_id']}  {amount_text(card['balance'], currency)} {currency}{held}{blocked}")
    for row in card["ledger"]:
        print(_entry(row, _signed(row["amount"], row["currency"]), row["act"]))
    return 0


def _program(hub: Hub, args: argparse.Namespace) -> int:
    from hub.services.loyalty_accounts import read_program

    store_id = _store(hub, args.store)
    if args.file is not None:
        hub.loyalty.set_program(store_id, read_program(args.file))
    elif args.end:
        hub.loyalty.set_program(store_id, None)
    program = hub.loyalty.program(store_id)
    if args.json:
        _print_json({"program": msgspec.to_builtins(program)})
    elif program is None:
        print("The store gives no points.")
    else:
        print(msgspec.json.format(msgspec.json.encode(program), indent=2).decode())
    return 0


def _make(hub: Hub, args: argparse.Namespace) -> int:
    from retail.gift_card import shown

    codes = hub.gift_cards.make(args.count, args.currency, _me())
    lines = ["code,shown,currency", *(f"{code},{shown(code)},{args.currency}" for code in codes)]
    if args.json:
        _print_json({"codes": codes, "currency": args.currency})
    elif args.out is None:
        print("\n".join(lines))
    else:
        from hub.whole_file import write_whole

        write_whole(args.out, "".join(f"{line}\n" for line in lines).encode())
        print(f"{args.out} holds {len(codes)} codes. Whoever has it has the cards.")
    return 0


def _store(hub: Hub, store_no: int | None) -> str:
    from hub.store import stores

    with hub.database.read() as connection:
        every = stores.every(connection)
    found = [one for one in every if store_no in (None, one.profile.store_no)]
    if len(found) != 1:
        numbers = ", ".join(str(one.profile.store_no) for one in every)
        raise RuleError("store_unknown", f"Say which store with --store; there are: {numbers}.")
    return found[0].profile.store_id


def _points(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise RuleError("points_invalid", f"{text[:40]!r} is no number of points.") from None


def _signed(minor: int, currency: str) -> str:
    """An amount with its sign, as entries show it."""
    return ("+" if minor >= 0 else "") + amount_text(minor, currency)


def _entry(row: Mapping[str, Any], figure: str, kind: str) -> str:
    """One entry of an account; times in UTC."""
    words = "  ".join(word for word in (row.get("made_by"), row.get("why")) if word)
    return f"{_day(row['at'])}  {figure:>10}  {kind}  {words}".rstrip()


def _me() -> str:
    """Who is at the console, for the record."""
    return f"console:{getpass.getuser()}"[:60]


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M")


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False))
