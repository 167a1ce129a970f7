"""A customer's whole life on two tills and a real hub: made offline, found, changed on both, erased."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_db import invariants
from pos_app.bootstrap.verification import check_hub, compare
from pos_app.commands import Scan, TenderCash
from pos_app.commands.customers import (
    AttachCustomer,
    ConsentAnswer,
    CreateCustomer,
    EditCustomer,
    EmailReceipt,
)
from pos_app.queries.customers import FindCustomers, ListConsentTexts, ShowCustomer
from pos_app.views.customers import CustomerView
from tests.fakes.store import KEYS
from tests.integration.hub.conftest import HubProcess, NewHub, tillbridge
from tests.integration.hub.two_tills import WireTill, two_open_tills

CARD = "2900000000018"
SECRETS = ("Anneliese", "Wunderlich", "anneliese@", "30998877", "Sommerfeld")
CATALOGUE = "sku,barcodes,name,price,tax_class\nMILK,4006381333931,Milk,1.19,reduced\n"
MILK = "4006381333931"


@pytest.fixture(scope="module")
def fresh_hub(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Path:
    """A hub's folder that is set up and has its goods; each test works on a copy."""
    folder = tmp_path_factory.mktemp("fresh")
    new_hub(folder / "hub")
    (folder / "items.csv").write_text(CATALOGUE)
    tillbridge("import", str(folder / "items.csv"), "--data", str(folder / "hub"))
    return folder / "hub"


@pytest.fixture
def hub(fresh_hub: Path, tmp_path: Path) -> Iterator[HubProcess]:
    data = tmp_path / "hub"
    shutil.copytree(fresh_hub, data)
    process = HubProcess(data, "--port", "0", "--loopback-http")
    process.start()
    yield process
    if process.running:
        process.stop()


@pytest.fixture
def tills(hub: HubProcess, tmp_path: Path) -> Iterator[tuple[WireTill, WireTill]]:
    with two_open_tills(hub, tmp_path) as made:
        yield made


def at_hub(hub: HubProcess, *args: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        tillbridge("hub", "customer", *args, "--data", str(hub.data_dir), "--json")
    )
    return found


def shown(till: WireTill, customer_id: str) -> CustomerView:
    return till.ask(ShowCustomer(customer_id=customer_id))


def names(till: WireTill, text: str) -> list[str]:
    return [hit.name for hit in till.ask(FindCustomers(text=text))]


def words_in(text: str | bytes) -> list[str]:
    """Which of the secrets stand in it."""
    content = text.encode() if isinstance(text, str) else text
    return [word for word in SECRETS if word.encode() in content]


def every_row(till: WireTill) -> str:
    """All that `pos.db` holds, as text."""
    run = till.local.pos.driver.execute
    tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return "\n".join(str(run(f"SELECT * FROM {name}").fetchall()) for name in tables)  # noqa: S608 - our own names


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_anna(till: WireTill) -> str:
    """A new customer who wants service and nothing else; she is on the sale."""
    texts = till.ask(ListConsentTexts(language="de"))
    assert [text.purpose for text in texts] == ["service", "marketing", "profiling", "personalised_offers"]
    answers = tuple(
        ConsentAnswer(
            purpose=text.purpose,
            given=text.purpose == "service",
            text_version=text.text_version,
            language=text.language,
        )
        for text in texts
    )
    notice = till.ok(
        CreateCustomer(
            name="Anneliese Wunderlich",
            phone="030 998877",
            email="anneliese@example.org",
            card_code=CARD,
            language="de",
            answers=answers,
        )
    ).notice
    assert notice is not None
    return str(notice.params["customer_id"])


