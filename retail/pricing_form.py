"""The JSON form of a cart to price, as people write it; docs/algorithms/price-form.md documents every key.

Numbers may be JSON numbers or text; both are read exactly, never through binary floating point.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Final, Literal

import msgspec

from retail.errors import RuleError
from retail.promotion_form import FormBuyGet, FormFixedPrice, FormPromotion
from retail.rounding import Rounding
from retail.tax import InclusiveMethod, TaxLevel

_BOM: Final = b"\xef\xbb\xbf"
_BYTE: Final = re.compile(r" \(byte (\d+)\)$")
_PLACE: Final = re.compile(r"^(.*) - at `(.*)`$", re.DOTALL)
_UNKNOWN: Final = re.compile(r"^Object contains unknown field `(.*)`$", re.DOTALL)


class FormRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tax rate written out; a bare number stands for one with only `rate`."""

    rate: Decimal
    code: str = "TAX"
    name: str = ""
    letter: str = ""
    compound: bool = False


FormRates = Decimal | FormRate | tuple[Decimal | FormRate, ...]


class FormDiscount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A discount: one of `percent` and `amount`."""

    percent: Decimal | None = None
    amount: Decimal | None = None
    id: str = ""
    reason: str | None = None


class FormItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the cart: one of `price` and `unit_price`, at most one way to name its tax."""

    price: Decimal | None = None
    unit_price: Decimal | None = None
    quantity: Decimal = Decimal("1")
    id: str = ""
    name: str = ""
    tax_class: str | None = None
    tax_rate: Decimal | FormRate | None = None
    tax_rates: tuple[Decimal | FormRate, ...] | None = None
    discounts: tuple[FormDiscount, ...] = ()
    discountable: bool = True
    sku: str = ""
    category: str = ""
    weighed: bool = False
    promotable: bool = True


class FormPolicies(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The store's policies; the defaults are those of a European shop."""

    prices_include_tax: bool = True
    tax_level: TaxLevel = "line"
    inclusive_method: InclusiveMethod = "round_tax"
    rounding: Rounding = Rounding.HALF_UP
    extend_rounding: Rounding = Rounding.HALF_UP
    discount_rounding: Rounding = Rounding.HALF_UP
    cash_rounding: Literal["country", "opt_in", "none"] = "country"


class FormTender(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A payment: cash as handed over, a card as charged; negative in a refund."""

    kind: Literal["cash", "card"]
    amount: Decimal
    brand: str | None = None
    last4: str | None = None
    reference: str | None = None
    id: str = ""


class CartForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole form."""

    currency: str
    items: tuple[FormItem, ...]
    tax_classes: dict[str, FormRates] = {}
    discounts: tuple[FormDiscount, ...] = ()
    promotions: tuple[FormPromotion, ...] = ()
    tenders: tuple[FormTender, ...] = ()
    policies: FormPolicies = FormPolicies()
    country: str = ""
    state: str = ""
    date: str = ""
    at: str = ""
    time_zone: str = "UTC"
    note: str = ""


_OWNERS: Final = (
    (FormRate, "a tax rate"),
    (FormTender, "an entry of `tenders`"),
    (FormDiscount, "an entry of `discounts`"),
    (FormFixedPrice, "`fixed_price`"),
    (FormBuyGet, "`buy_get`"),
    (FormPromotion, "an entry of `promotions`"),
    (FormItem, "an entry of `items`"),
    (FormPolicies, "`policies`"),
    (CartForm, "the form itself"),
)


def read_form(data: bytes) -> CartForm:
    """The form in these bytes; RuleError "form_not_json" or "form_invalid" that names the place in it."""
    text = data.removeprefix(_BOM)
    try:
        return msgspec.json.decode(text, type=CartForm)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from error
    except UnicodeDecodeError as error:
        raise RuleError("form_not_json", "The form is not UTF-8 text. Save it as UTF-8.") from error
    except msgspec.DecodeError as error:
        raise RuleError("form_not_json", f"The form is not JSON: {_by_line(str(error), text)}.") from error


def form_error(path: str, message: str, code: str = "form_invalid") -> RuleError:
    """What is wrong at one place of the form, the place first."""
    return RuleError(code, f"{path}: {message}", path=path)


@contextmanager
def at_place(path: str) -> Iterator[None]:
    """Put the place in the form before what a rule says."""
    try:
        yield
    except RuleError as error:
        raise form_error(path, error.message, error.code) from error


def _invalid(words: str) -> RuleError:
    """msgspec's words with the JSON path in front, where the eye looks for it."""
    placed = _PLACE.match(words)
    path, problem = (placed[2], placed[1]) if placed else ("$", words)
    unknown = _UNKNOWN.match(problem)
    return form_error(path, _unknown_key(unknown[1]) if unknown else problem)


def _unknown_key(key: str) -> str:
    """Says that a key means nothing here, and which one of the form may be meant."""
    owners = {name: owner for form, owner in _OWNERS for name in form.__struct_fields__}
    if key in owners:
        return f"the key `{key}` does not belong here but in {owners[key]}."
    near = difflib.get_close_matches(key, owners, n=1)
    return f"there is no key `{key[:40]}`." + (f" Did you mean `{near[0]}`?" if near else "")


def _by_line(words: str, text: bytes) -> str:
    """A byte offset in msgspec's words as a line number, which an editor can find."""
    found = _BYTE.search(words)
    if found is None:
        return words
    line = text.count(b"\n", 0, int(found[1])) + 1
    return f"{words[: found.start()]} in line {line}"
