"""What must always hold in a terminal's files; `tillbridge verify` shows what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from local_db.account_invariants import check_accounts
from local_db.carts import check_carts
from local_db.database import Database
from local_db.engine import POS_PRAGMAS, pragma
from local_db.feed_invariants import check_catalogue_feeds, check_pos_feeds
from local_db.finding import Finding
from local_db.keys import TerminalKeys
from local_db.pos_schema import FACTS
from local_db.reader import reading_catalogue, reading_pos
from local_db.rights import check_rights
from local_db.sale_invariants import check_receipts, check_sales, check_turnover, check_z_reports
from retail.journal import StoredEntry, first_bad


def check(data: Path, keys: TerminalKeys) -> list[Finding]:
    """Every broken invariant of the terminal in folder `data`, read without changing it; empty is good.

    Works beside a running till. Raises `KnownError` where the files cannot be opened at all.
    """
    with reading_pos(data, keys) as database:
        findings = check_pos(database)
    with reading_catalogue(data) as catalogue:
        if catalogue is not None:
            findings += [*_file_is_sound(catalogue), *check_catalogue_feeds(catalogue)]
    return findings


def check_pos(database: Database) -> list[Finding]:
    """Every broken invariant of `pos.db`, inside the transaction under way."""
    checks: tuple[Callable[[Database], Iterator[Finding]], ...] = (
        _file_is_sound,
        _keeps_its_mode,
        _facts_are_guarded,
        _chain_is_whole,
        _entries_match_their_columns,
        _acknowledgements_fit,
        check_sales,
        check_turnover,
        check_receipts,
        check_z_reports,
        check_rights,
        check_accounts,
        check_carts,
        check_pos_feeds,
    )
    return [finding for each in checks for finding in each(database)]


def _file_is_sound(database: Database) -> Iterator[Finding]:
    for (word,) in database.driver.execute("PRAGMA quick_check(5)"):
        if word != "ok":
            yield Finding(invariant="file", message=str(word))
    for table, row_id, parent, _ in database.driver.execute("PRAGMA foreign_key_check"):
        yield Finding(invariant="file", message=f"row {row_id} of {table} names no row of {parent}")


def _keeps_its_mode(database: Database) -> Iterator[Finding]:
    mode = pragma(database.driver, "journal_mode")
    if mode != POS_PRAGMAS["journal_mode"]:
        yield Finding(invariant="pragmas", message=f"journal_mode is {mode}, but must be wal")


def _facts_are_guarded(database: Database) -> Iterator[Finding]:
    there: dict[str, Any] = dict(
        database.driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    )
    wanted = [f"{table}_no_{act}" for table in FACTS for act in ("update", "delete")]
    for name in (*wanted, "journal_gapless"):
        if "RAISE(ABORT" not in there.get(name, ""):
            yield Finding(invariant="triggers", message=f"the trigger {name} is missing or altered")


def _chain_is_whole(database: Database) -> Iterator[Finding]:
    names = ("seq", "op_id", "kind", "v", "hlc", "body", "prev_hash", "hash")
    rows = database.driver.execute(
        "SELECT seq, op_id, kind, v, hlc, body, prev_hash, hash FROM journal ORDER BY seq"
    )
    bad = first_bad(StoredEntry(**dict(zip(names, row, strict=True))) for row in rows)
    if bad is not None:
        yield Finding(
            invariant="journal_chain",
            message=f"journal entry {bad.seq} does not fit ({bad.reason}): expected {bad.expected}, "
            f"found {bad.found}",
        )


def _entries_match_their_columns(database: Database) -> Iterator[Finding]:
    rows = database.driver.execute(
        """SELECT seq FROM journal WHERE json_valid(body) AND (
            coalesce(json_extract(body, '$.origin.business_date'), '') IS NOT business_date
            OR coalesce(json_extract(body, '$.origin.at'), 0) IS NOT at)"""
    )
    for (seq,) in rows:
        yield Finding(
            invariant="journal_columns", message=f"day or time beside journal entry {seq} is not its body's"
        )


def _acknowledgements_fit(database: Database) -> Iterator[Finding]:
    rows = database.driver.execute(
        """SELECT seq FROM journal
        WHERE seq <= (SELECT n FROM counter WHERE name = 'acknowledged')
            AND seq NOT IN (SELECT seq FROM journal_ack)"""
    )
    for (seq,) in rows:
        yield Finding(
            invariant="acknowledged",
            message=f"journal entry {seq} counts as sent, but no answer is on record",
        )
