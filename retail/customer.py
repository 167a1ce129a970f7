"""A customer as the till knows her: five fields, how each is written, and what she is found by.

Worked tables are in docs/algorithms/customers.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from retail.consent import Consent
from retail.errors import RuleError
from retail.phone import international, tail_digits
from retail.tender import holds_card_number, refuse_card_digits

FIELDS: Final = ("name", "phone", "email", "card_code", "language")
"""Names of the fields, in the order in which they are asked."""
REACH: Final = ("name", "phone", "email", "card_code")
"""At least one of these is given: a customer who cannot be found again is none."""
MAX_NAME: Final = 120
MAX_EMAIL: Final = 254
MAX_CARD_CODE: Final = 40
SHOP_CARD_DIGITS: Final = 13
"""Digits of an EAN-13: shop cards have no more, payment cards no fewer than this today."""

KeyKind = Literal["name", "phone", "email", "card"]

_EMAIL: Final = re.compile(r"[^@\s<>()\[\],;:\\\"]{1,64}@[^@\s<>()\[\],;:\\\"]+\.[^@\s<>()\[\],;:\\\".]{2,}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CARD: Final = re.compile(r"[!-~]+( [!-~]+)*")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "\u0131": "i"}
)
_VOWELS: Final = re.compile(r"(?<=[aou])e")
_GAP: Final = re.compile(r"[\W_]+")


class Customer(msgspec.Struct, frozen=True, kw_only=True):
    """A customer; an empty text is a field that was not given.

    - `phone`: E.164 with `+` where the country is known; `card_code`: the code on the shop's own card.
    - `consents`: her newest answer to each purpose that she was asked.
    """

    customer_id: str
    name: str = ""
    phone: str = ""
    email: str = ""
    card_code: str = ""
    language: str = ""
    consents: tuple[Consent, ...] = ()

    @property
    def called(self) -> str:
        """What she is called on a screen: by her name, else by whatever of hers is known."""
        return self.name or self.card_code or self.email or self.phone

    def values(self) -> dict[str, str]:
        """The five fields by name."""
        return {name: getattr(self, name) for name in FIELDS}


def tidy(values: Mapping[str, str], country: str) -> dict[str, str]:
    """The fields given, each in its one form; tidying what is tidy changes nothing.

    Raises `RuleError`: `customer_field_unknown`, `customer_name_invalid`, `phone_invalid`, `email_invalid`,
    `customer_card_invalid`, `customer_language_invalid`, `card_number_refused`.
    """
    unknown = sorted(set(values) - set(FIELDS))
    if unknown:
        raise RuleError("customer_field_unknown", "A customer has no such field.", field=unknown[0][:40])
    return {name: _tidy_one(name, values[name], country) for name in FIELDS if name in values}


def check_reach(values: Mapping[str, str]) -> None:
    """Raise `RuleError("customer_empty")` where nothing is left to find the customer by."""
    if not any(values.get(name) for name in REACH):
        raise RuleError("customer_empty", "Key a name, a phone number, an e-mail or a card first.")


def search_keys(values: Mapping[str, str]) -> tuple[tuple[KeyKind, str], ...]:
    """What a customer with these fields is found by, as (kind, key).

    A name gives a key a word; a phone its digits backwards, so that its end is a beginning.
    """
    keys: list[tuple[KeyKind, str]] = [("name", word) for word in name_words(values.get("name", ""))]
    if values.get("phone"):
        keys.append(("phone", tail_digits(values["phone"])[::-1]))
    if values.get("email"):
        keys.append(("email", values["email"].casefold()))
    if values.get("card_code"):
        keys.append(("card", card_key(values["card_code"])))
    return tuple(dict.fromkeys(keys))


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name without case and accents; `Müller`, `Mueller` and `MULLER` are one word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char)).translate(_LETTERS)
    return tuple(dict.fromkeys(_VOWELS.sub("", word) for word in _GAP.split(bare) if word))


def card_key(code: str) -> str:
    """A card code as it is compared: without blanks at its ends, letters without case."""
    return code.strip().casefold()


def query_keys(text: str) -> tuple[tuple[KeyKind, str], ...]:
    """What was typed as beginnings of keys, any kind of which may match; empty where nothing was typed.

    With an `@` it is an e-mail; digits are the end of a phone or a card; all else is a name, of which every
    word must match, or a card where it has a digit.
    """
    shown = text.strip()
    if "@" in shown:
        return (("email", shown.casefold()),)
    if not any(char.isdigit() for char in shown):
        return tuple(("name", word) for word in name_words(shown))
    if any(char.isalpha() for char in shown):
        return (*(("name", word) for word in name_words(shown)), ("card", card_key(shown)))
    tail = tail_digits(shown)[::-1]
    return (("phone", tail), ("card", card_key(shown))) if tail else (("card", card_key(shown)),)


def _tidy_one(name: str, value: str, country: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", value).split())
    if not text:
        return ""
    if name == "name":
        return _name(text)
    if name == "phone":
        return _phone(text, country)
    if name == "email":
        return _email(text)
    if name == "card_code":
        return _card_code(text)
    if _LANGUAGE.fullmatch(text) is None or len(text) > MAX_CARD_CODE:
        raise RuleError("customer_language_invalid", "This is no language tag, such as de or en-GB.")
    return text


def _name(text: str) -> str:
    if len(text) > MAX_NAME or not text.isprintable():
        raise RuleError(
            "customer_name_invalid", f"A name has at most {MAX_NAME} readable characters.", most=MAX_NAME
        )
    refuse_card_digits(text)
    return text


def _phone(text: str, country: str) -> str:
    # No payment card begins with 0, and nobody writes a + before one; a phone of 13 digits may look like one.
    if not text.startswith(("+", "0")):
        refuse_card_digits(text)
    return international(text, country)


def _email(text: str) -> str:
    local, _, domain = text.rpartition("@")
    text = f"{local}@{domain.casefold()}"
    # `=?` begins what mail programs unfold into any text at all (RFC 2047), header lines among it.
    odd = not text.isprintable() or ".." in text or "=?" in text
    if odd or len(text) > MAX_EMAIL or _EMAIL.fullmatch(text) is None:
        raise RuleError("email_invalid", "This is no e-mail address. Key it again.")
    refuse_card_digits(local)
    return text


def _card_code(text: str) -> str:
    if len(text) > MAX_CARD_CODE or _CARD.fullmatch(text) is None:
        raise RuleError(
            "customer_card_invalid",
            "This is no code of a shop card. Scan the card again.",
            most=MAX_CARD_CODE,
        )
    # One in ten shop cards passes the check of payment cards by chance; none of those is an EAN-13.
    if sum(char.isdigit() for char in text) > SHOP_CARD_DIGITS and holds_card_number(text):
        refuse_card_digits(text)
    return text
