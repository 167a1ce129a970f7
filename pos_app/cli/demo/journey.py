"""The main job, done by keys on a real till: sign in, open, scan, pay, receipt, and the sale at the hub."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from pos_app.cli.demo.counter import Counter
from pos_app.cli.demo.screen import VirtualScreen
from pos_app.cli.demo.shop import DemoShop, Say, tillbridge
from retail.errors import KnownError

CASHIER_PIN = "271828"
MILK, BREAD, BEER, APPLES_PLU = "9520010030145", "9520010023291", "95240381", "4130"
PAPER_WAIT_S = 30.0


def run_journey(shop: DemoShop, out: Path, say: Say) -> None:
    """Run it; leave pictures and the receipt in `out`. Raises `KnownError` where a step fails."""
    out.mkdir(parents=True, exist_ok=True)
    screen = VirtualScreen()
    try:
        say("Opening the till on a virtual screen")
        counter = Counter.open(screen, *shop.places)
        counter.till.wait_for(r"hub: idle", timeout=60)
        counter.picture(out / "1-sign-in.png")
        receipt_no = _sell(counter, out, say)
        say(f"Paid: receipt {receipt_no}")
        _collect_paper(shop, out, say)
        _find_at_hub(shop, counter, receipt_no, say)
        counter.close()
        say(tillbridge("verify", *shop.places, "--hub", str(shop.hub_data)).strip())
    finally:
        screen.close()
    say(f"Pictures and the receipt are in {out.resolve()}")


def _sell(counter: Counter, out: Path, say: Say) -> str:
    say("Anna signs in and opens a till session with a float of 150.00")
    counter.sign_in(CASHIER_PIN)
    counter.picture(out / "2-open-session.png")
    counter.open_session("150")
    say("She scans milk twice and bread, keys the PLU of apples and their weight")
    for code in (MILK, MILK, BREAD):
        counter.scan(code)
    counter.key_weight(APPLES_PLU, "0,845")
    say("She scans a beer: the till asks for the buyer's age, and adds the deposit by itself")
    counter.scan_with_age(BEER)
    counter.picture(out / "3-sale.png")
    say("She takes cash; the till says the change and prints")
    receipt_no = counter.pay_cash("20")
    counter.picture(out / "4-change.png")
    return receipt_no


def _collect_paper(shop: DemoShop, out: Path, say: Say) -> None:
    assert shop.printer is not None  # noqa: S101 - the shop is open
    shop.wait_for_paper(1, PAPER_WAIT_S)
    for suffix in (".png", ".txt"):
        shutil.copy(shop.papers / f"paper-0001{suffix}", out / f"receipt{suffix}")
    say((out / "receipt.txt").read_text(encoding="utf-8"))


def _find_at_hub(shop: DemoShop, counter: Counter, receipt_no: str, say: Say) -> None:
    counter.till.wait_for(r"hub: idle", timeout=60)
    found = tillbridge("hub", "find", receipt_no, "--data", str(shop.hub_data), "--json")
    sales = msgspec.json.decode(found)["sales"]
    if len(sales) != 1:
        raise KnownError("demo_sale_missing", f"The hub holds receipt {receipt_no} {len(sales)} times.")
    sale = sales[0]
    say(f"The hub has it: {sale['receipt_no']}, total {sale['total']} {sale['currency']} in minor units")
