"""Promotions at the hub: read from their written form, checked with the catalogue, sent to the tills."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from hub.services.catalogue_rows import identifier_of
from hub.services.scopes import price_scope
from hub.store import catalogue, promotions, stores, terminals
from hub.store.database import Connection, Database
from hub.store.feeds import Change, publish
from retail.errors import RuleError
from retail.promotion import Promotion
from retail.promotion_form import FormPromotion, read_promotion
from sync import messages as m


class PromotionFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[[promotions]]` of a TOML file."""

    promotions: tuple[FormPromotion, ...]


class ListRules(msgspec.Struct, frozen=True, kw_only=True):
    """What amounts and times of a price list mean."""

    currency: str
    time_zone: str
    """Empty where its stores lie in several zones: then a time needs its offset."""


def read_file(path: Path) -> tuple[FormPromotion, ...]:
    """The promotions in a TOML or JSON file. Raises `RuleError` that names the file and what is wrong."""
    try:
        if path.suffix.lower() == ".json":
            return msgspec.json.decode(path.read_bytes(), type=PromotionFile).promotions
        return msgspec.convert(
            tomllib.loads(path.read_text("utf-8"), parse_float=Decimal), PromotionFile
        ).promotions
    except OSError as error:
        raise RuleError("file_unreadable", f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise RuleError("promotions_invalid", f"{path.name} does not name promotions: {error}") from error


def rules_of(connection: Connection, price_list: str) -> ListRules:
    """Of the stores whose terminals use the list. RuleError where none do, or not of one currency."""
    users = {one.store_id for one in terminals.every(connection) if one.price_list == price_list}
    profiles = [one.profile for one in stores.every(connection) if one.profile.store_id in users]
    currencies, zones = {one.currency for one in profiles}, {one.time_zone for one in profiles}
    if len(currencies) != 1:
        raise RuleError(
            "price_list_unknown",
            f"No terminals of one currency use price list {price_list[:40]!r}; give another --price-list.",
        )
    return ListRules(currency=currencies.pop(), time_zone=zones.pop() if len(zones) == 1 else "")


def put_promotions(
    connection: Connection, price_list: str, forms: Sequence[FormPromotion]
) -> tuple[list[Change], list[Promotion]]:
    """Add these, or put them in the place of those with their ids. RuleError names the promotion."""
    rules = rules_of(connection, price_list)
    found = [_read(connection, form, rules) for form in forms]
    for one in found:
        promotions.put(connection, price_list, one)
    return [Change(kind="promotion", key=one.promotion_id, body=one) for one in found], found


def write_promotions(
    database: Database, price_list: str, forms: Sequence[FormPromotion], at: int
) -> tuple[m.ScopeHead, list[Promotion]]:
    """`put_promotions`, sent to the terminals: all or none; "sku_unknown" where no item has a SKU named."""
    with database.write() as connection:
        changes, found = put_promotions(connection, price_list, forms)
        _refuse_unknown(connection, found)
        return publish(connection, price_scope(price_list), changes, at), found


def remove_promotion(database: Database, price_list: str, promotion_id: str, at: int) -> m.ScopeHead:
    """End a promotion now. Raises `RuleError` where there is none."""
    with database.write() as connection:
        if not promotions.remove(connection, price_list, promotion_id):
            raise RuleError("promotion_unknown", f"There is no promotion {promotion_id[:40]!r}.")
        gone = [Change(kind="promotion", key=promotion_id, body=None)]
        return publish(connection, price_scope(price_list), gone, at)


def _read(connection: Connection, form: FormPromotion, rules: ListRules) -> Promotion:
    try:
        return read_promotion(form, rules.currency, rules.time_zone, _finder(connection))
    except RuleError as error:
        raise RuleError(error.code, f"Promotion {form.id[:40]!r}: {error.message}", **error.params) from error


def _refuse_unknown(connection: Connection, found: Sequence[Promotion]) -> None:
    """A slip in a SKU would go unnoticed: the promotion would count for nothing."""
    for one in found:
        known = catalogue.items(connection, one.goods.skus)
        missing = next((sku for sku in one.goods.skus if sku not in known), None)
        if missing is not None:
            raise RuleError(
                "sku_unknown", f"Promotion {one.promotion_id[:40]!r}: there is no item {missing[:40]!r} yet."
            )


def _finder(connection: Connection) -> Callable[[str], str]:
    def sku_of(code: str) -> str:
        identifier = identifier_of(code)
        owners = catalogue.owners(connection, [identifier])
        if identifier not in owners:
            raise RuleError("barcode_unknown", f"no item has the barcode {code[:40]!r}")
        return owners[identifier]

    return sku_of
