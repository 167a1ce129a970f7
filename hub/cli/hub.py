"""`tillbridge hub`: run the hub, set it up, make enrolment codes, look into it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hub.cli import customers, inbox, loyalty, moving, replacing, stock
from hub.cli.options import add_data, database_of, need_hub
from retail.errors import RuleError

if TYPE_CHECKING:
    from hub.bootstrap import Hub
    from hub.settings import HubSettings

HELP = (
    "Run the hub: the retailer's central point, to which terminals send their sales and from which they read "
    "their catalogue. Without a word it serves; the first run on a console begins with the set-up."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of all sub-commands."""
    add_data(parser, default=None)
    _add_address(parser)
    commands = parser.add_subparsers(dest="what", metavar="WHAT")
    serve = commands.add_parser(
        "serve",
        help="serve terminals and people (the default)",
        description="Serve terminals and people until told to stop. Prints `listening on URL` when ready.",
    )
    add_data(serve)
    _add_address(serve, suppress=True)
    setup = commands.add_parser(
        "setup",
        help="set the shop up, asking or from a TOML file",
        description="Set the shop up, or change what is set up: without --config it asks. What is there "
        "under the same number or name is changed; sales stay as they are.",
    )
    add_data(setup)
    setup.add_argument("--config", type=Path, metavar="FILE", help="the shop as a TOML file, see docs/hub.md")
    setup.add_argument("--admin-name", default="admin", metavar="NAME", help="who may manage the hub (admin)")
    setup.add_argument(
        "--admin-password-file", type=Path, metavar="FILE", help="a file whose first line is the password"
    )
    enrol = commands.add_parser(
        "enrol-code",
        help="make a one-time code by which a terminal joins",
        description="Print the line that a person gives to `tillbridge enrol` at a new terminal. It is good "
        "for ten minutes, once.",
    )
    add_data(enrol)
    enrol.add_argument("--terminal", type=int, required=True, metavar="N", help="the terminal's number")
    enrol.add_argument("--store", type=int, metavar="N", help="the store's number, where there are several")
    enrol.add_argument(
        "--url", metavar="URL", help="how the terminal reaches the hub, if not as it was served"
    )
    enrol.add_argument("--json", action="store_true", help="print JSON")
    anew = commands.add_parser(
        "replace",
        help="put a new terminal in the place of a broken one",
        description="Refuse a terminal that broke or was stolen, and make one in its place: prints its "
        "enrolment code and the code by which the old disk is recovered (docs/algorithms/recovery.md). "
        "Said again, it prints fresh codes. Works beside a running hub.",
    )
    replacing.add_arguments(anew, add_data)
    waiting = commands.add_parser(
        "inbox",
        help="what waits for a person: see, explain, retry, resolve",
        description="Look at what the hub put aside and at what looks wrong. Works beside a running hub.",
    )
    inbox.add_arguments(waiting, add_data)
    status = commands.add_parser(
        "status",
        help="how the hub stands: terminals, mail, what waits for a person",
        description="Print how the hub stands: sales, items, terminals and when they were heard of, mail, "
        "and what waits for a person; --json says more, the feeds among it. Works beside a running hub.",
    )
    add_data(status)
    status.add_argument("--json", action="store_true", help="print JSON")
    prices = commands.add_parser(
        "prices",
        help="prices that come into force at a moment to come",
        description="List prices to come, the next one first. `tillbridge import` takes them in from rows "
        "with a price_from (docs/import.md).",
    )
    add_data(prices)
    _add_list(prices)
    promotions = commands.add_parser(
        "promotions",
        help="what is on offer; add from a file, or take away",
        description="List the promotions of a price list, after adding those of a file or ending one. Tills "
        "have them with their next sync. docs/algorithms/price-form.md names the keys of a file.",
    )
    add_data(promotions)
    _add_list(promotions)
    promotions.add_argument(
        "--file", type=Path, metavar="FILE", help="[[promotions]] to add or change, TOML or JSON"
    )
    promotions.add_argument("--remove", default="", metavar="ID", help="end the promotion with this id now")
    moving.add_arguments(
        commands.add_parser(
            "move",
            help="take the hub from its SQLite file to PostgreSQL",
            description="Copy all that the hub has into an empty PostgreSQL database and go on there: keys, "
            "terminals and their cursors stay. Stop the hub first; the old file is put aside (docs/hub.md).",
        ),
        add_data,
    )
    restored = commands.add_parser(
        "restored",
        help="say that the data folder was put back from a backup: terminals replay what is lost",
        description="Say that the data folder was put back from a backup, before the hub serves again: "
        "terminals then send again what the backup does not hold, and everybody is signed out (docs/hub.md).",
    )
    add_data(restored)
    about = commands.add_parser(
        "customer",
        help="find, merge, export or erase customers",
        description="Answer requests about personal data (docs/privacy.md). Works beside a running hub.",
    )
    customers.add_arguments(about, add_data)
    goods = commands.add_parser(
        "stock",
        help="list stock, post a count, look after rights",
        description="Look at stock and at what is promised of it (docs/algorithms/stock.md). Works beside a "
        "running hub.",
    )
    stock.add_arguments(goods, add_data)
    points = commands.add_parser(
        "loyalty",
        help="the loyalty program, and customers' points and store credit",
        description="Set the loyalty program of a store; look at accounts and adjust them.",
    )
    loyalty.add_loyalty(points, add_data)
    cards = commands.add_parser(
        "gift-cards",
        help="make codes for gift cards, look at cards, block and adjust them",
        description="Make codes for gift cards, look at cards, block and adjust them.",
    )
    loyalty.add_gift_cards(cards, add_data)
    find = commands.add_parser(
        "find",
        help="find a sale by its receipt number or transaction id",
        description="Print a sale as the hub has it. Exits with 1 where the hub has none of that number.",
    )
    add_data(find)
    find.add_argument("receipt", metavar="RECEIPT", help="such as S1-T2-000123, or a transaction id")
    find.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Do what was asked. Raises KnownError for what a person can mend."""
    from hub.bootstrap import build_hub
    from hub.cli import reports, setting_up

    settings = _settings(args)
    data_dir = args.data or default_data_dir()
    if args.what == "move":
        return moving.run(data_dir, settings.database, as_json=args.json)
    if args.what not in (None, "serve", "setup"):
        need_hub(data_dir, settings.database)
    hub = build_hub(data_dir, settings)
    try:
        if args.what == "setup":
            return setting_up.run(hub, args.config, args.admin_name, args.admin_password_file)
        if args.what == "enrol-code":
            return reports.enrol_code(hub, args.terminal, args.store, args.url, as_json=args.json)
        return _look(hub, args) if args.what not in (None, "serve") else _serve(hub)
    finally:
        hub.close()


def _look(hub: Hub, args: argparse.Namespace) -> int:
    from hub.cli import prices, reports

    if args.what == "prices":
        return prices.upcoming(hub, args.price_list, as_json=args.json)
    if args.what == "promotions":
        return prices.on_offer(hub, args.price_list, args.file, args.remove, as_json=args.json)
    if args.what == "status":
        return reports.status(hub, as_json=args.json)
    if args.what == "restored":
        return reports.restored(hub)
    if args.what in _SUBJECTS:
        return _SUBJECTS[args.what](hub, args)
    return reports.find(hub, args.receipt, as_json=args.json)


_SUBJECTS: dict[str, Callable[[Hub, argparse.Namespace], int]] = {
    "customer": customers.run,
    "replace": replacing.run,
    "inbox": inbox.run,
    "stock": stock.run,
    "loyalty": loyalty.run_loyalty,
    "gift-cards": loyalty.run_gift_cards,
}
"""Words with acts of their own below them."""


def default_data_dir() -> Path:
    """Where a hub lives unless told otherwise."""
    import platformdirs

    return platformdirs.user_data_path("tillbridge", appauthor=False) / "hub"


def _serve(hub: Hub) -> int:
    from hub.cli import setting_up
    from hub.server import serve

    if not hub.is_set_up:
        if not sys.stdin.isatty():
            raise RuleError(
                "hub_not_set_up",
                "This hub is not set up yet. Run `tillbridge hub setup` on a console, or with --config FILE.",
            )
        setting_up.run(hub, None, "admin", None)

    def ready(url: str, fingerprint: str) -> None:
        if fingerprint:
            print(f"certificate fingerprint {fingerprint}")
        print(f"listening on {url}", flush=True)

    serve(hub, ready)
    return 0


def _settings(args: argparse.Namespace) -> HubSettings:
    from hub.mail_settings import mail_settings
    from hub.settings import REPLICA_VARIABLE, HubSettings

    return HubSettings(
        host=args.host,
        port=args.port,
        loopback_http=args.loopback_http,
        public_url=args.public_url,
        database=database_of(args.database),
        replica=database_of(args.replica, REPLICA_VARIABLE),
        workers=args.workers,
        worker_socket=args.worker_socket,
        worker_ready=args.worker_ready,
        put_back=args.what == "restored",
        mail=mail_settings(os.environ),
    )


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--price-list", default="standard", metavar="NAME", help="the price list (standard)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_address(parser: argparse.ArgumentParser, *, suppress: bool = False) -> None:
    """Address options; under a sub-command they only count where given, so as not to undo those before it."""
    none = argparse.SUPPRESS
    parser.add_argument(
        "--host", default=none if suppress else "127.0.0.1", help="address to listen on (default 127.0.0.1)"
    )
    parser.add_argument(
        "--port", type=int, default=none if suppress else 8650, help="port; 0 takes a free one (default 8650)"
    )
    parser.add_argument(
        "--loopback-http",
        action="store_true",
        default=none if suppress else False,
        help="plain http, for programs on this machine alone",
    )
    parser.add_argument(
        "--public-url",
        default=none if suppress else "",
        metavar="URL",
        help="how terminals reach the hub, e.g. https://hub.example:8650",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=none if suppress else 1,
        metavar="N",
        help="processes behind the one port, on PostgreSQL only (default 1)",
    )
    parser.add_argument(
        "--replica",
        default=none if suppress else "",
        metavar="URL",
        help="a streaming copy of the database that terminals' pulls are read from",
    )
    # How the first process hands its socket to the others and hears of them; for nobody else.
    for word in ("--worker-socket", "--worker-ready"):
        parser.add_argument(word, type=int, default=none if suppress else -1, help=argparse.SUPPRESS)
