"""A shop grows: its hub moves from SQLite to PostgreSQL, and tills, phones and accounts go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from hub.moving import ASIDE
from pos_app.bootstrap.verification import check_hub, compare
from pos_app.commands import Scan, TenderCash
from pos_app.commands.customers import AttachCustomer, CreateCustomer
from retail.rights import RightAsk, RightsRequest
from tests.fakes.ports import lasting_port
from tests.fakes.postgres import Databases
from tests.fakes.store import KEYS
from tests.integration.hub.conftest import DEMO, WAIT_S, HubProcess, NewHub, tillbridge
from tests.integration.hub.two_tills import WireTill, two_open_tills
from tests.unit.hub.terminal_journal import new_id

CATALOGUE = "sku,barcodes,name,price,tax_class\nMILK,4006381333931,Milk,1.19,reduced\n"
STOCK = "sku,quantity\nMILK,100\n"
MILK = "4006381333931"
HEADER = "Tillbridge-Cart"


@pytest.fixture
def data(tmp_path: Path, new_hub: NewHub) -> Path:
    folder = tmp_path / "hub"
    new_hub(folder)
    (tmp_path / "items.csv").write_text(CATALOGUE)
    (tmp_path / "stock.csv").write_text(STOCK)
    tillbridge("import", str(tmp_path / "items.csv"), "--data", str(folder))
    tillbridge("hub", "stock", "import", str(tmp_path / "stock.csv"), "--data", str(folder))
    tillbridge("hub", "loyalty", "program", "--file", str(DEMO / "loyalty.toml"), "--data", str(folder))
    tillbridge("hub", "gift-cards", "make", "3", "--currency", "EUR", "--data", str(folder))
    return folder


@pytest.fixture
def first(data: Path) -> Iterator[HubProcess]:
    process = HubProcess(data, "--port", str(lasting_port()), "--loopback-http")
    process.start()
    yield process
    if process.running:
        process.stop()


@pytest.fixture
def tills(first: HubProcess, tmp_path: Path) -> Iterator[tuple[WireTill, WireTill]]:
    with two_open_tills(first, tmp_path) as made:
        yield made


def sell(till: WireTill, customer_id: str = "") -> str:
    txn_id = till.sale(Scan(raw=MILK, quantity=1000)).txn_id
    if customer_id:
        till.ok(AttachCustomer(customer_id=customer_id))
    till.ok(TenderCash(txn_id=txn_id, amount=5000))
    return txn_id


def right(till: WireTill) -> RightsRequest:
    ask = RightAsk(kind="stock", subject="MILK", quantity=1000)
    return RightsRequest(request_id=new_id(), asks=(ask,))


@pytest.mark.timeout(600)
def test_a_hub_moves_and_its_tills_notice_nothing(
    first: HubProcess, tills: tuple[WireTill, WireTill], databases: Databases, data: Path
) -> None:
    one, two = tills
    notice = one.ok(CreateCustomer(name="Anna", card_code="2900000000018")).notice
    assert notice is not None
    anna = str(notice.params["customer_id"])
    sell(one, anna)
    sell(two)
    for till in (one, two, one):
        till.sync()
    asked = right(one)
    granted = one.line.client.rights(asked).answers[0].right
    assert granted is not None
    with httpx.Client(base_url=first.url + "/api/v1", timeout=WAIT_S) as web:
        begun = web.post("/carts", json={}).json()
    # What the hub does not have yet when it moves.
    waiting = sell(two, anna)
    port = first.url.rpartition(":")[2]
    url = databases.empty()
    refused = tillbridge("hub", "move", "--data", str(data), "--database", url, code=1)
    assert "Stop it first" in refused
    assert first.stop() == 0
    told = json.loads(tillbridge("hub", "move", "--data", str(data), "--database", url, "--json"))
    assert told["rows"]["sale"] == 2 and told["aside"] == ASIDE

    second = HubProcess(data, "--port", port, "--loopback-http", "--workers", "2")
    second.start()
    try:
        # The same request is answered with the same right; below, the cart opens by its secret.
        assert one.line.client.rights(asked).answers[0].right == granted
        for till in (two, one, two):
            till.sync()
        sell(one, anna)
        for till in (one, two):
            till.sync()
        for till in (one, two):
            counted, differences = compare(till.data, KEYS, data)
            assert differences == [] and counted.waiting == 0
        assert check_hub(data) == []
        assert waiting in tillbridge("hub", "find", waiting, "--data", str(data))
        with httpx.Client(base_url=second.url + "/api/v1", timeout=WAIT_S) as web:
            there = f"/carts/{begun['cart']['cart_id']}"
            assert web.get(there, headers={HEADER: begun["secret"]}).status_code == 200
        account = json.loads(tillbridge("hub", "loyalty", "account", anna, "--json", "--data", str(data)))
        assert len(account["ledger"]) == 3
    finally:
        assert second.stop() == 0
