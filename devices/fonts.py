"""Finds fonts of the machine for drawing text with Pillow: one a character, with a visible last resort."""

from __future__ import annotations

from functools import cached_property

from PIL import ImageFont

FAMILIES = (
    ("NotoSansMono-Regular.ttf", "NotoSansMono-Bold.ttf"),
    ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("consola.ttf", "consolab.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    ("NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf"),
    ("NotoSansSymbols-Regular.ttf", "NotoSansSymbols-Bold.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
)
"""Regular and bold file names, in the order of trying; Pillow finds them in the system's font folders."""

NO_CHARACTER = "\U0010ffff"
"""A code point that is none: its picture is the box that a font draws for what it lacks."""

Font = ImageFont.FreeTypeFont


class FontSet:
    """The fonts of one size (pixels of an em) and weight; each is loaded when a character first needs it."""

    def __init__(self, size: int, *, bold: bool = False) -> None:
        self._size = size
        self._bold = bold
        self._by_char: dict[str, Font] = {}
        self._loaded: dict[str, Font | None] = {}

    @cached_property
    def base(self) -> Font:
        """The font for plain text and for the box of a character that no font has."""
        for names in FAMILIES:
            if font := self._load(names[self._bold]):
                return font
        built_in = ImageFont.load_default(self._size)
        if not isinstance(built_in, ImageFont.FreeTypeFont):
            raise OSError("Pillow was built without FreeType, so text cannot be drawn")
        return built_in

    def font_for(self, char: str) -> Font:
        """The first font that has `char`, or `base`, which shows a box for it."""
        if char not in self._by_char:
            self._by_char[char] = self._find(char)
        return self._by_char[char]

    def _find(self, char: str) -> Font:
        for names in FAMILIES:
            font = self._load(names[self._bold])
            if font and bytes(font.getmask(char)) != bytes(font.getmask(NO_CHARACTER)):
                return font
        return self.base

    def _load(self, name: str) -> Font | None:
        if name not in self._loaded:
            try:
                self._loaded[name] = ImageFont.truetype(name, self._size)
            except OSError:
                self._loaded[name] = None
        return self._loaded[name]
