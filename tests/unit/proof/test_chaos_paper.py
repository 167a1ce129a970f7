"""Counting papers: originals, duplicates, and what a pulled plug left torn above the next receipt."""

from __future__ import annotations

from proof.chaos.paper import Tape, read_papers
from proof.chaos.store import NAME


def receipt(number: str, *, duplicate: bool = False, returned: str = "") -> str:
    """The lines of a receipt that counting looks at, as the printer shows them."""
    mark = "|                  DUPLICATE                   |\n" if duplicate else ""
    note = f"of receipt           {returned}\n" if returned else ""
    return f"{mark}      {NAME}\n{note}TOTAL            1.19\nReceipt   {number}\n[QR:{number}]\n[CUT]\n"


def test_originals_and_duplicates_are_counted_apart() -> None:
    tape = read_papers(
        [receipt("S1-T1-000001"), receipt("S1-T1-000001", duplicate=True), receipt("S1-T2-000001")]
    )
    assert (tape.originals.total(), tape.duplicates.total(), tape.torn.total()) == (2, 1, 0)
    assert tape.receipts == {"S1-T1-000001", "S1-T2-000001"}
    assert tape.twice == []


def test_an_original_printed_twice_is_found() -> None:
    assert read_papers([receipt("S1-T1-000007")] * 2).twice == ["S1-T1-000007"]


def test_the_receipt_that_goods_came_from_is_not_the_papers_own() -> None:
    tape = read_papers([receipt("S1-T1-000002", returned="S1-T2-000009")])
    assert tape.receipts == {"S1-T1-000002"}


def test_what_was_torn_stands_above_the_next_receipt_and_is_no_receipt() -> None:
    torn = receipt("S1-T1-000003").replace("[CUT]\n", "")
    tape = read_papers([torn + receipt("S1-T1-000003", duplicate=True)])
    assert (dict(tape.torn), dict(tape.duplicates)) == ({"S1-T1-000003": 1}, {"S1-T1-000003": 1})
    assert not tape.originals


def test_a_torn_duplicate_does_not_make_a_duplicate_of_the_next_original() -> None:
    torn = receipt("S1-T1-000003", duplicate=True).replace("[CUT]\n", "")
    tape = read_papers([torn + receipt("S1-T1-000004")])
    assert dict(tape.originals) == {"S1-T1-000004": 1}


def test_papers_without_a_receipt_count_nothing() -> None:
    assert read_papers([f"{NAME}\nX REPORT\n[CUT]\n", ""]) == Tape()
