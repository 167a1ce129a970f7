"""Answers queries: one function a query, all reading inside one read transaction on the `db` thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import msgspec

from pos_app import customer_view, journal_view, loyalty_view, person_view
from pos_app import queries as q
from pos_app import views as v
from pos_app.code_lookup import Hit, look_up
from pos_app.device_views import devices_view, print_jobs
from pos_app.handlers.after_sale import original, z_paper
from pos_app.handlers.hand_off import show_hand_off
from pos_app.handlers.packs import past_dates
from pos_app.outcomes import current_sale
from pos_app.parked_paper import SLIP, can_print
from pos_app.parked_view import suspended
from pos_app.promotion_choice import promotions_for
from pos_app.queries import carts as qca
from pos_app.queries import customers as qc
from pos_app.queries import loyalty as ql
from pos_app.queries import returns as qr
from pos_app.queries import stock as qs
from pos_app.return_view import find_receipts, original_cards, quote, returnable
from pos_app.said_price import Said
from pos_app.sale_view import payment_view
from pos_app.session_totals import session_totals
from pos_app.step import Step
from pos_app.stock_view import (
    rights_held,
    stock_beside_price,
    stock_document,
    stock_of,
    stock_work,
)
from pos_app.tiles import category_views, item_tile
from pos_app.views.devices import DevicesView, DeviceView
from pos_app.views.journal import ReceiptView
from pos_app.views.sync import SyncView
from retail.errors import RuleError
from retail.pricing import THOUSANDTHS
from retail.receipt_layout import as_text
from retail.rounding import Rounding, divide

R = TypeVar("R")

PREVIEW_COLUMNS = 42
"""Width of the receipt preview: what an 80 mm printer shows."""
AWAY = ("starting", "offline", "unauthorised")
"""States of sync in which nothing can be asked of the hub."""


@dataclass
class LiveState:
    """What other threads last said: each device's health by its id, and the sync status."""

    devices: dict[str, DeviceView] = field(default_factory=dict)
    sync: SyncView | None = None
    arrivals: int = 0
    """How often something came from the hub."""


class Lookups:
    """Runs every query against a step that only reads."""

    def __init__(self, live: LiveState) -> None:
        self._live = live
        self._answers: dict[type[q.Query[Any]], Callable[[Step, Any], Any]] = {
            q.ShowTill: lambda step, _query: show_till(step, self._live),
            q.ListOperators: lambda step, _query: person_view.operators(step),
            q.ListSupervisors: lambda step, query: person_view.supervisors(step, query.permission),
            q.ListReasons: _reasons,
            q.ListDepartments: _departments,
            q.ListCategories: lambda step, _query: category_views(step.catalogue),
            q.CategoryItems: _category_items,
            q.SearchItems: _search,
            q.CheckPrice: _check_price,
            q.ListSuspended: lambda step, _query: suspended(step, reached=self._reached()),
            qca.ShowHandOff: show_hand_off,
            q.ShowPayment: _payment,
            q.ShowSession: lambda step, _query: show_session(step),
            q.ListJournal: journal_view.entries,
            q.ShowReceipt: _receipt,
            q.ShowZReport: _z_report,
            q.ListPrintJobs: lambda step, _query: print_jobs(step),
            q.ShowDevices: lambda step, _query: self._devices(step),
            qr.FindReceipts: find_receipts,
            qr.QuoteReturn: quote,
            qr.ShowReturnable: lambda step, query: returnable(step, query, self._last_contact()),
            q.ShowSync: lambda _step, _query: self._sync(),
            ql.BalanceOf: loyalty_view.balance_of,
            ql.ListValueAsks: loyalty_view.value_asks,
            ql.ShowValuePayment: loyalty_view.value_payment,
            qc.FindCustomers: customer_view.find_customers,
            qc.ShowCustomer: customer_view.show_customer,
            qc.ListConsentTexts: customer_view.consent_texts,
            qs.StockOf: stock_of,
            qs.ListStockDocuments: stock_work,
            qs.ShowStockDocument: stock_document,
            qs.ListRights: rights_held,
        }

    def answer(self, step: Step, query: q.Query[R]) -> R:
        """The view that answers `query`. Raises `KnownError` where it has none."""
        return cast(R, self._answers[type(query)](step, query))

    def _devices(self, step: Step) -> DevicesView:
        return devices_view(step, self._live.devices)

    def _reached(self) -> bool:
        return self._live.sync is not None and self._live.sync.state not in AWAY

    def _last_contact(self) -> int | None:
        return self._live.sync.last_contact_at if self._live.sync else None

    def _sync(self) -> SyncView:
        return self._live.sync or SyncView(
            state="starting", waiting_ops=0, waiting_sales=0, oldest_at=None, last_contact_at=None
        )


