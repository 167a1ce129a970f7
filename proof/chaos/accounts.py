"""Holds paper, journals, the tills' words and the hub against each other: what is lost, what is doubled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from proof.chaos.books import Entry, HubBooks, TillBooks
from proof.chaos.paper import Tape
from proof.chaos.report import Report

SHOWN = 5
"""How many of a kind a finding names."""
NEVER = frozenset(
    {
        "right_overspent",
        "settle_differs",
        "movements_differ",
        "receipt_number_twice",
        "entry_twice",
        "refund_differs",
        "post_voided_twice",
        "post_void_of_unknown",
        "account_unknown",
    }
)
"""Exception tasks that no crash may cause."""


def settle(
    report: Report, tape: Tape, told: Iterable[str], tills: Sequence[TillBooks], hub: HubBooks
) -> None:
    """Fill in the report's figures and findings. `told` are receipt numbers that tills called completed."""
    entries = [entry for books in tills for entry in books.entries]
    sales = [entry for entry in entries if entry.is_sale]
    applied = [entry for entry in sales if hub.statuses.get(entry.op_id) == "applied"]
    report.receipts = len(tape.receipts)
    report.originals = sum(tape.originals.values())
    report.duplicates = sum(tape.duplicates.values())
    report.torn = sum(tape.torn.values())
    report.ops, report.all_ops = len(applied), hub.op_rows
    report.sales = sum(hub.sales.values())
    report.lines = sum(len(entry.moved) for entry in sales)
    report.movements = sum(len(hub.moved.get(entry.op_id, ())) for entry in sales)
    report.stock_movements = sum(len(hub.moved.get(one.op_id, ())) for one in entries if not one.is_sale)
    report.rights = sum(entry.rights for entry in sales)
    report.overrides = sum(entry.overrides for entry in sales)
    report.tasks = dict(sorted(hub.tasks.items()))
    _lost(report, tape, set(told), entries, hub)
    _doubled(report, tape, entries, hub)
    _on_paper(report, tape, tills)
    report.findings += _differences(entries, sales, hub)


def _lost(report: Report, tape: Tape, told: set[str], entries: list[Entry], hub: HubBooks) -> None:
    gone = [f"entry {one.op_id} ({one.kind})" for one in entries if one.op_id not in hub.statuses]
    at_hub = set(hub.receipts)
    gone += [f"receipt {number} on paper" for number in sorted(tape.receipts - at_hub)]
    gone += [f"receipt {number}, which the till said was completed" for number in sorted(told - at_hub)]
    report.lost = len(gone)
    _find(report, "lost: the hub has nothing of", gone)


def _doubled(report: Report, tape: Tape, entries: list[Entry], hub: HubBooks) -> None:
    twice = [f"sale {number} at the hub" for number, count in hub.receipts.items() if count > 1]
    twice += [f"sales of op {op_id}" for op_id, count in hub.sales.items() if count > 1]
    twice += [f"original {number} on paper" for number in tape.twice]
    ours = {entry.op_id for entry in entries}
    twice += [f"op {op_id}, of no journal" for op_id in hub.statuses if op_id not in ours]
    for entry in entries:
        more = len(hub.moved.get(entry.op_id, ())) - len(entry.moved)
        twice += [f"movement of entry {entry.op_id}"] * max(0, more)
    report.doubled = len(twice) + hub.op_rows - len(hub.statuses)
    _find(report, "doubled:", twice)


def _on_paper(report: Report, tape: Tape, tills: Sequence[TillBooks]) -> None:
    """Every completed sale is on a whole paper, or the till knows that it may not be."""
    wrong = []
    for books in tills:
        for entry in books.entries:
            if not entry.is_sale or entry.receipt_no in tape.receipts:
                continue
            report.unprinted += 1
            if "printed" in books.prints.get(entry.txn_id, ()):
                wrong.append(entry.receipt_no)
    _find(report, "printed by the till's word and on no paper:", wrong)
    numbers = {entry.receipt_no for books in tills for entry in books.entries if entry.is_sale}
    _find(report, "on paper and in no journal:", sorted(tape.receipts - numbers))


def _differences(entries: list[Entry], sales: list[Entry], hub: HubBooks) -> Iterator[str]:
    """Ops that were not applied, sales without a row, movements that are not those of their lines."""
    for entry in entries:
        if hub.statuses.get(entry.op_id, "applied") != "applied":
            yield f"entry {entry.op_id} ({entry.kind}) is {hub.statuses[entry.op_id]} at the hub"
        if list(entry.moved) != hub.moved.get(entry.op_id, []):
            yield f"the hub's movements of entry {entry.op_id} ({entry.kind}) are not those of its lines"
    for entry in sales:
        if entry.op_id in hub.statuses and hub.sales[entry.op_id] != 1:
            yield f"op {entry.op_id} of receipt {entry.receipt_no} has {hub.sales[entry.op_id]} sales"
    for kind, count in hub.tasks.items():
        if kind in NEVER:
            yield f"{count} exception tasks {kind}, which no crash may cause"


def _find(report: Report, what: str, names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        report.findings.append(f"{what} {', '.join(names[:SHOWN])}{more}")
