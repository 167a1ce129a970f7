"""What a store decided once: its face on the receipt, taxes, limits, reasons, departments.

Each struct is the body of a feed row of scope `config:<store>` (kind named in its docstring) or
`terminal:<id>`; `StoreConfig` is what a terminal assembles from them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from retail.consent import ConsentText
from retail.currency import digits
from retail.identifiers import DEFAULT_LAYOUTS, LAYOUT_TABLES, EmbeddedLayout, in_currency
from retail.loyalty import LoyaltyProgram
from retail.tax import TaxPolicy, TaxRate, TaxTable

Role = Literal["cashier", "supervisor", "manager"]
ReasonKind = Literal[
    "discount",
    "price_override",
    "void",
    "post_void",
    "no_sale",
    "paid_in",
    "paid_out",
    "return",
    "stock_adjustment",
]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a cashier may do without a supervisor."""

    discount_percent: str = "10"
    """Largest discount, as percent of the line or transaction it is on; above it a supervisor approves."""
    auto_lock_s: int = 300
    """Idle seconds after which the till asks for the PIN again."""
    refund_amount: int = 10_000
    """Largest refund of one transaction, minor units, that a cashier gives without a supervisor."""
    count_difference: int = 10_000
    """Largest worth, minor units at selling prices, by which a count may differ without a supervisor."""
    return_days: int = 90
    """Days for which the hub hands the store's receipts to its terminals, so that each can return goods."""
    right_hours: int = 24
    """Hours within which a terminal spends a right or settles it."""


class StoreProfile(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `store`, key = store id."""

    store_id: str
    store_no: int
    name: str
    address: tuple[str, ...] = ()
    tax_id: str = ""
    currency: str
    country: str
    """ISO 3166-1 alpha-2: chooses the cash rounding rule (M2.3)."""
    region: str = ""
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    """First: the language of receipts; all: offered on screen."""
    receipt_footer: tuple[str, ...] = ()
    logo: str = ""
    """SHA-256 of the picture above receipts, which terminals fetch like those of items; empty: none."""
    rounds_cash: bool = False
    """Rounds cash by choice, where the country's rule binds nobody (M2.3, United States)."""
    code_table: str = "default"
    """Which of `identifiers.LAYOUT_TABLES` reads in-store codes with a price or weight (M1.4)."""
    limits: Limits = Limits()


class TaxSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `tax`, key = `settings`: the store's tax classes and how tax is worked out (M2.2)."""

    policy: TaxPolicy
    classes: dict[str, tuple[TaxRate, ...]]

    @property
    def table(self) -> TaxTable:
        """The classes as pricing takes them."""
        return TaxTable(classes=self.classes)


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `department`: a line with a price keyed by hand for what has no item."""

    department_id: str
    name: str
    tax_class: str


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `reason`: why something out of the ordinary was done."""

    reason_id: str
    kind: ReasonKind
    texts: dict[str, str]
    """Text by language; `en` always present."""


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `operator` of scope `terminal:<id>`: a person who may sign in at this terminal."""

    operator_id: str
    name: str
    role: Role = "cashier"
    pin_hash: str
    """argon2id, encoded; the terminal seals it with its pepper on arrival and forgets it (M8.2)."""
    language: str = ""
    colour: str = ""
    active: bool = True


class TerminalProfile(msgspec.Struct, frozen=True, kw_only=True):
    """Kind `terminal` of scope `terminal:<id>`."""

    terminal_id: str
    terminal_no: int
    name: str = ""
    price_list: str
    """Scope `price:<price_list>` holds this terminal's prices."""


class StoreConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Everything above that a terminal holds of its own store."""

    profile: StoreProfile
    terminal: TerminalProfile
    tax: TaxSettings
    departments: tuple[Department, ...] = ()
    reasons: tuple[Reason, ...] = ()
    consent_texts: tuple[ConsentText, ...] = ()
    loyalty: LoyaltyProgram | None = None
    """None: the store gives no points."""

    @property
    def tax_table(self) -> TaxTable:
        return self.tax.table

    @property
    def currency(self) -> str:
        return self.profile.currency

    @property
    def code_layouts(self) -> tuple[EmbeddedLayout, ...]:
        """The layouts of in-store codes in the store's money; an unknown table falls back to the default."""
        return _layouts(self.profile.code_table, digits(self.currency))


@lru_cache(maxsize=16)
def _layouts(table: str, minor_digits: int) -> tuple[EmbeddedLayout, ...]:
    """Asked for with every scan, and the same all day."""
    return in_currency(LAYOUT_TABLES.get(table, DEFAULT_LAYOUTS), minor_digits)
