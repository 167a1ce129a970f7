"""Fresh goods of the demo shop's pictures, drawn around the middle and without a ground."""

from __future__ import annotations

from hub.demo.shapes import circle, ellipse, gleam, leaf, moved, path, rect, stroke

GREEN, DARK_GREEN, STEM = "#4f9d45", "#2f7236", "#6b4a2b"


def apple(colour: str = "#d8392f", light: str = "#ef6a5a") -> str:
    body = (
        "M80 52C70 42 34 40 34 82C34 116 58 140 72 134C78 131 82 131 88 134C102 140 126 116 126 82"
        "C126 40 90 42 80 52Z"
    )
    return (
        path(body, colour)
        + path("M50 66C42 76 44 96 50 104C46 88 50 74 60 62Z", light)
        + stroke("M80 54C80 42 84 34 90 28", STEM, 5)
        + leaf(84, 42, 32, GREEN, 12)
    )


def pear() -> str:
    body = "M80 34C62 34 64 58 56 74C46 92 42 136 80 138C118 136 114 92 104 74C96 58 98 34 80 34Z"
    return (
        path(body, "#b9c93d")
        + ellipse(64, 100, 8, 20, "#dbe57c", 12)
        + stroke("M80 36C80 28 84 22 90 18", STEM, 5)
        + leaf(84, 32, 26, GREEN, 20)
    )


def banana() -> str:
    return (
        path(
            "M36 40C34 90 68 132 128 122C134 120 134 112 128 110C90 106 64 84 54 38C52 30 38 30 36 40Z",
            "#f4c430",
        )
        + path("M44 42C48 86 76 112 126 116C90 118 56 96 42 54Z", "#f9dc6b")
        + path("M36 40C34 32 40 24 46 24L52 34C46 34 42 40 36 40Z", "#7a5a22")
        + circle(129, 116, 6, "#7a5a22")
    )


def citrus(colour: str, light: str, flesh: str) -> str:
    """A whole fruit and half of one."""
    slices = "".join(
        path("M104 104L98 84Q104 80 110 84Z", flesh).replace("/>", f' transform="rotate({turn} 104 104)"/>')
        for turn in range(0, 360, 45)
    )
    return (
        circle(66, 74, 40, colour)
        + ellipse(52, 60, 9, 14, light, 30)
        + leaf(68, 36, 26, GREEN, 8)
        + circle(104, 104, 34, colour)
        + circle(104, 104, 29, "#fff6e0")
        + slices
    )


def tomato() -> str:
    star = "M80 46L88 58L104 54L96 66L104 76L88 72L80 84L72 72L56 76L64 66L56 54L72 58Z"
    return (
        ellipse(80, 92, 48, 44, "#d93a2b")
        + ellipse(58, 84, 8, 16, "#ee6e5d", 16)
        + path(star, DARK_GREEN)
        + stroke("M80 62V44", DARK_GREEN, 6)
    )


def cucumber() -> str:
    seeds = "".join(
        ellipse(112 + x, 112 + y, 2.5, 5, "#cfe3a1", t)
        for x, y, t in ((0, -11, 0), (10, -4, 70), (7, 8, 140), (-7, 8, 40), (-10, -4, 110))
    )
    return (
        stroke("M44 44L104 104", "#2f7236", 42)
        + stroke("M40 52L92 104", "#4f9d45", 8)
        + stroke("M56 40L108 92", "#3f8840", 6)
        + circle(112, 112, 24, "#8cbf5a")
        + circle(112, 112, 19, "#dcecb4")
        + seeds
    )


def carrot() -> str:
    one = path("M68 56Q80 44 92 56Q94 96 80 142Q66 96 68 56Z", "#ee7f22")
    marks = stroke("M72 78H80M84 94H78M76 110H81", "#c9620f", 4)
    green = leaf(80, 54, 34, GREEN, -40) + leaf(80, 54, 36, DARK_GREEN, -78) + leaf(80, 54, 30, GREEN, 4)
    whole = green + one + marks
    return moved(62, 84, 0.92, whole, turn=14) + moved(100, 84, 0.92, whole, turn=-12)


def potato() -> str:
    def one(x: float, y: float, turn: float, colour: str) -> str:
        eyes = ellipse(x - 10, y - 4, 3, 2, "#a97b42") + ellipse(x + 12, y + 6, 3, 2, "#a97b42")
        return ellipse(x, y, 36, 26, colour, turn) + eyes

    return one(62, 76, -14, "#c99a5b") + one(104, 84, 22, "#d6aa6c") + one(78, 110, 4, "#deb77d")


