"""Papers of the till session: X and Z, slips of cash movements, and the drawer kick that prints nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retail.receipt import Notice, ReceiptDocument
from retail.receipt_layout import as_text
from retail.report import SessionTotals, TaxTotal, TenderTotal
from retail.session import CASH_SIGN, CashMove, CashMoveKind, cash_delta
from retail.session_paper import cash_slip, drawer_kick, session_report
from tests.fakes.clock import NOON
from tests.fakes.shop import AUSTIN, BERLIN, BUSINESS_DATE

TOTALS = SessionTotals(
    session_id="session-1",
    number=7,
    currency="EUR",
    business_date=BUSINESS_DATE,
    opened_at=NOON,
    taken_at=NOON + 3_600_000,
    first_receipt="S1-T2-000001",
    last_receipt="S1-T2-000009",
    sales_count=8,
    sales_total=12_345,
    post_void_count=1,
    post_void_total=-119,
    void_count=2,
    line_void_count=3,
    discount_total=250,
    no_sale_count=1,
    reprint_count=4,
    drawer_count=9,
    taxes=(TaxTotal(code="V", rate="0.19", net=1000, tax=190, gross=1190),),
    tenders=(TenderTotal(kind="card", count=3, amount=5000), TenderTotal(kind="cash", count=6, amount=7226)),
    cash_rounding=-2,
    opening_float=20_000,
    float_entries=5000,
    cash_pickups=10_000,
    paid_in=300,
    paid_out=1500,
    expected_cash=21_026,
    perpetual_total=987_654,
)
MOVE = CashMove(
    move_id="move-1",
    kind="paid_out",
    amount=1500,
    reason_id="window",
    note="Rechnung 12",
    operator_id="ada",
    at=NOON,
)


def rows(document: ReceiptDocument) -> list[str]:
    """The paper as text, each run of blanks made one."""
    return [" ".join(row.split()) for row in as_text(document, 42).splitlines()]


def test_a_z_report_is_numbered_and_holds_every_figure() -> None:
    counted = replace(TOTALS, counted_cash=21_000, over_short=-26)
    paper = session_report(counted, BERLIN.profile, "z_report", "paper-1")
    found = rows(paper)
    assert paper.kind == "z_report"
    for row in (
        "Laden am Park",
        "USt-IdNr. DE123456789",
        "Z-BERICHT 7",
        "Geschäftstag 30.11.2026",
        "Belege S1-T2-000001 - S1-T2-000009",
        "Verkäufe (8) 123,45",
        "Stornierte Verkäufe (1) -1,19",
        "Rabatte -2,50",
        "V 19 % 10,00 1,90 11,90",
        "Karte (3) 50,00",
        "Bar (6) 72,26",
        "Barrundung -0,02",
        "Vor Zahlung verworfen 2",
        "Stornierte Zeilen 3",
        "Lade ohne Verkauf 1",
        "Ladenöffnungen 9",
        "Nachdrucke 4",
        "Anfangsbestand 200,00",
        "Wechselgeldeinlage 50,00",
        "Einzahlung 3,00",
        "Abschöpfung -100,00",
        "Auszahlung -15,00",
        "Soll in der Kasse 210,26 EUR",
        "Gezählt 210,00 EUR",
        "Differenz -0,26 EUR",
        "Gesamtumsatz 9.876,54 EUR".replace(".", "", 1),
    ):
        assert row in found


def test_an_x_report_has_no_number_and_no_count() -> None:
    found = rows(session_report(TOTALS, BERLIN.profile, "x_report", "paper-1"))
    assert "X-BERICHT" in found
    assert not any(row.startswith(("Gezählt", "Differenz")) for row in found)


def test_a_blind_x_report_says_nothing_from_which_the_count_follows() -> None:
    found = rows(session_report(TOTALS, BERLIN.profile, "x_report", "paper-1", blind=True))
    assert "Verkäufe (8) 123,45" in found
    assert "Lade ohne Verkauf 1" in found
    assert not any(row.startswith(("Bar", "Karte", "Soll", "Anfangsbestand", "Auszahlung")) for row in found)


def test_a_session_without_sales_has_no_receipts_and_no_cancelled_ones() -> None:
    empty = replace(TOTALS, first_receipt="", last_receipt="", sales_count=0, post_void_count=0)
    found = rows(session_report(empty, BERLIN.profile, "x_report", "paper-1"))
    assert not any(row.startswith(("Belege", "Stornierte Verkäufe")) for row in found)


def test_returns_and_promotions_stand_apart_from_sales_and_discounts() -> None:
    more = replace(TOTALS, return_count=2, return_total=-350, promotion_total=1200)
    found = rows(session_report(more, BERLIN.profile, "x_report", "paper-1"))
    assert any(row.endswith("(2) -3,50") for row in found)
    assert "Rabatte -2,50" in found
    assert "Aktionen -12,00" in found
    unchanged = rows(session_report(TOTALS, BERLIN.profile, "x_report", "paper-1"))
    assert not any(row.startswith("Aktionen") for row in unchanged)


def test_a_cash_slip_is_signed_and_says_why() -> None:
    slip = cash_slip(MOVE, BERLIN.profile, "EUR", "Fensterputzer", "Ada", training=False)
    found = rows(slip)
    for row in (
        "Auszahlung",
        "Betrag 15,00 EUR",
        "Grund Fensterputzer",
        "Rechnung 12",
        "Es bediente Sie Ada",
    ):
        assert row in found
    assert any(row.startswith("Unterschrift: ____") for row in found)
    assert (slip.kind, slip.document_id, slip.open_drawer) == ("paid_out", "move-1", True)


def test_a_cash_slip_in_training_says_so_and_leaves_out_what_is_not_there() -> None:
    slip = cash_slip(replace(MOVE, note=""), BERLIN.profile, "EUR", "", "Ada", training=True)
    assert Notice("TRAINING - KEIN BELEG") in slip.blocks
    assert not any(row.startswith("Grund") for row in rows(slip))


@pytest.mark.parametrize("kind", CASH_SIGN)
def test_every_movement_has_a_slip_in_every_language(kind: CashMoveKind) -> None:
    for profile in (BERLIN.profile, AUSTIN.profile):
        assert cash_slip(replace(MOVE, kind=kind), profile, "EUR", "", "Ada", training=False).kind == kind


def test_a_no_sale_opens_the_drawer_and_prints_nothing() -> None:
    kick = drawer_kick(BERLIN.profile, "paper-1")
    assert (kick.blocks, kick.open_drawer, kick.kind) == ((), True, "no_sale")


def test_movements_add_and_take() -> None:
    amounts: dict[CashMoveKind, int] = {
        "float_entry": 5000,
        "paid_in": 300,
        "cash_pickup": 10_000,
        "paid_out": 1500,
    }
    moves = tuple(replace(MOVE, kind=kind, amount=amount) for kind, amount in amounts.items())
    assert cash_delta(moves) == 5000 + 300 - 10_000 - 1500
    assert cash_delta(()) == 0


def test_a_session_without_tax_has_no_tax_table() -> None:
    found = rows(session_report(replace(TOTALS, taxes=()), BERLIN.profile, "x_report", "paper-1"))
    assert not any(row.startswith("Satz") for row in found)
