"""A small window that shows the newest paper of a virtual printer, for the demo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Property, QFileSystemWatcher, QObject, QUrl, Signal
from PySide6.QtQml import QQmlApplicationEngine

from ui.application import make_application
from ui.icons import IconProvider
from ui.shell.model import QML


class Papers(QObject):
    """The newest PNG of a folder."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(lambda _path: self.changed.emit())

    @Property(QUrl, notify=changed)
    def newest(self) -> QUrl:
        """The paper printed last; empty before the first."""
        papers = sorted(self._folder.glob("paper-*.png"))
        return QUrl.fromLocalFile(str(papers[-1])) if papers else QUrl()


def show_papers(folder: Path) -> int:
    """Show the window until it is closed; the exit code."""
    app = make_application()
    papers = Papers(folder)
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML))
    engine.addImageProvider("icons", IconProvider())
    engine.setInitialProperties({"papers": papers})
    engine.load(QUrl.fromLocalFile(str(QML / "Tillbridge" / "paper" / "PaperWindow.qml")))
    if not engine.rootObjects():
        return 1
    return app.exec()
