"""Follows goods from store to store: under way they are on hand nowhere, and a difference is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hub.services import stock_ops
from hub.services.effects import Doubt, Effects
from hub.services.scopes import stock_scope
from hub.store import stores, tasks, transfers
from hub.store.database import Connection
from hub.store.feeds import Change, Outgoing
from hub.store.transfers import TransferLine
from retail.stock import IncomingLine, IncomingTransfer

KIND = "transfer"
DIFFERS = "transfer_differs"
Found = tuple[str, Doubt]


def follow(
    connection: Connection,
    store_id: str,
    applied: Iterable[tuple[str, Effects]],
    wanted: Outgoing,
    now: int,
) -> list[Found]:
    """Note what a store sent or booked in; tell where the goods go, and where they differ from what left."""
    found: list[Found] = []
    mine = [(op_id, one, one.stock) for op_id, one in applied if one.stock is not None]
    mine = [each for each in mine if each[2].kind in (stock_ops.SENT, stock_ops.ARRIVED)]
    if mine:
        # Both sides hold the store to which the goods go: of two that speak at once, one sees the other.
        stores.hold(
            connection,
            (work.other_store if work.kind == stock_ops.SENT else store_id for _, _, work in mine),
        )
    for op_id, effects, work in mine:
        if work.other_store == store_id or stores.by_id(connection, work.other_store) is None:
            detail = {"transfer_id": work.transfer_id, "store_id": work.other_store}
            message = "Goods were sent to, or came from, a store that is not at this hub."
            found.append((op_id, Doubt(kind="transfer_store_unknown", message=message, detail=detail)))
            continue
        if not _is_own(transfers.of(connection, work.transfer_id), work.kind, store_id):
            message = "A store spoke of a transfer between other stores; its goods are counted, no more."
            detail = {"transfer_id": work.transfer_id, "store_id": store_id}
            found.append((op_id, Doubt(kind="transfer_foreign", message=message, detail=detail)))
            continue
        transfers.add(connection, _lines(store_id, effects, now))
        lines = transfers.of(connection, work.transfer_id)
        show(wanted, lines)
        found += [(op_id, doubt) for doubt in _compare(connection, work.transfer_id, lines, now)]
    return found


def _is_own(known: Iterable[TransferLine], kind: str, store_id: str) -> bool:
    """Whether the store is on that side of the transfer on which it says to be."""
    if kind == stock_ops.SENT:
        return all(line.from_store == store_id for line in known)
    return all(line.to_store == store_id for line in known)


def _lines(store_id: str, effects: Effects, now: int) -> list[TransferLine]:
    work = effects.stock
    assert work is not None  # noqa: S101 - the caller has looked
    sent = work.kind == stock_ops.SENT
    sums: dict[str, int] = {}
    for row in effects.movements:
        sums[row["sku"]] = sums.get(row["sku"], 0) + row["delta"]
    return [
        TransferLine(
            transfer_id=work.transfer_id,
            sku=sku,
            from_store=store_id if sent else work.other_store,
            to_store=work.other_store if sent else store_id,
            reference=work.reference,
            sent=-delta if sent else 0,
            arrived=0 if sent else delta,
            sent_at=now if sent else None,
            arrived_at=None if sent else now,
        )
        for sku, delta in sorted(sums.items())
    ]


def show(wanted: Outgoing, lines: Sequence[TransferLine]) -> None:
    """The store where the goods go sees them until it has booked them in."""
    if not lines:
        return
    first = lines[0]
    sent_at = max((line.sent_at for line in lines if line.sent_at is not None), default=None)
    body = None
    if sent_at is not None and all(line.arrived_at is None for line in lines):
        body = IncomingTransfer(
            transfer_id=first.transfer_id,
            from_store=first.from_store,
            lines=tuple(IncomingLine(sku=line.sku, quantity=line.sent) for line in lines),
            reference=first.reference,
            sent_at=sent_at,
        )
    change = Change(kind=KIND, key=first.transfer_id, body=body)
    wanted.setdefault(stock_scope(first.to_store), []).append(change)


def _compare(
    connection: Connection, transfer_id: str, lines: Sequence[TransferLine], now: int
) -> Iterable[Doubt]:
    """One task a transfer while what arrived is not what was sent, from when both sides are here."""
    both = any(line.sent_at for line in lines) and any(line.arrived_at for line in lines)
    if not both:
        return
    open_ones = tasks.open_about(connection, DIFFERS, transfer_id)
    differs = [line for line in lines if line.sent != line.arrived]
    if not differs:
        for task_id in open_ones:
            tasks.close_task(connection, task_id, now, "hub", "The rest has come.")
    elif not open_ones:
        yield Doubt(
            kind=DIFFERS,
            message="What arrived of a transfer is not what was sent.",
            detail={
                "transfer_id": transfer_id,
                "from_store": lines[0].from_store,
                "to_store": lines[0].to_store,
                "lines": [
                    {"sku": line.sku, "sent": line.sent, "arrived": line.arrived} for line in differs[:50]
                ],
            },
        )
