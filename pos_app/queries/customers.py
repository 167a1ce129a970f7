"""What a screen can look up about customers; answered from this terminal, online or not."""

from __future__ import annotations

from pos_app.queries import Query
from pos_app.views.customers import ConsentTextView, CustomerHit, CustomerView


class FindCustomers(Query[tuple[CustomerHit, ...]], frozen=True, kw_only=True):
    """By beginnings of the words of a name, the end of a phone, the beginning of an e-mail, or a card code.

    An empty text finds nobody.
    """

    text: str
    limit: int = 20


class ShowCustomer(Query[CustomerView], frozen=True, kw_only=True):
    """One customer whole. Has no answer where she is not known here, or was erased."""

    customer_id: str


class ListConsentTexts(Query[tuple[ConsentTextView, ...]], frozen=True, kw_only=True):
    """What to ask a new customer, in the order in which it is asked; empty where the store asks nothing."""

    language: str = ""
    """The language she reads; empty: the store's first."""
