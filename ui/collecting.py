"""Collects garbage on the gui thread only.

Python's collector runs on whatever thread happens to allocate. A cycle that holds Qt objects, collected on
the `db` or `sync` thread, destroys them there, and Qt ends the process for it: a till must not die of that in
the middle of a sale.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

CHECK_MS = 1_000


class GuiCollector(QObject):
    """Takes the automatic collection over; `stop` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # What was imported stays for good: not looked at again and again.
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.check)
        self._timer.start(CHECK_MS)

    @Slot()
    def check(self) -> None:
        """Collect the oldest generation that is due, as the automatic collector would."""
        due = [
            generation
            for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
