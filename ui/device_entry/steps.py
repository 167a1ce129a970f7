"""The guided set-up as a table of steps, and where somebody stands in it. Qt-free."""

from __future__ import annotations

import msgspec

from pos_app.views.devices import DevicesView, DeviceView, DriverView, FoundDeviceView
from ui.device_entry.kinds import Kind, kind_of
from ui.marked import QT_TRANSLATE_NOOP


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step: what it asks, and the step after it; empty for the last."""

    name: str
    title: str
    after: str = ""


STEPS: tuple[Step, ...] = (
    Step(name="kind", title=QT_TRANSLATE_NOOP("DeviceSetup", "What do you want to set up?"), after="find"),
    Step(name="find", title=QT_TRANSLATE_NOOP("DeviceSetup", "Which one is it?"), after="options"),
    Step(name="options", title=QT_TRANSLATE_NOOP("DeviceSetup", "How is it set?"), after="try"),
    Step(name="try", title=QT_TRANSLATE_NOOP("DeviceSetup", "Does it work?")),
)
_ONLY_IN: dict[str, frozenset[str]] = {
    "up": frozenset({"kind", "find"}),
    "down": frozenset({"kind", "find"}),
    "search": frozenset({"find"}),
    "by_hand": frozenset({"find"}),
    "next_driver": frozenset({"options"}),
    "all_options": frozenset({"options"}),
    "test": frozenset({"try"}),
    "remove": frozenset({"try"}),
}
"""Acts that belong to some steps; every other belongs to all."""
_OWN = ("host", "port", "path", "queue", "source", "vendor", "product", "serial")
"""Options that tell one device from another."""
_BY_NAME = {step.name: step for step in STEPS}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is known so far of the device that is being set up. Nothing of it counts before it is saved."""

    kind: Kind | None = None
    device_id: str = ""
    """Of an entry that exists already; empty for a new one."""
    driver: str = ""
    options: dict[str, str] = {}
    name: str = ""


class Guide:
    """The way through the steps; going back never goes before the step it began at."""

    def __init__(self, start: str, draft: Draft) -> None:
        self._trail = [_BY_NAME[start]]
        self.draft = draft

    @property
    def step(self) -> Step:
        """Where one stands."""
        return self._trail[-1]

    @property
    def number(self) -> int:
        """Its number in the table, counted from 1."""
        return STEPS.index(self.step) + 1

    @property
    def whole(self) -> bool:
        """Whether it began at the first step."""
        return self._trail[0] is STEPS[0]

    def forward(self, draft: Draft) -> None:
        """To the step after this one; nothing happens at the last."""
        self.draft = draft
        if self.step.after:
            self._trail.append(_BY_NAME[self.step.after])

    def back(self) -> bool:
        """To the step before; False where there is none."""
        if len(self._trail) == 1:
            return False
        self._trail.pop()
        return True


def open_in(act: str, step: str) -> bool:
    """Whether the act makes sense in this step."""
    return act not in _ONLY_IN or step in _ONLY_IN[act]


def draft_of(device: DeviceView) -> Draft:
    """A device that is set up, to be changed or tried."""
    return Draft(
        kind=kind_of(device),
        device_id=device.device_id,
        driver=device.driver,
        options=dict(device.options),
        name=device.name,
    )


def draft_for(kind: Kind, view: DevicesView) -> Draft:
    """A device of this kind to begin with; where a terminal has only one, it takes the place of that one."""
    known = next((one for one in view.devices if one.kind == kind.kind), None) if kind.single else None
    if known is None:
        return Draft(kind=kind)
    return Draft(kind=kind, device_id=known.device_id, name=known.name)


def chosen(draft: Draft, found: FoundDeviceView, view: DevicesView) -> Draft:
    """What was found, as the device to set up: an entry that has it already is taken up again."""
    assert draft.kind is not None  # noqa: S101 - the kind is the first step
    known = entry_of(found, view)
    if known is not None and kind_of(known) == draft.kind:
        return draft_of(known)
    driver = found.driver or driver_for(draft.kind, found.options, view.drivers)
    return msgspec.structs.replace(draft, driver=driver, options=dict(found.options))


def entry_of(found: FoundDeviceView, view: DevicesView) -> DeviceView | None:
    """The entry that uses what was found already, or None."""
    names = [name for name in _OWN if name in found.options]
    if "host" in names and "port" in names:
        names.remove("port")  # there it is a number that most of them share
    wanted = {name: found.options[name] for name in names}
    return next((one for one in view.devices if wanted and wanted.items() <= one.options.items()), None)


def driver_for(kind: Kind, options: dict[str, str], drivers: tuple[DriverView, ...]) -> str:
    """The first driver of the kind that knows these options and needs no other; empty if none does."""
    for driver in drivers:
        known = {option.name for option in driver.options}
        needed = {option.name for option in driver.options if option.needed}
        if kind.serves(driver) and needed <= options.keys() <= known:
            return driver.driver
    return ""


def new_id(kind: Kind, view: DevicesView) -> str:
    """The lasting id of a new entry: the kind, numbered from the second on."""
    taken = {one.device_id for one in view.devices}
    number = 2
    device_id = kind.key
    while device_id in taken:
        device_id = f"{kind.key}-{number}"
        number += 1
    return device_id
