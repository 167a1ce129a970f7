"""Over the real wire: who is no terminal gets nothing, and one store's terminal nothing of another store."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.api.authentication import Authenticator
from hub.api.sync_routes import SyncRoutes
from hub.bootstrap import Hub, build_hub
from hub.services.stock_desk import StockDesk
from hub.store import carts, catalogue, customers, feeds, parked, rights, tasks, terminals
from retail.cart import CartReply, CartRequest
from retail.events import RightSettled, SaleParked
from retail.granting import Grant
from retail.rights import RightAsk, RightSpent, RightsReply, RightsRequest
from retail.transaction import Transaction
from sync import messages as m
from sync import signing
from sync.client import HttpHub
from sync.enrolment import EnrolmentCode, enrol
from sync.protocol import RecoveryRefused
from tests.fakes.customer_ops import saved
from tests.integration.hub.conftest import (
    DEMO,
    PATIENT,
    WAIT_S,
    HubProcess,
    MachineClock,
    NewHub,
    password_file,
    tillbridge,
)
from tests.unit.hub.terminal_journal import AT, Journal, new_id

PROGRAM = "tillbridge test"
TERMINAL = "\n[[terminals]]\nnumber = 1\n"


class Caller:
    """A terminal that signs by hand, with its own key or another."""

    def __init__(self, process: HubProcess, number: int, store: int) -> None:
        text = tillbridge(
            "hub",
            "enrol-code",
            "--data",
            str(process.data_dir),
            "--terminal",
            str(number),
            "--store",
            str(store),
        )
        code = EnrolmentCode.parse(text)
        self.key = Ed25519PrivateKey.generate()
        self.http = httpx.Client(base_url=code.url, timeout=WAIT_S)
        self.reply = enrol(self, code, key=self.key, epoch=new_id(), program=PROGRAM).reply
        self.journal = Journal(self.reply.terminal_id, self.reply.store_id, number, epoch=new_id())

    def enrol(self, request: m.EnrolRequest) -> m.EnrolReply:
        answer = self.http.post("/sync/v1/enrol", content=msgspec.json.encode(request))
        return msgspec.json.decode(answer.content, type=m.EnrolReply)

    def send(
        self, method: str, target: str, message: object = None, key: Ed25519PrivateKey | None = None
    ) -> httpx.Response:
        body = b"" if message is None else msgspec.json.encode(message)
        at, nonce = MachineClock().now(), secrets.token_hex(16)
        headers = {
            signing.TERMINAL_HEADER: self.reply.terminal_id,
            signing.TIME_HEADER: str(at),
            signing.NONCE_HEADER: nonce,
            signing.SIGNATURE_HEADER: signing.sign(key or self.key, method, target, body, at, nonce),
        }
        return self.http.request(method, target, content=body, headers=headers)

    def push(self, *ops: m.WireOp) -> list[tuple[str, str | None]]:
        answer = self.send("POST", "/sync/v1/push", self.journal.push(self.reply.hub_gen, *ops))
        assert answer.status_code == 200, answer.text
        results = msgspec.json.decode(answer.content, type=m.PushReply).results
        return [(one.status, one.code) for one in results]

    def pull(self, scope: str) -> int:
        return self.send("GET", f"/sync/v1/pull?scope={scope}&epoch=&after=0").status_code


class Chain:
    """A hub with two stores and a terminal in each, in a process of its own."""

    def __init__(self, folder: Path, new_hub: NewHub) -> None:
        data = folder / "hub"
        new_hub(data)
        branch = folder / "branch.toml"
        branch.write_text((DEMO / "branch.toml").read_text("utf-8") + TERMINAL, "utf-8")
        words = ("--config", str(branch), "--admin-password-file", str(password_file(folder)))
        tillbridge("hub", "setup", "--data", str(data), *words)
        goods = folder / "goods.csv"
        goods.write_text("sku,name,price,tax_class\nmilk,Milk,1.19,reduced\n")
        tillbridge("import", str(goods), "--data", str(data))
        self.process = HubProcess(data, "--port", "0", "--loopback-http")
        self.process.start()
        self.one, self.two = Caller(self.process, 1, 1), Caller(self.process, 1, 2)
        assert self.one.reply.store_id != self.two.reply.store_id
        self.hub = build_hub(data)

    def close(self) -> None:
        self.hub.close()
        self.one.http.close()
        self.two.http.close()
        self.process.stop()

    def kinds(self) -> list[str]:
        with self.hub.database.read() as connection:
            return sorted(row.kind for row in tasks.open_tasks(connection, 100))

    def resolve(self) -> None:
        with self.hub.database.write() as connection:
            for row in tasks.open_tasks(connection, 100):
                tasks.close_task(connection, row.task_id, 0, "test", "")


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, new_hub: NewHub) -> Iterator[Chain]:
    made = Chain(tmp_path_factory.mktemp("chain"), new_hub)
    yield made
    made.close()


def every_route(hub: Hub) -> list[tuple[str, str]]:
    """(method, path) of all routes under `/sync/v1` but the one by which a terminal joins."""
    authenticator = Authenticator(hub.database, hub.nonces, hub.clock)
    routes = SyncRoutes(hub.service_of, hub.news, authenticator, hub.enrolment, hub.recovery).routes()
    parts = {"digest": "0" * 64, "scope": "catalogue", "epoch": "e", "seq": "1"}
    return [
        (method, "/sync/v1" + each.path.replace(":path", "").format(**parts))
        for each in routes
        for method in sorted((each.methods or set()) - {"HEAD"})
        if each.path != "/enrol"
    ]


def test_who_is_no_terminal_gets_nothing_on_any_route(chain: Chain) -> None:
    routes = every_route(chain.hub)
    assert {"/sync/v1/push", "/sync/v1/recover/key", "/sync/v1/image/" + "0" * 64} <= {at for _, at in routes}
    forged = Ed25519PrivateKey.generate()
    refused: set[str] = set()
    for method, target in routes:
        answer = chain.one.send(method, target, {}, key=forged)
        bare = chain.one.http.request(method, target)
        assert (answer.status_code, bare.status_code) == (401, 401), target
        refused |= {answer.text, bare.text}
    assert [json.loads(text)["error"] for text in refused] == ["unauthorised"]


def test_a_revoked_terminal_gets_nothing_on_any_route(chain: Chain) -> None:
    with chain.hub.database.write() as connection:
        found = terminals.by_id(connection, chain.two.reply.terminal_id)
        assert found is not None and found.public_key is not None
        terminals.revoke(connection, found.terminal_id, 1)
    for method, target in every_route(chain.hub):
        assert chain.two.send(method, target, {}).status_code == 401, target
    with chain.hub.database.write() as connection:
        terminals.enrolled(connection, found.terminal_id, found.public_key, "e", PROGRAM, 2)
    assert chain.two.pull("catalogue") == 200


def test_no_scope_of_another_store_is_read_poked_or_had_as_a_file(chain: Chain) -> None:
    one, two = chain.one, chain.two
    with chain.hub.database.read() as connection:
        every = {head.scope for head in feeds.heads(connection)}
    hello = one.send("POST", "/sync/v1/hello", one.journal.hello(one.reply.hub_gen))
    own = {head["scope"] for head in hello.json()["scopes"]}
    foreign = {scope for scope in every if two.reply.store_id in scope or two.reply.terminal_id in scope}
    assert {scope.partition(":")[0] for scope in foreign} >= {"config", "terminal"}
    assert not own & foreign
    for scope in sorted(foreign | {f"{kind}:{two.reply.store_id}" for kind in KINDS} | {"price:secret", ""}):
        assert one.pull(scope) == 403, scope
        for target in (f"/snapshot?scope={scope}", f"/snapshot/{scope or 'x'}/e/1", f"/poke?seen={scope}:0"):
            assert one.send("GET", f"/sync/v1{target}").status_code == 403, target
    for scope in sorted(own):
        assert one.pull(scope) == 200, scope


KINDS = ("config", "customers", "receipts", "stock", "cart")


def test_another_stores_stock_points_and_rights_are_neither_had_nor_spent(chain: Chain) -> None:
    one, two = chain.one, chain.two
    customer_id = new_id()
    StockDesk(chain.hub.database, chain.hub.clock).post_count(two.reply.store_id, {"milk": 5_000}, "test")
    wanted = RightAsk(kind="stock", subject="milk", quantity=1_000)
    granted = two.send("POST", "/sync/v1/rights", RightsRequest(request_id=new_id(), asks=(wanted,)))
    (theirs,) = msgspec.json.decode(granted.content, type=RightsReply).answers
    assert theirs.right is not None
    grant_id = theirs.right.grant_id
    asks = (
        RightAsk(kind="stock", subject="milk", quantity=1_000),
        RightAsk(kind="points", subject=customer_id, quantity=1),
    )
    answer = one.send("POST", "/sync/v1/rights", RightsRequest(request_id=new_id(), asks=asks))
    reply = msgspec.json.decode(answer.content, type=RightsReply)
    assert [(each.right, each.available) for each in reply.answers] == [(None, 0), (None, 0)]

    part = RightSpent(grant_id=grant_id, kind="stock", subject="milk", quantity=1_000)
    sale = msgspec.structs.replace(one.journal.sale_body("milk"), rights=(part,))
    settled = RightSettled(
        origin=one.journal.origin(), grant_id=grant_id, kind="stock", subject="milk", unspent=1_000
    )
    said = one.push(one.journal.add("sale.completed", sale, v=3), one.journal.add("right.settled", settled))
    assert [status for status, _ in said] == ["applied", "applied"]
    assert "right_overspent" in chain.kinds()
    with chain.hub.database.read() as connection:
        assert rights.find(connection, [grant_id])[grant_id].grant == Grant(quantity=1_000)
    chain.resolve()


def test_a_request_of_another_terminal_is_not_answered_again(chain: Chain) -> None:
    request = RightsRequest(request_id=new_id(), asks=(RightAsk(kind="stock", subject="milk", quantity=0),))
    assert chain.two.send("POST", "/sync/v1/rights", request).status_code == 200
    assert chain.one.send("POST", "/sync/v1/rights", request).status_code == 400


def test_ops_that_name_another_store_are_put_aside(chain: Chain) -> None:
    one, two = chain.one, chain.two
    for origin in (two.journal.origin(), one.journal.origin(store_id=two.reply.store_id)):
        body = msgspec.structs.replace(one.journal.sale_body("milk"), origin=origin)
        assert one.push(one.journal.add("sale.completed", body, v=3)) == [("quarantined", "foreign_origin")]


def test_the_parked_sales_of_another_store_are_neither_taken_nor_replaced(chain: Chain) -> None:
    one, two = chain.one, chain.two
    body = parking(two)
    assert two.push(two.journal.add("sale.suspended", body, v=2)) == [("applied", None)]
    asked = CartRequest(request_id=new_id(), act="claim", txn_id=body.txn_id)
    answer = one.send("POST", "/sync/v1/carts", asked)
    reply = msgspec.json.decode(answer.content, type=CartReply)
    assert (reply.code, reply.transaction) == ("cart_of_other_store", None)

    said = one.push(one.journal.add("sale.suspended", parking(one, body.txn_id), v=2))
    assert said == [("applied", None)]
    assert chain.kinds() == ["parked_sale_differs"]
    with chain.hub.database.write() as connection:
        record = parked.find(connection, body.txn_id)
    assert record is not None and record.store_id == two.reply.store_id
    chain.resolve()


def parking(caller: Caller, txn_id: str = "") -> SaleParked:
    """A till parks a sale, perhaps under an id that is another's."""
    sale = caller.journal.sale_body("milk")
    wanted = txn_id or sale.txn_id
    txn = Transaction(
        txn_id=wanted, state="suspended", store_id=caller.reply.store_id,
        terminal_id=caller.reply.terminal_id, session_id="s1", operator_id="o1", business_date="2026-05-28",
        currency="EUR", started_at=1, cart_id="c1", lines=sale.lines,
    )  # fmt: skip
    return SaleParked(
        origin=caller.journal.origin(),
        txn_id=wanted,
        currency="EUR",
        total=119,
        line_count=1,
        transaction=txn,
    )


