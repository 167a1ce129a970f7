"""Invariants of completed sales: journal, rows, movements, receipt numbers and Z reports tell the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from local_db.database import Database
from local_db.finding import Finding
from local_db.session_sums import session_sums
from pos_app.ports.store import SessionSums
from retail.errors import DataError
from retail.receipt_number import parse
from retail.report import SessionTotals

_SALES = (
    (
        "sale_rows",
        "journal entry {} is a sale that is not in the sale table",
        """SELECT seq FROM journal WHERE kind IN ('sale.completed', 'sale.post_voided')
            AND seq NOT IN (SELECT seq FROM sale)""",
    ),
    (
        "sale_rows",
        "the sale of journal entry {} is no sale in the journal, or differs from it",
        """SELECT sale.seq FROM sale JOIN journal USING (seq) WHERE NOT json_valid(body)
            OR sale.kind IS NOT CASE journal.kind
                WHEN 'sale.completed' THEN 'sale' WHEN 'sale.post_voided' THEN 'post_void' END
            OR txn_id IS NOT json_extract(body, '$.txn_id')
            OR receipt_no IS NOT json_extract(body, '$.receipt_no')
            OR total IS NOT json_extract(body, '$.total')
            OR tax_total IS NOT json_extract(body, '$.tax_total')
            OR training IS NOT coalesce(json_extract(body, '$.origin.training'), 0)""",
    ),
    (
        "sale_rows",
        "the lines, tenders, taxes or movements of sale {} are not as many as in the journal",
        """SELECT sale.seq FROM sale JOIN journal USING (seq) WHERE json_valid(body) AND (
            json_array_length(body, '$.lines') IS NOT
                (SELECT count(*) FROM sale_line WHERE sale_line.seq = sale.seq)
            OR json_array_length(body, '$.tenders') IS NOT
                (SELECT count(*) FROM sale_tender WHERE sale_tender.seq = sale.seq)
            OR json_array_length(body, '$.tax_groups') IS NOT
                (SELECT count(*) FROM sale_tax WHERE sale_tax.seq = sale.seq)
            OR json_array_length(body, '$.movements') IS NOT
                (SELECT count(*) FROM stock_movement WHERE stock_movement.seq = sale.seq))""",
    ),
    (
        "sale_rows",
        "what came back in sale {} is not what its journal entry says",
        """SELECT sale.seq FROM sale JOIN journal USING (seq) WHERE json_valid(body) AND sale.kind = 'sale'
            AND (SELECT count(*) FROM json_each(body, '$.lines') AS line
                WHERE json_extract(line.value, '$.returned') IS NOT NULL
                AND NOT json_extract(line.value, '$.voided'))
            IS NOT (SELECT count(*) FROM sale_return WHERE sale_return.seq = sale.seq)""",
    ),
    (
        "returned",
        "more came back of sale {} at this terminal than it sold",
        """SELECT DISTINCT sold.seq FROM sale_return AS back
            JOIN sale AS bought ON bought.txn_id = back.of_txn
            JOIN sale_line AS sold ON sold.seq = bought.seq AND sold.line_id = back.of_line
            JOIN sale AS taken ON taken.seq = back.seq
            WHERE NOT EXISTS (SELECT 1 FROM sale AS undone
                WHERE undone.reverses = taken.txn_id AND undone.reverses <> '')
            GROUP BY back.of_txn, back.of_line HAVING sum(back.quantity) > sold.quantity""",
    ),
    (
        "sale_totals",
        "the lines of sale {} do not add up to its total",
        """SELECT seq FROM sale WHERE total <>
            (SELECT coalesce(sum(total), 0) FROM sale_line WHERE sale_line.seq = sale.seq)""",
    ),
    (
        "sale_paid",
        "the tenders of sale {} less change are not its total with cash rounding",
        """SELECT seq FROM sale WHERE total + rounding + change <>
            (SELECT coalesce(sum(amount), 0) FROM sale_tender WHERE sale_tender.seq = sale.seq)""",
    ),
    (
        "movements",
        "a line of sale {} moved no stock, or not as much as it says",
        """SELECT seq FROM sale_line JOIN sale USING (seq)
            WHERE sale_line.kind = 'sale' AND sku <> '' AND voided = 0 AND training = 0
            AND coalesce((SELECT json_extract(body, '$.lines[' || sale_line.position || '].returned.stock')
                FROM journal WHERE journal.seq = sale.seq), '') <> 'none'
            AND NOT EXISTS (SELECT 1 FROM stock_movement AS moved WHERE moved.seq = sale_line.seq
                AND moved.line_id = sale_line.line_id AND moved.sku = sale_line.sku
                AND moved.delta = -coalesce(
                    (SELECT json_extract(body, '$.lines[' || sale_line.position || '].stock_quantity')
                        FROM journal WHERE journal.seq = sale.seq), sale_line.quantity))""",
    ),
    (
        "movements",
        "a stock movement of sale {} belongs to no live line, or to training",
        """SELECT seq FROM stock_movement AS moved JOIN sale USING (seq) WHERE training = 1
            OR NOT EXISTS (SELECT 1 FROM sale_line WHERE sale_line.seq = moved.seq
                AND sale_line.line_id = moved.line_id AND voided = 0)""",
    ),
)


def check_sales(database: Database) -> Iterator[Finding]:
    """Each sale is once in the journal and once in the rows, and both are equal."""
    for invariant, message, query in _SALES:
        for (seq,) in database.driver.execute(query):
            yield Finding(invariant=invariant, message=message.format(seq))


def check_turnover(database: Database) -> Iterator[Finding]:
    """The perpetual total is the sum of all sales (M5.2), with those that a file put back no longer has."""
    counted, added = database.driver.execute(
        """SELECT coalesce((SELECT n FROM counter WHERE name = 'turnover'), 0),
            coalesce((SELECT sum(total) FROM sale WHERE training = 0), 0)
            + coalesce((SELECT sum(upto - after) FROM skipped_number WHERE counter = 'turnover'), 0)"""
    ).fetchone()
    if counted != added:
        yield Finding(
            invariant="perpetual_total",
            message=f"the perpetual total is {counted}, the sales add up to {added}",
        )


def check_receipts(database: Database) -> Iterator[Finding]:
    """Receipts are numbered without gaps, training apart (M5.1), but for what another history gave out."""
    skipped = set(_skipped(database, "count:receipt")), set(_skipped(database, "count:receipt_training"))
    before: dict[bool, int] = {}
    for (text,) in database.driver.execute("SELECT receipt_no FROM sale ORDER BY seq"):
        try:
            number = parse(text)
        except DataError as error:
            yield Finding(invariant="receipt_numbers", message=error.message)
            continue
        last = before.get(number.training, number.n - 1)
        if number.n - 1 not in _reached(last, skipped[number.training]):
            yield Finding(
                invariant="receipt_numbers", message=f"receipt {text} does not follow number {last}"
            )
        before[number.training] = number.n


def _reached(last: int, skipped: Iterable[tuple[int, int]]) -> set[int]:
    """Numbers after which the next may come: the last, and what was skipped from there in any steps."""
    reached = {last}
    for after, upto in sorted(skipped):
        if after in reached:
            reached.add(upto)
    return reached


def check_z_reports(database: Database) -> Iterator[Finding]:
    """Every closed session has its Z report, numbered without gaps, with the sums of its sales."""
    for (number,) in database.driver.execute(
        """SELECT number FROM till_session WHERE state = 'closed'
            AND session_id NOT IN (SELECT session_id FROM z_report)"""
    ):
        yield Finding(invariant="z_reports", message=f"session {number} is closed without a Z report")
    rows = database.driver.execute(
        "SELECT number, session_id, totals FROM z_report ORDER BY number"
    ).fetchall()
    skipped = {n for after, upto in _skipped(database, "session") for n in range(after + 1, upto + 1)}
    place = rows[0][0] if rows else 1
    for number, session_id, totals in rows:
        while place in skipped and place != number:
            place += 1
        if number != place:
            yield Finding(invariant="z_reports", message=f"Z report {place} is missing before {number}")
            return
        place += 1
        yield from _z_differs(
            number, msgspec.json.decode(totals, type=SessionTotals), session_sums(database, session_id)
        )


def _skipped(database: Database, counter: str) -> list[tuple[int, int]]:
    """Behind and up to which number the counter was put on after a rollback."""
    rows: list[tuple[int, int]] = database.driver.execute(
        "SELECT after, upto FROM skipped_number WHERE counter = ?", (counter,)
    ).fetchall()
    return rows


def _z_differs(number: int, totals: SessionTotals, sums: SessionSums) -> Iterator[Finding]:
    shown = {
        "sales_count": totals.sales_count,
        "sales_total": totals.sales_total,
        "return_count": totals.return_count,
        "return_total": totals.return_total,
        "post_void_count": totals.post_void_count,
        "post_void_total": totals.post_void_total,
        "discount_total": totals.discount_total,
        "promotion_total": totals.promotion_total,
        "gift_card_total": totals.gift_card_total,
        "cash_rounding": totals.cash_rounding,
        "taxes": sorted((tax.code, tax.rate, tax.net, tax.tax) for tax in totals.taxes),
        "tenders": sorted((tender.kind, tender.count, tender.amount) for tender in totals.tenders),
    }
    added = msgspec.structs.asdict(sums) | {"taxes": sorted(sums.taxes), "tenders": sorted(sums.tenders)}
    for name, value in shown.items():
        found = added[name]
        if value != found:
            yield Finding(
                invariant="z_reports",
                message=f"{name} of Z report {number} is {value}, its sales add up to {found}",
            )
