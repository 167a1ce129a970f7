"""Packed goods of the demo shop's pictures: drinks, store-cupboard, sweets, household."""

from __future__ import annotations

from hub.demo import fresh, packs
from hub.demo.goods import (
    bubbles,
    bulb,
    candle,
    chocolate,
    cookie,
    newspaper,
    pasta,
    rolls,
    sponge,
    sunrise,
    toothbrush,
    wave,
)
from hub.demo.shapes import circle, ellipse, gleam, moved, path, picture, rect, shadow, stroke

BLUE, PINK, SUNNY, WARM, GREEN, GREY = "#e3f0fa", "#fdeceb", "#fff6d8", "#fbeedd", "#eaf4e2", "#eef1f5"


def packed_pictures() -> dict[str, str]:
    """SVG text by file name, without its ending."""
    drawn = {**_dairy(), **_drinks(), **_alcohol(), **_pantry(), **_sweets(), **_household()}
    return {name: picture(ground, *parts) for name, (ground, *parts) in drawn.items()}


def _dairy() -> dict[str, tuple[str, ...]]:
    return {
        "milch": (BLUE, *packs.carton("#f7fafd", "#3f87c5", "#3f87c5", fresh.drop("#3f87c5"))),
        "hafer": (WARM, *packs.carton("#f4e3c3", "#b98a4a", "#8a5f28", fresh.ear_of_grain("#8a5f28"))),
        "butter": (SUNNY, *packs.flat_pack("#f9d95c", "#d9a92a", fresh.flower("#ffffff", "#d9a92a"))),
        "joghurt": (PINK, *packs.cup("#f2a0b4", "#d6dde5", fresh.strawberry())),
        "quark": (BLUE, *packs.cup("#7fb3de", "#3f87c5", fresh.drop("#ffffff"))),
        "sahne": (PINK, *packs.cup("#e7c6df", "#a15f97", wave("#a15f97"))),
    }


def _drinks() -> dict[str, tuple[str, ...]]:
    return {
        "wasser": (BLUE, *packs.bottle("#a9d6f2", "#2f78b7", "#ffffff", wave("#2f78b7"))),
        "sprudel": (BLUE, *packs.bottle("#7cc4a4", "#1f7a55", "#ffffff", bubbles("#1f7a55"))),
        "cola": (PINK, *packs.bottle("#4a2416", "#c8242c", "#c8242c", bubbles("#ffffff"))),
        "orangensaft": (
            SUNNY,
            *packs.carton("#fbb040", "#d9801a", "#3f8a3a", fresh.citrus("#f08c1e", "#f8b566", "#f7a93c")),
        ),
        "apfelschorle": (
            GREEN,
            *packs.bottle("#e3cf6a", "#6a9c2f", "#ffffff", fresh.apple("#86b53a", "#b5d76f")),
        ),
        "eistee": (WARM, *packs.brick("#c9703a", "#96481c", sunrise("#f9d36b", "#ffffff"))),
        "kaffee": (WARM, *packs.bag("#5b3724", "#3d2416", _bean())),
        "tee": (
            GREEN,
            *packs.box("#5b9a6a", "#3c7049", "#7cb889", circle(80, 80, 66, "#f4f8ef"), _tea_leaf()),
        ),
    }


def _alcohol() -> dict[str, tuple[str, ...]]:
    return {
        "pils": (
            GREEN,
            *packs.bottle("#2f6b3a", "#d8b545", "#f2ead2", fresh.ear_of_grain("#b98a2a"), slim=True),
        ),
        "weizen": (
            WARM,
            *packs.bottle("#7a4a1f", "#d24a3a", "#f6d37a", sunrise("#d24a3a", "#7a4a1f"), slim=True),
        ),
        "alkoholfrei": (BLUE, *packs.bottle("#7a4a1f", "#2f78b7", "#cfe6f6", wave("#2f78b7"), slim=True)),
        "rotwein": (PINK, *packs.bottle("#3a1a28", "#8c2338", "#f4ead9", fresh.grapes(), slim=True)),
        "weisswein": (SUNNY, *packs.bottle("#a8b86a", "#8a9a3a", "#fbf6e4", fresh.leaf_of_vine(), slim=True)),
        "wodka": (BLUE, *packs.bottle("#d4e6f0", "#9aa6b2", "#3a5f8a", _star("#ffffff"), slim=True)),
        "kraeuterlikoer": (GREEN, *packs.bottle("#23402a", "#c8942a", "#e4d9b0", _tea_leaf(), slim=True)),
    }


def _pantry() -> dict[str, tuple[str, ...]]:
    return {
        "spaghetti": (SUNNY, *packs.box("#2f5f9a", "#1f4374", "#4f7fba", pasta(), band="#f4c95d")),
        "reis": (GREY, *packs.bag("#d64f45", "#a5322b", _rice(), window="#fdfbf4")),
        "mehl": (WARM, *packs.bag("#f2e8d5", "#c9a86a", fresh.ear_of_grain("#b98a4a"))),
        "zucker": (BLUE, *packs.bag("#6aa5d8", "#3c78ab", _cubes())),
        "salz": (GREY, *packs.box("#3a6ea5", "#274d78", "#5c90c7", _star("#ffffff"), band="#ffffff")),
        "tomatendose": (PINK, *packs.tin("#c8342b", "#e8b23a", fresh.tomato())),
        "bohnen": (GREEN, *packs.tin("#3f7f4a", "#d9c23a", _beans())),
        "olivenoel": (GREEN, *packs.bottle("#8f9a2a", "#3f4a1a", "#f4f0d8", _olive(), slim=True)),
        "senf": (SUNNY, *packs.jar("#d9a92a", "#3f7a3f", "#fff3c4", fresh.flower("#e8c53a", "#a8781a"))),
        "honig": (WARM, *packs.jar("#e39a1f", "#f2d06a", "#fff1c9", _comb())),
        "marmelade": (PINK, *packs.jar("#b02a45", "#e9e3da", "#fff4f0", fresh.strawberry())),
    }


