"""A catalogue too large for pages: the real hub makes a snapshot, the real till sells from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.demo.shop import tillbridge

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

ITEMS = 5_200
MILK = "4006381333931"


def test_a_large_catalogue_arrives_as_a_file_and_is_sold_from(shop: Shop) -> None:
    goods = shop.folder / "many.csv"
    lines = [f"X{number:05d},Thing number {number},2.50,standard\n" for number in range(ITEMS)]
    goods.write_text("sku,name,price,tax_class\n" + "".join(lines), encoding="utf-8")
    tillbridge("import", str(goods), "--data", str(shop.hub_data))
    till = shop.open_till()
    till.open_session("100")
    till.till.wait_for(r"hub: idle")
    assert list((shop.hub_data / "snapshots").glob("*.zst")), "the hub made a snapshot of it"
    assert not list((shop.folder / "till" / "snapshots").glob("*.part")), "and the till took it in"
    assert till.scan(MILK) == "done"
    till.pay_cash_exact()
    till.till.wait_for(r"hub: idle, 0 entries waiting")
    till.close()
    assert shop.verify()["receipts"] == 1
