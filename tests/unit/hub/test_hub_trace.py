"""The trace of an error of the hub's own holds no row: PostgreSQL names the one that it speaks of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request

from hub.api.errors import on_bug
from hub.store.database import Database, open_postgres
from tests.fakes.postgres import Databases

SECRET = "Wunderlich"


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    made = Database(open_postgres(databases.for_a_hub()))
    yield made
    made.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO hub_meta VALUES ('Wunderlich', NULL)",
        "INSERT INTO hub_meta VALUES ('Wunderlich', 'a'), ('Wunderlich', 'b')",
        "INSERT INTO department VALUES ('Wunderlich', 'd', '')",
        "SELECT CAST(value AS bigint) FROM (VALUES ('Wunderlich')) AS given (value)",
        """SELECT CAST(value AS json) FROM (VALUES ('{"name": Wunderlich')) AS given (value)""",
        "DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = 'Wunderlich'; END $$",
    ],
)
def test_the_trace_names_the_error_and_nobody(
    database: Database, statement: str, caplog: pytest.LogCaptureFixture
) -> None:
    # As a parameter, so that the statement itself does not say it.
    put_away = text("SELECT set_config('its.statement', :said, false)")
    run_it = text("DO $$ BEGIN EXECUTE current_setting('its.statement'); END $$")
    with pytest.raises(DBAPIError) as failed, database.engine.connect() as connection:
        connection.execute(put_away, {"said": statement})
        connection.execute(run_it)
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": []})
    with caplog.at_level(logging.ERROR):
        asyncio.run(on_bug(request, failed.value))
    trace = logging.Formatter().format(caplog.records[-1])
    assert "Traceback" in trace and "psycopg.errors." in trace
    assert SECRET not in trace


def test_what_is_said_of_an_error_in_a_line_names_nobody_either(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed, database.engine.connect() as connection:
        connection.execute(text("INSERT INTO hub_meta VALUES (:name, NULL)"), {"name": SECRET})
    assert SECRET not in str(failed.value) + repr(failed.value) + str(failed.value.orig)
    assert "null value in column" in str(failed.value)
