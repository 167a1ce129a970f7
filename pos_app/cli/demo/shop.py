"""A demo shop on this machine: hub with catalogue, enrolled terminal, and the virtual printer."""

from __future__ import annotations

import secrets
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from hub.demo.chain import open_chain
from hub.demo.shop import set_up_demo
from pos_app.cli.demo.processes import Program, own_program
from retail.errors import KnownError

ADMIN_PASSWORD_BYTES = 12
POLL_S = 0.05

Say = Callable[[str], None]


class DemoShop:
    """Folders and running programs of one demo; end it with `close`."""

    def __init__(self, folder: Path, say: Say) -> None:
        self.folder = folder
        self.hub_data = folder / "hub"
        self.terminal_data = folder / "terminal-1"
        self.terminal_keys = folder / "terminal-1-keys"
        self.papers = folder / "papers"
        self._say = say
        self.hub: Program | None = None
        self.printer: Program | None = None
        self.hub_port = 0
        self.printer_port = 0

    def open(self) -> None:
        """Set up what is missing, then start hub and printer; also on the folder of an earlier demo."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.hub_data / "hub.db").exists():
            self._set_up_hub()
        self.start_hub()
        self.start_printer()
        if not (self.terminal_data / "pos.db").exists():
            self._enrol()

    def start_hub(self) -> None:
        """Serve on loopback; on the same port as before, where terminals know it."""
        self.hub = Program.tillbridge(
            "hub", "--data", self.hub_data, "--port", self._kept("hub.port"), "--loopback-http"
        )
        self.hub_port = int(self.hub.wait_for(r"listening on http://127\.0\.0\.1:(\d+)")[1])
        self._keep("hub.port", self.hub_port)

    def start_printer(self) -> None:
        """A receipt printer that shows its paper as PNG and text in the folder `papers`."""
        self.printer = Program.tillbridge(
            "devices", "virtual-printer", "--port", self._kept("printer.port"), "--out", self.papers
        )
        self.printer_port = int(self.printer.wait_for(r"127\.0\.0\.1:(\d+)")[1])
        self._keep("printer.port", self.printer_port)

    def wait_for_paper(self, number: int, timeout: float) -> Path:
        """The text of the printer's paper `number`, once it is out. Raises `KnownError`."""
        path = self.papers / f"paper-{number:04d}.txt"
        deadline = time.monotonic() + timeout
        while not path.exists():
            if time.monotonic() > deadline:
                raise KnownError("no_paper", f"The printer put out no paper {number} in {timeout:.0f} s.")
            time.sleep(POLL_S)
        return path

    @property
    def places(self) -> tuple[str, ...]:
        """The terminal's folders as arguments."""
        return ("--data", str(self.terminal_data), "--keys", str(self.terminal_keys))

    def close(self) -> None:
        """End hub and printer."""
        for program in (self.printer, self.hub):
            if program is not None:
                program.stop()

    def _kept(self, name: str) -> str:
        """A port of an earlier start, where others know it; `0`, a free one, at the first."""
        kept = self.folder / name
        return kept.read_text(encoding="ascii") if kept.exists() else "0"

    def _keep(self, name: str, port: int) -> None:
        (self.folder / name).write_text(str(port), encoding="ascii")

    def _set_up_hub(self) -> None:
        self._say("Setting up the hub with the demo shop")
        password = secrets.token_urlsafe(ADMIN_PASSWORD_BYTES)
        (self.folder / "admin-password.txt").write_text(password + "\n", encoding="ascii")
        set_up_demo(self.hub_data, password)
        chain = open_chain(self.hub_data)
        lines = [
            *(f"shop card {code}" for code in chain.cards),
            *(f"gift card {code}" for code in chain.gift_cards),
        ]
        (self.folder / "cards.txt").write_text("".join(f"{line}\n" for line in lines), encoding="ascii")

    def _enrol(self) -> None:
        self._say("Enrolling terminal 1 at the hub")
        code = tillbridge("hub", "enrol-code", "--data", str(self.hub_data), "--terminal", "1").split()[-1]
        printer = f"127.0.0.1:{self.printer_port}"
        tillbridge("enrol", code, "--printer", printer, *self.places)


def tillbridge(*words: str) -> str:
    """Run one `tillbridge` command to its end; its output. Raises `KnownError` with what it said."""
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        [*own_program(), *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise KnownError("demo_step_failed", f"tillbridge {words[0]}: {done.stderr.strip()}")
    return done.stdout
