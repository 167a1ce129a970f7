"""What can be asked of the till about customers: create, change, consent, attach, e-mail a receipt."""

from __future__ import annotations

import msgspec

from pos_app.commands import Command
from retail.consent import Purpose


class ConsentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A customer's answer to one consent text as it was shown."""

    purpose: Purpose
    given: bool
    text_version: str
    language: str


class CreateCustomer(Command, frozen=True, kw_only=True):
    """A new customer; at least one of name, phone, e-mail and card. Works offline.

    Without an answer a purpose counts as not given. The notice's `customer_id` names her; with `attach` she
    is put on the open sale, or on a new one.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    card_code: str = ""
    language: str = ""
    answers: tuple[ConsentAnswer, ...] = ()
    attach: bool = True


class EditCustomer(Command, frozen=True, kw_only=True):
    """Change fields of a customer; None leaves one as it is, an empty text takes it away."""

    customer_id: str
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    card_code: str | None = None
    language: str | None = None


class AnswerConsents(Command, frozen=True, kw_only=True):
    """Record what a known customer gives or withdraws."""

    customer_id: str
    answers: tuple[ConsentAnswer, ...]


class AttachCustomer(Command, frozen=True, kw_only=True):
    """Put a customer on the open sale, in place of another; starts a sale where none is open."""

    customer_id: str


class DetachCustomer(Command, frozen=True, kw_only=True):
    """Take the customer off the open sale."""


class EmailReceipt(Command, frozen=True, kw_only=True):
    """Send the receipt of a completed sale by e-mail through the hub; None: to its customer's address."""

    txn_id: str
    address: str | None = None
