"""The slip of a parked sale and the link to a cart: what stands on them, and that they are no receipts."""

from __future__ import annotations

from msgspec.structs import replace

from retail.cart_slips import ParkedPaper, link_slip, parked_slip
from retail.receipt import Qr
from retail.receipt_layout import as_text
from tests.fakes.clock import NOON
from tests.fakes.shop import BERLIN

PAPER = ParkedPaper(
    label="rote Jacke",
    till="Kasse 2",
    operator="Ada",
    parked_at=NOON,
    total=1234,
    currency="EUR",
    line_count=3,
    codes=("TBB1:EINS",),
)


def test_the_slip_says_what_it_is_and_what_it_carries() -> None:
    slip = parked_slip(PAPER, BERLIN.profile, "d1")
    text = as_text(slip, 42)
    for word in ("GEPARKTER VERKAUF", "rote Jacke", "Kasse 2", "Ada", "13:00", "12,34", "KEIN BELEG"):
        assert word in text
    assert "An jeder Kasse" in text and "Nicht im Code" not in text
    assert (slip.kind, slip.document_id, slip.open_drawer) == ("parked_slip", "d1", False)


def test_several_codes_say_which_they_are_and_what_is_missing_is_named() -> None:
    paper = replace(PAPER, label="", codes=("A", "B"), left_out=("Geschenkkarte",))
    slip = parked_slip(paper, BERLIN.profile, "d1")
    assert [block.caption for block in slip.blocks if isinstance(block, Qr)] == ["1 / 2", "2 / 2"]
    assert "- Geschenkkarte" in as_text(slip, 42)


def test_practice_is_marked_on_the_slip() -> None:
    assert "TRAINING" in as_text(parked_slip(replace(PAPER, training=True), BERLIN.profile, "d1"), 42)
    assert "TRAINING" not in as_text(parked_slip(PAPER, BERLIN.profile, "d1"), 42)


def test_the_link_is_told_with_its_age() -> None:
    slip = link_slip("https://hub/cart#a.b", NOON, "EUR", BERLIN.profile, "d2")
    assert [block.data for block in slip.blocks if isinstance(block, Qr)] == ["https://hub/cart#a.b"]
    text = as_text(slip, 42)
    assert "13:00" in text and "KEIN BELEG" in text
