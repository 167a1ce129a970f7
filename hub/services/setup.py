"""First-run set-up of a hub: the shop as written in a TOML file or typed at the console."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import msgspec

from hub.services.configuration import store_feeds
from hub.services.passwords import hash_password, password_fits
from hub.services.pictures import Picture, read_picture
from hub.services.promotions import put_promotions
from hub.services.scopes import CATALOGUE, price_scope
from hub.store import catalogue, customers, people, stores, terminals
from hub.store.database import Connection, Database
from hub.store.feeds import Change, publish_each
from hub.store.identity import new_id
from hub.store.people import AdminUser
from hub.store.stores import StoreRecord
from hub.store.terminals import TerminalRecord
from retail.consent import ConsentText, Purpose
from retail.currency import currency
from retail.errors import RuleError
from retail.item import Category
from retail.pin import check_pin_form, hash_pin
from retail.promotion_form import FormPromotion
from retail.store_config import (
    Department,
    Limits,
    Operator,
    Reason,
    ReasonKind,
    Role,
    StoreProfile,
    TaxSettings,
)
from retail.tax import TaxPolicy, TaxRate

STANDARD_LIST = "standard"
PRINTABLE = ("image/png", "image/webp")
_VERSION = re.compile(r"[A-Za-z0-9.\-]{1,40}")


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; a word that is not known is an error, since it would do nothing."""


class StorePart(_Part, frozen=True, kw_only=True):
    """`[store]`."""

    number: int
    name: str
    currency: str
    country: str
    address: tuple[str, ...] = ()
    tax_id: str = ""
    region: str = ""
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    receipt_footer: tuple[str, ...] = ()
    logo: str = ""
    """A PNG or WebP file beside the set-up file, printed above receipts."""
    limits: Limits = Limits()


class TaxPart(_Part, frozen=True, kw_only=True):
    """`[tax]`: the policy, and `[[tax.classes.NAME]]` for each rate of a class."""

    policy: TaxPolicy = TaxPolicy()
    classes: dict[str, tuple[TaxRate, ...]]


class TerminalPart(_Part, frozen=True, kw_only=True):
    """`[[terminals]]`."""

    number: int
    name: str = ""
    price_list: str = STANDARD_LIST


class OperatorPart(_Part, frozen=True, kw_only=True):
    """`[[operators]]`; a PIN has 6 to 12 digits."""

    name: str
    pin: str
    role: Role = "cashier"
    language: str = ""
    colour: str = ""


class DepartmentPart(_Part, frozen=True, kw_only=True):
    """`[[departments]]`."""

    id: str
    name: str
    tax_class: str


class ReasonPart(_Part, frozen=True, kw_only=True):
    """`[[reasons]]`; `texts.en` is needed."""

    id: str
    kind: ReasonKind
    texts: dict[str, str]


class ConsentPart(_Part, frozen=True, kw_only=True):
    """`[[consents]]`: what a new customer is asked; `texts.en` is needed. Other words, another version."""

    purpose: Purpose
    version: str
    texts: dict[str, str]


class CategoryPart(_Part, frozen=True, kw_only=True):
    """`[[categories]]`, in the order in which they are shown."""

    name: str
    colour: str = ""


class ShopPlan(_Part, frozen=True, kw_only=True):
    """A whole set-up file."""

    store: StorePart
    tax: TaxPart
    terminals: tuple[TerminalPart, ...] = (TerminalPart(number=1),)
    operators: tuple[OperatorPart, ...] = ()
    departments: tuple[DepartmentPart, ...] = ()
    reasons: tuple[ReasonPart, ...] = ()
    categories: tuple[CategoryPart, ...] = ()
    consents: tuple[ConsentPart, ...] = ()
    promotions: tuple[FormPromotion, ...] = ()
    """`[[promotions]]`, on the standard price list; docs/algorithms/price-form.md names the keys."""


def read_plan(path: Path) -> ShopPlan:
    """The plan in a TOML file. Raises `RuleError` that names the file and what is wrong in it."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8"), parse_float=Decimal), ShopPlan)
    except OSError as error:
        raise RuleError("setup_file_unreadable", f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise RuleError("setup_file_invalid", f"{path} is not a valid set-up: {error}") from error


def check_plan(plan: ShopPlan) -> None:
    """Raise `RuleError` for what has the right form and cannot be right."""
    currency(plan.store.currency)
    if min(plan.store.number, *(one.number for one in plan.terminals)) < 1:
        raise RuleError("setup_number", "Stores and terminals are numbered from 1.")
    for department in plan.departments:
        if department.tax_class not in plan.tax.classes:
            raise RuleError(
                "tax_class_unknown",
                f"Department {department.name!r} has an unknown tax class: {department.tax_class!r}.",
            )
    for operator in plan.operators:
        check_pin_form(operator.pin)
    for reason in plan.reasons:
        if "en" not in reason.texts:
            raise RuleError("reason_text_missing", f"Reason {reason.id!r} has no English text.")
    for consent in plan.consents:
        if "en" not in consent.texts or not _VERSION.fullmatch(consent.version):
            raise RuleError(
                "consent_text_missing",
                f"The text for {consent.purpose} needs English words, and a version of letters and digits.",
            )


def read_logo(plan: ShopPlan, folder: Path) -> Picture | None:
    """The store's logo, a file below `folder`; None where the plan has none. Raises `RuleError`."""
    return read_picture(folder, plan.store.logo) if plan.store.logo else None


