"""Single goods and emblems of the demo shop's pictures."""

from __future__ import annotations

from hub.demo.shapes import circle, ellipse, gleam, moved, path, rect, stroke


def wave(colour: str) -> str:
    """Three waves."""
    return "".join(
        stroke(f"M28 {y}C44 {y - 20} 60 {y - 20} 76 {y}C92 {y + 20} 112 {y + 20} 132 {y}", colour, 13)
        for y in (50, 84, 118)
    )


def bubbles(colour: str) -> str:
    """Rising bubbles."""
    places = ((56, 108, 24), (104, 92, 20), (72, 58, 16), (106, 44, 12), (48, 58, 8))
    return "".join(circle(x, y, r, colour) for x, y, r in places)


def sunrise(sun: str, ground: str) -> str:
    """A sun over the horizon."""
    rays = "".join(
        stroke("M80 34V14", sun, 9).replace("/>", f' transform="rotate({turn} 80 100)"/>')
        for turn in (-72, -36, 0, 36, 72)
    )
    return rays + path("M34 100C34 40 126 40 126 100Z", sun) + rect(18, 106, 124, 14, ground, 7)


def pasta() -> str:
    """A bundle of spaghetti."""
    strands = "".join(stroke(f"M{x} 20L{x + 4} 140", "#f4d489", 6) for x in (56, 66, 76, 86, 96))
    return strands + rect(44, 68, 74, 24, "#d64f45", 6)


def chocolate() -> str:
    """A bar half out of its wrapper."""
    squares = "".join(rect(x, y, 24, 20, "#7d4a2c", 4) for x in (44, 72, 100) for y in (22, 46, 70))
    return moved(
        80,
        82,
        0.94,
        rect(38, 16, 92, 80, "#5a3220", 6)
        + squares
        + path(
            "M30 84L46 92L62 82L80 92L98 82L116 92L136 84V134Q136 142 128 142H38Q30 142 30 134Z", "#c23b6b"
        )
        + path("M30 112H136V128H30Z", "#f2d06a"),
        turn=-8,
    )


def cookie() -> str:
    """A round biscuit with chocolate."""
    chips = "".join(
        circle(x, y, r, "#5a3220")
        for x, y, r in ((58, 60, 8), (92, 52, 6), (108, 84, 8), (76, 92, 7), (52, 102, 6), (94, 116, 8))
    )
    return circle(80, 82, 54, "#c98a48") + circle(80, 80, 48, "#dba362") + chips


def rolls() -> str:
    """Three rolls of paper."""

    def one(x: float, y: float) -> str:
        return (
            path(
                f"M{x - 28} {y}V{y + 44}C{x - 28} {y + 58} {x + 28} {y + 58} {x + 28} {y + 44}V{y}Z",
                "#f6f8fa",
            )
            + path(
                f"M{x + 8} {y + 8}H{x + 28}V{y + 44}C{x + 24} {y + 52} {x + 14} {y + 54} {x + 8} {y + 54}Z",
                "#e1e7ed",
            )
            + ellipse(x, y, 28, 12, "#ffffff")
            + ellipse(x, y, 10, 4.5, "#b08a5a")
        )

    return one(80, 30) + one(50, 80) + one(110, 80)


def sponge() -> str:
    """A sponge with a rough side."""
    holes = "".join(
        ellipse(x, y, 5, 4, "#dba92a")
        for x, y in ((44, 92), (64, 104), (86, 90), (108, 102), (122, 90), (54, 112))
    )
    return (
        rect(24, 62, 112, 62, "#f6cf4a", 10)
        + path("M24 80V72Q24 56 40 56H120Q136 56 136 72V80Z", "#3f8f4f")
        + holes
        + circle(112, 46, 11, "#ffffffcc")
        + circle(128, 34, 7, "#ffffffcc")
        + circle(98, 36, 6, "#ffffffcc")
    )


def candle() -> str:
    """A burning candle."""
    return (
        circle(80, 40, 30, "#ffe9a8")
        + path("M80 14C92 30 96 38 96 46C96 56 88 62 80 62C72 62 64 56 64 46C64 38 68 30 80 14Z", "#f7a928")
        + path("M80 34C86 42 88 46 88 50C88 56 84 59 80 59C76 59 72 56 72 50C72 46 74 42 80 34Z", "#fff0b8")
        + stroke("M80 58V70", "#4a3a2a", 4)
        + rect(58, 68, 44, 72, "#c8453a", 6)
        + path(
            "M58 74Q58 66 66 66H94Q102 66 102 74V84C96 94 90 80 84 84C78 88 74 104 68 92C64 84 60 88 58 84Z",
            "#e4685c",
        )
        + gleam(64, 92, 6, 40, 0.25)
    )


def bulb() -> str:
    """A light bulb that shines."""
    rays = "".join(
        stroke("M80 14V4", "#f2b52e", 6).replace("/>", f' transform="rotate({turn} 80 70)"/>')
        for turn in (-90, -60, -30, 0, 30, 60, 90)
    )
    return (
        rays
        + path(
            "M80 24C50 24 36 46 36 68C36 92 60 100 62 114H98C100 100 124 92 124 68C124 46 110 24 80 24Z",
            "#fbd65c",
        )
        + stroke("M68 112L64 78L80 88L96 78L92 112", "#d9942a", 4)
        + ellipse(58, 60, 7, 14, "#fff2c2", 24)
        + rect(62, 114, 36, 8, "#9aa6b2", 4)
        + rect(62, 124, 36, 8, "#8592a0", 4)
        + rect(68, 134, 24, 10, "#6f7c8a", 5)
    )


def toothbrush() -> str:
    """A brush with a drop of paste."""
    tufts = "".join(
        rect(x, 42, 9, 26, colour, 2)
        for x, colour in zip(
            range(26, 76, 10), ("#ffffff", "#7fc4e8", "#ffffff", "#7fc4e8", "#ffffff"), strict=True
        )
    )
    paste = path("M28 42C28 30 40 34 44 28C50 20 58 30 62 26C70 22 76 34 74 42Z", "#58b8a0")
    brush = (
        tufts
        + paste
        + path(
            "M22 64H84C100 64 108 70 124 70H142Q150 78 142 86H124C108 86 100 80 84 80H22Q14 72 22 64Z",
            "#3f87c5",
        )
    )
    return moved(80, 92, 1, brush, turn=32)


def newspaper() -> str:
    """A folded newspaper."""
    lines = "".join(rect(x, y, 34, 4, "#a9b3be", 2) for x in (42, 84) for y in (96, 106, 116, 126))
    return (
        path("M30 24H126V138H40Q30 138 30 128Z", "#fbfcfd")
        + path("M126 44H138V128Q138 138 128 138H126Z", "#d5dce3")
        + rect(40, 34, 78, 14, "#27323f", 2)
        + rect(42, 56, 34, 32, "#7fa8cc", 2)
        + path("M42 88L54 70L62 80L68 72L76 88Z", "#3f6f4f")
        + "".join(rect(84, y, 34, 5, "#6f7c8a", 2) for y in (58, 68, 78))
        + lines
    )
