"""The tamper-evident chain of a terminal's operations: entries, hashes, and the first bad link (M5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from retail.canonical import canonical, sha256_hex
from retail.errors import DataError

GENESIS = "0" * 64
"""The `prev` of a chain's first entry."""


class Op(msgspec.Struct, frozen=True, kw_only=True):
    """One fact as it is journaled and sent.

    `op_id` is a UUIDv7, `kind` names the fact, `v` is the version of the kind's body, `hlc` the hybrid time,
    and `body` a document without personal data (ids and salted hashes only).
    """

    op_id: str
    kind: str
    v: int
    hlc: str
    body: dict[str, Any]


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An op in its place: `seq` counts from 1 without gaps, `hash` covers the op and `prev_hash`."""

    seq: int
    op: Op
    prev_hash: str
    hash: str


class StoredEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A journal row as it lies in the database: `body` is the canonical JSON text."""

    seq: int
    op_id: str
    kind: str
    v: int
    hlc: str
    body: str
    prev_hash: str
    hash: str


class BadLink(msgspec.Struct, frozen=True, kw_only=True):
    """The first record that does not fit its chain.

    `reason` is `gap` (a record is missing or doubled), `prev` (it does not follow the record before it) or
    `hash` (its content was changed); `expected` and `found` are the two values that should be equal.
    """

    seq: int
    reason: str
    expected: str
    found: str


def entry_hash(prev_hash: str, op: Op) -> str:
    """SHA-256 of the canonical JSON of {prev, op_id, kind, v, hlc, body}; see `canonical` for errors."""
    return entry_hash_of_text(prev_hash, op.op_id, op.kind, op.v, op.hlc, body_text(op))


def body_text(op: Op) -> str:
    """The canonical JSON text of an op's body, the form in which it is stored and hashed."""
    return canonical(op.body).decode("utf-8")


def entry_hash_of_text(prev_hash: str, op_id: str, kind: str, v: int, hlc: str, body: str) -> str:
    """`entry_hash` for a body that is already canonical JSON text, without parsing it.

    The object's keys in canonical order are body < hlc < kind < op_id < prev < v, so the bytes can be joined:
    the body first, then the canonical form of the rest without its opening brace.
    """
    rest = canonical({"hlc": hlc, "kind": kind, "op_id": op_id, "prev": prev_hash, "v": v})
    try:
        data = body.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DataError("not_a_document", "The stored body is not valid text.") from error
    return sha256_hex(b'{"body":' + data + b"," + rest[1:])


def append(seq: int, prev_hash: str, op: Op) -> JournalEntry:
    """The entry that puts `op` at place `seq` behind the entry whose hash is `prev_hash`."""
    return JournalEntry(seq=seq, op=op, prev_hash=prev_hash, hash=entry_hash(prev_hash, op))


def stored(entry: JournalEntry) -> StoredEntry:
    """`entry` as its database row."""
    op = entry.op
    return StoredEntry(
        seq=entry.seq,
        op_id=op.op_id,
        kind=op.kind,
        v=op.v,
        hlc=op.hlc,
        body=body_text(op),
        prev_hash=entry.prev_hash,
        hash=entry.hash,
    )


def first_bad(
    entries: Iterable[JournalEntry | StoredEntry], *, after_seq: int = 0, prev_hash: str = GENESIS
) -> BadLink | None:
    """The first entry that breaks the chain, or None; entries come in order of `seq` (M5.3).

    `after_seq` and `prev_hash` start behind a signed checkpoint when older entries were archived. Rows are
    read one at a time, so a journal of any length can be checked.
    """
    for entry in entries:
        after_seq += 1
        if entry.seq != after_seq:
            return BadLink(seq=entry.seq, reason="gap", expected=str(after_seq), found=str(entry.seq))
        if entry.prev_hash != prev_hash:
            return BadLink(seq=entry.seq, reason="prev", expected=prev_hash, found=entry.prev_hash)
        computed = _computed_hash(entry)
        if entry.hash != computed:
            return BadLink(seq=entry.seq, reason="hash", expected=computed, found=entry.hash)
        prev_hash = entry.hash
    return None


def _computed_hash(entry: JournalEntry | StoredEntry) -> str:
    """The hash an entry should carry; empty when its content cannot be hashed at all."""
    try:
        if isinstance(entry, JournalEntry):
            return entry_hash(entry.prev_hash, entry.op)
        return entry_hash_of_text(entry.prev_hash, entry.op_id, entry.kind, entry.v, entry.hlc, entry.body)
    except DataError:
        return ""
