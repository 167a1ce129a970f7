"""Canned views of parked sales at other tills, and of a cart on its way to a phone."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import views as v
from pos_app.views.carts import HandOffView

NOW = 1_795_270_320_000
PARKED = (
    v.SuspendedView(
        txn_id="s3",
        note="Kinderwagen",
        at=NOW - 300_000,
        operator_name="Katharina Obermüller",
        line_count=4,
        total=5210,
        currency="EUR",
        till="Kasse 1",
        state="elsewhere",
    ),
    v.SuspendedView(
        txn_id="s4",
        note="",
        at=NOW - 120_000,
        operator_name="Katharina Obermüller",
        line_count=12,
        total=13899,
        currency="EUR",
        till="Kasse 1",
        state="asking",
    ),
    v.SuspendedView(
        txn_id="s5",
        note="Blaue Mütze",
        at=NOW - 60_000,
        operator_name="Mehmet Demir",
        line_count=1,
        total=249,
        currency="EUR",
        till="Selbstbedienung 4",
        state="granted",
    ),
)
"""Parked at other tills, in the states that the hub gives them."""
PARKED_DOWN = tuple(replace(one, state="unreachable") for one in PARKED[:2])
HAND_OFF = HandOffView(
    state="ready",
    link="https://kasse.laden-am-park.example:8650/cart#0192f3c0-7d6a-7c3e-9d2b-6f1f0a9b8c7d."
    "u6Yx0bq3l1Zc9V2mKf8sTn4hWp7jQdRgE5oXiAySvLB",
    at=NOW - 20_000,
    line_count=7,
    left_out=("Geschenkkarte",),
)
