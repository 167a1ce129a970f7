"""Counts that people at the hub post: whole or not at all, as differences, from files read strictly."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from hub.bootstrap import Hub
from hub.cli import stock as cli
from hub.services.invariants import check
from hub.services.stock_desk import StockDesk, read_counts
from hub.services.terminal_service import TerminalService
from hub.store import tasks
from hub.store.tables import item
from retail.errors import RuleError
from retail.rights import RightAsk, RightsRequest
from tests.unit.hub.terminal_journal import Journal

BOTH_ENGINES = True


@pytest.fixture
def skus(hub: Hub) -> tuple[str, str]:
    with hub.database.write() as connection:
        for sku in ("milk", "tea"):
            row: dict[str, Any] = {
                "sku": sku,
                "name": sku,
                "category": "",
                "tax_class": "reduced",
                "unit": "piece",
            }
            row |= {"age_limit": 0, "deposit": 0, "image": "", "active": 1}
            connection.execute(item.insert().values(row))
    return "milk", "tea"


def command(hub: Hub, *words: str) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser, lambda _each: None)
    return cli.run(hub, parser.parse_args(list(words)))


def ask(service: TerminalService, quantity: int, request_id: str = "r") -> str:
    asks = (RightAsk(kind="stock", subject="milk", quantity=quantity),)
    right = service.rights(RightsRequest(request_id=request_id, asks=asks)).answers[0].right
    assert right is not None
    return right.grant_id


def test_a_count_is_posted_as_differences_and_keeps_the_stock(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, skus: tuple[str, str]
) -> None:
    sale = journal.sale("milk")
    service.push(journal.push(hub_gen))
    desk = StockDesk(hub.database, hub.clock)
    posted = desk.post_count(journal.store_id, {"milk": 5000, "tea": 0}, "ada", "first count")
    assert (posted.counted, posted.moved) == (2, 1)
    milk, tea = desk.list_stock(journal.store_id)
    assert (milk.on_hand, milk.pool.web_pool, tea.on_hand) == (5000, 5000, 0)
    assert milk.seen == {journal.terminal_id: sale.hlc}
    assert milk.tracked and tea.tracked
    assert check(hub.engine) == []


def test_a_count_below_what_is_promised_is_told(
    hub: Hub, service: TerminalService, journal: Journal, skus: tuple[str, str]
) -> None:
    desk = StockDesk(hub.database, hub.clock)
    desk.post_count(journal.store_id, {"milk": 5000}, "ada")
    ask(service, 3000)
    desk.post_count(journal.store_id, {"milk": 1000}, "ada")
    with hub.database.read() as connection:
        assert [row.kind for row in tasks.open_tasks(connection, 10)] == ["oversold"]
    assert check(hub.engine) == []


def test_a_count_that_is_not_whole_posts_nothing(hub: Hub, journal: Journal, skus: tuple[str, str]) -> None:
    desk = StockDesk(hub.database, hub.clock)
    for store_id, counts in (
        ("nowhere", {"milk": 1}),
        (journal.store_id, {"milk": 1, "unknown": 1}),
        (journal.store_id, {"milk": -1}),
    ):
        with pytest.raises(RuleError):
            desk.post_count(store_id, counts, "ada")
    assert desk.list_stock(journal.store_id) == []


def test_a_file_of_counts_is_read_with_its_decimals() -> None:
    assert read_counts("\ufeffSKU, quantity\nmilk,12\n\ntea, 1.250\n") == {"milk": 12000, "tea": 1250}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "first line"),
        ("sku;quantity\n", "first line"),
        ("sku,quantity\nmilk\n", "Line 2"),
        ("sku,quantity\nmilk,1\nmilk,2\n", "twice"),
        ("sku,quantity\nmilk,many\n", "Line 2"),
        ("sku,quantity\nmilk,NaN\n", "Line 2"),
        ("sku,quantity\nmilk,0.0001\n", "Line 2"),
        ("sku,quantity\n,1\n", "Line 2"),
        ("sku,quantity\nmilk,1e999999\n", "Line 2"),
    ],
)
def test_a_file_that_is_wrong_says_where(text: str, words: str) -> None:
    with pytest.raises(RuleError, match=words):
        read_counts(text)


def test_a_file_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.services.stock_desk.MOST_ROWS", 1)
    with pytest.raises(RuleError, match="at most"):
        read_counts("sku,quantity\nmilk,1\ntea,1\n")


def test_the_commands_list_import_write_off_and_thaw(
    hub: Hub,
    service: TerminalService,
    skus: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "counts.csv"
    file.write_text("sku,quantity\nmilk,3\n")
    assert command(hub, "import", str(file)) == 0
    assert "1 items counted, 1 of them" in capsys.readouterr().out
    grant_id = ask(service, 2000)
    command(hub, "list", "--kept")
    assert capsys.readouterr().out == "milk  3 on hand, 1 to promise\n"
    command(hub, "list", "--json")
    assert json.loads(capsys.readouterr().out)["stock"][0]["available"] == 1000
    command(hub, "rights")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{grant_id}  till 1 ")
    assert second == "  stock milk: 2 held, open"
    command(hub, "write-off", grant_id, "--why", "stolen")
    assert capsys.readouterr().out == "2 of milk came back.\n"
    command(hub, "rights", "--all", "--json")
    (one,) = json.loads(capsys.readouterr().out)["rights"]
    assert (one["grant"]["state"], one["why"], one["closed_by"]) == ("written_off", "stolen", "console")
    command(hub, "thaw", "--json")
    assert json.loads(capsys.readouterr().out) == {"not_awaited": []}


def test_the_commands_name_what_cannot_be(
    hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        command(hub, "import", str(tmp_path / "missing.csv"))
    with pytest.raises(RuleError, match="which store"):
        command(hub, "list", "--store", "77")
    with hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE terminal SET public_key = 'k'")
    from hub.services.restoring import begin_generation

    begin_generation(hub.database, hub.clock)
    command(hub, "rights")
    assert "Nothing is promised until these" in capsys.readouterr().out
