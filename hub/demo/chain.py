"""Makes the demo shop one of two: a second store, stock, goods under way, points, customers, gift cards."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hub.bootstrap import Hub, build_hub
from hub.demo.shop import FOLDER, STORE
from hub.services import customer_writing, stock_ops
from hub.services.customer_ops import CustomerWork
from hub.services.elsewhere import publish_elsewhere
from hub.services.loyalty_accounts import read_program
from hub.services.rights import show_stock
from hub.services.setup import read_plan, set_up
from hub.services.stock_desk import StockDesk, read_counts
from hub.services.transfers import show
from hub.store import customers, documents, pool, stores, transfers
from hub.store.feeds import Outgoing, publish_each
from hub.store.identity import new_id
from hub.store.transfers import TransferLine
from retail import hybrid_clock
from retail.customer import card_key, tidy
from retail.customer_merge import Profile, Written
from retail.gift_card import shown
from retail.stock import SENT

BRANCH = FOLDER / "branch.toml"
PROGRAM = FOLDER / "loyalty.toml"
STOCK = (FOLDER / "stock-1.csv", FOLDER / "stock-2.csv")
"""By number of the store: few of many items, so that the rest of the shop sells as ever."""
ON_ITS_WAY = {"1041": 2_000, "1066": 4_000}
"""What the branch has sent to the shop, thousandths by SKU: wine, of which the shop has none, and lamps."""
REFERENCE = "Umlagerung 7"
CUSTOMERS = (
    ({"name": "Greta Sommer", "phone": "030 5550142", "card_code": "2900000000018"}, 420),
    ({"name": "Karim Aydin", "email": "karim@example.org", "card_code": "2900000000025"}, 60),
)
"""Two customers with shop cards, and the points that each begins with."""
GIFT_CARDS = (2500, 1000)
"""What is on each, minor units."""
BY = "demo"


class DemoChain(msgspec.Struct, frozen=True, kw_only=True):
    """What a person needs to try it."""

    cards: tuple[str, ...]
    """Codes of the shop cards, to be scanned."""
    gift_cards: tuple[str, ...]
    """Codes, as they are printed on the cards."""


def open_chain(data_dir: Path) -> DemoChain:
    """Add all this to a demo shop that is set up; call it once, before a till is enrolled.

    Raises `RuleError` where a file of the demo does not hold what it must.
    """
    hub = build_hub(data_dir)
    try:
        number = read_plan(STORE).store.number
        with hub.database.read() as connection:
            (shop,) = [one for one in stores.every(connection) if one.profile.store_no == number]
        home = shop.profile.store_id
        branch = set_up(hub.database, read_plan(BRANCH), None, hub.clock.now())
        desk = StockDesk(hub.database, hub.clock)
        for store_id, path in zip((home, branch), STOCK, strict=True):
            desk.post_count(store_id, read_counts(path.read_text("utf-8")), BY, "Demo")
        _send(hub, branch, home)
        publish_elsewhere(hub.database, hub.clock.now())
        program = read_program(PROGRAM)
        for store_id in (home, branch):
            hub.loyalty.set_program(store_id, program)
        codes = hub.gift_cards.make(len(GIFT_CARDS), shop.profile.currency, BY)
        for code, amount in zip(codes, GIFT_CARDS, strict=True):
            hub.gift_cards.adjust(code, amount, BY, "Demo")
        for fields, points in CUSTOMERS:
            customer_id = _welcome(hub, home, tidy(fields, shop.profile.country))
            hub.loyalty.adjust_points(customer_id, points, BY, "Demo")
    finally:
        hub.close()
    cards = tuple(fields["card_code"] for fields, _ in CUSTOMERS)
    return DemoChain(cards=cards, gift_cards=tuple(map(shown, codes)))


def _send(hub: Hub, branch: str, home: str) -> None:
    """Goods that left the branch and wait to be booked in, as if a till of the branch had sent them."""
    now = hub.clock.now()
    transfer_id = new_id(now)
    left = [
        {
            "document_id": transfer_id,
            "line_id": sku,
            "store_id": branch,
            "sku": sku,
            "delta": -quantity,
            "reason": SENT,
            "at": now,
        }
        for sku, quantity in ON_ITS_WAY.items()
    ]
    lines = [
        TransferLine(
            transfer_id=transfer_id,
            sku=sku,
            from_store=branch,
            to_store=home,
            reference=REFERENCE,
            sent=quantity,
            arrived=0,
            sent_at=now,
            arrived_at=None,
        )
        for sku, quantity in ON_ITS_WAY.items()
    ]
    wanted: Outgoing = {}
    with hub.database.write() as connection:
        documents.add(connection, transfer_id, stock_ops.SENT, branch, BY, REFERENCE, now)
        documents.post(connection, left)
        for row in pool.locked(connection, branch, ON_ITS_WAY).values():
            show_stock(wanted, row)
        transfers.add(connection, lines)
        show(wanted, lines)
        publish_each(connection, wanted, now)


def _welcome(hub: Hub, store_id: str, fields: dict[str, str]) -> str:
    """The customer with this card, as a till would have written her; her id."""
    now = hub.clock.now()
    with hub.database.write() as connection:
        known = customers.holders(connection, card_key(fields["card_code"]))
        customer_id = known[0] if known else new_id(now)
        stamp = hybrid_clock.tick(None, now, BY)
        written = {name: Written(value=value, stamp=stamp) for name, value in fields.items() if value}
        profile = Profile(customer_id=customer_id, fields=written)
        work = CustomerWork(op_id="", customer_id=customer_id, at=now, profile=profile)
        customer_writing.write(connection, store_id, [work])
        customer_writing.publish(connection, [customer_id], now)
    return customer_id
