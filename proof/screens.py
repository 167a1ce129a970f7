"""Draws the screens from canned views into PNGs, at every size and in every look that they must stand.

`python -m proof.screens FOLDER [SCENE…]` draws; without scene names, all of them; `docs` for those that
`docs/screens` keeps.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace
from PIL import Image
from PySide6.QtTest import QTest

from pos_app import views as v
from pos_app.ports.preview import Preview
from pos_app.views.carts import HandOffView
from proof import canned_till as canned
from proof.canned_carts import PARKED, PARKED_DOWN
from ui.application import TillWindow, WindowOptions, make_application, open_till

_SETTLE_MS = 400


class Scene(msgspec.Struct, frozen=True):
    """One picture: what is set up before the window opens, and what is done in it."""

    name: str
    bus: Callable[[], canned.CannedBus] = canned.CannedBus
    act: Callable[[TillWindow, canned.CannedBus], None] = lambda _till, _bus: None
    preview: Callable[[], Preview | None] = lambda: None


class Look(msgspec.Struct, frozen=True):
    """One way the same scene is seen."""

    name: str
    size: tuple[int, int] = (1366, 768)
    scheme: str = "light"
    scale: float = 1.0
    language: str = "en"


LOOKS = (
    Look("1366"),
    Look("1024", size=(1024, 768)),
    Look("1920", size=(1920, 1080)),
    Look("dark", scheme="dark"),
    Look("contrast", scheme="contrast"),
    Look("de-1024", size=(1024, 768), language="de"),
    Look("text200", size=(1366, 768), scale=2.0, language="de"),
    Look("text200-1024", size=(1024, 768), scale=2.0, language="de"),
    Look("rtl", language="ar"),
)


class _Quiet:
    """A decoder that takes every key for a person's: the pictures need no scanner."""

    def feed(self, char: str, at_ms: int, *, auto_repeat: bool = False) -> list[_Key]:  # noqa: ARG002 - the decoder's shape
        return [_Key(char)]

    def tick(self, at_ms: int) -> list[_Key]:  # noqa: ARG002 - the decoder's shape
        return []

    def due_at(self) -> int | None:
        return None


class _Key(msgspec.Struct, frozen=True):
    chars: str


def _with(**views: object) -> Callable[[], canned.CannedBus]:
    def make() -> canned.CannedBus:
        till = canned.TILL
        if "sale" in views:
            till = replace(till, sale=views["sale"])
        bus = canned.CannedBus(till)
        for name, view in views.items():
            if name != "sale":
                setattr(bus, name, view)
        return bus

    return make


def _press(*keys: str) -> Callable[[TillWindow, canned.CannedBus], None]:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:  # noqa: ARG001 - every scene has this shape
        for key in keys:
            till.shell.press(key)
            QTest.qWait(60)

    return act


def _type(text: str) -> Callable[[TillWindow, canned.CannedBus], None]:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:  # noqa: ARG001 - every scene has this shape
        till.shell.screen("sell").type_text(text)  # type: ignore[attr-defined]

    return act


def _answered(outcome: v.Outcome, route: str = "") -> Callable[[TillWindow, canned.CannedBus], None]:
    def act(till: TillWindow, bus: canned.CannedBus) -> None:
        if route:
            till.shell.press(route)
            QTest.qWait(60)
        bus.outcome = outcome
        if route == "F12":
            till.shell.press("F8")
        else:
            till.shell.scan("4006381333931")

    return act


def _approval(till: TillWindow, bus: canned.CannedBus) -> None:
    request = v.ApprovalRequest(
        permission="price_override", message="A supervisor approves.", reason_kind="price_override"
    )
    bus.outcome = v.Outcome(ok=False, sale=canned.SALE, approval=request)
    till.shell.scan("4006381333931")


def _share(till: TillWindow, bus: canned.CannedBus) -> None:
    bus.outcome = v.Outcome(ok=True, sale=canned.SALE, changed=frozenset({"hand_off"}))
    till.shell.press("Shift+F6")


def _price_check(till: TillWindow, bus: canned.CannedBus) -> None:
    _press("F7")(till, bus)
    till.shell.scan("4008400202532")


UNKNOWN = v.Outcome(
    ok=False,
    sale=canned.SALE,
    notice=v.Notice(
        code="unknown_barcode",
        message="Unknown barcode",
        tone="caution",
        params={"code": "4006381333931"},
        acts=("search", "department"),
    ),
)
AGE = v.Outcome(
    ok=False,
    sale=canned.SALE,
    age=v.AgePrompt(
        age_limit=16, born_on_or_before="2010-11-21", item_name="Rotwein Dornfelder trocken 0,75 l"
    ),
)
CHANGE = v.Outcome(
    ok=True,
    change=v.ChangeView(
        txn_id="t1", receipt_no="S1-T2-000123", currency="EUR", total=3220, paid=5000, change=1780
    ),
)
REFUSED = v.Outcome(
    ok=False,
    sale=canned.SALE,
    notice=v.Notice(code="item_gone", message="This item is no longer sold. Scan another.", tone="negative"),
)

