"""A database of before reservations knew their holder gets the column; one that has it keeps it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from hub.bootstrap import Hub
from hub.store import reservations
from hub.store.reservations import Reservation
from hub.store.upgrade import upgrade

BOTH_ENGINES = True


@pytest.mark.parametrize("had_it", [False, True])
def test_a_database_at_0009_gets_the_holder_where_it_lacks_it(hub: Hub, had_it: bool) -> None:
    made = Reservation(
        reservation_id="r", store_id="S1", owner="cart:c", holder="10.0.0.1", expires_at=2, made_at=1
    )
    with hub.database.write() as connection:
        reservations.add(connection, made)
        if not had_it:
            connection.execute(text("ALTER TABLE reservation DROP COLUMN holder"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0009'"))
    assert upgrade(hub.database, hub.data_dir / "backups") == "0009"
    with hub.database.read() as connection:
        held = connection.execute(text("SELECT holder FROM reservation")).scalar_one()
    assert held == ("10.0.0.1" if had_it else "")
