"""Puts the till on the screen: application, window, key filter; and takes it down in the right order."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import shiboken6
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from pos_app.bus import Bus
from pos_app.ports.preview import Preview
from ui.collecting import GuiCollector
from ui.dispatch import Dispatcher
from ui.icons import IconProvider
from ui.key_filter import KeyFilter
from ui.platform.camera_preview import CameraPictures, NoCamera
from ui.platform.sound import Silence, Sounds, Tones, sound_is_there
from ui.screens import build_shell
from ui.shell.model import QML, ShellModel
from ui.translations import Languages
from ui.wedge import WedgeDecoder

logger = logging.getLogger(__name__)

SIGNAL_PULSE_MS = 500
"""How soon a signal is seen."""
_RENDER_NODES = Path("/dev/dri")


class WindowOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the window is opened."""

    cache: Path
    """Folder for what is made at run time: compiled translations and sounds. May be emptied at any time."""
    full_screen: bool = False
    sound: bool = True
    preview: Preview | None = None
    """What a camera of this terminal sees."""


class TillWindow:
    """A till on the screen. Keep it as long as it is shown; `close` takes it down."""

    def __init__(
        self, engine: QQmlApplicationEngine, shell: ShellModel, dispatcher: Dispatcher, keys: KeyFilter
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._dispatcher = dispatcher
        self.shell = shell
        # Held as long as the till: PySide drops the wrappers of a window's items with that of the window.
        self._window = engine.rootObjects()[0]

    @property
    def window(self) -> QQuickWindow:
        """The window itself."""
        assert isinstance(self._window, QQuickWindow)  # noqa: S101 - Main.qml is a Window
        return self._window

    def close(self) -> None:
        """Engine first, then what its screens look at."""
        app = QGuiApplication.instance()
        if app is not None:
            app.removeEventFilter(self._keys)
        self._dispatcher.close()
        self.window.close()
        shiboken6.delete(self._engine)
        shiboken6.delete(self.shell)


def make_application(arguments: list[str] | None = None) -> QGuiApplication:
    """The one application of this process, set up before its first window."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    if not _has_gpu():
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(arguments if arguments is not None else sys.argv[:1])
    app.setApplicationName("tillbridge")
    app.setApplicationDisplayName("Tillbridge")
    app.setDesktopFileName("tillbridge")
    app.setWindowIcon(QIcon(str(Path(__file__).parent / "icons" / "store.svg")))
    app.setFont(QFont("Noto Sans"))
    app.setPalette(_palette())
    return app


def open_till(
    bus: Bus, decoder: WedgeDecoder, now_ms: Callable[[], int], options: WindowOptions
) -> TillWindow:
    """Open the till's window; the application must exist. RuntimeError when its screens do not load."""
    sounds = _sounds(options)
    dispatcher = Dispatcher(bus)
    preview = options.preview or NoCamera()
    shell = build_shell(dispatcher, sounds, now_ms, preview)
    dispatcher.setParent(shell)
    engine = QQmlApplicationEngine()
    _speak(shell, engine, Languages(options.cache / "translations"))
    faults: list[QQmlError] = []
    engine.warnings.connect(faults.extend)
    engine.addImportPath(str(QML))
    engine.addImageProvider("icons", IconProvider())
    engine.addImageProvider("camera", CameraPictures(preview))
    engine.setInitialProperties({"shell": shell})
    engine.load(QUrl.fromLocalFile(str(QML / "Tillbridge" / "shell" / "Main.qml")))
    if not engine.rootObjects():
        shiboken6.delete(engine)
        raise RuntimeError("The screens did not load: " + "; ".join(f.toString() for f in faults))
    keys = KeyFilter(decoder, shell.scanned, shell.press, shell)
    till = TillWindow(engine, shell, dispatcher, keys)
    app = QGuiApplication.instance()
    if app is not None:
        app.installEventFilter(keys)
    if options.full_screen:
        # Without a window manager, as on a bare X server, nobody but us gives the window its size.
        till.window.setGeometry(till.window.screen().geometry())
        till.window.showFullScreen()
    shell.start()
    return till


def run_till(bus: Bus, decoder: WedgeDecoder, now_ms: Callable[[], int], options: WindowOptions) -> int:
    """Show the till until its window is closed; the exit code."""
    app = make_application()
    till = open_till(bus, decoder, now_ms, options)
    _say_when_shown(till)
    pulse = _end_on_signals(app)
    collector = GuiCollector()
    code = app.exec()
    pulse.stop()
    till.close()
    collector.stop()
    return code


def _say_when_shown(till: TillWindow) -> None:
    """Log the first frame that holds a screen: whoever started the till can press keys from then on."""
    window = till.window

    waiting = True

    def drawn() -> None:
        nonlocal waiting
        # Another frame may be on its way when the first is heard of.
        if waiting and till.shell.ready:
            waiting = False
            window.frameSwapped.disconnect(drawn)
            logger.info("window shown")

    window.frameSwapped.connect(drawn)


def _end_on_signals(app: QGuiApplication) -> QTimer:
    """Close the window on Ctrl+C or a stop by the system, as a person would."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: app.quit())
    # Python sees a signal only when it runs, and Qt's loop alone would sleep on.
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(SIGNAL_PULSE_MS)
    return pulse


def _sounds(options: WindowOptions) -> Sounds:
    return Tones(options.cache / "sounds") if options.sound and sound_is_there() else Silence()


def _speak(shell: ShellModel, engine: QQmlApplicationEngine, languages: Languages) -> None:
    def change() -> None:
        if languages.install(shell.spoken):
            engine.retranslate()
            shell.retranslate()

    languages.install(shell.spoken)
    shell.look_changed.connect(change)


def _has_gpu() -> bool:
    """Whether something draws faster than the processor; only Linux tells, elsewhere there always is."""
    if not sys.platform.startswith("linux"):
        return True
    return _RENDER_NODES.is_dir() and any(_RENDER_NODES.glob("renderD*"))


def _palette() -> QPalette:
    """What the platform draws itself (a text cursor, a native menu) in the light set's colours."""
    palette = QPalette(QColor("#f2f4f7"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#17202c"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#1f4fb8"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#ffffff"))
    return palette
