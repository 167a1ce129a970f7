"""The pictures of the demo shop's items; `python -m hub.demo.pictures` writes them into `hub/demo/images`."""

from __future__ import annotations

from pathlib import Path

from hub.demo import fresh, packed
from hub.demo.shapes import moved, picture, shadow

IMAGES = Path(__file__).parent / "images"
GREENISH, PINKISH, SUNNY, WARM, CREAM = "#eaf4e2", "#fdeceb", "#fff6d8", "#fbeedd", "#fdf5e6"


def fresh_pictures() -> dict[str, str]:
    """Goods that need no packing."""
    drawn = {
        "apfel": (GREENISH, fresh.apple()),
        "birne": (GREENISH, fresh.pear()),
        "banane": (SUNNY, fresh.banana()),
        "orange": (SUNNY, fresh.citrus("#f08c1e", "#f8b566", "#f7a93c")),
        "zitrone": (SUNNY, fresh.citrus("#f2cf2e", "#fae583", "#f7dd5c")),
        "tomate": (PINKISH, fresh.tomato()),
        "gurke": (GREENISH, fresh.cucumber()),
        "moehren": (WARM, fresh.carrot()),
        "kartoffeln": (CREAM, fresh.potato()),
        "zwiebel": (WARM, fresh.onion()),
        "paprika": (SUNNY, fresh.pepper()),
        "trauben": ("#f1ebf8", fresh.grapes()),
        "avocado": (GREENISH, fresh.avocado()),
        "kopfsalat": (GREENISH, fresh.lettuce()),
        "champignons": (GREENISH, fresh.mushroom()),
        "erdbeeren": (PINKISH, fresh.strawberry()),
        "mischbrot": (CREAM, fresh.loaf()),
        "broetchen": (CREAM, fresh.roll()),
        "croissant": (WARM, fresh.croissant()),
        "brezel": (CREAM, fresh.pretzel()),
        "baguette": (WARM, fresh.baguette()),
        "bergkaese": (SUNNY, fresh.cheese()),
        "eier": ("#eef1f5", fresh.eggs()),
    }
    return {
        name: picture(ground, shadow(46, 140), moved(80, 80, 0.94, drawing))
        for name, (ground, drawing) in drawn.items()
    }


def all_pictures() -> dict[str, str]:
    """SVG text by file name, without its ending."""
    return fresh_pictures() | packed.packed_pictures()


def write_pictures(folder: Path) -> int:
    """Write all pictures; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    found = all_pictures()
    for name, text in found.items():
        (folder / f"{name}.svg").write_text(text, "utf-8", newline="\n")
    return len(found)


if __name__ == "__main__":
    write_pictures(IMAGES)
