"""Canned views of the screens beside selling: people, session, journal, prints, printer and hub."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pos_app import queries as q
from pos_app import views as v
from pos_app.bootstrap.driver_list import DriverList
from pos_app.queries.stock import ListRights
from pos_app.views.devices import DevicesView
from pos_app.views.journal import JournalEntryView, PrintJobView, ReceiptView
from pos_app.views.stock import RightView
from pos_app.views.sync import QuarantinedView, ScopeView
from proof import canned_till as canned
from proof.canned_till import NOW
from retail.report import SessionTotals, TaxTotal, TenderTotal

OPERATORS = (
    v.OperatorTile(operator_id="o1", name="Anna Schmidt", role="cashier", colour="c1"),
    v.OperatorTile(operator_id="o4", name="Mehmet Demir", role="cashier", colour="c3"),
    v.OperatorTile(operator_id="o2", name="Katharina Obermüller", role="supervisor", colour="c5"),
    v.OperatorTile(operator_id="o3", name="Jonas Weber", role="manager", colour="c8"),
)

TOTALS = SessionTotals(
    session_id="s",
    number=41,
    currency="EUR",
    business_date="2026-11-21",
    opened_at=NOW - 22_000_000,
    taken_at=NOW,
    first_receipt="S1-T2-000101",
    last_receipt="S1-T2-000123",
    sales_count=22,
    sales_total=71240,
    post_void_count=1,
    post_void_total=-718,
    void_count=1,
    line_void_count=6,
    discount_total=412,
    no_sale_count=1,
    reprint_count=2,
    drawer_count=17,
    taxes=(
        TaxTotal(code="A", rate="0.19", net=12000, tax=2280, gross=14280),
        TaxTotal(code="B", rate="0.07", net=52561, tax=3679, gross=56240),
    ),
    tenders=(
        TenderTotal(kind="cash", count=15, amount=31250),
        TenderTotal(kind="card", count=7, amount=39272),
    ),
    opening_float=15000,
    float_entries=5000,
    cash_pickups=20000,
    paid_in=0,
    paid_out=1250,
    expected_cash=30000,
    counted_cash=29500,
    over_short=-500,
    perpetual_total=4_812_340,
)

SESSION = v.SessionView(
    state="open",
    number=41,
    business_date="2026-11-21",
    opened_at=NOW - 22_000_000,
    opened_by="Anna Schmidt",
    currency="EUR",
    opening_float=15000,
    suspended_count=2,
)
SESSION_COUNTED = replace(SESSION, state="closing", totals=TOTALS, suspended_count=0)
SESSION_NONE = v.SessionView(state=None)


def entry(seq: int, kind: str = "sale.completed", **more: Any) -> JournalEntryView:
    """One journal entry; sales get a receipt number and an amount."""
    sale = kind.startswith("sale.completed") or kind == "sale.post_voided"
    fields: dict[str, Any] = {
        "seq": seq,
        "kind": kind,
        "at": NOW - (300 - seq) * 240_000,
        "operator_name": "Anna Schmidt",
        "currency": "EUR",
        "state": "applied",
    }
    if sale:
        fields |= {
            "txn_id": f"t{seq}",
            "receipt_no": f"S1-T2-{seq - 100:06d}",
            "total": 1249 + seq * 37 % 4000,
            "printed": "printed",
            "can_post_void": True,
        }
    return JournalEntryView(**(fields | more))


JOURNAL = (
    entry(299, state="waiting", printed="failed"),
    entry(298, state="waiting", printed="unsure"),
    entry(297, state="waiting"),
    entry(296, "sale.post_voided", total=-718, can_post_void=False),
    entry(295, "drawer.no_sale"),
    entry(294, total=718, can_post_void=False, reversed=True),
    entry(293, "cash.moved", total=20000, operator_name="Katharina Obermüller"),
    entry(292, state="quarantined"),
    entry(291, training=True),
    *(entry(seq) for seq in range(290, 100, -1)),
)

RECEIPT = """\
             Feinkost Musterstadt
          Lindenstraße 12, 10969 Berlin
              USt-IdNr. DE123456789
------------------------------------------
Bauernbrot 1 kg                     4,29 B
Laugenbrezel
  3 × 0,89                          2,67 B
Äpfel Elstar
  0,848 kg × 2,99                   2,54 B
Vollkornbrot mit Sonnenblumenkernen
  750 g                             3,79 B
  Rabatt −10 %                     −0,38
Mineralwasser Medium 0,75 l
  6 × 0,89                          5,34 A
  Pfand 6 × 0,25                    1,50 A
Bergkäse am Stück
  0,500 kg × 24,90                 12,45 B
------------------------------------------
SUMME                            32,20 EUR
Bar                              50,00 EUR
Rückgeld                        −17,80 EUR
------------------------------------------
MwSt.          Netto    Steuer      Brutto
A 19 %          5,75      1,09        6,84
B  7 %         23,70      1,66       25,36
------------------------------------------
Beleg                         S1-T2-000123
Geschäftstag                    21.11.2026
Es bediente Sie               Anna Schmidt
Journal                   9f3c 51aa 07de b2

             Danke für Ihren Einkauf