def onion() -> str:
    return (
        path(
            "M80 30C82 48 124 56 124 92C124 122 102 134 80 134C58 134 36 122 36 92C36 56 78 48 80 30Z",
            "#c47a34",
        )
        + stroke("M80 46C60 62 56 104 70 130M80 46C100 62 104 104 90 130M80 46V132", "#9c5b20", 3)
        + stroke("M72 136L68 144M80 136V146M88 136L92 144", "#d9b98a", 3)
    )


def pepper() -> str:
    body = (
        "M80 56C66 44 40 48 38 78C36 110 54 140 66 138C72 138 76 132 80 132C84 132 88 138 94 138"
        "C106 140 124 110 122 78C120 48 94 44 80 56Z"
    )
    return (
        path(body, "#e3a51a")
        + stroke("M66 60C58 84 60 116 66 134M94 60C102 84 100 116 94 134", "#bd8410", 3)
        + ellipse(52, 82, 6, 18, "#f4c95d", 8)
        + path("M62 58Q80 44 98 58Q80 66 62 58Z", DARK_GREEN)
        + stroke("M80 54C80 40 84 32 94 30", GREEN, 8)
    )


def grapes() -> str:
    rows = (
        (58, 62),
        (80, 60),
        (102, 62),
        (69, 80),
        (91, 80),
        (58, 96),
        (80, 98),
        (102, 96),
        (69, 114),
        (91, 114),
    )
    balls = "".join(circle(x, y, 14, "#6a4a9c") + circle(x - 4, y - 4, 4, "#9a7cc8") for x, y in rows)
    last = circle(80, 130, 13, "#6a4a9c") + circle(76, 126, 4, "#9a7cc8")
    return stroke("M80 56C80 42 86 34 94 28", STEM, 5) + balls + last + leaf(82, 46, 36, GREEN, -130)


def avocado() -> str:
    shape = "M80 28C62 28 58 54 50 72C38 98 46 136 80 138C114 136 122 98 110 72C102 54 98 28 80 28Z"
    return (
        path(shape, "#3d5a2c")
        + moved(80, 83, 0.86, path(shape, "#cddc7a"))
        + moved(80, 86, 0.74, path(shape, "#e9efae"))
        + circle(80, 104, 19, "#7a4a25")
        + circle(74, 98, 5, "#a3703f")
    )


def lettuce() -> str:
    outer = "".join(
        circle(x, y, 24, "#5fae4b")
        for x, y in ((52, 78), (64, 56), (96, 56), (108, 78), (104, 106), (56, 106))
    )
    inner = "".join(circle(x, y, 18, "#86c66a") for x, y in ((66, 76), (94, 76), (80, 62), (80, 100)))
    return (
        outer
        + circle(80, 88, 42, "#6dba57")
        + inner
        + circle(80, 86, 17, "#b5dd95")
        + stroke("M80 128V72M80 104L62 86M80 104L98 86", "#d6ecc2", 3)
    )


def mushroom() -> str:
    one = (
        rect(68, 84, 24, 44, "#f7efe2", 10)
        + path("M36 88C36 48 124 48 124 88Q124 96 112 96H48Q36 96 36 88Z", "#a9764a")
        + ellipse(66, 72, 12, 6, "#c99c72", -16)
    )
    return moved(94, 74, 0.8, one) + moved(58, 96, 0.62, one, turn=-8)


def strawberry() -> str:
    seeds = "".join(
        ellipse(x, y, 2, 3.5, "#f7d774")
        for x, y in (
            (60, 74),
            (80, 72),
            (100, 74),
            (68, 92),
            (92, 92),
            (80, 108),
            (62, 106),
            (98, 106),
            (80, 124),
        )
    )
    top = "".join(leaf(80, 56, 30, GREEN, turn) for turn in (-170, -120, -60, -10, 25))
    return (
        path(
            "M80 54C56 44 34 62 42 88C50 114 68 138 80 140C92 138 110 114 118 88C126 62 104 44 80 54Z",
            "#dd2f45",
        )
        + seeds
        + top
    )


