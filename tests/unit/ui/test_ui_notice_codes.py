"""No English on a German screen: every code of handlers, rules and printers is translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pos_app
from pos_app.handlers.welcome import PAPER
from pos_app.permissions import LEAST_ROLE
from ui.approval.sheet import PERMISSIONS
from ui.device_words import DEVICE_CODES, MIDWAY, device_words
from ui.words import NOTICES

ROOT = Path(pos_app.__file__).resolve().parents[1]
NOT_AT_THE_TILL = {
    "already_enrolled": "said by the command that enrols",
    "amount_invalid": "amounts are typed into `ui.figures`, which says so itself",
    "amount_too_large": "as above",
    "amount_too_precise": "as above",
    "quantity_too_large": "as above",
    "quantity_too_precise": "as above",
    "currency_unknown": "the hub takes no store with such a currency",
    "tax_rate_invalid": "the hub takes no such rate",
    "account_missing": "tenders of accounts are made with one",
    "points_amount": "the till works the amount out",
    "loyalty_program_invalid": "programs are made at the hub",
    "not_enough": "the till says how much of what is left",
    "form_not_json": "said by `tillbridge price`",
    "line_id_twice": "as above",
    "barcodes_unknown": "promotions are made at the hub",
    "promotion_invalid": "as above",
    "number_invalid": "as above",
    "moment_invalid": "times are keyed at the hub",
    "time_zone_unknown": "as above",
    "customer_field_unknown": "no screen has another field",
    "cart_full": "the hub says it of a cart",
    "cart_line_invalid": "as above",
    "cart_quantity": "as above",
    "quantity_invalid": "rights are worked out at the hub",
    "pin_length": "PINs are chosen at the hub",
    "pin_not_digits": "as above",
    "pin_too_simple": "as above",
}
COMMANDS = ("pos_app/cli", "pos_app/bootstrap")
"""What is told on the console, in plain English."""
MADE_OF_PARTS = {
    *(code for code, _ in PAPER.values()),
    *(f"moved_{kind}" for kind in ("float_entry", "cash_pickup", "paid_in", "paid_out")),
    *(
        f"code_{kind}"
        for kind in (
            "bad_check_digit",
            "bad_inner_check_digit",
            "control_characters",
            "empty",
            "wrong_length",
            "gs1",
            "no_item",
            "other_currency",
            "link",
        )
    ),
}


def calls(place: str) -> Iterator[ast.Call]:
    path = ROOT / place
    for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def codes(place: str, *names: str) -> set[str]:
    """The literal codes given to calls of these names."""
    found = set()
    for call in calls(place):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in names:
            given = [word.value for word in call.keywords if word.arg == "code"] or call.args[:1]
            texts = (one.value for one in given if isinstance(one, ast.Constant))
            found |= {text for text in texts if isinstance(text, str)}
    return found


def test_every_code_of_till_and_rules_is_translated() -> None:
    """Whoever raises a new one says here why a cashier never meets it, or gives it its words."""
    found = set(MADE_OF_PARTS)
    for place in ("pos_app", "retail"):
        for file in sorted((ROOT / place).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if not name.startswith(COMMANDS):
                found |= codes(name, "RuleError", "Notice")
    for name in COMMANDS:
        assert codes(name, "Notice") == set()
    assert len(found) > 80
    assert sorted(found - set(NOTICES) - set(NOT_AT_THE_TILL)) == []
    assert sorted(set(NOT_AT_THE_TILL) & set(NOTICES)) == []


def test_every_act_that_needs_a_supervisor_says_so_in_words() -> None:
    assert set(PERMISSIONS) == set(LEAST_ROLE)


def test_every_code_of_a_printer_is_translated() -> None:
    errors = ("DeviceUnreachable", "DeviceNotReady", "JobUnconfirmed", "JobRefused", "JobCancelled")
    found = codes("devices/printer/confirmed.py", *errors, "DeviceHealth")
    found |= codes("devices/printer/cups", *errors, "DeviceHealth")
    found |= codes("devices/printer/file", *errors, "DeviceHealth")
    found |= codes("devices/printer/render.py", *errors)
    found |= codes("devices/printer/status.py", "DeviceHealth")
    assert len(found) > 8
    assert sorted({code.removesuffix(MIDWAY) for code in found} - set(DEVICE_CODES)) == []


def test_trouble_midway_sends_one_to_the_paper() -> None:
    assert device_words("paper_out_midway").endswith("Look at the paper before you print it again.")
    assert device_words("not_known_here", "Plain English.") == "Plain English."
    assert device_words("not_known_here") == "not_known_here"
    assert device_words("", "Nothing") == "Nothing"
