"""Any feed, in any pages, with repeated pages and resets, leaves what a plain dictionary would hold."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local_db.terminal import LocalTerminal
from sync.messages import FeedRow, PullReply, ScopeHead
from sync.ports import EMPTY_CHECKSUM
from tests.fakes.store import open_terminal
from tests.fakes.sync_store import MemoryReplica

SCOPES = itertools.count(1)
NAMES = ("apple juice", "green apple", "juice", "tea", "Äpfel")

act = st.tuples(
    st.sampled_from(("put", "put", "put", "delete", "page", "page", "reset", "again")),
    st.integers(0, 4),
    st.integers(1, 9),
)


def price_body(key: int, rev: int) -> dict[str, Any]:
    return {"sku": f"k{key}", "amount": rev} if rev % 4 else {"sku": f"k{key}", "amount": "free"}


def thing_body(key: int, rev: int) -> dict[str, Any]:
    return {"of": key, "rev": rev}


def item_body(key: int, rev: int) -> dict[str, Any]:
    name = NAMES[rev % len(NAMES)]
    codes = [f"raw:{key}", f"raw:{key}-{rev % 3}"]
    body = {"sku": f"k{key}", "name": name, "tax_class": "a", "identifiers": codes, "active": rev % 4 != 3}
    return body if rev % 7 else {"sku": f"k{key}"}


def replies(scope: str, kind: str, acts: list[tuple[str, int, int]], body: Any) -> Any:
    """Turn acts into calls: ("reset", epoch) or ("apply", reply); always ends at the feed's head."""
    epoch, seq, rows, last = 1, 0, [], None
    for word, key, rev in [*acts, ("page", 0, 1)]:
        if word in ("put", "delete"):
            seq += 1
            put = word == "put"
            rows.append(
                FeedRow(
                    seq=seq, kind=kind, key=f"k{key}", op="put" if put else "delete", rev=rev,
                    body=body(key, rev) if put else None,
                )
            )  # fmt: skip
        elif word == "reset":
            epoch, seq, rows, last = epoch + 1, 0, [], None
            yield "reset", f"E{epoch}"
        elif word == "page":
            head = ScopeHead(scope=scope, epoch=f"E{epoch}", seq=seq, checksum=EMPTY_CHECKSUM)
            last = PullReply(rows=tuple(rows), next=seq, head=head)
            rows = []
            yield "apply", last
        elif last is not None:
            yield "again", last


def run_both(
    terminal: LocalTerminal, scope: str, kind: str, acts: list[tuple[str, int, int]], body: Any
) -> MemoryReplica:
    """Do the same to the real replica and to the plain one; repeats go to the real one only."""
    plain = MemoryReplica()
    for replica in (terminal.replica, plain):
        replica.reset(scope, "E1")
    for word, value in replies(scope, kind, acts, body):
        if word == "reset":
            terminal.replica.reset(scope, value)
            plain.reset(scope, value)
        elif word == "again":
            terminal.replica.apply(scope, value)
        else:
            assert terminal.replica.apply(scope, value) == plain.apply(scope, value)
        assert terminal.replica.cursor(scope) == plain.cursor(scope)
    return plain


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    terminal = open_terminal(tmp_path_factory.mktemp("replica") / "data")
    yield terminal
    terminal.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(act, max_size=25))
def test_prices_are_those_of_the_feed(shared: LocalTerminal, acts: list[tuple[str, int, int]]) -> None:
    name = f"list-{next(SCOPES)}"
    plain = run_both(shared, f"price:{name}", "price", acts, price_body)
    driver = shared.catalogue_file.database.driver
    held = dict(driver.execute("SELECT sku, amount FROM price WHERE list = ?", (name,)).fetchall())
    raw = driver.execute("SELECT key FROM feed_row WHERE scope = ?", (f"price:{name}",)).fetchall()
    wanted = {key: row.body["amount"] for (_, key), row in plain.rows[f"price:{name}"].items() if row.body}
    assert held == {key: amount for key, amount in wanted.items() if amount != "free"}
    assert {key for (key,) in raw} == wanted.keys() - held.keys()


@settings(max_examples=60, deadline=None)
@given(st.lists(act, max_size=25))
def test_rows_of_an_unknown_kind_are_those_of_the_feed(
    shared: LocalTerminal, acts: list[tuple[str, int, int]]
) -> None:
    scope = f"orders:{next(SCOPES)}"
    plain = run_both(shared, scope, "order", acts, thing_body)
    rows = shared.pos.driver.execute("SELECT key, rev FROM feed_row WHERE scope = ?", (scope,)).fetchall()
    assert dict(rows) == {key: row.rev for (_, key), row in plain.rows[scope].items()}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(act, max_size=25))
def test_what_is_found_is_what_the_feed_holds(tmp_path: Path, acts: list[tuple[str, int, int]]) -> None:
    terminal = open_terminal(tmp_path / str(next(SCOPES)))
    plain = run_both(terminal, "catalogue", "item", acts, item_body)
    items = {
        key: row.body for (_, key), row in plain.rows["catalogue"].items() if row.body and "name" in row.body
    }
    for key in (f"k{number}" for number in range(5)):
        found = terminal.catalogue.item(key)
        assert (found.item.name if found else None) == (items[key]["name"] if key in items else None)
    for number, variant in itertools.product(range(5), range(3)):
        code = f"raw:{number}-{variant}"
        holders = [key for key, body in items.items() if code in body["identifiers"]]
        found = terminal.catalogue.find(code)
        assert ([found.item.sku] if found else []) == holders
    for word in ("apple", "juice", "tea", "apfel"):
        sold = {key for key, body in items.items() if body["active"] and word in _words(body["name"])}
        assert {one.item.sku for one in terminal.catalogue.search(word, 50)} == sold
    assert terminal.catalogue.count() == sum(body["active"] for body in items.values())
    terminal.close()


def _words(name: str) -> set[str]:
    return set(name.replace("Ä", "a").lower().split())
