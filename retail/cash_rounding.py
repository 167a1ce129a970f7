"""Cash rounding: what can be paid with the coins of a country, as a table by country, state and date (M2.3).

Only what is paid in cash is rounded, after tax; the sale and its tax stay as they are. The table holds what
the law or, where there is none, the practice of the country says; `source` names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from retail.rounding import Rounding, divide

CashMode = Literal["symmetric", "down", "off"]
BelowStep = Literal["nearest", "up", "exact"]
RefundRule = Literal["rounded", "exact"]


class CashRule(msgspec.Struct, frozen=True, kw_only=True):
    """How an amount in cash is rounded in one country (and state) from `since` to `until`, both included.

    `step` is in minor units. `mode` "symmetric" goes to the nearest multiple, an exact half as `half` says;
    "down" favours the customer; "off" does not round. `below_step` is for amounts smaller than one step:
    "nearest" (may come to nothing), "up" (1 and 2 cents are 5), "exact" (left alone). `refund` says whether
    cash given back is rounded too. `exact_change` lets a customer pay the unrounded amount in small coins,
    where these stay legal tender and rounding binds nobody (S2.5). `opt_in` rules count only when the store
    wants them. `notice` is the key of the text that screen and receipt must show.
    """

    country: str
    currency: str
    step: int
    mode: CashMode = "symmetric"
    half: Rounding = Rounding.HALF_UP
    below_step: BelowStep = "nearest"
    refund: RefundRule = "rounded"
    exact_change: bool = False
    opt_in: bool = False
    state: str = ""
    since: str = ""
    until: str = ""
    notice: str = "cash_rounding_notice"
    source: str = ""


def _euro(country: str, since: str, source: str, **more: object) -> CashRule:
    return msgspec.convert(
        {"country": country, "currency": "EUR", "step": 5, "since": since, "source": source, **more}, CashRule
    )


CASH_RULES: Final[tuple[CashRule, ...]] = (
    _euro("FI", "2002-01-01", "Act 890/2000 on the rounding of payments in euro"),
    _euro("NL", "2004-09-01", "Agreement of retail and central bank"),
    _euro("BE", "2019-12-01", "Code of Economic Law VI.7/1; only above 5 cents", below_step="exact"),
    _euro("IE", "2015-10-28", "National Payments Plan, voluntary", exact_change=True),
    _euro("IT", "2018-01-01", "Decree-law 50/2017, article 13-quater"),
    _euro("SK", "2022-07-01", "Price act 18/1996, 2022 amendment", below_step="up", refund="exact"),
    _euro("EE", "2025-01-01", "Law of Obligations Act, 2025 amendment; refunds too"),
    _euro("LT", "2025-05-01", "Cash payment act 2025; refunds too"),
    CashRule(country="CH", currency="CHF", step=5, source="Coinage: smallest coin 5 Rp"),
    CashRule(country="LI", currency="CHF", step=5, source="Coinage of Switzerland"),
    CashRule(country="SE", currency="SEK", step=100, since="2010-10-01", source="Act 1970:1028, rounding"),
    CashRule(country="NO", currency="NOK", step=100, since="2012-05-01", source="Coinage: 50 øre withdrawn"),
    CashRule(country="DK", currency="DKK", step=50, since="2008-10-01", source="Coinage: 25 øre withdrawn"),
    CashRule(country="HU", currency="HUF", step=500, since="2008-03-01", source="Act III of 2008"),
    CashRule(country="CZ", currency="CZK", step=100, since="2008-09-01", source="Coinage: 50 h withdrawn"),
    CashRule(
        country="CA", currency="CAD", step=5, since="2013-02-04", source="Department of Finance guideline"
    ),
    CashRule(country="AU", currency="AUD", step=5, since="1992-02-01", source="ACCC guideline"),
    CashRule(
        country="NZ",
        currency="NZD",
        step=10,
        half=Rounding.HALF_DOWN,
        since="2006-11-01",
        source="Reserve Bank: 5 cents are the shop's choice, most go down",
    ),
    CashRule(
        country="ZA", currency="ZAR", step=10, mode="down", since="2012-04-01", source="Reserve Bank practice"
    ),
    # Symmetric rounding as recommended to the states since the last penny of November 2025; pennies stay
    # legal tender, so who has the exact coins may use them.
    CashRule(
        country="US",
        currency="USD",
        step=5,
        below_step="up",
        refund="exact",
        exact_change=True,
        opt_in=True,
        since="2025-11-13",
        source="Treasury FAQ on the end of the penny",
    ),
)


def cash_rule(
    country: str,
    currency: str,
    on: str,
    *,
    state: str = "",
    opt_in: bool = False,
    rules: Sequence[CashRule] = CASH_RULES,
) -> CashRule | None:
    """The rule in force in a country on a business date ("YYYY-MM-DD"), or None where nothing is rounded.

    A rule of the state goes before the rule of the country. `opt_in` says that the store rounds by choice.
    """
    in_force = [
        rule
        for rule in rules
        if rule.country == country
        and rule.currency == currency
        and rule.state in ("", state)
        and rule.since <= on
        and (not rule.until or on <= rule.until)
        and (opt_in or not rule.opt_in)
    ]
    found = max(in_force, key=lambda rule: (rule.state, rule.since), default=None)
    return None if found is None or found.mode == "off" else found


def round_cash(amount: int, rule: CashRule | None) -> int:
    """What is paid in cash for `amount` (minor units); a negative amount is cash given back.

    Without a rule nothing is rounded.
    """
    if rule is None or rule.mode == "off" or (amount < 0 and rule.refund == "exact"):
        return amount
    if 0 < abs(amount) < rule.step and rule.below_step != "nearest":
        if rule.below_step == "exact":
            return amount
        return rule.step if amount > 0 else -rule.step
    how = Rounding.DOWN if rule.mode == "down" else rule.half
    return divide(amount, rule.step, how) * rule.step
