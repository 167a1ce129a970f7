"""The demo's second store, stock, goods under way, points and cards are what a till finds after a sync."""

from __future__ import annotations

from pathlib import Path

from hub.bootstrap import build_hub
from hub.demo.chain import GIFT_CARDS, ON_ITS_WAY, open_chain
from hub.demo.shop import set_up_demo
from hub.services.customers import CustomerService
from hub.services.invariants import check
from hub.services.scopes import ELSEWHERE, stock_scope
from hub.store import feeds, stores


def test_the_shop_has_a_branch_stock_points_and_cards(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    shop = set_up_demo(folder, "kiezmarkt-linde")
    chain = open_chain(folder)
    hub = build_hub(folder)
    try:
        assert check(hub.engine) == []
        with hub.database.read() as connection:
            assert [one.profile.name for one in stores.every(connection)] == [
                "Kiezmarkt Linde",
                "Kiezmarkt Ahorn",
            ]
            stock = {
                row.key: row.body or {} for row in feeds.live_rows(connection, stock_scope(shop.store_id))
            }
            elsewhere = {row.key for row in feeds.live_rows(connection, ELSEWHERE)}
        (coming,) = [body for body in stock.values() if "from_store" in body]
        assert {line["sku"]: line["quantity"] for line in coming["lines"]} == ON_ITS_WAY
        assert stock["1054"]["on_hand"] == 1000 and stock["1041"]["tracked"]
        assert "1054" in elsewhere
        people = [CustomerService(hub.database, hub.clock, folder).find(card)[0] for card in chain.cards]
        points = [hub.loyalty.account(one["customer_id"])["state"]["points"] for one in people]
        assert points == [420, 60]
        assert [hub.gift_cards.show(code)["balance"] for code in chain.gift_cards] == list(GIFT_CARDS)
    finally:
        hub.close()
