"""Shapes that the demo shop's pictures are drawn from: plain SVG that every till can draw."""

from __future__ import annotations

SIZE = 160


def picture(background: str, *parts: str) -> str:
    """A whole picture on a soft ground."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">\n'
        f'<rect width="{SIZE}" height="{SIZE}" fill="{background}"/>\n{body}\n</svg>\n'
    )


def paint(colour: str) -> str:
    """`fill` and, for a colour of eight digits, its opacity: tills know no #rrggbbaa."""
    if len(colour) < len("#rrggbbaa"):
        return f'fill="{colour}"'
    return f'fill="{colour[:7]}" fill-opacity="{int(colour[7:], 16) / 255:.2f}"'


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0) -> str:
    """A rectangle with rounded corners."""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" {paint(fill)}/>'


def circle(x: float, y: float, r: float, fill: str) -> str:
    """A disc."""
    return f'<circle cx="{x}" cy="{y}" r="{r}" {paint(fill)}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, turn: float = 0) -> str:
    """An ellipse, turned by degrees."""
    turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
    return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" {paint(fill)}{turned}/>'


def path(d: str, fill: str) -> str:
    """A filled outline."""
    return f'<path d="{d}" {paint(fill)}/>'


def stroke(d: str, colour: str, width: float) -> str:
    """A line with round ends."""
    painted = paint(colour).replace("fill", "stroke")
    return (
        f'<path d="{d}" fill="none" {painted} stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def moved(x: float, y: float, scale: float, *parts: str, turn: float = 0) -> str:
    """Parts drawn around the middle of a picture, put at x, y instead."""
    turned = f" rotate({turn})" if turn else ""
    half = SIZE // 2
    inner = "".join(parts)
    return f'<g transform="translate({x} {y}) scale({scale}){turned} translate(-{half} -{half})">{inner}</g>'


def shadow(rx: float = 44, y: float = 138) -> str:
    """What stands on the ground throws a shadow."""
    return f'<ellipse cx="80" cy="{y}" rx="{rx}" ry="7" fill="#000000" fill-opacity="0.12"/>'


def gleam(x: float, y: float, w: float, h: float, opacity: float = 0.35) -> str:
    """Light on something smooth."""
    return (
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{w / 2}" '
        f'fill="#ffffff" fill-opacity="{opacity}"/>'
    )


def leaf(x: float, y: float, size: float, colour: str, turn: float = 0) -> str:
    """A pointed leaf that grows from x, y."""
    s = size
    return (
        f'<path d="M0 0C{s * 0.15} {-s * 0.5} {s * 0.6} {-s * 0.7} {s} {-s * 0.6}'
        f'C{s * 0.95} {-s * 0.15} {s * 0.5} {s * 0.1} 0 0Z" fill="{colour}" '
        f'transform="translate({x} {y}) rotate({turn})"/>'
    )
