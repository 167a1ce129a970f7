"""A database of before reservations knew their holder gets the column; one that has it keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from hub.database_choice import open_database
from hub.store.upgrade import upgrade
from tests.fakes.older_schema import made_up_to
from tests.fakes.postgres import Databases

MADE = (
    "INSERT INTO reservation (reservation_id, store_id, owner, state, expires_at, made_at) "
    "VALUES ('r', 'S1', 'cart:c', 'open', 2, 1)"
)


@pytest.mark.parametrize("had_it", [False, True])
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_database_at_0009_gets_the_holder_where_it_lacks_it(
    tmp_path: Path, request: pytest.FixtureRequest, engine: str, had_it: bool
) -> None:
    databases: Databases | None = request.getfixturevalue("databases") if engine == "postgres" else None
    database = open_database(tmp_path, databases.empty() if databases else "")
    made_up_to(database, "0009", tmp_path)
    with database.write() as connection:
        if had_it:
            connection.execute(text("ALTER TABLE reservation ADD COLUMN holder TEXT NOT NULL DEFAULT ''"))
        connection.execute(text(MADE))
        if had_it:
            connection.execute(text("UPDATE reservation SET holder = '10.0.0.1'"))
    assert upgrade(database, tmp_path / "backups") == "0009"
    with database.read() as connection:
        held = connection.execute(text("SELECT holder FROM reservation")).scalar_one()
    assert held == ("10.0.0.1" if had_it else "")
    database.close()
