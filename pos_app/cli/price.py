"""`tillbridge price`: prices a cart given as a JSON form and shows every intermediate amount."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from retail.errors import DataError
from retail.pricing_answer import answer_form
from retail.pricing_form import read_form

HELP = (
    "Price a cart from a JSON form: items, promotions, discounts, taxes, policies, country and tenders. "
    "Shows every intermediate amount and every rounding. docs/algorithms/price-form.md documents the form."
)

_STDIN = "-"
_TOTALS = (
    ("subtotal", "Subtotal"),
    ("promotion", "Promotions"),
    ("line_discount", "Line discounts"),
    ("transaction_discount", "Transaction discounts"),
    ("net", "Net"),
    ("tax", "Tax"),
    ("total", "Total"),
)
_SETTLEMENT = (
    ("card_paid", "Paid by card"),
    ("cash_given", "Cash given"),
    ("rounding", "Cash rounding"),
    ("payable", "To pay"),
    ("change", "Change due"),
    ("remaining", "Left to pay"),
    ("cash_remaining", "Left to pay in cash"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form and how to answer."""
    parser.add_argument("form", metavar="FILE.json", help="the cart as a JSON form, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Price the form; RuleError or DataError when it cannot be read or priced."""
    answer = answer_form(read_form(_read(args.form)))
    if args.json:
        encoded = msgspec.json.format(msgspec.json.encode(answer), indent=2)
    else:
        encoded = "\n".join(_readable(answer)).encode("utf-8")
    sys.stdout.buffer.write(encoded + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _read(name: str) -> bytes:
    if name == _STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise DataError("form_unreadable", f"The form {name} cannot be read: {error.strerror}.") from error


def _readable(answer: dict[str, Any]) -> Iterable[str]:
    """The answer as tables for a person."""
    yield f"Amounts in {answer['currency']}, prices {_with_tax(answer)}, tax rounded per {_level(answer)}."
    yield ""
    yield from _table(
        (
            "Item",
            "Qty",
            "Price",
            "Extended",
            "Promotion",
            "Discount",
            "Share",
            "Amount",
            "Net",
            "Tax",
            "Total",
        ),
        [
            (
                item["name"] or item["id"],
                item["quantity"],
                item["unit_price"],
                item["extended"],
                item["promotion_discount"],
                item["line_discount"],
                item["transaction_discount"],
                item["amount"],
                item["net"],
                item["tax"],
                item["total"],
            )
            for item in answer["items"]
        ],
    )
    yield from _table(
        ("Promotion", "Item", "Qty", "Applied"),
        [
            (one["name"], item["name"] or item["id"], one["quantity"], one["applied"])
            for item in answer["items"]
            for one in item["promotions"]
        ],
    )
    yield from _table(
        ("Promotion", "Times", "Applied", "Why"),
        [(one["name"], str(one["times"]), one["applied"], _why(one)) for one in answer["promotions"]],
    )
    yield from _table(
        ("Discount", "Kind", "Value", "Asked", "Applied"),
        [
            (discount["id"], discount["kind"], discount["value"], discount["asked"], discount["applied"])
            for owner in [*answer["items"], {"discounts": answer["transaction_discounts"]}]
            for discount in owner["discounts"]
        ],
    )
    yield from _table(
        ("Tax", "Rate", "Net", "Tax", "Gross"),
        [
            (
                f"{group['letter']} {group['name']}".strip(),
                group["rate"],
                group["net"],
                group["tax"],
                group["gross"],
            )
            for group in answer["tax_groups"]
        ],
    )
    yield from _table(("Totals", ""), [(label, answer["totals"][name]) for name, label in _TOTALS])
    yield from _table(
        ("Payment", ""),
        [
            ("Total in cash", answer["cash"]["total_in_cash"]),
            *((label, answer["settlement"][name]) for name, label in _SETTLEMENT),
        ],
    )
    yield from _table(
        ("Rounding", "Of", "Exact", "Rounded"),
        [(step["place"], step["subject"], step["exact"], step["rounded"]) for step in answer["roundings"]],
    )


def _why(outcome: dict[str, Any]) -> str:
    """Why a promotion took nothing off, and what it is short of."""
    words = str(outcome["why_not"]).replace("_", " ") or "applied"
    if outcome["missing_quantity"]:
        times = "the next" if outcome["times"] else "it"
        return f"{words}, {outcome['missing_quantity']} more for {times}"
    if outcome["missing_amount"].strip("0."):
        return f"{words}, {outcome['missing_amount']} short"
    return words


def _with_tax(answer: dict[str, Any]) -> str:
    return "include tax" if answer["policies"]["prices_include_tax"] else "exclude tax"


def _level(answer: dict[str, Any]) -> str:
    return str(answer["policies"]["tax_level"])


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Columns, the first to the left, the others to the right, then an empty line; nothing without rows."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    for row in [header, ["-" * width for width in widths], *rows]:
        first = row[0].ljust(widths[0])
        others = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join([first, *others]).rstrip()
    yield ""
