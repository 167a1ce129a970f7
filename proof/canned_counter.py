"""Canned views of returns and customers: receipts, what is left of one, carts with both, and people."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import queries as q
from pos_app import views as v
from pos_app.queries import customers as qc
from pos_app.queries import returns as qr
from pos_app.views import customers as vc
from pos_app.views import returns as vr
from pos_app.views.loyalty import BalanceView
from proof.canned_side import SideBus
from proof.canned_till import NOW, TILL, line, sale, tiles

DAY = 86_400_000

RECEIPTS = (
    vr.ReceiptFound(
        txn_id="r1",
        receipt_no="S1-T2-000123",
        at=NOW - 3_600_000,
        business_date="2026-11-21",
        terminal="T2",
        currency="EUR",
        total=4731,
        line_count=6,
        first_items=("Bauernbrot 1 kg", "Laugenbrezel", "Äpfel Elstar"),
    ),
    vr.ReceiptFound(
        txn_id="r2",
        receipt_no="S1-T1-004410",
        at=NOW - DAY,
        business_date="2026-11-20",
        terminal="T1",
        currency="EUR",
        total=1847,
        line_count=2,
        first_items=("Rotwein Dornfelder trocken 0,75 l", "Wochenzeitung"),
    ),
    vr.ReceiptFound(
        txn_id="r3",
        receipt_no="S1-T1-004377",
        at=NOW - 2 * DAY,
        business_date="2026-11-19",
        terminal="T1",
        currency="EUR",
        total=249,
        line_count=1,
        first_items=("Süßrahmbutter 250 g",),
        all_returned=True,
    ),
    vr.ReceiptFound(
        txn_id="r4",
        receipt_no="S1-T2-000088",
        at=NOW - 3 * DAY,
        business_date="2026-11-18",
        terminal="T2",
        currency="EUR",
        total=718,
        line_count=2,
        first_items=("Naturjoghurt 500 g", "Frische Vollmilch 3,8 % 1 l"),
        reversed=True,
    ),
)


def left_line(number: int, name: str, sold: int, paid: int, **more: Any) -> vr.ReturnableLine:
    """One line sold, of which all is left unless said otherwise."""
    unit = more.get("unit", "pcs")
    fields: dict[str, Any] = {
        "line_id": f"s{number}",
        "kind": "sale",
        "sku": f"sku{number}",
        "name": name,
        "unit": unit,
        "quantity_step": 1000 if unit == "pcs" else 1,
        "sold": sold,
        "returned": 0,
        "on_sale": 0,
        "left": sold,
        "unit_price": paid * 1000 // sold,
        "paid": paid,
        "refund_left": paid,
        "refund_one": paid * 1000 // sold,
    }
    return vr.ReturnableLine(**(fields | more))


RETURNABLE = vr.ReturnableView(
    txn_id="r1",
    receipt_no="S1-T2-000123",
    at=NOW - 3_600_000,
    business_date="2026-11-21",
    terminal="T2",
    own=True,
    as_of=NOW - 20_000,
    currency="EUR",
    total=4731,
    tenders=(v.TenderView(payment_id="", kind="card", amount=4731, brand="Visa", last4="4242"),),
    lines=(
        left_line(1, "Bauernbrot 1 kg", 1000, 429),
        left_line(2, "Laugenbrezel", 3000, 267, returned=1000, left=2000, refund_left=178),
        left_line(3, "Äpfel Elstar", 848, 254, unit="kg"),
        left_line(4, "Vollkornbrot mit Sonnenblumenkernen 750 g", 2000, 682),
        left_line(5, "Mineralwasser Medium 0,75 l", 6000, 534),
        left_line(6, "Mineralwasser Medium 0,75 l", 6000, 150, kind="deposit", parent="s5"),
        left_line(7, "Süßrahmbutter 250 g", 1000, 249, returned=1000, left=0, refund_left=0),
    ),
)
FOREIGN = replace(RETURNABLE, own=False, terminal="T1", receipt_no="S1-T1-004410", as_of=NOW - 3_000_000)
LONG_RECEIPT = replace(
    RETURNABLE,
    lines=tuple(
        left_line(i, f"Artikel Nummer {i} mit einem üblichen Namen", 1000, 100 + i) for i in range(1, 201)
    ),
)

RETURN_REASONS = (
    v.ReasonView(reason_id="q1", text={"en": "Does not fit or please", "de": "Gefällt oder passt nicht"}),
    v.ReasonView(reason_id="q2", text={"en": "Damaged or spoiled", "de": "Beschädigt oder verdorben"}),
    v.ReasonView(reason_id="q3", text={"en": "Wrong item bought", "de": "Falschen Artikel gekauft"}),
    v.ReasonView(reason_id="q4", text={"en": "Past its date", "de": "Haltbarkeit überschritten"}),
)

CUSTOMER = v.CustomerTile(
    customer_id="k1",
    name="Friederike Schönberg-Überall",
    phone="+4930901820",
    email="f.schoenberg@example.org",
)
_BACK = (
    line(1, "Laugenbrezel", -178, quantity=-2000, unit_price=89, is_return=True, return_of="S1-T2-000123"),
    line(2, "Mineralwasser Medium 0,75 l", -534, quantity=-6000, unit_price=89, is_return=True),
    line(3, "Mineralwasser Medium 0,75 l", -150, quantity=-6000, unit_price=25, is_return=True, parent="l2"),
)
_BACK = (
    replace(_BACK[0], stock_fate="back"),
    replace(_BACK[1], return_of="S1-T2-000123", stock_fate="damaged"),
    _BACK[2],
)
EXCHANGE = sale(
    (*_BACK, line(4, "Rotwein Dornfelder trocken 0,75 l", 599), line(5, "Wochenzeitung", 590)),
    refund_total=862,
    piece_count=2,
    customer=CUSTOMER,
)
REFUND = sale((*_BACK, line(4, "Zimtschnecke", 219)), refund_total=862, piece_count=1)
OFFERS = sale(
    (
        line(1, "Bauernbrot 1 kg", 429),
        line(
            2,
            "Frische Vollmilch 3,8 % 1 l",
            278,
            quantity=3000,
            unit_price=139,
            extended=417,
            promotions=(v.PromotionView(name="3 zum Preis von 2", amount=139),),
            best_before="2026-12-01",
            batch="L2417B",
        ),
        line(
            3,
            "Zartbitterschokolade 70 % 100 g",
            206,
            unit_price=229,
            extended=229,
            promotions=(v.PromotionView(name="Süße Woche −10 %", amount=23),),
        ),
        line(4, "Hackfleisch gemischt 500 g", 549, expiry="2026-11-23", batch="4711", serial="00017"),
    ),
    promotion_total=162,
    hints=(
        v.PromotionHint(promotion_id="p2", name="2 Joghurt für 2,00 €", missing_quantity=1),
        v.PromotionHint(promotion_id="p3", name="Kaffee gratis ab 20 €", missing_amount=538),
    ),
    customer=CUSTOMER,
)
REFUND_PAYMENT = v.PaymentView(
    txn_id="t1",
    currency="EUR",
    total=-643,
    remaining=-643,
    cash_remaining=-645,
    cash_rounding=-2,
    rounding_notice="Cash is rounded to 5 cents",
    quick_cash=(-645,),
    give_back=643,
    cash_give_back=645,
    cards=(v.TenderView(payment_id="", kind="card", amount=4731, brand="Visa", last4="4242"),),
)
GIVEN_BACK = v.ChangeView(
    txn_id="t1",
    receipt_no="S1-T2-000124",
    currency="EUR",
    total=-643,
    paid=-643,
    change=0,
    given_back=643,
    tenders=(
        v.TenderView(payment_id="p1", kind="points", amount=-300),
        v.TenderView(payment_id="p2", kind="cash", amount=-343),
    ),
)

CHANGE = v.ChangeView(
    txn_id="t1", receipt_no="S1-T2-000124", currency="EUR", total=1462, paid=2000, change=538
)

HITS = (
    vc.CustomerHit(
        customer_id="k1",
        name="Friederike Schönberg-Überall",
        phone="+4930901820",
        email="f.schoenberg@example.org",
        card_code="K-000481",
    ),
    vc.CustomerHit(customer_id="k2", name="Fritz Schön", phone="+491712345678", email="", card_code=""),
    vc.CustomerHit(
        customer_id="k3", name="", phone="", email="schoenes.leben@example.net", card_code="K-000977"
    ),
)
CONSENT_TEXTS = (
    vc.ConsentTextView(
        purpose="service",
        text_version="2026-03",
        language="de",
        text="Sie dürfen mich zu meinen Bestellungen und Abholungen anrufen oder mir schreiben.",
    ),
    vc.ConsentTextView(
        purpose="marketing",
        text_version="2026-07",
        language="de",
        text="Ich möchte Neuigkeiten und Angebote von Feinkost Musterstadt per E-Mail erhalten. "
        "Ich kann das jederzeit widerrufen.",
    ),
    vc.ConsentTextView(
        purpose="profiling",
        text_version="2025-11",
        language="de",
        text="Meine Einkäufe dürfen ausgewertet werden, um das Sortiment zu verbessern.",
    ),
)
CUSTOMER_VIEW = vc.CustomerView(
    customer_id="k1",
    name="Friederike Schönberg-Überall",
    phone="+4930901820",
    email="f.schoenberg@example.org",
    card_code="K-000481",
    language="de",
    consents=(
        vc.ConsentView(purpose="service", asked=True, given=True, text_version="2026-03", at=NOW - 40 * DAY),
        vc.ConsentView(
            purpose="marketing",
            asked=True,
            given=True,
            text_version="2026-01",
            at=NOW - 300 * DAY,
            outdated=True,
        ),
        vc.ConsentView(purpose="profiling", asked=False, given=False),
    ),
    balance=BalanceView(
        points=1250,
        pending=40,
        tier="Gold",
        credit=2000,
        currency="EUR",
        next_expiry_at=NOW + 40 * DAY,
        next_expiry_points=300,
        as_of=NOW - 600_000,
        known=True,
    ),
    at_hub=False,
)


class CounterScreens(SideBus):
    """Answers the queries of returns and customers too."""

    def __init__(self, till: v.TillView = TILL) -> None:
        super().__init__(till)
        self.receipts: tuple[vr.ReceiptFound, ...] = RECEIPTS
        self.returnable = RETURNABLE
        self.hits: tuple[vc.CustomerHit, ...] = HITS
        self.customer = CUSTOMER_VIEW
        self.consent_texts: tuple[vc.ConsentTextView, ...] = CONSENT_TEXTS
        self.item = tiles("Milch & Käse", 1)[0]
        self.session = till.session

    def _answer(self, query: q.Query[Any]) -> object:
        if isinstance(query, qr.QuoteReturn):
            return self._quote(query)
        if isinstance(query, qc.ShowCustomer):
            return replace(self.customer, customer_id=query.customer_id)
        if isinstance(query, q.ListReasons) and query.kind != "return":
            return super()._answer(query)
        priced = v.PriceCheckView(raw="", found=True, item=self.item, price=self.item.price)
        answers: dict[type[q.Query[Any]], object] = {
            q.CheckPrice: priced,
            q.ListReasons: RETURN_REASONS,
            qr.FindReceipts: self.receipts,
            qr.ShowReturnable: self.returnable,
            qc.FindCustomers: self.hits,
            qc.ListConsentTexts: self.consent_texts,
        }
        found = answers.get(type(query))
        return super()._answer(query) if found is None else found

    def _quote(self, query: qr.QuoteReturn) -> vr.ReturnQuote:
        """By the piece, as if nothing had come off."""
        by_id = {one.line_id: one for one in self.returnable.lines}
        goods = {p.line_id: by_id[p.line_id].paid * p.quantity // by_id[p.line_id].sold for p in query.picks}
        deposits = sum(
            one.paid * pick.quantity // one.sold
            for pick in query.picks
            for one in self.returnable.lines
            if one.parent == pick.line_id
        )
        total = sum(goods.values())
        return vr.ReturnQuote(
            txn_id=query.txn_id, goods=total, deposits=deposits, total=total + deposits, lines=goods
        )
