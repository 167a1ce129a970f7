"""Works out the taxes of lines, line by line or once a document; docs/algorithms/pricing.md, step 5."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm
from typing import NamedTuple

from retail.allocation import share_out
from retail.rounding import Rounder
from retail.tax import TaxPolicy, TaxRate, TaxShares, rate_key, tax_shares


class Taxable(NamedTuple):
    """A line as the tax sees it: its id, its amount after discounts in minor units, and its rates."""

    line_id: str
    amount: int
    rates: tuple[TaxRate, ...]


class Taxed(NamedTuple):
    """A line's net amount and its taxes, in the order of its rates, in minor units."""

    net: int
    taxes: tuple[int, ...]


def taxes_of(lines: Sequence[Taxable], policy: TaxPolicy, rounder: Rounder) -> list[Taxed]:
    """The taxes of each line; at document level the shares of the lines add up to each group's tax.

    The order of `lines` settles ties of the shares, nothing else.
    """
    if policy.level == "line":
        return [_tax_line(line, policy, rounder) for line in lines]
    if policy.prices_include_tax and policy.inclusive_method == "round_net":
        return _tax_document_by_net(lines, policy, rounder)
    return _tax_document_by_tax(lines, policy, rounder)


def _tax_line(line: Taxable, policy: TaxPolicy, rounder: Rounder) -> Taxed:
    shares = tax_shares(line.rates)
    if policy.prices_include_tax and policy.inclusive_method == "round_net":
        return _split_gross("line_net", line.line_id, line.amount, shares, policy, rounder)
    base = shares.gross if policy.prices_include_tax else shares.net
    taxes = tuple(
        rounder.divide("line_tax", line.line_id, (line.amount * part, base), policy.rounding)
        for part in shares.parts
    )
    return Taxed(line.amount - sum(taxes) if policy.prices_include_tax else line.amount, taxes)


def _split_gross(
    place: str, subject: str, gross: int, shares: TaxShares, policy: TaxPolicy, rounder: Rounder
) -> Taxed:
    """A gross amount as its rounded net amount and the rest, shared out among its taxes."""
    net = rounder.divide(place, subject, (gross * shares.net, shares.gross), policy.rounding)
    taxes = share_out(gross - net, [gross * part for part in shares.parts], shares.gross)
    return Taxed(net, tuple(taxes))


def _tax_document_by_tax(lines: Sequence[Taxable], policy: TaxPolicy, rounder: Rounder) -> list[Taxed]:
    """Each (code, rate) is summed exactly, rounded once and shared out to its lines by largest remainder."""
    groups: dict[object, list[tuple[int, int, int, int]]] = {}
    for place, line in enumerate(lines):
        shares = tax_shares(line.rates)
        base = shares.gross if policy.prices_include_tax else shares.net
        for position, rate in enumerate(line.rates):
            exact = line.amount * shares.parts[position]
            groups.setdefault(rate_key(rate), []).append((place, position, exact, base))
    taxes = [[0] * len(line.rates) for line in lines]
    for members in groups.values():
        common = lcm(*(base for _, _, _, base in members))
        exact_shares = [exact * (common // base) for _, _, exact, base in members]
        place, position, _, _ = members[0]
        code = lines[place].rates[position].code
        whole = rounder.divide("document_tax", code, (sum(exact_shares), common), policy.rounding)
        for (place, position, _, _), tax in zip(members, share_out(whole, exact_shares, common), strict=True):
            taxes[place][position] = tax
    inclusive = policy.prices_include_tax
    return [
        Taxed(line.amount - sum(own) if inclusive else line.amount, tuple(own))
        for line, own in zip(lines, taxes, strict=True)
    ]


def _tax_document_by_net(lines: Sequence[Taxable], policy: TaxPolicy, rounder: Rounder) -> list[Taxed]:
    """Lines with the same rates are summed, their net amount is rounded once; the rest is tax, shared out."""
    groups: dict[object, list[int]] = {}
    for place, line in enumerate(lines):
        groups.setdefault(tuple((*rate_key(rate), rate.compound) for rate in line.rates), []).append(place)
    taxed: list[Taxed] = [Taxed(line.amount, ()) for line in lines]
    for members in groups.values():
        rates = lines[members[0]].rates
        shares = tax_shares(rates)
        gross = sum(lines[place].amount for place in members)
        subject = "+".join(rate.code for rate in rates)
        whole = _split_gross("document_net", subject, gross, shares, policy, rounder)
        columns = [
            share_out(tax, [lines[place].amount * part for place in members], shares.gross)
            for tax, part in zip(whole.taxes, shares.parts, strict=True)
        ]
        for row, place in enumerate(members):
            own = tuple(column[row] for column in columns)
            taxed[place] = Taxed(lines[place].amount - sum(own), own)
    return taxed
