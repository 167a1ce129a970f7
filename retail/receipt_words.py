"""The fixed words of printed papers by language, and how figures stand on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from babel.numbers import get_decimal_symbol

from retail.cldr import locale_of
from retail.formatting import format_business_date, format_date_time, format_percent, format_quantity
from retail.money import amount_text

_ENGLISH: Final = {
    "total": "TOTAL",
    "subtotal": "Subtotal",
    "discount": "Discount",
    "sale_discount": "Discount on all",
    "deposit": "Deposit",
    "price_changed": "Price changed, was",
    "batch": "Batch",
    "serial": "Serial no.",
    "expiry": "Use by",
    "best_before": "Best before",
    "cash_rounding": "Cash rounding",
    "to_pay": "TO PAY",
    "cash": "Cash",
    "card": "Card",
    "points": "Points",
    "gift_card": "Gift card",
    "store_credit": "Store credit",
    "gift_card_loads": "incl. gift cards sold",
    "gift_card_refund": "Back to gift card",
    "store_credit_refund": "To store credit",
    "points_refund": "Points given back",
    "points_earned": "Points earned",
    "points_taken_back": "Points taken back",
    "points_balance": "Points balance",
    "points_pending": "Points to come",
    "value_left": "left",
    "as_of": "as of",
    "change": "Change",
    "cash_back": "Cash given back",
    "rate": "Rate",
    "net": "Net",
    "tax_amount": "Tax",
    "gross": "Gross",
    "tax_id": "VAT no.",
    "receipt": "Receipt",
    "business_date": "Business day",
    "served_by": "Served by",
    "journal": "Journal",
    "duplicate": "DUPLICATE",
    "training": "TRAINING - NOT A RECEIPT",
    "post_void": "CANCELLED SALE",
    "cancels": "Cancels receipt",
    "age_checked": "Age checked",
    "cash_rounding_notice": "Cash amounts are rounded to the coins in use.",
    "x_report": "X REPORT",
    "z_report": "Z REPORT",
    "session": "Till session",
    "opened": "Opened",
    "taken": "Taken",
    "receipts": "Receipts",
    "sales": "Sales",
    "post_voids": "Cancelled sales",
    "voids": "Voided before payment",
    "line_voids": "Voided lines",
    "discounts": "Discounts",
    "promotions": "Promotions",
    "no_sales": "Drawer without sale",
    "drawer_opens": "Drawer openings",
    "reprints": "Reprints",
    "tenders": "Payments",
    "opening_float": "Opening float",
    "float_entry": "Float entry",
    "cash_pickup": "Cash pickup",
    "paid_in": "Paid in",
    "paid_out": "Paid out",
    "expected": "Expected in till",
    "counted": "Counted",
    "over_short": "Over / short",
    "perpetual": "Perpetual total",
    "amount": "Amount",
    "reason": "Reason",
    "signature": "Signature",
    "no_sale": "NO SALE",
    "return": "RETURN",
    "refund": "REFUND",
    "of_receipt": "of receipt",
    "without_receipt": "without a receipt",
    "parked": "PARKED SALE",
    "till": "Till",
    "parked_at": "Time",
    "lines": "Lines",
    "not_paid": "NOT PAID - NOT A RECEIPT",
    "scan_at_a_till": "Scan at any till of this shop",
    "not_in_code": "Not in the code, scan these again:",
    "your_cart": "YOUR BASKET",
    "scan_with_phone": "Scan with your phone",
    "returns": "Returns",
}

_GERMAN: Final = {
    "total": "SUMME",
    "subtotal": "Zwischensumme",
    "discount": "Rabatt",
    "sale_discount": "Rabatt auf alles",
    "deposit": "Pfand",
    "price_changed": "Preis geändert, war",
    "batch": "Charge",
    "serial": "Seriennr.",
    "expiry": "Zu verbrauchen bis",
    "best_before": "Mindestens haltbar bis",
    "cash_rounding": "Barrundung",
    "to_pay": "ZU ZAHLEN",
    "cash": "Bar",
    "card": "Karte",
    "points": "Punkte",
    "gift_card": "Geschenkkarte",
    "store_credit": "Guthaben",
    "gift_card_loads": "davon Geschenkkarten",
    "gift_card_refund": "Zurück auf Geschenkkarte",
    "store_credit_refund": "Auf Guthaben",
    "points_refund": "Punkte zurückgegeben",
    "points_earned": "Punkte gesammelt",
    "points_taken_back": "Punkte zurückgenommen",
    "points_balance": "Punktestand",
    "points_pending": "Punkte, noch nicht frei",
    "value_left": "noch",
    "as_of": "Stand",
    "change": "Rückgeld",
    "cash_back": "Bar zurückgezahlt",
    "rate": "Satz",
    "net": "Netto",
    "tax_amount": "Steuer",
    "gross": "Brutto",
    "tax_id": "USt-IdNr.",
    "receipt": "Beleg",
    "business_date": "Geschäftstag",
    "served_by": "Es bediente Sie",
    "journal": "Journal",
    "duplicate": "KOPIE",
    "training": "TRAINING - KEIN BELEG",
    "post_void": "STORNO",
    "cancels": "Storniert Beleg",
    "age_checked": "Alter geprüft",
    "cash_rounding_notice": "Barbeträge werden auf vorhandene Münzen gerundet.",
    "x_report": "X-BERICHT",
    "z_report": "Z-BERICHT",
    "session": "Kassensitzung",
    "opened": "Eröffnet",
    "taken": "Erstellt",
    "receipts": "Belege",
    "sales": "Verkäufe",
    "post_voids": "Stornierte Verkäufe",
    "voids": "Vor Zahlung verworfen",
    "line_voids": "Stornierte Zeilen",
    "discounts": "Rabatte",
    "promotions": "Aktionen",
    "no_sales": "Lade ohne Verkauf",
    "drawer_opens": "Ladenöffnungen",
    "reprints": "Nachdrucke",
    "tenders": "Zahlungen",
    "opening_float": "Anfangsbestand",
    "float_entry": "Wechselgeldeinlage",
    "cash_pickup": "Abschöpfung",
    "paid_in": "Einzahlung",
    "paid_out": "Auszahlung",
    "expected": "Soll in der Kasse",
    "counted": "Gezählt",
    "over_short": "Differenz",
    "perpetual": "Gesamtumsatz",
    "amount": "Betrag",
    "reason": "Grund",
    "signature": "Unterschrift",
    "no_sale": "OHNE VERKAUF",
    "return": "RÜCKGABE",
    "refund": "ERSTATTUNG",
    "of_receipt": "von Beleg",
    "without_receipt": "ohne Beleg",
    "parked": "GEPARKTER VERKAUF",
    "till": "Kasse",
    "parked_at": "Zeit",
    "lines": "Positionen",
    "not_paid": "NICHT BEZAHLT - KEIN BELEG",
    "scan_at_a_till": "An jeder Kasse dieses Ladens scannen",
    "not_in_code": "Nicht im Code, bitte neu scannen:",
    "your_cart": "IHR EINKAUFSKORB",
    "scan_with_phone": "Mit dem Telefon scannen",
    "returns": "Rückgaben",
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({"en": _ENGLISH, "de": _GERMAN})


class PaperWords:
    """Words and figures in one language; a language without words of its own speaks English."""

    def __init__(self, language: str, currency: str) -> None:
        self.language = language
        self.currency = currency
        self._words = WORDS.get(language.split("-", maxsplit=1)[0], _ENGLISH)
        self._decimal_sign = get_decimal_symbol(locale_of(language), numbering_system="latn")

    def __getitem__(self, word: str) -> str:
        return self._words[word]

    def amount(self, minor: int) -> str:
        """An amount without its currency, as columns of figures show it: 1,19."""
        return amount_text(minor, self.currency).replace(".", self._decimal_sign)

    def money(self, minor: int) -> str:
        """An amount with its currency: 1,19 EUR; the code prints on every printer and says which dollar."""
        return f"{self.amount(minor)} {self.currency}"

    def quantity(self, quantity: int, unit: str) -> str:
        """A quantity with its unit."""
        return _plain(format_quantity(quantity, unit, self.language))

    def percent(self, rate: str) -> str:
        """A rate such as "0.19" as 19 %."""
        return _plain(format_percent(rate, self.language))

    def time(self, at: int, zone: str) -> str:
        """Day and time at the store of UTC milliseconds."""
        return _plain(format_date_time(at, zone, self.language))

    def day(self, business_date: str) -> str:
        """A business date as written in this language."""
        return _plain(format_business_date(business_date, self.language))


def _plain(text: str) -> str:
    """Without CLDR's no-break and narrow spaces, which no code page has, and its marks of direction.

    Those turn an Arabic date about for a line from right to left; beside a word from left to right its day
    would stand in the year's place.
    """
    return "".join(" " if char.isspace() else char for char in text if unicodedata.category(char) != "Cf")
