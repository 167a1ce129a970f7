"""What may be a person's stays on the till where it was typed."""

from __future__ import annotations

import pytest

from retail.parked_label import shared_label


@pytest.mark.parametrize(
    ("note", "shared"),
    [
        ("", ""),
        ("red jacket", "red jacket"),
        ("Table 1204", "Table 1204"),
        ("0171 23", ""),
        ("٠١٧١٢", ""),
        ("ada@x", ""),
    ],
)
def test_a_label_that_may_be_a_persons_is_not_shared(note: str, shared: str) -> None:
    assert shared_label(note) == shared
