"""Invariants of points, gift cards and credit: what a sale entered is what its tenders and lines say."""

from __future__ import annotations

from collections.abc import Iterator

from local_db.database import Database
from local_db.finding import Finding

_BROKEN = (
    (
        "account_rows",
        "what sale {} entered in accounts is not what its journal entry says",
        """SELECT sale.seq FROM sale JOIN journal USING (seq) WHERE json_valid(body) AND
            (SELECT count(*) || ' ' || coalesce(sum(amount), 0)
                FROM account_entry WHERE account_entry.seq = sale.seq)
            IS NOT (SELECT count(*) || ' ' || coalesce(sum(said.n), 0) FROM (
                SELECT json_extract(value, '$.points') AS n
                    FROM json_each(coalesce(json_extract(body, '$.points'), '[]'))
                UNION ALL SELECT json_extract(value, '$.amount')
                    FROM json_each(coalesce(json_extract(body, '$.values'), '[]'))) AS said)""",
    ),
    (
        "account_values",
        "gift cards and credit do not gain or lose what the lines and tenders of sale {} say",
        """SELECT seq FROM sale WHERE training = 0 AND
            (SELECT coalesce(sum(total), 0) FROM sale_line
                WHERE sale_line.seq = sale.seq AND kind = 'gift_card' AND voided = 0)
            - (SELECT coalesce(sum(amount), 0) FROM sale_tender
                WHERE sale_tender.seq = sale.seq AND kind IN ('gift_card', 'store_credit'))
            <> (SELECT coalesce(sum(amount), 0) FROM account_entry
                WHERE account_entry.seq = sale.seq AND kind IN ('gift_card', 'store_credit'))""",
    ),
    (
        "account_points",
        "points redeemed or given back are not what the tenders of sale {} say",
        """SELECT sale.seq FROM sale JOIN journal USING (seq)
            WHERE training = 0 AND sale.kind = 'sale' AND json_valid(body)
            AND (SELECT coalesce(sum(json_extract(value, '$.points')), 0) FROM json_each(body, '$.tenders'))
            <> -(SELECT coalesce(sum(amount), 0) FROM account_entry WHERE account_entry.seq = sale.seq
                AND kind = 'points' AND (act = 'redemption' OR (act = 'reversal' AND amount > 0)))""",
    ),
    (
        "account_training",
        "sale {} is training, and yet it entered something in an account",
        "SELECT DISTINCT seq FROM account_entry JOIN sale USING (seq) WHERE training = 1",
    ),
    (
        "account_reversed",
        "post-void {} does not take back what its sale entered in accounts",
        """SELECT undone.seq FROM sale AS undone JOIN sale AS sold ON sold.txn_id = undone.reverses
            WHERE undone.reverses <> ''
            AND (SELECT coalesce(sum(amount), 0) FROM account_entry WHERE account_entry.seq = undone.seq)
            <> -(SELECT coalesce(sum(amount), 0) FROM account_entry WHERE account_entry.seq = sold.seq)""",
    ),
)


def check_accounts(database: Database) -> Iterator[Finding]:
    """Accounts hold what the journal says, and that is what was paid and loaded."""
    for invariant, message, query in _BROKEN:
        for (seq,) in database.driver.execute(query):
            yield Finding(invariant=invariant, message=message.format(seq))
