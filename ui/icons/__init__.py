"""The shipped icons as an image provider: `image://icons/NAME/RRGGBB` draws one in a colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent
_SIZE = 24


class IconProvider(QQuickImageProvider):
    """Draws an SVG of the set with `currentColor` replaced by the colour asked for."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, wanted: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802 - Qt's name
        """The icon `NAME/RRGGBB` at the requested size (24 px if none); FileNotFoundError for no such one."""
        name, _, colour = wanted.partition("/")
        drawing = (FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", f"#{colour}")
        target = requested if requested.width() > 0 and requested.height() > 0 else QSize(_SIZE, _SIZE)
        image = QImage(target, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(drawing.encode())).render(
            painter, QRectF(0, 0, target.width(), target.height())
        )
        painter.end()
        size.setWidth(target.width())
        size.setHeight(target.height())
        return image
