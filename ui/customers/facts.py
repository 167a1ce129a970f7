"""A customer as rows and facts: what a search found, and what is known of one, with what she agreed to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.views.customers import ConsentView, CustomerHit, CustomerView
from retail.cldr import locale_of
from retail.errors import DataError
from retail.identifiers import aim
from ui.figures import Figures
from ui.marked import QT_TRANSLATE_NOOP
from ui.rows import Row

translate = QCoreApplication.translate

PURPOSE_WORDS: dict[str, str] = {
    "service": QT_TRANSLATE_NOOP("Customers", "Messages about orders"),
    "marketing": QT_TRANSLATE_NOOP("Customers", "News and offers"),
    "profiling": QT_TRANSLATE_NOOP("Customers", "Evaluation of purchases"),
    "personalised_offers": QT_TRANSLATE_NOOP("Customers", "Personal offers"),
}


class HitRow(Row, frozen=True, kw_only=True):
    """One customer found; the key is her id."""

    name: str
    detail: str


def hit_row(hit: CustomerHit) -> HitRow:
    """One row: the best that is known of her first."""
    known = [word for word in (hit.name, hit.phone, hit.email, hit.card_code) if word]
    name, *rest = known or [translate("Customers", "Without a name")]
    return HitRow(key=hit.customer_id, name=name, detail=" · ".join(rest))


def title_of(view: CustomerView) -> str:
    """What she is called on a screen."""
    known = (view.name, view.phone, view.email, view.card_code)
    return next((word for word in known if word), translate("Customers", "Without a name"))


def facts_of(view: CustomerView, figures: Figures) -> list[dict[str, str]]:
    """What is known of her, as label and text."""
    plain = [
        (translate("Customers", "Telephone"), view.phone),
        (translate("Customers", "E-mail"), view.email),
        (translate("Customers", "Shop card"), view.card_code),
        (translate("Customers", "Language"), language_name(view.language)),
    ]
    plain += _balance(view, figures)
    facts = [{"label": label, "text": text} for label, text in plain if text]
    return facts + [
        {"label": purpose_word(one.purpose), "text": _answer(one, figures)} for one in view.consents
    ]


def _balance(view: CustomerView, figures: Figures) -> list[tuple[str, str]]:
    """Her points and credit, with how old that is; nothing where the store has none of it."""
    one = view.balance
    if one is None:
        return []
    tier = f" · {one.tier}" if one.tier else ""
    coming = translate("Customers", "{count} to come").format(count=one.pending) if one.pending else ""
    points = " · ".join(part for part in (f"{one.points}{tier}", coming) if part)
    going = ""
    if one.next_expiry_points:
        text = translate("Customers", "{count} until {day}")
        going = text.format(count=one.next_expiry_points, day=figures.moment(one.next_expiry_at))
    age = translate("Customers", "not known here yet")
    credit = figures.money(one.credit, one.currency) if one.credit else ""
    return [
        (translate("Customers", "Points"), points),
        (translate("Customers", "Points that end"), going),
        (translate("Customers", "Store credit"), credit),
        (translate("Customers", "As of"), figures.moment(one.as_of) if one.known else age),
    ]


def purpose_word(purpose: str) -> str:
    """What a consent is about, in a few words."""
    return translate("Customers", PURPOSE_WORDS.get(purpose, purpose))


def language_name(code: str) -> str:
    """A language in its own words; the code itself where nobody knows it."""
    if not code:
        return ""
    try:
        name = locale_of(code).get_display_name() or code
    except DataError:
        return code
    return str(name)[:1].upper() + str(name)[1:]


def card_text(raw: str) -> str:
    """What a scanned shop card says, without the scanner's own mark of how it was printed."""
    _, text = aim.split(raw.strip())
    return "".join(sign for sign in text if sign.isprintable())


def _answer(one: ConsentView, figures: Figures) -> str:
    if not one.asked:
        return translate("Customers", "Not asked")
    if one.outdated:
        return translate("Customers", "The wording has changed: ask again")
    word = translate("Customers", "Yes, {moment}") if one.given else translate("Customers", "No, {moment}")
    return word.format(moment=figures.moment(one.at))
