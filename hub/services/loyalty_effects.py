"""Books what sales enter on loyalty accounts, gift cards and store credit: once each, never refused.

What cannot be right is booked all the same and told to a person (sync.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hub.services import account_states
from hub.services.effects import Doubt, Effects
from hub.services.hybrid_stamps import is_stamp
from hub.services.ledger_rows import Ledger, accounts_of, cards_of
from hub.store import customers, loyalty, value_ledger
from hub.store.database import Connection
from hub.store.feeds import Outgoing
from hub.store.loyalty import Account

Found = tuple[str, Doubt]
"""An op and what is odd about it."""


def follow(
    connection: Connection, applied: Sequence[tuple[str, Effects]], wanted: Outgoing, now: int
) -> list[Found]:
    """Book the entries of these ops (op_id, effects) and add to `wanted` how the accounts stand then."""
    ledgers = [(op_id, effect.ledger) for op_id, effect in applied if effect.ledger is not None]
    touched = accounts_of([ledger for _, ledger in ledgers]) | _held(applied)
    if not ledgers and not touched:
        return []
    cards = value_ledger.cards(connection, cards_of([ledger for _, ledger in ledgers]), lock=True)
    held = account_states.lock(connection, touched)
    found = _book(connection, ledgers, held, cards, now)
    last = {one: op_id for op_id, ledger in ledgers for one in _taken_from(ledger)}
    for standing in account_states.show(connection, touched, wanted, now):
        mine = [last[one] for one in standing.account_ids if one in last]
        found += [(mine[-1], doubt) for doubt in overdrawn(standing) if mine]
    return found


def overdrawn(standing: account_states.Standing) -> Iterator[Doubt]:
    """What of an account, or of several that were merged, is below zero."""
    for what, balance in (("points", standing.balance), ("credit", standing.credit)):
        if balance < 0:
            yield _overdrawn(standing.state.account_id, what, balance)


def _held(applied: Sequence[tuple[str, Effects]]) -> set[str]:
    """Customers' accounts of which these ops spent or gave back a right."""
    return {
        one.subject
        for _, effect in applied
        for one in (*effect.rights, *((effect.settled,) if effect.settled is not None else ()))
        if one.kind in ("points", "store_credit")
    }


def _taken_from(ledger: Ledger) -> set[str]:
    """Accounts that are poorer by this sale: who only earns on an overdrawn one is nobody's task."""
    points = {one.account_id for one in ledger.points if one.points < 0}
    return points | {one.account_id for one in ledger.values if one.amount < 0}


def _book(
    connection: Connection,
    ledgers: Sequence[tuple[str, Ledger]],
    held: dict[str, Account],
    cards: dict[str, Any],
    now: int,
) -> list[Found]:
    found: list[Found] = []
    for op_id, ledger in ledgers:
        found += [(op_id, doubt) for doubt in _open_accounts(connection, ledger, held)]
    for op_id, ledger in ledgers:
        found += [(op_id, doubt) for doubt in _look_at_cards(connection, ledger, cards, now)]
    found += _points(connection, ledgers, now)
    found += _values(connection, ledgers, now)
    for _, ledger in ledgers:
        for account_id in accounts_of([ledger]) if is_stamp(ledger.hlc) else ():
            seen = held[account_id].seen
            seen[ledger.terminal_id] = max(ledger.hlc, seen.get(ledger.terminal_id, ""))
            loyalty.note_seen(connection, account_id, seen)
    cards_now = {one: card.balance for one, card in value_ledger.cards(connection, cards).items()}
    for op_id, ledger in ledgers:
        found += [
            (op_id, _overdrawn(one, "gift_card", cards_now[one]))
            for one in sorted(_taken_from(ledger) & set(cards_now))
            if cards_now[one] < 0
        ]
    return found


def _open_accounts(connection: Connection, ledger: Ledger, held: dict[str, Account]) -> list[Doubt]:
    """An account begins with its first entry; one of nobody whom the hub knows is told to a person."""
    found = []
    for account_id in sorted(accounts_of([ledger]) - set(held)):
        record = customers.get(connection, account_id)
        store_id = ledger.store_id if record is None else record.store_id
        held[account_id] = Account(account_id=account_id, store_id=store_id, seen={})
        loyalty.add_accounts(connection, [held[account_id]])
        # A sale alone leaves a customer behind of whom nothing was ever said.
        if record is None or not (record.profile.fields or record.erased):
            found.append(
                Doubt(
                    kind="account_unknown",
                    message="A sale speaks of the account of a customer whom the hub does not know.",
                    detail={"account": account_id},
                )
            )
    mine = accounts_of([ledger])
    return [*found, *(_foreign(one) for one in sorted(mine) if held[one].store_id != ledger.store_id)]


