"""Codes of gift cards, the accounts they lead to, and what a sale enters for gift cards and store credit.

The code is the money: it stands on the card and nowhere else. An account id is a hash of it, which leads
nobody back to the code. Rules are in docs/algorithms/loyalty.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from retail.canonical import sha256_hex
from retail.errors import RuleError
from retail.loyalty import ValueAct, ValueEntry, ValueKind
from retail.pricing import PricedLine
from retail.tender import Tender, holds_card_number
from retail.transaction import Line

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, a prime number: the check then finds every wrong and every swapped pair of characters."""
RANDOM: Final = 16
"""Random characters of a code: 79 bits."""
_FIRST: Final = "G"
_OURS: Final = re.compile(f"{_FIRST}[0-9A-Z]{{{RANDOM + 1}}}")
_BOUGHT: Final = re.compile(r"[0-9A-Z]{16,40}")
_GAPS: Final = re.compile(r"[\s.\-]+")
_KINDS: Final[dict[str, ValueKind]] = {"gift_card": "gift_card", "store_credit": "store_credit"}


def new_code(pick: Callable[[str], str]) -> str:
    """A code: `G`, 16 characters, a check character; `pick` chooses one of a text, as `secrets.choice`."""
    body = "".join(pick(ALPHABET) for _ in range(RANDOM))
    return _FIRST + body + _check(body)


def shown(code: str) -> str:
    """A code as it is printed to be read, in groups: `GABC-DEF2-…`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def tidy_code(text: str) -> str:
    """The code as it was scanned or keyed, without gaps and in capitals.

    RuleError "gift_card_code_invalid" for what is none, or does not pass its check; "card_number_refused" for
    the number of a payment card (M4.1). Codes on bought cards have 16 to 40 letters and digits and no check.
    """
    code = _GAPS.sub("", text).upper()
    if looks_ours(code):
        body, check = code[1:-1], code[-1]
        if not set(code[1:]) <= set(ALPHABET) or _check(body) != check:
            raise _invalid()
        return code
    if _BOUGHT.fullmatch(code) is None:
        raise _invalid()
    if holds_card_number(code):
        raise RuleError("card_number_refused", "That looks like a payment card, not like a gift card.")
    return code


def looks_ours(text: str) -> bool:
    """Whether a scan has the form of a code that a hub made; it may still fail its check."""
    return _OURS.fullmatch(_GAPS.sub("", text).upper()) is not None


def account_id_of(code: str) -> str:
    """The account of a gift card. Raises as `tidy_code`."""
    return "g" + sha256_hex(f"tillbridge gift card\n{tidy_code(code)}".encode())[:32]


def value_entries(
    txn_id: str, lines: Sequence[Line], amounts: Sequence[PricedLine], tenders: Iterable[Tender]
) -> tuple[ValueEntry, ...]:
    """What a sale loads on gift cards, spends of them and of store credit, and gives back on them."""
    totals = {one.line_id: one.total for one in amounts}
    loads = tuple(
        _entry(txn_id, line.line_id, line.account_id, "gift_card", "load", totals[line.line_id])
        for line in lines
        if line.kind == "gift_card" and not line.voided and totals.get(line.line_id)
    )
    moves = tuple(
        _entry(
            txn_id,
            one.payment_id,
            one.account_id,
            _KINDS[one.kind],
            "spend" if one.amount > 0 else "refund",
            -one.amount,
        )
        for one in tenders
        if one.kind in _KINDS and one.amount
    )
    return (*loads, *moves)


def reversed_values(txn_id: str, entries: Iterable[ValueEntry]) -> tuple[ValueEntry, ...]:
    """The opposite of each entry of a sale that the post-void `txn_id` cancels."""
    return tuple(
        _entry(txn_id, one.entry_id, one.account_id, one.kind, _OPPOSITE[one.act], -one.amount)
        for one in entries
    )


_OPPOSITE: Final[dict[ValueAct, ValueAct]] = {
    "load": "adjustment",
    "spend": "refund",
    "refund": "spend",
    "adjustment": "adjustment",
}


def _entry(
    txn_id: str, part: str, account_id: str, kind: ValueKind, act: ValueAct, amount: int
) -> ValueEntry:
    name = "\n".join(("tillbridge value", txn_id, part))
    return ValueEntry(
        entry_id=sha256_hex(name.encode())[:32], account_id=account_id, kind=kind, act=act, amount=amount
    )


def _check(body: str) -> str:
    """Places times values, modulo 31."""
    values = (ALPHABET.find(char) for char in body)
    return ALPHABET[sum(place * value for place, value in enumerate(values, start=1)) % len(ALPHABET)]


def _invalid() -> RuleError:
    return RuleError("gift_card_code_invalid", "This is no code of a gift card. Scan or key it again.")
