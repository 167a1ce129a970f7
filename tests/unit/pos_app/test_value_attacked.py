"""What clever hands try at the till with points, gift cards and credit; and answers that got lost."""

from __future__ import annotations

import pytest

from pos_app.commands import Scan, TenderCash, VoidLine
from pos_app.commands.hub_desk import TendRights
from pos_app.commands.loyalty import AskGiftCard, SellGiftCard, TenderGiftCard, TenderPoints
from tests.fakes.counter import Counter
from tests.fakes.loyal import CODE, body, loyal, milk, sound, yes
from tests.fakes.stocked import OWN, tell


@pytest.fixture
def till(counter: Counter) -> Counter:
    """A till whose store gives points, and that knows Anna."""
    return loyal(counter)


@pytest.mark.parametrize("way", ["points", "card"])
def test_a_gift_card_put_on_the_sale_while_the_hub_is_asked_is_not_paid_by_an_account(
    till: Counter, way: str
) -> None:
    txn_id = milk(till, customer=True)
    till.ok(
        TenderPoints(txn_id=txn_id, points=300)
        if way == "points"
        else TenderGiftCard(txn_id=txn_id, code=CODE)
    )
    line = till.ok(Scan(raw="4006381333931")).line_id
    till.ok(VoidLine(line_id=line))
    till.ok(SellGiftCard(code=CODE, amount=2500))
    outcome = till.answer(yes(till))
    assert outcome.notice is not None
    assert outcome.notice.code == "gift_card_for_money"
    assert outcome.sale is not None
    assert outcome.sale.tenders == ()
    assert till.journal()[-1] == "right.settled"
    sound(till)


def test_a_right_whose_answer_was_lost_is_given_back_when_the_feed_brings_it(till: Counter) -> None:
    txn_id = milk(till)
    till.ok(TenderGiftCard(txn_id=txn_id, code=CODE))
    right = yes(till).answers[0].right
    assert right is not None
    till.answer()  # no hub
    tell(till, OWN, "right", right.grant_id, right)
    till.ok(TendRights())
    assert till.journal()[-1] == "right.settled"
    till.ok(TenderCash(txn_id=txn_id, amount=595))
    assert body(till, txn_id).rights == ()
    sound(till)


def test_questions_about_balances_leave_nothing_behind(till: Counter) -> None:
    for _ in range(3):
        till.ok(AskGiftCard(code=CODE))
        till.answer()
    with till.local.pos.read():
        count = till.local.pos.driver.execute("SELECT count(*) FROM right_request").fetchone()
    assert count[0] <= 1
