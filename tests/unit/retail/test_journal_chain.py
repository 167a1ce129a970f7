"""The journal's chain: its hash is the documented one, and any change is found where it was made (M5.1)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retail.canonical import canonical, sha256_hex
from retail.errors import DataError
from retail.journal import (
    GENESIS,
    BadLink,
    JournalEntry,
    Op,
    StoredEntry,
    append,
    body_text,
    entry_hash,
    entry_hash_of_text,
    first_bad,
    stored,
)

_BODIES = st.dictionaries(
    st.text(max_size=5), st.integers(-9, 9) | st.text(max_size=5) | st.none(), max_size=4
)
_OPS = st.builds(
    Op,
    op_id=st.text(max_size=8),
    kind=st.text(max_size=8),
    v=st.integers(1, 9),
    hlc=st.text(max_size=8),
    body=_BODIES,
)


def chain(ops: list[Op]) -> list[JournalEntry]:
    entries: list[JournalEntry] = []
    head = GENESIS
    for op in ops:
        entries.append(append(len(entries) + 1, head, op))
        head = entries[-1].hash
    return entries


def op(n: int) -> Op:
    return Op(op_id=f"id-{n}", kind="sale", v=1, hlc=f"{n:012x}-0000-t", body={"total": n, "ä": [n, None]})


@given(_OPS, st.sampled_from([GENESIS, "ab" * 32]))
def test_the_hash_is_that_of_the_documented_object(subject: Op, prev: str) -> None:
    whole = {
        "prev": prev,
        "op_id": subject.op_id,
        "kind": subject.kind,
        "v": subject.v,
        "hlc": subject.hlc,
        "body": subject.body,
    }
    expected = sha256_hex(canonical(whole))
    assert entry_hash(prev, subject) == expected
    text = body_text(subject)
    assert entry_hash_of_text(prev, subject.op_id, subject.kind, subject.v, subject.hlc, text) == expected


@given(st.lists(_OPS, max_size=6))
def test_a_whole_chain_is_good(ops: list[Op]) -> None:
    entries = chain(ops)
    assert first_bad(entries) is None
    assert first_bad(stored(entry) for entry in entries) is None


_CHANGES: dict[str, Any] = {
    "op_id": "other",
    "kind": "other",
    "v": 2,
    "hlc": "other",
    "body": '{"total":0}',
    "prev_hash": "f" * 64,
    "hash": "f" * 64,
    "seq": 99,
}


@given(st.integers(1, 5), st.sampled_from(sorted(_CHANGES)))
def test_any_single_change_is_found_where_it_was_made(place: int, field: str) -> None:
    rows = [stored(entry) for entry in chain([op(n) for n in range(1, 6)])]
    rows[place - 1] = replace(rows[place - 1], **{field: _CHANGES[field]})
    bad = first_bad(rows)
    assert bad is not None
    assert bad.seq == (99 if field == "seq" else place)
    assert bad.reason == {"seq": "gap", "prev_hash": "prev"}.get(field, "hash")


@given(st.integers(1, 5))
def test_a_changed_op_is_found_in_its_parsed_form_too(place: int) -> None:
    entries = chain([op(n) for n in range(1, 6)])
    changed = entries[place - 1]
    entries[place - 1] = replace(changed, op=replace(changed.op, body={"total": 0}))
    bad = first_bad(entries)
    assert bad is not None
    assert (bad.seq, bad.reason, bad.found) == (place, "hash", changed.hash)


@given(st.integers(0, 3))
def test_a_missing_doubled_or_swapped_entry_is_found(place: int) -> None:
    entries = chain([op(n) for n in range(1, 6)])
    missing = entries[:place] + entries[place + 1 :]
    doubled = [*entries[: place + 1], *entries[place:]]
    swapped = [*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :]]
    for broken in (missing, doubled, swapped):
        bad = first_bad(broken)
        assert bad is not None
        assert bad.reason == "gap"


def test_an_entry_rewritten_with_a_new_hash_breaks_the_next() -> None:
    entries = chain([op(n) for n in range(1, 4)])
    entries[0] = append(1, GENESIS, op(7))
    assert first_bad(entries) == BadLink(
        seq=2, reason="prev", expected=entries[0].hash, found=entries[1].prev_hash
    )


def test_a_chain_goes_on_behind_a_checkpoint() -> None:
    entries = chain([op(n) for n in range(1, 6)])
    assert first_bad(entries[2:], after_seq=2, prev_hash=entries[1].hash) is None
    bad = first_bad(entries[2:], after_seq=2, prev_hash=GENESIS)
    assert bad is not None
    assert bad.reason == "prev"


@pytest.mark.parametrize("field", ["body", "kind"])
def test_content_that_cannot_be_hashed_is_a_bad_link(field: str) -> None:
    row: StoredEntry = replace(stored(append(1, GENESIS, op(1))), **{field: "\ud800"})
    bad = first_bad([row])
    assert bad is not None
    assert (bad.reason, bad.expected) == ("hash", "")


def test_a_body_that_is_no_text_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        entry_hash_of_text(GENESIS, "id", "kind", 1, "hlc", "\ud800")
    assert caught.value.code == "not_a_document"