def _look_at_cards(connection: Connection, ledger: Ledger, cards: dict[str, Any], now: int) -> list[Doubt]:
    found = []
    spent = {one.account_id for one in ledger.values if one.kind == "gift_card" and one.act == "spend"}
    for account_id in sorted(cards_of([ledger])):
        card = cards.get(account_id)
        if card is None:
            row = {
                "account_id": account_id, "store_id": ledger.store_id, "currency": ledger.currency,
                "made_at": now, "made_by": "",
            }  # fmt: skip
            value_ledger.add_cards(connection, [row])
            cards |= value_ledger.cards(connection, [account_id])
            found.append(
                _card_doubt("gift_card_unknown", "This hub has not made this gift card.", account_id)
            )
        elif card.blocked_at is not None and account_id in spent:
            found.append(_card_doubt("gift_card_blocked", "A blocked gift card was spent.", account_id))
        elif card.currency != ledger.currency:
            found.append(
                _card_doubt("gift_card_currency", "The gift card is of another currency.", account_id)
            )
        if card is not None and card.store_id not in ("", ledger.store_id):
            found.append(_foreign(account_id))
    return found


def _points(connection: Connection, ledgers: Sequence[tuple[str, Ledger]], now: int) -> list[Found]:
    wanted = [(op_id, ledger, one) for op_id, ledger in ledgers for one in ledger.points]
    known = loyalty.known(connection, [one.entry_id for _, _, one in wanted]) if wanted else set()
    rows, found = [], []
    for op_id, ledger, one in wanted:
        if one.entry_id in known:
            found.append((op_id, _twice(one.account_id, one.entry_id)))
            continue
        known.add(one.entry_id)
        # A till whose clock stands ahead gives no points out of the future, nor such as are good only then.
        early = max(0, ledger.at - now)
        rows.append(
            {
                "entry_id": one.entry_id,
                "account_id": one.account_id,
                "op_id": op_id,
                "kind": one.kind,
                "points": one.points,
                "rule_id": one.rule_id,
                "line_id": one.line_id,
                "of_entry": one.of_entry,
                "active_at": max(0, one.active_at - early),
                "expires_at": max(1, one.expires_at - early) if one.expires_at else 0,
                "unlicensed": int(one.unlicensed),
                "at": ledger.at - early,
                "made_by": "",
                "why": "",
            }
        )
    loyalty.add_entries(connection, rows)
    return found


def _values(connection: Connection, ledgers: Sequence[tuple[str, Ledger]], now: int) -> list[Found]:
    wanted = [(op_id, ledger, one) for op_id, ledger in ledgers for one in ledger.values]
    known = value_ledger.known(connection, [one.entry_id for _, _, one in wanted]) if wanted else set()
    rows, found = [], []
    for op_id, ledger, one in wanted:
        if one.entry_id in known:
            found.append((op_id, _twice(one.account_id, one.entry_id)))
            continue
        known.add(one.entry_id)
        rows.append(
            {
                "entry_id": one.entry_id,
                "account_id": one.account_id,
                "kind": one.kind,
                "op_id": op_id,
                "act": one.act,
                "amount": one.amount,
                "currency": ledger.currency,
                "at": min(ledger.at, now),
                "made_by": "",
                "why": "",
            }
        )
    value_ledger.add_entries(connection, rows)
    return found


_WORDS = {
    "points": ("points_overdrawn", "More points were spent or taken back than the account had."),
    "credit": ("store_credit_overdrawn", "More store credit was spent than the customer had."),
    "gift_card": ("gift_card_overdrawn", "More was spent of a gift card than was on it."),
}


def _overdrawn(account_id: str, what: str, balance: int) -> Doubt:
    kind, message = _WORDS[what]
    return Doubt(kind=kind, message=message, detail={"account": account_id, "balance": balance})


def _card_doubt(kind: str, message: str, account_id: str) -> Doubt:
    return Doubt(kind=kind, message=message, detail={"account": account_id})


def _foreign(account_id: str) -> Doubt:
    return Doubt(
        kind="account_foreign",
        message="A sale speaks of a customer's account or a gift card of another store.",
        detail={"account": account_id},
    )


def _twice(account_id: str, entry_id: str) -> Doubt:
    return Doubt(
        kind="entry_twice",
        message="Another op has made this entry already; it counts once.",
        detail={"account": account_id, "entry": entry_id},
    )
