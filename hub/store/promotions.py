"""Promotions by price list."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, insert, select

from hub.store.database import Connection
from hub.store.promotion_tables import promotion
from retail.promotion import Promotion


def every(connection: Connection, price_list: str) -> list[Promotion]:
    """All of a list, by id."""
    query = (
        select(promotion.c.body)
        .where(promotion.c.price_list == price_list)
        .order_by(promotion.c.promotion_id)
    )
    return [msgspec.json.decode(body, type=Promotion) for body in connection.execute(query).scalars()]


def put(connection: Connection, price_list: str, wanted: Promotion) -> None:
    """Add a promotion, or put it in the place of the one with its id."""
    remove(connection, price_list, wanted.promotion_id)
    body = msgspec.json.encode(wanted).decode()
    row = {"price_list": price_list, "promotion_id": wanted.promotion_id, "body": body}
    connection.execute(insert(promotion).values(row))


def remove(connection: Connection, price_list: str, promotion_id: str) -> bool:
    """Take a promotion away; False where there is none."""
    gone = connection.execute(
        delete(promotion).where(
            promotion.c.price_list == price_list, promotion.c.promotion_id == promotion_id
        )
    )
    return gone.rowcount > 0
