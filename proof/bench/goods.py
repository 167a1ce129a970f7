"""Made-up goods with names as shelves have them, the same at every run: what catalogues of the bench hold."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from retail.identifiers.check_digit import check_digit

TAX_CLASSES = ("standard", "reduced")
PRICE_LIST = "standard"
_SEED = 20_261


def _words(text: str, between: str = " ") -> tuple[str, ...]:
    return tuple(text.split(between))


_BRANDS = _words(
    "Alpengold Almwiese Bergader Brookfield Casa Claro Cremona Delfina Dorfladen Eifelgut Elbkrone Fjord "
    "Frischland Gartenglück Goldähre Grünhof Hansekost Harvest Heimat Hofgut Inselwind Jadestern Kornblume "
    "Kornmühle Küstenruf Landliebe Linden Marktkauf Meadow Meister Mühlbach Nordlicht Oakwood Olivia Ostsee "
    "Prima Primavera Quelle Rhönland Riviera Rosengarten Saatgut Silberbach Sonnenhof Spreewerk Sunrise "
    "Taunus Tannenzapf Uhlenhorst Valleverde Vitana Waldhof Weidegrund Wiesental Zitronella"
)
_TRAITS = _words(
    "Bio Original Extra Fein Mild Würzig Leicht Classic Natur Vollkorn Fettarm Zuckerfrei Laktosefrei Vegan "
    "Gesalzen Ungesalzen Geröstet Geräuchert Frisch Gekühlt Family Mini XXL Premium Selection"
)
_PRODUCTS = _words(
    "Vollmilch Schokolade;Zartbitter Schokolade;Haferdrink;Weidemilch;Butter;Joghurt Erdbeere;Joghurt Natur;"
    "Quark;Gouda jung;Bergkäse;Camembert;Mozzarella;Salami;Kochschinken;Leberwurst;Lachsfilet;Thunfisch;"
    "Vollkornbrot;Toastbrot;Brötchen;Müsli Beere;Cornflakes;Haferflocken;Spaghetti;Penne Rigate;Basmati Reis;"
    "Linsen rot;Kichererbsen;Tomaten passiert;Ketchup;Mayonnaise;Senf mittelscharf;Olivenöl;Rapsöl;Essig;"
    "Apfelsaft;Orangensaft;Mineralwasser still;Mineralwasser sprudel;Cola;Limonade Zitrone;Pils;Weizenbier;"
    "Riesling trocken;Rotwein;Sekt;Espresso Bohnen;Filterkaffee;Kräutertee;Grüner Tee;Kartoffelchips;"
    "Erdnüsse;Studentenfutter;Gummibärchen;Kekse;Waffeln;Honig;Erdbeer Konfitüre;Nussnougatcreme;Eiscreme "
    "Vanille;Pizza Margherita;Rahmspinat;Fischstäbchen;Pommes frites;Waschmittel;Spülmittel;Toilettenpapier;"
    "Küchenrolle;Shampoo;Duschgel;Zahncreme;Seife;Windeln;Katzenfutter;Hundefutter;Batterien;Glühlampe;Kerzen",
    ";",
)
_SIZES = _words(
    "100 g;125 g;150 g;200 g;250 g;400 g;500 g;750 g;1 kg;2 kg;0,33 l;0,5 l;0,75 l;1 l;1,5 l;6 Stück", ";"
)
CATEGORIES = _words(
    "Milch Käse Wurst Fisch Brot Frühstück Nudeln Konserven Öl Saft Wasser Bier Wein Kaffee Tee Snacks "
    "Süßes Tiefkühl Haushalt Drogerie Baby Tier Technik"
)


class Goods(NamedTuple):
    """One item of a made-up catalogue."""

    number: int
    sku: str
    name: str
    category: str
    tax_class: str
    gtin13: str
    price: int
    """Minor units."""


def goods(count: int) -> Iterator[Goods]:
    """The first `count` items; item n is the same in catalogues of every size."""
    chance = random.Random(_SEED)
    pick = chance.random
    for number in range(1, count + 1):
        name = " ".join(
            (
                _BRANDS[int(pick() * len(_BRANDS))],
                _TRAITS[int(pick() * len(_TRAITS))],
                _PRODUCTS[int(pick() * len(_PRODUCTS))],
                _SIZES[int(pick() * len(_SIZES))],
            )
        )
        yield Goods(
            number=number,
            sku=f"A{number:07d}",
            name=name,
            category=CATEGORIES[int(pick() * len(CATEGORIES))],
            tax_class=TAX_CLASSES[number % len(TAX_CLASSES)],
            gtin13=gtin13(number),
            price=49 + int(pick() * 1950),
        )


def gtin13(number: int) -> str:
    """The GTIN-13 of item `number`."""
    digits = f"40{number:010d}"
    return f"{digits}{check_digit(digits)}"
