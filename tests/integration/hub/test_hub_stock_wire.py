"""Stock over the real wire: a person posts a count, a till gets a right, a manager writes it off."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from retail.rights import RightAsk, RightsRequest
from sync import messages as m
from sync.protocol import ScopeForbidden
from tests.integration.hub.conftest import PASSWORD, WAIT_S, HubProcess, NewHub, tillbridge
from tests.integration.hub.wire_terminal import Terminal

API = "/api/v1"


@pytest.fixture(scope="module")
def stock_hub(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[HubProcess]:
    data_dir = tmp_path_factory.mktemp("stock") / "data"
    new_hub(data_dir)
    process = HubProcess(data_dir, "--port", "0", "--loopback-http")
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def terminal(stock_hub: HubProcess) -> Iterator[Terminal]:
    made = Terminal(stock_hub, 1)
    yield made
    made.close()


@pytest.fixture
def web(stock_hub: HubProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stock_hub.url + API, timeout=WAIT_S) as http:
        reply = http.post("/login", json={"name": "admin", "password": PASSWORD})
        http.headers["Tillbridge-CSRF"] = reply.json()["csrf"]
        yield http


@pytest.fixture
def sku(web: httpx.Client) -> str:
    rows = "sku,name,price,tax_class\nlamp,Lamp,19.90,standard\n"
    reply = web.post("/catalogue/import", content=rows, headers={"content-type": "text/csv"})
    assert reply.status_code == 200, reply.text
    return "lamp"


def test_a_count_a_right_and_its_end(web: httpx.Client, terminal: Terminal, sku: str) -> None:
    store_id = terminal.reply.store_id
    count = {"store_id": store_id, "counts": [{"sku": sku, "quantity": 2000}]}
    assert web.post("/stock/counts", json=count).json()["moved"] == 1
    asks = (RightAsk(kind="stock", subject=sku, quantity=2000),)
    request = RightsRequest(request_id="wire-1", asks=asks)
    reply = terminal.client.rights(request)
    assert terminal.client.rights(request) == reply
    right = reply.answers[0].right
    assert right is not None
    (shown,) = web.get("/stock", params={"store_id": store_id}).json()["stock"]
    assert (shown["on_hand"], shown["available"]) == (2000, 0)
    scope = f"terminal:{terminal.reply.terminal_id}"
    page = terminal.client.pull(m.PullRequest(scope=scope, epoch="", after=0))
    assert right.grant_id in {row.key for row in page.rows if row.kind == "right"}
    assert web.post(f"/rights/{right.grant_id}/write-off", json={"why": "lost"}).status_code == 200
    (held,) = web.get("/rights", params={"closed": True}).json()["rights"]
    assert (held["grant"]["state"], held["why"], held["closed_by"]) == ("written_off", "lost", "admin")
    assert web.post("/rights/thaw").json() == {"not_awaited": []}


def test_an_item_that_stands_twice_in_a_count_is_refused(
    web: httpx.Client, terminal: Terminal, sku: str
) -> None:
    """Counted on two shelves, only one of both figures would be posted."""
    twice = [{"sku": sku, "quantity": 5000}, {"sku": sku, "quantity": 3000}]
    reply = web.post("/stock/counts", json={"store_id": terminal.reply.store_id, "counts": twice})
    assert (reply.status_code, reply.json()["error"]) == (400, "stock_count_twice")


def test_what_cannot_be_is_said(web: httpx.Client, terminal: Terminal) -> None:
    count = {"store_id": "nowhere", "counts": [{"sku": "lamp", "quantity": 1}]}
    assert web.post("/stock/counts", json=count).json()["error"] == "store_unknown"
    assert web.get("/stock", params={"store_id": "nowhere"}).json()["error"] == "store_unknown"
    assert web.post("/rights/nothing/write-off", json={"why": "lost"}).json()["error"] == "right_unknown"
    del web.headers["Tillbridge-CSRF"]
    assert web.post("/stock/counts", json=count).json()["error"] == "csrf"


def test_a_terminal_reads_its_own_stores_stock_only(terminal: Terminal) -> None:
    for scope in (f"stock:{terminal.reply.store_id}", "elsewhere"):
        terminal.client.pull(m.PullRequest(scope=scope, epoch="", after=0))
    with pytest.raises(ScopeForbidden):
        terminal.client.pull(m.PullRequest(scope="stock:far", epoch="", after=0))


def test_the_command_works_beside_a_running_hub(stock_hub: HubProcess) -> None:
    said = tillbridge("hub", "stock", "rights", "--data", str(stock_hub.data_dir))
    assert said == "No rights are held.\n"