def test_a_cart_of_another_store_is_neither_adopted_nor_shared_into(chain: Chain) -> None:
    one, two = chain.one, chain.two
    cart_id = new_id()
    made = two.send("POST", "/sync/v1/carts", share(cart_id))
    assert msgspec.json.decode(made.content, type=CartReply).code == ""
    again = one.send("POST", "/sync/v1/carts", share(cart_id))
    reply = msgspec.json.decode(again.content, type=CartReply)
    assert (reply.code, reply.cart, reply.link) == ("cart_of_other_store", None, "")
    with chain.hub.database.read() as connection:
        record = carts.find(connection, cart_id)
    assert record is not None and record.cart.store_id == two.reply.store_id


def share(cart_id: str) -> CartRequest:
    return CartRequest(request_id=new_id(), act="share", cart_id=cart_id)


def test_the_customers_of_another_store_are_not_written(chain: Chain) -> None:
    one, two = chain.one, chain.two
    customer_id = new_id()
    assert two.push(saved(two.journal, customer_id, name="Ada")) == [("applied", None)]
    said = one.push(saved(one.journal, customer_id, at=AT + 1, name="Eve"))
    assert said == [("quarantined", "foreign_customer")]
    with chain.hub.database.read() as connection:
        record = customers.get(connection, customer_id)
    assert record is not None and record.profile.fields["name"].value == "Ada"


