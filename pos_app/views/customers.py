"""Read models of customers: a hit of a search, one customer whole, and the consent texts to ask."""

from __future__ import annotations

from pos_app.views import View
from pos_app.views.loyalty import BalanceView
from retail.consent import Purpose


class CustomerHit(View, frozen=True, kw_only=True):
    """A row of a search; empty texts where a field was not given."""

    customer_id: str
    name: str
    phone: str
    email: str
    card_code: str
    language: str = ""


class ConsentView(View, frozen=True, kw_only=True):
    """One switch of a customer, with the wording that is asked today."""

    purpose: Purpose
    asked: bool
    """Whether she ever answered; else `given` is False."""
    given: bool
    text_version: str = ""
    """The wording that she answered to."""
    at: int = 0
    """UTC milliseconds of the answer."""
    outdated: bool = False
    """The store has another wording since: ask again."""


class CustomerView(View, frozen=True, kw_only=True):
    """A customer whole."""

    customer_id: str
    name: str
    phone: str
    email: str
    card_code: str
    language: str
    consents: tuple[ConsentView, ...] = ()
    """One for each purpose that the store asks for or that she answered."""
    attached: bool = False
    """She is on the open sale."""
    balance: BalanceView | None = None
    """None where the store has no loyalty program and she has no credit."""
    at_hub: bool = True
    """False while something about her waits to be sent."""


class ConsentTextView(View, frozen=True, kw_only=True):
    """One consent text to be shown beside its switch; send `text_version` and `language` back as answered."""

    purpose: Purpose
    text_version: str
    language: str
    text: str
