"""The processes of a chaos run: PostgreSQL, hub with workers, the line, tills and their printers."""

from __future__ import annotations

import contextlib
import http.client
import io
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from devices.printer.virtual.server import VirtualPrinter
from pos_app.__main__ import main
from pos_app.cli.demo.processes import Program
from proof.chaos.store import write_files
from proof.postgres import PostgresServer
from retail.errors import KnownError

WORKERS = 2
PRINTER_BYTES_A_SECOND = 4_000
START_S = 60.0
LOOPBACK = "127.0.0.1"


class Till:
    """One terminal: its folders, its printer, and the process that sells while it lives."""

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self.data = folder / f"till-{number}"
        self.keys = folder / f"till-{number}-keys"
        self.printer = VirtualPrinter()
        self.lives: list[Program] = []
        self.plug_printer_in()

    def pull_printer(self, after: int) -> None:
        """Break every connection to its printer from the byte of that number on."""
        self.printer.misbehave(f"drop_line:{after}")

    def plug_printer_in(self) -> None:
        """It prints again, about as fast as a real one: a till can die in the middle of a receipt."""
        self.printer.misbehave(f"slow:{PRINTER_BYTES_A_SECOND}")

    @property
    def places(self) -> tuple[str, ...]:
        """Its folders as arguments."""
        return ("--data", str(self.data), "--keys", str(self.keys))

    @property
    def said(self) -> list[str]:
        """All lines of all its lives."""
        return [line for life in self.lives for line in life.text().splitlines()]


class ChaosShop:
    """Starts and kills; `open` first, `close` in any case."""

    def __init__(self, folder: Path, server: PostgresServer, *, tills: int, seed: int, pause: float) -> None:
        self.folder = folder
        self.server = server
        self.hub_data = folder / "hub"
        self.closed = folder / "closed"
        self.tills = [Till(folder, number) for number in range(1, tills + 1)]
        self.lines: list[Program] = []
        self.hubs: list[Program] = []
        self.refused_starts = 0
        self._seed = seed
        self._pause = pause
        self._hub_port = self._line_port = 0

    def open(self) -> None:
        """Set the shop up by the commands that a person would use, and start everything."""
        write_files(self.folder, len(self.tills))
        database, hub = self.server.url("chaos"), ("--data", str(self.hub_data))
        at = {name: str(self.folder / name) for name in ("store.toml", "password", "items.csv", "stock.csv")}
        words = ("--config", at["store.toml"], "--admin-password-file", at["password"])
        _command("hub", "setup", *hub, "--database", database, *words)
        _command("import", at["items.csv"], *hub)
        _command("hub", "stock", "import", at["stock.csv"], *hub)
        _command("hub", "loyalty", "program", "--file", str(self.folder / "loyalty.toml"), *hub)
        self.start_hub()
        self._wait_for_workers()
        self.start_line(calm=True)
        for till in self.tills:
            self._enrol(till)
            self.start_till(till)
        for till in self.tills:
            till.lives[-1].wait_for("^ready", START_S)
            till.lives[-1].wait_for("^sync idle", START_S)
        self.lines[-1].kill()
        self.start_line()

    def _wait_for_workers(self) -> None:
        """The first process takes calls at once, its workers answer them when they have loaded everything."""
        deadline = time.monotonic() + START_S
        while True:
            asking = http.client.HTTPConnection(LOOPBACK, self._hub_port, timeout=START_S)
            try:
                asking.request("GET", "/health")
                asking.getresponse().read()
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise
            finally:
                asking.close()

    def _enrol(self, till: Till) -> None:
        till.printer.start()
        address = f"http://{LOOPBACK}:{self._line_port}"
        number = ("--terminal", str(till.number))
        code = _command("hub", "enrol-code", "--data", str(self.hub_data), *number, "--url", address)
        _command("enrol", code.split()[-1], "--printer", f"{LOOPBACK}:{till.printer.port}", *till.places)

    def close(self) -> None:
        """End every process that was started; again does nothing."""
        for till in self.tills:
            for life in till.lives[-1:]:
                life.stop()
            till.printer.close()
        for program in (*self.lines[-1:], *self.hubs[-1:]):
            program.stop()

    # --- one by one -------------------------------------------------------------------------------------

    def start_till(self, till: Till) -> None:
        """Its next life; each draws other acts."""
        seed = f"{self._seed}/till-{till.number}/{len(till.lives)}"
        words = ("--seed", seed, "--pause", str(self._pause), "--closed", str(self.closed))
        till.lives.append(_python("proof.chaos.till", *till.places, *words))

    def start_line(self, *, calm: bool = False) -> None:
        """The proxy, on the port that the tills know."""
        words = ("--port", str(self._line_port), "--target", str(self._hub_port))
        seed = f"{self._seed}/line/{len(self.lines)}"
        line = _python("proof.chaos.proxy", *words, "--seed", seed, *(("--calm",) if calm else ()))
        self.lines.append(line)
        self._line_port = int(line.wait_for(r"^listening on (\d+)", START_S)[1])

    def start_hub(self) -> None:
        """The hub and its workers. Those of a killed first process may hold the port for a moment yet."""
        words = ("--loopback-http", "--port", str(self._hub_port), "--workers", str(WORKERS))
        deadline = time.monotonic() + START_S
        while True:
            hub = Program.tillbridge("hub", "serve", "--data", self.hub_data, *words)
            self.hubs.append(hub)
            try:
                ready = hub.wait_for(rf"listening on http://{LOOPBACK}:(\d+)", START_S)
            except KnownError:
                hub.kill()
                self.refused_starts += 1
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)
                continue
            self._hub_port = int(ready[1])
            return

    def workers(self) -> list[int]:
        """Process ids of the hub's workers that live now."""
        pid = self.hubs[-1].process.pid
        with contextlib.suppress(OSError):
            return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def kill_worker(self, chance: random.Random) -> bool:
        """Kill one of the hub's workers; the hub starts another. False where none lives just now."""
        if not (pids := self.workers()):
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(pids), signal.SIGKILL)
        return True


def remove(folder: Path) -> None:
    """Throw the folder of a run away."""
    shutil.rmtree(folder, ignore_errors=True)


def _command(*words: str) -> str:
    """Run a `tillbridge` command here, where all is loaded already; its output. Raises `KnownError`."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(words)
    if code:
        raise KnownError("chaos_set_up", f"tillbridge {' '.join(words)} said: {said.getvalue()}")
    return said.getvalue()


def _python(module: str, *words: str) -> Program:
    return Program(module, [sys.executable, "-m", module, *words], {"PYTHONUNBUFFERED": "1"})
