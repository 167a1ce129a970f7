"""Canned views of stock: documents, goods on their way, prices with stock, lines without a right."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import queries as q
from pos_app import views as v
from pos_app.queries import stock as qs
from pos_app.views import stock as vs
from proof.canned_counter import DAY, CounterScreens
from proof.canned_till import NOW, TILL, line, sale, tiles

REASONS = (
    v.ReasonView(reason_id="stock.broken", text={"en": "Broken or spoiled", "de": "Bruch oder Verderb"}),
    v.ReasonView(reason_id="stock.own_use", text={"en": "Own use", "de": "Eigenbedarf"}),
    v.ReasonView(reason_id="stock.found", text={"en": "Found again", "de": "Wiedergefunden"}),
)
STORES = (
    vs.StoreView(store_id="s2", name="Kiezmarkt Ahorn"),
    vs.StoreView(store_id="s3", name="Kiezmarkt Schöneberg am Rathaus"),
    vs.StoreView(store_id="s4", name="Lager Süd"),
)


def counted(number: int, name: str, quantity: int, expected: int, unit: str = "pcs") -> vs.StockLineView:
    """One line; quantities in thousandths."""
    return vs.StockLineView(sku=f"sku{number}", name=name, unit=unit, quantity=quantity, expected=expected)


COUNT = vs.StockDocumentView(
    document_id="d1",
    kind="count",
    operator_name="Anna Schmidt",
    began_at=NOW - 1_260_000,
    posted_at=None,
    reference="Regal 4",
    can_undo=True,
    line_count=7,
    lines=(
        counted(1, "Bauernbrot 1 kg", 4000, 4000),
        counted(2, "Vollkornbrot mit Sonnenblumenkernen 750 g", 7000, 9000),
        counted(3, "Äpfel Elstar", 12_480, 12_000, "kg"),
        counted(4, "Rotwein Dornfelder trocken 0,75 l", 0, 1000),
        counted(5, "Mineralwasser Medium 0,75 l", 48_000, 48_000),
        counted(6, "Zartbitterschokolade 70 % 100 g", 25_000, 24_000),
        replace(counted(7, "Wochenzeitung", 3000, 0), first=True),
    ),
)
LONG_COUNT = replace(
    COUNT,
    line_count=200,
    lines=tuple(counted(n, f"{COUNT.lines[n % 6].name} {n}", n * 1000, n * 1000) for n in range(1, 201)),
)
EMPTY_COUNT = replace(COUNT, lines=(), line_count=0, can_undo=False, reference="")
RECEIVE = replace(
    COUNT,
    document_id="d2",
    kind="receive",
    reference="LS 2026-11-4711",
    lines=tuple(replace(one, expected=0) for one in COUNT.lines[:3]),
    line_count=3,
)
ADJUST = replace(
    COUNT, document_id="d3", kind="adjust", outgoing=True, reference="", lines=RECEIVE.lines[:1], line_count=1
)
SEND = replace(
    RECEIVE, document_id="d4", kind="send", outgoing=True, reference="", stores=STORES, can_undo=False
)
ARRIVE = replace(
    COUNT,
    document_id="d5",
    kind="arrive",
    transfer_id="tr1",
    other_store="s2",
    other_store_name="Kiezmarkt Ahorn",
    reference="Umlagerung 12",
    lines=(COUNT.lines[0], replace(COUNT.lines[1], quantity=8000)),
    line_count=2,
    stores=STORES,
)
POSTED = replace(COUNT, document_id="d6", posted_at=NOW - 600_000, can_undo=False)

WORK = vs.StockWorkView(
    transfers=(
        vs.TransferView(
            transfer_id="tr2",
            from_store="s3",
            from_name="Kiezmarkt Schöneberg am Rathaus",
            sent_at=NOW - 7_200_000,
            reference="Umlagerung 14",
            line_count=3,
        ),
    ),
    documents=(
        replace(COUNT, lines=()),
        replace(ARRIVE, lines=()),
        replace(RECEIVE, lines=(), posted_at=NOW - 5_400_000),
        replace(
            POSTED, document_id="d7", posted_at=NOW - DAY, lines=(), operator_name="Katharina Obermüller"
        ),
        replace(SEND, lines=(), posted_at=NOW - 2 * DAY, other_store="s4", other_store_name="Lager Süd"),
        replace(ADJUST, lines=(), posted_at=NOW - 3 * DAY),
    ),
)

STOCK = v.StockView(
    sku="sku1",
    tracked=True,
    on_hand=5000,
    unavailable=1000,
    available=2000,
    held=1000,
    at=NOW - 180_000,
    elsewhere=(
        v.ElsewhereView(store_id="s3", name="Kiezmarkt Schöneberg am Rathaus", available=24_000),
        v.ElsewhereView(store_id="s2", name="Kiezmarkt Ahorn", available=6000),
    ),
    elsewhere_at=NOW - 900_000,
)
GONE = replace(STOCK, on_hand=0, unavailable=0, available=0, held=0, elsewhere=())


def _notice(code: str, why: str = "not_enough") -> v.Notice:
    params: dict[str, str | int] = {"uncovered": 1000, "available": 0, "at": NOW - 240_000, "why": why}
    return v.Notice(code=code, message="The last ones.", params=params)


LAST_UNITS = sale(
    (
        line(1, "Bauernbrot 1 kg", 429),
        line(2, "Blütenhonig 500 g", 549, stock_notice=_notice("right_offline")),
        line(
            3,
            "Rotwein Dornfelder trocken 0,75 l",
            1198,
            quantity=2000,
            unit_price=599,
            stock_notice=_notice("right_refused"),
        ),
        line(4, "LED-Lampe E27 8 W", 499, stock_notice=_notice("right_asked")),
    )
)


class StockScreens(CounterScreens):
    """Answers the queries of stock too."""

    def __init__(self, till: v.TillView = TILL) -> None:
        super().__init__(till)
        self.work = WORK
        self.document = COUNT
        self.stock: v.StockView | None = STOCK
        self.outcome = v.Outcome(ok=True, sale=till.sale, document_id="d1")

    def _answer(self, query: q.Query[Any]) -> object:
        if isinstance(query, q.ListReasons) and query.kind == "stock_adjustment":
            return REASONS
        if isinstance(query, qs.ShowStockDocument):
            return replace(self.document, document_id=query.document_id)
        item = tiles("Milch & Käse", 1)[0]
        answers: dict[type[q.Query[Any]], object] = {
            qs.ListStockDocuments: self.work,
            qs.StockOf: self.stock,
            q.CheckPrice: v.PriceCheckView(
                raw="", found=True, item=item, price=item.price, deposit=15, stock=self.stock
            ),
        }
        found = answers.get(type(query))
        return super()._answer(query) if found is None else found
