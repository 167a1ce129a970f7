"""What must hold of goods that came back when all is healed, by what the world saw sold and taken back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from proof.simulation.ledger import SALES, Entry

if TYPE_CHECKING:
    from proof.simulation.world import World

_APPLIED = "SELECT op_id FROM op WHERE status = 'applied'"
_TOLD = "SELECT kind, detail FROM exception_task WHERE kind IN ('refund_over_sold', 'return_of_unknown')"
_BOOKED = "SELECT detail FROM exception_task WHERE kind = 'sale_id_twice'"
"""Sales whose id another had before, and which the hub keeps under an id of its own."""
_UNAVAILABLE = "SELECT sku, unavailable FROM stock"
DAMAGED = "return_damaged"
Body = Mapping[str, Any]


class Back(NamedTuple):
    """A line of a transaction that took goods of a receipt back."""

    body: Body
    line: Body

    @property
    def of(self) -> tuple[str, str]:
        """The sale and its line."""
        return self.line["returned"]["txn_id"], self.line["returned"]["line_id"]


def returns_are_kept(world: World) -> None:
    """Of all that the hub applied; a sale whose id was paid twice, on two disks, is told of elsewhere."""
    with world.hub.database.read() as connection:
        applied = set(connection.exec_driver_sql(_APPLIED).scalars())
        told = {
            (kind, msgspec.json.decode(detail)["of_txn"])
            for kind, detail in connection.exec_driver_sql(_TOLD)
        }
        booked = {
            msgspec.json.decode(one)["booked_as"] for one in connection.exec_driver_sql(_BOOKED).scalars()
        }
        unavailable = {sku: held for sku, held in connection.exec_driver_sql(_UNAVAILABLE) if held}
    here = [entry for op_id, entry in world.ledger.entries.items() if op_id in applied]
    paid = Counter(entry.body["txn_id"] for entry in here if entry.kind == "sale.completed")
    bodies = {entry.body["txn_id"]: entry.body for entry in here if entry.kind == "sale.completed"}
    backs = [one for entry in here for one in _backs(entry)]
    doubled = booked | {txn_id for txn_id, times in paid.items() if times > 1}
    doubled |= {one.of[0] for one in backs if one.body["txn_id"] in doubled}
    undone = {entry.body["reverses"] for entry in here if entry.kind == "sale.post_voided"}
    live = [one for one in backs if one.body["txn_id"] not in undone and one.of[0] not in doubled]
    _never_more_than_sold(world, live, bodies, undone, told)
    for one in backs:
        _goods_go_where_they_are_put(world, one)
    _points_follow(world, [one for one in backs if one.of[0] not in doubled], bodies)
    damaged = Counter[str]()
    for entry in here:
        for moved in entry.body.get("movements", ()) if entry.kind in SALES else ():
            damaged[moved["sku"]] += moved["delta"] if moved["reason"] == DAMAGED else 0
    if unavailable != {sku: held for sku, held in damaged.items() if held}:
        world.breaks("damaged", f"the hub keeps {unavailable} from sale, damaged came back {dict(damaged)}")


def _backs(entry: Entry) -> Iterator[Back]:
    if entry.kind == "sale.completed":
        for line in entry.body["lines"]:
            if line["returned"] and line["returned"]["txn_id"] and not line["voided"]:
                yield Back(entry.body, line)


def _never_more_than_sold(
    world: World, live: list[Back], sales: Mapping[str, Body], undone: set[str], told: set[tuple[str, str]]
) -> None:
    """More goods back than sold, or more money than was paid, is told to a person."""
    pieces, money = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in live:
        pieces[one.of] -= one.line["quantity"]
        money[one.of] -= one.line["returned"]["refund"]["total"]
    for (txn_id, line_id), back in pieces.items():
        sale = sales.get(txn_id)
        if sale is None:
            if ("return_of_unknown", txn_id) not in told:
                world.breaks("returned", f"sale {txn_id} came back and is not at the hub: nobody is told")
            continue
        nothing = txn_id in undone
        sold = (
            0
            if nothing
            else sum(one["quantity"] for one in _named(sale["lines"], line_id) if not one["voided"])
        )
        paid = 0 if nothing else sum(one["total"] for one in _named(sale["amounts"], line_id))
        over = back > sold or money[txn_id, line_id] > paid
        if over and ("refund_over_sold", txn_id) not in told:
            words = f"{back} of {sold} came back, {money[txn_id, line_id]} of {paid}"
            world.breaks("returned", f"line {line_id} of {txn_id}: {words}, and nobody is told")


def _goods_go_where_they_are_put(world: World, one: Back) -> None:
    """Back on the shelf, aside as damaged, or nowhere."""
    wanted = {"back": [("return", -one.line["quantity"])], "damaged": [(DAMAGED, -one.line["quantity"])]}
    moved = [(each["reason"], each["delta"]) for each in _named(one.body["movements"], one.line["line_id"])]
    fate = one.line["returned"]["stock"]
    if moved != wanted.get(fate, []):
        world.breaks("return_stock", f"{one.line['sku']} came back ({fate}) and moved {moved}")


def _points_follow(world: World, backs: list[Back], sales: Mapping[str, Body]) -> None:
    """What came back whole and at once lost what it earned, and brought back the points that paid for it."""
    times = Counter(one.of for one in backs)
    by_return: defaultdict[tuple[str, str], list[Back]] = defaultdict(list)
    for one in backs:
        sale = sales.get(one.of[0])
        by_return[one.body["txn_id"], one.of[0]].append(one)
        for sold in _named(sale["lines"], one.of[1]) if sale else ():
            if times[one.of] == 1 and sold["quantity"] == -one.line["quantity"]:
                earned = [each for each in sale["points"] if each["line_id"] == one.of[1]] if sale else []
                _reversed(world, one.body, [each for each in earned if each["kind"] == "accrual"])
    for (_, txn_id), lines in by_return.items():
        sale = sales.get(txn_id)
        if sale is None or any(times[one.of] > 1 for one in lines):
            continue
        sold = {line["line_id"]: line["quantity"] for line in sale["lines"] if not line["voided"]}
        whole = sold == {one.of[1]: -one.line["quantity"] for one in lines}
        if whole and lines[0].body["total"] == -sale["total"]:
            _reversed(world, lines[0].body, [each for each in sale["points"] if each["kind"] == "redemption"])


def _reversed(world: World, body: Body, entries: list[Body]) -> None:
    for entry in entries:
        back = sum(one["points"] for one in body["points"] if one["of_entry"] == entry["entry_id"])
        if back != -entry["points"]:
            words = f"{entry['kind']} of {entry['points']}, and {back} were entered against it"
            world.breaks("points_reversed", f"{body['txn_id']} took back all of what made the {words}")


def _named(rows: list[Body], line_id: str) -> list[Body]:
    return [one for one in rows if one["line_id"] == line_id]
