"""The shop of a chaos run as its people would write it down: store, goods, stock and points."""

from __future__ import annotations

from pathlib import Path

NAME = "Chaos Corner"
CASHIER_PIN, SUPERVISOR_PIN = "271828", "314159"

SCARCE = ("RADIO", "LAMP", "CLOCK", "TORCH", "FAN", "KETTLE")
"""Of these there are a few at a time: their last units are sold again and again, at all tills."""
GOODS = {
    "MILK": "4006381333931",
    "BREAD": "4012345678901",
    "SOAP": "4000177061008",
    "RADIO": "4005900123459",
    "LAMP": "4006000111117",
    "CLOCK": "4006000111124",
    "TORCH": "4006000111131",
    "FAN": "4006000111148",
    "KETTLE": "4006000111155",
}
PLENTY = tuple(sku for sku in GOODS if sku not in SCARCE)
KEPT = {**dict.fromkeys(SCARCE, 2), "SOAP": 5000}
"""Whose stock is kept, and how many there are at first."""

_STORE = f"""
[store]
number = 1
name = "{NAME}"
currency = "EUR"
country = "DE"
time_zone = "Europe/Berlin"
languages = ["en"]

[tax.policy]
prices_include_tax = true
level = "document"
inclusive_method = "round_tax"

[[tax.classes.standard]]
code = "S"
name = "VAT 19 %"
rate = "0.19"
letter = "A"

[[operators]]
name = "Anna"
role = "cashier"
pin = "{CASHIER_PIN}"

[[operators]]
name = "Selma"
role = "supervisor"
pin = "{SUPERVISOR_PIN}"
"""
_TERMINAL = """
[[terminals]]
number = {number}
name = "Till {number}"
"""
_CATALOGUE = "sku,barcodes,name,category,price,tax class,unit\n" + "".join(
    f"{sku},{code},{sku.title()},Goods,{place}.{place}9,standard,pcs\n"
    for place, (sku, code) in enumerate(GOODS.items(), 1)
)
_LOYALTY = """
point_value = 1
expiry_days = 365
min_redeem = 10
offline_cap = 20

[[rules]]
rule_id = "euro"
points = 1
per = 100
"""


def write_files(folder: Path, tills: int) -> None:
    """Lay what the hub's commands take: store.toml, items.csv, stock.csv, loyalty.toml, password."""
    terminals = "".join(_TERMINAL.format(number=number) for number in range(1, tills + 1))
    stock = "sku,quantity\n" + "".join(f"{sku},{count}\n" for sku, count in KEPT.items())
    files = {
        "store.toml": _STORE + terminals,
        "items.csv": _CATALOGUE,
        "stock.csv": stock,
        "loyalty.toml": _LOYALTY,
        "password": "nobody signs in here\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