REFUND = replace(
    canned.PAYMENT, total=-1720, remaining=-1720, cash_remaining=-1720, give_back=1720, quick_cash=()
)
LOYAL = replace(
    canned.SALE,
    customer=v.CustomerTile(
        customer_id="k1",
        name="Friederike Schönberg-Überall",
        points=1250,
        as_of=canned.NOW - 1_620_000,
        earns=32,
        loyalty=True,
    ),
)

SCENES: tuple[Scene, ...] = (
    Scene("sell"),
    Scene("sell-empty", _with(sale=None)),
    Scene("sell-200-lines", _with(sale=canned.LONG_SALE)),
    Scene("sell-hub-down", _with(sync=canned.SYNC_DOWN, devices=canned.DEVICES_DOWN)),
    Scene("sell-error", act=_answered(REFUSED)),
    Scene("sell-unknown", act=_answered(UNKNOWN)),
    Scene("sell-search", act=_type("3*br")),
    Scene("sell-search-none", act=_type("xylofon")),
    Scene("quantity", act=_press("F2")),
    Scene("discount", act=_press("Up", "Up", "Up", "F3")),
    Scene("price", act=_press("F4")),
    Scene("department", act=_press("F10")),
    Scene("suspend", act=_press("F5")),
    Scene("void-sale", act=_press("Shift+F8")),
    Scene("acts", act=_press("F1")),
    Scene("age", act=_answered(AGE)),
    Scene("approval", act=_approval),
    Scene("tender", act=_press("F12")),
    Scene("tender-split", _with(payment=canned.PAYMENT_SPLIT), _press("F12")),
    Scene("card", act=_press("F12", "F9")),
    Scene("tender-asking", _with(accounts=canned.ASKING), _press("F12")),
    Scene("tender-giving-back", _with(payment=REFUND, accounts=canned.GIVING_BACK), _press("F12")),
    Scene("gift-card", act=_press("F12", "Shift+F9")),
    Scene("sell-gift-card", act=_press("Shift+F5")),
    Scene("sell-points", _with(sale=LOYAL)),
    Scene("change", act=_answered(CHANGE, "F12")),
    Scene("suspended", _with(suspended=(*canned.SUSPENDED, *PARKED)), _press("F6", "Down", "Down", "Down")),
    Scene(
        "suspended-hub-down",
        _with(suspended=(*canned.SUSPENDED, *PARKED_DOWN), sync=canned.SYNC_DOWN),
        _press("F6"),
    ),
    Scene("share", act=_share),
    Scene("share-offline", _with(hand_off=HandOffView(state="offline")), _share),
    Scene("suspended-empty", _with(suspended=()), _press("F6")),
    Scene("price-check", act=_price_check),
    Scene("price-check-empty", act=_press("F7")),
)


def draw(scene: Scene, look: Look, folder: Path) -> Path:
    """Draw one scene in one look; the PNG's path."""
    bus = scene.bus()
    bus.till = replace(bus.till, scheme=look.scheme, text_scale=look.scale, language=look.language)
    cache = Path(tempfile.gettempdir()) / "tillbridge-screens"
    options = WindowOptions(cache=cache, sound=False, preview=scene.preview())
    till = open_till(bus, _Quiet(), lambda: canned.NOW, options)
    till.window.resize(*look.size)
    QTest.qWait(_SETTLE_MS)
    scene.act(till, bus)
    QTest.qWait(_SETTLE_MS)
    target = folder / f"{scene.name}-{look.name}.png"
    till.window.grabWindow().save(str(target))
    till.close()
    return target


# The pictures of docs/screens: the screens that say most, and the sell screen in most looks.
PICKED = frozenset(
    {
        "sell/1366",
        "sell/1920",
        "sell/dark",
        "sell/de-1024",
        "sell/text200-1024",
        "sell/rtl",
        "sell-empty/1366",
        "sell-200-lines/1024",
        "sell-unknown/de-1024",
        "sell-search/1366",
        "approval/dark",
        "age/1366",
        "acts/de-1024",
        "tender-split/1366",
        "change/1366",
    }
)
_COLOURS = 256


def pick(folder: Path, scenes: Sequence[Scene], picked: frozenset[str]) -> None:
    """Draw the pictures of docs/screens, each small enough to be kept beside the code."""
    for scene in scenes:
        for look in LOOKS:
            if f"{scene.name}/{look.name}" in picked:
                target = draw(scene, look, folder)
                Image.open(target).convert("RGB").quantize(_COLOURS).save(target, optimize=True)
                print(target)


def main(arguments: Sequence[str], scenes: Sequence[Scene], picked: frozenset[str]) -> int:
    """Draw what is asked for: a scene, `scene/look` for one look of it, `/look` for one look of all."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [argument.partition("/")[::2] for argument in arguments[1:]]
    make_application()
    if list(arguments[1:]) == ["docs"]:
        pick(folder, scenes, picked)
        return 0
    for scene in scenes:
        for look in LOOKS:
            asked = (name in ("", scene.name) and look.name.startswith(one) for name, one in wanted)
            if not wanted or any(asked):
                print(draw(scene, look, folder))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    sys.exit(main(sys.argv[1:], SCENES, PICKED))
