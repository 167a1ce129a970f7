"""Looks at every key before any field does: scans go to the screen, acts to the key table, typing on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from time import monotonic_ns

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow

from ui.wedge import Scanned, Typed, WedgeDecoder

_TICK_MS = 10
_LATE_MS = 30
_LONG_AFTER_MS = 60_000
_SENT_BY_SCANNERS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_SEPARATORS = "\x1d\x1e\x04"
_MODIFIER_KEYS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}


class _Held(msgspec.Struct, frozen=True):
    """A key event kept back until the decoder has said whose it is."""

    window: QWindow
    event: QKeyEvent
    fed: bool


class KeyClock:
    """Milliseconds on the clock of the key events: when a key was pressed, not when it was handled.

    A busy program handles a person's keys in a burst; only their own time stamps show that they were slow.
    """

    def __init__(self) -> None:
        self._behind: int | None = None

    def of(self, event: QKeyEvent) -> int:
        """When the key was pressed; events without a time stamp count as pressed now."""
        stamp = int(event.timestamp())
        now = monotonic_ns() // 1_000_000
        if stamp <= 0:
            return now - (self._behind or 0)
        self._behind = now - stamp if self._behind is None else min(self._behind, now - stamp)
        return stamp

    def now(self) -> int:
        """The present on the same clock."""
        return monotonic_ns() // 1_000_000 - (self._behind or 0)


class KeyFilter(QObject):
    """An event filter on the application.

    `on_scan` gets every scan, `on_key(name)` every other key by its portable name (`F12`, `Ctrl+Z`) and
    says whether it was an act; what was not goes on to the focused field unchanged and in order.
    """

    def __init__(
        self,
        decoder: WedgeDecoder,
        on_scan: Callable[[Scanned], None],
        on_key: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._decoder = decoder
        self._on_scan = on_scan
        self._on_key = on_key
        self._clock = KeyClock()
        self._held: deque[_Held] = deque()
        self._swallowed: set[int] = set()
        self._sending = False
        self._due = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep key events of windows back until they are told apart; everything else passes."""
        if self._sending or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._pressed(watched, event)
            return True
        if event.type() == QEvent.Type.KeyRelease:
            self._released(watched, event)
            return True
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> None:
        char = char_of(event)
        if char:
            self._held.append(_Held(window, event.clone(), True))
            at = self._clock.of(event)
            self._settle(self._decoder.feed(char, at, auto_repeat=event.isAutoRepeat()))
            self._watch()
        elif Qt.Key(event.key()) in _MODIFIER_KEYS:
            self._queue(window, event)  # a shifted character is still one burst
        else:
            # No scanner sends this key: whatever is held is decided before it.
            self._settle(self._decoder.tick(self._clock.now() + _LONG_AFTER_MS))
            self._deliver(_Held(window, event.clone(), False))

    def _released(self, window: QWindow, event: QKeyEvent) -> None:
        self._queue(window, event)

    def _queue(self, window: QWindow, event: QKeyEvent) -> None:
        """Behind what is held, or through at once where nothing is."""
        held = _Held(window, event.clone(), False)
        if self._held:
            self._held.append(held)
        else:
            self._deliver(held)

    def _settle(self, events: Sequence[Typed | Scanned]) -> None:
        """Share what is held out among the events: a person's keys go on, a scanner's are taken away."""
        # After an event the decoder holds at most the one character it was just fed.
        kept = 0 if self._decoder.due_at() is None or not events else 1
        typed = [len(event.chars) if isinstance(event, Typed) else 0 for event in events]
        for place, event in enumerate(events):
            if isinstance(event, Typed):
                self._take(len(event.chars), typed=True)
            else:
                self._take(self._fed() - kept - sum(typed[place + 1 :]), typed=False)
                self._on_scan(event)
        if self._decoder.due_at() is None:
            # What is left is the second of a scanner's CR and LF.
            self._take(self._fed(), typed=False)

    def _take(self, count: int, *, typed: bool) -> None:
        while count > 0 and self._held:
            held = self._held.popleft()
            count -= held.fed
            if typed or not held.fed:
                self._deliver(held)
            else:
                self._swallowed.add(held.event.key())
        self._follow()

    def _fed(self) -> int:
        return sum(held.fed for held in self._held)

    def _follow(self) -> None:
        """Deliver the releases that stand before the next undecided character."""
        while self._held and not self._held[0].fed:
            self._deliver(self._held.popleft())

    def _deliver(self, held: _Held) -> None:
        key = held.event.key()
        if held.event.type() == QEvent.Type.KeyRelease:
            if key in self._swallowed:
                self._swallowed.discard(key)
                return
        elif Qt.Key(key) not in _MODIFIER_KEYS and self._on_key(name_of(held.event)):
            self._swallowed.add(key)
            return
        self._sending = True
        try:
            QCoreApplication.sendEvent(held.window, held.event)
        finally:
            self._sending = False

    def _watch(self) -> None:
        if self._decoder.due_at() is not None:
            self._due = monotonic_ns() // 1_000_000 + _TICK_MS
            self._timer.start()

    @Slot()
    def _tick(self) -> None:
        now = monotonic_ns() // 1_000_000
        if now - self._due > _LATE_MS:
            # The program was busy: keys pressed meanwhile wait in the queue and must be looked at first.
            self._due = now + _TICK_MS
            return
        self._due = now + _TICK_MS
        self._settle(self._decoder.tick(self._clock.now()))
        if self._decoder.due_at() is None:
            self._timer.stop()


def char_of(event: QKeyEvent) -> str:
    """The character a scanner would have meant by this key, or empty for a key that none sends."""
    sent = _SENT_BY_SCANNERS.get(Qt.Key(event.key()))
    if sent is not None:
        return "" if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else sent
    text = event.text()
    if len(text) == 1 and (text.isprintable() or text in _SEPARATORS):
        held_down = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
        # AltGr is Ctrl+Alt on Windows and still types a character.
        alt_gr = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return text if not held_down or alt_gr else ""
    return ""


def name_of(event: QKeyEvent) -> str:
    """The portable name of a key with its modifiers, the keypad's counted as the others: `F12`, `Ctrl+Z`."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sign = event.text()
    if len(sign) == 1 and sign.isprintable() and not sign.isalnum():
        # Which signs need Shift differs by keyboard: + is +, also where it shares a key with =.
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)
