"""A strict ESC/POS decoder: bytes in, what a printer would do out, and an error for all else.

Written from Epson's ESC/POS command reference and from nothing of the printing code, so that it can judge
it. An unknown command, a parameter outside its range, or a command where the reference does not allow it
is `Malformed`.
"""

from __future__ import annotations

from collections.abc import Generator

import msgspec

from devices.printer.virtual import symbols
from devices.printer.virtual.operations import (
    Alignment,
    Cut,
    Drawer,
    Feed,
    JobAnswer,
    Malformed,
    Operation,
    Raster,
    Run,
    Style,
    TextLine,
)

EOT, DC4, SPACE, DELETE = 0x04, 0x14, 0x20, 0x7F
CELL_WIDTH = 12
DEFAULT_LINE_DOTS = 30
MAX_RASTER_ROWS = 4095
MAX_RASTER_BYTES = 128

CODE_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    14: "cp737",
    15: "iso8859_7",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    33: "cp775",
    34: "cp855",
    36: "cp862",
    38: "cp869",
    39: "iso8859_2",
    40: "iso8859_15",
    44: "cp1125",
    45: "cp1250",
    46: "cp1251",
    47: "cp1253",
    48: "cp1254",
    51: "cp1257",
}
ALIGNMENTS: dict[int, Alignment] = {0: "left", 1: "center", 2: "right", 48: "left", 49: "center", 50: "right"}

Steps = Generator[None, int, None]
Read = Generator[None, int, int]
ReadMany = Generator[None, int, bytes]


class _Refused(Exception):
    """The bytes just read are not what the reference allows."""


