"""All keys of the screen below: each row does its act, and so does its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, Slot

from ui.keys import Binding, key_name, label_of
from ui.screen import SheetModel
from ui.till import Till


class ActsSheet(SheetModel):
    """Closes itself before the act, which may open a sheet of its own."""

    def __init__(
        self,
        till: Till,
        close: Callable[[SheetModel], None],
        bindings: tuple[Binding, ...],
        run: Callable[[str], None],
    ) -> None:
        super().__init__(till, close)
        self._bindings = bindings
        self._run = run

    @Property(list, constant=True)
    def rows(self) -> list[dict[str, str]]:
        """Act, label, keys and icon."""
        return [
            {
                "act": b.act,
                "label": label_of(b),
                "keys": " / ".join(key_name(key) for key in b.keys),
                "icon": b.icon,
            }
            for b in self._bindings
        ]

    @Slot(str)
    def run(self, act: str) -> None:
        """A row was tapped."""
        self.close()
        self._run(act)
