"""A TCP port for commanding a running virtual printer: one line in, one line of answer.

`paper_out`, `slow:100`, `ok` … set or end a fault and answer `ok`; `status` answers one JSON object.
"""

from __future__ import annotations

import socketserver
import threading

import msgspec

from devices.printer.virtual.server import VirtualPrinter
from retail.errors import KnownError

LONGEST_LINE = 200


class _Handler(socketserver.StreamRequestHandler):
    timeout = 60
    server: _Server

    def handle(self) -> None:
        while line := self.rfile.readline(LONGEST_LINE):
            self.wfile.write(_answer(self.server.printer, line.decode("utf-8", errors="replace").strip()))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], printer: VirtualPrinter) -> None:
        self.printer = printer
        super().__init__(address, _Handler)


class ControlPort:
    """Listens until `close`."""

    def __init__(self, printer: VirtualPrinter, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Port 0 takes a free one."""
        self._server = _Server((host, port), printer)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="virtual-printer-control"
        )
        self._thread.daemon = True
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _answer(printer: VirtualPrinter, line: str) -> bytes:
    if line == "status":
        state = {
            "papers": len(printer.papers),
            "drawer_kicks": printer.drawer_kicks,
            "connections": printer.connections,
            "errors": printer.errors,
            "unfinished": printer.unfinished.text,
        }
        return msgspec.json.encode(state) + b"\n"
    try:
        printer.misbehave(line)
    except KnownError as error:
        return f"error: {error.message}\n".encode()
    return b"ok\n"