[CUT]
"""

JOBS = (
    PrintJobView(
        job_id="j1",
        kind="receipt",
        receipt_no="S1-T2-000198",
        txn_id="t298",
        state="unsure",
        attempts=1,
        error="line_lost_midway",
        error_message="The printer was lost while printing: look at the paper.",
        at=NOW - 600_000,
    ),
    PrintJobView(
        job_id="j2",
        kind="receipt",
        receipt_no="S1-T2-000199",
        txn_id="t299",
        state="failed",
        attempts=3,
        error="print_too_old",
        error_message="",
        at=NOW - 300_000,
    ),
    PrintJobView(
        job_id="j3",
        kind="cash_pickup",
        receipt_no="",
        txn_id="",
        state="queued",
        attempts=0,
        error="paper_out",
        error_message="",
        at=NOW - 60_000,
    ),
)


DRIVERS = DriverList(lambda: NOW).drivers()
PRINTER = replace(canned.PRINTER, options={"host": "192.168.1.50"})
DEVICES = DevicesView(devices=(PRINTER,), drivers=DRIVERS, jobs=())
DEVICES_DOWN = DevicesView(
    devices=(replace(PRINTER, state="lost", code="printer_unreachable", message="cannot be reached"),),
    drivers=DRIVERS,
    jobs=JOBS,
)

SCOPES = (
    ScopeView(scope="catalogue", rows_to_go=0, seq=61),
    ScopeView(scope="config:berlin", rows_to_go=0, seq=14),
    ScopeView(scope="price:main", rows_to_go=0, seq=61),
    ScopeView(scope="terminal:t2", rows_to_go=0, seq=5),
)
SYNC = replace(
    canned.SYNC,
    scopes=SCOPES,
    hub_url="https://hub.feinkost-musterstadt.example:8443",
    terminal="terminal-2",
    last_contact_at=NOW - 20_000,
)
SYNC_DOWN = replace(
    SYNC,
    state="offline",
    waiting_ops=7,
    waiting_sales=3,
    oldest_at=NOW - 240_000,
    last_contact_at=NOW - 250_000,
    error_code="hub_unreachable",
)
SYNC_BAD = replace(
    SYNC_DOWN,
    state="unauthorised",
    error_code="unauthorised",
    quarantined=(
        QuarantinedView(
            seq=292,
            kind="sale.completed",
            code="newer_version",
            receipt_no="S1-T2-000123",
            total=2_449,
            currency="EUR",
            at=NOW - 240_000,
        ),
        QuarantinedView(seq=287, kind="cash.moved", code="body_invalid", at=NOW - 900_000),
    ),
    resolved=(
        QuarantinedView(
            seq=204,
            kind="sale.completed",
            code="newer_version",
            receipt_no="S1-T2-000098",
            total=595,
            currency="EUR",
            at=NOW - 86_400_000,
            outcome="applied",
        ),
    ),
)
SYNC_FIRST = replace(
    SYNC,
    state="receiving",
    scopes=(
        ScopeView(scope="catalogue", rows_to_go=182_000, seq=118_000),
        ScopeView(scope="config:berlin", rows_to_go=0, seq=14),
        ScopeView(scope="price:main", rows_to_go=300_000, seq=0),
        ScopeView(scope="terminal:t2", rows_to_go=0, seq=5),
    ),
)


RIGHTS = (
    RightView(
        grant_id="g1", kind="stock", subject="milk", name="Milk", quantity=3_000, left=2_000,
        use_by=NOW + 86_400_000, state="open",
    ),
    RightView(
        grant_id="g2", kind="points", subject="c1", name="c1", quantity=200, left=200,
        use_by=NOW + 86_400_000, state="open",
    ),
)  # fmt: skip


class SideBus(canned.CannedBus):
    """Answers the queries of these screens too."""

    def __init__(self, till: v.TillView = canned.TILL) -> None:
        super().__init__(till)
        self.sync = SYNC
        self.devices = DEVICES
        self.session = SESSION
        self.operators: tuple[v.OperatorTile, ...] = OPERATORS
        self.journal: tuple[JournalEntryView, ...] = JOURNAL
        self.jobs: tuple[PrintJobView, ...] = JOBS

    def _answer(self, query: q.Query[Any]) -> object:
        if isinstance(query, q.ListJournal):
            kept = [
                one
                for one in self.journal
                if (query.before_seq is None or one.seq < query.before_seq)
                and (not query.receipts_only or one.kind in {"sale.completed", "sale.post_voided"})
            ]
            return tuple(kept[: query.limit])
        if isinstance(query, q.ShowReceipt):
            return ReceiptView(txn_id=query.txn_id, receipt_no="S1-T2-000123", text=RECEIPT)
        if isinstance(query, q.ShowZReport):
            return ReceiptView(txn_id="", receipt_no="", text=f"Z REPORT {query.number}")
        answers: dict[type[q.Query[Any]], object] = {
            q.ListOperators: self.operators,
            q.ShowSession: self.session,
            q.ListPrintJobs: self.jobs,
            ListRights: RIGHTS,
        }
        found = answers.get(type(query))
        return super()._answer(query) if found is None else found
