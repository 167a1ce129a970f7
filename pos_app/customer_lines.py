"""What the customer reads on a line display: the line just added, what is to pay, the change, a greeting."""

from __future__ import annotations

import msgspec

from pos_app.views import ChangeView, Outcome, SaleView
from retail.formatting import format_money, format_quantity

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "welcome": "Welcome",
        "closed": "This till is closed",
        "total": "Total",
        "to_pay": "To pay",
        "change": "Change",
    },
    "de": {
        "welcome": "Willkommen",
        "closed": "Kasse geschlossen",
        "total": "Summe",
        "to_pay": "Zu zahlen",
        "change": "Rückgeld",
    },
    "fr": {
        "welcome": "Bienvenue",
        "closed": "Caisse fermée",
        "total": "Total",
        "to_pay": "À payer",
        "change": "À rendre",
    },
    "es": {
        "welcome": "Bienvenido",
        "closed": "Caja cerrada",
        "total": "Total",
        "to_pay": "A pagar",
        "change": "Cambio",
    },
    "it": {
        "welcome": "Benvenuti",
        "closed": "Cassa chiusa",
        "total": "Totale",
        "to_pay": "Da pagare",
        "change": "Resto",
    },
    "nl": {
        "welcome": "Welkom",
        "closed": "Kassa gesloten",
        "total": "Totaal",
        "to_pay": "Te betalen",
        "change": "Wisselgeld",
    },
    "pl": {
        "welcome": "Witamy",
        "closed": "Kasa nieczynna",
        "total": "Suma",
        "to_pay": "Do zapłaty",
        "change": "Reszta",
    },
}
"""By language; a store whose language is not here greets in English."""


class CustomerLines(msgspec.Struct, frozen=True, kw_only=True):
    """Upper and lower line, as wide as the display; `change` where they tell the change of a sale."""

    upper: str
    lower: str
    change: bool = False


def after(outcome: Outcome, language: str, columns: int) -> CustomerLines | None:
    """What an outcome has to tell the customer; None where it is not theirs (a refusal, a question)."""
    if not outcome.ok:
        return None
    words = _words(language)
    if outcome.change is not None:
        return _change(outcome.change, words, language, columns)
    if outcome.sale is None:
        return None
    return _sale(outcome.sale, outcome.line_id, words, language, columns)


def read_of(outcome: Outcome) -> object:
    """What of the open sale a customer reads, equal where nothing of it is new; None without one."""
    sale = outcome.sale
    if sale is None or outcome.change is not None:
        return None
    lines = tuple((one.line_id, one.quantity, one.amount, one.voided) for one in sale.lines)
    return sale.txn_id, lines, sale.total, sale.tenders


def idle(store_name: str, language: str, columns: int, *, is_open: bool) -> CustomerLines:
    """Between two customers, or while no till session is open."""
    words = _words(language)
    return CustomerLines(
        upper=_centred(store_name, columns),
        lower=_centred(words["welcome"] if is_open else words["closed"], columns),
    )


def _words(language: str) -> dict[str, str]:
    return WORDS.get(language.split("-", maxsplit=1)[0].lower(), WORDS["en"])


def _change(change: ChangeView, words: dict[str, str], language: str, columns: int) -> CustomerLines:
    return CustomerLines(
        upper=_row(words["total"], format_money(change.total, change.currency, language), columns),
        lower=_row(words["change"], format_money(change.change, change.currency, language), columns),
        change=True,
    )


def _sale(
    sale: SaleView, line_id: str, words: dict[str, str], language: str, columns: int
) -> CustomerLines | None:
    line = next((one for one in sale.lines if one.line_id == line_id and not one.voided), None)
    total = _row(words["total"], format_money(sale.total, sale.currency, language), columns)
    if sale.tenders:
        remaining = format_money(sale.remaining, sale.currency, language)
        return CustomerLines(upper=total, lower=_row(words["to_pay"], remaining, columns))
    if line is None:
        return CustomerLines(upper="", lower=total)
    amount = format_money(line.amount, sale.currency, language)
    piece = line.unit in ("pcs", "")
    if piece and line.quantity == 1000:  # noqa: PLR2004 - thousandths: one piece needs no figure
        return CustomerLines(upper=_row(line.name, amount, columns), lower=total)
    quantity = format_quantity(line.quantity, line.unit, language)
    name = f"{quantity}× {line.name}" if piece else f"{quantity} {line.name}"
    return CustomerLines(upper=_row(name, amount, columns), lower=total)


def _row(label: str, amount: str, columns: int) -> str:
    """The amount whole at the right edge; of the label what fits."""
    room = max(0, columns - len(amount) - 1)
    return f"{label[:room].rstrip():<{room}} {amount}"[-columns:]


def _centred(text: str, columns: int) -> str:
    return text[:columns].center(columns).rstrip()
