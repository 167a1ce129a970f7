"""A till that answers every question from canned views: what the pictures of the screens are drawn from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

import hub
from pos_app import commands as c
from pos_app import queries as q
from pos_app import views as v
from pos_app.queries.carts import ShowHandOff
from pos_app.queries.loyalty import ListValueAsks, ShowValuePayment
from pos_app.views.devices import DevicesView, DeviceView
from pos_app.views.loyalty import ValueAskView, ValuePaymentView
from pos_app.views.sync import SyncView
from proof.canned_carts import HAND_OFF

NOW = 1_795_270_320_000  # 21 November 2026, 14:32 in Berlin

NAMES: dict[str, tuple[tuple[str, str, int, str], ...]] = {
    "Brot & Gebäck": (
        ("Bauernbrot 1 kg", "4006381333931", 429, "pcs"),
        ("Vollkornbrot mit Sonnenblumenkernen 750 g", "4006381333948", 379, "pcs"),
        ("Laugenbrezel", "4006381333955", 89, "pcs"),
        ("Buttercroissant", "4006381333962", 129, "pcs"),
        ("Mohnbrötchen", "4006381333979", 55, "pcs"),
        ("Zimtschnecke", "4006381333986", 219, "pcs"),
        ("Kürbiskernbrötchen", "4006381333993", 75, "pcs"),
        ("Käsestange", "4006381334006", 189, "pcs"),
    ),
    "Milch & Käse": (
        ("Frische Vollmilch 3,8 % 1 l", "4008400202532", 139, "pcs"),
        ("Bergkäse am Stück", "2112345000008", 2490, "kg"),
        ("Naturjoghurt 500 g", "4008400202549", 119, "pcs"),
        ("Süßrahmbutter 250 g", "4008400202556", 249, "pcs"),
    ),
    "Obst & Gemüse": (
        ("Äpfel Elstar", "2154321000007", 299, "kg"),
        ("Bananen", "2154322000006", 179, "kg"),
        ("Rispentomaten", "2154323000005", 349, "kg"),
    ),
    "Getränke": (
        ("Mineralwasser Medium 0,75 l", "4101530002789", 89, "pcs"),
        ("Apfelsaft naturtrüb 1 l", "4101530002796", 199, "pcs"),
        ("Rotwein Dornfelder trocken 0,75 l", "4101530002802", 599, "pcs"),
    ),
    "Haushalt": (("Spülmittel Zitrone 500 ml", "4012345678901", 149, "pcs"),),
    "Süßwaren": (("Zartbitterschokolade 70 % 100 g", "4012345678918", 229, "pcs"),),
    "Drogerie": (("Zahnpasta Kräuter 75 ml", "4012345678925", 179, "pcs"),),
    "Zeitschriften": (("Wochenzeitung", "4190202405505", 590, "pcs"),),
}

# Pictures of the demo shop; what has none shows its drawn tile.
PICTURES = {
    "Bauernbrot 1 kg": "mischbrot",
    "Laugenbrezel": "brezel",
    "Buttercroissant": "croissant",
    "Mohnbrötchen": "broetchen",
    "Frische Vollmilch 3,8 % 1 l": "milch",
    "Bergkäse am Stück": "bergkaese",
    "Naturjoghurt 500 g": "joghurt",
    "Süßrahmbutter 250 g": "butter",
    "Äpfel Elstar": "apfel",
    "Bananen": "banane",
    "Rispentomaten": "tomate",
    "Mineralwasser Medium 0,75 l": "wasser",
    "Rotwein Dornfelder trocken 0,75 l": "rotwein",
    "Zartbitterschokolade 70 % 100 g": "schokolade",
    "Spülmittel Zitrone 500 ml": "spuelmittel",
    "Wochenzeitung": "zeitung",
}

TILE_COUNT = 24


def tiles(category: str, place: int) -> tuple[v.ItemTile, ...]:
    """The items of a category, repeated until the grid is full."""
    rows = NAMES[category]
    count = TILE_COUNT if place == 0 else len(rows)
    return tuple(
        v.ItemTile(
            sku=f"{code}-{i}",
            name=name,
            category=category,
            colour=f"c{place + 1}",
            image=_picture(name),
            price=price,
            currency="EUR",
            unit=unit,
            identifier=code,
        )
        for i in range(count)
        for name, code, price, unit in (rows[i % len(rows)],)
    )


def _picture(name: str) -> str:
    found = Path(hub.__file__).parent / "demo" / "images" / f"{PICTURES.get(name, '')}.svg"
    return str(found) if found.exists() else ""


def line(number: int, name: str, amount: int, **more: Any) -> v.LineView:
    """One line of the sale."""
    return v.LineView(
        **{
            "line_id": f"l{number}",
            "kind": "sale",
            "name": name,
            "quantity": 1000,
            "unit": "pcs",
            "unit_price": amount,
            "amount": amount,
            "extended": amount,
            "discount": 0,
            **more,
        }
    )


def sale(lines: tuple[v.LineView, ...], **more: Any) -> v.SaleView:
    """A sale of these lines."""
    total = sum(one.amount for one in lines if not one.voided)
    return v.SaleView(
        **{
            "txn_id": "t1",
            "currency": "EUR",
            "lines": lines,
            "piece_count": sum(1 for one in lines if not one.voided),
            "subtotal": total,
            "tax_total": total * 7 // 107,
            "total": total,
            "remaining": total,
            **more,
        }
    )


SALE = sale(
    (
        line(1, "Bauernbrot 1 kg", 429),
        line(2, "Laugenbrezel", 267, quantity=3000, unit_price=89, extended=267),
        line(3, "Äpfel Elstar", 254, quantity=848, unit="kg", unit_price=299, extended=254),
        line(4, "Süßrahmbutter 250 g", 249, voided=True),
        line(
            5,
            "Vollkornbrot mit Sonnenblumenkernen 750 g",
            341,
            unit_price=379,
            extended=379,
            discount=38,
            discount_text="−10 %",
        ),
        line(6, "Mineralwasser Medium 0,75 l", 534, quantity=6000, unit_price=89, extended=534),
        line(7, "Mineralwasser Medium 0,75 l", 150, quantity=6000, unit_price=25, extended=150, parent="l6"),
        line(8, "Bergkäse am Stück", 1245, quantity=500, unit="kg", unit_price=2490, extended=1245),
    ),
    discount_total=38,
    can_undo_void=True,
)

LONG_SALE = sale(
    tuple(line(i, f"Artikel Nummer {i} mit einem üblichen Namen", 100 + i) for i in range(1, 201))
)

SESSION = v.SessionView(state="open", number=41, business_date="2026-11-21", opened_at=NOW, currency="EUR")

TILL = v.TillView(
    store_name="Feinkost Musterstadt",
    terminal_name="Kasse 2",
    operator=v.OperatorTile(operator_id="o1", name="Anna Schmidt", role="cashier"),
    locked=False,
    session=SESSION,
    sale=SALE,
    training=False,
    currency="EUR",
    languages=("en", "de"),
    time_zone="Europe/Berlin",
    business_date="2026-11-21",
    language="en",
    scheme="light",
    text_scale=1.0,
    auto_lock_s=300,
    item_count=61,
    unprinted=0,
    suspended_count=2,
    prints_slips=False,
)

SYNC = SyncView(state="idle", waiting_ops=0, waiting_sales=0, oldest_at=None, last_contact_at=NOW)
SYNC_DOWN = replace(SYNC, state="offline", waiting_ops=7, waiting_sales=3, oldest_at=NOW - 240_000)
PRINTER = DeviceView(
    device_id="d1",
    kind="printer",
    driver="network",
    driver_name="Network printer",
    options={},
    state="ready",
)
DEVICES = DevicesView(devices=(PRINTER,), drivers=(), jobs=())
DEVICES_DOWN = DevicesView(
    devices=(replace(PRINTER, state="attention", code="paper_out", message="The printer has no paper."),),
    drivers=(),
    jobs=(),
)

SUSPENDED = (
    v.SuspendedView(
        txn_id="s1",
        note="Rote Jacke",
        at=NOW - 600_000,
        operator_name="Anna Schmidt",
        line_count=5,
        total=2345,
        currency="EUR",
        first_items=("Bauernbrot 1 kg", "Laugenbrezel", "Äpfel Elstar"),
    ),
    v.SuspendedView(
        txn_id="s2",
        note="",
        at=NOW - 2_400_000,
        operator_name="Mehmet Demir",
        line_count=2,
        total=718,
        currency="EUR",
        first_items=("Rotwein Dornfelder trocken 0,75 l", "Wochenzeitung"),
    ),
)

REASONS = (
    v.ReasonView(reason_id="r1", text={"en": "Damaged packaging", "de": "Verpackung beschädigt"}),
    v.ReasonView(
        reason_id="r2", text={"en": "Best before date is near", "de": "Kurzes Mindesthaltbarkeitsdatum"}
    ),
    v.ReasonView(
        reason_id="r3", text={"en": "Price on the shelf is lower", "de": "Preis am Regal ist niedriger"}
    ),
)
SUPERVISORS = (
    v.OperatorTile(operator_id="o2", name="Katharina Obermüller", role="supervisor"),
    v.OperatorTile(operator_id="o3", name="Jonas Weber", role="manager"),
)
DEPARTMENTS = (
    v.DepartmentView(department_id="d1", name="Lebensmittel 7 %"),
    v.DepartmentView(department_id="d2", name="Non-Food 19 %"),
    v.DepartmentView(department_id="d3", name="Getränke 19 %"),
)
PAYMENT = v.PaymentView(
    txn_id="t1",
    currency="EUR",
    total=3220,
    remaining=3220,
    cash_remaining=3220,
    cash_rounding=0,
    quick_cash=(3500, 4000, 5000, 10000),
)
PAYMENT_SPLIT = v.PaymentView(
    txn_id="t1",
    currency="CHF",
    total=3220,
    remaining=1222,
    cash_remaining=1220,
    cash_rounding=-2,
    rounding_notice="Rounded to 5 Rappen",
    quick_cash=(1300, 1500, 2000, 5000, 10000),
    tenders=(
        v.TenderView(payment_id="p1", kind="cash", amount=1000),
        v.TenderView(payment_id="p2", kind="card", amount=998, brand="Mastercard", last4="4242"),
    ),
)

ACCOUNTS = ValuePaymentView(
    txn_id="t1",
    currency="EUR",
    refund=False,
    allowed=True,
    points=1250,
    points_amount=1250,
    credit=2000,
    customer=True,
)
ASKING = replace(
    ACCOUNTS,
    asks=(
        ValueAskView(
            request_id="a1", kind="gift_card", quantity=3220, last4="7KQ2", at=0, pending=True, currency="EUR"
        ),
    ),
)
GIVING_BACK = replace(
    ACCOUNTS,
    refund=True,
    points=0,
    points_due=300,
    points_amount=300,
    gift_cards=(v.TenderView(payment_id="g1", kind="gift_card", amount=500, last4="7KQ2"),),
)


class CannedBus:
    """Answers at once, on the calling thread; commands answer with `outcome`, and are kept in `sent`."""

    def __init__(self, till: v.TillView = TILL) -> None:
        self.till = till
        self.sync = SYNC
        self.devices = DEVICES
        self.payment = PAYMENT
        self.accounts = ACCOUNTS
        self.asks: tuple[ValueAskView, ...] = ()
        self.suspended: tuple[v.SuspendedView, ...] = SUSPENDED
        self.hand_off = HAND_OFF
        self.outcome = v.Outcome(ok=True, sale=till.sale)
        self.sent: list[c.Command] = []
        self._heard: list[Callable[[str, Any], None]] = []

    def send(self, command: c.Command, done: Callable[[v.Outcome], None]) -> None:
        """Keep the command and answer it."""
        self.sent.append(command)
        done(self.outcome)

    def ask(self, query: q.Query[Any], done: Callable[[Any], None]) -> None:
        """Answer a query from the canned views; one that they have nothing for stays unanswered."""
        answer = self._answer(query)
        if answer is not None:
            done(answer)

    def listen(self, heard: Callable[[str, Any], None]) -> None:
        """Keep who wants news."""
        self._heard.append(heard)

    def tell(self, topic: str, view: object) -> None:
        """News that no command caused."""
        for heard in self._heard:
            heard(topic, view)

    def _answer(self, query: q.Query[Any]) -> object:
        if isinstance(query, q.CategoryItems):
            return tiles(query.category, list(NAMES).index(query.category))[query.offset :]
        if isinstance(query, q.SearchItems):
            wanted = query.text.lower()
            return tuple(
                tile
                for place, name in enumerate(NAMES)
                for tile in tiles(name, place)[: len(NAMES[name])]
                if wanted in tile.name.lower()
            )
        if isinstance(query, q.CheckPrice):
            item = tiles("Milch & Käse", 1)[0]
            return v.PriceCheckView(raw=query.raw, found=True, item=item, price=item.price, deposit=15)
        return self._plain(query)

    def _plain(self, query: q.Query[Any]) -> object:
        answers: dict[type[q.Query[Any]], object] = {
            q.ShowTill: self.till,
            q.ListCategories: tuple(
                v.CategoryView(name=name, colour="", count=len(rows)) for name, rows in NAMES.items()
            ),
            q.ListDepartments: DEPARTMENTS,
            q.ListReasons: REASONS,
            q.ListSupervisors: SUPERVISORS,
            q.ListSuspended: self.suspended,
            ShowHandOff: self.hand_off,
            q.ShowPayment: self.payment,
            ShowValuePayment: self.accounts,
            ListValueAsks: self.asks,
            q.ShowSync: self.sync,
            q.ShowDevices: self.devices,
        }
        return answers.get(type(query))
