"""A line stands on one open or parked sale only; parked sales that look alike are no finding."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from local_db.invariants import check
from retail.transaction import Transaction
from tests.fakes.shop import COLA, MILK, a_line
from tests.fakes.store import KEYS, a_draft, load_catalogue, load_config, open_terminal


def parked(number: int, *line_ids: str) -> Transaction:
    """A parked sale of one line for each id."""
    lines = (a_line(item, line_id=line_id) for item, line_id in zip((MILK, COLA), line_ids, strict=False))
    return replace(a_draft(number, *lines), state="suspended")


def found(folder: Path, *drafts: Transaction) -> list[str]:
    """What a check of a terminal with these drafts says."""
    terminal = open_terminal(folder)
    load_config(terminal)
    load_catalogue(terminal)
    for draft in drafts:
        with terminal.store.write() as unit:
            unit.drafts.save(draft)
    terminal.close()
    return [one.message for one in check(folder, KEYS) if one.invariant == "draft_lines"]


def test_parked_sales_of_as_many_lines_are_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path / "data", parked(1, "a", "b"), parked(2, "c", "d"), parked(3, "e")) == []


def test_a_line_on_two_parked_sales_is_found(tmp_path: Path) -> None:
    messages = found(tmp_path / "data", parked(1, "a", "b"), parked(2, "c", "b"))
    assert messages == ["line b stands on two open or parked sales"]