def test_pictures_are_for_every_terminal(chain: Chain) -> None:
    with chain.hub.database.write() as connection:
        catalogue.put_image(connection, "a" * 64, "image/png", b"picture")
    for caller in (chain.one, chain.two):
        answer = caller.send("GET", f"/sync/v1/image/{'a' * 64}")
        assert (answer.status_code, answer.content) == (200, b"picture")


def test_nobody_recovers_a_terminal_that_they_do_not_replace(chain: Chain) -> None:
    one, two = chain.one, chain.two
    line = HttpHub(
        chain.process.url,
        "",
        one.reply.terminal_id,
        one.key,
        MachineClock(),
        program=PROGRAM,
        timeouts=PATIENT,
    )
    theirs = two.reply.terminal_id
    push = m.PushRequest(hub_gen=one.reply.hub_gen, epoch="e", ops=())
    acts: list[Callable[[], object]] = [
        lambda: line.recover_key(m.RecoverKeyRequest(code="GUESSED", public_key=one.reply.recovery_key)),
        lambda: line.recover_head(m.RecoverAt(terminal_id=theirs, epoch="e")),
        lambda: line.recover_push(m.RecoverPush(terminal_id=theirs, push=push)),
        lambda: line.recover_done(m.RecoverDone(terminal_id=theirs, entries=0)),
    ]
    for act in acts:
        with pytest.raises(RecoveryRefused):
            act()
    line.close()
