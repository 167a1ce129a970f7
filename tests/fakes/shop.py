"""Three made-up shops: Berlin (tax in the price), Zurich (coins of 5 Rappen) and Austin (tax on top)."""

from __future__ import annotations

from msgspec.structs import replace

from retail.events import Origin
from retail.item import Item
from retail.store_config import (
    Department,
    Limits,
    Operator,
    Reason,
    StoreConfig,
    StoreProfile,
    TaxSettings,
    TerminalProfile,
)
from retail.tax import TaxPolicy, TaxRate
from retail.transaction import Line, Transaction
from tests.fakes.clock import NOON

BUSINESS_DATE = "2026-11-30"

REASONS = (
    Reason(reason_id="damaged", kind="discount", texts={"en": "Damaged", "de": "Beschädigt"}),
    Reason(reason_id="label", kind="price_override", texts={"en": "Wrong label", "de": "Falsch etikettiert"}),
    Reason(reason_id="mistake", kind="post_void", texts={"en": "Cashier's mistake", "de": "Fehlbedienung"}),
    Reason(reason_id="change", kind="no_sale", texts={"en": "Change money", "de": "Geld wechseln"}),
    Reason(reason_id="broken", kind="stock_adjustment", texts={"en": "Broken", "de": "Bruch"}),
    Reason(reason_id="window", kind="paid_out", texts={"en": "Window cleaner", "de": "Fensterputzer"}),
)

BERLIN = StoreConfig(
    profile=StoreProfile(
        store_id="store-1",
        store_no=1,
        name="Laden am Park",
        address=("Parkstraße 1", "10115 Berlin"),
        tax_id="DE123456789",
        currency="EUR",
        country="DE",
        time_zone="Europe/Berlin",
        languages=("de", "en"),
        receipt_footer=("Danke für Ihren Einkauf",),
        limits=Limits(discount_percent="10"),
    ),
    terminal=TerminalProfile(terminal_id="terminal-2", terminal_no=2, price_list="main"),
    tax=TaxSettings(
        policy=TaxPolicy(),
        classes={
            "standard": (TaxRate(code="V", name="MwSt.", rate="0.19", letter="A"),),
            "reduced": (TaxRate(code="V", name="MwSt.", rate="0.07", letter="B"),),
            "none": (),
        },
    ),
    departments=(Department(department_id="misc", name="Verschiedenes", tax_class="standard"),),
    reasons=REASONS,
)

ZURICH = replace(
    BERLIN,
    profile=replace(
        BERLIN.profile,
        name="Laden am See",
        address=("Seestrasse 1", "8002 Zürich"),
        tax_id="CHE-123.456.789 MWST",
        currency="CHF",
        country="CH",
        time_zone="Europe/Zurich",
        languages=("de-CH", "en"),
        receipt_footer=(),
    ),
)

AUSTIN = replace(
    BERLIN,
    profile=replace(
        BERLIN.profile,
        name="Corner Shop",
        address=("1 Main St", "Austin TX"),
        tax_id="",
        currency="USD",
        country="US",
        region="TX",
        time_zone="America/Chicago",
        languages=("en",),
        receipt_footer=(),
    ),
    tax=TaxSettings(
        policy=TaxPolicy(prices_include_tax=False),
        classes={
            "standard": (TaxRate(code="S", name="Sales tax", rate="0.0825"),),
            "reduced": (),
            "none": (),
        },
    ),
)

MILK = Item(
    sku="milk",
    name="Milch 1 l",
    category="Molkerei",
    tax_class="reduced",
    identifiers=("gtin:04006381333931",),
)
COLA = Item(
    sku="cola",
    name="Cola 0,5 l",
    category="Getränke",
    tax_class="standard",
    deposit=25,
    identifiers=("gtin:04012345678901",),
)
BEER = Item(
    sku="beer",
    name="Pils 0,5 l",
    category="Getränke",
    tax_class="standard",
    age_limit=16,
    deposit=8,
    identifiers=("gtin:00012345678905",),
)
SCHNAPPS = Item(
    sku="schnapps",
    name="Obstler",
    category="Getränke",
    tax_class="standard",
    age_limit=18,
    identifiers=("gtin:00000096385074",),
)
APPLES = Item(
    sku="apples", name="Äpfel", category="Obst", tax_class="reduced", unit="kg", identifiers=("plu:4011",)
)
CHEESE = Item(
    sku="cheese",
    name="Bergkäse",
    category="Molkerei",
    tax_class="reduced",
    unit="kg",
    identifiers=("ref:21:12345",),
)
HAM = Item(
    sku="ham",
    name="Schinken",
    category="Fleisch",
    tax_class="reduced",
    unit="kg",
    identifiers=("ref:20:54321",),
)
NO_PRICE = Item(sku="new", name="Neuheit", tax_class="standard", identifiers=("raw:NEU-1",))

PRICES = {"milk": 119, "cola": 99, "beer": 129, "schnapps": 1499, "apples": 299, "cheese": 1990, "ham": 2490}
ITEMS = (MILK, COLA, BEER, SCHNAPPS, APPLES, CHEESE, HAM, NO_PRICE)

CASHIER = Operator(operator_id="ada", name="Ada", role="cashier", pin_hash="")
SUPERVISOR = Operator(operator_id="grace", name="Grace", role="supervisor", pin_hash="")
SECOND_CASHIER = Operator(operator_id="emmy", name="Emmy", role="cashier", pin_hash="")
OPERATORS = (CASHIER, SUPERVISOR, SECOND_CASHIER)
PINS = {"ada": "271828", "grace": "314159", "emmy": "161803"}


def a_sale(config: StoreConfig = BERLIN, *, training: bool = False) -> Transaction:
    """An open sale with nothing on it yet."""
    return Transaction(
        txn_id="sale-1",
        store_id=config.profile.store_id,
        terminal_id=config.terminal.terminal_id,
        session_id="session-1",
        operator_id="ada",
        business_date=BUSINESS_DATE,
        currency=config.currency,
        started_at=NOON,
        training=training,
        cart_id="sale-1",
    )


def a_line(item: Item, quantity: int = 1000, line_id: str = "", price: int | None = None) -> Line:
    """A line that sells an item at its price."""
    return Line(
        line_id=line_id or f"line-{item.sku}",
        sku=item.sku,
        name=item.name,
        quantity=quantity,
        unit=item.unit,
        unit_price=PRICES[item.sku] if price is None else price,
        tax_class=item.tax_class,
        age_limit=item.age_limit,
        at=NOON,
    )


def a_deposit(item: Item, line_id: str = "") -> Line:
    """The deposit of an item, as a handler hands it to the sale."""
    return Line(
        line_id=line_id or f"deposit-{item.sku}",
        kind="deposit",
        name=item.name,
        quantity=1000,
        unit_price=item.deposit,
        tax_class=item.tax_class,
        at=NOON,
    )


def an_origin(config: StoreConfig = BERLIN, *, training: bool = False) -> Origin:
    """Where a fact of the made-up shop comes from."""
    return Origin(
        store_id=config.profile.store_id,
        terminal_id=config.terminal.terminal_id,
        operator_id="ada",
        session_id="session-1",
        business_date=BUSINESS_DATE,
        at=NOON,
        local_time="2026-11-30T13:00:00.000+01:00",
        cart_id="sale-1",
        program="tillbridge 0.1.0",
        training=training,
    )