def loaf() -> str:
    cuts = "".join(stroke(f"M{x} 66Q{x + 8} 82 {x + 4} 98", "#f3d3a0", 6) for x in (52, 74, 96))
    return (
        path("M26 104C20 70 52 52 82 52C114 52 142 70 134 104C132 122 28 122 26 104Z", "#b5702e")
        + path("M30 108C40 118 120 118 130 108C128 122 32 122 30 108Z", "#8f5420")
        + cuts
    )


def roll() -> str:
    one = ellipse(80, 86, 46, 34, "#d99a4e") + stroke("M44 84Q80 66 116 84", "#f6dcae", 9)
    return moved(56, 72, 0.74, one, turn=-10) + moved(98, 100, 0.8, one, turn=8)


def croissant() -> str:
    return (
        path(
            "M20 112C24 70 52 48 80 48C108 48 136 70 140 112C128 118 118 108 112 98C104 84 92 78 80 78"
            "C68 78 56 84 48 98C42 108 32 118 20 112Z",
            "#d08a37",
        )
        + stroke("M58 54L64 82M80 48V78M102 54L96 82M40 70L52 92M120 70L108 92", "#a9651d", 4)
        + stroke("M66 56Q78 52 90 56", "#eebb72", 4)
    )


def pretzel() -> str:
    knot = "M80 124C40 110 26 84 40 62C52 44 72 52 80 74C88 52 108 44 120 62C134 84 120 110 80 124"
    arms = "M80 74L50 120M80 74L110 120"
    salt = "".join(
        rect(x, y, 4, 4, "#ffffff", 1)
        for x, y in ((42, 70), (52, 94), (70, 112), (88, 112), (106, 94), (114, 70))
    )
    return stroke(knot, "#8c4a1c", 17) + stroke(arms, "#8c4a1c", 13) + stroke(knot, "#a8602a", 9) + salt


def baguette() -> str:
    cuts = "".join(stroke(f"M{60 + n} 86L{78 + n} 66", "#f6dcae", 7) for n in (-32, -8, 16, 40))
    return moved(80, 80, 1, rect(14, 60, 132, 32, "#cf8d3e", 16) + cuts, turn=-38)


def cheese() -> str:
    return (
        path("M22 92L112 48Q136 58 138 80V88Z", "#f8d568")
        + path("M22 92L138 84V122L22 128Z", "#eebb33")
        + ellipse(58, 108, 10, 7, "#d39b1c")
        + circle(92, 104, 8, "#d39b1c")
        + ellipse(120, 106, 6, 8, "#d39b1c")
        + ellipse(100, 68, 12, 5, "#eebb33", -18)
    )


def eggs() -> str:
    whole = "".join(
        ellipse(x, y, 18, 24, colour) + ellipse(x - 5, y - 8, 4, 7, "#ffffff88", 20)
        for x, y, colour in ((48, 78, "#e0ae7c"), (80, 72, "#f2e2cd"), (112, 78, "#d89f6a"))
    )
    base = path("M20 88H140L132 124Q131 130 124 130H36Q29 130 28 124Z", "#9aa3ad")
    bumps = "".join(path(f"M{x} 88Q{x + 16} 112 {x + 32} 88Z", "#7f8994") for x in (32, 64, 96))
    return whole + base + bumps


def drop(colour: str) -> str:
    return path(
        "M80 26C96 58 118 78 118 102C118 124 101 138 80 138C59 138 42 124 42 102C42 78 64 58 80 26Z", colour
    ) + gleam(56, 92, 9, 26)


def ear_of_grain(colour: str) -> str:
    grains = "".join(
        ellipse(80 + side * 16, y, 8, 15, colour, side * 28) for y in (60, 84, 108) for side in (-1, 1)
    )
    return stroke("M80 140V52", colour, 5) + grains + ellipse(80, 38, 8, 16, colour)


def flower(colour: str, middle: str) -> str:
    petals = "".join(
        ellipse(80, 48, 17, 28, colour).replace("/>", f' transform="rotate({turn} 80 80)"/>')
        for turn in range(0, 360, 60)
    )
    return petals + circle(80, 80, 18, middle)


def leaf_of_vine() -> str:
    green = "".join(
        circle(x, y, 24, "#86a83a") for x, y in ((56, 70), (104, 70), (66, 104), (94, 104), (80, 58))
    )
    return (
        green + circle(80, 86, 28, "#86a83a") + stroke("M80 138V62M80 104L56 78M80 104L104 78", "#e4efc0", 5)
    )
