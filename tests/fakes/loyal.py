"""A shop with points, gift cards and credit: its program, its customers, and what the hub answers."""

from __future__ import annotations

from local_db.invariants import check
from pos_app.commands import Scan
from pos_app.commands.customers import AttachCustomer
from retail.customer_alias import CustomerAlias
from retail.customer_merge import Profile, Written
from retail.events import SaleCompleted
from retail.gift_card import account_id_of, new_code
from retail.hybrid_clock import tick
from retail.loyalty import AccountState, AccrualRule, LoyaltyProgram, Tier
from retail.rights import Right, RightAnswer, RightsReply, RightsRequest
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter
from tests.fakes.store import KEYS, page

PROGRAM = LoyaltyProgram(
    rules=(AccrualRule(rule_id="base", points=1, per=100),),
    tiers=(Tier(tier_id="gold", name="Gold", reached_at=1000, multiplier="2"),),
    point_value=1,
    offline_cap=50,
)
"""A point a euro, worth a cent."""
MILK = "4006381333931"
ANNA = "customer-anna"
CODE = new_code(lambda text: text[0])
CARD = account_id_of(CODE)


def bring_program(counter: Counter, program: LoyaltyProgram = PROGRAM) -> None:
    """The store's settings come anew, with a loyalty program."""
    scope = "config:store-1"
    with counter.local.store.read() as uow:
        config = uow.store_config()
    assert config is not None
    rows = [("store", "store-1", config.profile), ("tax", "settings", config.tax)]
    rows += [("reason", one.reason_id, one) for one in config.reasons]
    rows += [("department", one.department_id, one) for one in config.departments]
    rows += [("loyalty", "program", program)]
    counter.local.replica.reset(scope, "feed-2")
    counter.local.replica.apply(scope, page(scope, rows, "feed-2"))


def profile(customer_id: str, name: str, **more: str) -> Profile:
    """A customer as the hub sends her."""
    stamp = tick(None, NOON, "hub")
    fields = {field: Written(value=value, stamp=stamp) for field, value in ({"name": name} | more).items()}
    return Profile(customer_id=customer_id, fields=fields)


def bring_customers(
    counter: Counter, *states: AccountState, aliases: tuple[CustomerAlias, ...] = (), feed: str = "feed-1"
) -> None:
    """Anna and Anne, their accounts and whom they were merged into."""
    scope = "customers:store-1"
    rows = [
        ("customer", ANNA, profile(ANNA, "Anna Müller", card_code="2900000000018", email="anna@example.org")),
        ("customer", "customer-anne", profile("customer-anne", "Anne Mueller", card_code="2900000000025")),
        *(("account", one.account_id, one) for one in states),
        *(("alias", one.from_id, one) for one in aliases),
    ]
    counter.local.replica.reset(scope, feed)
    counter.local.replica.apply(scope, page(scope, rows, feed))


def asked(counter: Counter) -> RightsRequest:
    """What the hub was asked last."""
    question = counter.nudges.questions[-1]
    assert isinstance(question, RightsRequest)
    return question


def yes(counter: Counter, available: int = 0, grant_id: str = "grant-1", days: int = 1) -> RightsReply:
    """The hub grants what was asked last, and has so much left."""
    ask, now = asked(counter).asks[0], counter.clock.now()
    right = Right(
        grant_id=grant_id,
        kind=ask.kind,
        subject=ask.subject,
        quantity=ask.quantity,
        use_by=now + days * 86_400_000,
    )
    answer = RightAnswer(kind=ask.kind, subject=ask.subject, right=right, available=available)
    return RightsReply(answers=(answer,), at=now)


def no(counter: Counter, code: str = "not_enough", available: int = 0) -> RightsReply:
    """The hub grants nothing; of a balance an empty `code` tells it."""
    answers = tuple(
        RightAnswer(kind=ask.kind, subject=ask.subject, available=available, code=code, message=code)
        for ask in asked(counter).asks
    )
    return RightsReply(answers=answers, at=counter.clock.now())


def loyal(counter: Counter) -> Counter:
    """The store gives points, and the till knows Anna: 500 points and 20.00 credit at noon."""
    bring_program(counter)
    bring_customers(counter, AccountState(account_id=ANNA, points=500, credit=2000, tier_id="", at=NOON))
    return counter


def milk(till: Counter, pieces: int = 5, *, customer: bool = False) -> str:
    """A sale of milk at 1.19, and its id."""
    txn_id = till.sale(Scan(raw=MILK, quantity=pieces * 1000)).txn_id
    if customer:
        till.ok(AttachCustomer(customer_id=ANNA))
    return txn_id


def body(till: Counter, txn_id: str) -> SaleCompleted:
    """What the journal holds of a completed sale."""
    return till.record(txn_id).body


def sound(till: Counter) -> None:
    """Everything that must always hold in `pos.db` does."""
    assert check(till.data, KEYS) == []
