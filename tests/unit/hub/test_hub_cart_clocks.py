"""Shared carts at a hub whose clock is set back: whoever has read a line changes it all the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.bootstrap import Hub
from retail import hybrid_clock
from retail.hybrid_clock import MAX_AHEAD_MS, tick
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.shared_carts import line, put_goods

HOUR_MS = 3_600_000
PAGE = Path(__file__).parents[3] / "hub" / "web" / "cart.js"


@pytest.mark.parametrize("back", [MAX_AHEAD_MS + 1, HOUR_MS, 30 * HOUR_MS])
def test_a_quantity_keyed_after_the_hubs_clock_was_set_back_counts(
    hub: Hub, clock: HandClock, back: int
) -> None:
    put_goods(hub)
    wish = line("milk", 5000, at=clock.now())
    begun = hub.carts.begin("", [wish], "web")
    clock.ms -= back
    for quantity in (2000, 3000):
        (shown,) = hub.carts.show(begun.cart.cart_id, begun.secret).lines
        changed = replace(wish, quantity=quantity, stamp=tick(shown.stamp, clock.now(), "phone"))
        (after,) = hub.carts.change(begun.cart.cart_id, begun.secret, [changed]).lines
        assert after.quantity == quantity


def page_stamps(read: list[str], now: int) -> list[str]:
    """What the page writes after having read these, one after the other, at the hub's time `now`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no program here that runs the page's script by itself")
    text = PAGE.read_text("utf-8")
    function = text[text.index("function stamp(") : text.index("function change(")]
    script = (
        f"let last = {{ms: 0, counter: 0}}; const skew = 0; const node = 'page'; Date.now = () => {now};"
        f"{function} console.log(JSON.stringify({json.dumps(read)}.map(stamp)));"
    )
    said: list[str] = json.loads(subprocess.run([node, "-e", script], capture_output=True, check=True).stdout)
    return said


def test_the_page_writes_later_than_it_read_and_than_it_wrote(clock: HandClock) -> None:
    now = clock.now()
    read = [
        hybrid_clock.Stamp(ms=now + ms, counter=counter, node="z").text()
        for ms, counter in ((-9, 3), (-9, 3), (5, 7), (5, 2), (-1, 0), (6, 0xFFFF), (6, 0xFFFF))
    ]
    said = page_stamps(read, now)
    wanted: list[str] = []
    for one in read:
        wanted.append(tick(max(one, *wanted, ""), now, "page"))
    assert said == wanted
