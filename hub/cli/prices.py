"""`tillbridge hub prices` and `tillbridge hub promotions`: what prices are to come, and what is on offer."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from hub.services.promotions import read_file, remove_promotion, rules_of, write_promotions
from hub.store import catalogue, price_changes, promotions
from retail.money import amount_text

if TYPE_CHECKING:
    from hub.bootstrap import Hub

SHOWN = 1000


def upcoming(hub: Hub, price_list: str, *, as_json: bool) -> int:
    """Print the prices that are still to come, the next one first."""
    with hub.database.read() as connection:
        rules = rules_of(connection, price_list)
        found = price_changes.upcoming(connection, price_list, hub.clock.now(), SHOWN)
        items = catalogue.items(connection, {one.sku for one in found})
    if as_json:
        rows: list[Any] = [msgspec.to_builtins(one) for one in found]
        print(json.dumps({"price_changes": rows}, ensure_ascii=False))
        return 0
    for one in found:
        at = datetime.fromtimestamp(one.effective_from / 1000, ZoneInfo(rules.time_zone or "UTC"))
        price = amount_text(one.amount, rules.currency)
        print(f"{at:%Y-%m-%d %H:%M%z}  {price:>10} {rules.currency}  {one.sku}  {items[one.sku].name}")
    if not found:
        print(f"No price of list {price_list} is to change.")
    return 0


def on_offer(hub: Hub, price_list: str, file: Path | None, remove: str, *, as_json: bool) -> int:
    """Take promotions in from a file, or one away; then print those of the list."""
    at = hub.clock.now()
    if file is not None:
        write_promotions(hub.database, price_list, read_file(file), at)
    if remove:
        remove_promotion(hub.database, price_list, remove, at)
    with hub.database.read() as connection:
        found = promotions.every(connection, price_list)
    if as_json:
        rows: list[Any] = [msgspec.to_builtins(one) for one in found]
        print(json.dumps({"promotions": rows}, ensure_ascii=False))
        return 0
    for one in found:
        print(f"{one.promotion_id}  {one.name}  ({one.level}, {one.action.__struct_config__.tag})")
    if not found:
        print(f"Price list {price_list} has no promotions.")
    return 0