def test_a_customers_life(
    hub: HubProcess, tills: tuple[WireTill, WireTill], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one, two = tills
    # Offline at the first till: made with consent, attached, sold to; the receipt goes by e-mail.
    anna = make_anna(one)
    txn_id = one.sale(Scan(raw=MILK)).txn_id
    receipt = one.change(TenderCash(txn_id=txn_id, amount=500)).receipt_no
    one.ok(EmailReceipt(txn_id=txn_id))
    assert names(two, "anneliese") == [] and not shown(one, anna).at_hub

    one.sync()
    two.sync()
    assert shown(one, anna).at_hub
    assert names(two, "wunder") == ["Anneliese Wunderlich"]
    outcome = two.ok(Scan(raw=CARD))
    assert outcome.sale is not None and outcome.sale.customer is not None
    second = two.sale(Scan(raw=MILK)).txn_id
    two.change(TenderCash(txn_id=second, amount=119))
    assert two.record(second).body.origin.consent_version == "service=1"

    # Both change her offline: different fields both stay, of the same field the later.
    one.ok(EditCustomer(customer_id=anna, name="Anneliese Winter", phone="030 998878"))
    two.ok(EditCustomer(customer_id=anna, name="Anneliese Sommerfeld", email=""))
    assert names(one, "winter") and names(two, "sommerfeld")
    for till in (two, one, two):
        till.sync()
    for till in tills:
        view = shown(till, anna)
        assert (view.name, view.phone, view.email) == ("Anneliese Sommerfeld", "+4930998878", "")
    export = at_hub(hub, "export", anna)
    assert {sale["receipt_no"] for sale in export["sales"]} == {receipt, "S1-T2-000001"}  # type: ignore[attr-defined]
    assert [mail["address"] for mail in export["mail"]] == ["anneliese@example.org"]  # type: ignore[attr-defined]
    assert "1 e-mails wait: no mail server" in tillbridge("hub", "status", "--data", str(hub.data_dir))

    # Erased at the hub while the second till writes on offline, with the sale of hers still open.
    two.ok(AttachCustomer(customer_id=anna))
    two.ok(EditCustomer(customer_id=anna, name="Anneliese Sommerfeld-Wunderlich"))
    assert len(at_hub(hub, "find", "Sommerfeld")["customers"]) == 1  # type: ignore[arg-type]
    at_hub(hub, "erase", anna)
    for till in (one, two, one):
        till.sync()
    assert at_hub(hub, "find", "Sommerfeld")["customers"] == []
    assert names(one, "anneliese") == names(two, "anneliese") == []
    assert names(two, CARD) == []
    third = two.sale(Scan(raw=MILK))
    assert third.customer is not None and third.customer.name == ""
    two.change(TenderCash(txn_id=third.txn_id, amount=119))
    two.sync()

    for till in tills:
        assert invariants.check(till.data, KEYS) == []
        counted, findings = compare(till.data, KEYS, hub.data_dir)
        assert (findings, counted.waiting) == ([], 0)
        assert words_in(every_row(till)) == []
    hub.stop()
    assert check_hub(hub.data_dir) == []
    assert [name for name, content in bytes_below(hub.data_dir).items() if words_in(content)] == []
    assert words_in(caplog.text) == []


def test_no_op_body_and_no_log_ever_holds_a_name(
    hub: HubProcess, tills: tuple[WireTill, WireTill], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one, _ = tills
    notice = one.ok(
        CreateCustomer(name="Anneliese Wunderlich", phone="030 998877", email="anneliese@example.org")
    ).notice
    assert notice is not None
    one.ok(EditCustomer(customer_id=str(notice.params["customer_id"]), name="Anneliese Sommerfeld"))
    txn_id = one.sale(Scan(raw=MILK)).txn_id
    one.change(TenderCash(txn_id=txn_id, amount=500))
    one.ok(EmailReceipt(txn_id=txn_id, address="anneliese@example.org"))
    one.refused(EmailReceipt(txn_id=txn_id, address="anneliese@@example.org"))
    one.sync()
    rows = one.local.pos.driver.execute("SELECT kind, body FROM journal").fetchall()
    rows += one.local.pos.driver.execute("SELECT 'paper', document FROM print_job").fetchall()
    from hub.store.database import Database, open_engine

    database = Database(open_engine(hub.data_dir / "hub.db"))
    with database.read() as connection:
        for table in ("op", "sale", "sale_line", "exception_task", "quarantine"):
            rows += [(table, str(row)) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # noqa: S608 - our own names
    database.close()
    assert {kind for kind, _ in rows} >= {"customer.saved", "receipt.emailed", "paper", "op", "sale"}
    assert [(kind, word) for kind, text in rows for word in SECRETS if word in str(text)] == []
    assert words_in(caplog.text) == []


def test_the_commands_of_the_console(
    hub: HubProcess, tills: tuple[WireTill, WireTill], tmp_path: Path
) -> None:
    one, _ = tills
    one.ok(CreateCustomer(name="Anneliese Wunderlich", attach=False))
    one.sync()
    data = ("--data", str(hub.data_dir))
    line = tillbridge("hub", "customer", "find", "anneliese", *data)
    anna = line.split()[0]
    assert "Anneliese Wunderlich" in line
    tillbridge("hub", "customer", "export", anna, "--out", str(tmp_path / "export.json"), *data)
    export = json.loads((tmp_path / "export.json").read_text("utf-8"))
    assert export["customer"]["name"] == "Anneliese Wunderlich"
    assert "0 customers" in tillbridge("hub", "customer", "retention", "--dry-run", *data)
    assert "is erased" in tillbridge("hub", "customer", "erase", anna, *data)
    assert "was erased" in tillbridge("hub", "customer", "erase", anna, *data, code=1)
    assert "erased" in tillbridge("hub", "customer", "find", anna, *data)
    assert "no such customer" in tillbridge("hub", "customer", "export", "nobody", *data, code=1)
    hub.stop()
    shutil.copytree(hub.data_dir, tmp_path / "copy")
    assert "send again" in tillbridge("hub", "restored", "--data", str(tmp_path / "copy"))
