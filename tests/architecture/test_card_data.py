"""Card data never enters the program (M4.1): no field, argument, key or column can hold it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("retail", "pos_app", "local_db", "sync", "devices", "ui", "hub", "proof")

# Word parts that name a card number, its security code, magnetic stripe or PIN block. A brand and the last
# four digits are allowed; an operator's own PIN is not card data.
FORBIDDEN = re.compile(
    r"(^|_)(pan|primary_account_number|card_?number|card_?no|cvv2?|cvc2?|cav2|cid_code|csc|security_code"
    r"|track_?[123]|track_?data|magstripe|pin_?block|card_?pin|expiry_?(month|year)|card_?expiry)(_|$)"
)

# The guard that refuses a card number typed into a free text has to name what it refuses; it keeps none.
GUARD = {"_CARD_NUMBER", "holds_card_number", "card_number_refused"}


def snake(name: str) -> str:
    """`cardNumber` and `card-number` as `card_number`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def names_in(source: str) -> set[str]:
    """Every name a value could be kept under: variables, fields, arguments, attributes, text keys."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case (
                ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name))
            ):
                found.add(name)
            case ast.Constant(value=str(text)) if re.fullmatch(r"[A-Za-z][\w-]{0,40}", text):
                found.add(text)
            case _:
                pass
    return found


def card_names(source: str) -> list[str]:
    """The names in a Python source that would hold card data."""
    return sorted(name for name in names_in(source) - GUARD if FORBIDDEN.search(snake(name)))


@pytest.mark.parametrize("package", CODE)
def test_no_code_can_hold_card_data(package: str) -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in sorted((ROOT / package).rglob("*.py"))
        if (names := card_names(path.read_text("utf-8")))
    }
    assert found == {}


def test_no_screen_asks_for_card_data() -> None:
    asked = re.compile(r"\b(pan|cvv2?|cvc2?|cardNumber|card_number|track[12]|pinBlock|cardExpiry)\b")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "ui").rglob("*.qml")
        if asked.search(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "class Card:\n    cvv: str",
        "def pay(cardNumber): ...",
        "row = {'pan': value}",
        "save(track_2=data)",
        "tender.pin_block = 1",
        "Column('card-number', Text)",
    ],
)
def test_the_scanner_finds_card_data(source: str) -> None:
    assert card_names(source)


@pytest.mark.parametrize(
    "source",
    [
        "pin_hash = ''",
        "last_four = '4242'",
        "def track(order): ...",
        "expand = japan = company = 1",
        "class Panel: ...",
    ],
)
def test_the_scanner_leaves_other_words_alone(source: str) -> None:
    assert card_names(source) == []
