"""What must hold of accounts and of the lines of carts when all is healed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from proof.simulation.ledger import SALES, Entry
from proof.simulation.shop import PROGRAM

if TYPE_CHECKING:
    from proof.simulation.world import World

_APPLIED = "SELECT op_id FROM op WHERE status = 'applied'"
_POINTS = "SELECT account_id, sum(points) FROM points_entry GROUP BY account_id"
_VALUES = "SELECT account_id, sum(amount) FROM value_entry GROUP BY account_id"
_BOOKED = "SELECT entry_id, op_id FROM points_entry UNION ALL SELECT entry_id, op_id FROM value_entry"
_TOLD = "SELECT detail FROM exception_task WHERE kind IN ('cart_line_sold_twice', 'sale_id_twice')"


def accounts_are_sums(world: World) -> None:
    """Each account is the sum of the entries of the sales that the hub has, each entry once (2)."""
    with world.hub.database.read() as connection:
        applied = set(connection.exec_driver_sql(_APPLIED).scalars())
        points = dict(connection.exec_driver_sql(_POINTS).tuples().all())
        values = dict(connection.exec_driver_sql(_VALUES).tuples().all())
        booked = dict(connection.exec_driver_sql(_BOOKED).tuples().all())
    sales = [one for key, one in world.ledger.entries.items() if key in applied and one.kind in SALES]
    # Points that an account may lack: the offline cap of each till.
    bounds = (
        ("points", "points", points, PROGRAM.offline_cap * len(world.tills)),
        ("values", "amount", values, 0),
    )
    for what, unit, found, lack in bounds:
        entered, taken_back = _entered(sales, what, unit, booked)
        for account_id in sorted(entered.keys() | found.keys()):
            has = found.get(account_id, 0)
            if has != entered[account_id]:
                words = f"{account_id} has {has} {what}, its sales come to {entered[account_id]}"
                world.breaks("account", words)
            # What a cancelled sale or a return takes back may be spent already: no promise of the hub.
            if has + taken_back[account_id] < -lack and not _excused(world):
                world.breaks("bound", f"{account_id} stands at {has} {what}, below {-lack}")


def _entered(
    sales: Sequence[Entry], what: str, unit: str, booked: Mapping[str, str]
) -> tuple[Counter[str], Counter[str]]:
    """What the sales enter by account, each entry once, and how much of it is taken back.

    An open sale that was copied and paid on both copies enters the same twice, perhaps for two customers:
    that of the op which came first counts (`booked`, entry to op).
    """
    entered: Counter[str] = Counter()
    taken_back: Counter[str] = Counter()
    for entry in sales:
        for one in entry.body.get(what, ()):
            if booked.get(one["entry_id"], entry.op_id) != entry.op_id:
                continue
            entered[one["account_id"]] += one[unit]
            if entry.kind == "sale.post_voided" or one.get("kind") == "reversal":
                taken_back[one["account_id"]] -= min(0, one[unit])
    return entered, taken_back


def _excused(world: World) -> bool:
    """A disk or the hub was put back or copied, or a right written off: more may be spent than was there."""
    return bool(world.ledger.destroyed or world.without_witness or world.written_off)


def lines_are_sold_once(world: World) -> None:
    """A line that two sales have, of which none was cancelled, is told to a person with its amount."""
    sold: defaultdict[str, list[str]] = defaultdict(list)
    with world.hub.database.read() as connection:
        applied = set(connection.exec_driver_sql(_APPLIED).scalars())
        told = " ".join(connection.exec_driver_sql(_TOLD).scalars())
    here = [entry for op_id, entry in world.ledger.entries.items() if op_id in applied]
    undone = {entry.body["reverses"] for entry in here if entry.kind == "sale.post_voided"}
    for entry in here:
        if entry.kind == "sale.completed":
            for line in entry.body["lines"]:
                if not line["voided"] and line["kind"] == "sale":
                    sold[line["line_id"]].append(entry.body["txn_id"])
    for line_id, txn_ids in sold.items():
        if len(txn_ids) > 1 and not undone & set(txn_ids) and line_id not in told:
            world.breaks("sold_twice", f"line {line_id} is in {len(txn_ids)} sales, and nobody is told")
