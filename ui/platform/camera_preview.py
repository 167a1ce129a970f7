"""The newest frame of a camera as a picture: `image://camera/NUMBER`, with the codes in it outlined."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygon
from PySide6.QtQuick import QQuickImageProvider

from pos_app.ports.preview import Preview, PreviewFrame, PreviewState

_OUTLINE = QColor("#22c55e")
_OUTLINE_PX = 4
_RGB = 3


class NoCamera:
    """A `Preview` where there is no camera at all."""

    def look(self, *, on: bool) -> None:
        """There is nothing to look at."""

    def newest(self) -> PreviewFrame | None:
        """Never a frame."""
        return None

    def state(self) -> tuple[PreviewState, str]:
        """None is set up."""
        return ("none", "")


class CameraPictures(QQuickImageProvider):
    """Draws the newest frame whatever number is asked for: the number only makes QML ask again."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._preview = preview

    def requestImage(self, wanted: str, size: QSize, requested: QSize) -> QImage:  # noqa: ARG002, N802 - Qt's shape
        """The frame in its own size; one black pixel where there is none any more."""
        frame = self._preview.newest()
        image = _drawn(frame) if frame is not None else _black()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _drawn(frame: PreviewFrame) -> QImage:
    seen = QImage(
        frame.rgb, frame.width, frame.height, frame.width * _RGB, QImage.Format.Format_RGB888
    ).convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(seen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_OUTLINE, _OUTLINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for corners in frame.points:
        painter.drawPolygon(QPolygon([QPoint(x, y) for x, y in corners]))
    painter.end()
    return seen


def _black() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    return image
