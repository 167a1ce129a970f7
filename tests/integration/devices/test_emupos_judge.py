"""An independent printer reads our jobs: emupos, which needs Python 3.13 and so an interpreter of its own.

TILLBRIDGE_EMUPOS_PYTHON names that interpreter (`python3.13 -m venv …; pip install emupos`); without it the
tests skip. Its answers, its text and its pixels come from other people's reading of the ESC/POS reference.
"""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from devices.entries import DeviceEntry, OptionValue
from devices.manager import build_printer
from devices.printer import raster
from pos_app.ports.devices import DeviceNotReady, ReceiptPrinter
from retail.receipt import Block, Cut, Qr, ReceiptDocument, Row, Text
from retail.receipt_layout import Line, lay_out
from tests.fakes.ports import lasting_port

PYTHON = os.environ.get("TILLBRIDGE_EMUPOS_PYTHON", "")

pytestmark = pytest.mark.skipif(
    not PYTHON, reason="needs emupos: TILLBRIDGE_EMUPOS_PYTHON must name a Python 3.13 that has it"
)

CALL = "import sys; from emupos.cli.app import main; sys.exit(main())"
PAGES = ("CP858", "CP1252", "CP852", "CP866")
"""Those of ours that emupos knows by the numbers of its TM-T20III."""
NAMES = ["חלב 3% (1 ליטר)", "حليب كامل", "นมสดพาสเจอร์ไรส์", "हिन्दी दूध", "牛乳", "우유", "Țuică", "🍎 ❤️"]


class Emupos:
    """A simulated TM-T20III on `port`, and what has come out of it."""

    def __init__(self, folder: Path, port: int, control: int) -> None:
        self.folder, self.port = folder, port
        self._control = f"http://127.0.0.1:{control}"

    def command(self, *words: str) -> None:
        """Act on it as a person would."""
        subprocess.run(
            [PYTHON, "-c", CALL, "--api", self._control, *words], check=True, capture_output=True, timeout=60
        )

    def receipts(self, count: int) -> list[tuple[str, Image.Image]]:
        """Text and picture of each receipt so far, as soon as there are `count`."""
        wait_for(lambda: len(list(self.folder.glob("*.json"))) >= count)
        texts = sorted(self.folder.glob("*.txt"))
        return [
            (path.read_text("utf-8"), Image.open(path.with_suffix(".png")).convert("L")) for path in texts
        ]


def wait_for(true: Callable[[], bool]) -> None:
    pause, deadline = threading.Event(), time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        pause.wait(0.05)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def emupos(tmp_path: Path) -> Iterator[Emupos]:
    port, control = lasting_port(), lasting_port()
    config = tmp_path / "emupos.yaml"
    config.write_text(
        f"schema: 1\napi: {{ host: 127.0.0.1, port: {control} }}\ndevices:\n"
        "  - id: front\n    type: printer\n    profile: epson-tm-t20iii\n"
        f"    receipts_dir: {tmp_path / 'receipts'}\n    connections:\n      - tcp: {{ port: {port} }}\n"
    )
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(
            [PYTHON, "-c", CALL, "run", "--config", str(config)], stdout=out, stderr=out
        )
    try:
        wait_for(lambda: answers(port))
        yield Emupos(tmp_path / "receipts", port, control)
    finally:
        process.terminate()
        process.wait(20)


def printer_at(emupos: Emupos) -> ReceiptPrinter:
    options: dict[str, OptionValue] = {"host": "127.0.0.1", "port": emupos.port, "code_pages": PAGES}
    return build_printer(DeviceEntry(id="judged", driver="network", options=options))


def document(*blocks: Block, language: str = "de") -> ReceiptDocument:
    return ReceiptDocument(document_id="d", kind="receipt", language=language, blocks=(*blocks, Cut()))


def test_text_comes_out_letter_by_letter(emupos: Emupos) -> None:
    rows = [("Käse łagodny", "9,99 €"), ("Žluťoučký kůň", "£ 1.00"), ("Молоко свежее", "2,50 €")]
    printer_at(emupos).print(document(*(Row(*row) for row in rows), Qr("https://example.org", "scan")))
    ((text, _),) = emupos.receipts(1)
    lines = text.splitlines()
    assert lines[:3] == [name.ljust(42) + amount for name, amount in rows]
    assert any("https://example.org" in line for line in lines)
    assert "?" not in text


def test_every_dot_of_a_drawn_line_is_on_its_paper(emupos: Emupos) -> None:
    printer_at(emupos).print(document(*(Row(name, "9,99 €") for name in NAMES)))
    ((_, paper),) = emupos.receipts(1)
    for number, name in enumerate(NAMES):
        (line,) = [one for one in lay_out(document(Row(name, "9,99 €")), 48) if isinstance(one, Line)]
        ours = raster.draw_line(line, 576, "de").convert("L")
        theirs = paper.crop((0, number * 30, 576, number * 30 + 30)).point(
            lambda grey: 255 if grey > 127 else 0
        )
        assert theirs.tobytes() == ours.tobytes(), name


def test_paper_and_cover_faults_are_understood(emupos: Emupos) -> None:
    printer = printer_at(emupos)
    assert printer.health().state == "ready"
    for fault, code in (("paper-out", "paper_out"), ("cover-open", "cover_open")):
        emupos.command("fault", "set", "front", fault)
        with pytest.raises(DeviceNotReady) as raised:
            printer.print(document(Text("never")))
        assert raised.value.code == code
        emupos.command("fault", "clear", "front", fault)
    printer.print(document(Text("after"), language="en"))
    assert [text.split() for text, _ in emupos.receipts(1)] == [["after"]]
