"""Shared carts: their lines, the secrets and tokens that open them, and which sale took which line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Row, and_, delete, func, insert, or_, select, update

from hub.store.bulk import as_document, insert_rows, texts
from hub.store.cart_tables import cart, cart_line, cart_secret, cart_token, shared_line
from hub.store.database import Connection
from hub.store.prepared import Prepared
from hub.store.reservations import OPEN
from hub.store.stock_tables import reservation
from retail.cart import Cart, CartLine, CartState

CHUNK = 200
"""Ids in one statement."""


class CartRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A cart as the hub keeps it."""

    cart: Cart
    adopted_by: str = ""
    """Terminal that has it; empty while it is open."""


def add(connection: Connection, record: Cart) -> None:
    """Add a cart without lines."""
    values = msgspec.structs.asdict(record)
    del values["lines"]
    connection.execute(insert(cart).values(**values, adopted_by=""))


def find(connection: Connection, cart_id: str, *, lock: bool = False) -> CartRecord | None:
    """The cart with its lines, or None. `lock`: nobody else changes it until the transaction ends."""
    query = select(cart).where(cart.c.cart_id == cart_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _record(row, lines_of(connection, [cart_id]).get(cart_id, ()))


def lock_all(connection: Connection, cart_ids: Iterable[str]) -> dict[str, CartRecord]:
    """Carts by id, locked in the order of their ids."""
    found: dict[str, CartRecord] = {}
    for cart_id in sorted(set(cart_ids)):
        record = find(connection, cart_id, lock=True)
        if record is not None:
            found[cart_id] = record
    return found


def lines_of(connection: Connection, cart_ids: Sequence[str]) -> dict[str, tuple[CartLine, ...]]:
    """Lines by cart, removed ones too, in the order of their ids."""
    query = (
        select(cart_line, shared_line.c.txn_id)
        .outerjoin(shared_line, shared_line.c.line_id == cart_line.c.line_id)
        .where(cart_line.c.cart_id.in_(cart_ids))
        .order_by(cart_line.c.cart_id, cart_line.c.line_id)
    )
    found: dict[str, list[CartLine]] = {}
    for row in connection.execute(query):
        found.setdefault(row.cart_id, []).append(
            CartLine(
                line_id=row.line_id,
                sku=row.sku,
                quantity=row.quantity,
                stamp=row.stamp,
                removed=bool(row.removed),
                consumed_by=row.txn_id or "",
            )
        )
    return {cart_id: tuple(lines) for cart_id, lines in found.items()}


def put_lines(connection: Connection, cart_id: str, lines: Sequence[CartLine], at: int) -> None:
    """Put these lines in the place of those with their ids, and watch who sells them."""
    ids = [line.line_id for line in lines]
    connection.execute(delete(cart_line).where(cart_line.c.cart_id == cart_id, cart_line.c.line_id.in_(ids)))
    rows = [
        {
            "cart_id": cart_id,
            "line_id": line.line_id,
            "sku": line.sku,
            "quantity": line.quantity,
            "stamp": line.stamp,
            "removed": int(line.removed),
        }
        for line in lines
    ]
    insert_rows(connection, cart_line, rows)
    watch(connection, ids, at)


def set_state(connection: Connection, cart_id: str, state: CartState, at: int, adopted_by: str = "") -> None:
    """Bring a cart into a state."""
    values = {"state": state, "adopted_by": adopted_by, "changed_at": at}
    connection.execute(update(cart).where(cart.c.cart_id == cart_id).values(values))


def open_again(connection: Connection, terminal_id: str, at: int) -> None:
    """Open the carts that this terminal had adopted."""
    mine = (cart.c.state == "adopted") & (cart.c.adopted_by == terminal_id)
    connection.execute(update(cart).where(mine).values(state="open", adopted_by="", changed_at=at))


def describe(connection: Connection, cart_id: str, customer_id: str | None) -> None:
    """Say whose cart it is."""
    connection.execute(update(cart).where(cart.c.cart_id == cart_id).values(customer_id=customer_id))


# --- secrets and tokens ---------------------------------------------------------------------------------


def add_secret(connection: Connection, cart_id: str, secret_hash: str, at: int, keep: int) -> None:
    """Add what opens the cart; of the older ones only the newest stay, `keep` in all."""
    connection.execute(insert(cart_secret).values(cart_id=cart_id, secret_hash=secret_hash, made_at=at))
    query = (
        select(cart_secret.c.secret_hash)
        .where(cart_secret.c.cart_id == cart_id)
        .order_by(cart_secret.c.made_at.desc(), cart_secret.c.secret_hash != secret_hash)
    )
    for old in connection.execute(query).scalars().all()[keep:]:
        connection.execute(
            delete(cart_secret).where(cart_secret.c.cart_id == cart_id, cart_secret.c.secret_hash == old)
        )


def opens(connection: Connection, cart_id: str, secret_hash: str) -> bool:
    """Whether this secret opens the cart."""
    query = select(cart_secret.c.cart_id).where(
        cart_secret.c.cart_id == cart_id, cart_secret.c.secret_hash == secret_hash
    )
    return connection.execute(query).first() is not None


def put_token(connection: Connection, cart_id: str, token_hash: str, expires_at: int) -> None:
    """Keep a token; earlier ones of the cart that were not spent become worthless."""
    connection.execute(delete(cart_token).where(cart_token.c.cart_id == cart_id, cart_token.c.spent_by == ""))
    values = {"token_hash": token_hash, "cart_id": cart_id, "expires_at": expires_at, "spent_by": ""}
    connection.execute(insert(cart_token).values(values))


def cart_of_token(connection: Connection, token_hash: str, at: int) -> str | None:
    """The cart of a token that may be spent at `at`."""
    query = select(cart_token.c.cart_id).where(
        cart_token.c.token_hash == token_hash, cart_token.c.spent_by == "", cart_token.c.expires_at > at
    )
    return connection.execute(query).scalar_one_or_none()


def spend_token(connection: Connection, token_hash: str, terminal_id: str) -> bool:
    """Spend a token; False where somebody has."""
    done = connection.execute(
        update(cart_token)
        .where(cart_token.c.token_hash == token_hash, cart_token.c.spent_by == "")
        .values(spent_by=terminal_id)
    )
    return done.rowcount == 1


# --- who sold what --------------------------------------------------------------------------------------


def watch(connection: Connection, line_ids: Sequence[str], at: int) -> list[str]:
    """These lines can be sold in more than one place; returns those of which that is news."""
    known = takers(connection, line_ids)
    fresh = [one for one in dict.fromkeys(line_ids) if one not in known]
    insert_rows(connection, shared_line, [{"line_id": one, "txn_id": "", "at": at} for one in fresh])
    return fresh


def takers(connection: Connection, line_ids: Collection[str], *, lock: bool = False) -> dict[str, str]:
    """line_id → sale that took it (empty: none yet), of the lines that are watched."""
    if not line_ids:
        return {}
    values = {"lines": as_document(sorted(set(line_ids)))}
    rows = _takers(connection.dialect.name, lock).run(connection, values)
    return {row.line_id: row.txn_id for row in rows}


@lru_cache(maxsize=4)
def _takers(dialect: str, lock: bool) -> Prepared:
    query = (
        select(shared_line.c.line_id, shared_line.c.txn_id)
        .where(shared_line.c.line_id.in_(texts(dialect, "lines")))
        .order_by(shared_line.c.line_id)
    )
    return Prepared(query.with_for_update(of=shared_line) if lock else query)


def take(connection: Connection, taken: Mapping[str, str], at: int) -> None:
    """line_id → sale that took it now."""
    for line_id, txn_id in sorted(taken.items()):
        connection.execute(
            update(shared_line).where(shared_line.c.line_id == line_id).values(txn_id=txn_id, at=at)
        )


def with_lines(connection: Connection, line_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """cart_id → those of these lines that are in it."""
    found: dict[str, list[str]] = {}
    wanted = sorted(set(line_ids))
    for start in range(0, len(wanted), CHUNK):
        query = select(cart_line.c.cart_id, cart_line.c.line_id).where(
            cart_line.c.line_id.in_(wanted[start : start + CHUNK])
        )
        for row in connection.execute(query):
            found.setdefault(row.cart_id, []).append(row.line_id)
    return {cart_id: tuple(sorted(lines)) for cart_id, lines in found.items()}


def remove_lines(connection: Connection, cart_id: str, line_ids: Sequence[str]) -> None:
    """Remove lines as a writer would."""
    connection.execute(
        update(cart_line)
        .where(cart_line.c.cart_id == cart_id, cart_line.c.line_id.in_(line_ids))
        .values(removed=1)
    )


# --- tidying --------------------------------------------------------------------------------------------


def stale(connection: Connection, open_before: int, adopted_before: int, limit: int) -> Sequence[Row[Any]]:
    """(cart_id, state) of open and adopted carts that nobody touched since then, locked, oldest first.

    One that somebody has at this moment is touched, and passed over.
    """
    query = (
        select(cart.c.cart_id, cart.c.state)
        .where(
            or_(
                and_(cart.c.state == "open", cart.c.changed_at < open_before),
                and_(cart.c.state == "adopted", cart.c.changed_at < adopted_before),
            )
        )
        .order_by(cart.c.changed_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return connection.execute(query).all()


def forget(connection: Connection, before: int, tokens_before: int, limit: int) -> int:
    """Delete carts that ended before, and lines and tokens that nothing needs; how many carts went."""
    connection.execute(delete(cart_token).where(cart_token.c.expires_at < tokens_before))
    query = (
        select(cart.c.cart_id)
        .where(cart.c.state.in_(("converted", "abandoned")), cart.c.changed_at < before)
        .order_by(cart.c.changed_at)
        .limit(limit)
    )
    gone = list(connection.execute(query).scalars())
    for table in (cart_token, cart_secret, cart_line, cart):
        connection.execute(delete(table).where(table.c.cart_id.in_(gone)))
    still = select(cart_line.c.line_id).where(cart_line.c.line_id == shared_line.c.line_id)
    connection.execute(delete(shared_line).where(shared_line.c.at < before, ~still.exists()))
    return len(gone)


def count(connection: Connection, state: CartState) -> int:
    """How many carts are in a state."""
    query = select(func.count()).select_from(cart).where(cart.c.state == state)
    return connection.execute(query).scalar_one()


def _record(row: Row[Any], lines: tuple[CartLine, ...]) -> CartRecord:
    values = dict(row._mapping)
    adopted_by = values.pop("adopted_by")
    return CartRecord(cart=Cart(**values, lines=lines), adopted_by=adopted_by)


def held_until(connection: Connection, owner: str, at: int) -> int | None:
    """When the last reservation of this owner ends, UTC ms; None where it has none."""
    query = select(func.max(reservation.c.expires_at)).where(
        reservation.c.owner == owner, reservation.c.state == OPEN, reservation.c.expires_at > at
    )
    return connection.execute(query).scalar_one_or_none()