class Decoder:
    """Decodes a stream piece by piece; its state is a printer's from one connection to the next."""

    def __init__(self, dots: int) -> None:
        """`dots` is the printable width; text beyond it goes to the next line, as on a printer."""
        self._columns = dots // CELL_WIDTH
        self._dots = dots
        self._offset = 0
        self._done: list[Operation] = []
        self._reset()
        self._steps = self._start()

    def feed(self, data: bytes) -> list[Operation]:
        """What the printer does on getting `data`."""
        for byte in data:
            self._offset += 1
            self._steps.send(byte)
        done, self._done = self._done, []
        return done

    def end_of_stream(self) -> list[Operation]:
        """The connection is over: a command left half is an error, and the next one starts afresh."""
        done: list[Operation] = []
        if self._inside_command:
            done.append(Malformed(self._offset, "the stream ended inside a command"))
        self._steps.close()
        self._steps = self._start()
        return done

    def _start(self) -> Steps:
        steps = self._run()
        next(steps)
        return steps

    def _reset(self) -> None:
        """The state after `ESC @`."""
        self._page = CODE_PAGES[0]
        self._style = Style()
        self._align: Alignment = "left"
        self._line_dots = DEFAULT_LINE_DOTS
        self._runs: list[Run] = []
        self._used = 0
        self._symbols = symbols.SymbolState()

    def _run(self) -> Steps:
        while True:
            self._inside_command = False
            byte = yield from self._byte()
            self._inside_command = True
            try:
                yield from self._one(byte)
            except (_Refused, symbols.SymbolRefused) as refused:
                self._done.append(Malformed(self._offset, str(refused)))

    def _one(self, byte: int) -> Steps:
        match byte:
            case 0x0A:
                self._end_line()
            case 0x10:
                yield from self._dle()
            case 0x1B:
                yield from self._esc()
            case 0x1C:
                yield from self._fs()
            case 0x1D:
                yield from self._gs()
            case _ if byte < SPACE or byte == DELETE:
                raise _Refused(f"control byte 0x{byte:02x} is not a command")
            case _:
                self._character(byte)

    # Reading

    def _byte(self) -> Read:
        return (yield)

    def _bytes(self, count: int) -> ReadMany:
        data = bytearray()
        for _ in range(count):
            data.append((yield))
        return bytes(data)

    def _one_of(self, command: str, *allowed: int) -> Read:
        value = yield from self._byte()
        if value not in allowed:
            raise _Refused(f"{command} {value} is out of range")
        return value

    def _at_line_start(self, command: str) -> None:
        if self._runs:
            raise _Refused(f"{command} is allowed only at the start of a line")

    # Text

    def _character(self, byte: int) -> None:
        try:
            char = bytes([byte]).decode(self._page)
        except UnicodeDecodeError:
            raise _Refused(f"byte 0x{byte:02x} is no character of {self._page}") from None
        if self._used + self._style.width > self._columns:
            self._end_line()
        self._used += self._style.width
        if self._runs and self._runs[-1].style == self._style:
            self._runs[-1] = Run(self._runs[-1].text + char, self._style)
        else:
            self._runs.append(Run(char, self._style))

    def _end_line(self) -> None:
        if self._runs:
            self._done.append(TextLine(tuple(self._runs), self._align))
        else:
            self._done.append(Feed(self._line_dots))
        self._runs, self._used = [], 0

    # Commands by their first byte

    def _dle(self) -> Steps:
        # Both are acted on when they arrive (see `mechanism`); in their turn only their form is checked.
        second = yield from self._byte()
        if second == EOT:
            yield from self._one_of("DLE EOT", 1, 2, 3, 4)
        elif second == DC4:
            yield from self._one_of("DLE DC4", 1)
            yield from self._one_of("DLE DC4 1 pin", 0, 1)
            yield from self._one_of("DLE DC4 1 pulse", *range(1, 9))
        else:
            raise _Refused(f"DLE 0x{second:02x} is not a known command")

    def _fs(self) -> Steps:
        second = yield from self._byte()
        if second != ord("."):
            raise _Refused(f"FS 0x{second:02x} is not a known command")

    def _esc(self) -> Steps:
        second = chr((yield from self._byte()))
        match second:
            case "@":
                if self._runs:
                    self._done.append(Malformed(self._offset, "ESC @ threw away a line that was not ended"))
                self._reset()
            case "!" | "E" | "-":
                yield from self._esc_style(second)
            case "a":
                self._at_line_start("ESC a")
                self._align = ALIGNMENTS[(yield from self._one_of("ESC a", *ALIGNMENTS))]
            case "t":
                self._page = CODE_PAGES[(yield from self._one_of("ESC t", *CODE_PAGES))]
            case "R":
                yield from self._one_of("ESC R", 0)
            case "M":
                yield from self._one_of("ESC M", 0, 48)
            case "p":
                yield from self._drawer()
            case "d" | "J" | "2" | "3":
                yield from self._esc_feed(second)
            case _:
                raise _Refused(f"ESC {second!r} is not a known command")

    def _esc_style(self, command: str) -> Steps:
        value = yield from self._byte()
        if command == "E":
            self._style = msgspec.structs.replace(self._style, bold=bool(value & 1))
        elif command == "-":
            self._style = msgspec.structs.replace(self._style, underline=value % 48)
        else:
            if value & 0b0100_0111:
                raise _Refused(f"ESC ! 0x{value:02x} sets bits that are reserved or another font")
            self._style = Style(
                width=2 if value & 0x20 else 1,
                height=2 if value & 0x10 else 1,
                bold=bool(value & 0x08),
                underline=1 if value & 0x80 else 0,
                inverse=self._style.inverse,
            )

    def _esc_feed(self, command: str) -> Steps:
        if command == "2":
            self._line_dots = DEFAULT_LINE_DOTS
            return
        value = yield from self._byte()
        if command == "3":
            self._line_dots = value
            return
        if self._runs:
            self._end_line()
        self._done.append(Feed(value * self._line_dots if command == "d" else value))

    def _drawer(self) -> Steps:
        pin = yield from self._one_of("ESC p", 0, 1, 48, 49)
        on, _off = yield from self._bytes(2)
        if not on:
            raise _Refused("ESC p with a pulse of 0 ms opens nothing")
        self._done.append(Drawer(5 if pin % 48 else 2, on * 2))

    def _gs(self) -> Steps:
        second = chr((yield from self._byte()))
        match second:
            case "!":
                value = yield from self._byte()
                if value & 0b1000_1000:
                    raise _Refused(f"GS ! 0x{value:02x} is out of range")
                size = {"width": (value >> 4) + 1, "height": (value & 0x07) + 1}
                self._style = msgspec.structs.replace(self._style, **size)
            case "B":
                inverse = bool((yield from self._byte()) & 1)
                self._style = msgspec.structs.replace(self._style, inverse=inverse)
            case "V":
                yield from self._cut()
            case "a":
                yield from self._one_of("GS a", 0)
            case "r":
                number = yield from self._one_of("GS r", 1, 2, 49, 50)
                self._done.append(JobAnswer(number % 48))
            case "v":
                yield from self._raster()
            case _:
                yield from self._gs_symbol(second)

    def _gs_symbol(self, second: str) -> Steps:
        match second:
            case "h" | "w" | "H" | "f":
                self._symbols.barcode_setting(second, (yield from self._byte()))
            case "k":
                yield from self._barcode()
            case "(":
                yield from self._gs_bracket()
            case _:
                raise _Refused(f"GS {second!r} is not a known command")

    def _cut(self) -> Steps:
        mode = yield from self._one_of("GS V", 0, 1, 48, 49, 65, 66)
        self._at_line_start("GS V")
        if mode in (65, 66):
            self._done.append(Feed((yield from self._byte())))
        self._done.append(Cut(partial=mode in (1, 49, 66)))

    def _raster(self) -> Steps:
        yield from self._one_of("GS v", ord("0"))
        scale = (yield from self._one_of("GS v 0", 0, 1, 2, 3, 48, 49, 50, 51)) % 48
        x_low, x_high, y_low, y_high = yield from self._bytes(4)
        across, rows = x_low + 256 * x_high, y_low + 256 * y_high
        if not 1 <= across <= MAX_RASTER_BYTES or not 1 <= rows <= MAX_RASTER_ROWS:
            raise _Refused(f"GS v 0 with a picture of {across} bytes by {rows} rows")
        data = yield from self._bytes(across * rows)
        self._at_line_start("GS v 0")
        wide, tall = 1 + (scale & 1), 1 + (scale >> 1)
        if across * 8 * wide > self._dots:
            raise _Refused(f"GS v 0 picture of {across * 8 * wide} dots is wider than the paper")
        self._done.append(Raster(across * 8, rows, data, wide, tall, self._align))

    def _barcode(self) -> Steps:
        kind = yield from self._byte()
        if kind != symbols.CODE128:
            raise _Refused(f"GS k {kind} is not a symbology of this printer")
        data = yield from self._bytes((yield from self._byte()))
        self._at_line_start("GS k")
        self._done.append(self._symbols.code128(data, self._align, self._dots))

    def _gs_bracket(self) -> Steps:
        third = chr((yield from self._byte()))
        low, high = yield from self._bytes(2)
        parameters = yield from self._bytes(low + 256 * high)
        if third != "k":
            raise _Refused(f"GS ( {third!r} is not a known command")
        code = self._symbols.two_dimensional(parameters, self._align, self._dots)
        if code is not None:
            self._at_line_start("GS ( k print")
            self._done.append(code)
