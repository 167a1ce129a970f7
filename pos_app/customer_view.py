"""Turns customers into what screens show: the tile on the sale, hits of a search, one customer whole."""

from __future__ import annotations

from pos_app.account_entries import would_earn
from pos_app.loyalty_view import balance_view
from pos_app.queries.customers import FindCustomers, ListConsentTexts, ShowCustomer
from pos_app.step import Step
from pos_app.views import CustomerTile
from pos_app.views.customers import ConsentTextView, ConsentView, CustomerHit, CustomerView
from pos_app.views.loyalty import BalanceView
from retail.consent import PURPOSES, Consent, ConsentText, Purpose
from retail.customer import query_keys
from retail.errors import RuleError
from retail.transaction import Transaction

MOST_HITS = 100


def customer_tile(step: Step, txn: Transaction) -> CustomerTile | None:
    """Who the sale is for; without texts where she was erased since."""
    if txn.customer_id is None:
        return None
    profile = step.uow.customers.get(txn.customer_id)
    if profile is None:
        return CustomerTile(customer_id=txn.customer_id, name="")
    one, stands = profile.customer(), balance_view(step, txn.customer_id)
    return CustomerTile(
        customer_id=one.customer_id,
        name=one.name,
        phone=one.phone,
        email=one.email,
        points=stands.points,
        credit=stands.credit,
        tier=stands.tier,
        as_of=stands.as_of,
        earns=would_earn(step, txn),
        loyalty=step.config().loyalty is not None,
    )


def find_customers(step: Step, query: FindCustomers) -> tuple[CustomerHit, ...]:
    """Those who match, by name. Raises `RuleError` where nobody is signed in: names are not for everyone."""
    step.operator()
    found = step.uow.customers.find(query_keys(query.text), min(query.limit, MOST_HITS))
    return tuple(
        CustomerHit(
            customer_id=one.customer_id,
            name=one.name,
            phone=one.phone,
            email=one.email,
            card_code=one.card_code,
            language=one.language,
        )
        for one in found
    )


def show_customer(step: Step, query: ShowCustomer) -> CustomerView:
    """One customer whole. Raises `RuleError` where she is not known here."""
    step.operator()
    profile = step.uow.customers.get(query.customer_id)
    if profile is None:
        raise RuleError("customer_unknown", "This customer is not known here. Search again.")
    one = profile.customer()
    txn = step.uow.drafts.current()
    texts = {text.purpose: text for text in step.config().consent_texts}
    answers = {answer.purpose: answer for answer in one.consents}
    return CustomerView(
        customer_id=one.customer_id,
        name=one.name,
        phone=one.phone,
        email=one.email,
        card_code=one.card_code,
        language=one.language,
        consents=tuple(
            _consent(purpose, answers.get(purpose), texts.get(purpose))
            for purpose in PURPOSES
            if purpose in answers or purpose in texts
        ),
        attached=txn is not None
        and txn.customer_id is not None
        and step.uow.accounts.survivor(txn.customer_id) == one.customer_id,
        balance=_balance(step, one.customer_id),
        at_hub=not step.uow.customers.waits(one.customer_id),
    )


def _balance(step: Step, customer_id: str) -> BalanceView | None:
    stands = balance_view(step, customer_id)
    return stands if step.config().loyalty is not None or stands.credit else None


def consent_texts(step: Step, query: ListConsentTexts) -> tuple[ConsentTextView, ...]:
    """What the store asks, in the order in which it is asked."""
    config = step.config()
    asked = {text.purpose: text for text in config.consent_texts}
    views = []
    for purpose in PURPOSES:
        if purpose in asked:
            text = asked[purpose]
            language, wording = text.wording(query.language or config.profile.languages[0])
            views.append(
                ConsentTextView(purpose=purpose, text_version=text.version, language=language, text=wording)
            )
    return tuple(views)


def _consent(purpose: Purpose, answer: Consent | None, text: ConsentText | None) -> ConsentView:
    if answer is None:
        return ConsentView(purpose=purpose, asked=False, given=False)
    return ConsentView(
        purpose=answer.purpose,
        asked=True,
        given=answer.given,
        text_version=answer.text_version,
        at=answer.at,
        outdated=text is not None and text.version != answer.text_version,
    )