def show_till(step: Step, live: LiveState) -> v.TillView:
    """The window's frame; works from the first start, before any configuration has arrived."""
    config = step.uow.store_config()
    settings = step.uow.settings
    languages = config.profile.languages if config else ("en",)
    return v.TillView(
        store_name=config.profile.name if config else "",
        terminal_name=_terminal_name(step),
        operator=person_view.tile(step, step.desk.operator) if step.desk.operator else None,
        locked=step.desk.locked,
        session=show_session(step),
        sale=current_sale(step),
        training=step.training,
        currency=config.currency if config else "",
        languages=languages,
        time_zone=config.profile.time_zone if config else "UTC",
        business_date=step.business_date(),
        language=step.desk.language or settings.get("language") or languages[0],
        scheme=settings.get("scheme") or "light",
        text_scale=float(settings.get("text_scale") or "1"),
        auto_lock_s=config.profile.limits.auto_lock_s if config else 0,
        item_count=step.catalogue.count(),
        unprinted=step.uow.print_jobs.waiting_count(),
        suspended_count=len(step.uow.drafts.suspended()),
        prints_slips=settings.get(SLIP) == "1" if can_print(step) else None,
        arrivals=live.arrivals,
    )


def _terminal_name(step: Step) -> str:
    config = step.uow.store_config()
    if config is None:
        return ""
    return config.terminal.name or f"T{config.terminal.terminal_no}"


def show_session(step: Step) -> v.SessionView:
    """The session; its totals only once the blind count is declared."""
    session = step.uow.sessions.current()
    if session is None:
        return v.SessionView(state=None)
    totals = session_totals(step.uow, session, step.clock.now()) if session.state == "closing" else None
    return v.SessionView(
        state=session.state,
        number=session.number,
        business_date=session.business_date,
        opened_at=session.opened_at,
        opened_by=person_view.name_of(step, session.opened_by),
        currency=session.currency,
        opening_float=session.opening_float,
        totals=totals,
        suspended_count=len(step.uow.drafts.suspended()),
    )


def _reasons(step: Step, query: q.ListReasons) -> tuple[v.ReasonView, ...]:
    return tuple(
        v.ReasonView(reason_id=reason.reason_id, text=reason.texts)
        for reason in step.config().reasons
        if reason.kind == query.kind
    )


def _departments(step: Step, _query: q.ListDepartments) -> tuple[v.DepartmentView, ...]:
    return tuple(
        v.DepartmentView(department_id=one.department_id, name=one.name) for one in step.config().departments
    )


def _category_items(step: Step, query: q.CategoryItems) -> tuple[v.ItemTile, ...]:
    currency, colours = step.config().currency, _colours(step)
    found = step.catalogue.in_category(query.category, query.offset, query.limit)
    return tuple(item_tile(step.catalogue, one, currency, colours) for one in found)


def _search(step: Step, query: q.SearchItems) -> tuple[v.ItemTile, ...]:
    currency, colours = step.config().currency, _colours(step)
    found = step.catalogue.search(query.text, query.limit)
    return tuple(item_tile(step.catalogue, one, currency, colours) for one in found)


def _colours(step: Step) -> dict[str, str]:
    return {category.name: category.colour for category in category_views(step.catalogue)}


def _check_price(step: Step, query: q.CheckPrice) -> v.PriceCheckView:
    config = step.config()
    year = int(step.business_date()[:4])
    hit = look_up(step.catalogue, query.raw, config.code_layouts, currency=config.currency, year=year)
    if isinstance(hit, v.Notice):
        return v.PriceCheckView(raw=query.raw, found=False, notice=hit)
    item = item_tile(step.catalogue, hit.found, step.config().currency, _colours(step))
    return v.PriceCheckView(
        raw=query.raw,
        found=True,
        item=item,
        price=_price_of(hit),
        of_pack=hit.price is not None or hit.quantity is not None,
        deposit=hit.found.item.deposit,
        notice=past_dates(hit.code, hit.found.item.name, step.business_date()),
        stock=stock_beside_price(step, hit.found.item.sku),
    )


def _price_of(hit: Hit) -> int | None:
    """Of the pack, where its code carries a price, a weight or a count; else of one unit."""
    unit_price = hit.found.price
    if hit.price is not None or hit.quantity is None or unit_price is None:
        return unit_price if hit.price is None else hit.price
    return divide(hit.quantity * unit_price, THOUSANDTHS, Rounding.HALF_UP)


def _payment(step: Step, _query: q.ShowPayment) -> v.PaymentView:
    txn = step.transaction()
    book = promotions_for(step, txn)
    step.desk.said = Said(txn, book)
    view = payment_view(txn, step.config(), book)
    return msgspec.structs.replace(view, cards=original_cards(step, txn))


def _receipt(step: Step, query: q.ShowReceipt) -> ReceiptView:
    record = step.uow.sales.get(query.txn_id)
    if record is None:
        raise RuleError("sale_unknown", "This sale is not on this terminal.")
    text = as_text(original(step, record), PREVIEW_COLUMNS)
    customer = step.uow.customers.get(record.body.origin.customer_id or "")
    email = customer.customer().email if customer else ""
    return ReceiptView(txn_id=query.txn_id, receipt_no=record.body.receipt_no, text=text, email=email)


def _z_report(step: Step, query: q.ShowZReport) -> ReceiptView:
    text = as_text(z_paper(step, query.number), PREVIEW_COLUMNS)
    return ReceiptView(txn_id="", receipt_no="", text=text)
