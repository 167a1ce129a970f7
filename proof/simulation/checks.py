"""What must always hold (sync.md): after each step what can be seen then, and everything after healing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hub.services import invariants as hub_invariants
from hub.store import feeds, journal
from local_db import feed_invariants
from local_db import invariants as local_invariants
from proof.simulation import account_checks, return_checks
from proof.simulation.ledger import MONEY, SALES, STOCK, Entry
from proof.simulation.shop import SCARCE, SCARCE_UNITS, STRICT
from proof.simulation.stock_acts import UNIT
from proof.simulation.terminal import Process, Till
from sync.protocol import row_digest

if TYPE_CHECKING:
    from proof.simulation.world import World

IN_MEMORY = frozenset({"pragmas"})
"""What `tillbridge verify` looks at and a database in memory cannot have: the log's mode."""
AFTER_PHYSICS = frozenset({"receipts"})
"""What does not hold once entries were destroyed: receipt numbers are given out again, or missing."""
_OPS = "SELECT op_id, status, code FROM op"
_SALES = "SELECT op_id FROM sale"
_STOCK = "SELECT sku, on_hand FROM stock"
_BEGUN = "SELECT sku, sum(delta) FROM hub_movement WHERE reason = 'begun' GROUP BY sku"
_CURSORS = "SELECT scope, epoch, seq FROM feed_cursor ORDER BY scope"
_HELD = "SELECT kind, key, digest FROM feed_row WHERE scope = ?"
_RECEIPTS = "SELECT 'receipt', txn_id, digest FROM receipt WHERE scope = ?"


def after_step(world: World, till: Till) -> None:
    """Of the machine that acted: it reads its own writes (11), and no cursor is ahead of its rows (9)."""
    if till.process is not None:
        reads_its_own_writes(world, till, till.process)
    cursors_are_honest(world, till)


def reads_its_own_writes(world: World, till: Till, process: Process) -> None:
    """Customers are shown as this machine wrote them last, or as another wrote them meanwhile."""
    with process.store.read() as uow:
        for customer_id, name in world.written[till.name].items():
            known = uow.customers.get(customer_id)
            shown = known.customer().name if known else "nobody"
            others = {one for one, by in world.names[customer_id] if by != till.name}
            if shown != name and shown not in others:
                world.breaks("own_writes", f"{till.name} wrote {name} and shows {shown}")


def all_show_the_same(world: World) -> None:
    """What was written at any till of a customer is the same at all of them in the end (10)."""
    for customer_id in sorted(world.names):
        shown = set()
        for till in world.tills:
            with world.process(till).store.read() as uow:
                known = uow.customers.get(customer_id)
                shown.add(known.customer().name if known else "")
        if len(shown) > 1:
            world.breaks("customer", f"{customer_id} is {', '.join(sorted(shown))}")


def cursors_are_honest(world: World, till: Till) -> None:
    """Each live row of the hub up to a cursor in `pos.db` is held here as the hub has it.

    Looked at on the disk, also where the machine has just died: between cursor and rows there is no moment.
    """
    raw = till.disks.pos.raw
    with world.hub.database.read() as connection:
        heads = {head.scope: head for head in feeds.heads(connection)}
        for scope, epoch, seq in raw.execute(_CURSORS).fetchall():
            if scope not in heads or heads[scope].epoch != epoch:
                continue
            held = {(kind, key): digest for kind, key, digest in raw.execute(_HELD, (scope,))}
            held |= {(kind, key): digest for kind, key, digest in raw.execute(_RECEIPTS, (scope,))}
            for row in feeds.live_rows(connection, scope):
                if row.seq <= seq and held.get((row.kind, row.key)) != row_digest(scope, row):
                    world.breaks(
                        "cursor", f"{till.name} stands at {seq} of {scope} without {row.kind} {row.key}"
                    )
                    return


def settled(world: World) -> bool:
    """Whether nothing waits anywhere and every till stands at every feed's head with its checksum."""
    return not any(unsettled(world))


def unsettled(world: World) -> list[tuple[str, str]]:
    """What keeps the world from being settled: rule and words."""
    found = []
    with world.hub.database.read() as connection:
        heads = {head.scope: head for head in feeds.heads(connection)}
    for till in world.tills:
        process = world.process(till)
        waiting = process.outbox.count_waiting().ops
        if waiting:
            words = f"{till.name} has {waiting} entries that wait ({process.status.error_code})"
            found.append(("drain", words))
        if not heads_meet(world, process):
            found.append(("head", f"the hub's head is not that of {till.name}"))
        for scope in process.replica.scopes():
            head, cursor = heads.get(scope), process.replica.cursor(scope)
            if head and (head.epoch, head.seq, head.checksum) != (cursor.epoch, cursor.seq, cursor.checksum):
                found.append(("feed", f"{till.name} is not at the head of {scope}"))
    return found


