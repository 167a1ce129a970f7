"""The witness file: two places in turn, torn by a power cut in one of them, and never an error."""

from __future__ import annotations

import logging
import os
import random
from hashlib import sha256
from pathlib import Path

import pytest

from local_db.witness import PLACE_BYTES, Mark, Witness


def a_mark(seq: int) -> Mark:
    return Mark(epoch="epoch-1", seq=seq, hash=f"{seq:064d}", counters={"count:receipt": seq})


def read(path: Path) -> Mark | None:
    witness = Witness(path)
    witness.close()
    return witness.mark


def written(path: Path, *seqs: int) -> None:
    witness = Witness(path)
    for seq in seqs:
        witness.note(a_mark(seq))
    witness.close()


def test_a_new_witness_knows_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "witness") is None


def test_the_newest_mark_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    for seqs in ((1,), (2, 3), (4, 5, 6)):
        written(path, *seqs)
        mark = read(path)
        assert mark is not None
        assert (mark.seq, mark.hash, mark.counters) == (
            seqs[-1],
            f"{seqs[-1]:064d}",
            {"count:receipt": seqs[-1]},
        )
    assert path.stat().st_size == 2 * PLACE_BYTES
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("seed", range(30))
def test_a_place_torn_while_it_was_written_leaves_the_one_before(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - dice, no secrets
    path = tmp_path / "witness"
    written(path, 1, 2)
    before = path.read_bytes()
    written(path, 3)
    after = path.read_bytes()
    # Of the last writing only some sectors, or only its beginning, came to the disk.
    cut = dice.randrange(1, PLACE_BYTES)
    place = 3 % 2 * PLACE_BYTES
    path.write_bytes(before[:place] + after[place : place + cut] + before[place + cut : 2 * PLACE_BYTES])
    mark = read(path)
    assert mark is not None
    assert mark.seq in (2, 3)


@pytest.mark.parametrize(
    "content", [b"", b"torn", bytes(2 * PLACE_BYTES), os.urandom(2 * PLACE_BYTES), b"{}" * 3000]
)
def test_nonsense_is_no_mark(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "witness"
    path.write_bytes(content)
    assert read(path) is None
    written(path, 7)
    mark = read(path)
    assert mark is not None
    assert mark.seq == 7


def test_a_place_with_a_right_digest_and_another_content_is_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    text = b'{"a":1}'
    path.write_bytes((sha256(text).hexdigest()[:32].encode() + text).ljust(PLACE_BYTES))
    assert read(path) is None


def test_a_disk_that_fails_is_told_once_and_nothing_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    witness = Witness(tmp_path / "witness")
    witness.note(a_mark(1))

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with caplog.at_level(logging.WARNING):
            witness.note(a_mark(2))
            witness.note(a_mark(3))
    assert caplog.text.count("the witness cannot be written") == 1
    assert witness.mark is not None
    assert witness.mark.seq == 1
    witness.note(a_mark(4))
    assert witness.mark.seq == 4
    witness.close()


def test_a_mark_that_does_not_fit_is_not_written(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "witness")
    witness.note(a_mark(1))
    witness.note(Mark(seq=2, hash="h", counters={f"count:{n:040d}": n for n in range(100)}))
    assert witness.mark is not None
    assert witness.mark.seq == 1
    witness.close()