def set_up(
    database: Database,
    plan: ShopPlan,
    admin: tuple[str, str] | None,
    at: int,
    logo: Picture | None = None,
) -> str:
    """Write the plan into the hub; returns the store id.

    What is there under the same number or name is changed. `admin` is name and password of the owner, `logo`
    what `read_logo` found. Raises `RuleError`; then nothing was written.
    """
    check_plan(plan)
    if logo is not None and logo.media_type not in PRINTABLE:
        raise RuleError("logo_kind", "The logo must be a PNG or WebP picture: printers draw nothing else.")
    password_hash = None if admin is None else hash_password(admin[1])
    pins = _pin_hashes(database, plan)
    with database.write() as connection:
        if admin is not None and password_hash is not None:
            people.put_user(connection, AdminUser(name=admin[0], role="owner", password_hash=password_hash))
        store_id = _put_store(connection, plan, logo, at)
        _put_terminals(connection, plan, store_id, at)
        _put_operators(connection, plan, store_id, pins, at)
        for place, category in enumerate(plan.categories):
            made = Category(name=category.name, position=place, colour=category.colour)
            catalogue.put_category(connection, made)
        categories = catalogue.categories(connection).values()
        feeds = store_feeds(connection, store_id)
        if plan.promotions:
            feeds[price_scope(STANDARD_LIST)] = put_promotions(connection, STANDARD_LIST, plan.promotions)[0]
        feeds[CATALOGUE] = [Change(kind="category", key=one.name, body=one) for one in categories]
        publish_each(connection, feeds, at)
    return store_id


def _pin_hashes(database: Database, plan: ShopPlan) -> dict[str, str]:
    """Hash of each operator's PIN; one that stays the same keeps its hash, so that terminals need no news."""
    with database.read() as connection:
        old = {one.name: one.pin_hash for one in people.operators(connection)}
    return {
        one.name: old[one.name]
        if one.name in old and password_fits(old[one.name], one.pin)
        else hash_pin(one.pin)
        for one in plan.operators
    }


def _put_store(connection: Connection, plan: ShopPlan, logo: Picture | None, at: int) -> str:
    wanted = plan.store
    if logo is not None:
        catalogue.put_image(connection, logo.digest, logo.media_type, logo.content)
    known = {record.profile.store_no: record.profile.store_id for record in stores.every(connection)}
    store_id = known.get(wanted.number) or new_id(at)
    profile = StoreProfile(
        store_id=store_id,
        store_no=wanted.number,
        name=wanted.name,
        address=wanted.address,
        tax_id=wanted.tax_id,
        currency=wanted.currency,
        country=wanted.country,
        region=wanted.region,
        time_zone=wanted.time_zone,
        languages=wanted.languages,
        receipt_footer=wanted.receipt_footer,
        logo=logo.digest if logo else "",
        limits=wanted.limits,
    )
    tax = TaxSettings(policy=plan.tax.policy, classes=plan.tax.classes)
    stores.put(connection, StoreRecord(profile=profile, tax=tax))
    stores.set_departments(
        connection,
        store_id,
        [
            Department(department_id=one.id, name=one.name, tax_class=one.tax_class)
            for one in plan.departments
        ],
    )
    reasons = [Reason(reason_id=one.id, kind=one.kind, texts=one.texts) for one in plan.reasons]
    stores.set_reasons(connection, store_id, reasons)
    texts = [ConsentText(purpose=one.purpose, version=one.version, texts=one.texts) for one in plan.consents]
    customers.set_consent_texts(connection, store_id, texts)
    return store_id


def _put_terminals(connection: Connection, plan: ShopPlan, store_id: str, at: int) -> None:
    for wanted in plan.terminals:
        known = terminals.by_number(connection, wanted.number, store_id)
        if known:
            terminals.describe(connection, known[0].terminal_id, wanted.name, wanted.price_list)
        else:
            terminals.add(
                connection,
                TerminalRecord(
                    terminal_id=new_id(at),
                    terminal_no=wanted.number,
                    store_id=store_id,
                    name=wanted.name,
                    price_list=wanted.price_list,
                ),
            )


def _put_operators(
    connection: Connection, plan: ShopPlan, store_id: str, pins: dict[str, str], at: int
) -> None:
    known = {one.name: one.operator_id for one in people.operators(connection, store_id)}
    for wanted in plan.operators:
        people.put_operator(
            connection,
            store_id,
            Operator(
                operator_id=known.get(wanted.name) or new_id(at),
                name=wanted.name,
                role=wanted.role,
                pin_hash=pins[wanted.name],
                language=wanted.language,
                colour=wanted.colour,
            ),
        )
