"""A customer who is alone on a sale when a parked one opens: she comes onto it, and no answer is lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_app.commands import ConfirmAge, ResumeSale, Scan, SuspendSale, TenderCash
from pos_app.commands.customers import AnswerConsents, ConsentAnswer, CreateCustomer
from pos_app.queries import ListSuspended, ShowTill
from pos_app.views import SaleView
from retail.cart import CartReply, CartRequest
from retail.consent import ConsentText
from retail.transaction import Transaction
from tests.fakes.counter import Counter
from tests.fakes.store import page

MILK, BEER = "4006381333931", "012345678905"
CARD, OTHER_CARD = "2900000000018", "2900000000025"
UNKNOWN = CartReply(code="parked_unknown", message="The hub holds no such sale.", at=0)
GRANTED = CartReply(at=0)


def made(counter: Counter) -> None:
    """Somebody with a shop card, on no sale yet."""
    counter.ok(CreateCustomer(name="Anna Müller", card_code=CARD, attach=False))


def asks_service(counter: Counter) -> None:
    """The store asks one consent from now on."""
    with counter.local.store.read() as uow:
        config = uow.store_config()
    assert config is not None
    text = ConsentText(purpose="service", version="1", texts={"de": "Dürfen wir?"})
    scope = f"config:{config.profile.store_id}"
    first = counter.local.replica.cursor(scope).seq + 1
    counter.local.replica.apply(scope, page(scope, [("consent_text", "service", text)], first=first))


def parked_milk(counter: Counter) -> str:
    """A parked sale of nobody's."""
    txn_id = counter.sale(Scan(raw=MILK)).txn_id
    counter.ok(SuspendSale())
    return txn_id


def resumed(counter: Counter, txn_id: str) -> SaleView:
    """Taken back, as the hub lets it."""
    counter.ok(ResumeSale(txn_id=txn_id))
    sale = counter.answer(UNKNOWN).sale
    assert sale is not None and sale.txn_id == txn_id
    return sale


def suspended(counter: Counter, txn_id: str) -> Transaction:
    """It as it is kept."""
    with counter.local.store.read() as uow:
        found = uow.drafts.get(txn_id)
    assert found is not None
    return found


def customer_of(sale: SaleView) -> str:
    """Who is on it."""
    assert sale.customer is not None
    return sale.customer.customer_id


def asked_by(counter: Counter) -> CartRequest:
    """The claim that the till put to the hub last."""
    return [one for one in counter.nudges.questions if isinstance(one, CartRequest)][-1]


def test_a_customer_alone_comes_onto_the_parked_sale_that_is_opened(counter: Counter) -> None:
    made(counter)
    parked = parked_milk(counter)
    alone = customer_of(counter.sale(Scan(raw=CARD)))
    asked = counter.ok(ResumeSale(txn_id=parked))
    assert asked.notice is not None and asked.notice.code == "parked_asking"
    assert asked.sale is not None and customer_of(asked.sale) == alone, "she stays while the hub is asked"
    sale = counter.answer(UNKNOWN).sale
    assert sale is not None and (sale.txn_id, sale.total, customer_of(sale)) == (parked, 119, alone)
    counter.change(TenderCash(txn_id=parked, amount=119))
    assert counter.record(parked).body.origin.customer_id == alone
    assert counter.ask(ShowTill()).sale is None, "nothing is left of the sale that she was alone on"


def test_a_parked_sale_keeps_the_customer_that_it_has(counter: Counter) -> None:
    made(counter)
    counter.ok(CreateCustomer(name="Bert Maier", card_code=OTHER_CARD, attach=False))
    counter.ok(Scan(raw=MILK))
    parked = counter.sale(Scan(raw=CARD))
    counter.ok(SuspendSale())
    counter.ok(Scan(raw=OTHER_CARD))
    counter.ok(ResumeSale(txn_id=parked.txn_id))
    outcome = counter.answer(UNKNOWN)
    assert outcome.sale is not None and customer_of(outcome.sale) == customer_of(parked)
    assert outcome.notice is not None and outcome.notice.code == "parked_customer"
    assert outcome.notice.params == {"name": "Anna Müller", "other": "Bert Maier"}


def test_the_same_customer_goes_on_and_nothing_is_said(counter: Counter) -> None:
    made(counter)
    counter.ok(Scan(raw=MILK))
    parked = counter.sale(Scan(raw=CARD))
    counter.ok(SuspendSale())
    counter.ok(Scan(raw=CARD))
    counter.ok(ResumeSale(txn_id=parked.txn_id))
    assert counter.answer(UNKNOWN).notice is None


def test_a_customer_who_answered_since_she_parked_goes_on_with_that(counter: Counter) -> None:
    made(counter)
    counter.ok(Scan(raw=MILK))
    parked = counter.sale(Scan(raw=CARD))
    counter.ok(SuspendSale())
    asks_service(counter)
    yes = ConsentAnswer(purpose="service", given=True, text_version="1", language="de")
    counter.ok(AnswerConsents(customer_id=customer_of(parked), answers=(yes,)))
    counter.ok(Scan(raw=CARD))
    resumed(counter, parked.txn_id)
    counter.change(TenderCash(txn_id=parked.txn_id, amount=119))
    assert counter.record(parked.txn_id).body.origin.consent_version == "service=1"


def test_a_refusal_to_open_leaves_the_customer(counter: Counter) -> None:
    made(counter)
    counter.ok(Scan(raw=CARD))
    assert counter.refused(ResumeSale(txn_id="never")) == "not_suspended"


def test_the_hub_may_be_silent_while_a_customer_is_attached(counter: Counter) -> None:
    made(counter)
    parked = parked_milk(counter)
    counter.ok(ResumeSale(txn_id=parked))
    counter.ok(Scan(raw=CARD))
    outcome = counter.answer(question=asked_by(counter))
    assert outcome.notice is not None and outcome.notice.code == "resumed_alone"
    assert outcome.sale is not None and outcome.sale.txn_id == parked and customer_of(outcome.sale)


@pytest.mark.parametrize("reply", [None, UNKNOWN, GRANTED])
def test_goods_scanned_meanwhile_keep_a_parked_sale_in_the_list_and_it_is_said(
    counter: Counter, reply: CartReply | None
) -> None:
    parked = parked_milk(counter)
    body = suspended(counter, parked)
    counter.ok(ResumeSale(txn_id=parked))
    open_id = counter.sale(Scan(raw=MILK)).txn_id
    if reply is GRANTED:
        reply = replace(GRANTED, transaction=body)
    outcome = counter.answer(reply, question=asked_by(counter))
    assert outcome.notice is not None and outcome.notice.code == "sale_open"
    assert outcome.sale is not None and outcome.sale.txn_id == open_id
    assert [(one.txn_id, one.state) for one in counter.ask(ListSuspended())] == [(parked, "here")]


def test_goods_that_wait_for_the_age_question_are_not_lost_when_a_parked_sale_opens(
    counter: Counter,
) -> None:
    made(counter)
    parked = parked_milk(counter)
    counter.ok(ResumeSale(txn_id=parked))
    counter.ok(Scan(raw=CARD))
    assert counter.refused(Scan(raw=BEER)) == "age"
    counter.answer(UNKNOWN, question=asked_by(counter))
    sale = counter.sale(ConfirmAge(confirmed=True, age_limit=16))
    assert (sale.txn_id, [line.kind for line in sale.lines]) == (parked, ["sale", "sale", "deposit"])