def _sweets() -> dict[str, tuple[str, ...]]:
    return {
        "schokolade": (WARM, shadow(52, 132), chocolate()),
        "kekse": (WARM, shadow(50, 136), moved(62, 72, 0.66, cookie()), moved(100, 98, 0.66, cookie())),
        "chips": (SUNNY, *packs.pillow("#e0483a", "#a92c22", fresh.potato())),
        "gummibaeren": (PINK, *packs.pillow("#f4b52e", "#c9871a", _bear())),
        "eis": (BLUE, shadow(24, 146), _ice_cream()),
    }


def _household() -> dict[str, tuple[str, ...]]:
    return {
        "toilettenpapier": (BLUE, shadow(54, 134), rolls()),
        "spuelmittel": (
            GREEN,
            *_squeezer("#5cb85a", "#f4d03a", fresh.citrus("#f2cf2e", "#fae583", "#f7dd5c")),
        ),
        "waschmittel": (
            BLUE,
            *packs.box("#2f6fc4", "#1d4c8f", "#5c93dc", bubbles("#ffffff"), band="#f0863a"),
        ),
        "schwamm": (SUNNY, shadow(50, 128), sponge()),
        "kerze": (WARM, shadow(30, 142), candle()),
        "gluehbirne": (SUNNY, bulb()),
        "zahnbuerste": (BLUE, toothbrush()),
        "zeitung": (GREY, shadow(52, 138), newspaper()),
    }


def _squeezer(colour: str, cap: str, emblem: str) -> tuple[str, ...]:
    return (
        shadow(36),
        path("M72 30H88V44H72Z", cap),
        rect(66, 40, 28, 14, cap, 4),
        path("M60 54H100Q116 64 114 90V128Q114 138 104 138H56Q46 138 46 128V90Q44 64 60 54Z", colour),
        circle(80, 98, 26, "#ffffffdd"),
        moved(80, 98, 0.3, emblem),
        gleam(52, 76, 6, 50),
    )


def _bean() -> str:
    return ellipse(80, 80, 42, 56, "#5b3724", 24) + stroke("M62 122C92 100 66 62 98 38", "#d9b98a", 9)


def _tea_leaf() -> str:
    return path("M36 118C30 66 70 34 128 34C132 92 96 130 46 124Z", "#3f8a4a") + stroke(
        "M30 136C54 104 78 82 112 54", "#d8efcf", 6
    )


def _star(colour: str) -> str:
    return path("M80 24L96 62L136 66L106 92L116 132L80 110L44 132L54 92L24 66L64 62Z", colour)


def _rice() -> str:
    places = (
        (58, 70, 20),
        (84, 58, -30),
        (104, 80, 60),
        (72, 96, -10),
        (98, 106, 24),
        (58, 118, 70),
        (84, 128, -40),
    )
    return "".join(ellipse(x, y, 7, 15, "#d8cba4", turn) for x, y, turn in places)


def _cubes() -> str:
    return (
        rect(34, 78, 44, 44, "#c9dcec", 6)
        + rect(84, 78, 44, 44, "#a9c6de", 6)
        + rect(58, 32, 44, 44, "#dbe9f4", 6)
    )


def _beans() -> str:
    def one(x: float, y: float, turn: float) -> str:
        bean = path("M44 80C44 50 76 46 84 62C92 46 122 52 118 84C114 112 48 112 44 80Z", "#f2ead2")
        return moved(x, y, 0.55, bean, turn=turn)

    return one(58, 60, -14) + one(102, 76, 20) + one(68, 110, 0)


def _olive() -> str:
    return (
        stroke("M36 46C70 44 100 50 126 70", "#5f6f2a", 6)
        + ellipse(66, 88, 22, 32, "#7f8f2a", 10)
        + ellipse(108, 102, 20, 28, "#5f6f1a", -12)
        + ellipse(58, 78, 5, 9, "#c3cf7a", 10)
    )


def _comb() -> str:
    cell = "M80 52L104 66V94L80 108L56 94V66Z"
    small = path(cell, "#e39a1f") + moved(80, 80, 0.6, path(cell, "#f8c95a"))
    return moved(54, 58, 0.8, small) + moved(98, 58, 0.8, small) + moved(76, 100, 0.8, small)


def _bear() -> str:
    red = "#d93a4a"
    return (
        circle(58, 38, 13, red)
        + circle(102, 38, 13, red)
        + circle(80, 56, 30, red)
        + ellipse(80, 106, 34, 36, red)
        + ellipse(44, 96, 12, 18, red, 40)
        + ellipse(116, 96, 12, 18, red, -40)
        + circle(62, 138, 15, red)
        + circle(98, 138, 15, red)
        + ellipse(68, 48, 6, 9, "#f28a92", 30)
    )


def _ice_cream() -> str:
    return (
        rect(72, 112, 16, 34, "#d8b27a", 8)
        + path("M48 60C48 12 112 12 112 60V112Q112 120 104 120H56Q48 120 48 112Z", "#5a3220")
        + path("M48 88C58 80 66 96 76 88C86 80 94 96 112 86V112Q112 120 104 120H56Q48 120 48 112Z", "#fbe9d2")
        + gleam(58, 40, 8, 38, 0.3)
    )
