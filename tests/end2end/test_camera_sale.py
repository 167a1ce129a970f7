"""A sale by camera on real parts: what its twin sees becomes lines, paper and a sale at the hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from local_db.keys import load_keys
from local_db.terminal import LocalTerminal
from pos_app.device_entries import SavedDevice, save
from pos_app.machine import SystemClock
from pos_app.places import Places
from tests.fakes.pictures import code_picture, in_view, turned

if TYPE_CHECKING:
    from tests.end2end.conftest import Shop

MILK, SOAP, UNKNOWN = "4006381333931", "4000177061008", "96385074"
PAPER_WAIT_S = 100


def set_up_camera(shop: Shop, view: Path) -> None:
    """As the devices screen saves it: a camera that sees what lies in a folder, and each code once."""
    places = Places(data=shop.folder / "till", keys=shop.folder / "keys")
    local = LocalTerminal(places.data, load_keys(places.key_file), SystemClock().now)
    options = {"source": str(view), "retry_ms": "300", "away_ms": "60000"}
    try:
        with local.store.write() as uow:
            save(
                uow.settings,
                SavedDevice(device_id="camera-1", kind="scanner", driver="camera", options=options),
            )
    finally:
        local.close()


def hold_before(view: Path, folder: Path, name: str, code: str, kind: str, tilt: int = 0) -> None:
    """Put frames of a pack into the camera's view, all at once."""
    made = folder / name
    made.mkdir()
    frame = in_view(turned(code_picture(code, kind), tilt))
    for number in range(7):
        Image.fromarray(frame).save(made / f"{number}.png")
    made.rename(view / name)


def test_what_a_camera_sees_is_sold_once(shop: Shop, tmp_path: Path) -> None:
    view = tmp_path / "view"
    view.mkdir()
    set_up_camera(shop, view)
    till = shop.open_till()
    till.open_session("100")
    for name, code, kind, tilt, outcome in (
        ("a", MILK, "EAN13", 0, "done"),
        ("b", SOAP, "EAN13", 45, "done"),
        ("c", UNKNOWN, "EAN8", 0, "unknown_barcode"),
    ):
        mark = till.till.mark()
        hold_before(view, tmp_path, name, code, kind, tilt)
        till.till.wait_for(rf"Scan: .*{outcome}", after=mark)
    till.screen.press("ctrl+b")
    till.screen.press("Escape")
    receipt_no = till.pay_cash_exact()
    shop.printer.wait_for_papers(1, PAPER_WAIT_S)
    paper = shop.printer.papers[0].text
    assert (paper.count("Whole milk 1 l"), paper.count("Soap")) == (1, 1)
    till.till.wait_for(r"hub: idle, 0 entries waiting")
    assert shop.find(receipt_no)["total"] == 119 + 205
    till.close()
