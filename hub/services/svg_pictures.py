"""Tells SVG pictures that only draw from those that run, fetch or blow up: read by a real XML parser."""

from __future__ import annotations

import re
from xml.parsers import expat

MAX_DEPTH = 100
MAX_REPEATED = 20
"""Elements that draw others again; a chain of many would be drawn for hours."""
_SVG = "http://www.w3.org/2000/svg"
_SEPARATOR = " "
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
_ANIMATED = {"animate", "set", "animatetransform", "animatemotion"}
_REPEATED = {"use", "pattern", "mask", "marker"}
_LINKS = {"href", "src", "data", "base"}
_EMBEDDED = re.compile(r"data:image/(png|jpeg|webp|gif);base64,", re.I)
_STYLE_LINK = re.compile(r"""url\s*\(\s*["']?\s*(?!["'#\s])|@import|expression\s*\(|\\""", re.I)


class UnsafePicture(Exception):
    """This SVG does more than draw itself."""


def check_svg(content: bytes) -> None:
    """Raise `UnsafePicture` for an SVG with scripts, links out of itself, entities, or that is no SVG."""
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    reader = _Reader()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _instructed
    parser.XmlDeclHandler = _declared
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnsafePicture("it is not well-formed XML") from error


class _Reader:
    """Looks at each element and attribute, whatever prefix its namespace has in this file."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._repeated = 0
        self._style = ""

    def start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(_SEPARATOR)
        name = name.lower()
        if not self._open and (space, name) != (_SVG, "svg"):
            raise UnsafePicture("its first element is not svg")
        if name in _ACTIVE or len(self._open) >= MAX_DEPTH:
            raise UnsafePicture(f"it holds {name}")
        for key, value in attributes.items():
            _check_attribute(name, key, value)
        self._repeated += name in _REPEATED
        if self._repeated > MAX_REPEATED:
            raise UnsafePicture("it draws parts of itself too often")
        self._open.append(name)

    def end(self, _full: str) -> None:
        # Comments part the text of a style, so it is looked at when it is whole.
        if self._open.pop() == "style" and _STYLE_LINK.search(self._style):
            raise UnsafePicture("its style links out of it")

    def text(self, data: str) -> None:
        if "style" in self._open:
            self._style += data


def _check_attribute(element: str, full: str, value: str) -> None:
    space, _, name = full.lower().rpartition(_SEPARATOR)
    plain = value.strip()
    if name.startswith("on"):
        raise UnsafePicture(f"it holds {name}")
    if name in _LINKS and not plain.startswith("#") and not _EMBEDDED.match(plain):
        raise UnsafePicture("it links out of itself")
    if element in _ANIMATED and name == "attributename" and plain.lower().rpartition(":")[2] in _LINKS:
        raise UnsafePicture("it animates a link")
    if not space and _STYLE_LINK.search(value):
        raise UnsafePicture("its style links out of it")


def _refuse(*_what: object) -> None:
    raise UnsafePicture("it declares entities")


def _instructed(target: str, _data: str) -> None:
    if target.lower().startswith("xml"):
        raise UnsafePicture("it names a style sheet")


def _declared(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii", "iso-8859-1"):
        raise UnsafePicture(f"it is in {encoding[:20]}")
