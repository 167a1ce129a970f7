"""A cashier's hands at a real till window: keys in, and for each act a wait for the till's word on it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from pos_app.cli.demo.processes import Program
from pos_app.cli.demo.screen import SCANNER_GAP_MS, VirtualScreen

LOOK_S = 0.5

Act = Callable[[], None]


class Counter:
    """Drives one till on a virtual screen by keyboard and scanner only."""

    def __init__(self, screen: VirtualScreen, till: Program) -> None:
        self.screen = screen
        self.till = till

    @classmethod
    def open(cls, screen: VirtualScreen, *places: str, command: tuple[str, ...] = ()) -> Counter:
        """Start `tillbridge till` (or `command`) on the terminal in `places`, and wait for its window."""
        env = {**screen.env, "PYTHONUNBUFFERED": "1"}
        options = (*places, "--scanner", f"max_gap_ms={SCANNER_GAP_MS}")
        if command:
            till = Program(command[0], [*command, *options], env)
        else:
            till = Program.tillbridge("till", *options, "--verbose", "--silent", env=env)
        counter = cls(screen, till)
        till.wait_for(r"window shown")
        return counter

    def sign_in(self, pin: str, *, person: int = 1) -> None:
        """Pick the `person`th tile and key the PIN."""
        self._settle()
        mark = self.till.mark()
        self.screen.press(*["Down"] * person)
        self._act("SignIn", lambda: self._typed(pin))
        # The next screen is chosen by what the till now shows.
        self.till.wait_for(r"ShowTill: answered", after=mark)

    def open_session(self, opening_float: str) -> None:
        """Key the counted float and open."""
        self._settle()
        self.screen.type(opening_float)
        mark = self.till.mark()
        self._act("OpenSession", lambda: self.screen.press("F12"))
        self.till.wait_for(r"ShowTill: answered", after=mark)
        self._settle()

    def scan(self, code: str) -> str:
        """Scan a code; what the till made of it."""
        return self._act("Scan", lambda: self.screen.scan(code))

    def scan_with_age(self, code: str) -> str:
        """Scan age-restricted goods and confirm the buyer's age."""
        self._asked("Scan", lambda: self.screen.scan(code))
        return self._act("ConfirmAge", lambda: self.screen.press("Return"))

    def key_weight(self, plu: str, weight: str) -> str:
        """Key a PLU, then the weight that the till asks for."""
        self._asked("Scan", lambda: self._typed(plu))
        return self._act("AddItem", lambda: self._typed(weight))

    def pay_cash_exact(self) -> str:
        """Pay the exact amount in cash; the receipt number."""
        return self._paid("F8")

    def pay_cash(self, amount: str) -> str:
        """Key what the customer handed over; the receipt number."""
        self._to_payment()
        self.screen.type(amount)
        return self._receipt(lambda: self.screen.press("Return"))

    def print_again(self) -> None:
        """Print what may not have come out, from the list of prints."""
        self.screen.press("ctrl+p")
        self._settle()
        self._act("RetryPrint", lambda: self.screen.press("F4"))

    def next_sale(self) -> None:
        """Leave the change screen."""
        self._settle()
        self.screen.press("Return")
        self._settle()

    def picture(self, path: Path) -> Path:
        """What is on the screen."""
        return self.screen.picture(path)

    def kill(self) -> None:
        """Pull the plug."""
        self.till.kill()

    def close(self) -> None:
        """Close the till."""
        self.till.stop()

    def _typed(self, text: str) -> None:
        self.screen.type(text)
        self.screen.press("Return")

    def _to_payment(self) -> None:
        mark = self.till.mark()
        self.screen.press("F12")
        self.till.wait_for(r"ShowPayment: answered", after=mark)

    def _paid(self, key: str) -> str:
        self._to_payment()
        return self._receipt(lambda: self.screen.press(key))

    def _receipt(self, act: Act) -> str:
        what = self._act("TenderCash", act)
        found = re.fullmatch(r"completed (\S+)", what)
        return found[1] if found else ""

    def _asked(self, word: str, act: Act) -> None:
        """Do something to which the till answers with a question."""
        self._act(word, act)
        self._settle()

    def _settle(self) -> None:
        """A person looks at what has just appeared before keying into it."""
        time.sleep(LOOK_S)

    def _act(self, word: str, act: Act) -> str:
        """Do something and wait for the till's word on it."""
        mark = self.till.mark()
        act()
        found = self.till.wait_for(rf"\b{word}: (done|completed \S+|refused \S+|asks .+)$", after=mark)
        # A person acts on what is on the screen; a busy one shows it a while after it is so.
        self.till.wait_for(rf"\b{word}: shown$", after=mark)
        return found[1]
