"""Packaging of the demo shop's pictures: bottles, cartons, jars, tins, bags, boxes, cups."""

from __future__ import annotations

from hub.demo.shapes import circle, ellipse, gleam, moved, path, rect, shadow, stroke


def bottle(glass: str, cap: str, label: str, emblem: str, *, slim: bool = False) -> tuple[str, ...]:
    """A bottle with a label; `emblem` is drawn on it."""
    if slim:
        body = "M72 22H88V46C88 56 104 60 104 78V130Q104 138 96 138H64Q56 138 56 130V78C56 60 72 56 72 46Z"
        return (
            shadow(32),
            path(body, glass),
            rect(70, 16, 20, 12, cap, 3),
            rect(56, 84, 48, 38, label),
            moved(80, 103, 0.3, emblem),
            gleam(62, 78, 6, 54),
        )
    body = "M70 24H90V40C90 50 110 54 110 72V128Q110 138 100 138H60Q50 138 50 128V72C50 54 70 50 70 40Z"
    return (
        shadow(38),
        path(body, glass),
        rect(67, 14, 26, 13, cap, 3),
        rect(50, 78, 60, 40, label),
        moved(80, 98, 0.36, emblem),
        gleam(56, 68, 7, 62),
    )


def carton(colour: str, dark: str, band: str, emblem: str) -> tuple[str, ...]:
    """A drink's carton with a gable and a screw cap."""
    return (
        shadow(36),
        path("M48 58L62 30H98L112 58Z", dark),
        rect(60, 20, 40, 12, colour, 2),
        rect(48, 58, 64, 80, colour, 4),
        path("M96 58H112V134Q112 138 108 138H96Z", dark),
        circle(80, 45, 8, band),
        rect(48, 72, 48, 8, band),
        moved(72, 107, 0.38, emblem),
    )


def brick(colour: str, dark: str, emblem: str) -> tuple[str, ...]:
    """A square carton with a straw."""
    return (
        shadow(36),
        stroke("M92 40L98 18H110", "#ffffff", 5),
        path("M46 44L58 34H114L104 44Z", dark),
        path("M104 44L114 34V126L104 138Z", dark),
        rect(46, 44, 58, 94, colour, 3),
        moved(75, 92, 0.34, emblem),
    )


def jar(content: str, lid: str, label: str, emblem: str) -> tuple[str, ...]:
    """A glass with a screw lid."""
    return (
        shadow(40),
        path("M46 54Q46 44 56 44H104Q114 44 114 54V126Q114 138 102 138H58Q46 138 46 126Z", content),
        rect(48, 24, 64, 20, lid, 5),
        rect(48, 36, 64, 4, "#00000022"),
        rect(46, 68, 68, 46, label),
        moved(80, 91, 0.4, emblem),
        gleam(52, 52, 7, 78),
    )


def tin(colour: str, band: str, emblem: str) -> tuple[str, ...]:
    """A tin."""
    return (
        shadow(42),
        path("M42 40V128C42 144 118 144 118 128V40Z", "#b9c2cc"),
        path("M42 54V118C42 132 118 132 118 118V54Z", colour),
        path("M42 54C42 68 118 68 118 54V60C118 74 42 74 42 60Z", band),
        ellipse(80, 40, 38, 11, "#d8dee6"),
        ellipse(80, 40, 29, 7, "#c3ccd6"),
        stroke("M72 39C76 34 86 34 88 39", "#8d99a6", 3),
        moved(80, 98, 0.42, emblem),
        gleam(50, 62, 6, 60),
    )


def bag(colour: str, dark: str, emblem: str, *, window: str = "") -> tuple[str, ...]:
    """A paper or foil bag with crimped ends; `window` shows what is inside."""
    middle = ellipse(80, 92, 27, 29, window) if window else ellipse(80, 90, 28, 30, "#ffffffdd")
    return (
        shadow(42),
        path("M46 38H114L120 126Q120 138 108 138H52Q40 138 40 126Z", colour),
        path("M44 24H116L114 40H46Z", dark),
        stroke("M50 32H110", "#ffffff66", 3),
        middle,
        moved(80, 91, 0.36, emblem),
    )


def pillow(colour: str, dark: str, emblem: str) -> tuple[str, ...]:
    """A bag of crisps: blown up, crimped above and below."""
    return (
        shadow(42),
        path("M44 30H116Q108 60 112 84Q116 112 118 134H42Q44 112 48 84Q52 60 44 30Z", colour),
        path("M44 20H116V32H44Z", dark),
        path("M42 128H118V140H42Z", dark),
        ellipse(80, 84, 27, 25, "#ffffffe6"),
        moved(80, 84, 0.38, emblem),
    )


def box(front: str, side: str, top: str, *emblem: str, band: str = "") -> tuple[str, ...]:
    """A cardboard box seen a little from the right."""
    return (
        shadow(44),
        path("M38 46L54 32H122L106 46Z", top),
        path("M106 46L122 32V124L106 138Z", side),
        rect(38, 46, 68, 92, front),
        rect(38, 116, 68, 12, band) if band else "",
        moved(72, 84, 0.46, *emblem),
    )


def flat_pack(colour: str, dark: str, emblem: str) -> tuple[str, ...]:
    """Something wrapped and low, such as butter."""
    return (
        shadow(56, 126),
        path("M22 72L40 56H138L122 72Z", dark),
        path("M122 72L138 56V106L122 124Z", dark),
        rect(22, 72, 100, 52, colour, 3),
        moved(72, 98, 0.44, emblem),
    )


def cup(colour: str, lid: str, emblem: str) -> tuple[str, ...]:
    """A cup with a foil lid."""
    return (
        shadow(36),
        path("M44 52H116L106 130Q105 138 97 138H63Q55 138 54 130Z", "#ffffff"),
        path("M47 74H113L108 114H52Z", colour),
        path("M40 42Q80 30 120 42V52H40Z", lid),
        moved(80, 94, 0.34, emblem),
    )


def tray(colour: str, *inside: str) -> tuple[str, ...]:
    """A paper tray with goods in it."""
    return (
        shadow(56, 132),
        *inside,
        path("M24 92H136L126 128Q125 132 120 132H40Q35 132 34 128Z", colour),
        path("M24 92H136L134 100H26Z", "#00000018"),
    )
