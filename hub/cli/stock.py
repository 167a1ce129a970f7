"""`tillbridge hub stock`: list stock, post a count from a file, look after the rights that terminals hold."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hub.cli.options import CONSOLE
from retail.errors import RuleError

if TYPE_CHECKING:
    from hub.bootstrap import Hub
    from hub.store.database import Connection

A_PAGE = 1000


def add_arguments(
    parser: argparse.ArgumentParser, add_data: Callable[[argparse.ArgumentParser], None]
) -> None:
    """Declare what can be done with stock; `add_data` declares `--data`."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    show = acts.add_parser(
        "list",
        help="what a store has",
        description="List a store's stock: on hand, damaged, still to be promised, oversold.",
    )
    show.add_argument("--kept", action="store_true", help="only items whose stock is kept")
    take = acts.add_parser(
        "import",
        help="post a count from a CSV file",
        description="Say how many there are now, from a CSV file with the header sku,quantity. It is posted "
        "as the differences; stock is kept of these items from then on.",
    )
    take.add_argument("file", type=Path, metavar="FILE", help="CSV: sku,quantity such as 12 or 1.250")
    for each in (show, take):
        each.add_argument(
            "--store", type=int, metavar="N", help="the store's number, where there are several"
        )
    held = acts.add_parser(
        "rights",
        help="what terminals hold and have not spent",
        description="List the rights that terminals hold, and who is waited for after a restore.",
    )
    held.add_argument("--all", action="store_true", help="also those used up, given back or written off")
    off = acts.add_parser(
        "write-off",
        help="take back what is left of a right whose holder is lost",
        description="Take back what is left of a right whose holder is lost or will never settle. A sale "
        "that spends it all the same becomes an exception task.",
    )
    off.add_argument("right", metavar="ID", help="as `rights` prints it")
    off.add_argument("--why", required=True, metavar="TEXT", help="the reason; it stays on record")
    thaw = acts.add_parser(
        "thaw",
        help="promise again though not all terminals have replayed after a restore",
        description="Promise stock and points again though not all terminals have sent what the restored hub "
        "lacks. What those terminals hold may then be promised twice.",
    )
    for each in (show, take, held, off, thaw):
        add_data(each)
        each.add_argument("--json", action="store_true", help="print JSON")


def run(hub: Hub, args: argparse.Namespace) -> int:
    """Do what was asked. Raises `RuleError` for what cannot be."""
    if args.act == "list":
        return _list(hub, _store(hub, args.store), kept=args.kept, as_json=args.json)
    if args.act == "import":
        return _import(hub, _store(hub, args.store), args.file, as_json=args.json)
    if args.act == "rights":
        return _rights(hub, closed=args.all, as_json=args.json)
    if args.act == "write-off":
        record = hub.rights.write_off(args.right, CONSOLE, args.why)
        back = record.grant.returned
        words = f"{_quantity(back)} of {record.subject} came back."
        return _say({"grant_id": record.grant_id, "returned": back}, words, as_json=args.json)
    waited = hub.rights.thaw(CONSOLE)
    words = f"Nobody is waited for any more; {len(waited)} terminals had not replayed."
    return _say({"not_awaited": waited}, words, as_json=args.json)


def _store(hub: Hub, number: int | None) -> str:
    from hub.store import stores

    with hub.database.read() as connection:
        found = [
            one.profile.store_id for one in stores.every(connection) if number in (None, one.profile.store_no)
        ]
    if len(found) != 1:
        raise RuleError("store_ambiguous", "Say which store by its number: --store N.")
    return found[0]


def _list(hub: Hub, store_id: str, *, kept: bool, as_json: bool) -> int:
    from hub.api.admin_stock import stock_view
    from hub.services.stock_desk import StockDesk

    desk = StockDesk(hub.database, hub.clock)
    rows = []
    after = ""
    while page := desk.list_stock(store_id, after, A_PAGE):
        rows += [row for row in page if row.tracked or not kept]
        after = page[-1].sku
    if as_json:
        print(json.dumps({"stock": [stock_view(row) for row in rows]}, ensure_ascii=False))
        return 0
    for row in rows:
        words = [f"{_quantity(row.on_hand)} on hand"]
        words += [f"{_quantity(row.unavailable)} damaged"] if row.unavailable else []
        words += [f"{_quantity(row.pool.web_pool)} to promise"] if row.tracked else ["not kept"]
        words += [f"{_quantity(row.pool.oversold)} oversold"] if row.tracked and row.pool.oversold else []
        print(f"{row.sku}  {', '.join(words)}")
    if not rows:
        print("No stock of anything yet: tillbridge hub stock import, or a count at a till.")
    return 0


def _import(hub: Hub, store_id: str, file: Path, *, as_json: bool) -> int:
    from hub.services.stock_desk import StockDesk, read_counts

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("file_unreadable", f"{file} cannot be read as UTF-8 text: {error}") from error
    posted = StockDesk(hub.database, hub.clock).post_count(store_id, read_counts(text), CONSOLE, file.name)
    words = f"{posted.counted} items counted, {posted.moved} of them were another number before."
    return _say(msgspec.to_builtins(posted), words, as_json=as_json)


def _rights(hub: Hub, *, closed: bool, as_json: bool) -> int:
    from hub.api.admin_stock import right_view
    from hub.store import rights

    with hub.database.read() as connection:
        found = rights.every(connection, closed=closed, limit=100_000)
        awaited = rights.awaited(connection)
        where = _terminals(connection)
    if as_json:
        document = {"rights": [right_view(one) for one in found], "awaited": awaited}
        print(json.dumps(document, ensure_ascii=False))
        return 0
    for one in found:
        state = one.grant.state.replace("_", " ")
        left = _quantity(one.grant.held) if one.kind == "stock" else str(one.grant.held)
        print(f"{one.grant_id}  {where[one.terminal_id]}")
        print(f"  {one.kind.replace('_', ' ')} {one.subject}: {left} held, {state}")
    if not found:
        print("No rights." if closed else "No rights are held.")
    if awaited:
        print("Nothing is promised until these have replayed, or `tillbridge hub stock thaw`:")
        print("\n".join(f"  {where[one]}" for one in awaited))
    return 0


def _terminals(connection: Connection) -> dict[str, str]:
    """Terminal → its number, its name and its store, as people call it."""
    from hub.store import stores, terminals

    shops = {one.profile.store_id: one.profile for one in stores.every(connection)}
    return {
        one.terminal_id: f"till {one.terminal_no} {one.name}, store {shops[one.store_id].store_no} "
        f"{shops[one.store_id].name}"
        for one in terminals.every(connection)
    }


def _say(document: object, words: str, *, as_json: bool) -> int:
    print(json.dumps(document, ensure_ascii=False) if as_json else words)
    return 0


def _quantity(thousandths: int) -> str:
    return f"{thousandths / 1000:g}"
