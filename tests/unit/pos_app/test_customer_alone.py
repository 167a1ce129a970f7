"""A sale with a customer and nothing else holds nobody up: it is let go without a word."""

from __future__ import annotations

import pytest

from pos_app.commands import (
    Command,
    DeclareCount,
    PostVoid,
    Scan,
    SetTraining,
    SignIn,
    SignOut,
    TenderCash,
    VoidLine,
)
from pos_app.commands.customers import CreateCustomer
from pos_app.queries import ShowTill
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import PINS

MILK = "4006381333931"
CARD = "2900000000018"


def made(counter: Counter) -> None:
    """Somebody with a shop card, on no sale yet."""
    counter.ok(CreateCustomer(name="Anna Müller", card_code=CARD, attach=False))


@pytest.mark.parametrize(
    "command",
    [
        SignOut(),
        SetTraining(on=True, approval=supervisor()),
        DeclareCount(counted=10_000),
    ],
)
def test_a_customer_alone_is_no_sale_and_holds_nothing_up(counter: Counter, command: Command) -> None:
    made(counter)
    assert counter.sale(Scan(raw=CARD)).begun is False
    before = counter.journal()
    counter.ok(command)
    assert counter.ask(ShowTill()).sale is None
    assert "sale.voided" not in counter.journal()[len(before) :]


def test_a_customer_alone_gives_way_to_a_cancellation(counter: Counter) -> None:
    made(counter)
    sold = counter.sale(Scan(raw=MILK)).txn_id
    counter.change(TenderCash(txn_id=sold, amount=119))
    counter.ok(Scan(raw=CARD))
    counter.ok(PostVoid(txn_id=sold, approval=supervisor("mistake")))
    assert counter.ask(ShowTill()).sale is None


def test_goods_that_were_voided_still_go_on_record_before_anybody_leaves(counter: Counter) -> None:
    made(counter)
    line_id = counter.sale(Scan(raw=MILK)).lines[0].line_id
    counter.ok(VoidLine(line_id=line_id))
    assert counter.refused(SignOut()) == "sale_open"


def test_a_customer_alone_is_not_told_as_a_sale_that_is_back(counter: Counter) -> None:
    made(counter)
    txn_id = counter.sale(Scan(raw=MILK)).txn_id
    counter.change(TenderCash(txn_id=txn_id, amount=119))
    counter.ok(Scan(raw=CARD))
    counter.restart()
    notice = counter.ok(SignIn(operator_id="ada", pin=PINS["ada"])).notice
    assert notice is not None and notice.code != "sale_is_back"
