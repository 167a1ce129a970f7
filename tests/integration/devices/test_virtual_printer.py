"""The virtual printer itself: its pictures read by other programs, its faults, folder and control port."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from pyzbar import pyzbar

from devices.printer.network.driver import NetworkOptions, NetworkPrinter
from devices.printer.virtual.control import ControlPort
from devices.printer.virtual.folder import PaperFolder
from devices.printer.virtual.misbehaviour import Misbehaviour, parse_misbehaviour
from devices.printer.virtual.server import DOTS_58_MM, VirtualPrinter
from retail.errors import KnownError
from retail.receipt import Barcode, Blank, Cut, Notice, Qr, ReceiptDocument, Row, Text


@pytest.fixture
def virtual() -> Iterator[VirtualPrinter]:
    with VirtualPrinter() as virtual:
        yield virtual


def document() -> ReceiptDocument:
    return ReceiptDocument(
        document_id="d-1",
        kind="receipt",
        language="ro",
        open_drawer=True,
        blocks=(
            Text("Käse-Laden", align="center", bold=True, size=2),
            Notice("DUPLICATE"),
            Row("Würstchen łódź", "2,99 €"),
            Row("Brânză și țelină", "4,50 €"),
            Blank(),
            Qr("https://shop.example/r/S1-T2-000123?h=0123456789abcdef", "grüße"),
            Barcode("S1-T2-000123"),
            Cut(),
        ),
    )


def print_on(virtual: VirtualPrinter, **options: int) -> None:
    at = NetworkOptions(host="127.0.0.1", port=virtual.port)
    NetworkPrinter("test", msgspec.structs.replace(at, **options)).print(document())


def test_paper_as_text_has_every_line_and_marker(virtual: VirtualPrinter) -> None:
    print_on(virtual)
    (paper,) = virtual.papers
    assert paper.text.splitlines() == [
        "[DRAWER]",
        "       Käse-Laden",
        "+" + "-" * 46 + "+",
        "|" + " " * 18 + "DUPLICATE" + " " * 19 + "|",
        "+" + "-" * 46 + "+",
        "Würstchen łódź" + " " * 28 + "2,99 €",
        "[IMAGE:576x30]",
        "[QR:https://shop.example/r/S1-T2-000123?h=0123456789abcdef]",
        " " * 21 + "grüße",
        "[BARCODE:S1-T2-000123]",
        "[CUT]",
    ]
    assert paper.qr_codes == ("https://shop.example/r/S1-T2-000123?h=0123456789abcdef",)
    assert (paper.drawer_kicks, paper.errors) == (1, ())


def test_codes_on_the_picture_are_read_by_a_scanner_program(virtual: VirtualPrinter) -> None:
    print_on(virtual)
    found = {code.type: code.data.decode() for code in pyzbar.decode(virtual.papers[0].image().convert("L"))}
    assert found == {
        "QRCODE": "https://shop.example/r/S1-T2-000123?h=0123456789abcdef",
        "CODE128": "S1-T2-000123",
    }


@pytest.mark.parametrize("options", [{"native_qr": 0}, {"paper_mm": 58, "qr_module": 4}])
def test_codes_drawn_as_dots_and_on_narrow_paper_are_read_too(options: dict[str, int]) -> None:
    chosen = {"native_qr": False} if "native_qr" in options else options
    with VirtualPrinter(dots=DOTS_58_MM if "paper_mm" in options else 576) as virtual:
        print_on(virtual, **chosen)
        assert virtual.errors == ()
        picture = virtual.papers[0].image().convert("L")
    assert {code.type for code in pyzbar.decode(picture)} == {"QRCODE", "CODE128"}


def test_text_on_the_picture_is_black_where_a_line_is_and_white_elsewhere(virtual: VirtualPrinter) -> None:
    print_on(virtual)
    picture = virtual.papers[0].image().convert("L")
    assert picture.width == 576 + 2 * 24
    ink = [255 - grey for grey in picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()]
    assert not any(ink[:20])
    assert sum(1 for row in ink if row) > 200


def test_a_folder_gets_text_picture_and_log_and_goes_on_counting(tmp_path: Path) -> None:
    for _ in range(2):
        with VirtualPrinter(watchers=[PaperFolder(tmp_path)]) as virtual:
            print_on(virtual)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "log.jsonl",
        "paper-0001.png",
        "paper-0001.txt",
        "paper-0002.png",
        "paper-0002.txt",
    ]
    assert "Würstchen łódź" in (tmp_path / "paper-0002.txt").read_text(encoding="utf-8")
    with Image.open(tmp_path / "paper-0001.png") as picture:
        assert picture.format == "PNG"
    log = [msgspec.json.decode(line) for line in (tmp_path / "log.jsonl").read_bytes().splitlines()]
    kinds = [line["event"] for line in log]
    assert kinds[:3] == ["connected", "drawer", "paper"]
    assert "disconnected" in kinds


def test_the_control_port_sets_faults_and_tells_the_state(virtual: VirtualPrinter) -> None:
    control = ControlPort(virtual)
    try:
        with socket.create_connection(("127.0.0.1", control.port), timeout=5) as line:
            answers = line.makefile("rb")
            line.sendall(b"paper_out\n")
            assert answers.readline() == b"ok\n"
            printer = NetworkPrinter("t", NetworkOptions(host="127.0.0.1", port=virtual.port))
            assert printer.health().code == "paper_out"
            line.sendall(b"on fire\nok\nstatus\n")
            assert answers.readline().startswith(b"error: 'on fire' is not a fault")
            assert answers.readline() == b"ok\n"
            state = msgspec.json.decode(answers.readline())
            assert (state["papers"], state["connections"], state["errors"]) == (0, 1, [])
            answers.close()
        assert printer.health().code == "ready"
    finally:
        control.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ok", None),
        ("paper_out", Misbehaviour(fault="paper_out")),
        ("drop_line:after 40 bytes", Misbehaviour(fault="drop_line", amount=40)),
        ("slow:500bytes/s", Misbehaviour(fault="slow", amount=500)),
        ("slow", Misbehaviour(fault="slow", amount=200)),
    ],
)
def test_faults_are_read_from_words(text: str, expected: Misbehaviour | None) -> None:
    assert parse_misbehaviour(text) == expected


@pytest.mark.parametrize("text", ["", "fire", "drop_line:many", "slow:0", "drop_line:-1"])
def test_an_unknown_fault_is_refused(text: str) -> None:
    with pytest.raises(KnownError):
        parse_misbehaviour(text)


def test_strictness_reaches_the_report(virtual: VirtualPrinter) -> None:
    with socket.create_connection(("127.0.0.1", virtual.port), timeout=5) as line:
        line.sendall(b"\x1bZ\x1dV\x00")
        (paper,) = virtual.wait_for_papers(1)
    assert paper.errors == ("ESC 'Z' is not a known command",)
    assert paper.text.startswith("[ERROR:")
    assert virtual.errors == paper.errors


def test_a_wait_that_is_not_met_says_what_there_is(virtual: VirtualPrinter) -> None:
    with pytest.raises(TimeoutError, match="1 papers; the virtual printer has 0 papers"):
        virtual.wait_for_papers(1, timeout_s=0.05)


def test_closing_twice_and_without_start_is_harmless() -> None:
    virtual = VirtualPrinter()
    virtual.close()
    virtual.close()