def at_the_end(world: World) -> None:
    """Everything, when all is healed."""
    for rule, words in unsettled(world):
        world.breaks(rule, words)
    everything_arrived(world)
    all_show_the_same(world)
    stock_is_the_sum(world)
    rights_are_kept(world)
    account_checks.accounts_are_sums(world)
    account_checks.lines_are_sold_once(world)
    return_checks.returns_are_kept(world)
    for till in world.tills:
        after_step(world, till)
        local_database(world, till)
    for finding in hub_invariants.check(world.hub.disk.engine):
        if not (world.ledger.destroyed and finding.rule in AFTER_PHYSICS):
            world.breaks(f"hub_{finding.rule}", f"{finding.subject}: {finding.message}")


def everything_arrived(world: World) -> None:
    """Each durable entry is one op at the hub, in quarantine only where it is poison (1, 2, 12)."""
    with world.hub.database.read() as connection:
        held = {row[0]: (row[1], row[2]) for row in connection.exec_driver_sql(_OPS)}
        sales = Counter(connection.exec_driver_sql(_SALES).scalars())
    for op_id, entry in world.ledger.expected().items():
        who = f"{entry.kind} {entry.seq} of {entry.machine}"
        if op_id not in held:
            world.lost.add(op_id)
            world.breaks("lost", f"{who} is not at the hub")
            continue
        status, code = held[op_id]
        if not _may_be(status, entry, poison=op_id in world.ledger.poison):
            world.breaks("status", f"{who} is {status} ({code})")
        if entry.kind in SALES and sales[op_id] != 1:
            world.doubled.add(op_id)
            world.breaks("doubled", f"{who}: the hub has {sales[op_id]} sales of it")
    for op_id in held.keys() - world.ledger.entries.keys() - world.from_template:
        world.doubled.add(op_id)
        world.breaks("stranger", f"the hub holds {op_id}, which no till wrote")


def _may_be(status: str, entry: Entry, *, poison: bool) -> bool:
    """Whether this is what shall become of an entry. An edit of a customer may lose to another."""
    if poison:
        return status == "quarantined"
    return status == "applied" or (status == "conflict" and entry.kind not in MONEY)


def stock_is_the_sum(world: World) -> None:
    """On hand is the sum of the movements of the ops that the hub applied, as the world saw them made (2).

    With what the hub set right where a terminal's document was the first to keep the stock of an item.
    """
    moved: Counter[str] = Counter({one.sku: SCARCE_UNITS * UNIT for one in SCARCE})
    with world.hub.database.read() as connection:
        applied = {row[0] for row in connection.exec_driver_sql(_OPS) if row[1] == "applied"}
        found = {row[0]: row[1] for row in connection.exec_driver_sql(_STOCK)}
        moved.update(dict(connection.exec_driver_sql(_BEGUN).tuples().all()))
    for op_id, entry in world.ledger.entries.items():
        if op_id in applied and entry.kind in (*SALES, *STOCK):
            moved.update(_movements(entry))
    for sku in sorted(moved.keys() | found.keys()):
        if moved[sku] != found.get(sku, 0):
            world.breaks("stock", f"{sku}: the hub has {found.get(sku, 0)}, the sales come to {moved[sku]}")


def rights_are_kept(world: World) -> None:
    """Rights are spent once and by who holds them (4); no unit is sold under two of them (5)."""
    if world.without_witness or world.ledger.rolled_back or world.written_off:
        return
    with world.hub.database.read() as connection:
        told = connection.exec_driver_sql("SELECT detail FROM exception_task WHERE kind = 'right_overspent'")
        for (detail,) in told:
            world.breaks("right_overspent", str(detail))
    if strict_left(world) < 0:
        world.breaks("strict", f"{-strict_left(world)} more of {STRICT.sku} sold under rights than came in")


def strict_left(world: World) -> int:
    """How much is left of what is sold under rights alone, as the world saw it come in and go."""
    return sum(_movements(entry)[STRICT.sku] for entry in world.ledger.expected().values())


def heads_meet(world: World, process: Process) -> bool:
    """Whether the hub's head of a till's chain is the till's own (3).

    Behind it is a hub that was put back after the till's last push, of which the till has not heard yet.
    """
    who = process.outbox.identity()
    with world.hub.database.read() as connection:
        head = journal.head(connection, who.terminal_id, who.epoch)
    own = process.outbox.head()
    return (own.seq, own.hash) == (head.seq, head.hash)


def local_database(world: World, till: Till) -> None:
    """What `tillbridge verify` looks at on a till."""
    process = world.process(till)
    with process.pos.read():
        found = local_invariants.check_pos(process.pos)
    with process.catalogue_file.read() as catalogue:
        found += feed_invariants.check_catalogue_feeds(catalogue)
    for finding in found:
        if finding.invariant not in IN_MEMORY:
            world.breaks(f"till_{finding.invariant}", f"{till.name}: {finding.message}")


def _movements(entry: Entry) -> Counter[str]:
    moved: Counter[str] = Counter()
    if not entry.body.get("origin", {}).get("training"):
        for one in entry.body.get("movements", ()):
            moved[one["sku"]] += one["delta"]
    return moved
