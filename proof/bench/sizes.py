"""How much each bench does: in full, quickly, or just enough to see that it still works."""

from __future__ import annotations

import msgspec


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of rounds, items, sales and starts."""

    name: str
    shop_items: int
    """Items of the shop that sells in the benches about something else."""
    commits: int
    items: tuple[int, ...]
    """Sizes of the catalogues in which barcodes are looked up; the last one is searched too."""
    lookups: int
    typed_names: int
    """Names typed letter by letter into the search."""
    scans: int
    push_batches: int
    drained_sales: int
    starts: int
    start_items: int
    closed_sales: int
    closes: int
    snapshots: int
    """Rounds of taking a whole catalogue over."""
    remembered_sales: int
    """Sales after which memory is looked at; a tenth of them is the limit."""
    decodes: int
    """Rounds of reading the generated pictures and the video."""
    decoded_pictures: int
    """How many of them, and how many frames of the video, are read a round."""
    chain_stores: int
    chain_terminals: int
    """Of all stores together."""
    chain_rounds: int
    """In each of which every terminal pushes once."""
    chain_pace_s: float
    """For how long they then push at the pace of a shop."""
    drained_tills: int
    drained_hours: float
    """Of their sales, made while the hub was away."""
    simulated_seeds: int


FULL = Sizes(
    name="full",
    shop_items=2_000,
    commits=600,
    items=(100_000, 1_000_000),
    lookups=4_000,
    typed_names=60,
    scans=150,
    push_batches=100,
    drained_sales=5_000,
    starts=9,
    start_items=300_000,
    closed_sales=1_000,
    closes=20,
    snapshots=5,
    remembered_sales=10_000,
    decodes=3,
    decoded_pictures=40,
    chain_stores=50,
    chain_terminals=1_000,
    chain_rounds=4,
    chain_pace_s=30.0,
    drained_tills=4,
    drained_hours=8.0,
    simulated_seeds=40,
)
QUICK = Sizes(
    name="quick",
    shop_items=2_000,
    commits=150,
    items=(100_000,),
    lookups=1_000,
    typed_names=15,
    scans=40,
    push_batches=25,
    drained_sales=500,
    starts=3,
    start_items=20_000,
    closed_sales=200,
    closes=5,
    snapshots=3,
    remembered_sales=1_000,
    decodes=1,
    decoded_pictures=40,
    chain_stores=20,
    chain_terminals=200,
    chain_rounds=3,
    chain_pace_s=5.0,
    drained_tills=4,
    drained_hours=0.5,
    simulated_seeds=10,
)
TINY = Sizes(
    name="tiny",
    shop_items=100,
    commits=3,
    items=(200,),
    lookups=20,
    typed_names=2,
    scans=2,
    push_batches=2,
    drained_sales=30,
    starts=1,
    start_items=100,
    closed_sales=4,
    closes=2,
    snapshots=1,
    remembered_sales=20,
    decodes=1,
    decoded_pictures=2,
    chain_stores=2,
    chain_terminals=4,
    chain_rounds=1,
    chain_pace_s=0.2,
    drained_tills=2,
    drained_hours=0.02,
    simulated_seeds=1,
)
