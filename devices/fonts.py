"""Finds fonts of the machine for drawing text with Pillow: one a character, with a visible last resort."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from PIL import ImageFont, features

from retail.graphemes import EMOJI_PRESENTATION, JOINER, is_pictographic

MONOSPACED = (
    ("NotoSansMono-Regular.ttf", "NotoSansMono-Bold.ttf"),
    ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("consola.ttf", "consolab.ttf"),
)
CJK = (("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"), ("msyh.ttc", "msyhbd.ttc"))
PICTOGRAMS = (("Symbola_hint.ttf",) * 2, ("Symbola.ttf",) * 2, ("seguiemj.ttf",) * 2)
COLOUR_EMOJI, COLOUR_EMOJI_EM = "NotoColorEmoji.ttf", 109
"""A font of pictures, which come in one size."""
OTHERS = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("NotoSansSymbols2-Regular.ttf",) * 2,
    ("NotoSansSymbols-Regular.ttf", "NotoSansSymbols-Bold.ttf"),
    ("NotoSansMath-Regular.ttf",) * 2,
    ("segoeui.ttf", "segoeuib.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
"""Regular and bold file names, in the order of trying; Pillow finds them in the system's font folders."""

NO_CHARACTER = "\U0010ffff"
"""A code point that is none: its picture is the box that a font draws for what it lacks."""

CJK_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-tw": 3, "zh-hant": 3, "zh-hk": 4}
"""Face within the CJK collection by language: the same character is written in different ways."""
WIDE_EM = 1.2
"""Em of a wide character against that of a monospaced letter, so that it is exactly two of them wide."""
SCRIPT_FOLDERS = {"CANADIAN": "CanadianAboriginal", "PHAGS": "PhagsPa"}

Family = tuple[str, str]
Font = ImageFont.FreeTypeFont


def can_shape() -> bool:
    """Whether Pillow joins and orders scripts such as Arabic and Devanagari: needs raqm and FriBidi."""
    return bool(features.check("raqm"))


class FontSet:
    """The fonts of one size (pixels of an em) and weight; each is loaded when a character first needs it."""

    def __init__(self, size: int, *, bold: bool = False, language: str = "") -> None:
        """`language` (BCP 47) chooses among the ways to write Chinese characters."""
        self._size = size
        self._bold = bold
        self._face = _cjk_face(language)
        self._by_cluster: dict[str, Font] = {}
        self._loaded: dict[str, Font | None] = {}

    @cached_property
    def base(self) -> Font:
        """The font for plain text and for the box of a character that no font has."""
        for names in (*MONOSPACED, *OTHERS):
            if font := self._load(names[self._bold]):
                return font
        built_in = ImageFont.load_default(self._size)
        if not isinstance(built_in, ImageFont.FreeTypeFont):
            raise OSError("Pillow was built without FreeType, so text cannot be drawn")
        return built_in

    def font_for(self, cluster: str) -> Font:
        """The first font that has all of `cluster` (one character as a reader sees it), or `base`.

        `base` shows a box for what it lacks.
        """
        if cluster not in self._by_cluster:
            self._by_cluster[cluster] = self._find(cluster)
        return self._by_cluster[cluster]

    @cached_property
    def emoji(self) -> Font | None:
        """The font of coloured emoji, of one size whatever the size of the text."""
        try:
            return ImageFont.truetype(COLOUR_EMOJI, COLOUR_EMOJI_EM)
        except OSError:
            return None

    def has(self, font: Font, cluster: str) -> bool:
        """Whether `font` draws something of its own for all of `cluster`."""
        missing = bytes(font.getmask(NO_CHARACTER))
        return all(bytes(font.getmask(char)) != missing for char in cluster if not _unseen(char))

    def _find(self, cluster: str) -> Font:
        for names in _families_for(cluster):
            font = self._load(names[self._bold])
            if font and self.has(font, cluster):
                return font
        # No font has all of it: one for its first character shows more than a row of boxes.
        return self.font_for(cluster[0]) if len(cluster) > 1 else self.base

    def _load(self, name: str) -> Font | None:
        if name not in self._loaded:
            wide = any(name in names for names in (*CJK, *PICTOGRAMS))
            size = round(self._size * WIDE_EM) if wide else self._size
            face = self._face if name.startswith("NotoSansCJK") else 0
            try:
                self._loaded[name] = ImageFont.truetype(name, size, index=face)
            except OSError:
                self._loaded[name] = None
        return self._loaded[name]


def _families_for(cluster: str) -> tuple[Family, ...]:
    """Every family worth asking for `cluster`, the likeliest first."""
    if is_pictographic(cluster[0]):
        return (*PICTOGRAMS, *MONOSPACED, *OTHERS, *CJK)
    first, *others = MONOSPACED  # the first has no script of its own but Latin, Greek and Cyrillic
    return (first, *OTHERS[:1], *_script_families(cluster[0]), *others, *CJK, *OTHERS[1:], *PICTOGRAMS)


def _script_families(char: str) -> list[Family]:
    """Noto names a font after its script, and Unicode a letter: THAI CHARACTER KO KAI is in NotoSansThai."""
    words = unicodedata.name(char, "").replace("-", " ").split()
    if not words:
        return []
    folders = [SCRIPT_FOLDERS.get(words[0], words[0].title())]
    folders += ["".join(words[:count]).title() for count in (2, 3)]
    folders += ["".join(word.title() for word in words[:count]) for count in (2, 3)]
    return [
        (f"Noto{style}{folder}-Regular.ttf", f"Noto{style}{folder}-Bold.ttf")
        for folder in dict.fromkeys(folders)
        for style in ("Sans", "Serif")
    ]


def _cjk_face(language: str) -> int:
    tag = language.lower()
    return CJK_FACES.get(tag, CJK_FACES.get(tag.partition("-")[0], 0))


def _unseen(char: str) -> bool:
    """Characters that only steer how others are drawn."""
    return char in (JOINER, EMOJI_PRESENTATION) or unicodedata.category(char) == "Cf"
